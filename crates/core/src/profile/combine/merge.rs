//! Merging tables and samples.

use super::{CombineError, check_equal_types, is_set};
use crate::profile::{
    FunctionId, Interner, Label, LabelValue, LocationId, Mapping, MappingId, Profile, Samples,
    StackId, Stacks, StringId,
};
use hashbrown::{HashMap, HashTable};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Merges profiles of the same types. Only what samples use comes along; rows
/// are numbered from 1, in the order of their first use.
pub fn merge(profiles: &[Profile]) -> Result<Profile, CombineError> {
    let Some((first, others)) = profiles.split_first() else { return Err(CombineError::Nothing) };
    for other in others {
        check_equal_types(first, other)?;
    }
    let mut merger = Merger::new(first.sample_types.len());
    profiles.iter().for_each(|profile| merger.add(profile));
    let mut merged = merger.finish(profiles);
    let is_zero = |sample: usize| merged.samples.values.iter().all(|column| column[sample] == 0);
    if (0..merged.samples.len()).any(is_zero) {
        // Once more, for the tables to lose what only those samples used.
        merged = merge(&[merged])?;
    }
    Ok(merged)
}

/// Key by which a mapping is the same in another run of a program.
type MappingKey = (u64, u64, StringId);
/// Start line, name, system name, file.
type FunctionKey = (i64, StringId, StringId, StringId);

struct Merger {
    merged: Profile,
    interner: Interner,
    stacks: Stacks,
    samples: Samples,
    mappings: HashMap<MappingKey, MappingId, FxBuildHasher>,
    functions: HashMap<FunctionKey, FunctionId, FxBuildHasher>,
    locations: HashTable<LocationId>,
    by_content: HashTable<u32>,
    hasher: FxBuildHasher,
}

/// New rows for the rows of one source.
struct Seen {
    strings: Vec<Option<StringId>>,
    /// And what to add to addresses.
    mappings: Vec<Option<(MappingId, u64)>>,
    functions: Vec<Option<FunctionId>>,
    locations: Vec<Option<LocationId>>,
    stacks: Vec<Option<StackId>>,
}

impl Merger {
    fn new(columns: usize) -> Self {
        let mut merged = Profile::default();
        merged.strings.push(b"");
        Self {
            interner: Interner::new(&merged.strings),
            merged,
            stacks: Stacks::default(),
            samples: Samples { values: vec![Vec::new(); columns], ..Samples::default() },
            mappings: HashMap::with_hasher(FxBuildHasher),
            functions: HashMap::with_hasher(FxBuildHasher),
            locations: HashTable::new(),
            by_content: HashTable::new(),
            hasher: FxBuildHasher,
        }
    }

    fn add(&mut self, source: &Profile) {
        let mut seen = Seen {
            strings: vec![None; source.strings.len()],
            mappings: vec![None; source.mappings.len()],
            functions: vec![None; source.functions.len()],
            locations: vec![None; source.locations.len()],
            stacks: vec![None; source.stacks.len()],
        };
        // The first mapping is the main binary, whatever samples say.
        if self.merged.mappings.is_empty() && !source.mappings.is_empty() {
            self.mapping(source, 0, &mut seen);
        }
        let values = &source.samples.values;
        for sample in 0..source.samples.len() {
            if values.iter().any(|column| column[sample] != 0) {
                self.sample(source, sample, &mut seen);
            }
        }
    }

    fn string(&mut self, source: &Profile, id: StringId, seen: &mut Seen) -> StringId {
        // A text that is not in the source's table is the empty one.
        let Some(slot) = seen.strings.get_mut(id as usize) else { return 0 };
        *slot.get_or_insert_with(|| {
            self.interner.intern(&mut self.merged.strings, source.strings.get(id))
        })
    }

    fn mapping(&mut self, source: &Profile, id: MappingId, seen: &mut Seen) -> (MappingId, u64) {
        if let Some(known) = seen.mappings[id as usize] {
            return known;
        }
        let from = &source.mappings[id as usize];
        let file = self.string(source, from.file, seen);
        let build_id = self.string(source, from.build_id, seen);
        // Sizes may differ a little: they are rounded up to 4 KiB.
        let size = from.memory_limit.wrapping_sub(from.memory_start).wrapping_add(0xfff) & !0xfff;
        let key = (size, from.file_offset, if is_set(build_id) { build_id } else { file });
        let mappings = &mut self.merged.mappings;
        let new = *self.mappings.entry(key).or_insert_with(|| {
            let id = mappings.len() as u64 + 1;
            mappings.push(Mapping { id, file, build_id, ..from.clone() });
            (mappings.len() - 1) as MappingId
        });
        let offset = mappings[new as usize].memory_start.wrapping_sub(from.memory_start);
        *seen.mappings[id as usize].insert((new, offset))
    }

    fn function(&mut self, source: &Profile, id: FunctionId, seen: &mut Seen) -> FunctionId {
        if let Some(known) = seen.functions[id as usize] {
            return known;
        }
        let (row, from) = (id as usize, &source.functions);
        let name = self.string(source, from.name[row], seen);
        let system_name = self.string(source, from.system_name[row], seen);
        let filename = self.string(source, from.filename[row], seen);
        let start_line = from.start_line[row];
        let functions = &mut *self.merged.functions;
        let key = (start_line, name, system_name, filename);
        let new = *self.functions.entry(key).or_insert_with(|| {
            functions.id.push(functions.id.len() as u64 + 1);
            functions.name.push(name);
            functions.system_name.push(system_name);
            functions.filename.push(filename);
            functions.start_line.push(start_line);
            (functions.id.len() - 1) as FunctionId
        });
        *seen.functions[id as usize].insert(new)
    }

    fn location(&mut self, source: &Profile, id: LocationId, seen: &mut Seen) -> LocationId {
        if let Some(known) = seen.locations[id as usize] {
            return known;
        }
        let (row, from) = (id as usize, &source.locations);
        let (mapping, offset) = match from.mapping[row].map(|m| self.mapping(source, m, seen)) {
            Some((mapping, offset)) => (Some(mapping), offset),
            None => (None, 0),
        };
        let address = from.address[row].wrapping_add(offset);
        let lines = from.lines_of(id).to_vec();
        let functions: Vec<FunctionId> =
            lines.iter().map(|line| self.function(source, line.function, seen)).collect();
        let to = &mut *self.merged.locations;
        let new = to.push(to.len() as u64 + 1, mapping, address, from.is_folded[row]);
        for (line, function) in lines.into_iter().zip(functions) {
            to.push_line(crate::profile::Line { function, ..line });
        }
        // The one that was made is looked for among the others, and goes again if
        // one of them is the same.
        let (to, hasher) = (&*self.merged.locations, &self.hasher);
        let key = |id: LocationId| {
            let (row, lines) = (id as usize, to.lines_of(id));
            // Of the columns only the last line's counts: pprof does so.
            let places = lines.iter().map(|line| (line.function, line.line));
            (
                (to.address[row], to.mapping[row], to.is_folded[row]),
                places.collect::<Vec<_>>(),
                lines.last().map(|line| line.column),
            )
        };
        let new_key = key(new);
        let hash = hasher.hash_one(&new_key);
        let found = self.locations.find(hash, |&other| key(other) == new_key).copied();
        let location = match found {
            Some(other) => {
                self.merged.locations.pop();
                other
            }
            None => {
                self.locations.insert_unique(hash, new, |&id| hasher.hash_one(key(id)));
                new
            }
        };
        *seen.locations[id as usize].insert(location)
    }

    fn stack(&mut self, source: &Profile, id: StackId, seen: &mut Seen) -> StackId {
        if let Some(known) = seen.stacks[id as usize] {
            return known;
        }
        for &location in source.stacks.get(id) {
            let location = self.location(source, location, seen);
            self.stacks.push_location(location);
        }
        *seen.stacks[id as usize].insert(self.stacks.finish())
    }

    fn sample(&mut self, source: &Profile, sample: usize, seen: &mut Seen) {
        let stack = self.stack(source, source.samples.stack[sample], seen);
        let labels = source.samples.labels.of(sample);
        let mut labels: Vec<Label> = labels
            .map(|label| Label {
                key: self.string(source, label.key, seen),
                value: match label.value {
                    LabelValue::Text(text) => LabelValue::Text(self.string(source, text, seen)),
                    LabelValue::Number(number, unit) => {
                        LabelValue::Number(number, self.string(source, unit, seen))
                    }
                },
            })
            .collect();
        // Keys in some fixed order; the values of one key stay in theirs.
        labels.sort_by_key(|l| (matches!(l.value, LabelValue::Number(..)), l.key));
        let Self { samples, by_content, hasher, .. } = self;
        let hash = hasher.hash_one((stack, &labels));
        let is_same = |&other: &u32| {
            let row = other as usize;
            samples.stack[row] == stack && samples.labels.of(row).eq(labels.iter().copied())
        };
        if let Some(&row) = by_content.find(hash, is_same) {
            for (to, from) in samples.values.iter_mut().zip(&source.samples.values) {
                let to = &mut to[row as usize];
                *to = to.wrapping_add(from[sample]);
            }
            return;
        }
        let row = samples.len();
        samples.stack.push(stack);
        for (to, from) in samples.values.iter_mut().zip(&source.samples.values) {
            to.push(from[sample]);
        }
        labels.into_iter().for_each(|label| samples.labels.push(row, label));
        samples.labels.finish(row + 1);
        by_content.insert_unique(hash, row as u32, |&row| {
            let labels: Vec<Label> = samples.labels.of(row as usize).collect();
            hasher.hash_one((samples.stack[row as usize], &labels))
        });
    }

    /// The merged profile, with what its sources say about themselves.
    fn finish(mut self, sources: &[Profile]) -> Profile {
        let mut seen_first = Self::no_rows(&sources[0]);
        for &t in &sources[0].sample_types {
            let kind = self.string(&sources[0], t.kind, &mut seen_first);
            let unit = self.string(&sources[0], t.unit, &mut seen_first);
            self.merged.sample_types.push(crate::profile::ValueType { kind, unit });
        }
        let period_type = sources[0].period_type;
        self.merged.period_type = crate::profile::ValueType {
            kind: self.string(&sources[0], period_type.kind, &mut seen_first),
            unit: self.string(&sources[0], period_type.unit, &mut seen_first),
        };
        self.merged.drop_frames = self.string(&sources[0], sources[0].drop_frames, &mut seen_first);
        self.merged.keep_frames = self.string(&sources[0], sources[0].keep_frames, &mut seen_first);
        for source in sources {
            let mut seen = Self::no_rows(source);
            // A source without a time resets it: pprof does so.
            if self.merged.time_nanos == 0 || source.time_nanos < self.merged.time_nanos {
                self.merged.time_nanos = source.time_nanos;
            }
            self.merged.duration_nanos =
                self.merged.duration_nanos.wrapping_add(source.duration_nanos);
            if self.merged.period == 0 || self.merged.period < source.period {
                self.merged.period = source.period;
            }
            for &comment in &source.comments {
                let comment = self.string(source, comment, &mut seen);
                if !self.merged.comments.contains(&comment) {
                    self.merged.comments.push(comment);
                }
            }
            if !is_set(self.merged.default_sample_type) {
                self.merged.default_sample_type =
                    self.string(source, source.default_sample_type, &mut seen);
            }
            if !is_set(self.merged.doc_url) {
                self.merged.doc_url = self.string(source, source.doc_url, &mut seen);
            }
        }
        self.stacks.freeze();
        self.samples.labels.finish(self.samples.len());
        self.merged.stacks = self.stacks.into();
        self.merged.samples = self.samples.into();
        self.merged
    }

    /// For the texts in a source's header.
    fn no_rows(source: &Profile) -> Seen {
        Seen {
            strings: vec![None; source.strings.len()],
            mappings: Vec::new(),
            functions: Vec::new(),
            locations: Vec::new(),
            stacks: Vec::new(),
        }
    }
}
