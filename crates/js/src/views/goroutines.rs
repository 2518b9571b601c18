//! Groups of goroutines.

use super::Refusal;
use hearth_core::diagnose::BlockedOn;
use hearth_core::harmless::visible;
use hearth_core::profile::{EMPTY, Profile, StackId};
use hearth_core::query::{QueryError, Search};
use hearth_core::selection::SelectError;
use hearth_core::snapshots::{Earlier, Survivors};
use hearth_core::view::goroutines::{CaseFile, Group, GroupFilter, label_text};
use hearth_messages::{EarlierData, FileId, GoroutinesData, GoroutinesQuestion, GroupData, Names};
use js_sys::{Float64Array, Uint8Array, Uint32Array};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Number of ids that are named.
const IDS: usize = 20;
/// Number of labels that are offered.
const LABELS: usize = 300;

/// Groups of goroutines with their texts: what is typed into a filter changes only which
/// of them are shown.
pub struct Case {
    file: CaseFile,
    waiting: Vec<(BlockedOn, i64)>,
    labels: Vec<(String, f64)>,
    texts: Vec<String>,
    /// For each group its function, place, creator and labels: indexes into `texts`.
    columns: [Vec<u32>; 4],
    stays: Option<Survivors>,
    /// The moments of the dumps, and whether they are seconds.
    dumps: (Vec<f64>, bool),
    /// For each group how many are there longest, and since which dump.
    oldest: Vec<u32>,
    /// Key of each group.
    keys: Vec<f64>,
    earlier: Option<EarlierData>,
    /// Number of goroutines of each group then; empty without one.
    was: Vec<u32>,
}

impl Case {
    /// `stays`: where the goroutines are in other dumps, and the moments of those.
    /// `earlier`: what there was in the first one, and its file.
    pub fn new(
        profile: &Profile,
        stays: Option<(Survivors, Vec<f64>, bool)>,
        earlier: Option<(FileId, Earlier)>,
    ) -> Self {
        let mut file = CaseFile::new(profile);
        let mut was = Vec::new();
        let earlier = earlier.map(|(id, earlier)| {
            was = by_growth(&mut file, &earlier);
            described(id, &earlier)
        });
        let mut waiting: Vec<(BlockedOn, i64)> = Vec::new();
        for group in &file.groups {
            match waiting.iter_mut().find(|(on, _)| *on == group.blocked) {
                Some((_, count)) => *count += group.count,
                None => waiting.push((group.blocked, group.count)),
            }
        }
        waiting.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let labels = file.labels(profile).into_iter().take(LABELS);
        let labels = labels.map(|(label, count)| (label, count as f64)).collect();
        let (stays, dumps) = match stays {
            Some((stays, moments, has_time)) => (Some(stays), (moments, has_time)),
            None => (None, (Vec::new(), false)),
        };
        let oldest = |group: &Group| {
            let oldest = stays.as_ref().and_then(|stays| stays.oldest(&group.ids));
            oldest.map_or([0; 2], |(dump, count)| [count, dump])
        };
        let oldest = file.groups.iter().flat_map(oldest).map(|n| n as u32).collect();
        let (texts, columns) = texts(profile, &file.groups);
        let keys = keys(profile, &file.groups);
        Self { file, waiting, labels, texts, columns, stays, dumps, oldest, keys, earlier, was }
    }

    /// Returns the groups that pass the filters.
    pub fn data(
        &self,
        profile: &Profile,
        asked: &GoroutinesQuestion,
    ) -> Result<GoroutinesData, Refusal> {
        let filter = &self.filter(asked)?;
        let (numbers, matched) = self.file.filter(profile, filter);
        let groups = || numbers.iter().map(|&n| &self.file.groups[n as usize]);
        let gather = |column: &[u32], width: usize| {
            let of = |&n: &u32| &column[n as usize * width..][..width];
            Uint32Array::from(&*numbers.iter().flat_map(of).copied().collect::<Vec<u32>>())
        };
        let index = |group: &Group| {
            let place = self.waiting.iter().position(|(on, _)| *on == group.blocked);
            place.unwrap_or_default() as u8
        };
        let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let minutes = groups().flat_map(|group| {
            [group.waits.first(), group.waits.last()].map(|wait| wait.map_or(0, |&w| small(w)))
        });
        let counts =
            groups().map(|group| small(group.waiting(filter.min_minutes, filter.max_minutes)));
        let [functions, places, created, labelled] =
            self.columns.each_ref().map(|column| gather(column, 1));
        let name = |on: &BlockedOn| on.name().to_owned();
        Ok(GoroutinesData {
            total: self.file.total as f64,
            matched: matched as f64,
            has_waits: self.file.has_waits,
            is_proof: self.file.is_proof,
            waiting: self.waiting.iter().map(|(on, count)| (name(on), *count as f64)).collect(),
            labels: self.labels.clone(),
            dumps: self.dumps.0.clone(),
            has_time: self.dumps.1,
            here: self.stays.as_ref().map_or(0, |stays| stays.here as u32),
            count: Uint32Array::from(&*counts.collect::<Vec<u32>>()),
            blocked: Uint8Array::from(&*groups().map(index).collect::<Vec<u8>>()),
            minutes: Uint32Array::from(&*minutes.collect::<Vec<u32>>()),
            oldest: gather(&self.oldest, 2),
            earlier: self.earlier.clone(),
            was: gather(&self.was, usize::from(!self.was.is_empty() && !filter.is_of_waits())),
            functions,
            places,
            created,
            labelled,
            texts: Names::new(self.texts.iter().map(|text| &**text)),
            open: asked.open.and_then(|key| self.group(profile, key)),
            keys: Float64Array::from(
                &*numbers.iter().map(|&n| self.keys[n as usize]).collect::<Vec<f64>>(),
            ),
        })
    }

    fn filter(&self, asked: &GoroutinesQuestion) -> Result<GroupFilter, Refusal> {
        let find = |option, text: &str| {
            Search::new(text)
                .map_err(|error| SelectError::Query(QueryError::Pattern { option, error }))
        };
        let filter = &asked.filter;
        let wanted = self.waiting.iter().find(|(on, _)| on.name() == filter.blocked);
        Ok(GroupFilter {
            search: find("search", &asked.search)?,
            blocked: wanted.map(|&(on, _)| on),
            min_minutes: filter.min_minutes,
            max_minutes: filter.max_minutes,
            function: find("function", &filter.function)?,
            label: find("label", &filter.label)?,
        })
    }

    fn group(&self, profile: &Profile, key: f64) -> Option<GroupData> {
        let group = &self.file.groups[self.keys.iter().position(|k| *k == key)?];
        let stays = self.stays.as_ref();
        let since = stays.map_or(Vec::new(), |stays| stays.since(&group.ids));
        Some(GroupData {
            key,
            stack: stack(profile, group.stack),
            ids: ids(&group.ids),
            there: stays.map_or(Vec::new(), |stays| stays.counts(&group.ids)),
            stays: since.iter().map(|(at, all)| (*at as u32, all.len() as u32, ids(all))).collect(),
        })
    }
}

/// Orders groups by how much they grew, and says how many goroutines each had.
fn by_growth(file: &mut CaseFile, earlier: &Earlier) -> Vec<u32> {
    let was = earlier.counts(&file.groups);
    let groups = std::mem::take(&mut file.groups);
    let mut both: Vec<(Group, i64)> = groups.into_iter().zip(was).collect();
    // Of the same growth, the larger stay first.
    both.sort_by_key(|(group, was)| std::cmp::Reverse(group.count - was));
    let (groups, was): (Vec<Group>, Vec<i64>) = both.into_iter().unzip();
    file.groups = groups;
    was.into_iter().map(|was| u32::try_from(was).unwrap_or(u32::MAX)).collect()
}

fn described(file: FileId, earlier: &Earlier) -> EarlierData {
    let grown = earlier.grown.as_ref();
    let value = |place: Option<&i64>| place.map_or(0.0, |&value| value as f64);
    let values = grown.and_then(|s| s.values.get(s.segment.clone())).unwrap_or_default();
    EarlierData {
        file,
        total: earlier.total as f64,
        function: grown.map_or(String::new(), |s| s.function.clone()),
        path: grown.map_or(String::new(), |s| s.file.clone()),
        line: grown.map_or(0.0, |s| s.line as f64),
        from: value(values.first()),
        to: value(values.last()),
    }
}

/// The first of some ids.
pub fn ids(all: &[i64]) -> String {
    let mut text = all.iter().take(IDS).map(i64::to_string).collect::<Vec<_>>().join(" ");
    if all.len() > IDS {
        text.push_str(" …");
    }
    text
}

/// The texts of groups, each once: the function, the place, the creator and the labels.
fn texts(profile: &Profile, groups: &[Group]) -> (Vec<String>, [Vec<u32>; 4]) {
    let mut all: Vec<String> = Vec::new();
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let mut columns: [Vec<u32>; 4] = Default::default();
    let text = |id| profile.strings.text(id);
    for group in groups {
        let labels = group.labels.iter().map(|label| label_text(profile, label));
        let (function, place) = match group.site {
            Some(site) => (text(site.function).into_owned(), place(&text(site.file), site.line)),
            None => Default::default(),
        };
        let created = match group.created {
            (EMPTY, _) => String::new(),
            (by, at) => [&*text(by), " ", &*text(at)].concat(),
        };
        let of_group = [function, place, created, labels.collect::<Vec<_>>().join(" ")];
        for (column, text) in columns.iter_mut().zip(of_group) {
            let index = match known.get(&text) {
                Some(&index) => index,
                None => {
                    all.push(text.clone());
                    known.insert(text, (all.len() - 1) as u32);
                    (all.len() - 1) as u32
                }
            };
            column.push(index);
        }
    }
    (all, columns)
}

/// Keys of groups by what they are, so that the same group has the same in every
/// dump: a whole number that a float can hold.
fn keys(profile: &Profile, groups: &[Group]) -> Vec<f64> {
    let hash = |bytes: &[u8]| {
        let mut hasher = FxHasher::default();
        hasher.write(bytes);
        hasher.finish()
    };
    let texts: Vec<u64> = profile.strings.iter().map(hash).collect();
    let functions = &profile.functions;
    let key = |group: &Group| {
        let mut hasher = FxHasher::default();
        for &location in profile.stacks.get(group.stack) {
            for line in profile.locations.lines_of(location) {
                hasher.write_u64(texts[functions.name[line.function as usize] as usize]);
                hasher.write_i64(line.line);
            }
        }
        for text in [group.state, group.created.0, group.created.1] {
            hasher.write_u64(texts[text as usize]);
        }
        for label in &group.labels {
            hasher.write_u64(hash(label_text(profile, label).as_bytes()));
        }
        (hasher.finish() >> 12) as f64
    };
    groups.iter().map(key).collect()
}

fn place(file: &str, line: i64) -> String {
    [file, ":", &line.to_string()].concat()
}

fn stack(profile: &Profile, stack: StackId) -> String {
    let lines = profile.stacks.get(stack).iter();
    let lines = lines.flat_map(|&location| profile.locations.lines_of(location));
    let functions = &profile.functions;
    let line = |line: &hearth_core::profile::Line| {
        let function = line.function as usize;
        let [name, file] = [functions.name[function], functions.filename[function]]
            .map(|id| visible(&profile.strings.text(id)).into_owned());
        // One line each, whatever the names are.
        [&*name, " ", &*place(&file, line.line)].concat()
    };
    lines.map(line).collect::<Vec<_>>().join("\n")
}
