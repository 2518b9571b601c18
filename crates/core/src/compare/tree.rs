//! The call tree of both sides.

use super::judge::{FEWEST, Judge, Sums};
use super::{Compared, Comparison, FALSE_DISCOVERIES, Mode, NEW, OLD};
use crate::query::{Query, Search};
use crate::selection::{Frame, Matched, PrefixSums, SelectError, Shape, Shaped, Sorted, Tree};
use crate::stats::discovery_limit;
use std::rc::Rc;

/// Meaning of the width of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Of each of its stacks, the larger of both sides.
    #[default]
    Larger,
    /// Both sides together.
    Sum,
    /// The old side alone.
    Old,
    /// The new side alone.
    New,
}

impl Width {
    /// Reads `larger`, `sum`, `old` or `new`: how links spell it.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "" | "larger" => Self::Larger,
            "sum" => Self::Sum,
            "old" => Self::Old,
            "new" => Self::New,
            _ => return None,
        })
    }
}

/// A call tree, and the sums of its nodes on both sides.
#[derive(Clone, Debug)]
pub struct PairTree {
    /// The tree: weights of nodes are the new side's, their widths are their
    /// [`Width`].
    pub tree: Tree,
    sums: Rc<Vec<Sums>>,
}

impl PairTree {
    /// Sums of a range of the sorted stacks.
    pub fn sums(&self, from: usize, to: usize) -> Sums {
        self.sums[to].since(&self.sums[from])
    }
}

/// A call tree in some shape, of both sides.
#[derive(Clone, Debug)]
pub struct PairShaped {
    /// As [`Shaped::below`].
    pub below: PairTree,
    /// As [`Shaped::above`].
    pub above: Option<(Frame, PairTree)>,
    /// Limit of the probability of a difference that is a discovery.
    pub threshold: f64,
    /// Factors that make widths of values: old, new.
    pub units: [f64; 2],
}

impl PairShaped {
    /// The trees as those of one profile.
    pub fn shaped(&self) -> Shaped {
        let above = self.above.as_ref().map(|(frame, pair)| (*frame, pair.tree.clone()));
        Shaped { below: self.below.tree.clone(), above }
    }
}

/// Trees that were made last.
#[derive(Default)]
pub struct Trees {
    made: Vec<Made>,
    threshold: Option<(ThresholdKey, f64)>,
}

/// The order of the stacks, their sums, and the scaling of these.
type ThresholdKey = (Rc<Sorted>, Rc<Vec<Sums>>, Mode);

/// A tree, and what it was made of.
struct Made {
    stacks: Rc<Vec<Sums>>,
    mode: Mode,
    width: Width,
    pair: PairTree,
}

/// Number of trees that are kept: both halves around a pivot, for two widths.
const KEPT: usize = 4;

impl Comparison {
    /// Applies a query, for views that show the call tree in some shape.
    ///
    /// # Errors
    ///
    /// As [`Comparison::select`].
    pub fn select_shaped(
        &mut self,
        query: &Query,
        mode: Mode,
        shape: &Shape,
        width: Width,
    ) -> Result<(Compared<'_>, PairShaped), SelectError> {
        let query = &self.summed(query)?;
        let (_, shaped) = self.session.select_shaped(query, shape)?;
        let mut trees = std::mem::take(&mut self.trees);
        let compared = self.select(query, mode)?;
        let pair = trees.shaped(&compared, shaped, mode, width);
        self.trees = trees;
        Ok((self.select(query, mode)?, pair))
    }

    /// Matches of a search, as [`Session::search`](crate::selection::Session::search): what
    /// it weighs is the new side's.
    ///
    /// # Errors
    ///
    /// As [`Comparison::select`].
    pub fn search(
        &mut self,
        query: &Query,
        shape: &Shape,
        search: &Search,
    ) -> Result<Rc<Matched>, SelectError> {
        let query = self.summed(query)?;
        self.session.search(&query, shape, search)
    }
}

impl Trees {
    fn shaped(
        &mut self,
        compared: &Compared,
        shaped: Shaped,
        mode: Mode,
        width: Width,
    ) -> PairShaped {
        let below = self.tree(compared, &shaped.below.sorted, mode, width);
        let above = shaped
            .above
            .map(|(frame, tree)| (frame, self.tree(compared, &tree.sorted, mode, width)));
        let sorted = &shaped.below.sorted;
        let threshold = match &self.threshold {
            Some(((of, stacks, m), threshold))
                if Rc::ptr_eq(of, sorted) && Rc::ptr_eq(stacks, &compared.stacks) && *m == mode =>
            {
                *threshold
            }
            _ => threshold(&below, &compared.judge),
        };
        self.threshold = Some(((sorted.clone(), compared.stacks.clone(), mode), threshold));
        PairShaped { below, above, threshold, units: Units::new(compared).0 }
    }

    fn tree(
        &mut self,
        compared: &Compared,
        sorted: &Rc<Sorted>,
        mode: Mode,
        width: Width,
    ) -> PairTree {
        let is_it = |made: &Made| {
            Rc::ptr_eq(&made.pair.tree.sorted, sorted)
                && Rc::ptr_eq(&made.stacks, &compared.stacks)
                && (made.mode, made.width) == (mode, width)
        };
        if let Some(at) = self.made.iter().position(is_it) {
            let made = self.made.remove(at);
            let pair = made.pair.clone();
            self.made.push(made);
            return pair;
        }
        // Stacks that nobody has any more, and the oldest.
        self.made.retain(|made| Rc::ptr_eq(&made.stacks, &compared.stacks));
        if self.made.len() == KEPT {
            self.made.remove(0);
        }
        let pair = tree(compared, sorted, width);
        let stacks = compared.stacks.clone();
        self.made.push(Made { stacks, mode, width, pair: pair.clone() });
        pair
    }
}

fn tree(compared: &Compared, sorted: &Rc<Sorted>, width: Width) -> PairTree {
    let stacks = &compared.stacks;
    let units = Units::new(compared);
    let mut sums = Vec::with_capacity(sorted.len() + 1);
    let mut net = vec![0i64; sorted.len() + 1];
    let mut widths = vec![0i64; sorted.len() + 1];
    let mut sum = Sums::default();
    // Stacks with the same frames are one: the two sides' locations differ.
    let mut same = [0i64; 2];
    sums.push(sum);
    for (at, stack) in sorted.stacks().enumerate() {
        let one = &stacks[stack as usize];
        sum.add(one);
        sums.push(sum);
        net[at + 1] = net[at].wrapping_add(one.value[NEW]);
        if at > 0 && !sorted.is_same(at - 1, at) {
            same = [0; 2];
        }
        let before = units.width(width, same);
        same = [OLD, NEW].map(|side| same[side].wrapping_add(one.value[side]));
        // What the stack adds to the width of its frames. It may be less than nothing,
        // where values are negative.
        let added = units.width(width, same).wrapping_sub(before);
        widths[at + 1] = widths[at].wrapping_add(added);
    }
    let sums_of_tree = Rc::new(PrefixSums::of(net, widths));
    PairTree { tree: Tree { sorted: sorted.clone(), sums: sums_of_tree }, sums: Rc::new(sums) }
}

/// Factors that make widths of values, which are integers.
struct Units([f64; 2]);

impl Units {
    fn new(compared: &Compared) -> Self {
        let scale = compared.judge.scale;
        if scale.is_equal() {
            return Self([1.0; 2]);
        }
        // Fine enough for the smallest value of the largest profile.
        const FINE: f64 = (1u64 << 52) as f64;
        let scaled = |side: usize| compared.totals[side] as f64 * scale.factors[side];
        let all = (scaled(OLD).abs() + scaled(NEW).abs()).max(f64::MIN_POSITIVE);
        Self(scale.factors.map(|factor| factor * (FINE / all)))
    }

    fn width(&self, width: Width, value: [i64; 2]) -> i64 {
        let of = |side: usize| match self.0[side] {
            1.0 => value[side].saturating_abs(),
            factor => (value[side].unsigned_abs() as f64 * factor).ceil() as i64,
        };
        match width {
            Width::Larger => of(OLD).max(of(NEW)),
            Width::Sum => of(OLD).saturating_add(of(NEW)),
            Width::Old => of(OLD),
            Width::New => of(NEW),
        }
    }
}

/// Tests every node of a tree that has enough samples.
fn threshold(pair: &PairTree, judge: &Judge) -> f64 {
    let sorted = &pair.tree.sorted;
    let mut values = Vec::new();
    // Ranges of stacks that are equal up to a depth, and the probability of a difference
    // of those that come from a node above of the same stacks.
    let mut todo = vec![(0..sorted.len(), 0, None)];
    while let Some((range, depth, known)) = todo.pop() {
        let value = match known {
            Some(value) => Some(value),
            None => judge.p_value(&pair.sums(range.start, range.end)),
        };
        values.extend(value);
        let mut start = sorted.own_end(range.clone(), depth);
        while start < range.end {
            let run = start..sorted.run_end(start..range.end, depth);
            start = run.end;
            let is_all = run == range;
            if pair.sums(run.start, run.end).count >= FEWEST {
                todo.push((run, depth + 1, value.filter(|_| is_all)));
            }
        }
    }
    discovery_limit(values, FALSE_DISCOVERIES)
}
