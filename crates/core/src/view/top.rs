//! The table of nodes: flat, cum, name.

use super::graph::{Edges, Graph, Vertex};
use super::order::sort_vertices;
use super::trim::{Limits, Style, trimmed, unit_for};
use crate::query::Query;
use crate::selection::{NodeId, Selection};

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
/// and `trim` have it, in the reference's way.
pub fn top(selection: &Selection, query: &Query) -> Top {
    let trimmed = trimmed(selection, query, Style::text(Edges::ToInlined));
    Top {
        rows: rows(&trimmed.selection, &trimmed.graph, 0),
        total: selection.total,
        output_unit: trimmed.output_unit,
        dropped: trimmed.dropped_nodes,
        count: trimmed.original_count,
    }
}

/// Makes the table with every row, for a reader who can scroll. Units and
/// inlining are those of the rows that [`top`] shows, so that a row reads the
/// same in both.
pub fn whole_top(selection: &Selection, query: &Query) -> Top {
    let mut graph = Graph::new(selection, None, Edges::ToInlined);
    if query.drop_negative {
        graph.drop_negative();
    }
    let limits = Limits::new(&graph, query);
    sort_vertices(&mut graph, query.sort.into(), &selection.frames.nodes);
    let rows = rows(selection, &graph, limits.edge);
    let is_shown = |v: &&Vertex| v.cum.wrapping_abs() >= limits.node;
    let vertices = graph.listed.iter().map(|&v| &graph.vertices[v as usize]);
    let shown = vertices.filter(is_shown).map(|v| (v.flat_value(), v.cum_value()));
    let output_unit = unit_for(selection, query, shown, false);
    let count = rows.len();
    Top { rows, total: selection.total, output_unit, dropped: 0, count }
}

/// A row for each listed vertex. A node is inlined if the edges to it are: those
/// that are heavy enough.
fn rows(selection: &Selection, graph: &Graph, edge_limit: i64) -> Vec<Row> {
    let count = graph.vertices.len();
    let (mut inlined, mut called) = (vec![false; count], vec![false; count]);
    for edge in &graph.edges {
        if edge.weight.wrapping_abs() >= edge_limit {
            let which = if edge.is_inlined() { &mut inlined } else { &mut called };
            which[edge.to() as usize] = true;
        }
    }
    let row = |&v: &u32| {
        let vertex = &graph.vertices[v as usize];
        Row {
            node: vertex.node,
            name: selection.frames.nodes.printable_name(vertex.node),
            flat: vertex.flat_value(),
            cum: vertex.cum_value(),
            inlined: match (inlined[v as usize], called[v as usize]) {
                (true, true) => Inlined::Partly,
                (true, false) => Inlined::Yes,
                _ => Inlined::No,
            },
        }
    };
    graph.listed.iter().map(row).collect()
}
