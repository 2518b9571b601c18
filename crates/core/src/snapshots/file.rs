//! One file of a set: what kind it is, when it was taken, and what it counts.

use super::capture_time;
use super::identity::Identity;
use super::kept::{Kept, Measure, Unsuited};
use super::waits::Goroutines;
use crate::diagnose::heap_samples;
use crate::profile::{EMPTY, Label, LabelValue, Profile, StackId, StringId};
use rustc_hash::FxHashMap;

/// Form that a snapshot was written in. Of several forms of one moment, the last of these says
/// the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Text without ids: `debug=1`.
    Text,
    /// profile.proto, with its time.
    Proto,
    /// Goroutines with their ids and states: `debug=2`.
    Dump,
}

/// Value of a stack in one snapshot, for one size of objects and one set of labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub cell: CellKey,
    /// Amount that is there: bytes, goroutines, nanoseconds.
    pub value: i64,
    /// Number of samples.
    pub samples: f64,
    /// The bytes that were ever allocated.
    pub allocated: i64,
}

/// The smallest that is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct CellKey {
    pub stack: StackId,
    /// The bytes of one object; [`LARGE`] for all that are large, 0 if unknown.
    pub size: u32,
    /// An index into the set's sets of labels.
    pub labels: u32,
}

/// Objects so large that most of them are sampled: slices and tables that grow are of
/// another size each time.
pub(super) const LARGE: u32 = u32::MAX;

/// A snapshot, without its profile.
pub struct Snapshot {
    /// The file's name.
    pub name: String,
    /// `heap`, `allocs`, `goroutine`, `goroutineleak`, `mutex`, `block`, `contention`,
    /// `threadcreate`, or the name of the sample type.
    pub kind: String,
    /// Meaning of its values.
    pub measure: Measure,
    /// Form that it was written in.
    pub form: Form,
    /// The unit of its values.
    pub unit: String,
    /// The program, as far as the file says it.
    pub program: String,
    /// Id of the build; empty if unknown.
    pub build: String,
    /// When it was taken, in nanoseconds since 1970, by itself or its name; 0 if unknown.
    pub time_nanos: i64,
    /// The sum of its values.
    pub total: i64,
    /// Mean bytes between two samples of a heap; 0 if unknown.
    pub period: i64,
    /// The sum of all that was ever allocated; 0 where that is not known.
    pub allocated: i64,
    pub(super) rows: Vec<Row>,
    /// The ids of goroutines, in order, and their stacks.
    pub(super) ids: Vec<(i64, StackId)>,
    /// The ids of those that have waited for a minute or longer, and for how many, in order.
    pub(super) minutes: Vec<(i64, i64)>,
}

/// The sets of labels of all snapshots.
#[derive(Default)]
pub(super) struct LabelSets {
    pub sets: Vec<Vec<(StringId, StringId)>>,
    by_content: FxHashMap<Vec<(StringId, StringId)>, u32>,
}

impl LabelSets {
    fn id(&mut self, set: Vec<(StringId, StringId)>) -> u32 {
        *self.by_content.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            (self.sets.len() - 1) as u32
        })
    }
}

/// The keys that the reader of dumps makes; see `read/text/goroutines.rs`. What other
/// writers call the same is there too.
const OF_DUMPS: [&[u8]; 12] = [
    b"state",
    b"wait",
    b"goroutine",
    b"locked to thread",
    b"synctest bubble",
    b"created by",
    b"created at",
    b"creator",
    b"go::goroutine",
    b"go::goroutine_state",
    b"go::goroutine_created_by",
    b"go::goroutine_wait_minutes",
];

impl Snapshot {
    pub(super) fn new(
        name: &str,
        profile: &Profile,
        identity: &mut Identity,
        sets: &mut LabelSets,
        goroutines: &mut Goroutines,
    ) -> Result<Self, Unsuited> {
        let columns = Kept::of(profile, name)?;
        let text = |id| profile.strings.text(id).into_owned();
        let mapping = profile.mappings.first();
        let program = mapping.map_or(String::new(), |m| text(m.file));
        let keys = profile.label_keys().map(text).collect::<Vec<_>>();
        let has_ids = keys.iter().any(|key| key == "goroutine" || key == "go::goroutine");
        let is_goroutines = columns.kind.starts_with("goroutine");
        let stacks = identity.stacks_of(profile, is_goroutines);
        let mut snapshot = Self {
            name: name.to_owned(),
            measure: columns.measure,
            form: match profile.time_nanos {
                _ if has_ids && columns.kind == "goroutine" => Form::Dump,
                0 => Form::Text,
                _ => Form::Proto,
            },
            unit: text(profile.sample_types[columns.value].unit),
            program: program.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            build: mapping.map_or(String::new(), |m| text(m.build_id)),
            time_nanos: match profile.time_nanos {
                0 => capture_time::time(name).unwrap_or(0),
                time => time,
            },
            total: 0,
            period: profile.period,
            allocated: 0,
            rows: Vec::new(),
            ids: Vec::new(),
            minutes: Vec::new(),
            kind: columns.kind.clone(),
        };
        if is_goroutines {
            let hides_runtime = snapshot.form == Form::Text;
            goroutines.learn(profile, &stacks, hides_runtime, identity);
        }
        snapshot.count(profile, &columns, &stacks, identity, sets);
        Ok(snapshot)
    }

    /// Sums what cannot be told apart.
    fn count(
        &mut self,
        profile: &Profile,
        columns: &Kept,
        stacks: &[StackId],
        identity: &mut Identity,
        sets: &mut LabelSets,
    ) {
        let all = &profile.samples;
        let value = &all.values[columns.value];
        let keys = Keys::new(profile);
        let mut by_cell: FxHashMap<CellKey, usize> = FxHashMap::default();
        let mut known_sets: FxHashMap<Vec<Label>, u32> = FxHashMap::default();
        let mut labels: Vec<Label> = Vec::new();
        for sample in 0..all.len() {
            let stack = stacks[all.stack[sample] as usize];
            let (mut size, mut id, mut waited) = (None, None, 0);
            labels.clear();
            for label in all.labels.of(sample) {
                match label.value {
                    LabelValue::Number(bytes, _) if label.key == keys.bytes => size = Some(bytes),
                    LabelValue::Number(number, _) if label.key == keys.id => id = Some(number),
                    LabelValue::Number(minutes, _) if keys.minutes.contains(&label.key) => {
                        waited = minutes;
                    }
                    LabelValue::Text(_) if !keys.is_of_dump(label.key) => labels.push(label),
                    _ => {}
                }
            }
            self.ids.extend(id.map(|id| (id, stack)));
            self.minutes.extend(id.filter(|_| waited > 0).map(|id| (id, waited)));
            let labels = *known_sets.entry(labels.clone()).or_insert_with(|| {
                let text = |id| profile.strings.get(id);
                let pair = |label: &Label| match label.value {
                    LabelValue::Text(value) => {
                        (identity.text(text(label.key)), identity.text(text(value)))
                    }
                    LabelValue::Number(..) => (EMPTY, EMPTY),
                };
                let mut set: Vec<_> = labels.iter().map(pair).collect();
                set.sort_unstable();
                sets.id(set)
            });
            let allocated = columns.allocated.map_or(0, |column| all.values[column][sample]);
            let value = value[sample];
            self.total = self.total.saturating_add(value);
            self.allocated = self.allocated.saturating_add(allocated);
            let (samples, size) = match self.measure {
                Measure::Sampled => {
                    let objects = columns.objects.map_or(0, |column| all.values[column][sample]);
                    sampled(objects, value, size, profile.period)
                }
                _ => (value as f64, 0),
            };
            let cell = CellKey { stack, size, labels };
            let at = *by_cell.entry(cell).or_insert_with(|| {
                self.rows.push(Row { cell, value: 0, samples: 0.0, allocated: 0 });
                self.rows.len() - 1
            });
            let row = &mut self.rows[at];
            row.value = row.value.saturating_add(value);
            row.samples += samples;
            row.allocated = row.allocated.saturating_add(allocated);
        }
        self.ids.sort_unstable();
        self.minutes.sort_unstable();
    }
}

/// Number of samples that a row of a heap is, and the size by which it is told apart.
fn sampled(objects: i64, bytes: i64, size: Option<i64>, period: i64) -> (f64, u32) {
    let samples = heap_samples(objects, bytes, size, period);
    let each = size.or_else(|| bytes.checked_div(objects)).unwrap_or(0);
    let each = u32::try_from(each).unwrap_or(LARGE);
    if period > 1 && i64::from(each) * 2 >= period {
        // Here what counts is how large they are, not how many.
        return (f64::max(samples, bytes as f64 / period as f64), LARGE);
    }
    (samples, each)
}

/// Keys of labels that mean something here.
struct Keys {
    bytes: StringId,
    id: StringId,
    minutes: Vec<StringId>,
    of_dumps: Vec<StringId>,
}

impl Keys {
    fn new(profile: &Profile) -> Self {
        let find = |names: &[&[u8]]| -> Vec<StringId> {
            let is_named = |&key: &StringId| names.contains(&profile.strings.get(key));
            profile.label_keys().filter(is_named).collect()
        };
        let first = |names: &[&[u8]]| find(names).first().copied().unwrap_or(StringId::MAX);
        Self {
            bytes: first(&[b"bytes"]),
            id: first(&[b"goroutine", b"go::goroutine"]),
            minutes: find(&[b"wait", b"go::goroutine_wait_minutes"]),
            of_dumps: find(&OF_DUMPS),
        }
    }

    fn is_of_dump(&self, key: StringId) -> bool {
        self.of_dumps.contains(&key)
    }
}
