//! Questions that a user can ask.
//!
//! A [`Query`] has the options of `go tool pprof`, under its names and with its
//! defaults. Its two written forms are flags ([`Query::set_flag`]) and the URL
//! fragment ([`Query::to_url`]); the table in `options.rs` gives each option's
//! name in both. Expressions are `pattern.rs`, tag filters `tag_filter.rs`. This
//! module knows no profile: what a query means for one is decided in `selection/`.

mod options;
mod own;
mod pattern;
mod quote;
mod re2;
mod search;
mod tag_filter;
pub mod url;

pub use options::{Field, OPTIONS, QueryOption, Takes};
pub use own::{AND_FOCUS, AND_TAGFOCUS, TAGLEAF, TAGROOT, is_own};
pub use pattern::{Pattern, PatternError, PatternFault};
pub use quote::{quote, unquote};
pub use re2::Fault;
pub use search::Search;
pub use tag_filter::{NumberRange, TagFilter, TagTest};

/// Key by which two frames are one node: everything that the granularity keeps of
/// them is equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Granularity {
    /// The function's name.
    #[default]
    Functions,
    /// The function's name and its file.
    FileFunctions,
    /// The file.
    Files,
    /// Function, file and line.
    Lines,
    /// The instruction's address, with everything known about it.
    Addresses,
}

impl Granularity {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Functions, Self::FileFunctions, Self::Files, Self::Lines, Self::Addresses];

    /// The name of this granularity as an option's value.
    pub fn name(self) -> &'static str {
        match self {
            Self::Functions => "functions",
            Self::FileFunctions => "filefunctions",
            Self::Files => "files",
            Self::Lines => "lines",
            Self::Addresses => "addresses",
        }
    }
}

/// The figure by which rows are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Value of a node itself.
    #[default]
    Flat,
    /// Value of a node and everything that it called.
    Cum,
}

/// One question to a profile. The default asks what `go tool pprof -top` asks.
///
/// Texts that are empty ask for nothing. Expressions are those of [`Pattern`],
/// and are searched for in function names, file names and the binary's path.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which of the profile's sample types to look at: its name, its name
    /// without `inuse_`, or its number. Empty: the profile's default.
    pub sample_index: String,
    /// Divide each value by the first one of its sample: the average per event.
    pub mean: bool,

    /// Granularity that makes frames one node.
    pub granularity: Granularity,
    /// Attribute what inlined functions cost to the function they were inlined
    /// into.
    pub noinlines: bool,
    /// Keep columns where lines are kept.
    pub showcolumns: bool,

    /// Only samples with a frame that matches.
    pub focus: String,
    /// No samples with a frame that matches.
    pub ignore: String,
    /// Take frames that match out of the stacks.
    pub hide: String,
    /// Take frames that do not match out of the stacks.
    pub show: String,
    /// Cut stacks above the match that is nearest to the root; no samples
    /// without one.
    pub show_from: String,
    /// Cut stacks below the match that is nearest to the leaf. Function names
    /// only.
    pub prune_from: String,
    /// Only samples with a label that matches: see [`TagFilter`].
    pub tagfocus: String,
    /// No samples with a label that matches: see [`TagFilter`].
    pub tagignore: String,
    /// Only samples with a frame that matches, for each of these too.
    pub and_focus: Vec<String>,
    /// Only samples with a label that matches, for each of these too.
    pub and_tagfocus: Vec<String>,
    /// Only labels whose key matches.
    pub tagshow: String,
    /// No labels whose key matches.
    pub taghide: String,
    /// Label keys, separated by commas: their values become frames at the root.
    pub tagroot: String,
    /// Label keys, separated by commas: their values become frames at the leaf.
    pub tagleaf: String,

    /// The most nodes to show, 0 for all. `None`: as the report likes.
    pub nodecount: Option<usize>,
    /// Leave out nodes whose cum is below this share of the total.
    pub nodefraction: f64,
    /// Leave out edges whose weight is below this share of the total.
    pub edgefraction: f64,
    /// `false` leaves nothing out: the three limits above do not apply.
    pub trim: bool,
    /// Keep what is reached on different paths apart, in graphs.
    pub call_tree: bool,
    /// Leave out nodes that are negative, in a comparison.
    pub drop_negative: bool,
    /// Shares are of what the filters leave, not of the whole profile.
    pub relative_percentages: bool,

    /// The unit for values: a unit's name, `minimum` (one unit for all that is
    /// shown, chosen by the smallest value) or `auto` (each its own).
    pub unit: String,
    /// Divide all values by this number.
    pub divide_by: f64,
    /// The figure by which rows are ordered.
    pub sort: Sort,
    /// Say only what is new in the lines above a report.
    pub compact_labels: bool,
    /// Prefixes to take off the paths of source files, separated by colons.
    pub trim_path: String,
    /// Where to look for source files, separated by colons.
    pub source_path: String,

    /// Keep frames that the profile itself asks to leave out.
    pub all_frames: bool,
    /// Scale the profile so that its total is that of the base.
    pub normalize: bool,
    /// The profiles to subtract.
    pub base: Vec<String>,
    /// The profiles to subtract, and to take shares of.
    pub diff_base: Vec<String>,
}

impl Default for Query {
    fn default() -> Self {
        let none = String::new;
        Self {
            sample_index: none(),
            mean: false,
            granularity: Granularity::default(),
            noinlines: false,
            showcolumns: false,
            focus: none(),
            ignore: none(),
            hide: none(),
            show: none(),
            show_from: none(),
            prune_from: none(),
            tagfocus: none(),
            tagignore: none(),
            and_focus: Vec::new(),
            and_tagfocus: Vec::new(),
            tagshow: none(),
            taghide: none(),
            tagroot: none(),
            tagleaf: none(),
            nodecount: None,
            nodefraction: 0.005,
            edgefraction: 0.001,
            trim: true,
            call_tree: false,
            drop_negative: false,
            relative_percentages: false,
            unit: crate::measure::MINIMUM.to_owned(),
            divide_by: 1.0,
            sort: Sort::default(),
            compact_labels: false,
            trim_path: none(),
            source_path: none(),
            all_frames: false,
            normalize: false,
            base: Vec::new(),
            diff_base: Vec::new(),
        }
    }
}

/// Why a written option could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The value is not one that the option takes.
    #[error("invalid value {value:?} for {option}: it takes {takes}")]
    Value {
        /// The option's name.
        option: &'static str,
        /// Value that was given.
        value: String,
        /// Values that would be taken instead.
        takes: Takes,
    },
    /// No option has this name.
    #[error("there is no option called {0:?}")]
    Unknown(String),
    /// An expression that makes no sense.
    #[error("parsing {option} regexp: {error}")]
    Pattern {
        /// The option's name.
        option: &'static str,
        /// Fault in it.
        error: PatternError,
    },
    /// Everything would be divided by nothing.
    #[error("zero divisor specified: divide_by must not be 0")]
    ZeroDivisor,
}
