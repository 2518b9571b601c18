//! Matching of the functions of one build with those of another.
//!
//! Names match by what is left of them without what a rebuild changes ([`key`](super::names)).
//! Where that is one on each side, they are the same function. Closures are numbered in the
//! order of the source: where one was inserted or taken out, those that are left match in
//! their order, and among all ways of that the one in which they are most alike, by what
//! they call, what calls them and on which of their lines they were seen.

use super::context::{Context, Keys, NONE, NameId, Names};
use crate::profile::Profile;

/// Options of matching functions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only equal names match.
    pub strict: bool,
    /// Names of the base and what they are called now: functions that were renamed.
    pub renames: Vec<(String, String)>,
}

/// A function that is on one side only.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// Its name.
    pub name: String,
    /// True if it is on the new side.
    pub is_new: bool,
    /// Flat value, as a share of its side's total: from 0 to 1.
    pub share: f64,
}

/// Functions that may be one, by their place in the call tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Rename {
    /// The name on the old side.
    pub old: String,
    /// The name on the new side.
    pub new: String,
    /// Likeness of their surroundings: from 0 to 1.
    pub likeness: f64,
}

/// Matches, and functions without one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    /// The share of what functions spent that is on both sides, old and new: 0 to 1.
    pub matched: [f64; 2],
    /// Names that are not the same and match nevertheless: old and new.
    pub changed: Vec<(String, String)>,
    /// Functions of one side only, the heaviest first.
    pub unmatched: Vec<Unmatched>,
    /// Pairs of these that may be renames, the likeliest first.
    pub renames: Vec<Rename>,
}

/// Both sides' names, and which is which.
pub struct Matched {
    /// The names of the old side and of the new one.
    pub names: [Names; 2],
    /// The new name of each old one; [`NONE`] if it has none.
    pub new_of: Vec<NameId>,
}

/// Aligning more pairs than this takes too long: then only equal names match.
const MOST_PAIRS: usize = 250_000;
/// Number of functions of each side that are looked at for renames.
const CANDIDATES: usize = 200;
/// Functions less alike than this are no rename.
const ALIKE: f64 = 0.6;

/// Matches the functions of two profiles, by what they spend of a sample type that both
/// have at these places.
pub fn matching(
    [old, new]: [&Profile; 2],
    columns: [usize; 2],
    options: &Options,
) -> (Matched, Matching) {
    let mut keys = Keys::default();
    let names = [(old, columns[0]), (new, columns[1])]
        .map(|(profile, column)| Names::new(profile, column, &mut keys));
    let mut matcher = Matcher {
        new_of: vec![NONE; names[0].len()],
        old_of: vec![NONE; names[1].len()],
        profiles: [old, new],
        names,
        keys,
    };
    matcher.given(&options.renames);
    if options.strict {
        matcher.equal(|_| true);
    } else {
        matcher.groups();
        // Each pair leaves fewer candidates for the others.
        loop {
            let moved = matcher.moved();
            if moved.is_empty() || !matcher.pair_groups(moved) {
                break;
            }
        }
    }
    let report = matcher.report();
    let Matcher { names, new_of, .. } = matcher;
    (Matched { names, new_of }, report)
}

pub(super) struct Matcher<'a> {
    profiles: [&'a Profile; 2],
    names: [Names; 2],
    keys: Keys,
    new_of: Vec<NameId>,
    old_of: Vec<NameId>,
}

/// Names of both sides that may be the same, as those of one key are.
#[derive(Default)]
pub(super) struct Group {
    /// Those of the old side.
    pub old: Vec<NameId>,
    /// Those of the new one.
    pub new: Vec<NameId>,
}

impl Matcher<'_> {
    fn text(&self, side: usize, name: NameId) -> &[u8] {
        self.profiles[side].strings.get(self.names[side].text[name as usize])
    }

    /// Name without the parts that another build may change.
    pub(super) fn key(&self, side: usize, name: NameId) -> &[u8] {
        self.keys.get(self.names[side].key[name as usize])
    }

    /// Number of names on a side.
    pub(super) fn names_of(&self, side: usize) -> usize {
        self.names[side].len()
    }

    fn shown(&self, side: usize, name: NameId) -> String {
        String::from_utf8_lossy(self.text(side, name)).into_owned()
    }

    fn pair(&mut self, old: NameId, new: NameId) {
        self.new_of[old as usize] = new;
        self.old_of[new as usize] = old;
    }

    pub(super) fn free(&self, side: usize) -> impl Iterator<Item = NameId> + '_ {
        let taken = if side == 0 { &self.new_of } else { &self.old_of };
        (0..taken.len() as NameId).filter(|&name| taken[name as usize] == NONE)
    }

    fn given(&mut self, renames: &[(String, String)]) {
        for (old, new) in renames {
            let find = |side: usize, name: &str| {
                let mut free = self.free(side);
                free.find(|&id| self.text(side, id) == name.as_bytes())
            };
            if let (Some(old), Some(new)) = (find(0, old), find(1, new)) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs equal names, of the old ones that are meant.
    fn equal(&mut self, is_meant: impl Fn(NameId) -> bool) {
        let mut new: Vec<NameId> = self.free(1).collect();
        new.sort_unstable_by(|&a, &b| self.text(1, a).cmp(self.text(1, b)));
        let old: Vec<NameId> = self.free(0).filter(|&name| is_meant(name)).collect();
        for name in old {
            let text = self.text(0, name);
            if let Ok(at) = new.binary_search_by(|&n| self.text(1, n).cmp(text)) {
                self.pair(name, new[at]);
            }
        }
    }

    fn groups(&mut self) {
        // A name with a number may be another function's now. The others are what they are.
        let is_plain: Vec<bool> = self.names[0].numbers.iter().map(Vec::is_empty).collect();
        self.equal(|name| is_plain[name as usize]);
        let mut groups: Vec<Group> = (0..self.keys.len()).map(|_| Group::default()).collect();
        for name in self.free(0) {
            groups[self.names[0].key[name as usize] as usize].old.push(name);
        }
        for name in self.free(1) {
            groups[self.names[1].key[name as usize] as usize].new.push(name);
        }
        groups.retain(|group| !group.old.is_empty() && !group.new.is_empty());
        self.pair_groups(groups);
    }

    /// Pairs the names of each group. Says whether there was anything to pair.
    fn pair_groups(&mut self, groups: Vec<Group>) -> bool {
        let mut has_paired = false;
        let is_ambiguous = |group: &&Group| group.old.len() + group.new.len() > 2;
        let mut wanted = [0, 1].map(|side| vec![false; self.names[side].len()]);
        for group in groups.iter().filter(is_ambiguous) {
            group.old.iter().for_each(|&name| wanted[0][name as usize] = true);
            group.new.iter().for_each(|&name| wanted[1][name as usize] = true);
        }
        let contexts =
            [0, 1].map(|side| self.names[side].contexts(self.profiles[side], &wanted[side]));
        for mut group in groups {
            for (side, names) in [&mut group.old, &mut group.new].into_iter().enumerate() {
                let numbers = &self.names[side].numbers;
                names.sort_by(|&a, &b| {
                    let order = numbers[a as usize].cmp(&numbers[b as usize]);
                    order.then_with(|| self.text(side, a).cmp(self.text(side, b)))
                });
            }
            for (old, new) in self.aligned(&group, &contexts) {
                has_paired = true;
                self.pair(old, new);
            }
        }
        has_paired
    }

    /// The pairs of a group, in order, that are most alike.
    fn aligned(&self, group: &Group, contexts: &[Vec<Context>; 2]) -> Vec<(NameId, NameId)> {
        let Group { old, new } = group;
        if old.len() == 1 && new.len() == 1 {
            return vec![(old[0], new[0])];
        }
        let is_equal = |a: NameId, b: NameId| self.text(0, a) == self.text(1, b);
        if old.len() * new.len() > MOST_PAIRS {
            let equal = |&a: &NameId| Some((a, *new.iter().find(|&&b| is_equal(a, b))?));
            return old.iter().filter_map(equal).collect();
        }
        // Where nothing tells them apart, those of the same name are paired. All have one
        // caller, mostly: one sure pair must count for more than several that only share it.
        let score = |i: usize, j: usize| {
            let likeness = contexts[0][old[i] as usize].likeness(&contexts[1][new[j] as usize]);
            likeness.powi(4) + if is_equal(old[i], new[j]) { 0.02 } else { 0.01 }
        };
        let width = new.len() + 1;
        let mut best = vec![0.0f64; (old.len() + 1) * width];
        let mut scores = vec![0.0f64; old.len() * new.len()];
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                scores[i * new.len() + j] = score(i, j);
                let both = best[(i + 1) * width + j + 1] + scores[i * new.len() + j];
                let one = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                best[i * width + j] = both.max(one);
            }
        }
        let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
        while i < old.len() && j < new.len() {
            let both = best[(i + 1) * width + j + 1] + scores[i * new.len() + j];
            if best[i * width + j] == both {
                pairs.push((old[i], new[j]));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }

    fn report(&self) -> Matching {
        let mut report = Matching::default();
        for (side, names) in self.names.iter().enumerate() {
            let share = |name: NameId| match names.total {
                0.0 => 0.0,
                total => names.flat[name as usize] / total,
            };
            let unmatched: Vec<Unmatched> = (self.free(side))
                .map(|name| Unmatched {
                    name: self.shown(side, name),
                    is_new: side == 1,
                    share: share(name),
                })
                .collect();
            report.matched[side] = 1.0 - unmatched.iter().map(|u| u.share).sum::<f64>();
            report.unmatched.extend(unmatched);
        }
        let name = |u: &Unmatched| (u.name.clone(), u.is_new);
        report
            .unmatched
            .sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| name(a).cmp(&name(b))));
        let paired = (0..).zip(&self.new_of).filter(|&(_, &new)| new != NONE);
        let changed = paired.filter(|&(old, &new)| self.text(0, old) != self.text(1, new));
        report.changed =
            changed.map(|(old, &new)| (self.shown(0, old), self.shown(1, new))).collect();
        report.renames = self.renames();
        report
    }

    /// Pairs what is left by its surroundings: neighbors have one key if they match.
    fn renames(&self) -> Vec<Rename> {
        let heaviest = |side: usize| {
            let flat = &self.names[side].flat;
            let mut free: Vec<NameId> = self.free(side).collect();
            free.sort_by(|&a, &b| flat[b as usize].total_cmp(&flat[a as usize]).then(a.cmp(&b)));
            free.truncate(CANDIDATES);
            free
        };
        let free = [heaviest(0), heaviest(1)];
        if free[0].is_empty() || free[1].is_empty() {
            return Vec::new();
        }
        let contexts = [0, 1].map(|side| {
            let mut wanted = vec![false; self.names[side].len()];
            free[side].iter().for_each(|&name| wanted[name as usize] = true);
            self.names[side].contexts(self.profiles[side], &wanted)
        });
        let mut pairs: Vec<(f64, NameId, NameId)> = Vec::new();
        for &old in &free[0] {
            for &new in &free[1] {
                let likeness = contexts[0][old as usize].likeness(&contexts[1][new as usize]);
                if likeness >= ALIKE {
                    pairs.push((likeness, old, new));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = [vec![false; self.names[0].len()], vec![false; self.names[1].len()]];
        pairs.retain(|&(_, old, new)| {
            let is_free = !taken[0][old as usize] && !taken[1][new as usize];
            if is_free {
                taken[0][old as usize] = true;
                taken[1][new as usize] = true;
            }
            is_free
        });
        let rename = |(likeness, old, new)| Rename {
            old: self.shown(0, old),
            new: self.shown(1, new),
            likeness,
        };
        pairs.into_iter().map(rename).collect()
    }
}
