//! What a user can ask.
//!
//! A [`Query`] has the options of `go tool pprof`, under its names and with its
//! defaults. Its two written forms are flags ([`Query::set_flag`]) and the URL
//! fragment ([`Query::to_url`]); the table in `options.rs` gives each option's
//! name in both. This room knows no profile: what a query means for one is
//! decided in `selection/`.

mod options;
mod pattern;
pub mod url;

pub use options::{OPTIONS, QueryOption};
pub use pattern::{Pattern, PatternError};

/// What makes two frames one node: everything that the granularity keeps of
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
    /// What a node spent itself.
    #[default]
    Flat,
    /// What a node and everything that it called spent.
    Cum,
}

/// One question to a profile. The default asks what `go tool pprof -top` asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which of the profile's sample types to look at: its name, its name
    /// without `inuse_`, or its number. Empty: the profile's default.
    pub sample_index: String,
    /// What makes two frames one node.
    pub granularity: Granularity,
    /// Attribute what inlined functions cost to the function they were inlined
    /// into.
    pub noinlines: bool,
    /// The most nodes to show. `None`: as the report likes.
    pub nodecount: Option<usize>,
    /// Leave out nodes whose cum is below this share of the total.
    pub nodefraction: f64,
    /// Leave out edges whose weight is below this share of the total.
    pub edgefraction: f64,
    /// `false` leaves nothing out: the three limits above do not apply.
    pub trim: bool,
    /// The unit for values: a unit's name, `minimum` (one unit for all that is
    /// shown, chosen by the smallest value) or `auto` (each its own).
    pub unit: String,
    /// The figure by which rows are ordered.
    pub sort: Sort,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            sample_index: String::new(),
            granularity: Granularity::default(),
            noinlines: false,
            nodecount: None,
            nodefraction: 0.005,
            edgefraction: 0.001,
            trim: true,
            unit: crate::measure::MINIMUM.to_owned(),
            sort: Sort::default(),
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
        /// What was given.
        value: String,
        /// What would be taken instead.
        takes: &'static str,
    },
    /// No option has this name.
    #[error("there is no option called {0:?}")]
    Unknown(String),
}
