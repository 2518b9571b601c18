//! Stacks that the collector cut off.

use super::Remark;
use crate::profile::{Line, LocationId, Profile};

/// The most frames that collectors keep: Go's before 1.23 (32, 64), Go's now and
/// perf's (127, 128), gperftools' (254), and round numbers of others.
const LIMITS: [usize; 12] = [32, 64, 100, 127, 128, 200, 254, 255, 256, 512, 1000, 1024];

/// Number of stacks of one depth that is a sign where it is no known limit, if far fewer are
/// a little shorter.
const PILE: usize = 10;

/// Looks for stacks that end at a limit. They are the deepest, all equally deep, and
/// begin anywhere; whole ones begin where others do. Some collectors count what was
/// inlined, some do not: both are tried.
pub fn truncated(profile: &Profile) -> Option<Remark> {
    let locations = &profile.locations;
    let has_inlined = locations.lines.len() > locations.len();
    let by_frames = |stack: &[LocationId]| {
        stack.iter().map(|&location| locations.lines_of(location).len().max(1)).sum()
    };
    pile(profile, |stack| stack.len())
        .or_else(|| has_inlined.then(|| pile(profile, by_frames)).flatten())
}

fn pile(profile: &Profile, depth: impl Fn(&[LocationId]) -> usize + Copy) -> Option<Remark> {
    let deepest = profile.stacks.iter().map(&depth).max()?;
    let is_limit = LIMITS.contains(&deepest);
    if deepest < LIMITS[0] {
        return None;
    }
    // Where whole stacks begin. A function has many locations.
    let root = |stack: &[LocationId]| {
        let &location = stack.last()?;
        let lines = profile.locations.lines_of(location);
        let name = |line: &Line| profile.functions.name[line.function as usize];
        // Without a name, each location is its own.
        Some(lines.last().map_or((true, location), |line| (false, name(line))))
    };
    let mut names = vec![false; profile.strings.len()];
    let mut nameless = vec![false; profile.locations.len()];
    let is_shorter = |stack: &&[LocationId]| depth(stack) < deepest;
    for (is_nameless, id) in profile.stacks.iter().filter(is_shorter).filter_map(root) {
        (if is_nameless { &mut nameless } else { &mut names })[id as usize] = true;
    }
    let begins_anywhere = |stack: &&[LocationId]| {
        root(stack).is_some_and(|(is_nameless, id)| {
            !(if is_nameless { &nameless } else { &names })[id as usize]
        })
    };
    let of_depth = |wanted| profile.stacks.iter().filter(move |stack| depth(stack) == wanted);
    let stacks = of_depth(deepest).filter(begins_anywhere).count();
    let is_pile = || stacks >= PILE && stacks > 2 * of_depth(deepest - 1).count();
    let is_cut = stacks > 0 && (is_limit || is_pile());
    is_cut.then_some(Remark::Truncated { stacks, depth: deepest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::profile;

    /// A recursion of `f` this many frames deep, below these, with a leaf.
    fn stack(root: &str, depth: usize, leaf: usize) -> String {
        let above = root.split(';').filter(|r| !r.is_empty()).count();
        let frames = "f;".repeat(depth - above - 1);
        format!("{root}{frames}leaf{leaf} 1")
    }

    fn found(stacks: &[String]) -> Option<Remark> {
        truncated(&profile(&stacks.iter().map(|s| &**s).collect::<Vec<_>>()))
    }

    #[test]
    fn stacks_that_begin_anywhere_at_a_limit_were_cut_off() {
        let mut stacks = vec!["main;g 1".to_owned(), stack("main;", 20, 0)];
        stacks.extend((0..3).map(|leaf| stack("", 64, leaf)));
        assert_eq!(found(&stacks), Some(Remark::Truncated { stacks: 3, depth: 64 }));
        // Not at a known limit, so it takes more of them.
        let mut odd: Vec<String> = (0..9).map(|leaf| stack("", 77, leaf)).collect();
        odd.push("main;g 1".to_owned());
        assert_eq!(found(&odd), None);
        odd.push(stack("", 77, 9));
        assert_eq!(found(&odd), Some(Remark::Truncated { stacks: 10, depth: 77 }));
    }

    #[test]
    fn whole_stacks_may_be_equally_deep() {
        let mut stacks = vec!["main;g 1".to_owned()];
        stacks.extend((0..30).map(|leaf| stack("main;", 64, leaf)));
        assert_eq!(found(&stacks), None);
        assert_eq!(found(&[]), None);
        assert_eq!(found(&["a;b 1".to_owned()]), None);
    }

    #[test]
    fn inlined_frames_may_count() {
        let inlined = format!("{}leaf 1", "f;^g;".repeat(15)) + "";
        let stacks = [inlined.replace("leaf", "h;leaf"), "main 1".to_owned()];
        assert_eq!(found(&stacks), Some(Remark::Truncated { stacks: 1, depth: 32 }));
    }
}
