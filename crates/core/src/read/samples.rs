//! The second pass over a profile.proto message: the samples, into columns.

use super::ids::Ids;
use super::proto::{label, profile, sample};
use super::tables::Tables;
use super::wire::{Cursor, Field};
use super::{Malformed, ReadError};
use crate::profile::{EMPTY, Label, LabelValue, LocationId, Profile, Samples, Stacks, StringId};

/// Reads samples in steps.
pub struct SampleReader {
    tables: Tables,
    /// Where to go on in the content.
    at: usize,
    /// Number of samples that were read.
    read: usize,
}

impl SampleReader {
    /// `size` is that of the content.
    pub fn new(mut tables: Tables, size: usize) -> Self {
        let types = tables.profile.sample_types.len();
        let count = tables.sample_count;
        // A value has a byte at least: what claims to have more is damaged.
        let room = if types.saturating_mul(count) <= size { count } else { 0 };
        let samples = &mut *tables.profile.samples;
        samples.stack.reserve(room);
        samples.values = std::iter::repeat_with(|| Vec::with_capacity(room)).take(types).collect();
        Self { tables, at: 0, read: 0 }
    }

    /// Number of bytes of memory that this takes.
    pub fn heap_size(&self) -> usize {
        self.tables.profile.heap_size()
    }

    /// Number of bytes of the content, and of samples, that were read.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.read)
    }

    /// Reads on for about `budget` bytes. Returns whether there is more.
    pub fn step(&mut self, content: &[u8], budget: usize) -> Result<bool, ReadError> {
        let stop = self.at.saturating_add(budget);
        let mut message = Cursor::from(content, self.at);
        let Tables { profile, locations, .. } = &mut self.tables;
        let mut to = Columns {
            ids: &*locations,
            strings: profile.strings.len(),
            stacks: &mut profile.stacks,
            samples: &mut profile.samples,
        };
        while message.at() < stop {
            let Some(field) = message.field()? else { break };
            if field.number == profile::SAMPLE {
                to.sample(&field, self.read)?;
                self.read += 1;
            }
        }
        self.at = message.at();
        Ok(!message.is_at_end())
    }

    /// The whole profile.
    pub fn finish(self) -> Profile {
        let mut profile = self.tables.profile;
        profile.samples.labels.finish(self.read);
        profile.stacks.freeze();
        profile
    }
}

/// Columns that samples are read into, and what it takes to read them.
pub struct Columns<'a, I> {
    pub ids: I,
    /// Number of strings.
    pub strings: usize,
    pub stacks: &'a mut Stacks,
    /// With a column for each sample type.
    pub samples: &'a mut Samples,
}

/// Knows locations by their ids.
pub trait LocationIds {
    /// Appends the locations that a field names.
    fn append(&mut self, field: &Field, to: &mut Vec<LocationId>) -> Result<(), ReadError>;
}

impl LocationIds for &Ids {
    fn append(&mut self, field: &Field, to: &mut Vec<LocationId>) -> Result<(), ReadError> {
        field.each_uint(|id| {
            let location = self
                .get(id)
                .ok_or(ReadError::Malformed { at: field.at, kind: Malformed::NoLocation(id) })?;
            to.push(location);
            Ok(())
        })
    }
}

impl<I: LocationIds> Columns<'_, I> {
    // A call for each sample: engines of WebAssembly replace a function by a faster
    // one between calls, but not while a loop in it runs.
    #[inline(never)]
    pub fn sample(&mut self, field: &Field, number: usize) -> Result<(), ReadError> {
        let Self { ids, strings, stacks, samples } = self;
        let malformed = |kind| ReadError::Malformed { at: field.at, kind };
        let mut message = field.bytes()?;
        let mut values = 0;
        while let Some(field) = message.field()? {
            match field.number {
                sample::LOCATION_ID => ids.append(&field, stacks.building())?,
                sample::VALUE => field.each_uint(|value| {
                    if let Some(column) = samples.values.get_mut(values) {
                        column.push(value as i64);
                    }
                    values += 1;
                    Ok(())
                })?,
                sample::LABEL => {
                    if let Some(label) = read_label(&field, *strings)? {
                        samples.labels.push(number, label);
                    }
                }
                _ => {}
            }
        }
        let types = samples.values.len();
        if types == 0 {
            return Err(malformed(Malformed::NoSampleTypes));
        }
        if values != types {
            return Err(malformed(Malformed::ValueCount { values, types }));
        }
        samples.stack.push(stacks.finish());
        Ok(())
    }
}

/// A label that says nothing (no text, and neither a number nor a unit) is none,
/// as in pprof.
fn read_label(field: &Field, strings: usize) -> Result<Option<Label>, ReadError> {
    let string = |field: &Field| -> Result<StringId, ReadError> {
        let index = field.int()?;
        if index as u64 >= strings as u64 {
            let kind = Malformed::StringIndex { index, count: strings };
            return Err(ReadError::Malformed { at: field.at, kind });
        }
        Ok(index as StringId)
    };
    let mut message = field.bytes()?;
    let (mut key, mut text, mut number, mut unit) = (EMPTY, EMPTY, 0, EMPTY);
    while let Some(field) = message.field()? {
        match field.number {
            label::KEY => key = string(&field)?,
            label::STR => text = string(&field)?,
            label::NUM => number = field.int()?,
            label::NUM_UNIT => unit = string(&field)?,
            _ => {}
        }
    }
    let value = match (text, number, unit) {
        (EMPTY, 0, EMPTY) => return Ok(None),
        (EMPTY, number, unit) => LabelValue::Number(number, unit),
        (text, ..) => LabelValue::Text(text),
    };
    Ok(Some(Label { key, value }))
}
