//! Changing all stacks, lines or samples of a profile.

use crate::profile::{Line, LocationId, Locations, Profile, StackId, Stacks};
use std::ops::Range;

/// Gives each location the lines that `keep` copies of its own.
pub fn rewrite_lines(
    locations: &mut Locations,
    mut keep: impl FnMut(usize, &[Line], &mut Vec<Line>),
) {
    let mut lines = Vec::with_capacity(locations.lines.len());
    let mut ends = Vec::with_capacity(locations.line_ends.len());
    for location in 0..locations.len() {
        keep(location, locations.lines_of(location as LocationId), &mut lines);
        ends.push(lines.len() as u32);
    }
    (locations.lines, locations.line_ends) = (lines, ends);
}

/// Fate of a stack.
pub enum Change {
    /// Its samples go.
    Gone,
    /// This part of it stays.
    Part(Range<usize>),
    /// Replaced by the stack that was pushed.
    Pushed,
}

/// Changes each stack as `change` says, which may push other locations.
pub fn rewrite_stacks(
    profile: &mut Profile,
    mut change: impl FnMut(&[LocationId], &mut Vec<LocationId>) -> Change,
) {
    let old = profile.stacks.clone();
    let mut stacks = Stacks::beside(&old);
    let mut is_same = true;
    let new: Vec<Option<StackId>> = (0..old.len() as StackId)
        .map(|id| {
            let stack = old.get(id);
            let change = apart(|| change(stack, stacks.building()));
            is_same &= matches!(&change, Change::Part(part) if part.len() == stack.len());
            match change {
                Change::Gone => None,
                Change::Part(part) => Some(stacks.share(&old, id, part)),
                Change::Pushed => Some(stacks.finish()),
            }
        })
        .collect();
    if is_same {
        return;
    }
    stacks.freeze();
    if new.iter().any(Option::is_none) {
        let old = &profile.samples.stack;
        let keep: Vec<bool> = old.iter().map(|&s| new[s as usize].is_some()).collect();
        profile.samples.retain(|sample| keep[sample]);
    }
    for stack in &mut profile.samples.stack {
        *stack = new[*stack as usize].unwrap_or_default();
    }
    profile.stacks = stacks.into();
}

/// A call of its own for each stack: see `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Keeps the samples of the stacks that pass a test. The stacks stay.
pub fn retain_stacks(profile: &mut Profile, mut keep: impl FnMut(&[LocationId]) -> bool) {
    let keep: Vec<bool> = profile.stacks.iter().map(|stack| apart(|| keep(stack))).collect();
    if keep.iter().all(|&keep| keep) {
        return;
    }
    let stacks = profile.samples.stack.clone();
    profile.samples.retain(|sample| keep[stacks[sample] as usize]);
}
