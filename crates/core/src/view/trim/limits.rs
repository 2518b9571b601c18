//! Limits of a graph, and removal of what is below them.

use crate::measure::truncate;
use crate::query::Query;
use crate::view::expand::Kept;
use crate::view::graph::{Graph, VertexId};
use crate::view::node_tags::NodeTags;

/// The most boxes that a picture has for the texts, and for the numbers, that
/// hang on a node.
pub const MAX_NODELETS: usize = 4;

/// Below which weight nodes and edges are left out, and how many nodes are
/// shown; 0 for no limit.
pub struct Limits {
    /// For nodes and their labels.
    pub node: i64,
    /// For edges.
    pub edge: i64,
    /// The most nodes.
    pub count: usize,
}

impl Limits {
    /// Shares are of what the graph adds up to, which after filters, and in
    /// comparisons, is not what percentages are shares of: pprof does so.
    pub fn new(graph: &Graph, query: &Query) -> Self {
        if !query.trim {
            return Self { node: 0, edge: 0, count: 0 };
        }
        let flat = graph.listed.iter().map(|&v| graph.vertices[v as usize].flat);
        let total = flat.fold(0i64, i64::wrapping_add);
        let share = |fraction: f64| truncate(total as f64 * fraction).wrapping_abs();
        Self {
            node: share(query.nodefraction),
            edge: share(query.edgefraction),
            count: query.nodecount.unwrap_or(0),
        }
    }
}

/// Takes vertices out of a tree: what was below them hangs on what was above.
pub(super) fn trim_tree(graph: &mut Graph, kept: &[VertexId]) {
    let mut goes = vec![false; graph.vertices.len()];
    graph.listed.iter().for_each(|&v| goes[v as usize] = true);
    kept.iter().for_each(|&v| goes[v as usize] = false);
    let mut edge_to: Vec<Option<usize>> = vec![None; graph.vertices.len()];
    for (i, edge) in graph.edges.iter().enumerate() {
        edge_to[edge.to() as usize] = Some(i);
    }
    // Edges were made from the roots on, so one step up is enough for each.
    let mut stays = vec![true; graph.edges.len()];
    for i in 0..graph.edges.len() {
        let from = graph.edges[i].from;
        if goes[from as usize] {
            match edge_to[from as usize] {
                // Below a root that goes, there are new roots.
                None => {
                    stays[i] = false;
                    edge_to[graph.edges[i].to() as usize] = None;
                }
                Some(above) => {
                    let above = graph.edges[above];
                    let edge = &mut graph.edges[i];
                    edge.from = above.from;
                    edge.add(above.is_inlined(), true);
                }
            }
        }
    }
    let mut i = 0;
    graph.edges.retain(|edge| {
        i += 1;
        stays[i - 1] && !goes[edge.to() as usize]
    });
    graph.listed.retain(|&v| !goes[v as usize]);
}

/// Removes the edges to listed vertices that are too light. Returns how many.
pub(super) fn trim_edges(graph: &mut Graph, limit: i64, kept: &Kept) -> usize {
    if limit == 0 {
        return 0;
    }
    let mut is_listed = vec![false; graph.vertices.len()];
    graph.listed.iter().for_each(|&v| is_listed[v as usize] = true);
    let before = graph.edges.len();
    graph.edges.retain(|e| {
        !is_listed[e.to() as usize]
            || e.weight.wrapping_abs() >= limit
            || kept.has_edge(e.from, e.to())
    });
    before - graph.edges.len()
}

pub(super) fn trim_tags(graph: &Graph, tags: &mut Option<NodeTags>, limit: i64) {
    if let Some(tags) = tags {
        tags.trim(graph, limit);
    }
}

/// Number of listed vertices that make up `limit` nodes, if in a picture each
/// of their labels counts as one.
pub(super) fn count_top(graph: &Graph, tags: Option<&NodeTags>, limit: usize) -> usize {
    let Some(tags) = tags else { return limit.min(graph.listed.len()) };
    let mut count = 0;
    for (i, &vertex) in graph.listed.iter().enumerate() {
        count += tags.count_flat(vertex).min(MAX_NODELETS) + 1;
        if count >= limit {
            return i + 1;
        }
    }
    limit.min(graph.listed.len())
}
