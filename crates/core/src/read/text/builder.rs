//! A profile under construction, out of addresses and names.

use super::mappings::Regions;
use crate::profile::{
    EMPTY, FunctionId, Functions, Interner, Label, LabelValue, Line, LocationId, Locations,
    Mapping, MappingId, Profile, Samples, StackId, Stacks, StringId, Strings, ValueType,
};
use rustc_hash::FxHashMap;

/// The name, the kind and the unit of a column.
pub type Column<'a> = (&'a str, &'a str);

/// A profile under construction. Locations, functions and stacks are numbered as
/// they are first used.
pub struct Builder {
    profile: Profile,
    strings: Strings,
    interner: Interner,
    functions: Functions,
    by_function: FxHashMap<(StringId, StringId), FunctionId>,
    locations: Locations,
    by_place: FxHashMap<Place, LocationId>,
    by_frame: FxHashMap<Frame, LocationId>,
    stacks: Stacks,
    samples: Samples,
}

/// Key of a location: its address, and its line if it has one.
type Place = (u64, Option<(FunctionId, i64)>);

/// Key of a location of a known binary: its address and all lines, innermost first.
type Frame = (u64, Option<MappingId>, Box<[Line]>);

impl Builder {
    /// A profile with these sample types, without samples.
    pub fn new(sample_types: &[Column]) -> Self {
        let mut this = Self {
            profile: Profile::default(),
            strings: Strings::default(),
            interner: Interner::default(),
            functions: Functions::default(),
            by_function: FxHashMap::default(),
            locations: Locations::default(),
            by_place: FxHashMap::default(),
            by_frame: FxHashMap::default(),
            stacks: Stacks::default(),
            samples: Samples::default(),
        };
        this.string(b"");
        this.set_sample_types(sample_types);
        this
    }

    /// Sets the sample types of a profile that has no samples yet.
    pub fn set_sample_types(&mut self, sample_types: &[Column]) {
        self.profile.sample_types = sample_types.iter().map(|&t| self.value_type(t)).collect();
        self.samples.values = vec![Vec::new(); sample_types.len()];
    }

    /// The sample types' names.
    pub fn sample_type_names(&self) -> Vec<&[u8]> {
        self.profile.sample_types.iter().map(|t| self.strings.get(t.kind)).collect()
    }

    /// Sets what is sampled, and how often.
    pub fn set_period(&mut self, period_type: Column, period: i64) {
        self.profile.period_type = self.value_type(period_type);
        self.profile.period = period;
    }

    /// Sets how often what is sampled is sampled.
    pub fn set_period_value(&mut self, period: i64) {
        self.profile.period = period;
    }

    /// A function's name.
    pub fn name_of(&self, function: FunctionId) -> &[u8] {
        self.strings.get(self.functions.name[function as usize])
    }

    /// Returns whether a period was set.
    pub fn has_period(&self) -> bool {
        self.profile.period != 0
    }

    /// Sets what is sampled, where it is not known how often.
    pub fn set_period_type(&mut self, kind: &[u8], unit: &[u8]) {
        self.profile.period_type = ValueType { kind: self.string(kind), unit: self.string(unit) };
    }

    /// Sets what is sampled, and how often, by names that are bytes.
    pub fn set_period_bytes(&mut self, kind: &[u8], unit: &[u8], period: i64) {
        self.profile.period_type = ValueType { kind: self.string(kind), unit: self.string(unit) };
        self.profile.period = period;
    }

    /// Sets the time that the profile covers.
    pub fn set_duration_ms(&mut self, ms: i64) {
        self.profile.duration_nanos = ms.wrapping_mul(1_000_000);
    }

    fn value_type(&mut self, (kind, unit): Column) -> ValueType {
        ValueType { kind: self.string(kind.as_bytes()), unit: self.string(unit.as_bytes()) }
    }

    /// The text's id.
    pub fn string(&mut self, text: &[u8]) -> StringId {
        self.interner.intern(&mut self.strings, text)
    }

    /// Appends a comment.
    pub fn comment(&mut self, text: &[u8]) {
        let text = self.string(text);
        self.profile.comments.push(text);
    }

    /// The function with this name in this file.
    pub fn function(&mut self, name: &[u8], file: &[u8]) -> FunctionId {
        let (name, file) = (self.string(name), self.string(file));
        let to = &mut self.functions;
        *self.by_function.entry((name, file)).or_insert_with(|| {
            to.id.push(to.id.len() as u64 + 1);
            to.name.push(name);
            to.system_name.push(name);
            to.filename.push(file);
            to.start_line.push(0);
            (to.id.len() - 1) as FunctionId
        })
    }

    /// The location at this address, without symbols.
    pub fn address(&mut self, address: u64) -> LocationId {
        self.place((address, None))
    }

    /// The location of a line at this address.
    pub fn line(&mut self, address: u64, function: FunctionId, line: i64) -> LocationId {
        self.place((address, Some((function, line))))
    }

    fn place(&mut self, place: Place) -> LocationId {
        let to = &mut self.locations;
        *self.by_place.entry(place).or_insert_with(|| {
            let (address, line) = place;
            to.lines.extend(line.map(|(function, line)| Line { function, line, column: 0 }));
            to.id.push(to.id.len() as u64 + 1);
            to.mapping.push(None);
            to.address.push(address);
            to.is_folded.push(false);
            to.line_ends.push(to.lines.len() as u32);
            (to.id.len() - 1) as LocationId
        })
    }

    /// The location with these lines, innermost first, in this binary.
    pub fn frame(
        &mut self,
        address: u64,
        mapping: Option<MappingId>,
        lines: &[Line],
    ) -> LocationId {
        let to = &mut self.locations;
        *self.by_frame.entry((address, mapping, lines.into())).or_insert_with(|| {
            let location = to.push(to.id.len() as u64 + 1, mapping, address, false);
            lines.iter().for_each(|&line| to.push_line(line));
            location
        })
    }

    /// Appends a binary; the caller knows which are there.
    pub fn mapping(&mut self, mapping: Mapping) -> MappingId {
        let mappings = &mut self.profile.mappings;
        mappings.push(Mapping { id: mappings.len() as u64 + 1, ..mapping });
        (mappings.len() - 1) as MappingId
    }

    /// The binaries so far.
    pub fn mappings(&mut self) -> &mut [Mapping] {
        &mut self.profile.mappings
    }

    /// Sets what the linker calls a function, and where it starts.
    pub fn describe_function(&mut self, function: FunctionId, system_name: &[u8], line: i64) {
        let name = self.string(system_name);
        let to = &mut self.functions;
        if name != EMPTY {
            to.system_name[function as usize] = name;
        }
        to.start_line[function as usize] = line;
    }

    /// The stack of these locations, leaf first.
    pub fn stack(&mut self, stack: impl IntoIterator<Item = LocationId>) -> StackId {
        stack.into_iter().for_each(|location| self.stacks.push_location(location));
        self.stacks.finish()
    }

    /// Sets the samples' values and stacks at once: rows whose columns are equally long.
    /// Labels come after that, by [`label_of`](Self::label_of).
    pub fn set_samples(&mut self, sample_types: Vec<ValueType>, samples: Samples) {
        self.profile.sample_types = sample_types;
        self.samples = samples;
    }

    /// Appends a label to a sample; samples come in their order.
    pub fn label_of(&mut self, sample: usize, label: Label) {
        self.samples.labels.push(sample, label);
    }

    /// Returns whether it is set which sample type is shown first.
    pub fn has_default(&self) -> bool {
        self.profile.default_sample_type != EMPTY
    }

    /// Sets the sample type that is shown first.
    pub fn set_default(&mut self, kind: StringId) {
        self.profile.default_sample_type = kind;
    }

    /// Sets when the profile was taken and the time that it covers, in nanoseconds.
    pub fn set_times(&mut self, start: i64, duration: i64) {
        self.profile.time_nanos = start;
        self.profile.duration_nanos = duration;
    }

    /// Appends a label to the sample that comes next.
    pub fn text_label(&mut self, key: &[u8], text: &[u8]) {
        let value = LabelValue::Text(self.string(text));
        self.label(key, value);
    }

    /// Appends a label to the sample that comes next.
    pub fn number_label(&mut self, key: &[u8], number: i64, unit: &[u8]) {
        let value = LabelValue::Number(number, self.string(unit));
        self.label(key, value);
    }

    fn label(&mut self, key: &[u8], value: LabelValue) {
        let key = self.string(key);
        self.samples.labels.push(self.samples.len(), Label { key, value });
    }

    /// Appends a sample with this stack, leaf first.
    pub fn sample(&mut self, values: &[i64], stack: impl IntoIterator<Item = LocationId>) {
        stack.into_iter().for_each(|location| self.stacks.push_location(location));
        for (column, value) in self.samples.values.iter_mut().zip(values) {
            column.push(*value);
        }
        self.samples.stack.push(self.stacks.finish());
    }

    /// Adds to the first value of the last sample, if there is one.
    pub fn count_again(&mut self) {
        if let Some(value) = self.samples.values.first_mut().and_then(|column| column.last_mut()) {
            *value = value.wrapping_add(1);
        }
    }

    /// Gives every location a function and a line, or none, in the place of its
    /// address.
    pub fn set_lines(&mut self, lines: Vec<Option<(FunctionId, i64)>>) {
        let to = &mut self.locations;
        to.lines.clear();
        to.line_ends.clear();
        for line in lines {
            to.lines.extend(line.map(|(function, line)| Line { function, line, column: 0 }));
            to.line_ends.push(to.lines.len() as u32);
        }
        to.address.fill(0);
    }

    /// The addresses of all locations.
    pub fn addresses(&self) -> &[u64] {
        &self.locations.address
    }

    /// Puts every location into its binary: `mapping_of` has an index into the
    /// regions for each.
    pub fn set_mappings(&mut self, regions: &Regions, mapping_of: Vec<Option<u32>>) {
        let mappings = regions.mappings(|text| self.interner.intern(&mut self.strings, text));
        self.profile.mappings = mappings;
        self.locations.mapping = mapping_of;
    }

    /// Says of all binaries that their locations have symbols.
    pub fn mark_symbolized(&mut self) {
        for mapping in &mut self.profile.mappings {
            mapping.has_functions = true;
            mapping.has_filenames = true;
            mapping.has_line_numbers = true;
        }
    }

    /// Sets which frames to leave out.
    pub fn set_drop_frames(&mut self, drop: &str, keep: &str) {
        self.profile.drop_frames = self.string(drop.as_bytes());
        self.profile.keep_frames = self.string(keep.as_bytes());
    }

    /// The profile.
    pub fn finish(mut self) -> Profile {
        debug_assert_eq!(self.strings.get(EMPTY), b"");
        self.samples.labels.finish(self.samples.len());
        self.stacks.freeze();
        Profile {
            strings: self.strings.into(),
            functions: self.functions.into(),
            locations: self.locations.into(),
            stacks: self.stacks.into(),
            samples: self.samples.into(),
            ..self.profile
        }
    }
}
