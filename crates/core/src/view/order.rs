//! In which order nodes and edges are shown.

use super::adjacency::Adjacency;
use super::go_sort;
use super::graph::{Edge, Graph, Vertex, VertexId};
use crate::measure;
use crate::query::Sort;
use crate::selection::{NodeId, Nodes};
use std::cmp::{Ordering, Reverse};

/// An order of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeOrder {
    /// By flat value, then by name.
    Flat,
    /// By what was spent in and below them, then by name.
    Cum,
    /// As `Flat`, but of the same flat those with more in and below them come first.
    FlatThenCum,
    /// As `Cum`, but of the same cum those that spent more themselves come first.
    CumThenFlat,
    /// By how much a picture says with them: much goes through them, and not
    /// only from one node to one other.
    Entropy,
    /// The same of values and of what they take away from each other: next to nothing
    /// beside much that is negative says a lot to pprof.
    EntropyAsReference,
}

impl From<Sort> for NodeOrder {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Flat => Self::Flat,
            Sort::Cum => Self::Cum,
        }
    }
}

/// The names of nodes, each made once.
pub struct NameCache<'a> {
    nodes: &'a Nodes,
    names: Vec<Option<Vec<u8>>>,
}

impl<'a> NameCache<'a> {
    /// Without any names yet.
    pub fn new(nodes: &'a Nodes) -> Self {
        Self { nodes, names: vec![None; nodes.len()] }
    }

    /// Makes the names of these nodes.
    pub fn fill(&mut self, nodes: impl Iterator<Item = NodeId>) {
        for node in nodes {
            let name = &mut self.names[node as usize];
            if name.is_none() {
                *name = Some(self.nodes.printable_name(node));
            }
        }
    }

    /// A name that was made.
    pub fn get(&self, node: NodeId) -> &[u8] {
        self.names[node as usize].as_deref().unwrap_or_default()
    }

    /// Addresses are compared as numbers, everything else as text.
    fn compare(&self, a: NodeId, b: NodeId) -> Ordering {
        let (address_a, address_b) = (self.nodes.get(a).address, self.nodes.get(b).address);
        if address_a != 0 && address_b != 0 && address_a != address_b {
            return address_a.cmp(&address_b);
        }
        self.get(a).cmp(self.get(b))
    }
}

/// Sorts the listed vertices. What pprof leaves to chance is left to
/// the order of the profile.
pub fn sort_vertices(graph: &mut Graph, order: NodeOrder, nodes: &Nodes) {
    let Graph { vertices, listed, .. } = graph;
    let mut names = NameCache::new(nodes);
    names.fill(listed.iter().map(|&v| vertices[v as usize].node));
    let scores = match order {
        NodeOrder::Entropy => Some(entropy_scores(graph, i64::wrapping_abs)),
        NodeOrder::EntropyAsReference => Some(entropy_scores(graph, |value| value)),
        _ => None,
    };
    let Graph { vertices, listed, .. } = graph;
    let size = |value: i64| Reverse(value.wrapping_abs());
    let key = |v: VertexId| {
        let Vertex { flat, cum, .. } = vertices[v as usize];
        match (order, &scores) {
            (_, Some(scores)) => ((size(scores[v as usize]), Reverse(0)), size(flat)),
            (NodeOrder::Cum, _) => ((size(cum), Reverse(0)), size(flat)),
            (NodeOrder::CumThenFlat, _) => ((size(cum), size(flat)), Reverse(0)),
            (NodeOrder::FlatThenCum, _) => ((size(flat), size(cum)), Reverse(0)),
            _ => ((size(flat), Reverse(0)), size(cum)),
        }
    };
    let compare = |a: VertexId, b: VertexId| {
        let ((first_a, last_a), (first_b, last_b)) = (key(a), key(b));
        let (node_a, node_b) = (vertices[a as usize].node, vertices[b as usize].node);
        (first_a.cmp(&first_b))
            .then_with(|| names.compare(node_a, node_b))
            .then(last_a.cmp(&last_b))
            .then_with(|| nodes.compare_info(node_a, node_b))
    };
    // In a tree, several vertices may be the same in all of that.
    go_sort::sort(listed, |&a, &b| compare(a, b).is_lt());
}

/// Sorts edges: the heaviest first, then by the names of their ends.
pub fn sort_edges(edges: &mut [u32], graph: &Graph, names: &NameCache) {
    let name = |vertex: VertexId| names.get(graph.vertices[vertex as usize].node);
    edges.sort_by(|&a, &b| {
        let (a, b) = (&graph.edges[a as usize], &graph.edges[b as usize]);
        let size = |edge: &Edge| Reverse(edge.weight.wrapping_abs());
        size(a)
            .cmp(&size(b))
            .then_with(|| name(a.from).cmp(name(b.from)))
            .then_with(|| name(a.to()).cmp(name(b.to())))
    });
}

/// The score of each vertex. `counted` says how values count.
fn entropy_scores(graph: &Graph, counted: fn(i64) -> i64) -> Vec<i64> {
    let adjacency = Adjacency::new(graph);
    let mut scores = vec![0; graph.vertices.len()];
    for &v in &graph.listed {
        let vertex = &graph.vertices[v as usize];
        // Nodes at either end are worth showing.
        let side = |edges: &[u32], flat: i64| match edges {
            [] => 1.0,
            edges => entropy(edges.iter().map(|&e| counted(graph.edges[e as usize].weight)), flat),
        };
        let (flat, cum) = (counted(vertex.flat), counted(vertex.cum));
        let score = side(adjacency.incoming(v), 0) + side(adjacency.outgoing(v), flat);
        scores[v as usize] = measure::truncate(score * cum as f64).wrapping_add(flat);
    }
    scores
}

/// The information in how a sum divides into these weights. Negative ones are
/// no part of the sum, but of the information: pprof has it so.
fn entropy(weights: impl Iterator<Item = i64> + Clone, flat: i64) -> f64 {
    let positive = weights.clone().filter(|&w| w > 0);
    let total = positive.fold(flat, i64::wrapping_add);
    if total == 0 {
        return 0.0;
    }
    let flat = Some(flat).filter(|&flat| flat > 0);
    weights
        .chain(flat)
        .map(|weight| {
            let share = weight.wrapping_abs() as f64 / total as f64;
            -share * measure::log2(share)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::query::Query;
    use crate::selection::Session;
    use crate::view::picture::STYLE;
    use crate::view::testing::profile;
    use crate::view::trim::{Style, trimmed};

    #[test]
    fn a_picture_of_changes_shows_the_largest() {
        let mut session = Session::new(profile(&[
            "main;slower 3000",
            "main;slower;inner 2000",
            "main;mixed;one 1",
            "main;mixed;other -400",
        ]));
        let query = Query::from_url("n=2&nf=0&ef=0").unwrap();
        let mut chosen = |as_reference| {
            let selection = session.select(&query).unwrap();
            let trimmed = trimmed(&selection, &query, Style { as_reference, ..STYLE });
            let nodes = &trimmed.selection.frames.nodes;
            let name = |&v: &u32| String::from_utf8(nodes.printable_name(v)).unwrap();
            let mut names: Vec<String> = trimmed.graph.listed.iter().map(name).collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(chosen(true), "mixed slower");
        assert_eq!(chosen(false), "main slower");
    }
}
