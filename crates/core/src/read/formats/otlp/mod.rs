//! OpenTelemetry's profiles (OTLP), as protocol buffers or JSON, alone or in a stream.
//!
//! What was taken at one time becomes one profile; each further time is a document of its own
//! (`times`). OTLP has one sample type for each profile, and a profile for
//! each resource, so samples are joined over all of them: those with the same stack and labels
//! are one, with a value for each sample type. What profiles do not share stays apart by
//! labels: the attributes of resource, scope and profile are labels of each sample.
//!
//! Left out: attributes of locations, which is said, single timestamps (they are counted where
//! there are no values), and payloads in other formats.

mod json;
mod model;
#[cfg(test)]
pub mod tests;
mod times;
mod wire;

use super::Found;
use super::joined::{Joined, SetId};
use super::note::LeftOut;
use crate::measure::date_time_nanos_utc;
use crate::profile::{Label, LabelValue, Line, LocationId, Mapping, MappingId, Profile, StackId};
use crate::read::reader::check_content;
use crate::read::sniff::Form;
use crate::read::unwrap::Document;
use crate::read::wire::Cursor;
use crate::read::{FormatError, ReadError};
use crate::write;
use model::{Attribute, Message, Name, Tables, Text, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;

pub use json::read as read_json;

/// The attributes of a binary that identify its build, the best first.
const BUILD_IDS: [&[u8]; 3] = [
    b"process.executable.build_id.gnu",
    b"process.executable.build_id.go",
    b"process.executable.build_id.htlhash",
];

/// No program has more keys with units: the list is looked through for each attribute.
const MOST_UNITS: usize = 1024;

/// Number of different runs of locations that may have the same index, on average.
const RUNS_PER_INDEX: usize = 64;

/// Reads a message, or a stream of messages.
///
/// # Errors
///
/// `None` when it is neither.
pub fn read(content: &[u8]) -> Result<Found, Option<ReadError>> {
    let (frames, is_cut) = frames(content).ok_or(None)?;
    let messages: Result<Vec<Message>, ReadError> = frames
        .into_iter()
        .map(|frame| wire::read(&content[frame.clone()]).map_err(|error| moved(error, frame.start)))
        .collect();
    found(&messages?, is_cut, content.len()).map_err(Some)
}

/// The profiles in messages, one for each time. `size` is that of the file.
fn found(messages: &[Message], is_cut: bool, size: usize) -> Result<Found, ReadError> {
    let times::Snapshots { all: snapshots, joined } = times::snapshots(messages, size);
    let (mut first, mut others, mut damage) = (None, Vec::new(), None);
    let (count, mut written) = (snapshots.len(), 0_usize);
    for (number, snapshot) in snapshots.into_iter().enumerate() {
        let mut all = All::new();
        for (message, profiles) in &snapshot.profiles {
            all.add(&messages[*message], profiles);
        }
        if is_cut && number + 1 == count {
            all.to.leave_out(LeftOut::Messages);
        }
        all.to.leave_out_some(LeftOut::Times, joined.saturating_sub(1));
        match all.finish(size) {
            Ok(profile) if first.is_none() => first = Some(profile),
            Ok(profile) => {
                let content = write::write(&profile);
                // Each has the strings that it uses: one may be in all of them.
                written = written.saturating_add(content.len());
                check_content(size, written)?;
                let taken = Some(date_time_nanos_utc(snapshot.time));
                others.push(Document { form: Form::Otlp, line: 0, taken, content });
            }
            // A time at which nothing was sampled.
            Err(error) => damage = damage.or(Some(error)),
        }
    }
    let missing =
        || damage.unwrap_or(ReadError::Format { at: size, kind: FormatError::NoProfiles });
    Ok(Found { first: first.ok_or_else(missing)?, others })
}

/// The tables that a profile's indices refer to.
fn tables_of<'a>(profile: &'a model::Profile<'a>, shared: &'a Tables<'a>) -> &'a Tables<'a> {
    profile.tables.as_deref().unwrap_or(shared)
}

/// Returns whether the content is a message or a stream of them.
pub fn is_otlp(content: &[u8]) -> bool {
    frames(content).is_some()
}

/// An error's place, in the whole file.
fn moved(error: ReadError, by: usize) -> ReadError {
    match error {
        ReadError::Wire { at, kind } => ReadError::Wire { at: at + by, kind },
        ReadError::Format { at, kind } => ReadError::Format { at: at + by, kind },
        other => other,
    }
}

/// Where the messages are, and whether the last is cut off; `None` if there are none.
///
/// A stream has a length before each message: 32 bits, big-endian as the collector's file
/// exporter writes it, or little-endian, or a varint as protobuf's libraries write it. It may
/// start with `OTLP` and a version.
fn frames(content: &[u8]) -> Option<(Vec<Range<usize>>, bool)> {
    if is_message(content) {
        let whole = 0..content.len();
        return Some((Vec::from([whole]), false));
    }
    const MAGIC: &[u8] = b"OTLP";
    let starts: &[usize] = if content.starts_with(MAGIC) { &[8, 4] } else { &[0] };
    let lengths: [Length; 3] = [
        |bytes| Some((u32::from_be_bytes(*bytes.first_chunk()?) as usize, 4)),
        |bytes| Some((u32::from_le_bytes(*bytes.first_chunk()?) as usize, 4)),
        |bytes| {
            let mut cursor = Cursor::new(bytes);
            let len = cursor.varint().ok()?;
            Some((usize::try_from(len).ok()?, cursor.at()))
        },
    ];
    let ways = starts.iter().flat_map(|&start| lengths.map(|length| (start, length)));
    ways.into_iter().find_map(|(start, length)| stream(content, start, length))
}

/// Reads a length: it, and how many bytes it takes.
type Length = fn(&[u8]) -> Option<(usize, usize)>;

/// The messages of a stream, if the first of them is one.
fn stream(content: &[u8], start: usize, length: Length) -> Option<(Vec<Range<usize>>, bool)> {
    let mut frames = Vec::new();
    let mut is_known = false;
    let mut at = start;
    while at < content.len() {
        let frame = length(&content[at..]).and_then(|(len, size)| {
            let frame = at + size..(at + size).checked_add(len)?;
            (frame.end <= content.len()).then_some(frame)
        });
        let Some(frame) = frame else { return is_known.then_some((frames, true)) };
        if !is_known && !frame.is_empty() {
            is_known = is_message(&content[frame.clone()]);
            if !is_known {
                return None;
            }
        }
        at = frame.end;
        if !frame.is_empty() {
            frames.push(frame);
        }
    }
    is_known.then_some((frames, false))
}

/// Returns whether a message has the outline of OTLP profiles, in any layout: a dictionary with
/// strings, or resources with profiles that have samples.
fn is_message(bytes: &[u8]) -> bool {
    wire::has_outline(bytes).unwrap_or(false)
}

/// Key of a binary: start, limit and offset, the file and the build id.
type Binary = (u64, u64, u64, Vec<u8>, Vec<u8>);

/// Parts that are read of all messages of a file.
struct All {
    to: Joined,
    mappings: FxHashMap<Binary, MappingId>,
    start: i64,
    end: i64,
    profiles: usize,
    /// The sample type of the first profile, where profiles have one each.
    first: Vec<u8>,
    /// The labels of the resource that was looked at last, and of the scope.
    resource: Option<(usize, SetId)>,
    scope: Option<((usize, usize), SetId)>,
}

/// Rows of the profile for those of a message's tables; made when they are used.
struct Resolved {
    mappings: Vec<Option<Option<MappingId>>>,
    locations: Vec<Option<LocationId>>,
    stacks: FxHashMap<(u32, u32), StackId>,
    attributes: Vec<Option<Option<Label>>>,
}

impl All {
    fn new() -> Self {
        Self {
            to: Joined::new(),
            mappings: FxHashMap::default(),
            start: i64::MAX,
            end: i64::MIN,
            profiles: 0,
            first: Vec::new(),
            resource: None,
            scope: None,
        }
    }

    fn finish(mut self, size: usize) -> Result<Profile, ReadError> {
        let kind = match () {
            () if self.profiles == 0 => FormatError::NoProfiles,
            () if self.to.len() == 0 => FormatError::NoSamples,
            () => {
                // Of a heap, what is in use counts.
                let is_heap = self.to.has_column(b"inuse_space");
                if !self.first.is_empty() && !self.to.builder.has_default() {
                    let first: &[u8] = if is_heap { b"inuse_space" } else { &self.first };
                    let first = self.to.string(first);
                    self.to.builder.set_default(first);
                }
                if self.start <= self.end {
                    self.to.builder.set_times(self.start, self.end.saturating_sub(self.start));
                }
                return Ok(self.to.finish());
            }
        };
        Err(ReadError::Format { at: size, kind })
    }

    /// Adds the samples of these profiles of a message.
    fn add(&mut self, message: &Message, wanted: &[usize]) {
        let Message { tables, resources, scopes, profiles } = message;
        let mut shared = Resolved::new(tables);
        (self.resource, self.scope) = (None, None);
        for profile in wanted.iter().map(|&number| &profiles[number]) {
            self.profiles += 1;
            match profile.tables.as_deref() {
                None => self.profile(profile, tables, &mut shared, resources, scopes),
                Some(own) => {
                    self.profile(profile, own, &mut Resolved::new(own), resources, scopes);
                }
            }
        }
    }

    fn profile(
        &mut self,
        profile: &model::Profile,
        tables: &Tables,
        resolved: &mut Resolved,
        resources: &[Vec<Attribute>],
        scopes: &[Vec<Attribute>],
    ) {
        let string = |index: u32| tables.strings.get(index as usize).map_or(&b""[..], |s| s);
        let columns: Vec<usize> = profile
            .sample_types
            .iter()
            .map(|&[kind, unit]| self.to.column(string(kind), string(unit)))
            .collect();
        for &comment in &profile.comments {
            self.to.builder.comment(string(comment));
        }
        if let Some(kind) = profile.default_type {
            let kind = self.to.string(string(kind));
            self.to.builder.set_default(kind);
        }
        // Tools should show the first profile first, says the format.
        if let [[kind, _]] = profile.sample_types[..]
            && self.profiles == 1
        {
            self.first = string(kind).to_vec();
        }
        if profile.period > 0 && !self.to.builder.has_period() {
            let [kind, unit] = profile.period_type.map(string);
            self.to.builder.set_period_bytes(kind, unit, profile.period);
        }
        if profile.time_nanos > 0 {
            let end = profile.time_nanos.saturating_add(profile.duration_nanos.max(0));
            self.start = self.start.min(profile.time_nanos);
            self.end = self.end.max(end);
        }
        let mut base = self.base(profile, tables, resources, scopes);
        let labels: Vec<Label> =
            profile.attributes.iter().filter_map(|&a| self.row(a, tables, resolved)).collect();
        base = self.to.set(base, &labels);
        self.samples(profile, tables, resolved, base, &columns);
    }

    /// The labels of a profile's resource and scope. Many profiles may have the same, so they
    /// are made once.
    fn base(
        &mut self,
        profile: &model::Profile,
        tables: &Tables,
        resources: &[Vec<Attribute>],
        scopes: &[Vec<Attribute>],
    ) -> SetId {
        let owner = (profile.resource, profile.scope);
        if let Some((known, set)) = self.scope
            && known == owner
        {
            return set;
        }
        let labels = |all: &mut Self, attributes: Option<&Vec<Attribute>>| -> Vec<Label> {
            let attributes = attributes.into_iter().flatten();
            attributes.filter_map(|attribute| all.label(attribute, tables)).collect()
        };
        let of_resource = match self.resource {
            Some((known, set)) if known == profile.resource => set,
            _ => {
                let labels = labels(self, resources.get(profile.resource));
                self.to.set(0, &labels)
            }
        };
        let labels = labels(self, scopes.get(profile.scope));
        let set = self.to.set(of_resource, &labels);
        self.resource = Some((profile.resource, of_resource));
        self.scope = Some((owner, set));
        set
    }

    fn samples(
        &mut self,
        profile: &model::Profile,
        tables: &Tables,
        resolved: &mut Resolved,
        base: SetId,
        columns: &[usize],
    ) {
        let samples = &profile.samples;
        let mut labels = Vec::new();
        let mut runs = FxHashMap::default();
        // Runs may overlap: all of them together may not be out of proportion.
        let mut left = profile.location_indices.len().saturating_mul(RUNS_PER_INDEX);
        for sample in 0..samples.stack.len() {
            labels.clear();
            let attributes = samples.attributes.get(sample).iter();
            labels.extend(attributes.filter_map(|&a| self.row(a, tables, resolved)));
            if let Some(ids) = tables.links.get(samples.link[sample] as usize) {
                for (key, id) in [&b"trace_id"[..], b"span_id"].into_iter().zip(ids) {
                    if id.iter().any(|&byte| byte != 0) {
                        let key = self.to.string(key);
                        let value = LabelValue::Text(self.to.string(&hex(id)));
                        labels.push(Label { key, value });
                    }
                }
            }
            let set = self.to.set(base, &labels);
            let place = (samples.stack[sample], samples.len[sample]);
            let known = if profile.location_indices.is_empty() { &resolved.stacks } else { &runs };
            let stack = match known.get(&place) {
                Some(&stack) => stack,
                None => {
                    let indices = locations_of(profile, tables, place);
                    if !profile.location_indices.is_empty() {
                        if indices.len() > left {
                            self.to.leave_out(LeftOut::Samples);
                            continue;
                        }
                        left -= indices.len();
                    }
                    let locations: Vec<_> = indices
                        .iter()
                        .filter_map(|&at| self.location(at, tables, resolved))
                        .collect();
                    let stack = self.to.builder.stack(locations);
                    let known = if profile.location_indices.is_empty() {
                        &mut resolved.stacks
                    } else {
                        &mut runs
                    };
                    known.insert(place, stack);
                    stack
                }
            };
            let values = samples.values_of(sample);
            match (columns, values) {
                ([], _) => {}
                // Timestamps without values count one each.
                (&[column, ..], []) => {
                    self.to.add(stack, set, column, samples.timestamps[sample].into());
                }
                // Since v1.8 several values are those of several timestamps.
                (&[column], values) => {
                    let sum = values.iter().fold(0, |sum: i64, &v| sum.saturating_add(v));
                    self.to.add(stack, set, column, sum);
                }
                (columns, values) => {
                    for (&column, &value) in columns.iter().zip(values) {
                        self.to.add(stack, set, column, value);
                    }
                }
            }
        }
    }

    /// The label of a row of the table of attributes; the first means that there is none.
    fn row(&mut self, row: u32, tables: &Tables, resolved: &mut Resolved) -> Option<Label> {
        let known = resolved.attributes.get_mut(row as usize)?;
        *known.get_or_insert_with(|| self.label(&tables.attributes[row as usize], tables))
    }

    fn label(&mut self, attribute: &Attribute, tables: &Tables) -> Option<Label> {
        let key = resolve(&attribute.key, tables);
        if key.is_empty() {
            return None;
        }
        let unit = match attribute.unit {
            0 => unit_of(key, tables),
            unit => tables.strings.get(unit as usize).map_or(&b""[..], |s| s),
        };
        let value = match &attribute.value {
            Value::Text(text) => LabelValue::Text(self.to.string(resolve(text, tables))),
            &Value::Number(number) => LabelValue::Number(number, self.to.string(unit)),
        };
        Some(Label { key: self.to.string(key), value })
    }

    fn location(
        &mut self,
        at: u32,
        tables: &Tables,
        resolved: &mut Resolved,
    ) -> Option<LocationId> {
        let known = resolved.locations.get(at as usize)?;
        if let Some(location) = known {
            return Some(*location);
        }
        let all = &tables.locations;
        let at = at as usize;
        let mapping = self.mapping(all.mapping[at], tables, resolved);
        let start = if at == 0 { 0 } else { all.ends[at - 1] };
        let lines = &all.lines[start as usize..all.ends[at] as usize];
        let lines: Vec<Line> = lines.iter().filter_map(|line| self.line(line, tables)).collect();
        let location = self.to.builder.frame(all.address[at], mapping, &lines);
        resolved.locations[at] = Some(location);
        let attributes = all.attributes.get(at).map_or(0, |&count| count as usize);
        self.to.leave_out_some(LeftOut::LocationAttributes, attributes);
        if let Some(mapping) = mapping.filter(|_| !lines.is_empty()) {
            let has_file = lines.iter().any(|line| line.line > 0);
            let to = &mut self.to.builder.mappings()[mapping as usize];
            to.has_functions = true;
            to.has_filenames |= has_file;
            to.has_line_numbers |= has_file;
            to.has_inline_frames |= lines.len() > 1;
        }
        Some(location)
    }

    /// A function without any name is none.
    fn line(&mut self, line: &model::Line, tables: &Tables) -> Option<Line> {
        let function = tables.functions.get(line.function as usize)?;
        let string = |index: u32| tables.strings.get(index as usize).map_or(&b""[..], |s| s);
        let [name, system, file] = [function.name, function.system_name, function.file].map(string);
        let name = if name.is_empty() { system } else { name };
        if name.is_empty() && file.is_empty() {
            return None;
        }
        let builder = &mut self.to.builder;
        let id = builder.function(name, file);
        builder.describe_function(id, system, function.start_line);
        Some(Line { function: id, line: line.line, column: line.column })
    }

    /// The binary; the first row, if it is empty, means that there is none.
    fn mapping(&mut self, at: u32, tables: &Tables, resolved: &mut Resolved) -> Option<MappingId> {
        let known = resolved.mappings.get(at as usize)?;
        if let Some(mapping) = known {
            return *mapping;
        }
        let row = &tables.mappings[at as usize];
        let string = |index: u32| tables.strings.get(index as usize).map_or(&b""[..], |s| s);
        let file = string(row.file);
        let build_ids = BUILD_IDS.iter().filter_map(|wanted| {
            let of = row.attributes.iter().filter_map(|&a| tables.attributes.get(a as usize));
            let mut of = of.filter(|a| resolve(&a.key, tables) == *wanted);
            match &of.next()?.value {
                Value::Text(text) => Some(resolve(text, tables)),
                Value::Number(_) => None,
            }
        });
        let build_id = build_ids.into_iter().next().unwrap_or_default();
        let is_none = file.is_empty() && build_id.is_empty() && row.start == 0 && row.limit == 0;
        let mapping = (!is_none).then(|| {
            let key = (row.start, row.limit, row.offset, file.to_vec(), build_id.to_vec());
            let builder = &mut self.to.builder;
            *self.mappings.entry(key).or_insert_with(|| {
                let (file, build_id) = (builder.string(file), builder.string(build_id));
                builder.mapping(Mapping {
                    memory_start: row.start,
                    memory_limit: row.limit,
                    file_offset: row.offset,
                    file,
                    build_id,
                    ..Mapping::default()
                })
            })
        });
        resolved.mappings[at as usize] = Some(mapping);
        mapping
    }
}

impl Resolved {
    fn new(tables: &Tables) -> Self {
        Self {
            mappings: vec![None; tables.mappings.len()],
            locations: vec![None; tables.locations.address.len()],
            stacks: FxHashMap::default(),
            attributes: vec![None; tables.attributes.len()],
        }
    }
}

/// The rows of the locations of a stack, leaf first.
fn locations_of<'a>(
    profile: &'a model::Profile,
    tables: &'a Tables,
    (stack, len): (u32, u32),
) -> &'a [u32] {
    let all = &profile.location_indices;
    if all.is_empty() {
        return tables.stacks.get(stack as usize);
    }
    let start = (stack as usize).min(all.len());
    &all[start..start.saturating_add(len as usize).min(all.len())]
}

fn resolve<'a>(name: &'a Name<'a>, tables: &'a Tables<'a>) -> &'a [u8] {
    match name {
        Name::Text(text) => text,
        Name::Index(index) => tables.strings.get(*index as usize).map_or(&b""[..], |s| s),
    }
}

/// The unit of all attributes with this key, in the layouts that have such a table.
fn unit_of<'a>(key: &[u8], tables: &'a Tables) -> &'a [u8] {
    let string = |index: u32| tables.strings.get(index as usize).map_or(&b""[..], |s| s);
    let of_key = tables.units.iter().take(MOST_UNITS).find(|&&[of, _]| string(of) == key);
    of_key.map_or(b"", |&[_, unit]| string(unit))
}

fn scope_attribute<'a>(key: &'static [u8], text: Text<'a>) -> Attribute<'a> {
    let is_empty = text.is_empty();
    let key = if is_empty { Name::Index(0) } else { Name::Text(key.into()) };
    Attribute { key, value: Value::Text(Name::Text(text)), unit: 0 }
}

/// Ids as people write them.
fn hex(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15].map(|digit| DIGITS[digit as usize])).collect()
}
