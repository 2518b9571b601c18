//! `prune_from`: cuts stacks below the match that is nearest to the leaf.

use super::drop_frames::without_arguments;
use super::stacks::{Change, rewrite_lines, rewrite_stacks};
use crate::profile::Profile;
use crate::query::Pattern;

/// Applies it. Only the names of functions count, without their arguments.
pub fn filter(profile: &mut Profile, pattern: &Pattern) {
    let strings = &profile.strings;
    let is_match = |&name| {
        let name = strings.get(name);
        !name.is_empty() && pattern.is_match(without_arguments(name))
    };
    let functions: Vec<bool> = profile.functions.name.iter().map(is_match).collect();
    let mut matched = vec![false; profile.locations.len()];
    rewrite_lines(&mut profile.locations, |location, lines, kept| {
        let first = lines.iter().position(|line| functions[line.function as usize]);
        matched[location] = first.is_some();
        kept.extend_from_slice(&lines[first.unwrap_or(0)..]);
    });
    rewrite_stacks(profile, |stack, _| {
        let first = stack.iter().position(|&l| matched[l as usize]).unwrap_or(0);
        Change::Part(first..stack.len())
    });
}
