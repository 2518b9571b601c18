//! A decoded profile, as columns.
//!
//! Everything refers to everything else by `u32` index: a [`StringId`] into
//! [`Profile::strings`], a [`FunctionId`] into [`Profile::functions`] and so on.
//! The ids that a file uses for its tables are resolved while it is read and are
//! kept only to be written again. This module holds data; it knows nothing of how
//! it was read or of what will be asked.

pub mod combine;
mod functions;
mod interner;
mod locations;
mod mappings;
mod package;
mod samples;
mod shared;
mod stacks;
mod strings;

pub use functions::Functions;
pub use interner::Interner;
pub use locations::{Line, Locations};
pub use mappings::Mapping;
pub use package::package;
pub(crate) use package::without_hash;
pub use samples::{Label, LabelValue, Labels, Samples};
pub use shared::Shared;
pub use stacks::Stacks;
pub use strings::Strings;

/// An index into [`Profile::strings`].
pub type StringId = u32;
/// An index into [`Profile::functions`].
pub type FunctionId = u32;
/// An index into [`Profile::mappings`].
pub type MappingId = u32;
/// An index into [`Profile::locations`].
pub type LocationId = u32;
/// An index into [`Profile::stacks`].
pub type StackId = u32;

/// The string that is always there: the empty one.
pub const EMPTY: StringId = 0;

/// Meaning of a column of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueType {
    /// For example `inuse_space`.
    pub kind: StringId,
    /// For example `bytes`.
    pub unit: StringId,
}

/// A profile: the whole of one `profile.proto` message.
///
/// The large tables are [`Shared`]: a clone costs nothing until it is changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Every text in the profile. The first is empty.
    pub strings: Shared<Strings>,
    /// Measure of each column of [`Samples::values`].
    pub sample_types: Vec<ValueType>,
    /// The sample type to show first; [`EMPTY`] if the profile does not say.
    pub default_sample_type: StringId,
    /// Measure that is sampled: a sample is taken every `period` of these.
    pub period_type: ValueType,
    /// Amount of `period_type` that passes between two samples.
    pub period: i64,
    /// When the profile was taken, in nanoseconds since 1970; 0 if unknown.
    pub time_nanos: i64,
    /// The time that the profile covers, in nanoseconds; 0 if it has none.
    pub duration_nanos: i64,
    /// A regular expression: frames to leave out, with everything they called.
    pub drop_frames: StringId,
    /// A regular expression: exceptions to `drop_frames`.
    pub keep_frames: StringId,
    /// Free text.
    pub comments: Vec<StringId>,
    /// A link to documentation of the profile.
    pub doc_url: StringId,
    /// The binaries, in the file's order: the first is the main one.
    pub mappings: Vec<Mapping>,
    /// The functions.
    pub functions: Shared<Functions>,
    /// The places in the code.
    pub locations: Shared<Locations>,
    /// The different stacks.
    pub stacks: Shared<Stacks>,
    /// The samples, in the file's order.
    pub samples: Shared<Samples>,
}

/// Number of bytes that a column takes.
fn vec_size<T>(column: &Vec<T>) -> usize {
    column.capacity() * size_of::<T>()
}

impl Profile {
    /// Number of bytes that the profile takes, nearly.
    pub fn heap_size(&self) -> usize {
        self.strings.heap_size()
            + self.functions.heap_size()
            + self.locations.heap_size()
            + self.stacks.heap_size()
            + self.samples.heap_size()
    }

    /// The names of the sample types, in order.
    pub fn sample_type_names(&self) -> impl Iterator<Item = &[u8]> {
        self.sample_types.iter().map(|t| self.strings.get(t.kind))
    }

    /// The keys of all labels, each once, in the order in which they first come.
    pub fn label_keys(&self) -> impl Iterator<Item = StringId> {
        let mut seen = vec![false; self.strings.len()];
        let is_new = move |&key: &StringId| {
            seen.get_mut(key as usize).is_some_and(|seen| !std::mem::replace(seen, true))
        };
        self.samples.labels.keys().filter(is_new)
    }

    /// The sample type that `go tool pprof` shows when it is asked for none: the
    /// profile's own default, else the last. `None` if the profile has no types.
    pub fn default_sample_index(&self) -> Option<usize> {
        let default = self.strings.get(self.default_sample_type);
        let named = (!default.is_empty())
            .then(|| self.sample_type_names().position(|name| name == default))
            .flatten();
        named.or_else(|| self.sample_types.len().checked_sub(1))
    }
}
