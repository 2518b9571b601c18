//! The table of nodes: flat, cum, name.

use super::graph::{Edges, Graph, GraphNode, NodeSet};
use crate::measure;
use crate::query::{Query, Sort};
use crate::selection::{NodeId, Selection};
use std::cmp::Reverse;

/// Whether the calls of a node were inlined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inlined {
    /// None of them.
    #[default]
    No,
    /// Some of them.
    Partly,
    /// All of them.
    Yes,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub node: NodeId,
    /// Its name, as printed.
    pub name: Vec<u8>,
    /// What it spent itself.
    pub flat: i64,
    /// What it and everything that it called spent.
    pub cum: i64,
    /// Whether its calls were inlined.
    pub inlined: Inlined,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// The rows, in the order that the query asks for.
    pub rows: Vec<Row>,
    /// What shares are shares of.
    pub total: i64,
    /// The unit to show values in.
    pub output_unit: String,
    /// How many nodes were left out because they are small.
    pub dropped: usize,
    /// How many nodes there are without those: more than `rows`, where the query
    /// asks for fewer.
    pub count: usize,
}

/// Makes the table. Rows are left out as the query's `nodefraction`, `nodecount`
/// and `trim` have it, in the reference's way: what is left out is taken out of
/// the stacks, so that the rest is summed as if it had never been there.
pub fn top(selection: &Selection, query: &Query) -> Top {
    let mut graph = Graph::new(selection, None, Edges::ToInlined);
    let limits = Limits::new(&graph, query);
    let keep = |nodes: &[GraphNode]| {
        let kept = NodeSet::new(selection.frames.nodes.len(), nodes.iter().map(|n| n.node));
        Graph::new(selection, Some(&kept), Edges::ToInlined)
    };

    let mut dropped = 0;
    if limits.node > 0 {
        let before = graph.nodes.len();
        graph.nodes.retain(|n| n.cum.wrapping_abs() >= limits.node);
        dropped = before - graph.nodes.len();
        if dropped > 0 {
            graph = keep(&graph.nodes);
        }
    }
    let count = graph.nodes.len();
    let mut rows = sorted_rows(selection, &graph, query.sort);
    if limits.count > 0 && limits.count < rows.len() {
        rows.truncate(limits.count);
        let nodes: Vec<_> = rows.iter().map(graph_node).collect();
        graph = keep(&nodes);
        rows = sorted_rows(selection, &graph, query.sort);
    }
    mark_inlined(&mut rows, &graph, limits.edge);
    let output_unit = output_unit(selection, &query.unit, rows.iter());
    Top { rows, total: selection.weights.total, output_unit, dropped, count }
}

/// Makes the table with every row, for a reader who can scroll. Units and
/// inlining are those of the rows that [`top`] shows, so that a row reads the
/// same in both.
pub fn whole_top(selection: &Selection, query: &Query) -> Top {
    let graph = Graph::new(selection, None, Edges::ToInlined);
    let limits = Limits::new(&graph, query);
    let mut rows = sorted_rows(selection, &graph, query.sort);
    mark_inlined(&mut rows, &graph, limits.edge);
    let shown = rows.iter().filter(|row| row.cum.wrapping_abs() >= limits.node);
    let output_unit = output_unit(selection, &query.unit, shown);
    let count = rows.len();
    Top { rows, total: selection.weights.total, output_unit, dropped: 0, count }
}

fn graph_node(row: &Row) -> GraphNode {
    GraphNode { node: row.node, flat: row.flat, cum: row.cum }
}

/// Below which weight nodes and edges are left out, and how many nodes are
/// shown; 0 for no limit.
struct Limits {
    node: i64,
    edge: i64,
    count: usize,
}

impl Limits {
    fn new(graph: &Graph, query: &Query) -> Self {
        if !query.trim {
            return Self { node: 0, edge: 0, count: 0 };
        }
        let total = graph.nodes.iter().fold(0i64, |sum, n| sum.wrapping_add(n.flat));
        let share = |fraction: f64| ((total as f64 * fraction) as i64).wrapping_abs();
        Self {
            node: share(query.nodefraction),
            edge: share(query.edgefraction),
            count: query.nodecount.unwrap_or(0),
        }
    }
}

fn sorted_rows(selection: &Selection, graph: &Graph, sort: Sort) -> Vec<Row> {
    let nodes = &selection.frames.nodes;
    let mut rows: Vec<Row> = graph
        .nodes
        .iter()
        .map(|n| Row {
            node: n.node,
            name: nodes.printable_name(n.node),
            flat: n.flat,
            cum: n.cum,
            inlined: Inlined::No,
        })
        .collect();
    let size = |value: i64| Reverse(value.wrapping_abs());
    rows.sort_unstable_by(|a, b| {
        let (a_key, b_key) = match sort {
            Sort::Flat => ((size(a.flat), size(a.cum)), (size(b.flat), size(b.cum))),
            Sort::Cum => ((size(a.cum), size(a.flat)), (size(b.cum), size(b.flat))),
        };
        let by_name = || {
            // Addresses are compared as numbers, everything else as text.
            let (a, b) = ((a, nodes.get(a.node)), (b, nodes.get(b.node)));
            if a.1.address != 0 && b.1.address != 0 && a.1.address != b.1.address {
                return a.1.address.cmp(&b.1.address);
            }
            a.0.name.cmp(&b.0.name)
        };
        a_key
            .0
            .cmp(&b_key.0)
            .then_with(by_name)
            .then(a_key.1.cmp(&b_key.1))
            .then(a.node.cmp(&b.node))
    });
    rows
}

/// A node is inlined if the edges to it are: those that are heavy enough to be
/// in the graph.
fn mark_inlined(rows: &mut [Row], graph: &Graph, edge_limit: i64) {
    let last = graph.edges.iter().map(|e| e.to as usize + 1).max().unwrap_or(0);
    let (mut inlined, mut called) = (vec![false; last], vec![false; last]);
    for edge in &graph.edges {
        if edge.weight.wrapping_abs() < edge_limit {
            continue;
        }
        let which = if edge.inlined { &mut inlined } else { &mut called };
        which[edge.to as usize] = true;
    }
    for row in rows {
        let node = row.node as usize;
        row.inlined = match (inlined.get(node), called.get(node)) {
            (Some(true), Some(true)) => Inlined::Partly,
            (Some(true), _) => Inlined::Yes,
            _ => Inlined::No,
        };
    }
}

/// One unit for all values that are shown, if the query leaves it to us.
fn output_unit<'a>(
    selection: &Selection,
    unit: &str,
    rows: impl Iterator<Item = &'a Row>,
) -> String {
    let mut rows = rows.peekable();
    if unit != measure::MINIMUM || rows.peek().is_none() {
        return unit.to_owned();
    }
    let magnitude = |row: &Row| match row.flat {
        0 => row.cum.wrapping_abs(),
        flat => flat.wrapping_abs(),
    };
    let total = selection.weights.total;
    let smallest = rows.map(magnitude).filter(|&v| v > 0).min().unwrap_or(total);
    measure::output_unit(smallest, total, &selection.unit()).to_owned()
}
