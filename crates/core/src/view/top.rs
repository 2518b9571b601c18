//! The table of nodes: flat, cum, name.

use super::graph::{Edges, Graph, Vertex};
use super::order::{NodeOrder, sort_vertices};
use super::trim::{Limits, Style, trimmed, unit_for};
use crate::diagnose::{Ownership, blamed, is_runtime, ownership};
use crate::profile::StackId;
use crate::query::{Query, Sort};
use crate::selection::{NodeId, Selection};
use std::cmp::Reverse;

/// Inlining of the calls of a node.
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
    /// Flat value.
    pub flat: i64,
    /// Cum value: its own and that of everything that it called.
    pub cum: i64,
    /// Inlining of its calls.
    pub inlined: Inlined,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// The rows, in the order that the query asks for.
    pub rows: Vec<Row>,
    /// Total that shares are of.
    pub total: i64,
    /// The unit to show values in.
    pub output_unit: String,
    /// Number of nodes that were left out because they are small.
    pub dropped: usize,
    /// Number of nodes without those: more than `rows`, where the query
    /// asks for fewer.
    pub count: usize,
}

/// Makes the table. Rows are left out as the query's `nodefraction`, `nodecount`
/// and `trim` have it, in pprof's way.
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
/// same in both. Rows of the same flat are in the order of their cum, and the other way
/// around: pprof goes on by name there, which says nothing.
pub fn whole_top(selection: &Selection, query: &Query) -> Top {
    let mut graph = Graph::new(selection, None, Edges::ToInlined);
    if query.drop_negative {
        graph.drop_negative();
    }
    let limits = Limits::new(&graph, query);
    let order = match query.sort {
        Sort::Flat => NodeOrder::FlatThenCum,
        Sort::Cum => NodeOrder::CumThenFlat,
    };
    sort_vertices(&mut graph, order, &selection.frames.nodes);
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

/// Puts the rows of the user's own functions first, each part by cum; of the same cum those
/// first that are named for more (see [`blamed`]). For counts of stacks, as goroutines: what
/// they wait in is the runtime's, and flat is 0 for everything else.
pub fn own_first(selection: &Selection, top: &mut Top) {
    let (profile, nodes) = (selection.profile, &selection.frames.nodes);
    let owners = ownership(profile);
    let owner = |node: NodeId| match nodes.function(node) {
        Some(function) => {
            let name = profile.strings.get(profile.functions.name[function as usize]);
            (owners[function as usize], is_runtime(name))
        }
        None => (Ownership::Other, false),
    };
    let mut named = vec![0_i64; nodes.len()];
    let mut frames = Vec::new();
    for (id, stack) in (0 as StackId..).zip(profile.stacks.iter()) {
        frames.clear();
        selection.frames.extend_root_first(stack, &mut frames);
        let (depth, _) = blamed(frames.iter().rev().map(|frame| owner(frame.node())));
        if let Some(frame) = frames.iter().rev().nth(depth) {
            let sum = &mut named[frame.node() as usize];
            *sum = sum.saturating_add(selection.weights.net(id));
        }
    }
    let size = |value: i64| Reverse(value.unsigned_abs());
    top.rows.sort_by_cached_key(|row| {
        let is_foreign = owner(row.node).0 != Ownership::Own;
        (is_foreign, size(row.cum), size(named[row.node as usize]))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::Session;
    use crate::view::testing::profile;

    const PARK: &str =
        "runtime.chanrecv@/go/src/runtime/c.go:1;runtime.gopark@/go/src/runtime/p.go:1";

    fn names(selection: &Selection, top: &Top) -> Vec<String> {
        let name = |row: &Row| String::from_utf8(selection.frames.nodes.printable_name(row.node));
        top.rows.iter().map(|row| name(row).unwrap()).collect()
    }

    fn goroutines() -> Session {
        let stack = |own: &str, count: i64| format!("{own};{PARK} {count}");
        let rows = [
            stack("main.main@/app/m.go:1;main.aaa@/app/m.go:3", 2),
            stack("main.start@/app/m.go:90;main.fanOut@/app/m.go:98", 480),
            stack("net/http.serve@/go/src/net/http/s.go:1", 5),
        ];
        Session::new(profile(&rows.iter().map(|r| &**r).collect::<Vec<_>>()))
    }

    #[test]
    fn of_the_same_flat_the_larger_cum_is_first() {
        let mut session = goroutines();
        let query = Query::default();
        let selection = session.select(&query).unwrap();
        let whole = whole_top(&selection, &query);
        assert_eq!(
            names(&selection, &whole),
            [
                "runtime.gopark",
                "runtime.chanrecv",
                "main.fanOut",
                "main.start",
                "net/http.serve",
                "main.aaa",
                "main.main",
            ]
        );
        let as_reference = names(&selection, &top(&selection, &query));
        assert_eq!(as_reference[1..3], ["main.aaa", "main.fanOut"], "reports go on by name");
    }

    #[test]
    fn own_functions_lead_and_of_those_the_one_that_waits() {
        let mut session = goroutines();
        let query = Query::default();
        let selection = session.select(&query).unwrap();
        let mut whole = whole_top(&selection, &query);
        own_first(&selection, &mut whole);
        assert_eq!(
            names(&selection, &whole),
            [
                "main.fanOut",
                "main.start",
                "main.aaa",
                "main.main",
                "runtime.gopark",
                "runtime.chanrecv",
                "net/http.serve",
            ]
        );
    }
}
