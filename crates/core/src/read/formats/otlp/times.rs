//! Which profiles belong together: a stream may hold those of many times, and a sum over
//! them would be none that anybody took.

use super::model::{Attribute, Message, Name, Profile, Tables, Value};
use super::{resolve, tables_of};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// No file is opened as more documents than this.
const MOST: usize = 500;

/// How much more than the file the tables may be that are gone through for each snapshot.
const MOST_ROWS: usize = 16;

/// For each profile of each message the number of the snapshot that it belongs to.
pub struct Snapshots {
    pub of: Vec<Vec<usize>>,
    pub count: usize,
    /// When each was taken, in nanoseconds; 0 if that is not known.
    pub times: Vec<i64>,
    /// How many there would be, where they are too many to be kept apart.
    pub joined: usize,
}

/// Tells snapshots apart: the next one begins where a resource has a profile with the same
/// sample types again, of another time. `size` is that of the file.
pub fn snapshots(messages: &[Message], size: usize) -> Snapshots {
    let mut hashes = Hashes::default();
    let mut timed = Vec::new();
    for (m, message) in messages.iter().enumerate() {
        for (p, profile) in message.profiles.iter().enumerate() {
            if profile.time_nanos > 0 {
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
    // What has no time belongs to what stands before it.
    let mut last = 0;
    let of: Vec<Vec<usize>> = of
        .into_iter()
        .map(|all| {
            let of = all.into_iter().map(|snapshot| {
                last = snapshot.unwrap_or(last);
                last
            });
            of.collect()
        })
        .collect();
    let rows = rows(messages, &of);
    if times.len() > MOST || rows > size.saturating_mul(MOST_ROWS).max(1 << 20) {
        let of = of.into_iter().map(|all| vec![0; all.len()]).collect();
        return Snapshots { of, count: 1, times: vec![times[0]], joined: times.len() };
    }
    Snapshots { of, count: times.len(), times, joined: 0 }
}

/// The rows of tables that are gone through, if each snapshot goes through those of all
/// messages in which it has a profile.
fn rows(messages: &[Message], of: &[Vec<usize>]) -> usize {
    let mut sum: usize = 0;
    for (message, of) in messages.iter().zip(of) {
        let mut of = of.clone();
        of.sort_unstable();
        of.dedup();
        let Tables { mappings, locations, attributes, .. } = &message.tables;
        let rows = mappings.len() + locations.address.len() + attributes.len();
        sum = sum.saturating_add(rows.saturating_mul(of.len()));
    }
    sum
}

/// What identifies resources and sample types; of each text it is made once.
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
