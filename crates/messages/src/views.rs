//! The data of the views other than the flame graph.

use crate::{Message, Names};
use js_sys::{BigInt64Array, Uint8Array, Uint32Array};

/// The table of functions: columns of equal length, a row for each node, in the
/// order that the query asked for. No node is left out.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct TopData {
    /// The total that shares are of: the sum of all samples' magnitudes.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// Flat value of each node.
    pub flat: BigInt64Array,
    /// Cum value of each node.
    pub cum: BigInt64Array,
    /// 0: never inlined, 1: sometimes, 2: always.
    pub inlined: Uint8Array,
    /// The nodes' names.
    pub names: Names,
    /// Each node's package, as an index into `packages`.
    pub package: Uint32Array,
    /// The packages' names.
    pub packages: Names,
    /// Each node's source file with its line where that is known, as an index into `files`.
    pub file: Uint32Array,
    /// The source files; empty where unknown.
    pub files: Names,
    /// Each node's binary, as an index into `binaries`.
    pub binary: Uint32Array,
    /// The binaries; empty where unknown.
    pub binaries: Names,
}

/// One function with those that call it and those that it calls.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct PeekData {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// The node's name; empty if there is none of the name that was asked for.
    pub name: String,
    /// Its source file and line; empty where unknown.
    pub file: String,
    /// Flat value.
    pub flat: i64,
    /// Cum value: its own and that of everything that it called.
    pub cum: i64,
    /// Those that call it, the heaviest first.
    pub callers: NeighbourData,
    /// Those that it calls, the heaviest first.
    pub callees: NeighbourData,
}

/// The other ends of a node's edges: columns of equal length.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct NeighbourData {
    /// Weight below these calls.
    pub weight: BigInt64Array,
    /// 1 where all of these calls were inlined.
    pub inlined: Uint8Array,
    /// The nodes' names.
    pub names: Names,
}

/// The lines of the source files of a function, or of one file, with their figures.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct SourceData {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// A part for each function in each file, the heaviest (by cum) first.
    pub parts: Vec<SourcePart>,
}

/// One function in one file. Columns of equal length, ordered by line.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct SourcePart {
    /// The function's name.
    pub function: String,
    /// The file's path as the profile has it, with what `trim_path` and `source_path`
    /// made of it; empty where unknown.
    pub path: String,
    /// The line in which the function starts; 0 where unknown.
    pub start_line: i64,
    /// Flat and cum values of its lines. Calls within
    /// calls of the same function count once, so neither passes the total.
    pub flat: i64,
    /// See `flat`.
    pub cum: i64,
    /// The line numbers that have samples.
    pub lines: Uint32Array,
    /// Flat value of each line.
    pub line_flat: BigInt64Array,
    /// Cum value of each line.
    pub line_cum: BigInt64Array,
    /// Lines that something was inlined into: an index into `lines` for each.
    pub inlined_at: Uint32Array,
    /// Depth of inlining of each, from 1 on.
    pub inlined_depth: Uint32Array,
    /// The figures of what was inlined.
    pub inlined_flat: BigInt64Array,
    /// See `inlined_flat`.
    pub inlined_cum: BigInt64Array,
    /// Names of what was inlined: `function file:line`.
    pub inlined_names: Names,
}

/// Some of the stacks, the heaviest first.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct TracesData {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// Number of different stacks, of those that match the search.
    pub count: u32,
    /// Weight of all that match.
    pub matched: i64,
    /// Which of them is the first one here.
    pub first: u32,
    /// The weight of each stack here.
    pub weight: BigInt64Array,
    /// Number of samples that each has.
    pub samples: Uint32Array,
    /// Where each stack ends in `frame`; it starts where the one before it ends.
    pub ends: Uint32Array,
    /// The frames, leaf first: indexes into `names`.
    pub frame: Uint32Array,
    /// 1 where a frame was inlined into the next one.
    pub inlined: Uint8Array,
    /// The frames' names.
    pub names: Names,
    /// The labels of each stack's samples, `key:value` and a space between them; the
    /// first few where they differ.
    pub labels: Names,
}

/// All labels.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct TagsData {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all weights.
    pub unit: String,
    /// The unit to show weights in.
    pub output_unit: String,
    /// One for each key, in the order of pprof.
    pub keys: Vec<TagKey>,
}

/// The values of one label: columns of equal length, the heaviest first.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct TagKey {
    /// The label's key.
    pub key: String,
    /// Its values are numbers.
    pub is_number: bool,
    /// Weight of all samples that have this label.
    pub total: i64,
    /// The values, as pprof prints them.
    pub values: Names,
    /// Weight of each value.
    pub weight: BigInt64Array,
}

/// Facts of a file about itself. Everything is text to be shown.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct AboutData {
    /// The types, the period, the time…: a fact's name (a key of the page's words)
    /// and what it is.
    pub facts: Vec<(String, String)>,
    /// The comments.
    pub comments: Vec<String>,
    /// The mappings: file, build id, range, what it has (functions, files, lines, inlines).
    pub mappings: Vec<[String; 4]>,
    /// Oddities: a short kind, and what is to be said, as statements of
    /// `hearth_core::codes` to the page, in words to programs.
    pub remarks: Vec<(String, String)>,
}
