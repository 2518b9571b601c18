//! OTLP profiles as protocol buffers.
//!
//! Four layouts have the same package and no version: v1.5 has tables in each profile, v1.7
//! has one dictionary and runs of locations, v1.8 and v1.9 have a table of stacks, and v1.10
//! numbers the fields of samples differently. What tells them apart is which kinds of values
//! the fields have. Source: profiles.proto of these versions of opentelemetry-proto.

use super::model::{
    Attribute, Function, Line, Mapping, Message, Name, Profile, Samples, Tables, Text, Value,
};
use crate::measure;
use crate::read::wire::{Cursor, Field, Value as Wire};
use crate::read::{FormatError, ReadError};
use std::borrow::Cow;

/// Limit of the depth of values in values.
const DEPTH: usize = 8;

/// Which numbers the fields have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Tables in each profile.
    V1_5,
    /// A dictionary, and runs of locations.
    V1_7,
    /// Stacks; a sample is stack, values, attributes, link.
    V1_8,
    /// Stacks; a sample is stack, attributes, link, values.
    V1_10,
}

/// Reads a `ProfilesData` or an `ExportProfilesServiceRequest`, which have the same fields.
pub fn read(bytes: &[u8]) -> Result<Message<'_>, ReadError> {
    let layout = layout(bytes)?;
    let mut message = Message::default();
    let mut fields = Cursor::new(bytes);
    while let Some(field) = fields.field()? {
        match field.number {
            1 => resource_profiles(&mut message, field.bytes()?, layout)?,
            2 => dictionary(&mut message.tables, field.bytes()?, layout)?,
            _ => {}
        }
    }
    Ok(message)
}

/// Calls `visit` with each profile of a message.
fn each_profile<'a>(
    bytes: &'a [u8],
    mut visit: impl FnMut(Cursor<'a>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut message = Cursor::new(bytes);
    while let Some(field) = message.field()? {
        if field.number != 1 {
            continue;
        }
        let mut resource = field.bytes()?;
        while let Some(field) = resource.field()? {
            if field.number != 2 {
                continue;
            }
            let mut scope = field.bytes()?;
            while let Some(field) = scope.field()? {
                if field.number == 2 {
                    visit(field.bytes()?)?;
                }
            }
        }
    }
    Ok(())
}

/// Evidence that was seen in samples.
#[derive(Default)]
struct Votes {
    /// A run of locations: its length is a number where all others have a list.
    runs: bool,
    v1_8: u32,
    v1_10: u32,
    /// Only field 2 is there: attributes, with timestamps, or values.
    only_second: u32,
    /// Where it can't be indices of attributes.
    second_is_values: bool,
}

/// Tells the layouts apart.
pub fn layout(bytes: &[u8]) -> Result<Layout, ReadError> {
    let attributes = attribute_count(bytes)?;
    let (mut has_tables, mut has_runs) = (false, false);
    let mut votes = Votes::default();
    each_profile(bytes, |mut profile| {
        while let Some(field) = profile.field()? {
            match (field.number, field.value) {
                (2, Wire::Bytes(sample)) => votes.sample(sample, attributes)?,
                // Location indices of v1.7; later the time, of fixed size.
                (3, Wire::Bytes(_)) => has_runs = true,
                // Functions and strings of v1.5.
                (6 | 10, Wire::Bytes(_)) => has_tables = true,
                _ => {}
            }
        }
        Ok(())
    })?;
    // Field 6 of v1.7 is a period's type; only v1.5 has no dictionary.
    let has_dictionary = has_field(bytes, 2)?;
    Ok(match () {
        () if !has_dictionary && (has_tables || has_runs) => Layout::V1_5,
        () if has_runs || votes.runs => Layout::V1_7,
        () if votes.v1_10 > votes.v1_8 => Layout::V1_10,
        () if votes.v1_8 > votes.v1_10 => Layout::V1_8,
        () if votes.only_second > 0 && votes.second_is_values => Layout::V1_8,
        () => Layout::V1_10,
    })
}

/// Returns whether a message has the outline of OTLP profiles, in any layout: nothing but resources
/// and a dictionary, and either tables of strings in that, or profiles with samples.
pub fn has_outline(bytes: &[u8]) -> Result<bool, ReadError> {
    let mut message = Cursor::new(bytes);
    let mut has_tables = false;
    while let Some(field) = message.field()? {
        let (1 | 2, Wire::Bytes(mut inner)) = (field.number, field.value) else {
            return Ok(false);
        };
        while let Some(table) = inner.field()? {
            let most = if field.number == 1 { 3 } else { 7 };
            let (true, Wire::Bytes(_)) = ((1..=most).contains(&table.number), table.value) else {
                // Resources may have deprecated fields with high numbers.
                if field.number == 1 && table.number >= 1000 {
                    continue;
                }
                return Ok(false);
            };
            // Strings, at least.
            has_tables |= field.number == 2 && table.number == 5;
        }
    }
    if has_tables {
        return Ok(true);
    }
    let (mut profiles, mut known) = (0, 0);
    each_profile(bytes, |mut profile| {
        profiles += 1;
        let (mut has_type, mut has_samples) = (false, false);
        while let Some(field) = profile.field()? {
            has_type |= field.number == 1 && matches!(field.value, Wire::Bytes(_));
            has_samples |= field.number == 2 && matches!(field.value, Wire::Bytes(_));
        }
        known += usize::from(has_type && has_samples);
        Ok(())
    })?;
    Ok(profiles > 0 && profiles == known)
}

fn has_field(bytes: &[u8], number: u64) -> Result<bool, ReadError> {
    let mut message = Cursor::new(bytes);
    while let Some(field) = message.field()? {
        if field.number == number {
            return Ok(true);
        }
    }
    Ok(false)
}

fn attribute_count(bytes: &[u8]) -> Result<u64, ReadError> {
    let mut count = 0;
    let mut message = Cursor::new(bytes);
    while let Some(field) = message.field()? {
        if field.number != 2 {
            continue;
        }
        let mut tables = field.bytes()?;
        while let Some(field) = tables.field()? {
            count += u64::from(field.number == 6);
        }
    }
    Ok(count)
}

impl Votes {
    fn sample(&mut self, mut sample: Cursor, attributes: u64) -> Result<(), ReadError> {
        let (mut is_known, mut timestamps) = (false, 0);
        let mut second = None;
        while let Some(field) = sample.field()? {
            match (field.number, field.value) {
                (2, Wire::Varint(_)) => self.runs = true,
                (2, Wire::Bytes(_)) => second = Some(field),
                (3, Wire::Bytes(_)) | (4, Wire::Varint(_)) => {
                    self.v1_8 += 1;
                    is_known = true;
                }
                (3, Wire::Varint(_)) | (4, Wire::Bytes(_)) => {
                    self.v1_10 += 1;
                    is_known = true;
                }
                (5, _) => timestamps += timestamps_in(&field, true),
                _ => {}
            }
        }
        let Some(second) = second.filter(|_| !is_known) else { return Ok(()) };
        self.only_second += 1;
        // Attributes without values need timestamps that count, and refer to the table,
        // whose first entry means that there is none.
        let mut is_values = timestamps == 0;
        second.each_uint(|index| {
            is_values |= index == 0 || index >= attributes;
            Ok(())
        })?;
        self.second_is_values |= is_values;
        Ok(())
    }
}

/// Number of timestamps that a field has: numbers of fixed size, or (until v1.7) packed varints.
fn timestamps_in(field: &Field, is_fixed: bool) -> u32 {
    let count = match field.value {
        Wire::Bytes(packed) if is_fixed => packed.rest().len() / 8,
        Wire::Bytes(packed) => packed.rest().iter().filter(|&&byte| byte < 0x80).count(),
        Wire::Varint(_) | Wire::Fixed => 1,
    };
    count as u32
}

fn resource_profiles<'a>(
    message: &mut Message<'a>,
    mut fields: Cursor<'a>,
    layout: Layout,
) -> Result<(), ReadError> {
    let resource = message.resources.len();
    message.resources.push(Vec::new());
    while let Some(field) = fields.field()? {
        match field.number {
            1 => {
                let mut inner = field.bytes()?;
                while let Some(field) = inner.field()? {
                    if field.number == 1 {
                        let attribute = attribute(field.bytes()?, false, DEPTH)?;
                        message.resources[resource].push(attribute);
                    }
                }
            }
            2 => scope_profiles(message, field.bytes()?, layout, resource)?,
            _ => {}
        }
    }
    Ok(())
}

fn scope_profiles<'a>(
    message: &mut Message<'a>,
    mut fields: Cursor<'a>,
    layout: Layout,
    resource: usize,
) -> Result<(), ReadError> {
    let scope = message.scopes.len();
    message.scopes.push(Vec::new());
    while let Some(field) = fields.field()? {
        match field.number {
            1 => message.scopes[scope] = self::scope(field.bytes()?)?,
            2 => {
                let mut profile = profile(field.bytes()?, layout)?;
                (profile.resource, profile.scope) = (resource, scope);
                message.profiles.push(profile);
            }
            _ => {}
        }
    }
    Ok(())
}

fn scope<'a>(mut fields: Cursor<'a>) -> Result<Vec<Attribute<'a>>, ReadError> {
    let mut attributes = Vec::new();
    while let Some(field) = fields.field()? {
        match field.number {
            1 => attributes.push(super::scope_attribute(b"otel.scope.name", text(&field)?)),
            2 => attributes.push(super::scope_attribute(b"otel.scope.version", text(&field)?)),
            3 => attributes.push(attribute(field.bytes()?, false, DEPTH)?),
            _ => {}
        }
    }
    Ok(attributes)
}

fn dictionary<'a>(
    tables: &mut Tables<'a>,
    mut fields: Cursor<'a>,
    layout: Layout,
) -> Result<(), ReadError> {
    while let Some(field) = fields.field()? {
        let is_stack = field.number == 7 && matches!(layout, Layout::V1_8 | Layout::V1_10);
        if is_stack {
            let mut inner = field.bytes()?;
            while let Some(field) = inner.field()? {
                if field.number == 1 {
                    indices(&field, &mut tables.stacks.items)?;
                }
            }
            tables.stacks.finish();
        } else {
            table(tables, field.number, &field)?;
        }
    }
    Ok(())
}

/// One row of a table; `number` is its table's in the dictionary.
fn table<'a>(tables: &mut Tables<'a>, number: u64, field: &Field<'a>) -> Result<(), ReadError> {
    match number {
        1 => tables.mappings.push(mapping(field.bytes()?)?),
        2 => location(tables, field.bytes()?)?,
        3 => tables.functions.push(function(field.bytes()?)?),
        4 => {
            let mut link = [Cow::Borrowed(&b""[..]), Cow::Borrowed(&b""[..])];
            let mut inner = field.bytes()?;
            while let Some(field) = inner.field()? {
                match field.number {
                    1 => link[0] = text(&field)?,
                    2 => link[1] = text(&field)?,
                    _ => {}
                }
            }
            tables.links.push(link);
        }
        5 => tables.strings.push(text(field)?),
        6 => {
            tables.attributes.push(attribute(field.bytes()?, true, DEPTH)?);
        }
        7 => {
            let [key, unit] = pair(field.bytes()?)?;
            tables.units.push([key, unit]);
        }
        _ => {}
    }
    Ok(())
}

fn mapping(mut fields: Cursor) -> Result<Mapping, ReadError> {
    let mut mapping = Mapping::default();
    while let Some(field) = fields.field()? {
        match field.number {
            1 => mapping.start = field.uint()?,
            2 => mapping.limit = field.uint()?,
            3 => mapping.offset = field.uint()?,
            4 => mapping.file = index(&field)?,
            5 => indices(&field, &mut mapping.attributes)?,
            _ => {}
        }
    }
    Ok(mapping)
}

fn location(tables: &mut Tables, mut fields: Cursor) -> Result<(), ReadError> {
    let to = &mut tables.locations;
    let (mut mapping, mut address) = (0, 0);
    let mut attributes = Vec::new();
    while let Some(field) = fields.field()? {
        match field.number {
            // A number is whether the location is folded, until v1.7.
            4 if !matches!(field.value, Wire::Bytes(_)) => {}
            4 | 5 => {
                // What is no list is another layout's.
                let _ = indices(&field, &mut attributes);
            }
            1 => mapping = index(&field)?,
            2 => address = field.uint()?,
            3 => {
                let mut line = Line::default();
                let mut inner = field.bytes()?;
                while let Some(field) = inner.field()? {
                    match field.number {
                        1 => line.function = index(&field)?,
                        2 => line.line = field.int()?,
                        3 => line.column = field.int()?,
                        _ => {}
                    }
                }
                to.lines.push(line);
            }
            _ => {}
        }
    }
    to.mapping.push(mapping);
    to.address.push(address);
    to.attributes.push(attributes.iter().filter(|&&row| row > 0).count() as u32);
    to.ends.push(to.lines.len() as u32);
    Ok(())
}

fn function(mut fields: Cursor) -> Result<Function, ReadError> {
    let mut function = Function::default();
    while let Some(field) = fields.field()? {
        match field.number {
            1 => function.name = index(&field)?,
            2 => function.system_name = index(&field)?,
            3 => function.file = index(&field)?,
            4 => function.start_line = field.int()?,
            _ => {}
        }
    }
    Ok(function)
}

/// The fields of a profile, by what they are in the first layout that has them.
enum Place {
    Row(u64),
    LocationIndices,
    Time,
    Duration,
    PeriodType,
    Period,
    Comments,
    DefaultText,
    Default,
    Attributes,
    Unread,
}

fn place(layout: Layout, number: u64, is_v1_8: bool) -> Place {
    match (layout, number) {
        (Layout::V1_5, 3) => Place::Row(1),
        (Layout::V1_5, 4) => Place::Row(2),
        (Layout::V1_5, 5) | (Layout::V1_7, 3) => Place::LocationIndices,
        (Layout::V1_5, 6) => Place::Row(3),
        (Layout::V1_5, 7) => Place::Row(6),
        (Layout::V1_5, 8) => Place::Row(7),
        (Layout::V1_5, 9) => Place::Row(4),
        (Layout::V1_5, 10) => Place::Row(5),
        (Layout::V1_5, 11) | (Layout::V1_7, 4) => Place::Time,
        (Layout::V1_5, 12) | (Layout::V1_7, 5) => Place::Duration,
        (Layout::V1_5, 13) | (Layout::V1_7, 6) => Place::PeriodType,
        (Layout::V1_5, 14) | (Layout::V1_7, 7) => Place::Period,
        (Layout::V1_5, 15) | (Layout::V1_7, 8) => Place::Comments,
        (Layout::V1_5, 16) => Place::DefaultText,
        (Layout::V1_7, 9) => Place::Default,
        (Layout::V1_5, 21) | (Layout::V1_7, 14) => Place::Attributes,
        (Layout::V1_5 | Layout::V1_7, _) => Place::Unread,
        (_, 3) => Place::Time,
        (_, 4) => Place::Duration,
        (_, 5) => Place::PeriodType,
        (_, 6) => Place::Period,
        (_, 7) if is_v1_8 => Place::Comments,
        (_, 12) if is_v1_8 => Place::Attributes,
        (_, 11) if !is_v1_8 => Place::Attributes,
        _ => Place::Unread,
    }
}

fn profile<'a>(mut fields: Cursor<'a>, layout: Layout) -> Result<Profile<'a>, ReadError> {
    let mut profile = Profile::default();
    let mut tables = Tables::default();
    let is_v1_8 = layout == Layout::V1_8 && has_comments(fields)?;
    while let Some(field) = fields.field()? {
        match field.number {
            1 => profile.sample_types.push(pair(field.bytes()?)?),
            2 => sample(&mut profile.samples, field.bytes()?, layout)?,
            number => match place(layout, number, is_v1_8) {
                Place::Row(number) => table(&mut tables, number, &field)?,
                Place::LocationIndices => indices(&field, &mut profile.location_indices)?,
                Place::Time => profile.time_nanos = time(&field, fields)?,
                Place::Duration => profile.duration_nanos = field.int()?,
                Place::PeriodType => profile.period_type = pair(field.bytes()?)?,
                Place::Period => profile.period = field.int()?,
                Place::Comments => indices(&field, &mut profile.comments)?,
                Place::DefaultText => profile.default_type = Some(index(&field)?),
                Place::Default => {
                    let types = &profile.sample_types;
                    let default = field.uint().ok().and_then(|at| types.get(at as usize));
                    profile.default_type = default.map(|&[kind, _]| kind);
                }
                // What is no list of numbers is another layout's payload.
                Place::Attributes => {
                    let len = profile.attributes.len();
                    if indices(&field, &mut profile.attributes).is_err() {
                        profile.attributes.truncate(len);
                    }
                }
                Place::Unread => {}
            },
        }
    }
    profile.tables = (layout == Layout::V1_5).then(|| Box::new(tables));
    Ok(profile)
}

/// Returns whether a profile is of v1.8, where comments are before the id: v1.9 took them away.
fn has_comments(mut fields: Cursor) -> Result<bool, ReadError> {
    while let Some(field) = fields.field()? {
        if matches!((field.number, field.value), (8 | 12, Wire::Bytes(_))) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sample(to: &mut Samples, mut fields: Cursor, layout: Layout) -> Result<(), ReadError> {
    let (mut stack, mut len, mut link, mut timestamps) = (0, 0, 0, 0_u32);
    // The numbers of the values, the attributes, the link and the timestamps.
    let [values, attributes, links, times] = match layout {
        Layout::V1_5 | Layout::V1_7 => [3, 4, 5, 6],
        Layout::V1_8 => [2, 3, 4, 5],
        Layout::V1_10 => [4, 2, 3, 5],
    };
    let has_runs = matches!(layout, Layout::V1_5 | Layout::V1_7);
    while let Some(field) = fields.field()? {
        match field.number {
            1 => stack = index(&field)?,
            2 if has_runs => len = index(&field)?,
            n if n == values => field.each_uint(|value| {
                to.values.push(value as i64);
                Ok(())
            })?,
            n if n == attributes => indices(&field, &mut to.attributes.items)?,
            n if n == links => link = index(&field)?,
            n if n == times => {
                timestamps = timestamps.saturating_add(timestamps_in(&field, !has_runs));
            }
            _ => {}
        }
    }
    to.end(stack, len, link, timestamps);
    Ok(())
}

/// A `KeyValue`; in the table of v1.8 and later a `KeyValueAndUnit`.
fn attribute(
    mut fields: Cursor<'_>,
    is_row: bool,
    depth: usize,
) -> Result<Attribute<'_>, ReadError> {
    let mut attribute = Attribute::default();
    while let Some(field) = fields.field()? {
        match (field.number, field.value) {
            (1, Wire::Bytes(_)) => attribute.key = Name::Text(text(&field)?),
            (1, _) => attribute.key = Name::Index(index(&field)?),
            (2, _) => attribute.value = value(field.bytes()?, depth)?,
            (3, _) if is_row => attribute.unit = index(&field)?,
            (3, _) => attribute.key = Name::Index(index(&field)?),
            _ => {}
        }
    }
    Ok(attribute)
}

/// An `AnyValue`. What has values in it becomes one text; what lies too deep is left out.
fn value(mut fields: Cursor<'_>, depth: usize) -> Result<Value<'_>, ReadError> {
    let mut value = Value::default();
    let owned = |text: Vec<u8>| Value::Text(Name::Text(Cow::Owned(text)));
    while let Some(field) = fields.field()? {
        value = match field.number {
            1 => Value::Text(Name::Text(text(&field)?)),
            2 => owned(if field.bool()? { b"true".to_vec() } else { b"false".to_vec() }),
            3 => Value::Number(field.int()?),
            4 => {
                let number = f64::from_bits(fixed(&field, fields)?);
                owned(measure::shortest(number).into_bytes())
            }
            5 | 6 if depth > 0 => owned(list(field.bytes()?, field.number == 6, depth - 1)?),
            7 => owned(super::hex(field.bytes()?.rest())),
            8 => Value::Text(Name::Index(index(&field)?)),
            _ => value,
        };
    }
    Ok(value)
}

/// The values of an `ArrayValue`, or the pairs of a `KeyValueList`.
fn list(mut fields: Cursor, has_keys: bool, depth: usize) -> Result<Vec<u8>, ReadError> {
    let mut all = Vec::new();
    while let Some(field) = fields.field()? {
        if !all.is_empty() {
            all.push(b',');
        }
        let item = if has_keys {
            let pair = attribute(field.bytes()?, false, depth)?;
            if let Name::Text(key) = &pair.key {
                all.extend_from_slice(key);
            }
            all.push(b':');
            pair.value
        } else {
            value(field.bytes()?, depth)?
        };
        match item {
            Value::Text(Name::Text(text)) => all.extend_from_slice(&text),
            Value::Number(number) => all.extend(number.to_string().bytes()),
            Value::Text(Name::Index(_)) => {}
        }
    }
    Ok(all)
}

/// Two indices: the kind and the unit of a type, or a key and its unit.
fn pair(mut fields: Cursor) -> Result<[u32; 2], ReadError> {
    let mut pair = [0, 0];
    while let Some(field) = fields.field()? {
        if let 1 | 2 = field.number {
            pair[field.number as usize - 1] = index(&field)?;
        }
    }
    Ok(pair)
}

/// A number of 64 bits, of fixed size.
fn fixed(field: &Field, fields: Cursor) -> Result<u64, ReadError> {
    let bytes = fields.whole();
    let mut cursor = Cursor::from(bytes, field.at);
    let tag = cursor.varint()?;
    match (tag & 7, bytes.get(cursor.at()..).and_then(|rest| rest.first_chunk())) {
        (1, Some(&number)) => Ok(u64::from_le_bytes(number)),
        _ => Err(ReadError::Format { at: field.at, kind: FormatError::Layout }),
    }
}

/// A time: of fixed size since v1.8.
fn time(field: &Field, fields: Cursor) -> Result<i64, ReadError> {
    match field.value {
        Wire::Varint(time) => Ok(time as i64),
        _ => fixed(field, fields).map(|time| time as i64),
    }
}

fn text<'a>(field: &Field<'a>) -> Result<Text<'a>, ReadError> {
    Ok(Cow::Borrowed(field.bytes()?.rest()))
}

/// An index; what no table can have is the largest.
fn index(field: &Field) -> Result<u32, ReadError> {
    Ok(u32::try_from(field.uint()?).unwrap_or(u32::MAX))
}

fn indices(field: &Field, to: &mut Vec<u32>) -> Result<(), ReadError> {
    field.each_uint(|index| {
        to.push(u32::try_from(index).unwrap_or(u32::MAX));
        Ok(())
    })
}
