//! `show_from`: cuts stacks above the match that is nearest to the root.

use super::matches::Matches;
use super::stacks::{Change, rewrite_lines, rewrite_stacks};
use crate::profile::Profile;
use crate::query::Pattern;

/// Applies it. Samples without a match go. Returns whether anything matched.
pub fn filter(profile: &mut Profile, pattern: &Pattern) -> bool {
    let matches = Matches::new(profile, pattern);
    let before = profile.locations.clone();
    let mut matched = vec![false; before.len()];
    rewrite_lines(&mut profile.locations, |location, lines, kept| {
        // Lines are innermost first: those after the last match called it.
        let end = if matches.binary(&before, location) {
            matched[location] = true;
            lines.len()
        } else if let Some(last) = lines.iter().rposition(|line| matches.line(line)) {
            matched[location] = true;
            last + 1
        } else {
            lines.len()
        };
        kept.extend_from_slice(&lines[..end]);
    });
    rewrite_stacks(profile, |stack, _| {
        let last = stack.iter().rposition(|&l| matched[l as usize]);
        last.map_or(Change::Gone, |last| Change::Part(0..last + 1))
    });
    matched.contains(&true)
}
