//! Grouping of profiles by time: a stream may hold those of many times. Where each is of a
//! moment, such as what a heap holds, a sum over them would be none that anybody took.

use super::model::{Attribute, Message, Name, Profile, Tables, Value};
use super::{resolve, tables_of};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// No file is opened as more documents than this.
const MOST: usize = 500;

/// Limit of how much larger than the file the tables may be that are gone through for each snapshot.
const MOST_ROWS: usize = 16;

/// The profiles of a file, by when they were taken.
pub struct Snapshots {
    /// In the order of their times.
    pub all: Vec<Snapshot>,
    /// Their number, where they are too many to be kept apart.
    pub joined: usize,
}

/// Profiles that were taken at one time.
pub struct Snapshot {
    /// In nanoseconds; 0 if that is not known.
    pub time: i64,
    /// Messages, and which of their profiles.
    pub profiles: Vec<(usize, Vec<usize>)>,
}

/// Tells snapshots apart: the next one begins where a resource has a profile with the same
/// sample types again, of another time. `size` is that of the file.
pub fn snapshots(messages: &[Message], size: usize) -> Snapshots {
    let mut hashes = Hashes::default();
    let mut timed = Vec::new();
    for (m, message) in messages.iter().enumerate() {
        for (p, profile) in message.profiles.iter().enumerate() {
            // What windows of time measured, such as those of a profiler that sends what it
            // has every few seconds, adds up.
            if profile.time_nanos > 0 && profile.duration_nanos <= 0 {
                timed.push((profile.time_nanos, m, p));
            }
        }
    }
    timed.sort_by_key(|&(time, ..)| time);
    let mut of: Vec<Vec<Option<usize>>> =
        messages.iter().map(|message| vec![None; message.profiles.len()]).collect();
    let mut times = vec![timed.first().map_or(0, |&(time, ..)| time)];
    let mut seen: FxHashMap<[u64; 2], i64> = FxHashMap::default();
    for &(time, m, p) in &timed {
        let key = hashes.key(messages, m, p);
        if seen.get(&key).is_some_and(|&other| other != time) {
            times.push(time);
            seen.clear();
        }
        seen.insert(key, time);
        of[m][p] = Some(times.len() - 1);
    }
    let snapshots = grouped(&of, &times);
    let are_few = times.len() <= MOST;
    if are_few && rows(messages, &snapshots) <= size.saturating_mul(MOST_ROWS).max(1 << 20) {
        return Snapshots { all: snapshots, joined: 0 };
    }
    let none: Vec<Vec<Option<usize>>> = of.iter().map(|all| vec![None; all.len()]).collect();
    Snapshots { all: grouped(&none, &times[..1]), joined: times.len() }
}

/// The profiles of each snapshot, in the order of the file. What has no time belongs to what
/// stands before it.
fn grouped(of: &[Vec<Option<usize>>], times: &[i64]) -> Vec<Snapshot> {
    let empty = |&time| Snapshot { time, profiles: Vec::new() };
    let mut all: Vec<Snapshot> = times.iter().map(empty).collect();
    let mut last = 0;
    for (m, profiles) in of.iter().enumerate() {
        for (p, snapshot) in profiles.iter().enumerate() {
            last = snapshot.unwrap_or(last);
            let to = &mut all[last].profiles;
            match to.last_mut() {
                Some((message, profiles)) if *message == m => profiles.push(p),
                _ => to.push((m, vec![p])),
            }
        }
    }
    all
}

/// The rows of tables that are gone through, if each snapshot goes through those of all
/// messages in which it has a profile.
fn rows(messages: &[Message], snapshots: &[Snapshot]) -> usize {
    let used = snapshots.iter().flat_map(|snapshot| &snapshot.profiles);
    used.fold(0, |sum: usize, &(message, _)| {
        let Tables { mappings, locations, attributes, .. } = &messages[message].tables;
        let rows = mappings.len() + locations.address.len() + attributes.len();
        sum.saturating_add(rows)
    })
}

/// Hashes of resources and sample types; of each text it is made once.
#[derive(Default)]
struct Hashes {
    resources: FxHashMap<(usize, usize), u64>,
    strings: FxHashMap<(usize, u32), u64>,
}

impl Hashes {
    fn key(&mut self, messages: &[Message], m: usize, p: usize) -> [u64; 2] {
        let message = &messages[m];
        let profile = &message.profiles[p];
        let tables = tables_of(profile, &message.tables);
        let resource = *self.resources.entry((m, profile.resource)).or_insert_with(|| {
            let attributes = message.resources.get(profile.resource);
            of_attributes(attributes.map_or(&[][..], Vec::as_slice), tables)
        });
        [resource, self.types(profile, tables, m)]
    }

    fn types(&mut self, profile: &Profile, tables: &Tables, m: usize) -> u64 {
        let mut hasher = FxHasher::default();
        for &text in profile.sample_types.iter().flatten() {
            // Tables of a profile's own have other strings under the same numbers.
            let hash = || of_text(resolve(&Name::Index(text), tables));
            let hash = match profile.tables {
                None => *self.strings.entry((m, text)).or_insert_with(hash),
                Some(_) => hash(),
            };
            hasher.write_u64(hash);
        }
        hasher.finish()
    }
}

fn of_attributes(attributes: &[Attribute], tables: &Tables) -> u64 {
    // In whatever order they are.
    attributes.iter().fold(0, |sum: u64, attribute| {
        let mut hasher = FxHasher::default();
        hasher.write_u64(of_text(resolve(&attribute.key, tables)));
        match &attribute.value {
            Value::Text(text) => hasher.write_u64(of_text(resolve(text, tables))),
            Value::Number(number) => hasher.write_i64(*number),
        }
        sum.wrapping_add(hasher.finish())
    })
}

fn of_text(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}
