//! The stacks in the order of a tree.
//!
//! Sorted root first, the stacks below any node of the call tree lie beside each
//! other. The tree needs no memory of its own then: a node is a range of stacks
//! and a depth, and what it is worth is a difference of two prefix sums. Only the
//! nodes that somebody looks at ever come into being.

use super::frames::{Frame, Frames};
use super::weights::Weights;
use crate::profile::{Profile, StackId};
use std::ops::Range;

const KEYS_AT_ONCE: usize = 1000;

/// All stacks, sorted by their frames from the root on.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// The frames of all stacks, root first, in the profile's order of stacks.
    frames: Vec<Frame>,
    /// Where each stack's frames end.
    ends: Vec<u32>,
    /// The stacks, in sorted order.
    order: Vec<StackId>,
}

impl Sorted {
    /// Sorts the stacks of a profile.
    pub fn new(profile: &Profile, frames: &Frames) -> Self {
        let stacks = &profile.stacks;
        let mut this = Self {
            frames: Vec::with_capacity(stacks.location_count()),
            ends: Vec::with_capacity(stacks.len()),
            order: Vec::new(),
        };
        for stack in stacks.iter() {
            frames.extend_root_first(stack, &mut this.frames);
            this.ends.push(this.frames.len() as u32);
        }
        this.order = this.sort();
        this
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

    /// The frames, root first, of the stack at a position of the order.
    pub fn frames_at(&self, position: usize) -> &[Frame] {
        self.frames_of(self.order[position])
    }

    /// The end of the run of stacks that have the same frame at `depth` as the
    /// one at `range.start`. Within `range` all stacks must be equal up to
    /// `depth`, and longer than it.
    pub fn run_end(&self, range: Range<usize>, depth: usize) -> usize {
        let frame = self.frames_at(range.start)[depth];
        let differs = |position: usize| self.frames_at(position)[depth] != frame;
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

    fn frames_of(&self, stack: StackId) -> &[Frame] {
        let stack = stack as usize;
        let start = if stack == 0 { 0 } else { self.ends[stack - 1] };
        &self.frames[start as usize..self.ends[stack] as usize]
    }

    /// Multikey sort, two frames at a time: comparing one number settles most
    /// pairs, and no frame is looked at again that is known to be equal.
    fn sort(&self) -> Vec<StackId> {
        let mut keyed: Vec<(u64, StackId)> =
            (0..self.ends.len() as StackId).map(|stack| (0, stack)).collect();
        let mut todo = vec![(0..keyed.len(), 0)];
        while let Some((range, depth)) = todo.pop() {
            let part = &mut keyed[range.clone()];
            part.chunks_mut(KEYS_AT_ONCE).for_each(|some| self.fill_keys(some, depth));
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

    /// Looks up the keys of some stacks. A call for each thousand: see
    /// `Columns::sample` in `read/samples.rs`.
    #[inline(never)]
    fn fill_keys(&self, stacks: &mut [(u64, StackId)], depth: usize) {
        for (key, stack) in stacks {
            *key = self.key(*stack, depth);
        }
    }

    /// The two frames at `depth` as one number; 0 stands for no frame.
    fn key(&self, stack: StackId, depth: usize) -> u64 {
        let frames = self.frames_of(stack);
        let rank = |i: usize| frames.get(i).map_or(0, |f| u64::from(f.rank()) + 1);
        rank(depth) << 32 | rank(depth + 1)
    }
}

/// Prefix sums over the sorted stacks: what any range is worth, at once.
#[derive(Clone, Debug)]
pub struct PrefixSums {
    net: Vec<i64>,
    magnitude: Vec<i64>,
}

impl PrefixSums {
    /// Sums the weights in sorted order.
    pub fn new(sorted: &Sorted, weights: &Weights) -> Self {
        let sums = |weight: &dyn Fn(StackId) -> i64| {
            let mut sum = 0i64;
            let mut sums = Vec::with_capacity(sorted.len() + 1);
            sums.push(0);
            sums.extend(sorted.order().iter().map(|&stack| {
                sum = sum.wrapping_add(weight(stack));
                sum
            }));
            sums
        };
        Self {
            net: sums(&|stack| weights.net(stack)),
            magnitude: sums(&|stack| weights.magnitude(stack)),
        }
    }

    /// The sum of the values in a range of the order.
    pub fn net(&self, range: Range<usize>) -> i64 {
        self.net[range.end].wrapping_sub(self.net[range.start])
    }

    /// The sum of their magnitudes.
    pub fn magnitude(&self, range: Range<usize>) -> i64 {
        self.magnitude[range.end].wrapping_sub(self.magnitude[range.start])
    }
}
