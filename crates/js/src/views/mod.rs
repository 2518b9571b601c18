//! Core's views as messages, a file for each.

pub mod about;
pub mod flame;
pub mod goroutines;
pub mod peek;
pub mod source;
pub mod tags;
mod top;
pub mod traces;

use hearth_core::codes::{Code, Coded, Statement};
use hearth_core::measure;
use hearth_core::profile::combine::CombineError;
use hearth_core::profile::{FunctionId, Profile};
use hearth_core::query::{PatternError, Query, QueryError};
use hearth_core::report::ReportError;
use hearth_core::selection::{SelectError, Session};
use hearth_messages::{Names, Serialize, ViewRequest};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

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
            Self::Unknown(view) => {
                vec![Statement { code: Code::NoView, values: vec![view.clone()] }]
            }
            Self::Query(error) => error.statements(),
            Self::Search(error) => error.statements(),
            Self::Select(error) => error.statements(),
            Self::Combine(error) => error.statements(),
            Self::Report(error) => error.statements(),
            // Only a page and an engine of different versions can disagree.
            Self::Message(_) => Vec::new(),
        }
    }
}

/// How large a file is, in bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    /// As it was dropped.
    pub file: usize,
    /// Uncompressed.
    pub content: usize,
}

/// Computes the view that is asked for: a `ViewData`.
pub fn view(
    session: &mut Session,
    sizes: Sizes,
    request: &ViewRequest,
) -> Result<JsValue, Refusal> {
    let query = Query::from_url(&request.query)?;
    match &*request.view {
        name @ "top" => first(name, &top::data(session, &query, &request.detail.subject)?),
        name @ "flame" => first(name, &flame::data(session, &query, request)?),
        _ => crate::rest::view(session, sizes, &query, request),
    }
}

/// The data of one of the first views, as a `ViewData` has them: what writes all of those is
/// among the rest.
fn first(name: &str, data: &impl Serialize) -> Result<JsValue, Refusal> {
    let view = Object::new();
    let data = hearth_messages::to_js(data)?;
    Reflect::set(&view, &name.into(), &data).expect("a new object takes everything");
    Ok(view.into())
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
