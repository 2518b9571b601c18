//! The first pass over a profile.proto message: everything but the samples.

use super::ids::Ids;
use super::proto::{function, line, location, mapping, profile, value_type};
use super::wire::{Cursor, Field};
use super::{Malformed, ReadError};
use crate::profile::{Line, Mapping, Profile, StringId, ValueType};

/// A profile without its samples, and what it takes to read them.
pub struct Tables {
    pub profile: Profile,
    /// The ids of `profile.locations`.
    pub locations: Ids,
    /// Number of samples that the message has.
    pub sample_count: usize,
}

/// References that cannot be resolved before the whole message was seen.
#[derive(Default)]
struct Unresolved {
    /// Where each row starts, for errors.
    mapping_at: Vec<usize>,
    function_at: Vec<usize>,
    location_at: Vec<usize>,
    /// The ids that locations and lines refer to.
    location_mapping: Vec<u64>,
    line_function: Vec<u64>,
    /// The string index that is hardest to satisfy, and where it is used: a
    /// negative one, else the largest. If this one is in the table, all are.
    string: Option<(i64, usize)>,
}

impl Unresolved {
    /// Reads a string index, trusting it for now.
    fn string(&mut self, field: &Field) -> Result<StringId, ReadError> {
        let index = field.int()?;
        self.note_string(index, field.at);
        Ok(index as StringId)
    }

    fn note_string(&mut self, index: i64, at: usize) {
        // As unsigned numbers, negative ones are the largest.
        if self.string.is_none_or(|(worst, _)| index as u64 > worst as u64) {
            self.string = Some((index, at));
        }
    }
}

/// Reads everything but the samples.
pub fn read(content: &[u8]) -> Result<Tables, ReadError> {
    let mut tables = TableReader::default();
    let mut sample_count = 0;
    let mut message = Cursor::new(content);
    while let Some(field) = message.field()? {
        if field.number == profile::SAMPLE {
            field.bytes()?;
            sample_count += 1;
        } else {
            tables.field(&field)?;
        }
    }
    let (profile, locations) = tables.finish()?;
    Ok(Tables { profile, locations, sample_count })
}

/// Takes the fields of a message one by one; all but the samples.
#[derive(Default)]
pub struct TableReader {
    pub profile: Profile,
    unresolved: Unresolved,
}

impl TableReader {
    pub fn field(&mut self, field: &Field) -> Result<(), ReadError> {
        let Self { profile: to, unresolved } = self;
        match field.number {
            profile::SAMPLE_TYPE => to.sample_types.push(value_type(field, unresolved)?),
            profile::MAPPING => {
                let mapping = mapping(field, unresolved)?;
                need_id("mapping", mapping.id, field)?;
                to.mappings.push(mapping);
                unresolved.mapping_at.push(field.at);
            }
            profile::LOCATION => location(field, to, unresolved)?,
            profile::FUNCTION => function(field, to, unresolved)?,
            profile::STRING_TABLE => {
                let string = field.bytes()?.rest();
                if to.strings.is_empty() && !string.is_empty() {
                    let kind = Malformed::FirstString;
                    return Err(ReadError::Malformed { at: field.at, kind });
                }
                to.strings.push(string);
            }
            profile::DROP_FRAMES => to.drop_frames = unresolved.string(field)?,
            profile::KEEP_FRAMES => to.keep_frames = unresolved.string(field)?,
            profile::TIME_NANOS => {
                if to.time_nanos != 0 {
                    let kind = Malformed::Concatenated;
                    return Err(ReadError::Malformed { at: field.at, kind });
                }
                to.time_nanos = field.int()?;
            }
            profile::DURATION_NANOS => to.duration_nanos = field.int()?,
            profile::PERIOD_TYPE => to.period_type = value_type(field, unresolved)?,
            profile::PERIOD => to.period = field.int()?,
            profile::COMMENT => field.each_uint(|index| {
                unresolved.note_string(index as i64, field.at);
                to.comments.push(index as StringId);
                Ok(())
            })?,
            profile::DEFAULT_SAMPLE_TYPE => to.default_sample_type = unresolved.string(field)?,
            profile::DOC_URL => to.doc_url = unresolved.string(field)?,
            _ => {}
        }
        Ok(())
    }

    /// The profile without its samples, and the locations' ids.
    pub fn finish(self) -> Result<(Profile, Ids), ReadError> {
        let Self { mut profile, unresolved } = self;
        let count = profile.strings.len();
        let (index, at) = unresolved.string.unwrap_or_default();
        // Every profile uses string 0, if only for what it does not say.
        if index as u64 >= count as u64 {
            return Err(ReadError::Malformed { at, kind: Malformed::StringIndex { index, count } });
        }
        let locations = resolve(&mut profile, &unresolved)?;
        Ok((profile, locations))
    }
}

fn value_type(field: &Field, unresolved: &mut Unresolved) -> Result<ValueType, ReadError> {
    let mut message = field.bytes()?;
    let mut to = ValueType::default();
    while let Some(field) = message.field()? {
        match field.number {
            value_type::TYPE => to.kind = unresolved.string(&field)?,
            value_type::UNIT => to.unit = unresolved.string(&field)?,
            _ => {}
        }
    }
    Ok(to)
}

/// Refuses a row without an id at once: an empty one takes two bytes of a file, and many
/// in memory.
fn need_id(table: &'static str, id: u64, field: &Field) -> Result<(), ReadError> {
    let kind = Malformed::ReservedId(table);
    if id == 0 { Err(ReadError::Malformed { at: field.at, kind }) } else { Ok(()) }
}

fn mapping(field: &Field, unresolved: &mut Unresolved) -> Result<Mapping, ReadError> {
    let mut message = field.bytes()?;
    let mut to = Mapping::default();
    while let Some(field) = message.field()? {
        match field.number {
            mapping::ID => to.id = field.uint()?,
            mapping::MEMORY_START => to.memory_start = field.uint()?,
            mapping::MEMORY_LIMIT => to.memory_limit = field.uint()?,
            mapping::FILE_OFFSET => to.file_offset = field.uint()?,
            mapping::FILENAME => to.file = unresolved.string(&field)?,
            mapping::BUILD_ID => to.build_id = unresolved.string(&field)?,
            mapping::HAS_FUNCTIONS => to.has_functions = field.bool()?,
            mapping::HAS_FILENAMES => to.has_filenames = field.bool()?,
            mapping::HAS_LINE_NUMBERS => to.has_line_numbers = field.bool()?,
            mapping::HAS_INLINE_FRAMES => to.has_inline_frames = field.bool()?,
            _ => {}
        }
    }
    Ok(to)
}

fn location(field: &Field, to: &mut Profile, unresolved: &mut Unresolved) -> Result<(), ReadError> {
    let mut message = field.bytes()?;
    let (mut id, mut mapping_id, mut address, mut is_folded) = (0, 0, 0, false);
    let to = &mut *to.locations;
    while let Some(field) = message.field()? {
        match field.number {
            location::ID => id = field.uint()?,
            location::MAPPING_ID => mapping_id = field.uint()?,
            location::ADDRESS => address = field.uint()?,
            location::LINE => to.lines.push(line(&field, unresolved)?),
            location::IS_FOLDED => is_folded = field.bool()?,
            _ => {}
        }
    }
    need_id("location", id, field)?;
    unresolved.location_at.push(field.at);
    unresolved.location_mapping.push(mapping_id);
    to.id.push(id);
    to.mapping.push(None);
    to.address.push(address);
    to.is_folded.push(is_folded);
    to.line_ends.push(to.lines.len() as u32);
    Ok(())
}

fn line(field: &Field, unresolved: &mut Unresolved) -> Result<Line, ReadError> {
    let mut message = field.bytes()?;
    let mut function_id = 0;
    let mut to = Line::default();
    while let Some(field) = message.field()? {
        match field.number {
            line::FUNCTION_ID => function_id = field.uint()?,
            line::LINE => to.line = field.int()?,
            line::COLUMN => to.column = field.int()?,
            _ => {}
        }
    }
    unresolved.line_function.push(function_id);
    Ok(to)
}

fn function(field: &Field, to: &mut Profile, unresolved: &mut Unresolved) -> Result<(), ReadError> {
    let mut message = field.bytes()?;
    let (mut id, mut name, mut system_name, mut filename, mut start_line) = (0, 0, 0, 0, 0);
    while let Some(field) = message.field()? {
        match field.number {
            function::ID => id = field.uint()?,
            function::NAME => name = unresolved.string(&field)?,
            function::SYSTEM_NAME => system_name = unresolved.string(&field)?,
            function::FILENAME => filename = unresolved.string(&field)?,
            function::START_LINE => start_line = field.int()?,
            _ => {}
        }
    }
    need_id("function", id, field)?;
    unresolved.function_at.push(field.at);
    let to = &mut *to.functions;
    to.id.push(id);
    to.name.push(name);
    to.system_name.push(system_name);
    to.filename.push(filename);
    to.start_line.push(start_line);
    Ok(())
}

/// Turns the ids that rows refer to into indexes. Returns the locations' ids.
fn resolve(profile: &mut Profile, unresolved: &Unresolved) -> Result<Ids, ReadError> {
    let mapping_ids: Vec<u64> = profile.mappings.iter().map(|m| m.id).collect();
    let mappings = Ids::new("mapping", &mapping_ids, |i| unresolved.mapping_at[i])?;
    let functions = Ids::new("function", &profile.functions.id, |i| unresolved.function_at[i])?;
    let to = &mut *profile.locations;
    let locations = Ids::new("location", &to.id, |i| unresolved.location_at[i])?;
    for (mapping, &id) in to.mapping.iter_mut().zip(&unresolved.location_mapping) {
        // A mapping that is not there is no mapping, as in pprof.
        *mapping = mappings.get(id);
    }
    for (i, (line, &id)) in to.lines.iter_mut().zip(&unresolved.line_function).enumerate() {
        line.function = functions.get(id).ok_or_else(|| {
            let row = to.line_ends.partition_point(|&end| end as usize <= i);
            let kind = Malformed::NoFunction { location: to.id[row], function: id };
            ReadError::Malformed { at: unresolved.location_at[row], kind }
        })?;
    }
    Ok(locations)
}
