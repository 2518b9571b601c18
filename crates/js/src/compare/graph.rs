//! The call graph of what changed, drawn as any other.

use super::{Sides, answer, columns, remarks, shown};
use crate::graph::{Drawing, Drawn, NODE_COUNT, again, begin, end, found};
use crate::rest;
use crate::thrown::Thrown;
use crate::views::Refusal;
use hearth_core::compare::{Compared, Difference, Mode};
use hearth_core::query::Query;
use hearth_core::selection::{NodeId, PrefixSums, Shape, Sorted, Tree};
use hearth_core::view::compare::edges::edges;
use hearth_core::view::compare::top::{Row, top};
use hearth_core::view::graph::NodeSet;
use hearth_core::view::picture::change_color;
use hearth_messages::{CompareColumns, CompareGraph, CompareShown, ViewData, ViewRequest};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Sides {
    /// Begins to draw the call graph of what changed: takes a `ViewRequest`. Without an answer
    /// to a comparison there is nothing to draw: then `view` says why.
    ///
    /// # Errors
    ///
    /// When the query makes no sense, in words for the user.
    pub fn draw(&mut self, request: JsValue) -> Result<Option<Drawing>, Thrown> {
        Ok(rest::draw_change(self, request)?)
    }

    /// The drawing as a `ViewData`, once it is done. The next one starts from it.
    ///
    /// # Errors
    ///
    /// When what is looked for makes no sense, in words for the user.
    pub fn drawn(&mut self, drawing: Drawing, request: JsValue) -> Result<JsValue, Thrown> {
        Ok(rest::drawn_change(self, drawing, request)?)
    }
}

/// Begins to draw; `None` where nothing can be compared.
pub fn draw(sides: &mut Sides, request: ViewRequest) -> Result<Option<Drawing>, Refusal> {
    let mut query = Query::from_url(&request.query)?;
    query.nodecount.get_or_insert(NODE_COUNT);
    let mode = Mode::parse(&request.detail.sides.mode).unwrap_or_default();
    let drawn = std::mem::take(&mut sides.drawn);
    let drawing = match sides.comparison() {
        Ok(comparison) if comparison.sample_index(&query).is_ok() => {
            match again(&drawn, &request) {
                Some(drawing) => Ok(Some(drawing)),
                None => comparison.select(&query, mode).map(|compared| {
                    let change = compared.change();
                    let selection = compared.change_selection(&change);
                    let sorted = Rc::new(Sorted::new(&change, &selection.frames));
                    let sums = Rc::new(PrefixSums::new(&sorted, &selection.weights));
                    let tree = Tree { sorted, sums };
                    Some(begin(&selection, &tree, &query, &drawn, request, change_color))
                }),
            }
        }
        _ => Ok(None),
    };
    sides.drawn = drawn;
    Ok(drawing?)
}

/// Ends it.
pub fn drawn(
    sides: &mut Sides,
    drawing: Drawing,
    request: &ViewRequest,
) -> Result<ViewData, Refusal> {
    let mut drawn = std::mem::take(&mut sides.drawn);
    let detail = end(&mut drawn, drawing);
    let query = Query::from_url(&request.query)?;
    let mode = Mode::parse(&detail.sides.mode).unwrap_or_default();
    let data = sides.comparison().map(|comparison| -> Result<ViewData, Refusal> {
        let graph = found(&drawn, &detail, |search| {
            Ok(comparison.search(&query, &Shape::default(), search)?)
        })?;
        let index = comparison.sample_index(&query)?;
        let compared = comparison.select(&query, mode)?;
        let table = top(&compared);
        let rows: HashMap<&[u8], &Row> = table.rows.iter().map(|row| (&*row.name, row)).collect();
        // What hangs on nodes has no figures of its own here.
        let (rows, none) = (&rows, Difference::default());
        let of = |flat: bool| {
            let figure = move |name: &Vec<u8>| match rows.get(&**name) {
                Some(row) if flat => row.flat,
                Some(row) => row.cum,
                None => none,
            };
            drawn.names().iter().map(figure).collect::<Vec<_>>()
        };
        let (flat, cum) = (columns(of(true).iter()), columns(of(false).iter()));
        let graph = CompareShown::Graph(Box::new(CompareGraph {
            graph,
            flat,
            cum,
            arrows: arrows(&compared, &query, &drawn, |name| rows.get(name).map(|row| row.node)),
        }));
        let mut data = shown(&compared, &table.total, &query, graph);
        remarks(comparison, mode, index, &mut data);
        answer::add(comparison, &query, mode, &mut data)?;
        Ok(ViewData::Compare(Box::new(data)))
    });
    sides.drawn = drawn;
    data.map_err(|problem| Refusal::Unknown(problem.text))?
}

/// Both sides of each arrow. A call tree has several of one caller and callee, and no figures.
fn arrows(
    compared: &Compared,
    query: &Query,
    drawn: &Drawn,
    node: impl Fn(&[u8]) -> Option<NodeId>,
) -> CompareColumns {
    let nodes: Vec<Option<NodeId>> = drawn.names().iter().map(|name| node(name)).collect();
    let kept = NodeSet::new(compared.selection.frames.nodes.len(), nodes.iter().flatten().copied());
    let found = if query.call_tree { BTreeMap::new() } else { edges(compared, &kept) };
    let figure = |[from, to]: [usize; 2]| {
        let ends = nodes[from].zip(nodes[to]);
        ends.and_then(|ends| found.get(&ends).copied()).unwrap_or_default()
    };
    columns(drawn.arrows().map(figure).collect::<Vec<_>>().iter())
}
