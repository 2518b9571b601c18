//! Core's views as messages, a file for each.

pub mod about;
pub mod flame;
pub mod goroutines;
pub mod peek;
pub mod source;
pub mod tags;
pub mod top;
pub mod traces;

use hearth_core::codes::{Code, Coded, Statement};
use hearth_core::measure;
use hearth_core::profile::combine::CombineError;
use hearth_core::profile::{FunctionId, Profile};
use hearth_core::query::{PatternError, Query, QueryError};
use hearth_core::report::ReportError;
use hearth_core::selection::SelectError;
use hearth_messages::Names;

/// Why a view was refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such report.
    #[error("there is no report called {0:?}")]
    Unknown(String),
    /// The file was closed.
    #[error("this file is not open any more")]
    Closed,
    /// The query could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Search that makes no sense.
    #[error(transparent)]
    Search(#[from] PatternError),
    /// It cannot be applied to the profile.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// Profiles do not go together.
    #[error(transparent)]
    Combine(#[from] CombineError),
    /// No report could be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// It has no JavaScript form.
    #[error(transparent)]
    Message(#[from] hearth_messages::Error),
}

impl Coded for Refusal {
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::Unknown(report) => {
                vec![Statement { code: Code::NoReport, values: vec![report.clone()] }]
            }
            Self::Query(error) => error.statements(),
            Self::Search(error) => error.statements(),
            Self::Select(error) => error.statements(),
            Self::Combine(error) => error.statements(),
            Self::Report(error) => error.statements(),
            Self::Closed => vec![Statement { code: Code::NotOpen, values: Vec::new() }],
            // Only a page and an engine of different versions can disagree.
            Self::Message(_) => Vec::new(),
        }
    }
}

/// Sizes of a file, in bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    /// As it was dropped.
    pub file: usize,
    /// Uncompressed.
    pub content: usize,
}

/// The source file of a node, and the line in which its function starts.
fn file_of(profile: &Profile, function: Option<FunctionId>) -> String {
    let Some(function) = function.map(|f| f as usize) else { return String::new() };
    let file = profile.strings.text(profile.functions.filename[function]);
    match profile.functions.start_line[function] {
        line if line > 0 && !file.is_empty() => format!("{file}:{line}"),
        _ => file.into_owned(),
    }
}

/// The unit to show values in that do not stand in one column: each has its own,
/// unless the query says which.
fn each_its_own(query: &Query) -> String {
    if query.unit == measure::MINIMUM { measure::AUTO.to_owned() } else { query.unit.clone() }
}

/// Names that may not be UTF-8.
pub fn names<'a>(names: impl Iterator<Item = &'a [u8]>) -> Names {
    let names: Vec<_> = names.map(String::from_utf8_lossy).collect();
    Names::new(names.iter().map(|name| &**name))
}
