//! A graph without what is too small to be shown.

mod limits;

use super::expand::{Expand, Kept, neighbours};
use super::graph::{Edges, Graph, NodeSet, VertexId, edges_beside};
use super::node_tags::NodeTags;
use super::order::{NodeOrder, sort_vertices};
use super::redundant::remove_redundant_edges;
use crate::measure;
use crate::query::Query;
use crate::selection::{Frames, NodeId, Selection};
pub use limits::{Limits, MAX_NODELETS};
use limits::{count_top, trim_edges, trim_tags, trim_tree};
use std::rc::Rc;

/// A graph after trimming.
pub struct Trimmed<'a> {
    /// Selection of the graph: its frames are those of the graph's nodes.
    pub selection: Selection<'a>,
    /// The graph; its list is sorted.
    pub graph: Graph,
    /// The labels of its nodes; only in pictures.
    pub tags: Option<NodeTags>,
    /// Number of nodes before the number was limited.
    pub original_count: usize,
    /// Number of nodes that were too small.
    pub dropped_nodes: usize,
    /// Number of edges that were too small.
    pub dropped_edges: usize,
    /// The unit to show values in.
    pub output_unit: String,
    /// Number of callers and callees that each vertex had before anything was left out; only
    /// where nodes can be expanded.
    pub neighbours: Vec<[u32; 2]>,
}

/// Style that a graph is trimmed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// For a picture: nodes are chosen by entropy, labels count as nodes.
    pub picture: bool,
    /// Nodes are chosen as pprof does where values are negative, too.
    pub as_reference: bool,
    /// As a tree, where the query asks for one.
    pub tree: bool,
    /// The edges that matter.
    pub edges: Edges,
    /// Values are printed without decimals.
    pub whole_numbers: bool,
}

impl Style {
    /// For a table, a tree of texts, or sums.
    pub fn text(edges: Edges) -> Self {
        Self { picture: false, as_reference: true, tree: false, edges, whole_numbers: false }
    }
}

/// Makes the graph of a selection and trims it. What is left out is taken out
/// of the stacks, so that the rest is summed as if it had never been there.
pub fn trimmed<'a>(selection: &Selection<'a>, query: &Query, style: Style) -> Trimmed<'a> {
    trimmed_but(selection, query, style, None)
}

/// Trims in the same way, and keeps the neighbors of the nodes that `expand` names.
pub fn trimmed_but<'a>(
    selection: &Selection<'a>,
    query: &Query,
    style: Style,
    expand: Option<&[Expand]>,
) -> Trimmed<'a> {
    let mut trimming = Trimming::new(selection, query, style, expand);
    let limits = Limits::new(&trimming.graph, query);
    let (dropped_nodes, kept) = trimming.leave_out_small(limits.node);
    trimming.add_edges(kept.as_ref());
    let original_count = trimming.graph.listed.len();
    trimming.leave_out_last(&limits);
    trimming.count_neighbours(selection);
    let dropped_edges = trimming.leave_out_light(&limits);
    let Trimming { selection, mut graph, tags, neighbours, .. } = trimming;
    if style.picture {
        remove_redundant_edges(&mut graph, &selection);
    }
    let output_unit = output_unit(&selection, query, &graph, style.whole_numbers);
    Trimmed {
        selection,
        graph,
        tags,
        original_count,
        dropped_nodes,
        dropped_edges,
        output_unit,
        neighbours,
    }
}

/// A graph while it is trimmed.
struct Trimming<'a, 'q> {
    query: &'q Query,
    style: Style,
    expand: Option<&'q [Expand]>,
    is_tree: bool,
    order: NodeOrder,
    selection: Selection<'a>,
    graph: Graph,
    tags: Option<NodeTags>,
    neighbours: Vec<[u32; 2]>,
    /// The frames of which the graph's vertices are sums.
    summed: Option<Rc<Frames>>,
}

impl<'a, 'q> Trimming<'a, 'q> {
    /// With all nodes, but only a tree has edges: most nodes of a large profile are too
    /// small, and their edges need not be made.
    fn new(
        selection: &Selection<'a>,
        query: &'q Query,
        style: Style,
        expand: Option<&'q [Expand]>,
    ) -> Self {
        let mut this = Self {
            query,
            style,
            expand,
            is_tree: style.tree && query.call_tree,
            order: match style {
                Style { picture: true, as_reference: true, .. } => NodeOrder::EntropyAsReference,
                Style { picture: true, .. } => NodeOrder::Entropy,
                _ => query.sort.into(),
            },
            selection: selection.clone(),
            graph: Graph::default(),
            tags: None,
            neighbours: Vec::new(),
            summed: None,
        };
        this.make(None, Edges::None);
        if this.is_tree && expand.is_some() {
            this.neighbours = neighbours(&this.graph.edges, this.graph.vertices.len());
        }
        this
    }

    fn make(&mut self, kept: Option<&NodeSet>, edges: Edges) {
        self.graph = match kept {
            None if self.is_tree => Graph::tree(&self.selection),
            _ => match &self.summed {
                // To trim paths again makes other nodes.
                Some(frames) if Rc::ptr_eq(frames, &self.selection.frames) => {
                    let vertices = std::mem::take(&mut self.graph.vertices);
                    Graph::again(&self.selection, vertices, kept, edges)
                }
                _ => Graph::new(&self.selection, kept, edges),
            },
        };
        self.summed = (!self.is_tree).then(|| self.selection.frames.clone());
        if self.query.drop_negative {
            self.graph.drop_negative();
        }
    }

    fn make_tags(&mut self, kept: Option<&NodeSet>) {
        let Self { selection, graph, query, .. } = self;
        self.tags = self.style.picture.then(|| NodeTags::new(selection, graph, kept, &query.unit));
    }

    /// Nodes that must stay for the sake of what is expanded.
    fn must_stay(&self) -> Kept {
        Kept::new(&self.graph, &self.selection, self.expand.unwrap_or_default())
    }

    /// The nodes of some vertices, of which the graph is to be made anew.
    fn nodes_of(&mut self, vertices: &[VertexId]) -> NodeSet {
        let Self { selection, graph, .. } = self;
        let mut nodes: Vec<NodeId> =
            vertices.iter().map(|&v| graph.vertices[v as usize].node).collect();
        if let Some(frames) = selection.frames.trimmed_again(selection.profile) {
            nodes = frames.nodes.in_common(&selection.frames.nodes, nodes.into_iter());
            selection.frames = Rc::new(frames);
        }
        NodeSet::new(selection.frames.nodes.len(), nodes.into_iter())
    }

    /// Leaves out the nodes below a limit: out of a tree at once, out of a graph when it
    /// is made of the nodes that this returns. Also says how many these were.
    fn leave_out_small(&mut self, limit: i64) -> (usize, Option<NodeSet>) {
        if limit <= 0 {
            return (0, None);
        }
        let Graph { vertices, listed, .. } = &self.graph;
        let must_stay = self.must_stay();
        let is_large = |v: &VertexId| {
            vertices[*v as usize].cum.wrapping_abs() >= limit || must_stay.contains(*v)
        };
        let large: Vec<VertexId> = listed.iter().copied().filter(is_large).collect();
        match listed.len() - large.len() {
            0 => (0, None),
            dropped if self.is_tree => {
                trim_tree(&mut self.graph, &large);
                (dropped, None)
            }
            dropped => (dropped, Some(self.nodes_of(&large))),
        }
    }

    /// Makes the graph with edges, of the nodes that were kept if not all are.
    fn add_edges(&mut self, kept: Option<&NodeSet>) {
        if !self.is_tree {
            self.make(kept, self.style.edges);
            if kept.is_none() && self.expand.is_some() {
                self.neighbours = neighbours(&self.graph.edges, self.graph.vertices.len());
            }
        }
        self.make_tags(kept);
    }

    /// Sorts the nodes, and leaves out those above their greatest number.
    fn leave_out_last(&mut self, limits: &Limits) {
        sort_vertices(&mut self.graph, self.order, &self.selection.frames.nodes);
        if limits.count == 0 {
            return;
        }
        trim_tags(&self.graph, &mut self.tags, limits.node);
        // Edges that are dropped here are not counted, as in pprof.
        let must_stay = self.must_stay();
        trim_edges(&mut self.graph, limits.edge, &must_stay);
        let listed = &self.graph.listed;
        let count = count_top(&self.graph, self.tags.as_ref(), limits.count);
        if count == listed.len() {
            return;
        }
        let mut top = listed[..count].to_vec();
        top.extend(listed[count..].iter().filter(|&&v| must_stay.contains(v)));
        if self.is_tree {
            trim_tree(&mut self.graph, &top);
        } else {
            let nodes = self.nodes_of(&top);
            self.make(Some(&nodes), self.style.edges);
            self.make_tags(Some(&nodes));
        }
        sort_vertices(&mut self.graph, self.order, &self.selection.frames.nodes);
    }

    /// Counts the neighbors of what is left, if they were not counted before anything
    /// was left out. Nodes that got other numbers on the way have none.
    fn count_neighbours(&mut self, original: &Selection) {
        if !Rc::ptr_eq(&self.selection.frames, &original.frames) {
            self.neighbours.clear();
        } else if self.neighbours.is_empty() && self.expand.is_some() {
            let count = self.graph.vertices.len();
            let shown = NodeSet::new(count, self.graph.listed.iter().copied());
            self.neighbours = neighbours(&edges_beside(original, &shown), count);
        }
    }

    /// Leaves out edges and tags below the limits. Returns how many edges.
    fn leave_out_light(&mut self, limits: &Limits) -> usize {
        trim_tags(&self.graph, &mut self.tags, limits.node);
        let must_stay = self.must_stay();
        trim_edges(&mut self.graph, limits.edge, &must_stay)
    }
}

/// One unit for all values that are shown, if the query leaves it to us.
fn output_unit(selection: &Selection, query: &Query, graph: &Graph, whole_numbers: bool) -> String {
    let vertices = graph.listed.iter().map(|&v| &graph.vertices[v as usize]);
    unit_for(selection, query, vertices.map(|v| (v.flat_value(), v.cum_value())), whole_numbers)
}

/// One unit for these pairs of flat and cum, if the query leaves it to us.
pub fn unit_for(
    selection: &Selection,
    query: &Query,
    shown: impl Iterator<Item = (i64, i64)>,
    whole_numbers: bool,
) -> String {
    let mut shown = shown.peekable();
    if query.unit != measure::MINIMUM || shown.peek().is_none() {
        return query.unit.clone();
    }
    let magnitude = |(flat, cum): (i64, i64)| match flat {
        0 => cum.wrapping_abs(),
        flat => flat.wrapping_abs(),
    };
    let total = selection.total;
    let smallest = shown.map(magnitude).filter(|&v| v > 0).min().unwrap_or(total);
    let divided = |value| measure::divided(value, query.divide_by);
    let (smallest, total) = (divided(smallest), divided(total));
    // A number without decimals needs a unit that is fine enough.
    let total = if whole_numbers { smallest } else { total };
    measure::output_unit(smallest, total, &selection.unit()).to_owned()
}
