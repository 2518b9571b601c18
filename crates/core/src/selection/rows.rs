//! Rows of frames to be sorted, and where they come from.

use super::frames::{Frame, Frames};
use crate::profile::{LocationId, Profile, Shared, StackId, Stacks};
use std::ops::Range;
use std::rc::Rc;

/// A row of frames for each stack.
#[derive(Clone, Debug)]
pub enum Rows {
    /// Each stack as it is.
    Whole(Rc<Table>),
    /// Some stacks, from a frame of theirs on.
    Cut { table: Rc<Table>, cuts: Rc<[Cut]>, side: Side },
}

/// A place in a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The stack.
    pub stack: StackId,
    /// The depth of one of its frames, from the root.
    pub depth: u32,
}

/// Part of a cut stack that a row has. The frame itself is in neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Callees of the frame, on the way to the leaf.
    Below,
    /// Callers of the frame: its caller first, the root last.
    Above,
}

/// The frames of each stack, root first.
#[derive(Clone, Debug)]
pub enum Table {
    /// Where each location stands for one frame, the profile's own stacks serve:
    /// no frame is copied.
    Shared { stacks: Shared<Stacks>, frames: Rc<Frames> },
    /// Written out, in the profile's order of stacks, with the end of each.
    Own { frames: Vec<Frame>, ends: Vec<u32> },
}

impl Table {
    pub fn new(profile: &Profile, frames: &Rc<Frames>) -> Self {
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

    /// Frames that repeat in a row are one; `None` if there are none that do.
    pub fn collapsed(profile: &Profile, frames: &Frames) -> Option<Self> {
        let stacks = &profile.stacks;
        let (mut end, mut repeated) = (0, 0);
        let mut ends = Vec::with_capacity(stacks.len());
        for stack in stacks.iter() {
            let repeats = repeats_in(frames, stack);
            end += frames.count_in(stack) - repeats;
            repeated += repeats;
            ends.push(end as u32);
        }
        if repeated == 0 {
            return None;
        }
        let mut all: Vec<Frame> = Vec::with_capacity(end);
        for (stack, &end) in stacks.iter().zip(&ends) {
            let start = all.len();
            frames.extend_root_first(stack, &mut all);
            if all.len() > end as usize {
                let mut kept = start;
                for i in start + 1..all.len() {
                    if all[i].node() != all[kept].node() {
                        kept += 1;
                        all[kept] = all[i];
                    }
                }
                all.truncate(end as usize);
            }
        }
        Some(Self::Own { frames: all, ends })
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Shared { stacks, .. } => stacks.len(),
            Self::Own { ends, .. } => ends.len(),
        }
    }

    /// The frame at `depth`, if the stack is longer than that.
    #[inline]
    pub fn frame(&self, stack: StackId, depth: usize) -> Option<Frame> {
        match self {
            Self::Shared { stacks, frames } => {
                let locations = stacks.get(stack);
                let location = locations.len().checked_sub(depth + 1)?;
                frames.one_per_location()?.get(locations[location] as usize).copied()
            }
            Self::Own { frames, ends } => frames[span(ends, stack)].get(depth).copied(),
        }
    }

    /// Where in a stack the first frame is, from the root, that passes a test.
    #[inline(never)]
    pub fn find(&self, stack: StackId, test: impl Fn(Frame) -> bool) -> Option<u32> {
        let position = match self {
            Self::Shared { stacks, frames } => {
                let frames = frames.one_per_location()?;
                let is_it = |&location: &LocationId| test(frames[location as usize]);
                stacks.get(stack).iter().rev().position(is_it)
            }
            Self::Own { frames, ends } => {
                frames[span(ends, stack)].iter().position(|&frame| test(frame))
            }
        };
        position.map(|position| position as u32)
    }
}

/// Number of frames of a stack that are of the same node as their caller.
#[inline(never)]
fn repeats_in(frames: &Frames, stack: &[LocationId]) -> usize {
    let mut last = None;
    let is_repeat = |frame: &Frame| last.replace(frame.node()) == Some(frame.node());
    frames.root_first(stack).filter(is_repeat).count()
}

fn span(ends: &[u32], stack: StackId) -> Range<usize> {
    let stack = stack as usize;
    let start = if stack == 0 { 0 } else { ends[stack - 1] };
    start as usize..ends[stack] as usize
}

impl Rows {
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(table) => table.len(),
            Self::Cut { cuts, .. } => cuts.len(),
        }
    }

    pub fn stack(&self, row: u32) -> StackId {
        match self {
            Self::Whole(_) => row,
            Self::Cut { cuts, .. } => cuts[row as usize].stack,
        }
    }

    #[inline]
    pub fn frame(&self, row: u32, depth: usize) -> Option<Frame> {
        match self {
            Self::Whole(table) => table.frame(row, depth),
            Self::Cut { table, cuts, side } => cut_frame(table, cuts[row as usize], *side, depth),
        }
    }
}

#[inline]
pub fn cut_frame(table: &Table, cut: Cut, side: Side, depth: usize) -> Option<Frame> {
    let at = cut.depth as usize;
    match side {
        Side::Below => table.frame(cut.stack, at + 1 + depth),
        Side::Above => table.frame(cut.stack, at.checked_sub(depth + 1)?),
    }
}
