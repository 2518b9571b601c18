//! The stacks in the order of a tree.
//!
//! Sorted root first, the stacks below any node of the call tree lie beside each
//! other. The tree needs no memory of its own then: a node is a range of stacks
//! and a depth, and what it is worth is a difference of two prefix sums. Only the
//! nodes that somebody looks at ever come into being.

use super::frames::{Frame, Frames};
use super::weights::Weights;
use crate::profile::{Profile, Shared, StackId, Stacks};
use std::ops::Range;
use std::rc::Rc;

const KEYS_AT_ONCE: usize = 1000;

/// All stacks, sorted by their frames from the root on.
#[derive(Clone, Debug)]
pub struct Sorted {
    rows: Rows,
    /// The stacks, in sorted order.
    order: Vec<StackId>,
}

/// The frames of each stack, root first.
#[derive(Clone, Debug)]
enum Rows {
    /// Where each location stands for one frame, the profile's own stacks serve:
    /// no frame is copied.
    Shared { stacks: Shared<Stacks>, frames: Rc<Frames> },
    /// Written out, in the profile's order of stacks, with the end of each.
    Own { frames: Vec<Frame>, ends: Vec<u32> },
}

impl Rows {
    fn new(profile: &Profile, frames: &Rc<Frames>) -> Self {
        let stacks = &profile.stacks;
        if frames.one_per_location().is_some() {
            return Self::Shared { stacks: stacks.clone(), frames: frames.clone() };
        }
        let mut end = 0;
        let ends: Vec<u32> = (stacks.iter())
            .map(|stack| {
                end += frames.count_in(stack);
                end as u32
            })
            .collect();
        let mut all = Vec::with_capacity(end);
        stacks.iter().for_each(|stack| frames.extend_root_first(stack, &mut all));
        Self::Own { frames: all, ends }
    }

    fn len(&self, stack: StackId) -> usize {
        match self {
            Self::Shared { stacks, .. } => stacks.get(stack).len(),
            Self::Own { ends, .. } => span(ends, stack).len(),
        }
    }

    /// The frame at `depth`, if the stack is longer than that.
    #[inline]
    fn frame(&self, stack: StackId, depth: usize) -> Option<Frame> {
        match self {
            Self::Shared { stacks, frames } => {
                let locations = stacks.get(stack);
                let location = locations.len().checked_sub(depth + 1)?;
                frames.one_per_location()?.get(locations[location] as usize).copied()
            }
            Self::Own { frames, ends } => frames[span(ends, stack)].get(depth).copied(),
        }
    }
}

fn span(ends: &[u32], stack: StackId) -> Range<usize> {
    let stack = stack as usize;
    let start = if stack == 0 { 0 } else { ends[stack - 1] };
    start as usize..ends[stack] as usize
}

impl Sorted {
    /// Sorts the stacks of a profile.
    pub fn new(profile: &Profile, frames: &Rc<Frames>) -> Self {
        let rows = Rows::new(profile, frames);
        let order = sort(&rows, profile.stacks.len());
        Self { rows, order }
    }

    /// How many stacks there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The stacks, in sorted order.
    pub fn order(&self) -> &[StackId] {
        &self.order
    }

    /// How many frames the stack at a position of the order has.
    pub fn depth_at(&self, position: usize) -> usize {
        self.rows.len(self.order[position])
    }

    /// The frame at `depth`, counted from the root, of the stack at a position of
    /// the order; `None` if the stack is not that long.
    pub fn frame_at(&self, position: usize, depth: usize) -> Option<Frame> {
        self.rows.frame(self.order[position], depth)
    }

    /// The end of the run of stacks that have the same frame at `depth` as the
    /// one at `range.start`. Within `range` all stacks must be equal up to
    /// `depth`, and longer than it.
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

/// Multikey sort, two frames at a time: comparing one number settles most
/// pairs, and no frame is looked at again that is known to be equal.
fn sort(rows: &Rows, count: usize) -> Vec<StackId> {
    let mut keyed: Vec<(u64, StackId)> = (0..count as StackId).map(|stack| (0, stack)).collect();
    let mut todo = vec![(0..keyed.len(), 0)];
    while let Some((range, depth)) = todo.pop() {
        let part = &mut keyed[range.clone()];
        part.chunks_mut(KEYS_AT_ONCE).for_each(|some| fill_keys(rows, some, depth));
        part.sort_unstable();
        let mut start = 0;
        for run in part.chunk_by(|a, b| a.0 == b.0) {
            let end = start + run.len();
            // A key that ends in 0 is that of a stack that ends here.
            if run.len() > 1 && run[0].0 as u32 != 0 {
                todo.push((range.start + start..range.start + end, depth + 2));
            }
            start = end;
        }
    }
    keyed.into_iter().map(|(_, stack)| stack).collect()
}

/// Looks up the keys of some stacks: the two frames at `depth` as one number,
/// where 0 stands for no frame. A call for each thousand: see `Columns::sample` in
/// `read/samples.rs`.
#[inline(never)]
fn fill_keys(rows: &Rows, stacks: &mut [(u64, StackId)], depth: usize) {
    let rank = |frame: Option<Frame>| frame.map_or(0, |f| u64::from(f.rank()) + 1);
    for (key, stack) in stacks {
        *key = rank(rows.frame(*stack, depth)) << 32 | rank(rows.frame(*stack, depth + 1));
    }
}

/// Prefix sums over the sorted stacks: what any range is worth, at once.
#[derive(Clone, Debug)]
pub struct PrefixSums {
    net: Vec<i64>,
    /// Empty where it would be the same.
    magnitude: Vec<i64>,
}

impl PrefixSums {
    /// Sums the weights in sorted order.
    pub fn new(sorted: &Sorted, weights: &Weights) -> Self {
        let order = sorted.order();
        let magnitude = match weights.has_negative() {
            true => prefix_sums(order, |stack| weights.magnitude(stack)),
            false => Vec::new(),
        };
        Self { net: prefix_sums(order, |stack| weights.net(stack)), magnitude }
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

fn prefix_sums(order: &[StackId], weight: impl Fn(StackId) -> i64) -> Vec<i64> {
    let mut sums = vec![0i64; order.len() + 1];
    for (i, &stack) in order.iter().enumerate() {
        sums[i + 1] = sums[i].wrapping_add(weight(stack));
    }
    sums
}

/// The call tree of a selection, which nobody builds: its nodes are ranges.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The stacks in the order of the tree.
    pub sorted: Rc<Sorted>,
    /// What ranges of them are worth.
    pub sums: Rc<PrefixSums>,
}
