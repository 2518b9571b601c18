//! Other shapes of the call tree: turned around a frame, or without recursion; and
//! what in it matches a search.
//!
//! Each is kept like everything else in a [`Session`]: by the tables it was made of.

use super::session::{Session, SortedKey, SumsKey, recall};
use super::{
    Frame, NodeId, Nodes, PrefixSums, SelectError, Selection, Side, Sorted, Tree, Weights,
};
use crate::query::{Query, QueryError, Search};
use std::rc::Rc;

/// Shape in which a call tree is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The name of the node that the tree is turned around; empty for none. Only the
    /// stacks that have it are left.
    pub pivot: String,
    /// Frames of the same node in a row are one.
    pub collapse: bool,
}

/// A call tree in some shape.
#[derive(Clone, Debug)]
pub struct Shaped {
    /// All stacks from the root on; with a pivot, those that have it, from the frame
    /// below it on.
    pub below: Tree,
    /// With a pivot that some stack has: its frame, and the same stacks upwards from
    /// its caller. Where the pivot is in a stack several times, it is the one nearest
    /// to the root: so each stack is there once.
    pub above: Option<(Frame, Tree)>,
}

impl Shaped {
    /// Total weight of its stacks: the sum of the magnitudes of their values.
    pub fn width(&self) -> f64 {
        self.below.sums.magnitude(0..self.below.sorted.len()) as f64
    }
}

/// Matches of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// True if each node's name matches.
    pub nodes: Vec<bool>,
    /// Total weight of the stacks with a frame that matches.
    pub weight: i64,
    /// Number of nodes of these stacks that match.
    pub count: u32,
}

/// The shapes that were looked at last.
#[derive(Default)]
pub(super) struct Shapes {
    collapsed: Kept<SortedKey, Option<Rc<Sorted>>>,
    collapsed_sums: Kept<SumsKey, PrefixSums>,
    pivot: Kept<(SortedKey, Shape), Pivot>,
    pivot_sums: Kept<(SumsKey, Shape), [Rc<PrefixSums>; 2]>,
    matched: Kept<(SumsKey, Shape, String), Matched>,
}

/// Latest result, with the key that it was made of.
type Kept<K, T> = Option<(K, Rc<T>)>;

/// The stacks that have a pivot.
struct Pivot {
    frame: Option<Frame>,
    below: Rc<Sorted>,
    above: Rc<Sorted>,
}

impl Session {
    /// Applies a query, for views that show the call tree in some shape.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn select_shaped(
        &mut self,
        query: &Query,
        shape: &Shape,
    ) -> Result<(Selection<'_>, Shaped), SelectError> {
        let (selection, tree) = self.select_tree(query)?;
        let (profile, frames) = (selection.profile.clone(), selection.frames.clone());
        let weights = selection.weights.clone();
        let mut shaped = Shaped { below: tree, above: None };
        let keys = self.sorted.as_ref().zip(self.sums.as_ref());
        if let Some((sorted_key, sums_key)) = keys.map(|(a, b)| (a.0.clone(), b.0.clone())) {
            let shapes = &mut self.shapes;
            if shape.collapse {
                let make = || Sorted::collapsed(&profile, &frames).map(Rc::new);
                let collapsed = recall(&mut shapes.collapsed, sorted_key.clone(), make);
                if let Some(sorted) = &*collapsed {
                    let make = || PrefixSums::new(sorted, &weights);
                    let sums = recall(&mut shapes.collapsed_sums, sums_key.clone(), make);
                    shaped.below = Tree { sorted: sorted.clone(), sums };
                }
            }
            if !shape.pivot.is_empty() {
                let key = (sorted_key, shape.clone());
                let pivot = recall(&mut shapes.pivot, key, || {
                    Pivot::new(&shape.pivot, &shaped.below.sorted, &frames)
                });
                shaped = pivot.shaped(shapes, (sums_key, shape.clone()), &weights);
            }
        }
        Ok((self.select(query)?, shaped))
    }

    /// Looks for names in a tree that [`Session::select_shaped`] made of this query.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn search(
        &mut self,
        query: &Query,
        shape: &Shape,
        search: &Search,
    ) -> Result<Rc<Matched>, SelectError> {
        self.select_tree(query)?;
        // Collapsed or not, a stack has the same names.
        let shape = Shape { collapse: false, ..shape.clone() };
        let sums = self.sums.as_ref().map(|(key, _)| key.clone());
        let key = sums.map(|sums| (sums, shape.clone(), search.text().to_owned()));
        match &self.shapes.matched {
            Some((last, matched)) if key.as_ref() == Some(last) => return Ok(matched.clone()),
            _ => self.shapes.matched = None,
        }
        let (selection, shaped) = self.select_shaped(query, &shape)?;
        let found = Rc::new(matched(&selection, &shaped.below.sorted, search));
        search.check().map_err(|error| QueryError::Pattern { option: "search", error })?;
        self.shapes.matched = key.map(|key| (key, found.clone()));
        Ok(found)
    }
}

impl Pivot {
    fn new(name: &str, sorted: &Sorted, frames: &super::Frames) -> Self {
        let nodes = named(&frames.nodes, name.as_bytes());
        let cuts = sorted.cuts(|frame| nodes[frame.node() as usize]);
        let node = (!cuts.is_empty()).then(|| nodes.iter().position(|&is_it| is_it)).flatten();
        Self {
            frame: node.map(|node| Frame::new(node as NodeId, false)),
            below: Rc::new(sorted.cut(frames, cuts.clone(), Side::Below)),
            above: Rc::new(sorted.cut(frames, cuts, Side::Above)),
        }
    }

    fn shaped(&self, shapes: &mut Shapes, key: (SumsKey, Shape), weights: &Weights) -> Shaped {
        let sums = recall(&mut shapes.pivot_sums, key, || {
            [&self.below, &self.above].map(|sorted| Rc::new(PrefixSums::new(sorted, weights)))
        });
        let [below, above] = [(&self.below, &sums[0]), (&self.above, &sums[1])]
            .map(|(sorted, sums)| Tree { sorted: sorted.clone(), sums: sums.clone() });
        Shaped { below, above: self.frame.map(|frame| (frame, above)) }
    }
}

/// The nodes of this name. Where there is none, those of this function: a link may
/// have been made at another granularity.
fn named(nodes: &Nodes, name: &[u8]) -> Vec<bool> {
    let all = 0..nodes.len() as NodeId;
    let found: Vec<bool> = all.clone().map(|node| nodes.printable_name(node) == name).collect();
    if found.contains(&true) {
        return found;
    }
    all.map(|node| nodes.texts.get(nodes.get(node).name) == name).collect()
}

fn matched(selection: &Selection, sorted: &Sorted, search: &Search) -> Matched {
    let Selection { profile, frames, weights, .. } = selection;
    let mut matched = Matched::default();
    let all = 0..frames.nodes.len() as NodeId;
    matched.nodes = all.map(|node| search.is_match(&frames.nodes.printable_name(node))).collect();
    let is_match = |frame: &Frame| matched.nodes[frame.node() as usize];
    let locations: Vec<bool> = (0..profile.locations.len() as u32)
        .map(|location| frames.of(location).iter().any(is_match))
        .collect();
    let mut used = vec![false; locations.len()];
    for stack in sorted.members().filter(|&stack| weights.is_live(stack)) {
        if mark(profile.stacks.get(stack), &locations, &mut used) {
            matched.weight = matched.weight.wrapping_add(weights.net(stack));
        }
    }
    let mut counted = vec![false; matched.nodes.len()];
    for location in (0..locations.len()).filter(|&location| used[location]) {
        frames.of(location as u32).iter().filter(|&f| is_match(f)).for_each(|frame| {
            matched.count += u32::from(!counted[frame.node() as usize]);
            counted[frame.node() as usize] = true;
        });
    }
    matched
}

/// Marks the locations of a stack that match. Returns whether there are any. A call
/// for each: see `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn mark(stack: &[u32], matches: &[bool], used: &mut [bool]) -> bool {
    let mut any = false;
    for &location in stack {
        if matches[location as usize] {
            any = true;
            used[location as usize] = true;
        }
    }
    any
}
