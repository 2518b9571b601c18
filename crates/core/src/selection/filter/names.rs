//! `focus`, `ignore`, `hide` and `show`.
//!
//! All four go over the locations together, because pprof does: what is
//! focused is decided by the lines before `hide` and `show` took any of them.

use super::matches::Matches;
use super::stacks::{Change, retain_stacks, rewrite_lines, rewrite_stacks};
use crate::profile::{LocationId, Profile};
use crate::query::Pattern;

/// The four expressions, those that are asked for.
pub struct Patterns {
    pub focus: Option<Pattern>,
    pub ignore: Option<Pattern>,
    pub hide: Option<Pattern>,
    pub show: Option<Pattern>,
}

/// Flags of those that matched something, or were not asked for.
pub struct Matched {
    pub focus: bool,
    pub ignore: bool,
    pub hide: bool,
    pub show: bool,
}

/// Effect of a location on a sample that has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    None,
    Focused,
    Ignored,
}

/// Keeps the samples that have a location that matches. Returns whether any does.
pub fn focus(profile: &mut Profile, pattern: &Pattern) -> bool {
    let matches = Matches::new(profile, pattern);
    let locations = &profile.locations;
    let focused: Vec<bool> =
        (0..locations.len()).map(|location| matches.location(locations, location)).collect();
    retain_stacks(profile, |stack| stack.iter().any(|&location| focused[location as usize]));
    focused.contains(&true)
}

/// Applies them. A sample stays if it has a focused location and no ignored one;
/// without a focus all locations are focused, so a sample without a stack goes.
pub fn filter(profile: &mut Profile, patterns: &Patterns) -> Matched {
    let Patterns { focus, ignore, hide, show } = patterns;
    let mut matched = Matched {
        focus: focus.is_none(),
        ignore: ignore.is_none(),
        hide: hide.is_none(),
        show: show.is_none(),
    };
    if matched.focus && matched.ignore && matched.hide && matched.show {
        return matched;
    }
    let matches = |pattern: &Option<Pattern>| pattern.as_ref().map(|p| Matches::new(profile, p));
    let (focus, ignore) = (matches(focus), matches(ignore));
    let (hide, show) = (matches(hide), matches(show));

    let locations = &profile.locations;
    let all = 0..locations.len();
    let verdicts: Vec<Verdict> = (all.clone())
        .map(|location| {
            if ignore.as_ref().is_some_and(|m| m.location(locations, location)) {
                matched.ignore = true;
                Verdict::Ignored
            } else if focus.as_ref().is_none_or(|m| m.location(locations, location)) {
                matched.focus = true;
                Verdict::Focused
            } else {
                Verdict::None
            }
        })
        .collect();
    let (all_focused, none_ignored) = (focus.is_none() && ignore.is_none(), ignore.is_none());
    let stays = |stack: &[LocationId]| {
        let has = |verdict| stack.iter().any(|&l| verdicts[l as usize] == verdict);
        let focused = if all_focused { !stack.is_empty() } else { has(Verdict::Focused) };
        focused && (none_ignored || !has(Verdict::Ignored))
    };
    if hide.is_none() && show.is_none() {
        retain_stacks(profile, stays);
        return matched;
    }

    let before = profile.locations.clone();
    let mut hidden = vec![false; before.len()];
    rewrite_lines(&mut profile.locations, |location, lines, kept| {
        let start = kept.len();
        kept.extend_from_slice(lines);
        if let Some(hide) = &hide
            && hide.location(&before, location)
        {
            matched.hide = true;
            kept.truncate(start);
            if !hide.binary(&before, location) {
                kept.extend(lines.iter().filter(|line| !hide.line(line)));
            }
            hidden[location] |= kept.len() == start;
        }
        if let Some(show) = &show {
            if !show.binary(&before, location) {
                let left = kept.split_off(start);
                kept.extend(left.iter().filter(|line| show.line(line)));
            }
            // This hides what never had a name, even in a binary that matches.
            hidden[location] |= kept.len() == start;
            matched.show |= kept.len() > start;
        }
    });
    if !hidden.contains(&true) {
        retain_stacks(profile, stays);
        return matched;
    }
    rewrite_stacks(profile, |stack, new| {
        let is_hidden = |&l: &LocationId| hidden[l as usize];
        if !stays(stack) {
            Change::Gone
        } else if !stack.iter().any(is_hidden) {
            Change::Part(0..stack.len())
        } else {
            new.extend(stack.iter().filter(|&l| !is_hidden(l)));
            if new.is_empty() { Change::Gone } else { Change::Pushed }
        }
    });
    matched
}
