//! Edges that say nothing that other edges do not say.

use super::adjacency::Adjacency;
use super::graph::Graph;
use super::order::{NameCache, sort_edges};
use crate::selection::Selection;

/// Removes edges that go over nodes that are not there, where another path says
/// the same. The lightest go first; none goes that is heavier than an edge that
/// is not residual.
pub fn remove_redundant_edges(graph: &mut Graph, selection: &Selection) {
    let mut names = NameCache::new(&selection.frames.nodes);
    names.fill(
        graph
            .edges
            .iter()
            .flat_map(|e| [e.from, e.to()].map(|vertex| graph.vertices[vertex as usize].node)),
    );
    let adjacency = Adjacency::new(graph);
    let mut gone = vec![false; graph.edges.len()];
    for &vertex in graph.listed.iter().rev() {
        let mut edges = adjacency.incoming(vertex).to_vec();
        sort_edges(&mut edges, graph, &names);
        for &edge in edges.iter().rev() {
            if !graph.edges[edge as usize].is_residual() {
                break;
            }
            gone[edge as usize] = is_redundant(graph, &adjacency, &gone, edge);
        }
    }
    let mut i = 0;
    graph.edges.retain(|_| {
        i += 1;
        !gone[i - 1]
    });
}

/// Returns whether there is another path between the ends of an edge.
fn is_redundant(graph: &Graph, adjacency: &Adjacency, gone: &[bool], edge: u32) -> bool {
    let (from, to) = (graph.edges[edge as usize].from, graph.edges[edge as usize].to());
    let mut seen = vec![false; graph.vertices.len()];
    seen[to as usize] = true;
    let mut todo = vec![to];
    while let Some(vertex) = todo.pop() {
        for &other in adjacency.incoming(vertex) {
            let source = graph.edges[other as usize].from;
            if other == edge || gone[other as usize] || seen[source as usize] {
                continue;
            }
            if source == from {
                return true;
            }
            seen[source as usize] = true;
            todo.push(source);
        }
    }
    false
}
