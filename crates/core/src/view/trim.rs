//! A graph without what is too small to be shown.

use super::expand::{self, Expand, Kept};
use super::graph::{Edges, Graph, NodeSet, VertexId, edges_beside};
use super::node_tags::NodeTags;
use super::order::{NodeOrder, sort_vertices};
use super::redundant::remove_redundant_edges;
use crate::measure::{self, truncate};
use crate::query::Query;
use crate::selection::{NodeId, Selection};
use std::rc::Rc;

/// The most boxes that a picture has for the texts, and for the numbers, that
/// hang on a node.
pub const MAX_NODELETS: usize = 4;

/// A graph after trimming.
pub struct Trimmed<'a> {
    /// What the graph is of: its frames are those of the graph's nodes.
    pub selection: Selection<'a>,
    /// The graph; its list is sorted.
    pub graph: Graph,
    /// The labels of its nodes; only in pictures.
    pub tags: Option<NodeTags>,
    /// How many nodes there were before the number was limited.
    pub original_count: usize,
    /// How many nodes were too small.
    pub dropped_nodes: usize,
    /// How many edges were too small.
    pub dropped_edges: usize,
    /// The unit to show values in.
    pub output_unit: String,
    /// How many callers and callees each vertex had before anything was left out; only
    /// where nodes can be expanded.
    pub neighbours: Vec<[u32; 2]>,
}

/// What a graph is trimmed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// For a picture: nodes are chosen by entropy, labels count as nodes.
    pub picture: bool,
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
        Self { picture: false, tree: false, edges, whole_numbers: false }
    }
}

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
    /// comparisons, is not what percentages are shares of: so the reference.
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

/// Makes the graph of a selection and trims it. What is left out is taken out
/// of the stacks, so that the rest is summed as if it had never been there.
pub fn trimmed<'a>(selection: &Selection<'a>, query: &Query, style: Style) -> Trimmed<'a> {
    trimmed_but(selection, query, style, None)
}

/// The same, but what `expand` names is shown with its neighbours.
pub fn trimmed_but<'a>(
    selection: &Selection<'a>,
    query: &Query,
    style: Style,
    expand: Option<&[Expand]>,
) -> Trimmed<'a> {
    let original = selection;
    let mut selection = selection.clone();
    let is_tree = style.tree && query.call_tree;
    let make = |selection: &Selection, kept: Option<&NodeSet>, edges: Edges| {
        let mut graph = match kept {
            None if is_tree => Graph::tree(selection),
            _ => Graph::new(selection, kept, edges),
        };
        if query.drop_negative {
            graph.drop_negative();
        }
        graph
    };
    let make_tags = |selection: &Selection, graph: &Graph, kept: Option<&NodeSet>| {
        style.picture.then(|| NodeTags::new(selection, graph, kept, &query.unit))
    };
    // First without edges: most nodes of a large profile go, and theirs with them.
    let mut graph = make(&selection, None, Edges::None);
    let mut neighbours = Vec::new();
    if is_tree && expand.is_some() {
        neighbours = expand::neighbours(&graph.edges, graph.vertices.len());
    }
    let must_stay = |selection: &Selection, graph: &Graph| {
        Kept::new(graph, selection, expand.unwrap_or_default())
    };
    // The nodes of some vertices. The graph is to be made anew of them.
    let nodes_of = |selection: &mut Selection, graph: &Graph, keep: &[VertexId]| {
        let mut nodes: Vec<NodeId> =
            keep.iter().map(|&v| graph.vertices[v as usize].node).collect();
        if let Some(frames) = selection.frames.trimmed_again(selection.profile) {
            nodes = frames.nodes.in_common(&selection.frames.nodes, nodes.into_iter());
            selection.frames = Rc::new(frames);
        }
        NodeSet::new(selection.frames.nodes.len(), nodes.into_iter())
    };
    let limits = Limits::new(&graph, query);

    let mut dropped_nodes = 0;
    let mut kept: Option<NodeSet> = None;
    if limits.node > 0 {
        let must_stay = must_stay(&selection, &graph);
        let is_large = |v: &VertexId| {
            let cum = graph.vertices[*v as usize].cum;
            cum.wrapping_abs() >= limits.node || must_stay.contains(*v)
        };
        let large: Vec<VertexId> = graph.listed.iter().copied().filter(is_large).collect();
        dropped_nodes = graph.listed.len() - large.len();
        if dropped_nodes > 0 && is_tree {
            trim_tree(&mut graph, &large);
        } else if dropped_nodes > 0 {
            kept = Some(nodes_of(&mut selection, &graph, &large));
        }
    }
    if !is_tree {
        graph = make(&selection, kept.as_ref(), style.edges);
        if kept.is_none() && expand.is_some() {
            neighbours = expand::neighbours(&graph.edges, graph.vertices.len());
        }
    }
    let mut tags = make_tags(&selection, &graph, kept.as_ref());
    let original_count = graph.listed.len();

    let order = if style.picture { NodeOrder::Entropy } else { query.sort.into() };
    sort_vertices(&mut graph, order, &selection.frames.nodes);
    if limits.count > 0 {
        trim_tags(&graph, &mut tags, limits.node);
        // What goes here is not counted, in the reference either.
        let must_stay = must_stay(&selection, &graph);
        trim_edges(&mut graph, limits.edge, &must_stay);
        let count = count_top(&graph, tags.as_ref(), limits.count);
        if count < graph.listed.len() {
            let mut top = graph.listed[..count].to_vec();
            top.extend(graph.listed[count..].iter().filter(|&&v| must_stay.contains(v)));
            if is_tree {
                trim_tree(&mut graph, &top);
            } else {
                let nodes = nodes_of(&mut selection, &graph, &top);
                graph = make(&selection, Some(&nodes), style.edges);
                tags = make_tags(&selection, &graph, Some(&nodes));
            }
            sort_vertices(&mut graph, order, &selection.frames.nodes);
        }
    }
    // Nodes that got other numbers have lost their neighbours.
    if !Rc::ptr_eq(&selection.frames, &original.frames) {
        neighbours.clear();
    } else if neighbours.is_empty() && expand.is_some() {
        let shown = NodeSet::new(graph.vertices.len(), graph.listed.iter().copied());
        neighbours = expand::neighbours(&edges_beside(original, &shown), graph.vertices.len());
    }
    trim_tags(&graph, &mut tags, limits.node);
    let must_stay = must_stay(&selection, &graph);
    let dropped_edges = trim_edges(&mut graph, limits.edge, &must_stay);
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

/// Takes vertices out of a tree: what was below them hangs on what was above.
fn trim_tree(graph: &mut Graph, kept: &[VertexId]) {
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
fn trim_edges(graph: &mut Graph, limit: i64, kept: &Kept) -> usize {
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

fn trim_tags(graph: &Graph, tags: &mut Option<NodeTags>, limit: i64) {
    if let Some(tags) = tags {
        tags.trim(graph, limit);
    }
}

/// How many of the listed vertices make up `limit` nodes, if in a picture each
/// of their labels counts as one.
fn count_top(graph: &Graph, tags: Option<&NodeTags>, limit: usize) -> usize {
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
