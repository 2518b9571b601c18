//! The names in a profile, for whoever types one.

use super::{LabelUnits, Weights};
use crate::measure;
use crate::profile::{LabelValue, Profile, package};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;

/// Subject of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// Functions.
    Function,
    /// Their packages.
    Package,
    /// Their source files.
    File,
    /// Labels of samples: `key=value`, as `tagfocus` takes them.
    Label,
}

impl NameKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Function, Self::Package, Self::File, Self::Label];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Package => "package",
            Self::File => "file",
            Self::Label => "label",
        }
    }
}

/// All names of a profile with their weights, by the profile's default sample
/// type. A kind's names are collected when they are first asked for.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    lists: [Option<Vec<Entry>>; 4],
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    /// The name in small letters.
    lower: String,
    weight: i64,
}

impl Catalog {
    /// The names of a kind that contain a text in any case: first those that start
    /// with it, or have a part that does, then by weight.
    pub fn complete(
        &mut self,
        profile: &Profile,
        kind: NameKind,
        text: &str,
        limit: usize,
    ) -> Vec<&str> {
        let list = self.lists[kind as usize].get_or_insert_with(|| list(profile, kind));
        let text = text.to_ascii_lowercase();
        // The heaviest come first in both.
        let (mut found, mut inside) = (Vec::new(), Vec::new());
        for entry in list.iter() {
            match is_start(&entry.lower, &text) {
                Some(true) => found.push(&*entry.name),
                Some(false) => inside.push(&*entry.name),
                None => {}
            }
        }
        found.append(&mut inside);
        found.truncate(limit);
        found
    }
}

/// Returns whether a text is at the start of a name or of the last part of it (with its
/// package, or without); `None` if it is not in it.
fn is_start(name: &str, text: &str) -> Option<bool> {
    let first = name.find(text)?;
    let end = name.find(['[', '(']).filter(|&end| end > 0).unwrap_or(name.len());
    let parts = [name[..end].rfind('/'), name.rfind(['.', ':', '='])];
    Some(first == 0 || parts.iter().flatten().any(|&at| name[at + 1..].starts_with(text)))
}

/// All names of a kind, the heaviest first.
fn list(profile: &Profile, kind: NameKind) -> Vec<Entry> {
    let weights = profile.default_sample_index().map(|index| Weights::new(profile, index, false));
    let weights = weights.unwrap_or_default();
    let text = |id: u32| profile.strings.text(id).into_owned();
    let functions = &profile.functions;
    let names = match kind {
        NameKind::Function => group(profile, &weights, functions.name.iter().map(|&id| text(id))),
        NameKind::Package => {
            let strings = &profile.strings;
            let names = functions.name.iter().zip(&functions.filename[..]);
            let packages = names.map(|(&name, &file)| {
                let package = package(strings.get(name), strings.get(file));
                String::from_utf8_lossy(package).into_owned()
            });
            group(profile, &weights, packages)
        }
        NameKind::File => group(profile, &weights, functions.filename.iter().map(|&id| text(id))),
        NameKind::Label => labels(profile),
    };
    let mut list: Vec<Entry> = (names.into_iter())
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, weight)| Entry { lower: name.to_ascii_lowercase(), name, weight })
        .collect();
    list.sort_unstable_by(|a, b| (Reverse(a.weight), &a.name).cmp(&(Reverse(b.weight), &b.name)));
    list
}

/// The different names that functions have, each with the weight of the stacks that
/// have one of its functions.
fn group(
    profile: &Profile,
    weights: &Weights,
    names: impl Iterator<Item = String>,
) -> Vec<(String, i64)> {
    let mut groups: Vec<(String, i64)> = Vec::new();
    let mut numbers: HashMap<String, u32, FxBuildHasher> = HashMap::default();
    let group_of: Vec<u32> = names
        .map(|name| {
            *numbers.entry_ref(&*name).or_insert_with(|| {
                groups.push((name.clone(), 0));
                groups.len() as u32 - 1
            })
        })
        .collect();
    // The last stack that was added to each.
    let mut seen = vec![u32::MAX; groups.len()];
    for (stack, locations) in (0..).zip(profile.stacks.iter()) {
        let weight = weights.magnitude(stack);
        if weight == 0 {
            continue;
        }
        add(locations, profile, &group_of, |group| {
            if std::mem::replace(&mut seen[group as usize], stack) != stack {
                let sum = &mut groups[group as usize].1;
                *sum = sum.wrapping_add(weight);
            }
        });
    }
    groups
}

/// A call for each stack: see `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn add(locations: &[u32], profile: &Profile, group_of: &[u32], mut add: impl FnMut(u32)) {
    for &location in locations {
        for line in profile.locations.lines_of(location) {
            add(group_of[line.function as usize]);
        }
    }
}

/// All labels, with the weight of the samples that have them.
fn labels(profile: &Profile) -> Vec<(String, i64)> {
    let samples = &profile.samples;
    let units = LabelUnits::new(profile);
    let values = profile.default_sample_index().map(|index| &samples.values[index]);
    let mut sums: HashMap<_, i64, FxBuildHasher> = HashMap::default();
    for sample in 0..samples.len() {
        let weight = values.map_or(0, |values| values[sample].wrapping_abs());
        for label in samples.labels.of(sample) {
            let sum = sums.entry(label).or_default();
            *sum = sum.wrapping_add(weight);
        }
    }
    let name = |key, value| {
        let key = profile.strings.text(key);
        match value {
            LabelValue::Text(text) => [&*key, "=", &*profile.strings.text(text)].concat(),
            // A unit that means something must be there for the range to match.
            LabelValue::Number(number, _) => {
                let unit = units.get(key.as_bytes());
                let unit = if measure::scale(1, unit, "").1.is_empty() { "" } else { unit };
                format!("{key}={number}{unit}")
            }
        }
    };
    sums.into_iter().map(|(label, sum)| (name(label.key, label.value), sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Label, Line, ValueType};
    use crate::query::{TagFilter, TagTest};

    /// One function, one location and one sample for each.
    fn profile(functions: &[(&str, i64)]) -> Profile {
        let mut profile = Profile::default();
        profile.strings.push(b"");
        profile.sample_types.push(ValueType::default());
        let key = profile.strings.push(b"handler");
        let mut values = Vec::new();
        for (i, (name, value)) in (0..).zip(functions) {
            let file = profile.strings.push([name, ".go"].concat().as_bytes());
            let name = profile.strings.push(name.as_bytes());
            let to = &mut *profile.functions;
            to.id.push(u64::from(i) + 1);
            to.name.push(name);
            to.system_name.push(0);
            to.filename.push(file);
            to.start_line.push(0);
            let location = profile.locations.push(u64::from(i) + 1, None, 0, false);
            profile.locations.push_line(Line { function: i, line: 0, column: 0 });
            // Recursion counts once.
            profile.stacks.push_location(location);
            profile.stacks.push_location(location);
            profile.stacks.push_location(0);
            let stack = profile.stacks.finish();
            profile.samples.stack.push(stack);
            let value_label = match i {
                0 => LabelValue::Number(7, 0),
                _ => LabelValue::Text(name),
            };
            profile.samples.labels.push(i as usize, Label { key, value: value_label });
            values.push(*value);
        }
        profile.samples.labels.finish(functions.len());
        profile.samples.values.push(values);
        profile
    }

    #[test]
    fn names_that_start_with_a_text_come_first_then_the_heaviest() {
        let profile = profile(&[
            ("main.main", 1),
            ("runtime.mallocgc", 50),
            ("net/http.(*conn).Serve", 7),
            ("server.run", 3),
            ("a/preserve.f", 60),
        ]);
        let mut catalog = Catalog::default();
        let mut complete = |kind, text: &str| catalog.complete(&profile, kind, text, 3).join(" ");
        use NameKind::{File, Function, Label, Package};
        assert_eq!(complete(Function, "serve"), "net/http.(*conn).Serve server.run a/preserve.f");
        assert_eq!(complete(Function, "HTTP.(*"), "net/http.(*conn).Serve");
        assert_eq!(complete(Function, ""), "main.main a/preserve.f runtime.mallocgc");
        assert_eq!(complete(Function, "nothing"), "");
        assert_eq!(complete(Package, "r"), "runtime a/preserve server");
        assert_eq!(complete(File, "main"), "main.main.go");
        assert_eq!(complete(Label, "handler=m"), "");
        assert_eq!(complete(Label, "main"), "");
        assert_eq!(complete(Label, "server"), "handler=server.run");
        assert_eq!(complete(Label, "handler=7"), "handler=7");
        let test = TagFilter::new("handler=7").unwrap().test;
        assert!(matches!(test, TagTest::Range(range) if range.contains(7, "handler")));
    }
}
