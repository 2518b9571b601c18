//! From the worker to the page.

use crate::request::NameKind;
use crate::{FileId, Message, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

/// Replies of the worker to the page.
#[derive(Clone, Debug, Message)]
pub enum Reply {
    /// The engine runs. Requests sent earlier were kept and are answered now.
    Ready,
    /// Progress of reading a file.
    Progress {
        /// The file.
        file: FileId,
        /// Phase of the work.
        phase: Phase,
        /// Number of bytes of the file (while `Bytes`) or of its uncompressed
        /// content (while `Samples`) have been read.
        done: f64,
        /// Out of how many; 0 where that is not known.
        total: f64,
        /// Number of samples that have been read.
        samples: f64,
    },
    /// A file was read.
    Opened {
        /// The file.
        file: FileId,
        /// Summary of it.
        summary: Box<Summary>,
        /// Duration of decoding, in milliseconds, and when it started on the
        /// worker's clock (`performance.timeOrigin + performance.now()`).
        started: f64,
        /// See `started`.
        duration: f64,
        /// Number of bytes that the engine's memory has grown to.
        memory: f64,
    },
    /// A file could not be read.
    Failed {
        /// The file.
        file: FileId,
        /// Words for the fault, its place, and what the user can do.
        message: String,
    },
    /// Reading a file was stopped, as asked.
    Cancelled {
        /// The file.
        file: FileId,
    },
    /// Answer to a question.
    Answer {
        /// The number of the question.
        number: u32,
        /// Data of the type that the [`Question`](crate::Question) names, not read yet: who needs
        /// them reads them.
        data: JsValue,
        /// When computing started, on the worker's clock, in milliseconds.
        started: f64,
        /// Duration, in milliseconds.
        duration: f64,
        /// Number of bytes that the engine's memory has grown to.
        memory: f64,
    },
    /// A question could not be answered.
    Refused {
        /// The number of the question.
        number: u32,
        /// Reason, as codes.
        message: String,
    },
    /// Answer to `Complete`.
    Completions {
        /// The number of the request.
        request: u32,
        /// Kind of the names.
        kind: NameKind,
        /// Names that fit, the heaviest first, whole.
        items: Vec<String>,
    },
    /// Answer to `Hash`.
    Hashed {
        /// The file.
        file: FileId,
        /// In hexadecimal digits.
        sha256: String,
    },
    /// Answer to `Export`.
    Exported {
        /// The number of the request.
        request: u32,
        /// The file's bytes.
        bytes: Uint8Array,
    },
    /// An export could not be made.
    NotExported {
        /// The number of the request.
        request: u32,
        /// Words for the fault.
        message: String,
    },
    /// Answer to `ReadSource`.
    SourceText {
        /// The number of the request.
        request: u32,
        /// The dropped files that could be meant, the best first; empty: none.
        candidates: Vec<String>,
        /// The text of the first of them.
        text: String,
    },
    /// A file that was to be read is an archive or a source file: it is to be gathered.
    Apart {
        /// The file.
        file: FileId,
    },
    /// Progress of the worker through what was dropped, and at the end what was in it.
    Gathered {
        /// The number of the request.
        drop: u32,
        /// A [`GatheredData`](crate::GatheredData), not read yet.
        data: JsValue,
        /// The profiles that were found: `File`s, to be opened.
        profiles: js_sys::Array,
    },
    /// The source files that there are now.
    SourceFiles {
        /// Their number.
        count: u32,
        /// Files that could not be read, and why.
        problems: Vec<String>,
    },
    /// The engine panicked or ran out of memory. The worker must be replaced.
    Died {
        /// The file that it was working on.
        file: Option<FileId>,
        /// Message of the engine.
        message: String,
    },
}

/// Phase of reading a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
pub enum Phase {
    /// Reading and inflating the file.
    Bytes,
    /// Decoding samples into columns.
    Samples,
}

/// Summary of a file.
#[derive(Clone, Debug, PartialEq, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct Summary {
    /// Kind of profile, as people call it: `heap`, `CPU`, …
    pub kind: String,
    /// Sample types of the profile.
    pub sample_types: Vec<SampleType>,
    /// The one to show first: an index into `sample_types`.
    pub default_sample_type: u32,
    /// Number of samples that it has.
    pub samples: u32,
    /// Number of different stacks.
    pub stacks: u32,
    /// Number of functions.
    pub functions: u32,
    /// The file's size in bytes, as it was dropped.
    pub bytes: f64,
    /// Its size uncompressed.
    pub uncompressed: f64,
    /// When it was taken, in nanoseconds since 1970; 0 if it does not say.
    pub time_nanos: i64,
    /// Time that it covers, in nanoseconds; 0 if it does not say.
    pub duration_nanos: i64,
    /// The binary it was taken of, without its folder; empty if it does not say.
    pub binary: String,
    /// Oddities: statements of `hearth_core::codes` to the page, words to programs.
    pub remarks: Vec<String>,
    /// A regular expression for the names of the functions that are not the user's:
    /// the runtime and the standard library. Empty where they can't be told apart.
    pub library: String,
    /// The user's own modules, as far as they can be told.
    pub modules: Vec<String>,
    /// The keys of its labels.
    pub labels: Vec<String>,
}

/// One thing that a profile measures.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct SampleType {
    /// For example `inuse_space`.
    pub name: String,
    /// For example `bytes`.
    pub unit: String,
}

/// Total of what a query selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct TotalData {
    /// The total that shares are of.
    pub total: i64,
}

/// In [`FlameData::frame`]: this box stands for several that are too narrow to
/// draw; [`FlameData::count`] says for how many.
pub const FRAME_MANY: u32 = u32::MAX;

/// The boxes of a flame graph that can be seen in a window, as columns.
///
/// Boxes are ordered by depth (the root is depth 0), then from left to right.
/// Positions do not depend on the window: a box is where it was before.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct FlameData {
    /// The total that shares are of: the sum of all samples' magnitudes.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// The right end of the whole graph: the width of the root.
    pub width: f64,
    /// The window that this answers; `from` 0 and `to` `width` for the whole.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// The first box of each depth, and the number of boxes at the end.
    pub levels: Uint32Array,
    /// Each box's left end.
    pub left: Float64Array,
    /// Each box's width: the sum of the magnitudes of its values.
    pub widths: Float64Array,
    /// Each box's value with what it called (its width, where nothing is negative).
    pub cum: BigInt64Array,
    /// Each box's own value.
    pub flat: BigInt64Array,
    /// Each box's frame: an index into `names`, or [`FRAME_MANY`].
    pub frame: Uint32Array,
    /// Number of boxes that each box stands for: 1, or more with [`FRAME_MANY`].
    pub count: Uint32Array,
    /// 1 where the frame was inlined into its caller, which is the one above it.
    pub inlined: Uint8Array,
    /// The depth of the pivot: above it are its callers, the nearest first upwards, with
    /// a flat of 0. 0 without a pivot: then this is the root. If nothing has the pivot,
    /// there is only a root of no width.
    pub pivot_depth: u32,
    /// Weight of the samples in which something matches the search (of those that
    /// have the pivot); 0 without one.
    pub matched: i64,
    /// Number of functions of these samples that match.
    pub matched_functions: u32,
    /// 1 for each name that matches the search.
    pub matches: Uint8Array,
    /// The names of the frames; the first one is the root's.
    pub names: Names,
    /// The source files of the frames, in the same order; empty where unknown.
    pub files: Names,
    /// The shade of each frame: whose code it is times 8, and one of 8 for its package.
    /// 0 is the user's own, then dependencies, the standard library, the runtime, memory (collecting
    /// and allocating), the system, waiting.
    pub shades: Uint8Array,
}
