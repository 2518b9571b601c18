//! profile.proto, decoded while its bytes arrive: none of them is kept.
//!
//! Samples come before the tables that they refer to, so what they refer to is
//! trusted, and checked when all was seen. This takes what writers do write. At
//! anything else it gives up, and the reader goes over the whole content
//! (`tables`, then `samples`), which takes everything and says what is wrong.

use super::proto::profile;
use super::samples::{Columns, LocationIds};
use super::tables::TableReader;
use super::wire::{Cursor, Field, Value, small_packed};
use super::{ReadError, WireError};
use crate::profile::{LocationId, Profile, Samples, Stacks};

/// A profile of which a part was seen.
#[derive(Default)]
pub struct Stream {
    tables: TableReader,
    stacks: Stacks,
    samples: Samples,
    trusted: Trusted,
}

/// Takes it that locations are numbered from 1, and keeps the largest number - 1.
/// That of an id of 0 is the largest there is.
#[derive(Default)]
struct Trusted {
    max: LocationId,
}

impl LocationIds for &mut Trusted {
    fn append(&mut self, field: &Field, to: &mut Vec<LocationId>) -> Result<(), ReadError> {
        let packed = match field.value {
            Value::Bytes(packed) => Some(packed.rest()),
            _ => None,
        };
        to.reserve(packed.map_or(1, <[u8]>::len));
        let mut max = self.max;
        let mut append = |id: u32| {
            let location = id.wrapping_sub(1);
            max = max.max(location);
            to.push(location);
        };
        match packed {
            Some(packed) => {
                let mut rest = Cursor::new(small_packed(packed, &mut append));
                while !rest.is_at_end() {
                    append(fitting(rest.varint()?)?);
                }
            }
            None => append(fitting(field.uint()?)?),
        }
        self.max = max;
        Ok(())
    }
}

fn fitting(id: u64) -> Result<u32, ReadError> {
    id.try_into().map_err(|_| ReadError::NeedsWhole)
}

/// Content that a stream cannot take, whatever is to come.
#[derive(Debug)]
pub struct GiveUp;

impl From<ReadError> for GiveUp {
    fn from(_: ReadError) -> Self {
        Self
    }
}

impl Stream {
    /// Takes the fields from `at` on that are complete, and returns where they end.
    pub fn take(&mut self, content: &[u8], at: usize) -> Result<usize, GiveUp> {
        let mut message = Cursor::from(content, at);
        loop {
            let start = message.at();
            let field = match message.field() {
                Ok(Some(field)) => field,
                Ok(None) => return Ok(start),
                Err(ReadError::Wire { kind: WireError::UnknownWireType(_), .. }) => {
                    return Err(GiveUp);
                }
                // It may only be incomplete.
                Err(_) => return Ok(start),
            };
            match field.number {
                profile::SAMPLE => {
                    let Self { tables, stacks, samples, trusted } = self;
                    let number = samples.stack.len();
                    if number == 0 {
                        samples.values = vec![Vec::new(); tables.profile.sample_types.len()];
                    }
                    // Strings are counted at the end.
                    let strings = u32::MAX as usize;
                    Columns { ids: trusted, strings, stacks, samples }.sample(&field, number)?;
                }
                profile::SAMPLE_TYPE if !self.samples.is_empty() => return Err(GiveUp),
                _ => self.tables.field(&field)?,
            }
        }
    }

    /// Number of bytes of memory that this takes.
    pub fn heap_size(&self) -> usize {
        self.tables.profile.heap_size() + self.stacks.heap_size() + self.samples.heap_size()
    }

    /// The profile, after all its bytes.
    pub fn finish(self) -> Result<Profile, GiveUp> {
        let Self { tables, mut stacks, mut samples, trusted } = self;
        let (mut profile, ids) = tables.finish()?;
        if samples.is_empty() {
            samples.values = vec![Vec::new(); profile.sample_types.len()];
        }
        samples.labels.finish(samples.stack.len());
        stacks.freeze();
        let strings = profile.strings.len();
        if samples.labels.max_string().is_some_and(|string| string as usize >= strings) {
            return Err(GiveUp);
        }
        if stacks.location_count() > 0 {
            let numbered =
                profile.locations.id.iter().zip(1u64..).all(|(&id, number)| id == number);
            let known = (trusted.max as usize) < profile.locations.len();
            // Nearly every writer numbers its locations in the order of the table.
            let new = |location| ids.get(u64::from(location) + 1);
            if trusted.max == u32::MAX || !(numbered && known || stacks.renumber(new)) {
                return Err(GiveUp);
            }
        }
        profile.stacks = stacks.into();
        profile.samples = samples.into();
        Ok(profile)
    }
}
