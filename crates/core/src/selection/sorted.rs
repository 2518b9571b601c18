//! The stacks in the order of a tree.
//!
//! Sorted root first, the stacks below any node of the call tree lie beside each
//! other. The tree needs no memory of its own then: a node is a range of stacks
//! and a depth, and what it is worth is a difference of two prefix sums. Only the
//! nodes that somebody looks at ever come into being.

use super::frames::{Frame, Frames};
use super::multikey::{Keys, sort};
use super::weights::Weights;
use crate::profile::{Profile, Shared, StackId, Stacks};
use std::ops::Range;
use std::rc::Rc;

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
        let keys = Keys::new(frames.nodes.len() as u32 * 2);
        let order = sort(profile.stacks.len(), keys, |some, depth| fill(&rows, keys, some, depth));
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

#[inline(never)]
fn fill(rows: &Rows, keys: Keys, elements: &mut [u64], depth: usize) {
    for element in elements {
        let stack = *element as StackId;
        let rank = |i| rows.frame(stack, depth + i).map_or(0, |frame| frame.rank() + 1);
        *element = keys.element(stack, (0..keys.frames).map(rank));
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
