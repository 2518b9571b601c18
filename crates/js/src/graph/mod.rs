//! The drawn call graph: core's picture, with boxes as large as their texts, laid out
//! in steps.

mod columns;
mod room;

use crate::Profile;
use crate::rest;
use crate::thrown::Thrown;
use crate::views::Refusal;
use columns::Columns;
use hearth_core::query::{Query, Search};
use hearth_core::selection::{Matched, Selection, Session, Shape, Tree};
use hearth_core::view::expand::Expand;
use hearth_core::view::heaviest::heaviest;
use hearth_core::view::picture::{Picture, STYLE, color};
use hearth_core::view::trim::trimmed_but;
use hearth_core::view::values::Values;
use hearth_layout::{Layouter, Options, Point};
use hearth_messages::{Detail, GraphData, ViewData, ViewRequest};
use js_sys::Uint8Array;
use room::Room;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// How many nodes a picture has where the query does not say.
pub const NODE_COUNT: usize = 80;

/// The gaps between boxes and between ranks, in CSS pixels.
const GAPS: (f64, f64) = (16.0, 30.0);

/// The latest drawing of a profile, for a search in it and for the next one: what
/// stays should stay where it is.
#[derive(Default)]
pub struct Drawn {
    /// `None` before the first one.
    question: Option<Question>,
    columns: Columns,
    /// Where each node's centre is, by its name.
    centres: HashMap<Vec<u8>, Point>,
}

/// What decides how a graph is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    query: String,
    expand: String,
    /// For what changed: how it is compared.
    mode: String,
    advances: Vec<f64>,
}

impl Question {
    fn new(request: &ViewRequest) -> Self {
        let ViewRequest { query, detail, advances, .. } = request;
        let (expand, mode) = (detail.expand.clone(), detail.sides.mode.clone());
        Self { query: query.clone(), expand, mode, advances: advances.clone() }
    }
}

impl Drawn {
    /// The names of the nodes; empty for what hangs on one.
    pub fn names(&self) -> &[Vec<u8>] {
        &self.columns.names
    }

    /// Where the arrows start and end: two nodes of each.
    pub fn arrows(&self) -> impl Iterator<Item = [usize; 2]> {
        self.columns.graph.edges.iter().map(|edge| [edge.from, edge.to].map(|at| at as usize))
    }
}

/// A graph that is being laid out.
#[wasm_bindgen]
pub struct Drawing {
    question: Question,
    columns: Columns,
    /// `None` where it is drawn already.
    layouter: Option<Layouter>,
    detail: Detail,
}

#[wasm_bindgen]
impl Profile {
    /// Begins to draw the call graph: takes a `ViewRequest`.
    ///
    /// # Errors
    ///
    /// When the query makes no sense for this profile, in words for the user.
    pub fn draw(&mut self, request: JsValue) -> Result<Drawing, Thrown> {
        Ok(rest::draw(&mut self.session, &self.drawn, request)?)
    }

    /// The drawing as a `ViewData`, once it is done. The next one starts from it.
    ///
    /// # Errors
    ///
    /// When what is looked for makes no sense, in words for the user.
    pub fn drawn(&mut self, drawing: Drawing) -> Result<JsValue, Thrown> {
        Ok(rest::drawn(&mut self.session, &mut self.drawn, drawing)?)
    }
}

#[wasm_bindgen]
impl Drawing {
    /// Goes on, for about so much work; says whether it is done.
    pub fn step(&mut self, budget: u32) -> bool {
        rest::step(self, budget)
    }
}

/// Begins to draw.
pub fn draw(
    session: &mut Session,
    drawn: &Drawn,
    request: ViewRequest,
) -> Result<Drawing, Refusal> {
    let mut query = Query::from_url(&request.query)?;
    query.nodecount.get_or_insert(NODE_COUNT);
    if let Some(drawing) = again(drawn, &request) {
        return Ok(drawing);
    }
    let (selection, tree) = session.select_tree(&query)?;
    Ok(begin(&selection, &tree, &query, drawn, request, |score| color(score, false)))
}

/// A drawing that is there already.
pub fn again(drawn: &Drawn, request: &ViewRequest) -> Option<Drawing> {
    let (question, detail) = (Question::new(request), request.detail.clone());
    let is_same = drawn.question.as_ref() == Some(&question);
    is_same.then(|| Drawing { question, columns: Columns::default(), layouter: None, detail })
}

/// Begins to draw a selection, whose call tree has the heaviest path; `color` has the color
/// of each share of the total.
pub fn begin(
    selection: &Selection,
    tree: &Tree,
    query: &Query,
    drawn: &Drawn,
    request: ViewRequest,
    color: fn(f64) -> u32,
) -> Drawing {
    let question = Question::new(&request);
    let expand: Vec<Expand> = question.expand.lines().filter_map(expanded).collect();
    let trimmed = trimmed_but(selection, query, STYLE, Some(&expand));
    let values = Values::new(&trimmed.selection, query, &trimmed.output_unit);
    let picture = Picture::new(&trimmed, &values);
    let mut columns = Columns::new(&trimmed, picture, Room::new(&question.advances), color);
    let nodes = &selection.frames.nodes;
    let path = heaviest(tree).into_iter().map(|frame| nodes.printable_name(frame.node()));
    columns.mark(&path.collect::<Vec<_>>(), query.call_tree);
    // In a call tree a name says nothing about a place.
    let previous = match query.call_tree {
        true => Vec::new(),
        false => columns.names.iter().map(|name| drawn.centres.get(name).copied()).collect(),
    };
    let options = Options { node_gap: GAPS.0, rank_gap: GAPS.1, previous };
    let layouter = Layouter::new(&columns.graph, &options);
    Drawing { question, columns, layouter: Some(layouter), detail: request.detail }
}

/// Goes on; says whether it is done.
pub fn step(drawing: &mut Drawing, budget: u32) -> bool {
    drawing.layouter.as_mut().is_none_or(|layouter| layouter.step(budget))
}

/// Ends drawing.
pub fn drawn(
    session: &mut Session,
    drawn: &mut Drawn,
    drawing: Drawing,
) -> Result<ViewData, Refusal> {
    let detail = end(drawn, drawing);
    let data = found(drawn, &detail, |search| {
        let question = drawn.question.as_ref();
        let query = Query::from_url(question.map_or("", |question| &question.query))?;
        Ok(session.search(&query, &Shape::default(), search)?)
    })?;
    Ok(ViewData::Graph(Box::new(data)))
}

/// Keeps a drawing that is done; what was asked beside the query is left.
pub fn end(drawn: &mut Drawn, drawing: Drawing) -> Detail {
    let Drawing { question, mut columns, layouter, detail } = drawing;
    if let Some(layouter) = layouter {
        columns.layout = layouter.finish();
        let centres = columns.layout.nodes.iter().copied();
        let centres = columns.names.iter().cloned().zip(centres);
        let centres = centres.filter(|(name, _)| !name.is_empty()).collect();
        *drawn = Drawn { question: Some(question), columns, centres };
    }
    detail
}

/// `<name`: its callers; `>name`: what it calls.
fn expanded(line: &str) -> Option<Expand> {
    let (callers, name) = match line.strip_prefix('<') {
        Some(name) => (true, name),
        None => (false, line.strip_prefix('>')?),
    };
    Some(Expand { name: name.as_bytes().to_vec(), callers })
}

/// The drawing, with what a search finds in it.
pub fn found(
    drawn: &Drawn,
    detail: &Detail,
    look: impl FnOnce(&Search) -> Result<Rc<Matched>, Refusal>,
) -> Result<GraphData, Refusal> {
    let mut data = drawn.columns.data();
    if let Some(search) = Search::new(&detail.search)? {
        let matched = look(&search)?;
        let is_match = |name: &Vec<u8>| u8::from(!name.is_empty() && search.is_match(name));
        let matches: Vec<u8> = drawn.columns.names.iter().map(is_match).collect();
        data.matches = Uint8Array::from(&*matches);
        (data.matched, data.matched_functions) = (matched.weight, matched.count);
    }
    Ok(data)
}
