//! Nodes and edges with their weights: the call graph, or the call tree.

use crate::selection::{Frame, NodeId, Selection, average};
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
    /// What it stands for. In a tree, several stand for the same.
    pub node: NodeId,
    /// What it spent itself.
    pub flat: i64,
    /// What it and everything that it called spent; a stack in which it occurs
    /// several times counts once.
    pub cum: i64,
    /// What to divide `flat` by for an average.
    pub flat_divisor: i64,
    /// What to divide `cum` by for an average.
    pub cum_divisor: i64,
}

impl Vertex {
    /// The value to show for what it spent itself.
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
    /// The callee.
    pub to: VertexId,
    /// What was spent below these calls.
    pub weight: i64,
    /// What to divide `weight` by for an average.
    pub divisor: i64,
    /// All of these calls were inlined.
    pub inlined: bool,
    /// Some of these calls went through nodes that are not in the graph.
    pub residual: bool,
}

/// Which edges a graph is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// All of them.
    All,
    /// Only those to nodes that are inlined somewhere: all that the top table
    /// needs, and few.
    ToInlined,
}

/// The call graph of a selection.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// All nodes, also those that come to nothing or were left out: edges to
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

    /// Whether a node is in the set.
    pub fn contains(&self, node: NodeId) -> bool {
        self.0[node as usize]
    }
}

impl Graph {
    /// Builds the graph from all stacks. With `kept`, as if the other nodes were
    /// not there: edges reach over them, and what a leaf that is not there spent
    /// itself is nobody's flat.
    pub fn new(selection: &Selection, kept: Option<&NodeSet>, edges: Edges) -> Self {
        let mut builder = Builder::new(selection, kept, edges);
        for (stack, weight) in live_stacks(selection) {
            builder.stack(selection, stack, weight);
        }
        builder.finish()
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

/// What one stack adds.
#[derive(Clone, Copy)]
struct Weight {
    value: i64,
    divisor: i64,
}

impl Weight {
    fn add_cum(self, to: &mut Vertex) {
        to.cum = to.cum.wrapping_add(self.value);
        to.cum_divisor = to.cum_divisor.wrapping_add(self.divisor);
    }

    fn add_flat(self, to: &mut Vertex) {
        to.flat = to.flat.wrapping_add(self.value);
        to.flat_divisor = to.flat_divisor.wrapping_add(self.divisor);
    }

    fn add_edge(self, to: &mut Edge, frame: Frame, residual: bool) {
        to.weight = to.weight.wrapping_add(self.value);
        to.divisor = to.divisor.wrapping_add(self.divisor);
        to.inlined &= frame.is_inlined();
        to.residual |= residual;
    }
}

impl Edge {
    fn new(from: VertexId, to: VertexId) -> Self {
        Self { from, to, weight: 0, divisor: 0, inlined: true, residual: false }
    }
}

fn live_stacks(selection: &Selection) -> impl Iterator<Item = (u32, Weight)> {
    let weights = selection.weights.clone();
    (0..selection.profile.stacks.len() as u32).filter_map(move |stack| {
        let weight = Weight { value: weights.net(stack), divisor: weights.divisor(stack) };
        weights.is_live(stack).then_some((stack, weight))
    })
}

struct Builder<'a> {
    kept: Option<&'a NodeSet>,
    /// The nodes that edges lead to.
    targets: Option<NodeSet>,
    vertices: Vec<Vertex>,
    /// The stack in which a node was last seen, + 1.
    seen: Vec<u32>,
    edges: Vec<Edge>,
    edge_seen: Vec<u32>,
    by_ends: HashMap<(VertexId, VertexId), u32, FxBuildHasher>,
}

impl<'a> Builder<'a> {
    fn new(selection: &Selection, kept: Option<&'a NodeSet>, edges: Edges) -> Self {
        let frames = &selection.frames;
        let count = frames.nodes.len();
        let targets = (edges == Edges::ToInlined).then(|| {
            let locations = 0..selection.profile.locations.len() as u32;
            let all = locations.flat_map(|location| frames.of(location));
            NodeSet::new(count, all.filter(|f| f.is_inlined()).map(|f| f.node()))
        });
        Self {
            kept,
            targets,
            vertices: (0..count as NodeId)
                .map(|node| Vertex { node, ..Vertex::default() })
                .collect(),
            seen: vec![0; count],
            edges: Vec::new(),
            edge_seen: Vec::new(),
            by_ends: HashMap::with_hasher(FxBuildHasher),
        }
    }

    fn stack(&mut self, selection: &Selection, stack: u32, weight: Weight) {
        let stamp = stack + 1;
        let (mut parent, mut residual) = (NONE, false);
        for frame in selection.frames.root_first(selection.profile.stacks.get(stack)) {
            let node = frame.node();
            if self.kept.is_some_and(|kept| !kept.contains(node)) {
                residual = true;
                continue;
            }
            let row = node as usize;
            if self.seen[row] != stamp {
                self.seen[row] = stamp;
                weight.add_cum(&mut self.vertices[row]);
            }
            let is_target = self.targets.as_ref().is_none_or(|t| t.contains(node));
            if parent != NONE && parent != node && is_target {
                self.edge((parent, node), weight, stamp, frame, residual);
            }
            (parent, residual) = (node, false);
        }
        if parent != NONE && !residual {
            weight.add_flat(&mut self.vertices[parent as usize]);
        }
    }

    fn edge(
        &mut self,
        ends: (VertexId, VertexId),
        weight: Weight,
        stamp: u32,
        frame: Frame,
        residual: bool,
    ) {
        let row = *self.by_ends.entry(ends).or_insert_with(|| {
            self.edges.push(Edge::new(ends.0, ends.1));
            self.edge_seen.push(0);
            (self.edges.len() - 1) as u32
        });
        let row = row as usize;
        // The first call of a stack speaks for the others.
        if self.edge_seen[row] != stamp {
            self.edge_seen[row] = stamp;
            weight.add_edge(&mut self.edges[row], frame, residual);
        }
    }

    fn finish(self) -> Graph {
        let mut graph =
            Graph { vertices: self.vertices, edges: self.edges, listed: Vec::new(), paths: None };
        graph.list();
        graph
    }
}
