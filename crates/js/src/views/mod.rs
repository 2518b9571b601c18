//! Core's views as messages, a file for each.

mod about;
mod flame;
mod goroutines;
mod peek;
mod source;
mod tags;
mod top;
mod traces;

use hearth_core::measure;
use hearth_core::profile::{FunctionId, Profile};
use hearth_core::query::{PatternError, Query, QueryError};
use hearth_core::selection::{SelectError, Session};
use hearth_messages::{Names, ViewData, ViewRequest};

/// Why a view was refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such view.
    #[error("there is no view called {0:?}")]
    Unknown(String),
    /// The query could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// What is looked for makes no sense.
    #[error(transparent)]
    Search(#[from] PatternError),
    /// It cannot be applied to the profile.
    #[error(transparent)]
    Select(#[from] SelectError),
}

/// How large a file is, in bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    /// As it was dropped.
    pub file: usize,
    /// Uncompressed.
    pub content: usize,
}

/// Computes the view that is asked for.
pub fn view(
    session: &mut Session,
    sizes: Sizes,
    request: &ViewRequest,
) -> Result<ViewData, Refusal> {
    let query = Query::from_url(&request.query)?;
    let detail = &request.detail;
    match &*request.view {
        "top" => top::data(session, &query),
        "flame" => flame::data(session, &query, request),
        "peek" => peek::data(session, &query, &detail.subject),
        "source" => source::data(session, &query, &detail.subject),
        "traces" => traces::data(session, &query, detail),
        "tags" => tags::data(session, &query),
        "goroutines" => goroutines::data(session.profile(), detail),
        "about" => Ok(about::data(session.profile(), sizes)),
        other => Err(Refusal::Unknown(other.to_owned())),
    }
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
fn names<'a>(names: impl Iterator<Item = &'a [u8]>) -> Names {
    let names: Vec<_> = names.map(String::from_utf8_lossy).collect();
    Names::new(names.iter().map(|name| &**name))
}
