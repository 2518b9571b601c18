//! Frames that the profile itself asks to leave out: `drop_frames` and
//! `keep_frames`.
//!
//! Profilers of C++ name their own frames there, and the allocator's. The
//! reference takes them out once, when it loads a profile; so do we.

use super::stacks::{Change, rewrite_lines, rewrite_stacks};
use crate::profile::{EMPTY, FunctionId, LocationId, Profile, StringId};
use crate::query::Pattern;

/// Fate of a location.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// Some of its inlined lines went: nothing below it stays.
    IsLeaf,
    /// It goes, and so does everything below it.
    Goes,
}

/// Takes out of all stacks what matches `drop_frames`, and everything that it
/// called. What comes before the first frame that does not match stays, so that
/// no stack becomes empty. An expression that makes no sense, or is too costly, drops nothing.
pub fn drop_frames(profile: &mut Profile) {
    if profile.drop_frames == EMPTY {
        return;
    }
    let anchored = |id| Pattern::new(&format!("^({})$", profile.strings.text(id)));
    let Ok(drop) = anchored(profile.drop_frames) else { return };
    let keep = match profile.keep_frames {
        EMPTY => None,
        keep => match anchored(keep) {
            Ok(keep) => Some(keep),
            Err(_) => return,
        },
    };
    let is_dropped = |&name: &StringId| {
        let name = profile.strings.get(name);
        let simple = without_arguments(name);
        let matches = |pattern: &Pattern| pattern.is_match(simple);
        !name.is_empty() && matches(&drop) && !keep.as_ref().is_some_and(matches)
    };
    let dropped: Vec<bool> = profile.functions.name.iter().map(is_dropped).collect();
    if drop.is_exhausted() || keep.is_some_and(|keep| keep.is_exhausted()) {
        return;
    }
    let (fates, lines) = judge(profile, |function| dropped[function as usize]);
    rewrite_lines(&mut profile.locations, |location, all, kept| {
        kept.extend_from_slice(&all[lines[location]..]);
    });
    rewrite_stacks(profile, |stack, _| Change::Part(first_kept(stack, &fates)..stack.len()));
}

/// Says of each location what becomes of it, and how many of its lines go.
fn judge(profile: &Profile, is_dropped: impl Fn(FunctionId) -> bool) -> (Vec<Fate>, Vec<usize>) {
    let judge = |location: usize| {
        let lines = profile.locations.lines_of(location as LocationId);
        match lines.iter().rposition(|line| is_dropped(line.function)) {
            None => (Fate::Stays, 0),
            Some(last) if last + 1 == lines.len() => (Fate::Goes, 0),
            Some(last) => (Fate::IsLeaf, last + 1),
        }
    };
    (0..profile.locations.len()).map(judge).unzip()
}

/// Where the part of a stack begins that is kept: it reaches to the root.
fn first_kept(stack: &[LocationId], fates: &[Fate]) -> usize {
    let fate = |&location: &LocationId| fates[location as usize];
    let Some(user) = stack.iter().rposition(|location| fate(location) == Fate::Stays) else {
        return 0;
    };
    match stack[..user].iter().rposition(|location| fate(location) != Fate::Stays) {
        None => 0,
        Some(cut) if fate(&stack[cut]) == Fate::Goes => cut + 1,
        Some(cut) => cut,
    }
}

/// A C++ name without its argument list: cut at the first parenthesis that is
/// not part of the name.
pub fn without_arguments(name: &[u8]) -> &[u8] {
    const PARTS_OF_NAMES: [&[u8]; 2] = [b"(anonymous namespace)", b"operator()"];
    let name = name.strip_prefix(b".").unwrap_or(name);
    let mut at = 0;
    while at < name.len() {
        match PARTS_OF_NAMES.iter().find(|part| name[at..].starts_with(part)) {
            Some(part) => at += part.len(),
            None if name[at] == b'(' => return &name[..at],
            None => at += 1,
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_no_part_of_a_name() {
        for (name, simple) in [
            ("malloc(unsigned long)", "malloc"),
            (".malloc", "malloc"),
            ("(anonymous namespace)::f(int)", "(anonymous namespace)::f"),
            ("Less::operator()(int)", "Less::operator()"),
            ("main.(*T).f", "main."),
        ] {
            assert_eq!(without_arguments(name.as_bytes()), simple.as_bytes());
        }
    }

    #[test]
    fn stacks_are_cut_below_the_first_match_under_user_code() {
        use Fate::{Goes, IsLeaf, Stays};
        let fates = [Stays, Goes, IsLeaf];
        for (stack, kept) in [
            (&[0, 0][..], 0),
            (&[0, 1, 0], 2),
            (&[0, 2, 0], 1),
            (&[0, 1, 1], 0),
            (&[1, 0, 1], 1),
            (&[1, 1], 0),
        ] {
            assert_eq!(first_kept(stack, &fates), kept, "{stack:?}");
        }
    }
}
