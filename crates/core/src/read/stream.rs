//! profile.proto, decoded while its bytes arrive: none of them is kept.
//!
//! Samples come before the tables that they refer to, so what they refer to is
//! trusted, and checked when all was seen. This takes what writers do write. At
//! anything else it gives up, and the reader goes over the whole content
//! (`tables`, then `samples`), which takes everything and says what is wrong.

use super::proto::profile;
use super::samples::Columns;
use super::tables::TableReader;
use super::wire::Cursor;
use super::{ReadError, WireError};
use crate::profile::{Profile, Samples, Stacks};

/// A profile of which a part was seen.
#[derive(Default)]
pub struct Stream {
    tables: TableReader,
    stacks: Stacks,
    samples: Samples,
    /// The largest id of a location that a sample has.
    max_location: u32,
}

/// What is to come makes no difference: this is not for a stream.
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
                    let Self { tables, stacks, samples, max_location } = self;
                    let number = samples.stack.len();
                    if number == 0 {
                        samples.values = vec![Vec::new(); tables.profile.sample_types.len()];
                    }
                    let location = |id| {
                        let id = u32::try_from(id).ok()?;
                        *max_location = id.max(*max_location);
                        id.checked_sub(1)
                    };
                    // Strings are counted at the end.
                    let strings = u32::MAX as usize;
                    Columns { location, strings, stacks, samples }.sample(&field, number)?;
                }
                profile::SAMPLE_TYPE if !self.samples.is_empty() => return Err(GiveUp),
                _ => self.tables.field(&field)?,
            }
        }
    }

    /// How many samples were read.
    pub fn sample_count(&self) -> usize {
        self.samples.len()
    }

    /// The profile, after all its bytes.
    pub fn finish(self) -> Result<Profile, GiveUp> {
        let Self { tables, mut stacks, mut samples, max_location } = self;
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
        // Nearly every writer numbers its locations from 1, in the table's order.
        let numbered =
            profile.locations.id.iter().zip(1..).all(|(&id, number): (_, u64)| id == number);
        let known = numbered && max_location as usize <= profile.locations.len();
        if !known && !stacks.renumber(|location| ids.get(u64::from(location) + 1)) {
            return Err(GiveUp);
        }
        profile.stacks = stacks.into();
        profile.samples = samples.into();
        Ok(profile)
    }
}
