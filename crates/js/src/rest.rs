//! What the first view does not need. The build cuts the functions of this module, with
//! all that only they reach, out of the engine into a module that comes after it
//! (`crates/xtask/src/split`). Who calls them has to be sure that it is there: the page
//! asks for none of this before.

use crate::Sides;
use crate::graph::{self, Drawing, Drawn};
use crate::views::{self, Refusal, Sizes};
use hearth_core::query::{Query, quote};
use hearth_core::report::{self, Report};
use hearth_core::selection::Session;
use hearth_messages::{ViewData, ViewRequest};

/// Computes a view that is not among the first.
#[inline(never)]
pub fn view(
    session: &mut Session,
    sizes: Sizes,
    query: &Query,
    request: &ViewRequest,
) -> Result<ViewData, Refusal> {
    let detail = &request.detail;
    match &*request.view {
        "peek" => views::peek::data(session, query, &detail.subject),
        "source" => views::source::data(session, query, &detail.subject),
        "traces" => views::traces::data(session, query, detail),
        "tags" => views::tags::data(session, query),
        "about" => Ok(views::about::data(session.profile(), sizes)),
        other => Err(Refusal::Unknown(other.to_owned())),
    }
}

/// Compares two sides.
#[inline(never)]
pub fn compare(sides: &mut Sides, request: &ViewRequest) -> Result<ViewData, Refusal> {
    sides.data(request)
}

/// Makes a file of a report.
#[inline(never)]
pub fn export(session: &mut Session, request: &ViewRequest) -> Result<Vec<u8>, Refusal> {
    let query = Query::from_url(&request.query)?;
    let subject = format!("^{}$", quote(&request.detail.subject));
    let report = Report::from_name(&request.view, &subject)
        .ok_or_else(|| Refusal::Unknown(request.view.clone()))??;
    Ok(report::export(&report, session, &query)?)
}

/// Begins to draw the call graph.
#[inline(never)]
pub fn draw(
    session: &mut Session,
    drawn: &Drawn,
    request: ViewRequest,
) -> Result<Drawing, Refusal> {
    graph::draw(session, drawn, request)
}

/// Goes on with it.
#[inline(never)]
pub fn step(drawing: &mut Drawing, budget: u32) -> bool {
    graph::step(drawing, budget)
}

/// Ends it.
#[inline(never)]
pub fn drawn(
    session: &mut Session,
    drawn: &mut Drawn,
    drawing: Drawing,
) -> Result<ViewData, Refusal> {
    graph::drawn(session, drawn, drawing)
}
