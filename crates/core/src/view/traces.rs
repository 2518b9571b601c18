//! The different stacks, the heaviest first.
//!
//! Stacks that read the same are one, though their locations differ. There may be
//! a million: they are told apart by hashes of their frames, only the window that
//! is asked for is put in order, and only its stacks have texts.

use super::graph::live_stacks;
use crate::measure;
use crate::profile::{Label, LabelValue, LocationId, StackId};
use crate::query::Search;
use crate::selection::{Frame, Frames, Selection, average};
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::cmp::Reverse;
use std::hash::Hasher;
use std::ops::Range;

/// Some of the stacks that match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Number of those that match.
    pub count: usize,
    /// Weight of all that match.
    pub matched: i64,
    /// Those of the window.
    pub rows: Vec<Trace>,
}

/// One stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// A stack of the profile that has these frames.
    pub stack: StackId,
    /// Weight of all samples with these frames.
    pub weight: i64,
    /// Number of samples.
    pub samples: u32,
    /// Their labels, `key:value` with a space between them; the first few where there
    /// are many, and then `…`.
    pub labels: Vec<u8>,
}

impl Trace {
    /// The frames, leaf first.
    pub fn frames<'a>(&self, selection: &'a Selection) -> impl Iterator<Item = Frame> + 'a {
        let locations = selection.profile.stacks.get(self.stack);
        locations.iter().flat_map(|&location| selection.frames.of(location).iter().copied())
    }
}

/// Number of different labels of a stack that are shown.
const FEW: usize = 8;

/// No group.
const NONE: u32 = u32::MAX;

/// Lists the stacks of a window: those that have a frame whose name matches, the
/// heaviest first, equal ones in the order of the profile.
pub fn traces(selection: &Selection, search: Option<&Search>, window: Range<usize>) -> Traces {
    let mut grouping = Grouping::new(selection, search);
    for (stack, weight) in live_stacks(selection) {
        let locations = selection.profile.stacks.get(stack);
        if grouping.is_match(locations) {
            let group = grouping.group(stack, locations);
            let group = &mut grouping.groups[group as usize];
            group.sum = group.sum.wrapping_add(weight.value);
            group.divisor = group.divisor.wrapping_add(weight.divisor);
        }
    }
    let Grouping { groups, group_of, .. } = grouping;
    let total = |value: fn(&Group) -> i64| groups.iter().map(value).fold(0, i64::wrapping_add);
    let order = in_window(&groups, window);
    let mut row_of = vec![NONE; groups.len()];
    (0..).zip(&order).for_each(|(row, &group)| row_of[group as usize] = row);
    let mut rows: Vec<Row> = order.iter().map(|&group| Row::new(groups[group as usize])).collect();
    for (sample, &stack) in selection.profile.samples.stack.iter().enumerate() {
        let row = row_of.get(group_of[stack as usize] as usize);
        if let Some(row) = row.and_then(|&row| rows.get_mut(row as usize)) {
            row.add(selection, sample);
        }
    }
    Traces {
        count: groups.len(),
        matched: average(total(|g| g.sum), total(|g| g.divisor)),
        rows: rows.into_iter().map(|row| row.finish(selection)).collect(),
    }
}

/// Stacks with the same frames.
#[derive(Clone, Copy)]
struct Group {
    /// The first of them.
    stack: StackId,
    sum: i64,
    divisor: i64,
}

impl Group {
    fn weight(&self) -> i64 {
        average(self.sum, self.divisor)
    }
}

/// The groups in a window of their order. No others are sorted.
fn in_window(groups: &[Group], window: Range<usize>) -> Vec<u32> {
    let key = |&group: &u32| (Reverse(groups[group as usize].weight().wrapping_abs()), group);
    let mut order: Vec<u32> = (0..groups.len() as u32).collect();
    if window.end < order.len() {
        order.select_nth_unstable_by_key(window.end, key);
        order.truncate(window.end);
    }
    if window.start >= order.len() {
        return Vec::new();
    }
    order.select_nth_unstable_by_key(window.start, key);
    order.drain(..window.start);
    order.sort_unstable_by_key(key);
    order
}

/// Brings stacks together that have the same frames.
struct Grouping<'a> {
    selection: &'a Selection<'a>,
    frames: &'a Frames,
    /// The locations that match; `None` if all stacks do.
    matches: Option<Vec<bool>>,
    groups: Vec<Group>,
    /// The groups by the hashes of their frames.
    by_frames: HashTable<(u64, u32)>,
    /// The group of each stack.
    group_of: Vec<u32>,
}

impl<'a> Grouping<'a> {
    fn new(selection: &'a Selection, search: Option<&Search>) -> Self {
        let frames = &*selection.frames;
        let matches = search.map(|search| {
            let nodes = &frames.nodes;
            let all = 0..nodes.len() as u32;
            let nodes: Vec<bool> =
                all.map(|node| search.is_match(&nodes.printable_name(node))).collect();
            let has_match = |frame: &Frame| nodes[frame.node() as usize];
            let locations = 0..selection.profile.locations.len() as LocationId;
            locations.map(|location| frames.of(location).iter().any(has_match)).collect()
        });
        Self {
            selection,
            frames,
            matches,
            groups: Vec::new(),
            by_frames: HashTable::with_capacity(selection.profile.stacks.len()),
            group_of: vec![NONE; selection.profile.stacks.len()],
        }
    }

    fn is_match(&self, locations: &[LocationId]) -> bool {
        self.matches.as_ref().is_none_or(|m| locations.iter().any(|&l| m[l as usize]))
    }

    /// The group of a stack. A call for each: see `Columns::sample` in
    /// `read/samples.rs`.
    #[inline(never)]
    fn group(&mut self, stack: StackId, locations: &[LocationId]) -> u32 {
        let Self { selection, frames, groups, by_frames, .. } = self;
        let mut hasher = FxHasher::default();
        match frames.one_per_location() {
            Some(frames) => {
                locations.iter().for_each(|&l| hasher.write_u32(frames[l as usize].rank()));
            }
            None => {
                let all = locations.iter().flat_map(|&location| frames.of(location));
                all.for_each(|frame| hasher.write_u32(frame.rank()));
            }
        }
        let hash = hasher.finish();
        let is_same = |&(other_hash, group): &(u64, u32)| {
            hash == other_hash && {
                let other = selection.profile.stacks.get(groups[group as usize].stack);
                let all = |locations: &'a [LocationId]| {
                    locations.iter().flat_map(|&location| frames.of(location))
                };
                all(other).eq(all(selection.profile.stacks.get(stack)))
            }
        };
        let group = match by_frames.find(hash, is_same) {
            Some(&(_, group)) => group,
            None => {
                let group = groups.len() as u32;
                groups.push(Group { stack, sum: 0, divisor: 0 });
                by_frames.insert_unique(hash, (hash, group), |&(hash, _)| hash);
                group
            }
        };
        self.group_of[stack as usize] = group;
        group
    }
}

/// A stack of the window, while its samples are looked at.
struct Row {
    group: Group,
    samples: u32,
    /// The first different ones.
    labels: Vec<Label>,
    has_more: bool,
}

impl Row {
    fn new(group: Group) -> Self {
        Self { group, samples: 0, labels: Vec::new(), has_more: false }
    }

    fn add(&mut self, selection: &Selection, sample: usize) {
        let samples = &selection.profile.samples;
        let is_live = |column: usize| samples.values[column][sample] != 0;
        if !(is_live(selection.sample_index) || selection.mean && is_live(0)) {
            return;
        }
        self.samples += 1;
        for label in samples.labels.of(sample) {
            if self.has_more || self.labels.contains(&label) {
                continue;
            }
            self.has_more = self.labels.len() == FEW;
            if !self.has_more {
                self.labels.push(label);
            }
        }
    }

    fn finish(self, selection: &Selection) -> Trace {
        let strings = &selection.profile.strings;
        let text = |label: &Label| {
            let key = strings.get(label.key);
            // Texts come before numbers, as in pprof.
            let (is_number, value) = match label.value {
                LabelValue::Text(text) => (false, strings.get(text).to_vec()),
                LabelValue::Number(number, _) => {
                    (true, measure::label(number, selection.units.get(key)).into_bytes())
                }
            };
            (is_number, [key, b":", &value].concat())
        };
        let mut labels: Vec<(bool, Vec<u8>)> = self.labels.iter().map(text).collect();
        labels.sort_unstable();
        labels.dedup();
        let mut labels: Vec<Vec<u8>> = labels.into_iter().map(|(_, text)| text).collect();
        if self.has_more {
            labels.push("…".as_bytes().to_vec());
        }
        Trace {
            stack: self.group.stack,
            weight: self.group.weight(),
            samples: self.samples,
            labels: labels.join(&b' '),
        }
    }
}

#[cfg(test)]
mod tests;
