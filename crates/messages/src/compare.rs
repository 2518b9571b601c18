//! A comparison: what is asked, and what is answered.

use crate::{FlameData, GraphData, Message, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};

/// Two sides, and what is shown of them. Without an answer there is a `problem`.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareData {
    /// Why the sides cannot be compared: empty if they can, else `one-side`, `empty-side`,
    /// `no-common-type`, `incompatible` or `type-of-one-side`.
    pub problem: String,
    /// The names that the problem is about: sample types of the base and of the current
    /// side, or the one that was asked for and those that there are.
    pub problem_names: Vec<String>,
    /// The same in English; empty in the page's engine.
    pub problem_text: String,
    /// The answer, to be said first.
    pub summary: CompareSummary,
    /// The figure of functions that says most: `flat`, or `own` where stacks end in waiting.
    pub figure: String,
    /// The unit of values.
    pub unit: String,
    /// The unit to show them in: `auto` is, for each figure by itself, the one that suits it.
    pub output_unit: String,
    /// Factors of values, old and new: 1 for absolute figures.
    pub factors: [f64; 2],
    /// True if multiplied values are shares: 1 is all of a side.
    pub is_share: bool,
    /// True if it can be said what may be chance.
    pub is_sampled: bool,
    /// Totals of the sides, old and new.
    pub total: [i64; 2],
    /// Data that are shown.
    pub shown: CompareShown,
    /// Remarks on the sides, warnings first.
    pub remarks: Vec<CompareRemark>,
    /// Which share of each side is in functions that both have: old, new; 0 to 1.
    pub matched: [f64; 2],
    /// Number of functions that matched under another name.
    pub renamed: u32,
    /// Functions of one side, the heaviest first: name, `old` or `new`, share.
    pub unmatched: Vec<(String, String, f64)>,
    /// Their number, also beyond those.
    pub unmatched_count: u32,
    /// Likely renames: old name, new name, likeness from 0 to 1.
    pub renames: Vec<(String, String, f64)>,
}

/// The answer of a comparison: by how much all of it changed, and where most of that is.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareSummary {
    /// Quantity that is compared: `goroutines`, `leaked-goroutines`, `threads`, `cpu`, `wall`, `samples`,
    /// `inuse-space`, `inuse-objects`, `alloc-space`, `alloc-objects`, `delay`, `contentions`
    /// or `other`.
    pub subject: String,
    /// The sample type's name.
    pub sample_type: String,
    /// Form of the first sentence: `empty`, `equal`, `noise`, `all` (of the change is in the parts),
    /// `most`, `spread` (the parts are the largest), or `shift` (the total did not change, but
    /// the parts did).
    pub answer: String,
    /// Change of the selection: one figure.
    pub total: CompareColumns,
    /// At most three functions that changed most, in the direction of the total if it changed.
    pub parts: CompareParts,
    /// At most two that changed the other way.
    pub against: CompareParts,
    /// Number of functions that changed beyond chance, in the direction of the total if it changed.
    pub functions: u32,
}

/// Functions that are charged with a part of a change: columns of equal length.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareParts {
    /// Their names.
    pub functions: Vec<String>,
    /// Their files; empty where unknown.
    pub files: Vec<String>,
    /// The line of each that changed most; 0 where unknown.
    pub lines: Vec<u32>,
    /// Changes of these functions.
    pub figures: CompareColumns,
    /// Shares of the total's change: above 1 where others changed the other way; 0 where the
    /// total did not change.
    pub shares: Vec<f64>,
}

/// Views of two sides.
#[derive(Clone, Debug, Default, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
#[cfg_attr(feature = "headless", serde(rename_all = "kebab-case"))]
pub enum CompareShown {
    /// Nothing: there is no answer.
    #[default]
    Nothing,
    /// The functions.
    Table(CompareTable),
    /// One flame graph of both, or that of the base and that of the current side.
    Flame(Vec<CompareFlame>),
    /// The call graph of what changed.
    Graph(Box<CompareGraph>),
    /// A function between its callers and its callees.
    Peek(Box<ComparePeek>),
    /// Source lines: a part for each function in each file, the heaviest first.
    Source(Vec<CompareSource>),
}

/// A function of both sides, with those that call it and those that it calls.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct ComparePeek {
    /// Its name; empty if there is none of the name that was asked for.
    pub name: String,
    /// Two figures: flat and cum.
    pub own: CompareColumns,
    /// Weight below the calls of each caller; what is real and changed most first.
    pub callers: CompareColumns,
    /// The callers' names.
    pub caller_names: Names,
    /// As `callers`.
    pub callees: CompareColumns,
    /// The callees' names.
    pub callee_names: Names,
}

/// One function in one file, by its lines.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareSource {
    /// The function's name.
    pub function: String,
    /// The file's path; empty where unknown.
    pub path: String,
    /// Two figures: flat and cum.
    pub own: CompareColumns,
    /// The line numbers: those of the base where they would be now. After a line comes what
    /// was inlined into it, with its number.
    pub lines: Uint32Array,
    /// Depth of inlining of each: 0 is a line itself.
    pub depths: Uint32Array,
    /// Name of what was inlined, as `function file:line`; empty for lines themselves.
    pub names: Names,
    /// Flat value of each.
    pub flat: CompareColumns,
    /// Cum value of each.
    pub cum: CompareColumns,
}

/// The call graph of what changed, with both sides of each box.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareGraph {
    /// The drawing. Its values are changes, its shares those of the base; where figures are
    /// scaled, the current side's are scaled to the base's.
    pub graph: GraphData,
    /// Flat value of each box; nothing for labels.
    pub flat: CompareColumns,
    /// Cum value of each box.
    pub cum: CompareColumns,
    /// Weight below the calls of each arrow; nothing for labels, and in a call tree.
    pub arrows: CompareColumns,
}

/// The functions of both sides: a row for each.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareTable {
    /// A name for each row.
    pub names: Names,
    /// Flat value of each function.
    pub flat: CompareColumns,
    /// Cum value of each function.
    pub cum: CompareColumns,
    /// Change that is charged to each: stacks in which it is the first of the user's own functions,
    /// seen from the leaf; without any of those, the first that is no library's.
    pub own: CompareColumns,
}

/// A flame graph with both sides of each box.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareFlame {
    /// The boxes. Their values are the current side's.
    pub flame: FlameData,
    /// Both sides of each box with what it called; nothing where one stands for many.
    pub boxes: CompareColumns,
    /// Where the stacks of each box start and end: the same boxes of two graphs have the
    /// same numbers. Both are 0 where one stands for many.
    pub stacks: Uint32Array,
    /// Factors that make a width of a value: old, new.
    pub units: [f64; 2],
}

/// Both sides of one kind of figure: columns of equal length.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareColumns {
    /// The base's values.
    pub old: BigInt64Array,
    /// The current side's.
    pub new: BigInt64Array,
    /// Change, multiplied by the factors.
    pub change: Float64Array,
    /// Half the width of the interval around it in which it lies with 99 % of certainty;
    /// not a number where that is not known.
    pub half: Float64Array,
    /// 0: the same, 1: within noise, 2: grew, 3: shrank, 4: new, 5: gone.
    pub verdict: Uint8Array,
}

/// Something that stands between the sides.
#[derive(Clone, Debug, PartialEq, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct CompareRemark {
    /// A short name.
    pub kind: String,
    /// The names that it is about, in the order of the text.
    pub names: Vec<String>,
    /// The numbers that it is about, in the order of the text: durations in nanoseconds,
    /// shares from 0 to 1, and 1 for the current side or 0 for the base.
    pub numbers: Vec<f64>,
    /// Text in English: what it is, and what it does to the figures; empty in the page's engine.
    pub text: String,
    /// Figures mislead if nothing is done about it.
    pub is_warning: bool,
    /// Remedies: `mode`, `type`, `normalize` or `alone`, and the mode, the
    /// sample type, or the side (`old`, `new`).
    pub remedies: Vec<(String, String)>,
}
