//! What grows from one open file to the next, and the case file of goroutines.

use crate::{FileId, Names};
use js_sys::{Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};

/// What the open files say as snapshots of a program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SnapshotsData {
    /// Series of files of one kind, the longest first.
    pub series: Vec<SeriesData>,
    /// What moves, the worst first.
    pub suspects: Vec<SuspectData>,
    /// If there are too few to tell: the kind of which there are most, how many, and
    /// whether only because the program was started anew.
    pub too_few: Option<(String, u32, bool)>,
}

/// Files of one kind, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SeriesData {
    /// `heap`, `goroutine`…
    pub kind: String,
    /// The program; empty if unknown.
    pub program: String,
    /// The unit of the values.
    pub unit: String,
    /// The files.
    pub files: Vec<FileId>,
    /// The seconds of each since the first; empty if unknown.
    pub seconds: Vec<f64>,
    /// The total of each.
    pub totals: Vec<f64>,
    /// By how much the totals grow a second since the program was started last; 0 if that
    /// is not known.
    pub per_second: f64,
    /// The places at which the program was started anew.
    pub restarts: Vec<u32>,
}

/// A line that is suspected.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuspectData {
    /// Which series it is of.
    pub series: u32,
    /// `leak`, `growing`, `warm-up`, `burst`, `churn` or `noise`.
    pub verdict: String,
    /// The share of such verdicts that were right in trials.
    pub confidence: f64,
    /// The function to blame, its file and line.
    pub function: String,
    /// See `function`.
    pub file: String,
    /// See `function`.
    pub line: f64,
    /// What the goroutines wait for; empty for others.
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
    /// What it looks like.
    pub hints: Vec<String>,
    /// Goroutines that grow with the heap: the name that both have in common, by how many
    /// goroutines, and by how many bytes.
    pub join: Option<(String, f64, f64)>,
}

/// Groups of goroutines, the largest first: columns of equal length.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct GoroutinesData {
    /// How many goroutines there are.
    pub total: f64,
    /// How many pass the filters.
    pub matched: f64,
    /// Whether the form says how long they wait.
    pub has_waits: bool,
    /// They can never run again: the garbage collector found it.
    pub is_proof: bool,
    /// What the goroutines wait for, with how many of them do, whatever the filters.
    pub waiting: Vec<(String, f64)>,
    /// How many goroutines are in each group.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub count: Uint32Array,
    /// What they wait for: an index into `waiting`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub blocked: Uint8Array,
    /// The least and the most minutes that they have waited, one after the other.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub minutes: Uint32Array,
    /// The functions to look at.
    pub functions: Names,
    /// Their files and lines.
    pub places: Names,
    /// Who started them, and where; empty if unknown.
    pub created: Names,
    /// Their labels.
    pub labels: Names,
    /// Their stacks, leaf first, a line each.
    pub stacks: Names,
    /// The first of their ids.
    pub ids: Names,
}
