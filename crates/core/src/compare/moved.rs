//! Functions whose package moved: `runtime/internal/syscall.Syscall6` is now
//! `internal/runtime/syscall.Syscall6`.
//!
//! Only what has no partner is looked at, and only where one package of each side comes into
//! question. A package keeps its last element when it moves, as its importers write that. By
//! itself that says little (`errors.New` is in many packages), so more must agree: two
//! elements; or both are Go's own; or several functions, and neither package is on both sides.

use super::context::NameId;
use super::matching::{Group, Matcher};
use crate::diagnose::is_go_library;
use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;

/// Number of functions of a package that cannot agree by chance alone.
const SEVERAL: usize = 2;

/// Two texts of a name's key: its package's path, and what is behind that.
type Parts<'a> = (&'a [u8], &'a [u8]);

/// Divides a key of a Go name: `a/b` and `.(*T).F` of `a/b.(*T).F`. `None` for names without
/// a package.
fn parts(key: &[u8]) -> Option<Parts<'_>> {
    // Receivers and type arguments may have paths of their own.
    let plain = key.iter().position(|b| b"([{<".contains(b)).unwrap_or(key.len());
    let from = key[..plain].iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
    let dot = key[from..plain].iter().position(|&b| b == b'.')?;
    let is_path = !key[..from + dot].windows(2).any(|two| two == b"::");
    (dot > 0 && is_path).then(|| key.split_at(from + dot))
}

/// The last elements of a path, this many of them; `None` if it has fewer.
fn last(path: &[u8], count: usize) -> Option<&[u8]> {
    let mut slashes = path.iter().enumerate().rev().filter(|(_, b)| **b == b'/');
    match slashes.nth(count - 1) {
        Some((at, _)) => Some(&path[at + 1..]),
        None => (path.split(|&b| b == b'/').count() == count).then_some(path),
    }
}

/// Folders that many modules have: they say nothing of what is in them.
const COMMON: [&[u8]; 8] =
    [b"internal", b"pkg", b"cmd", b"src", b"lib", b"util", b"utils", b"common"];

/// The last two elements of a path, more if the first of them is a common one.
fn tail(path: &[u8]) -> Option<&[u8]> {
    let is_common = |tail: &[u8]| {
        let first = tail.split(|&b| b == b'/').next();
        first.is_some_and(|first| COMMON.contains(&first))
    };
    (2..=4).map_while(|count| last(path, count)).find(|tail| !is_common(tail))
}

/// Returns whether a name is Go's own: of the standard library, or of `golang.org/x`, from where
/// packages move there.
fn is_of_go(key: &[u8]) -> bool {
    key.starts_with(b"golang.org/x/") || is_go_library(&String::from_utf8_lossy(key))
}

/// Evidence that a function moved from one package to another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// Two last elements are the same.
    TwoElements,
    /// Both packages are Go's own.
    OfGo,
    /// Several functions are the same, and each package is on its side only.
    Several,
}

impl Matcher<'_> {
    /// Groups of what is left that differ by where their package is, the surest first: to be
    /// asked again after the first were paired.
    pub(super) fn moved(&self) -> Vec<Group> {
        for evidence in [Evidence::OfGo, Evidence::TwoElements, Evidence::Several] {
            let found = self.moved_by(evidence);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn moved_by(&self, evidence: Evidence) -> Vec<Group> {
        let mut groups: HashMap<Vec<u8>, Group, FxBuildHasher> = HashMap::default();
        for side in [0, 1] {
            for name in self.free(side) {
                let key = self.key(side, name);
                let Some((path, rest)) = parts(key) else { continue };
                let end = match evidence {
                    Evidence::TwoElements => tail(path),
                    Evidence::OfGo if !is_of_go(key) => None,
                    _ => last(path, 1),
                };
                let Some(end) = end else { continue };
                // GitHub's owners have been renamed by nothing but the case of a letter.
                let key = [&end.to_ascii_lowercase(), rest].concat();
                let group = groups.entry(key).or_default();
                if side == 0 { &mut group.old } else { &mut group.new }.push(name);
            }
        }
        let path = |side: usize, name: NameId| {
            parts(self.key(side, name)).map_or(&b""[..], |(path, _)| path)
        };
        let one_path = |side: usize, names: &[NameId]| {
            let first = names.first().map(|&name| path(side, name))?;
            names.iter().all(|&name| path(side, name) == first).then_some(first)
        };
        let mut found: Vec<(Parts, Group)> = (groups.into_values())
            .filter_map(|group| {
                let pair = (one_path(0, &group.old)?, one_path(1, &group.new)?);
                (pair.0 != pair.1).then_some((pair, group))
            })
            .collect();
        if evidence == Evidence::Several {
            let [old, new] = [0, 1].map(|side| self.paths(side));
            found.retain(|((a, b), _)| !new.contains(a) && !old.contains(b));
            let mut functions: HashMap<Parts, usize, FxBuildHasher> = HashMap::default();
            found.iter().for_each(|(pair, _)| *functions.entry(*pair).or_default() += 1);
            let partners =
                |path: &[u8]| functions.keys().filter(|(a, b)| *a == path || *b == path).count();
            found.retain(|(pair, _)| {
                functions[pair] >= SEVERAL && partners(pair.0) == 1 && partners(pair.1) == 1
            });
        }
        // The order of a table must not matter.
        found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.old.cmp(&b.1.old)));
        found.into_iter().map(|(_, group)| group).collect()
    }

    /// The packages of a side, also of what has its partner.
    fn paths(&self, side: usize) -> HashSet<&[u8], FxBuildHasher> {
        let names = 0..self.names_of(side) as NameId;
        names.filter_map(|n| Some(parts(self.key(side, n))?.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Comparison, Options};
    use crate::view::testing::profile;

    #[test]
    fn names_have_packages() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for (key, path, rest) in [
            ("a.com/b/c.F", "a.com/b/c", ".F"),
            ("a.com/b/c.(*T[]).F.func#", "a.com/b/c", ".(*T[]).F.func#"),
            ("fmt.Map[x/y.T]", "fmt", ".Map[x/y.T]"),
        ] {
            let found = parts(key.as_bytes()).map(|(a, b)| (text(a), text(b)));
            assert_eq!(found, Some((path.to_owned(), rest.to_owned())), "{key}");
        }
        for key in ["malloc", "std::vec::push", "", ".F", "a/", "a::b.c"] {
            assert_eq!(parts(key.as_bytes()), None, "{key}");
        }
        assert_eq!(last(b"a/b/c", 2), Some(&b"b/c"[..]));
        assert_eq!(last(b"c", 1), Some(&b"c"[..]));
        assert_eq!(last(b"c", 2), None);
    }

    /// The names that match under another one, of samples with these leaves.
    fn changed(old: &[&str], new: &[&str]) -> Vec<String> {
        let [old, new] = [old, new].map(|names| {
            let texts: Vec<String> =
                names.iter().map(|name| format!("main.main;{name} 5")).collect();
            vec![profile(&texts.iter().map(|text| &**text).collect::<Vec<_>>())]
        });
        let comparison = Comparison::new(old, new, &Options::default()).unwrap();
        let pair = |(old, new): &(String, String)| format!("{old} > {new}");
        comparison.matching().changed.iter().map(pair).collect()
    }

    #[test]
    fn packages_of_go_itself_are_found_where_they_moved() {
        for (old, new) in [
            ("runtime/internal/syscall.Syscall6", "internal/runtime/syscall.Syscall6"),
            ("crypto/sha256.block", "crypto/internal/fips140/sha256.block"),
            ("golang.org/x/crypto/sha3.keccakF1600", "crypto/internal/fips140/sha3.keccakF1600"),
            ("golang.org/x/exp/maps.Keys[...]", "maps.Keys[...]"),
        ] {
            assert_eq!(changed(&[old], &[new]), [format!("{old} > {new}")]);
        }
        // What is still there did not move.
        let still = ["crypto/sha256.block", "crypto/internal/fips140/sha256.block"];
        assert_eq!(changed(&still[..1], &still), [""; 0]);
        // Two may have become it.
        let one = ["runtime/internal/atomic.Load"];
        let two = ["internal/runtime/atomic.Load", "sync/atomic.Load"];
        assert_eq!(changed(&one, &two), [""; 0]);
        assert_eq!(changed(&two, &one), [""; 0]);
    }

    #[test]
    fn modules_are_found_where_they_moved() {
        let moved = [
            ("github.com/old/x/pkg.F", "github.com/new/x/v2/pkg.F"),
            ("github.com/golang/mock/gomock.(*T).M", "go.uber.org/mock/gomock.(*T).M"),
            ("github.com/Sirupsen/logrus.Info", "github.com/sirupsen/logrus.Info"),
        ];
        for (old, new) in moved {
            assert_eq!(changed(&[old], &[new]), [format!("{old} > {new}")]);
        }
        // One element is not enough for one function, but for several.
        let zap = ["github.com/uber-go/zap.(*L).Info", "github.com/uber-go/zap.(*L).Warn"];
        let now = ["go.uber.org/zap.(*L).Info", "go.uber.org/zap.(*L).Warn"];
        assert_eq!(changed(&zap[..1], &now[..1]), [""; 0]);
        assert_eq!(changed(&zap, &now).len(), 2);
        // The old one is still used: then the new one is another.
        let both = [&now[..], &["github.com/uber-go/zap.New"]].concat();
        assert_eq!(changed(&zap, &both), [""; 0]);
        // The user's own packages may have any name.
        assert_eq!(changed(&["main.run"], &["other.run"]), [""; 0]);
        assert_eq!(changed(&["app/store.Get"], &["lib/store.Get"]), [""; 0]);
        assert_eq!(changed(&["a.com/errors.New"], &["b.com/errors.New"]), [""; 0]);
        let internal = ["a.com/x/internal/errors.New", "b.com/y/internal/errors.New"];
        assert_eq!(changed(&internal[..1], &internal[1..]), [""; 0]);
    }

    #[test]
    fn closures_of_a_package_that_moved_keep_their_order() {
        let old = ["github.com/old/x/p.F.func1", "github.com/old/x/p.F.func2"];
        let new = ["github.com/new/x/p.F.func1", "github.com/new/x/p.F.func2"];
        let pairs: Vec<String> = old.iter().zip(new).map(|(a, b)| format!("{a} > {b}")).collect();
        assert_eq!(changed(&old, &new), pairs);
    }
}
