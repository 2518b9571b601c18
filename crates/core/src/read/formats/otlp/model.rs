//! A message of OTLP profiles as columns, whichever wire form and layout it came in.

use std::borrow::Cow;

/// Bytes of the file, or what was decoded of them.
pub type Text<'a> = Cow<'a, [u8]>;

/// One message: what a file, or a frame of it, has.
#[derive(Default)]
pub struct Message<'a> {
    /// The tables that all profiles share; v1.5 has none here.
    pub tables: Tables<'a>,
    /// Attributes of the resources.
    pub resources: Vec<Vec<Attribute<'a>>>,
    /// Attributes of the scopes, with their names and versions.
    pub scopes: Vec<Vec<Attribute<'a>>>,
    pub profiles: Vec<Profile<'a>>,
}

/// Tables that indices refer to.
#[derive(Default)]
pub struct Tables<'a> {
    pub strings: Vec<Text<'a>>,
    pub mappings: Vec<Mapping>,
    pub locations: Locations,
    pub functions: Vec<Function>,
    /// Trace and span ids.
    pub links: Vec<[Text<'a>; 2]>,
    pub attributes: Vec<Attribute<'a>>,
    /// Units of attributes by key, both as strings (until v1.7).
    pub units: Vec<[u32; 2]>,
    pub stacks: Lists,
}

/// Lists of numbers, one behind the other.
#[derive(Default)]
pub struct Lists {
    pub items: Vec<u32>,
    pub ends: Vec<u32>,
}

impl Lists {
    /// Ends the list that was appended to `items`.
    pub fn finish(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// A list; nothing for a number that no list has.
    pub fn get(&self, list: usize) -> &[u32] {
        let Some(&end) = self.ends.get(list) else { return &[] };
        let start = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.items[start as usize..end as usize]
    }
}

#[derive(Clone, Default)]
pub struct Mapping {
    pub start: u64,
    pub limit: u64,
    pub offset: u64,
    pub file: u32,
    pub attributes: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
pub struct Function {
    pub name: u32,
    pub system_name: u32,
    pub file: u32,
    pub start_line: i64,
}

#[derive(Default)]
pub struct Locations {
    pub mapping: Vec<u32>,
    pub address: Vec<u64>,
    /// Number of attributes that each has: they are not kept.
    pub attributes: Vec<u32>,
    /// The end of each location's run in `lines`.
    pub ends: Vec<u32>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Copy, Default)]
pub struct Line {
    pub function: u32,
    pub line: i64,
    pub column: i64,
}

/// A key and its value.
#[derive(Clone, Default)]
pub struct Attribute<'a> {
    pub key: Name<'a>,
    pub value: Value<'a>,
    /// An index into the strings; 0 is no unit.
    pub unit: u32,
}

/// A text, or an index into the strings.
#[derive(Clone)]
pub enum Name<'a> {
    Text(Text<'a>),
    Index(u32),
}

impl Default for Name<'_> {
    fn default() -> Self {
        Self::Index(0)
    }
}

/// The value of an attribute. What has an inner structure is a text.
#[derive(Clone)]
pub enum Value<'a> {
    Text(Name<'a>),
    Number(i64),
}

impl Default for Value<'_> {
    fn default() -> Self {
        Self::Text(Name::Index(0))
    }
}

/// One profile: in all layouts since v1.8 it has one sample type.
#[derive(Default)]
pub struct Profile<'a> {
    /// Indices into the message's.
    pub resource: usize,
    pub scope: usize,
    /// Tables of its own (v1.5).
    pub tables: Option<Box<Tables<'a>>>,
    /// Kind and unit, as strings.
    pub sample_types: Vec<[u32; 2]>,
    pub default_type: Option<u32>,
    pub time_nanos: i64,
    pub duration_nanos: i64,
    pub period_type: [u32; 2],
    pub period: i64,
    pub comments: Vec<u32>,
    pub attributes: Vec<u32>,
    /// Locations that samples take runs of (until v1.7).
    pub location_indices: Vec<u32>,
    pub samples: Samples,
}

/// Columns with a row for each sample.
#[derive(Default)]
pub struct Samples {
    /// The stack's number; or, until v1.7, where its run starts.
    pub stack: Vec<u32>,
    /// Length of the run (until v1.7).
    pub len: Vec<u32>,
    pub link: Vec<u32>,
    /// Number of timestamps that it has.
    pub timestamps: Vec<u32>,
    pub attributes: Lists,
    pub values: Vec<i64>,
    pub value_ends: Vec<u32>,
}

impl Samples {
    /// Ends a sample, whose values and attributes were added already.
    pub fn end(&mut self, stack: u32, len: u32, link: u32, timestamps: u32) {
        self.stack.push(stack);
        self.len.push(len);
        self.link.push(link);
        self.timestamps.push(timestamps);
        self.attributes.finish();
        self.value_ends.push(self.values.len() as u32);
    }

    pub fn values_of(&self, sample: usize) -> &[i64] {
        let start = if sample == 0 { 0 } else { self.value_ends[sample - 1] };
        &self.values[start as usize..self.value_ends[sample] as usize]
    }
}
