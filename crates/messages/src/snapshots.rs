//! Growth from one open file to the next, and groups of goroutines.

use crate::{FileId, Message, Names};
use js_sys::{Float64Array, Uint8Array, Uint32Array};

/// Findings of the open files as snapshots of a program.
#[derive(Clone, Debug, Message)]
pub struct SnapshotsData {
    /// Series of files of one kind, the longest first.
    pub series: Vec<SeriesData>,
    /// Suspects that move, the worst first.
    pub suspects: Vec<SuspectData>,
    /// Largest growth in series that are too short for a verdict, the largest first: each has
    /// the verdict `grew`.
    pub grown: Vec<SuspectData>,
    /// Shortcomings of the snapshots as a whole: a name, and two figures that belong to it.
    pub notes: Vec<(String, f64, f64)>,
    /// If there are too few to tell: the kind of which there are most, how many, and
    /// whether only because the program was started anew.
    pub too_few: Option<(String, u32, bool)>,
    /// All that moves at the grain that was asked for.
    pub table: Option<LevelData>,
}

/// All that moves in the longest part of a series between two restarts: columns of equal
/// length, what grows most first.
#[derive(Clone, Debug, Message)]
pub struct LevelData {
    /// `stack`, `function`, `file`, `package`, `label` or `size`.
    pub level: String,
    /// Which series.
    pub series: u32,
    /// Number of values that each row has.
    pub width: u32,
    /// Subjects of the rows.
    pub names: Names,
    /// `leak` 0, `growing` 1, `warm-up` 2, `burst` 3, `churn` 4, `noise` 5; 6, `grew` or not,
    /// where the snapshots are too few to tell.
    pub verdicts: Uint8Array,
    /// By how much each grows from one snapshot to the next.
    pub slopes: Float64Array,
    /// The values: `width` for each row, one row after the other.
    pub values: Float64Array,
}

/// Files of one kind, in order.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct SeriesData {
    /// `heap`, `goroutine`…
    pub kind: String,
    /// The program; empty if unknown.
    pub program: String,
    /// The unit of the values.
    pub unit: String,
    /// The files.
    #[cfg_attr(feature = "headless", tsify(type = "number[]"))]
    pub files: Vec<FileId>,
    /// The seconds of each since the first; empty if unknown.
    pub seconds: Vec<f64>,
    /// When each was taken, in seconds since 1970; 0 if unknown.
    pub times: Vec<f64>,
    /// Source of their order: `hand`, `time`, `numbers` or `arrival`.
    pub ordered_by: String,
    /// The total of each.
    pub totals: Vec<f64>,
    /// By how much the totals grow a second since the program was started last; 0 if that
    /// is not known.
    pub per_second: f64,
    /// The places at which the program was started anew.
    pub restarts: Vec<u32>,
}

/// A line that is suspected.
#[derive(Clone, Debug, Message)]
pub struct SuspectData {
    /// Which series it is of.
    pub series: u32,
    /// `leak`, `growing`, `warm-up`, `burst`, `churn`, `noise` or `grew`.
    pub verdict: String,
    /// The share of such verdicts that were right in trials, 0 to 1; 0 where nothing was
    /// judged.
    pub confidence: f64,
    /// The probability that it is a leak, 0 to 1, from those trials; `None` where nothing was
    /// judged.
    pub certainty: Option<f64>,
    /// Strength of the verdict: `may`, `probably`, `very-likely`, `leaks` or
    /// `proven`; empty where the verdict is that it does not.
    pub strength: String,
    /// The function to blame, its file and line.
    pub function: String,
    /// See `function`.
    pub file: String,
    /// See `function`.
    pub line: f64,
    /// Reason why the goroutines wait; empty for others.
    pub blocked: String,
    /// Who started the goroutines, and where; empty if unknown.
    pub created: String,
    /// The functions of the stack and their lines, leaf first, a line each.
    pub stack: String,
    /// The values in each snapshot of the series.
    pub values: Vec<f64>,
    /// By how much it grows a second; `None` where files have no time.
    pub per_second: Option<f64>,
    /// By how much it grows from one snapshot to the next.
    pub per_snapshot: f64,
    /// Why: a reason and up to two figures that belong to it.
    pub reasons: Vec<(String, f64, f64)>,
    /// Parts, the largest first: a function, its file and line, by how much it
    /// grew, and its share, 0 to 1. Empty where it is one function.
    pub parts: Vec<(String, String, f64, f64)>,
    /// Number of goroutines for each that came; 1 for others.
    pub each: u32,
    /// Shapes that it looks like.
    pub hints: Vec<String>,
    /// The labels that nearly all that came has, `key=value` with blanks between them.
    pub labels: String,
    /// Goroutines of the last snapshot by the place of the one in which they were first,
    /// the oldest first: the place, how many, and the first of their ids.
    pub stays: Vec<(u32, u32, String)>,
    /// Goroutines that grow with the heap: what they have in common (`function`,
    /// `creator`, `label` or `package`), its name, by how many goroutines, and by how many
    /// bytes.
    pub join: Option<(String, String, f64, f64)>,
}

/// Groups of goroutines, the largest first: columns of equal length. Texts are indexes into
/// `texts`.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct GoroutinesData {
    /// Number of goroutines.
    pub total: f64,
    /// Number of those that pass the filters.
    pub matched: f64,
    /// True if the form says how long they wait.
    pub has_waits: bool,
    /// They can never run again: the garbage collector found it.
    pub is_proof: bool,
    /// Reasons why goroutines wait, with the number of them, whatever the filters.
    pub waiting: Vec<(String, f64)>,
    /// The most frequent labels, `key=value`, with how many goroutines have them, whatever
    /// the filters.
    pub labels: Vec<(String, f64)>,
    /// The dumps in which the same goroutines may be, in order: the seconds of each since
    /// the first, or 0, 1, 2… where they have no time. Empty: it is not known who stays.
    pub dumps: Vec<f64>,
    /// True if `dumps` are seconds.
    pub has_time: bool,
    /// The place of this one among them.
    pub here: u32,
    /// Goroutines of the first dump since the program was started; `None` if this is
    /// that.
    pub earlier: Option<EarlierData>,
    /// Number of goroutines of each group then; empty without one. Those that grew
    /// most come first.
    pub was: Uint32Array,
    /// Keys of the groups: whole numbers that are the same in every dump.
    pub keys: Float64Array,
    /// Number of goroutines that are in each group.
    pub count: Uint32Array,
    /// Reason why they wait: an index into `waiting`.
    pub blocked: Uint8Array,
    /// The least and the most minutes that they have waited, one after the other.
    pub minutes: Uint32Array,
    /// Number of those that are there longest, and the dump since which they are, one after
    /// the other.
    pub oldest: Uint32Array,
    /// The functions to look at.
    pub functions: Uint32Array,
    /// Their files and lines.
    pub places: Uint32Array,
    /// Who started them, and where; empty if unknown.
    pub created: Uint32Array,
    /// Their labels.
    pub labelled: Uint32Array,
    /// The texts.
    pub texts: Names,
    /// The group that was asked for.
    pub open: Option<GroupData>,
}

/// The goroutines of an earlier dump.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct EarlierData {
    /// Which file.
    #[cfg_attr(feature = "headless", tsify(type = "number"))]
    pub file: FileId,
    /// Number of its goroutines.
    pub total: f64,
    /// The function that grew most since then; empty if none did.
    pub function: String,
    /// Its file.
    pub path: String,
    /// The line in it; 0 if unknown.
    pub line: f64,
    /// Number of goroutines that the function had then.
    pub from: f64,
    /// And how many it has now.
    pub to: f64,
}

/// A group of goroutines at length.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct GroupData {
    /// Its key.
    pub key: f64,
    /// The functions of the stack and their lines, leaf first, a line each.
    pub stack: String,
    /// The first of the ids; empty if they have none.
    pub ids: String,
    /// Number of those that are in each dump.
    pub there: Vec<u32>,
    /// They, by the dump in which they are first, the oldest first: the dump, how many,
    /// and the first of their ids.
    pub stays: Vec<(u32, u32, String)>,
}
