//! Nodes and edges with their weights: the call graph.

use crate::selection::{NodeId, Selection};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// No node.
const NONE: NodeId = NodeId::MAX;

/// One node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// Which one.
    pub node: NodeId,
    /// What it spent itself.
    pub flat: i64,
    /// What it and everything that it called spent; a stack in which it occurs
    /// several times counts once.
    pub cum: i64,
}

/// One edge of the graph: calls from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GraphEdge {
    /// The caller.
    pub from: NodeId,
    /// The callee.
    pub to: NodeId,
    /// What was spent below these calls.
    pub weight: i64,
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
    /// The nodes that are not nothing, in no particular order.
    pub nodes: Vec<GraphNode>,
    /// The edges, in no particular order.
    pub edges: Vec<GraphEdge>,
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

    fn contains(&self, node: NodeId) -> bool {
        self.0[node as usize]
    }
}

impl Graph {
    /// Builds the graph from all stacks. With `kept`, as if the other nodes were
    /// not there: edges reach over them, and what a leaf that is not there spent
    /// itself is nobody's flat.
    pub fn new(selection: &Selection, kept: Option<&NodeSet>, edges: Edges) -> Self {
        let mut builder = Builder::new(selection, kept, edges);
        for stack in 0..selection.profile.stacks.len() as u32 {
            if selection.weights.is_live(stack) {
                builder.stack(selection, stack);
            }
        }
        builder.finish()
    }
}

struct Builder<'a> {
    kept: Option<&'a NodeSet>,
    /// The nodes that edges lead to.
    targets: Option<NodeSet>,
    flat: Vec<i64>,
    cum: Vec<i64>,
    /// The stack in which a node was last seen, + 1.
    seen: Vec<u32>,
    edges: Vec<GraphEdge>,
    edge_seen: Vec<u32>,
    by_ends: HashMap<(NodeId, NodeId), u32, FxBuildHasher>,
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
            flat: vec![0; count],
            cum: vec![0; count],
            seen: vec![0; count],
            edges: Vec::new(),
            edge_seen: Vec::new(),
            by_ends: HashMap::with_hasher(FxBuildHasher),
        }
    }

    fn stack(&mut self, selection: &Selection, stack: u32) {
        let weight = selection.weights.net(stack);
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
                self.cum[row] = self.cum[row].wrapping_add(weight);
            }
            let is_target = self.targets.as_ref().is_none_or(|t| t.contains(node));
            if parent != NONE && parent != node && is_target {
                self.edge((parent, node), weight, stamp, frame.is_inlined(), residual);
            }
            (parent, residual) = (node, false);
        }
        if parent != NONE && !residual {
            let row = parent as usize;
            self.flat[row] = self.flat[row].wrapping_add(weight);
        }
    }

    fn edge(
        &mut self,
        ends: (NodeId, NodeId),
        weight: i64,
        stamp: u32,
        inlined: bool,
        residual: bool,
    ) {
        let row = *self.by_ends.entry(ends).or_insert_with(|| {
            let (from, to) = ends;
            self.edges.push(GraphEdge { from, to, weight: 0, inlined: true, residual: false });
            self.edge_seen.push(0);
            (self.edges.len() - 1) as u32
        });
        let row = row as usize;
        // The first call of a stack speaks for the others.
        if self.edge_seen[row] != stamp {
            self.edge_seen[row] = stamp;
            let edge = &mut self.edges[row];
            edge.weight = edge.weight.wrapping_add(weight);
            edge.inlined &= inlined;
            edge.residual |= residual;
        }
    }

    fn finish(self) -> Graph {
        let nodes = self
            .flat
            .iter()
            .zip(&self.cum)
            .enumerate()
            .filter(|&(_, (&flat, &cum))| flat != 0 || cum != 0)
            .map(|(node, (&flat, &cum))| GraphNode { node: node as NodeId, flat, cum })
            .collect();
        Graph { nodes, edges: self.edges }
    }
}
