//! Core's views as messages, a file for each.

mod flame;
mod top;

use hearth_core::profile::{FunctionId, Profile};
use hearth_core::query::{PatternError, Query, QueryError};
use hearth_core::selection::{SelectError, Session};
use hearth_messages::{ViewData, ViewRequest};

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

/// Computes the view that is asked for.
pub fn view(session: &mut Session, request: &ViewRequest) -> Result<ViewData, Refusal> {
    let query = Query::from_url(&request.query)?;
    match &*request.view {
        "top" => top::data(session, &query),
        "flame" => flame::data(session, &query, request),
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
