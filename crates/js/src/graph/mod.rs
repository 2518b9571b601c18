//! The drawn call graph: core's picture, with boxes as large as their texts, laid out
//! in steps.

mod columns;
mod text_size;

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
use hearth_messages::{ExpandedNode, GraphData, GraphQuestion, GraphShape, Mode};
use js_sys::Uint8Array;
use std::collections::HashMap;
use std::rc::Rc;
use text_size::TextSizes;

/// Number of nodes that a picture has where the query does not say.
pub const NODE_COUNT: usize = 80;

/// The gaps between boxes and between ranks, in CSS pixels.
const GAPS: (f64, f64) = (16.0, 30.0);

/// The latest drawing of a profile, for a search in it and for the next one: what
/// stays should stay where it is.
#[derive(Default)]
pub struct Drawn {
    /// `None` before the first one.
    asked: Option<Asked>,
    columns: Columns,
    /// Where each node's center is, by its name.
    centres: HashMap<Vec<u8>, Point>,
}

/// Facts that decide how a graph is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub query: String,
    pub shape: GraphShape,
    /// For what changed: how it is compared.
    pub mode: Mode,
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
pub struct Drawing {
    asked: Asked,
    columns: Columns,
    /// `None` where it is drawn already.
    layouter: Option<Layouter>,
}

impl Drawing {
    /// Goes on, for about so much work; says whether it is done.
    pub fn step(&mut self, budget: u32) -> bool {
        self.layouter.as_mut().is_none_or(|layouter| layouter.step(budget))
    }
}

/// Begins to draw.
pub fn draw(
    session: &mut Session,
    drawn: &Drawn,
    question: &GraphQuestion,
) -> Result<Drawing, Refusal> {
    let mut query = Query::from_url(&question.query)?;
    query.nodecount.get_or_insert(NODE_COUNT);
    let (query_url, shape) = (question.query.clone(), question.shape.clone());
    let asked = Asked { query: query_url, shape, mode: Mode::default() };
    if let Some(drawing) = again(drawn, &asked) {
        return Ok(drawing);
    }
    let (selection, tree) = session.select_tree(&query)?;
    Ok(begin(&selection, &tree, &query, drawn, asked, |score| color(score, false)))
}

/// A drawing that is there already.
pub fn again(drawn: &Drawn, asked: &Asked) -> Option<Drawing> {
    let is_same = drawn.asked.as_ref() == Some(asked);
    let columns = Columns::default();
    is_same.then(|| Drawing { asked: asked.clone(), columns, layouter: None })
}

/// Begins to draw a selection, whose call tree has the heaviest path; `color` has the color
/// of each share of the total.
pub fn begin(
    selection: &Selection,
    tree: &Tree,
    query: &Query,
    drawn: &Drawn,
    asked: Asked,
    color: fn(f64) -> u32,
) -> Drawing {
    let expand: Vec<Expand> = asked.shape.expand.iter().map(expanded).collect();
    let trimmed = trimmed_but(selection, query, STYLE, Some(&expand));
    let values = Values::new(&trimmed.selection, query, &trimmed.output_unit);
    let picture = Picture::new(&trimmed, &values);
    let mut columns = Columns::new(&trimmed, picture, TextSizes::new(&asked.shape.advances), color);
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
    Drawing { asked, columns, layouter: Some(layouter) }
}

/// Ends drawing.
pub fn drawn(
    session: &mut Session,
    drawn: &mut Drawn,
    drawing: Drawing,
    search: &str,
) -> Result<GraphData, Refusal> {
    let query = Query::from_url(&drawing.asked.query)?;
    end(drawn, drawing);
    found(drawn, search, |search| Ok(session.search(&query, &Shape::default(), search)?))
}

/// Keeps a drawing that is done.
pub fn end(drawn: &mut Drawn, drawing: Drawing) {
    let Drawing { asked, mut columns, layouter } = drawing;
    if let Some(layouter) = layouter {
        columns.layout = layouter.finish();
        let centres = columns.layout.nodes.iter().copied();
        let centres = columns.names.iter().cloned().zip(centres);
        let centres = centres.filter(|(name, _)| !name.is_empty()).collect();
        *drawn = Drawn { asked: Some(asked), columns, centres };
    }
}

fn expanded(node: &ExpandedNode) -> Expand {
    Expand { name: node.name.as_bytes().to_vec(), callers: node.callers }
}

/// The drawing, with what a search finds in it.
pub fn found(
    drawn: &Drawn,
    search: &str,
    look: impl FnOnce(&Search) -> Result<Rc<Matched>, Refusal>,
) -> Result<GraphData, Refusal> {
    let mut data = drawn.columns.data();
    if let Some(search) = Search::new(search)? {
        let matched = look(&search)?;
        let is_match = |name: &Vec<u8>| u8::from(!name.is_empty() && search.is_match(name));
        let matches: Vec<u8> = drawn.columns.names.iter().map(is_match).collect();
        data.matches = Uint8Array::from(&*matches);
        (data.matched, data.matched_functions) = (matched.weight, matched.count);
    }
    Ok(data)
}
