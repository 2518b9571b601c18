//! Groups of goroutines: who waits where, for what, since when, and who started
//! them. From any of the forms; what a form does not say is not there.

mod facts;
mod filter;

pub use filter::{GroupFilter, label_text};

use crate::diagnose::BlockedOn;
use crate::profile::{EMPTY, Label, LabelValue, Profile, StackId, StringId};
use facts::StackFacts;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Goroutines that cannot be told apart but by their ids and how long they wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their stack.
    pub stack: StackId,
    /// Their number.
    pub count: i64,
    /// The state, in the words of the dump; [`EMPTY`] where the form has none.
    pub state: StringId,
    /// Reason why they wait.
    pub blocked: BlockedOn,
    /// The function that started them, and the place; [`EMPTY`] if unknown.
    pub created: (StringId, StringId),
    /// The labels of the user.
    pub labels: Vec<Label>,
    /// The frame to look at: the user's own that is nearest to the leaf, else the first.
    pub site: Option<Site>,
    /// The minutes that each has waited, in order. Dumps name only those from 1 on: the
    /// others are 0.
    pub waits: Vec<i64>,
    /// The ids, in order; empty where the form has none.
    pub ids: Vec<i64>,
}

/// A line of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The function's name.
    pub function: StringId,
    /// Its file.
    pub file: StringId,
    /// The line; 0 if unknown.
    pub line: i64,
}

/// All groups, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseFile {
    /// The groups.
    pub groups: Vec<Group>,
    /// Number of goroutines.
    pub total: i64,
    /// True if the form says how long they wait.
    pub has_waits: bool,
    /// True if it is a profile of goroutines that can never run again: a proof.
    pub is_proof: bool,
}

impl CaseFile {
    /// Makes groups of a profile of goroutines; none of any other profile. Linear in the
    /// samples.
    pub fn new(profile: &Profile) -> Self {
        let keys = Keys::new(profile);
        let kinds: Vec<&[u8]> = profile.sample_type_names().collect();
        let is_proof = kinds.contains(&&b"goroutineleak"[..]);
        if !is_proof && !kinds.contains(&&b"goroutine"[..]) {
            return Self::default();
        }
        let mut this = Self {
            is_proof,
            has_waits: keys.wait != StringId::MAX || keys.id != StringId::MAX,
            ..Self::default()
        };
        let Some(values) = profile.default_sample_index().map(|i| &profile.samples.values[i])
        else {
            return this;
        };
        let mut stacks = StackFacts::new(profile, keys.id == StringId::MAX);
        let mut known: HashMap<GroupKey, usize, FxBuildHasher> = HashMap::default();
        let mut key = GroupKey::default();
        for (sample, &count) in values.iter().enumerate() {
            key.stack = profile.samples.stack[sample];
            (key.state, key.created) = (EMPTY, (EMPTY, EMPTY));
            key.labels.clear();
            let (mut wait, mut id) = (0, None);
            for label in profile.samples.labels.of(sample) {
                match label.value {
                    LabelValue::Number(number, _) if label.key == keys.wait => wait = number,
                    LabelValue::Number(number, _) if label.key == keys.id => id = Some(number),
                    LabelValue::Text(text) if label.key == keys.state => key.state = text,
                    LabelValue::Text(text) if label.key == keys.by => key.created.0 = text,
                    LabelValue::Text(text) if label.key == keys.at => key.created.1 = text,
                    _ if keys.others.contains(&label.key) => {}
                    _ => key.labels.push(label),
                }
            }
            let group = match known.get(&key) {
                Some(&group) => group,
                None => {
                    known.insert(key.clone(), this.groups.len());
                    this.groups.push(stacks.group(&key));
                    this.groups.len() - 1
                }
            };
            let group = &mut this.groups[group];
            group.count = group.count.saturating_add(count);
            this.total = this.total.saturating_add(count);
            if this.has_waits {
                group.waits.push(wait);
            }
            group.ids.extend(id);
        }
        for group in &mut this.groups {
            group.waits.sort_unstable();
            group.ids.sort_unstable();
        }
        this.groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.stack));
        this
    }
}

impl Group {
    /// Number of those that have waited for this many minutes. Where that is not known, all have.
    pub fn waiting(&self, min: i64, max: Option<i64>) -> i64 {
        if self.waits.is_empty() {
            return if min > 0 { 0 } else { self.count };
        }
        let below = |limit: i64| self.waits.partition_point(|&wait| wait < limit);
        let end = max.map_or(self.waits.len(), |max| below(max.saturating_add(1)));
        end.saturating_sub(below(min)) as i64
    }
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct GroupKey {
    stack: StackId,
    state: StringId,
    created: (StringId, StringId),
    labels: Vec<Label>,
}

/// The labels that the reader of dumps makes; see `read/text/goroutines.rs`. Others call
/// them by the second names.
struct Keys {
    state: StringId,
    wait: StringId,
    id: StringId,
    by: StringId,
    at: StringId,
    others: Vec<StringId>,
}

impl Keys {
    fn new(profile: &Profile) -> Self {
        let find = |names: &[&[u8]]| -> Vec<StringId> {
            let is_one = |&key: &StringId| names.contains(&profile.strings.get(key));
            profile.label_keys().filter(is_one).collect()
        };
        let first = |names: [&[u8]; 2]| find(&names).first().copied().unwrap_or(StringId::MAX);
        Self {
            state: first([b"state", b"go::goroutine_state"]),
            wait: first([b"wait", b"go::goroutine_wait_minutes"]),
            id: first([b"goroutine", b"go::goroutine"]),
            by: first([b"created by", b"go::goroutine_created_by"]),
            at: first([b"created at", b"created at"]),
            others: find(&[b"creator", b"locked to thread", b"synctest bubble"]),
        }
    }
}

#[cfg(test)]
mod tests;
