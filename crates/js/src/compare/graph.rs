//! The call graph of what changed, drawn as any other.

use super::{Pair, answer, columns, nothing, remarks, shown};
use crate::graph::{Asked, Drawing, Drawn, NODE_COUNT, again, begin, end, found};
use crate::views::Refusal;
use hearth_core::compare::{Compared, Difference};
use hearth_core::query::Query;
use hearth_core::selection::{NodeId, PrefixSums, Shape, Sorted, Tree};
use hearth_core::view::compare::edges::edges;
use hearth_core::view::compare::top::{Row, top};
use hearth_core::view::graph::NodeSet;
use hearth_core::view::picture::change_color;
use hearth_messages::{
    CompareColumns, CompareData, CompareGraph, CompareQuestion, CompareShown, CompareView,
    GraphShape,
};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Begins to draw; `None` where nothing can be compared.
pub fn draw(
    pair: &mut Pair,
    question: &CompareQuestion,
    shape: &GraphShape,
) -> Result<Option<Drawing>, Refusal> {
    let mut query = Query::from_url(&question.query)?;
    query.nodecount.get_or_insert(NODE_COUNT);
    let mode = question.mode;
    let asked = Asked { query: question.query.clone(), shape: shape.clone(), mode };
    let drawn = std::mem::take(&mut pair.drawn);
    let drawing = match pair.comparison() {
        Ok(comparison) if comparison.sample_index(&query).is_ok() => match again(&drawn, &asked) {
            Some(drawing) => Ok(Some(drawing)),
            None => comparison.select(&query, super::mode(mode)).map(|compared| {
                let change = compared.change();
                let selection = compared.change_selection(&change);
                let sorted = Rc::new(Sorted::new(&change, &selection.frames));
                let sums = Rc::new(PrefixSums::new(&sorted, &selection.weights));
                let tree = Tree { sorted, sums };
                Some(begin(&selection, &tree, &query, &drawn, asked, change_color))
            }),
        },
        _ => Ok(None),
    };
    pair.drawn = drawn;
    Ok(drawing?)
}

/// Ends it.
pub fn drawn(
    pair: &mut Pair,
    drawing: Drawing,
    question: &CompareQuestion,
) -> Result<CompareData, Refusal> {
    let mut drawn = std::mem::take(&mut pair.drawn);
    end(&mut drawn, drawing);
    let query = Query::from_url(&question.query)?;
    let mode = super::mode(question.mode);
    let wanted = match &question.view {
        CompareView::Graph { search, .. } => search,
        _ => "",
    };
    let data = pair.comparison().map(|comparison| -> Result<CompareData, Refusal> {
        let graph = found(&drawn, wanted, |search| {
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
        Ok(data)
    });
    pair.drawn = drawn;
    data.unwrap_or_else(|problem| Ok(nothing(problem)))
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
