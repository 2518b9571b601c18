//! Nodes and edges with their weights: the call graph, or the call tree.

use super::calls::{Walk, edges, vertices};
use crate::profile::StackId;
use crate::selection::{Frame, NodeId, Selection, Weights, average};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// An index into [`Graph::vertices`].
pub type VertexId = u32;

/// No vertex.
const NONE: VertexId = VertexId::MAX;

/// One node of the graph, with its sums. To divide them is for those who show
/// them: limits and orders are about sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vertex {
    /// Node that it stands for. In a tree, several stand for the same.
    pub node: NodeId,
    /// Flat value.
    pub flat: i64,
    /// Cum value: its own and that of everything that it called; a stack in which it occurs
    /// several times counts once.
    pub cum: i64,
    /// Divisor of `flat` for an average.
    pub flat_divisor: i64,
    /// Divisor of `cum` for an average.
    pub cum_divisor: i64,
}

impl Vertex {
    /// The value to show as flat.
    pub fn flat_value(&self) -> i64 {
        average(self.flat, self.flat_divisor)
    }

    /// The value to show for what was spent in it and below it.
    pub fn cum_value(&self) -> i64 {
        average(self.cum, self.cum_divisor)
    }
}

/// One edge of the graph: calls from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The caller.
    pub from: VertexId,
    /// The callee, and the two flags: a graph may have a hundred million edges.
    to: u32,
    /// Weight below these calls.
    pub weight: i64,
    /// Divisor of `weight` for an average.
    pub divisor: i64,
}

/// In [`Edge::to`]: some of these calls were not inlined.
const CALLED: u32 = 1 << 31;
/// In [`Edge::to`]: some of these calls went through nodes that are not in the graph.
const RESIDUAL: u32 = 1 << 30;

/// Which edges a graph is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// All of them.
    All,
    /// None: nodes alone are sums that cost little.
    None,
    /// Only those to nodes that are inlined somewhere: all that the top table
    /// needs, and few.
    ToInlined,
}

/// The call graph of a selection.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// All nodes, also those whose weight is 0 or were left out: edges to
    /// them may remain. In a graph, a vertex has the number of its node.
    pub vertices: Vec<Vertex>,
    /// The edges, in no particular order.
    pub edges: Vec<Edge>,
    /// The vertices to show, in the order in which to show them.
    pub listed: Vec<VertexId>,
    /// In a tree, each vertex by its parent and node.
    pub paths: Option<Paths>,
}

/// The vertices of a tree, by parent and node.
#[derive(Clone, Debug)]
pub struct Paths(HashMap<(VertexId, NodeId), VertexId, FxBuildHasher>);

impl Paths {
    /// The vertex below this one; `None` stands above the roots.
    pub fn below(&self, parent: Option<VertexId>, node: NodeId) -> Option<VertexId> {
        self.0.get(&(parent.unwrap_or(NONE), node)).copied()
    }
}

/// A set of nodes.
#[derive(Clone, Debug, Default)]
pub struct NodeSet(Vec<bool>);

impl NodeSet {
    /// The set of these nodes, out of as many as there are.
    pub fn new(count: usize, nodes: impl Iterator<Item = NodeId>) -> Self {
        let mut set = vec![false; count];
        nodes.for_each(|node| set[node as usize] = true);
        Self(set)
    }

    /// Returns whether there is none in it.
    pub fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    /// Returns whether a node is in the set.
    pub fn contains(&self, node: NodeId) -> bool {
        self.0[node as usize]
    }
}

impl Graph {
    /// Builds the graph from all stacks. With `kept`, as if the other nodes were
    /// not there: edges reach over them, and what a leaf that is not there spent
    /// itself is nobody's flat.
    pub fn new(selection: &Selection, kept: Option<&NodeSet>, edges: Edges) -> Self {
        Self::again(selection, vertices(selection), kept, edges)
    }

    /// The same, of vertices that were summed before from the same frames: leaving out
    /// others changes nothing for those that stay.
    pub(super) fn again(
        selection: &Selection,
        mut vertices: Vec<Vertex>,
        kept: Option<&NodeSet>,
        edges: Edges,
    ) -> Self {
        if let Some(kept) = kept {
            for vertex in vertices.iter_mut().filter(|vertex| !kept.contains(vertex.node)) {
                *vertex = Vertex { node: vertex.node, ..Vertex::default() };
            }
        }
        let edges = self::edges(&Walk::new(selection, kept, edges));
        let mut graph = Self { vertices, edges, ..Self::default() };
        graph.list();
        graph
    }

    /// Builds the call tree: a vertex for each path from a root.
    pub fn tree(selection: &Selection) -> Self {
        let mut graph = Self::default();
        let mut paths = HashMap::with_hasher(FxBuildHasher);
        // A vertex other than a root has one edge that leads to it.
        let mut edge_to = Vec::new();
        for (stack, weight) in live_stacks(selection) {
            let mut parent = NONE;
            for frame in selection.frames.root_first(selection.profile.stacks.get(stack)) {
                let vertex = *paths.entry((parent, frame.node())).or_insert_with(|| {
                    graph.vertices.push(Vertex { node: frame.node(), ..Vertex::default() });
                    edge_to.push(graph.edges.len());
                    let vertex = graph.vertices.len() as u32 - 1;
                    if parent != NONE {
                        graph.edges.push(Edge::new(parent, vertex));
                    }
                    vertex
                });
                weight.add_cum(&mut graph.vertices[vertex as usize]);
                if parent != NONE {
                    weight.add_edge(&mut graph.edges[edge_to[vertex as usize]], frame, false);
                }
                parent = vertex;
            }
            if parent != NONE {
                weight.add_flat(&mut graph.vertices[parent as usize]);
            }
        }
        graph.list();
        graph.paths = Some(Paths(paths));
        graph
    }

    /// Lists the vertices that are not nothing.
    fn list(&mut self) {
        let something = |v: &Vertex| v.flat != 0 || v.cum != 0;
        let all = 0..self.vertices.len() as u32;
        self.listed = all.filter(|&v| something(&self.vertices[v as usize])).collect();
    }

    /// Takes what is negative off the list: not out of the graph, as the
    /// reference has it.
    pub fn drop_negative(&mut self) {
        let is_negative = |v: &Vertex| v.flat < 0 || (v.flat == 0 && v.cum < 0);
        self.listed.retain(|&v| !is_negative(&self.vertices[v as usize]));
    }
}

/// Weight that one stack adds.
#[derive(Clone, Copy)]
pub(super) struct Weight {
    pub value: i64,
    pub divisor: i64,
}

impl Weight {
    pub(super) fn of(weights: &Weights, stack: StackId) -> Self {
        Self { value: weights.net(stack), divisor: weights.divisor(stack) }
    }

    pub(super) fn add_cum(self, to: &mut Vertex) {
        to.cum = to.cum.wrapping_add(self.value);
        to.cum_divisor = to.cum_divisor.wrapping_add(self.divisor);
    }

    pub(super) fn add_flat(self, to: &mut Vertex) {
        to.flat = to.flat.wrapping_add(self.value);
        to.flat_divisor = to.flat_divisor.wrapping_add(self.divisor);
    }

    pub(super) fn add_edge(self, to: &mut Edge, frame: Frame, residual: bool) {
        to.weight = to.weight.wrapping_add(self.value);
        to.divisor = to.divisor.wrapping_add(self.divisor);
        to.add(frame.is_inlined(), residual);
    }
}

impl Edge {
    pub(super) fn new(from: VertexId, to: VertexId) -> Self {
        // Each vertex has bytes in a file of less than 2 GiB: there are never so many.
        Self { from, to, weight: 0, divisor: 0 }
    }

    /// The callee.
    pub fn to(&self) -> VertexId {
        self.to & !(CALLED | RESIDUAL)
    }

    /// All of these calls were inlined.
    pub fn is_inlined(&self) -> bool {
        self.to & CALLED == 0
    }

    /// Some of these calls went through nodes that are not in the graph.
    pub fn is_residual(&self) -> bool {
        self.to & RESIDUAL != 0
    }

    /// Adds another call.
    pub(super) fn add(&mut self, inlined: bool, residual: bool) {
        self.to |= if inlined { 0 } else { CALLED };
        self.to |= if residual { RESIDUAL } else { 0 };
    }
}

/// The edges that lead to or from some nodes of a selection.
pub fn edges_beside(selection: &Selection, nodes: &NodeSet) -> Vec<Edge> {
    edges(&Walk::beside(selection, nodes))
}

pub(super) fn live_stacks(selection: &Selection) -> impl Iterator<Item = (StackId, Weight)> {
    let weights = &selection.weights;
    let stacks = 0..selection.profile.stacks.len() as StackId;
    let live = stacks.filter(|&stack| weights.is_live(stack));
    live.map(|stack| (stack, Weight::of(weights, stack)))
}
