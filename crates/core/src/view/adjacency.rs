//! The edges of each vertex.

use super::graph::{Graph, VertexId};

/// Indexes of edges, by the vertex that they lead to or from.
pub struct Adjacency {
    incoming: Rows,
    outgoing: Rows,
}

struct Rows {
    ends: Vec<u32>,
    edges: Vec<u32>,
}

impl Adjacency {
    /// Of all edges of a graph.
    pub fn new(graph: &Graph) -> Self {
        let count = graph.vertices.len();
        Self {
            incoming: Rows::new(count, graph.edges.iter().map(|e| e.to())),
            outgoing: Rows::new(count, graph.edges.iter().map(|e| e.from)),
        }
    }

    /// The edges that lead to a vertex.
    pub fn incoming(&self, vertex: VertexId) -> &[u32] {
        self.incoming.of(vertex)
    }

    /// The edges that lead away from a vertex.
    pub fn outgoing(&self, vertex: VertexId) -> &[u32] {
        self.outgoing.of(vertex)
    }
}

impl Rows {
    fn new(count: usize, vertex_of_edge: impl Iterator<Item = VertexId> + Clone) -> Self {
        let mut ends = vec![0u32; count];
        for vertex in vertex_of_edge.clone() {
            ends[vertex as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            // The start for now: filling moves it to the end.
            *end = sum - *end;
        }
        let mut edges = vec![0; sum as usize];
        for (edge, vertex) in vertex_of_edge.enumerate() {
            let place = &mut ends[vertex as usize];
            edges[*place as usize] = edge as u32;
            *place += 1;
        }
        Self { ends, edges }
    }

    fn of(&self, vertex: VertexId) -> &[u32] {
        let vertex = vertex as usize;
        let start = if vertex == 0 { 0 } else { self.ends[vertex - 1] };
        &self.edges[start as usize..self.ends[vertex] as usize]
    }
}
