//! Changing all stacks, lines or samples of a profile.

use crate::profile::{Line, LocationId, Locations, Profile, StackId, Stacks};

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

/// Replaces each stack by what `change` pushes for it. The samples of a stack
/// for which it returns `false` go.
pub fn rewrite_stacks(
    profile: &mut Profile,
    mut change: impl FnMut(&[LocationId], &mut Stacks) -> bool,
) {
    let mut stacks = Stacks::default();
    let new: Vec<Option<StackId>> = profile
        .stacks
        .iter()
        .map(|stack| {
            let stays = apart(|| change(stack, &mut stacks));
            // Also a stack that goes must be ended, lest the next one grow.
            let id = stacks.finish();
            stays.then_some(id)
        })
        .collect();
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
fn apart(work: impl FnOnce() -> bool) -> bool {
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
