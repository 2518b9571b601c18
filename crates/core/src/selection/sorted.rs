//! The stacks in the order of a tree.
//!
//! Sorted root first, the stacks below any node of the call tree lie beside each
//! other. The tree needs no memory of its own then: a node is a range of stacks
//! and a depth, and its weight is a difference of two prefix sums. Only the
//! nodes that somebody looks at ever come into being.
//!
//! The same serves for other trees of the same stacks: those of what lies below a
//! frame of them, and of what lies above it, nearest first. They differ only in
//! which frame of a stack is the first.

use super::frames::{Frame, Frames};
use super::multikey::{Keys, sort};
use super::rows::{Cut, Rows, Side, Table, cut_frame};
use super::weights::Weights;
use crate::profile::{Profile, StackId};
use std::ops::Range;
use std::rc::Rc;

/// Stacks, sorted by their frames: those of all of them from the root on, unless
/// they are cut.
#[derive(Clone, Debug)]
pub struct Sorted {
    rows: Rows,
    /// The rows, in sorted order.
    order: Vec<u32>,
}

impl Sorted {
    /// Sorts the stacks of a profile.
    pub fn new(profile: &Profile, frames: &Rc<Frames>) -> Self {
        let table = Rc::new(Table::new(profile, frames));
        Self::sort(Rows::Whole(table), Keys::new(frames.nodes.len() as u32 * 2))
    }

    /// Sorts the stacks of a profile without the frames that repeat in a row;
    /// `None` where that changes nothing.
    pub fn collapsed(profile: &Profile, frames: &Rc<Frames>) -> Option<Self> {
        let table = Rc::new(Table::collapsed(profile, frames)?);
        Some(Self::sort(Rows::Whole(table), Keys::new(frames.nodes.len() as u32 * 2)))
    }

    /// The stacks that have a frame that passes a test, each cut at the one that is
    /// nearest to the root.
    pub fn cuts(&self, test: impl Fn(Frame) -> bool) -> Rc<[Cut]> {
        let table = self.table();
        (0..table.len() as StackId)
            .filter_map(|stack| Some(Cut { stack, depth: table.find(stack, &test)? }))
            .collect()
    }

    /// Sorts stacks of these by what lies on one side of where they are cut.
    pub fn cut(&self, frames: &Frames, cuts: Rc<[Cut]>, side: Side) -> Self {
        let rows = Rows::Cut { table: self.table().clone(), cuts, side };
        Self::sort(rows, Keys::new(frames.nodes.len() as u32 * 2))
    }

    fn table(&self) -> &Rc<Table> {
        match &self.rows {
            Rows::Whole(table) | Rows::Cut { table, .. } => table,
        }
    }

    fn sort(rows: Rows, keys: Keys) -> Self {
        let order = match &rows {
            Rows::Whole(table) => sort(rows.len(), keys, |some, depth| {
                fill(keys, some, |stack, i| table.frame(stack, depth + i));
            }),
            Rows::Cut { table, cuts, side } => sort(rows.len(), keys, |some, depth| {
                fill(keys, some, |row, i| cut_frame(table, cuts[row as usize], *side, depth + i));
            }),
        };
        Self { rows, order }
    }

    /// Number of stacks.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The stacks, in sorted order.
    pub fn stacks(&self) -> impl Iterator<Item = StackId> + '_ {
        self.order.iter().map(|&row| self.rows.stack(row))
    }

    /// The stacks, in the profile's order.
    pub fn members(&self) -> impl Iterator<Item = StackId> + '_ {
        (0..self.len() as u32).map(|row| self.rows.stack(row))
    }

    /// The frame at `depth` of the stack at a position of the order; `None` if there
    /// are not as many.
    pub fn frame_at(&self, position: usize, depth: usize) -> Option<Frame> {
        self.rows.frame(self.order[position], depth)
    }

    /// Returns whether the stacks at two neighboring positions have the same frames.
    pub fn is_same(&self, a: usize, b: usize) -> bool {
        let mut depth = 0;
        loop {
            match (self.frame_at(a, depth), self.frame_at(b, depth)) {
                (None, None) => return true,
                (a, b) if a != b => return false,
                _ => depth += 1,
            }
        }
    }

    /// The end of the stacks that have no frame at `depth`: they are the first of a
    /// range in which all stacks are equal up to it.
    pub fn own_end(&self, range: Range<usize>, depth: usize) -> usize {
        match range.is_empty() || self.frame_at(range.start, depth).is_some() {
            true => range.start,
            false => self.run_end(range, depth),
        }
    }

    /// The end of the run of stacks that have the same frame at `depth` as the
    /// one at `range.start`. Within `range` all stacks must be equal up to
    /// `depth`.
    pub fn run_end(&self, range: Range<usize>, depth: usize) -> usize {
        let frame = self.frame_at(range.start, depth);
        let differs = |position: usize| self.frame_at(position, depth) != frame;
        // Runs are mostly short, and sometimes nearly all of the range: look in
        // growing steps, then halve.
        let (mut low, mut step) = (range.start, 1);
        let mut high = loop {
            let probe = low + step;
            if probe >= range.end {
                break range.end;
            }
            if differs(probe) {
                break probe;
            }
            low = probe;
            step *= 2;
        };
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if differs(middle) { high = middle } else { low = middle }
        }
        high
    }
}

#[inline(never)]
fn fill(keys: Keys, elements: &mut [u64], frame: impl Fn(u32, usize) -> Option<Frame>) {
    for element in elements {
        let row = *element as u32;
        let rank = |i| frame(row, i).map_or(0, |frame| frame.rank() + 1);
        *element = keys.element(row, (0..keys.frames).map(rank));
    }
}

/// Prefix sums over the sorted stacks: the weight of any range, at once.
#[derive(Clone, Debug)]
pub struct PrefixSums {
    net: Vec<i64>,
    /// Empty where it would be the same.
    magnitude: Vec<i64>,
}

impl PrefixSums {
    /// Sums the weights in sorted order.
    pub fn new(sorted: &Sorted, weights: &Weights) -> Self {
        let magnitude = match weights.has_negative() {
            true => prefix_sums(sorted, |stack| weights.magnitude(stack)),
            false => Vec::new(),
        };
        Self { net: prefix_sums(sorted, |stack| weights.net(stack)), magnitude }
    }

    /// Sums that were made elsewhere, with one more than there are stacks of each.
    pub(crate) fn of(net: Vec<i64>, magnitude: Vec<i64>) -> Self {
        Self { net, magnitude }
    }

    /// The sum of the values in a range of the order.
    pub fn net(&self, range: Range<usize>) -> i64 {
        self.net[range.end].wrapping_sub(self.net[range.start])
    }

    /// The sum of their magnitudes.
    pub fn magnitude(&self, range: Range<usize>) -> i64 {
        match self.magnitude.get(range.end) {
            Some(end) => end.wrapping_sub(self.magnitude[range.start]),
            None => self.net(range),
        }
    }
}

fn prefix_sums(sorted: &Sorted, weight: impl Fn(StackId) -> i64) -> Vec<i64> {
    let mut sums = vec![0i64; sorted.len() + 1];
    for (i, stack) in sorted.stacks().enumerate() {
        sums[i + 1] = sums[i].wrapping_add(weight(stack));
    }
    sums
}

/// The call tree of a selection, which nobody builds: its nodes are ranges.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The stacks in the order of the tree.
    pub sorted: Rc<Sorted>,
    /// Prefix sums, for the weight of ranges of them.
    pub sums: Rc<PrefixSums>,
}
