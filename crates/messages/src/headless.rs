//! Messages of the npm package alone, and the TypeScript declarations of
//! all that it says.

use crate::{
    ARROW_DOTTED, ARROW_INLINED, AboutData, CompareColumns, CompareData, CompareFlame,
    CompareGraph, CompareParts, ComparePeek, CompareRemark, CompareShown, CompareSource,
    CompareSummary, CompareTable, EarlierData, FRAME_MANY, FlameData, GoroutinesData, GraphData,
    GroupData, Message, NO_OWNER, Names, NeighbourData, PeekData, SampleType, SeriesData,
    SourceData, SourcePart, Summary, TagKey, TagsData, TopData, TracesData,
};
use tsify::Tsify;

/// Codes of faults of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum FileErrorCode {
    /// It has no bytes.
    Empty,
    /// It is something else than a profile.
    Foreign,
    /// It is a damaged gzip file.
    Gzip,
    /// It is a damaged zstd file.
    Zstd,
    /// It is not a protocol buffer, or a damaged one.
    Wire,
    /// It is a protocol buffer, but not a valid profile.
    Malformed,
    /// It is one of the text forms, and a line of it is wrong.
    Text,
    /// It is larger than can be opened.
    TooLarge,
    /// There is not enough memory for it.
    OutOfMemory,
}

/// Codes of faults of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message, Tsify)]
#[serde(rename_all = "kebab-case")]
pub enum QueryErrorCode {
    /// There is no such option, view or report.
    Unknown,
    /// An option does not take such a value.
    Value,
    /// An expression makes no sense.
    Pattern,
    /// The profile has no such sample type.
    SampleType,
    /// The expression matches nothing.
    NoMatch,
    /// Two sides have nothing to compare.
    NotComparable,
    /// A command line makes no sense, or its profiles can't be read or merged.
    CommandLine,
}

/// Leaks that were found.
#[derive(Clone, Debug, Message, Tsify)]
#[tsify(missing_as_null)]
#[message(null)]
pub struct LeaksData {
    /// Number of snapshots that the longest series has.
    pub snapshots: u32,
    /// The kinds of profiles: `heap`, `goroutine`…
    pub kinds: Vec<String>,
    /// Suspects that move, the worst first. Only real suspects have the verdict `leak`.
    pub suspects: Vec<LeakData>,
    /// Largest growth in series that are too short for a verdict, the largest first: each has
    /// the verdict `grew`.
    pub grown: Vec<LeakData>,
    /// A sentence about the worst of all that, with its certainty.
    pub headline: String,
    /// Shortcomings of the snapshots as a whole, and what to collect next.
    pub notes: Vec<NoteData>,
    /// True if there are snapshots enough to tell.
    pub enough: bool,
    /// Why there are not, and what to collect; `null` if there are.
    pub why: Option<String>,
    /// The files that say nothing of what grows.
    pub left_out: Vec<LeftOut>,
}

/// Shortcomings of the snapshots as a whole.
#[derive(Clone, Debug, Message, Tsify)]
pub struct NoteData {
    /// Its name.
    #[tsify(type = r#""same-heaps" | "below-sampling" | "stacks""#)]
    pub note: String,
    /// Figures that belong to it.
    pub figures: Vec<f64>,
    /// A sentence that says it, and what to collect next.
    pub text: String,
}

/// A part of what grows.
#[derive(Clone, Debug, Message, Tsify)]
pub struct PartData {
    /// The function.
    pub function: String,
    /// Its file.
    pub file: String,
    /// The line in it.
    pub line: f64,
    /// By how much it grew, in the unit of the suspect.
    pub grew: f64,
    /// Its share of the growth, 0 to 1.
    pub share: f64,
}

/// A line that is suspected.
#[derive(Clone, Debug, Message, Tsify)]
#[tsify(missing_as_null)]
#[message(null)]
pub struct LeakData {
    /// Its place, from 1 on.
    pub rank: u32,
    /// The kind of profiles that it is in.
    pub kind: String,
    /// Verdict: only real suspects are a `leak`.
    #[tsify(type = r#""leak" | "growing" | "warm-up" | "burst" | "churn" | "noise" | "grew""#)]
    pub verdict: String,
    /// Why, the strongest reason first: its name, and up to two figures that belong to it.
    pub reasons: Vec<(String, f64, f64)>,
    /// Shapes that it looks like: no more than hints.
    pub hints: Vec<String>,
    /// The function to blame.
    pub function: String,
    /// Its file.
    pub file: String,
    /// The line in it.
    pub line: f64,
    /// Reason why the goroutines wait; empty for others.
    pub blocked: String,
    /// Who started the goroutines, and where; empty if unknown.
    pub created: String,
    /// The labels that nearly all that came has, `key=value` with blanks between them.
    pub labels: String,
    /// The functions of the stack, leaf first.
    pub stack: Vec<String>,
    /// The values in each snapshot.
    pub values: Vec<f64>,
    /// Their unit.
    pub unit: String,
    /// By how much it grows a second; `null` where files have no time.
    pub slope_per_s: Option<f64>,
    /// By how much it grows from one snapshot to the next.
    pub slope_per_snapshot: f64,
    /// The share of such verdicts that were right in trials, 0 to 1; 0 where nothing was
    /// judged.
    pub confidence: f64,
    /// The interval of 95 % of that share, in two of the six ways of our trials; `null` where there are
    /// too few.
    pub interval: Option<(f64, f64)>,
    /// The probability that it is a leak, 0 to 1, from those trials; `null` where nothing was
    /// judged.
    pub certainty: Option<f64>,
    /// A sentence that says so.
    pub headline: String,
    /// Number of goroutines for each that came: those that come and go together.
    pub each: u32,
    /// Parts, the largest first; empty where it is one function.
    pub parts: Vec<PartData>,
}

/// Dumps of goroutines, as snapshots of one program.
#[derive(Clone, Debug, Message, Tsify)]
#[tsify(missing_as_null)]
#[message(null)]
pub struct DumpsData {
    /// The dumps, in order. `files` are their places in what was given.
    pub series: SeriesData,
    /// Suspects that move over them, the worst first. Only real suspects have the verdict `leak`.
    pub suspects: Vec<LeakData>,
    /// Largest growth, where the dumps are too few for a verdict.
    pub grown: Vec<LeakData>,
    /// True if there are dumps enough to tell.
    pub enough: bool,
    /// Why there are not, and what to collect; `null` if there are.
    pub why: Option<String>,
    /// The files that are no dump of these goroutines.
    pub left_out: Vec<LeftOut>,
}

/// A file that is no snapshot.
#[derive(Clone, Debug, Message, Tsify)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
}

/// The TypeScript declarations of all types here that answers are made of.
pub fn declarations() -> String {
    let all = [
        Names::DECL,
        SampleType::DECL,
        Summary::DECL,
        TopData::DECL,
        FlameData::DECL,
        GraphData::DECL,
        PeekData::DECL,
        NeighbourData::DECL,
        SourceData::DECL,
        SourcePart::DECL,
        TracesData::DECL,
        TagsData::DECL,
        TagKey::DECL,
        GoroutinesData::DECL,
        GroupData::DECL,
        EarlierData::DECL,
        AboutData::DECL,
        CompareData::DECL,
        CompareShown::DECL,
        CompareTable::DECL,
        CompareFlame::DECL,
        CompareGraph::DECL,
        ComparePeek::DECL,
        CompareSource::DECL,
        CompareColumns::DECL,
        CompareParts::DECL,
        CompareRemark::DECL,
        CompareSummary::DECL,
        LeaksData::DECL,
        LeakData::DECL,
        PartData::DECL,
        NoteData::DECL,
        DumpsData::DECL,
        SeriesData::DECL,
        LeftOut::DECL,
        FileErrorCode::DECL,
        QueryErrorCode::DECL,
    ];
    let text = all.map(|declaration| format!("{declaration}\n")).join("\n");
    // Constants have no name there.
    text.replace("[`NO_OWNER`]", &NO_OWNER.to_string())
        .replace("[`FRAME_MANY`]", &FRAME_MANY.to_string())
        .replace("[`ARROW_INLINED`]", "1 (all of these calls were inlined)")
        .replace("[`ARROW_DOTTED`]", "2 (calls went over nodes that are not shown)")
}

/// Numbers that stand for something in columns, as a module of JavaScript.
pub fn constants() -> String {
    let all = [
        ("FRAME_MANY", FRAME_MANY, "A box that stands for several."),
        ("NO_OWNER", NO_OWNER, "The owner of a box that is a function's."),
        ("ARROW_INLINED", ARROW_INLINED.into(), "Bit of a style: all of these calls were inlined."),
        ("ARROW_DOTTED", ARROW_DOTTED.into(), "Bit of a style: calls went over what is not shown."),
    ];
    let line = |(name, value, text): (&str, u32, &str)| {
        format!("/** {text} */\nexport const {name} = {value};\n")
    };
    ["// Made from the Rust constants by the build. Do not edit.\n\n".to_owned()]
        .into_iter()
        .chain(all.map(line))
        .collect()
}
