//! Filter of groups.

use super::{CaseFile, Group};
use crate::diagnose::BlockedOn;
use crate::profile::{EMPTY, Label, LabelValue, LocationId, Profile, StringId};
use crate::query::Search;

/// Which groups to show. Everything that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// In the name of a function of the stack, of a file of it, of the creator, of the
    /// state or of a label.
    pub search: Option<Search>,
    /// In the name of a function of the stack.
    pub function: Option<Search>,
    /// In a label, written `key=value`.
    pub label: Option<Search>,
    /// Reason why they wait.
    pub blocked: Option<BlockedOn>,
    /// The least minutes that one of them has waited.
    pub min_minutes: i64,
    /// The most that one of them has waited, at most; `None` for any.
    pub max_minutes: Option<i64>,
}

impl GroupFilter {
    /// Returns whether only some of a group's goroutines may pass, by how long they wait.
    pub fn is_of_waits(&self) -> bool {
        self.min_minutes > 0 || self.max_minutes.is_some()
    }
}

impl CaseFile {
    /// The numbers of the groups that pass a filter, in order, and how many goroutines
    /// they have: of a group, those whose wait is in the range. Each name is looked at
    /// once, whatever the number of goroutines.
    pub fn filter(&self, profile: &Profile, filter: &GroupFilter) -> (Vec<u32>, i64) {
        let names = filter.search.as_ref().map(|search| Matches::new(profile, search));
        let functions = filter.function.as_ref().map(|search| stacks_with(profile, search));
        let has_label = |group: &Group| {
            let Some(search) = &filter.label else { return true };
            group.labels.iter().any(|label| search.is_match(label_text(profile, label).as_bytes()))
        };
        let (mut groups, mut count) = (Vec::new(), 0_i64);
        for (number, group) in (0..).zip(&self.groups) {
            let passes = filter.blocked.is_none_or(|on| on == group.blocked)
                && names.as_ref().is_none_or(|names| names.has(group))
                && functions.as_ref().is_none_or(|stacks| stacks[group.stack as usize])
                && has_label(group);
            if passes {
                let within = group.waiting(filter.min_minutes, filter.max_minutes);
                if within > 0 {
                    groups.push(number);
                    count = count.saturating_add(within);
                }
            }
        }
        (groups, count)
    }

    /// All labels, `key=value`, with how many goroutines have each, the most frequent
    /// first.
    pub fn labels(&self, profile: &Profile) -> Vec<(String, i64)> {
        let mut counts: hashbrown::HashMap<Label, i64, rustc_hash::FxBuildHasher> =
            hashbrown::HashMap::default();
        for group in &self.groups {
            for label in &group.labels {
                *counts.entry(*label).or_default() += group.count;
            }
        }
        let mut labels: Vec<(String, i64)> =
            counts.iter().map(|(label, &count)| (label_text(profile, label), count)).collect();
        labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        labels
    }
}

/// A label as `key=value`.
pub fn label_text(profile: &Profile, label: &Label) -> String {
    let text = |id| profile.strings.text(id);
    match label.value {
        LabelValue::Text(value) => format!("{}={}", text(label.key), text(value)),
        LabelValue::Number(value, unit) => format!("{}={value}{}", text(label.key), text(unit)),
    }
}

/// Which stacks go through a function of such a name.
fn stacks_with(profile: &Profile, search: &Search) -> Vec<bool> {
    let strings: Vec<bool> = profile.strings.iter().map(|s| search.is_match(s)).collect();
    let of = |function: usize| strings[profile.functions.name[function] as usize];
    stacks(profile, &(0..profile.functions.len()).map(of).collect::<Vec<_>>())
}

/// Which stacks have one of some functions.
fn stacks(profile: &Profile, functions: &[bool]) -> Vec<bool> {
    let locations: Vec<bool> = (0..profile.locations.len() as LocationId)
        .map(|location| {
            let lines = profile.locations.lines_of(location);
            lines.iter().any(|line| functions[line.function as usize])
        })
        .collect();
    let stacks = profile.stacks.iter();
    stacks.map(|stack| stack.iter().any(|&location| locations[location as usize])).collect()
}

/// Matches of a search, by name.
struct Matches {
    strings: Vec<bool>,
    stacks: Vec<bool>,
}

impl Matches {
    fn new(profile: &Profile, search: &Search) -> Self {
        let strings: Vec<bool> = profile.strings.iter().map(|s| search.is_match(s)).collect();
        let functions: Vec<bool> = (0..profile.functions.len())
            .map(|function| {
                [&profile.functions.name, &profile.functions.filename]
                    .iter()
                    .any(|column| strings[column[function] as usize])
            })
            .collect();
        Self { stacks: stacks(profile, &functions), strings }
    }

    fn has(&self, group: &Group) -> bool {
        let is_found = |text: StringId| self.strings[text as usize];
        let in_label = |label: &Label| {
            is_found(label.key) || matches!(label.value, LabelValue::Text(text) if is_found(text))
        };
        self.stacks[group.stack as usize]
            || (group.created.0 != EMPTY && is_found(group.created.0))
            || (group.state != EMPTY && is_found(group.state))
            || group.labels.iter().any(in_label)
    }
}
