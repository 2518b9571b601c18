//! A graph without what is too small to be shown.

use super::adjacency::Adjacency;
use super::graph::{Edges, Graph, NodeSet, VertexId};
use super::node_tags::NodeTags;
use super::order::{NameCache, NodeOrder, sort_edges, sort_vertices};
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
    let mut selection = selection.clone();
    let is_tree = style.tree && query.call_tree;
    let make = |selection: &Selection, kept: Option<&NodeSet>| {
        let mut graph = match kept {
            None if is_tree => Graph::tree(selection),
            _ => Graph::new(selection, kept, style.edges),
        };
        if query.drop_negative {
            graph.drop_negative();
        }
        let tags = style.picture.then(|| NodeTags::new(selection, &graph, kept, &query.unit));
        (graph, tags)
    };
    // Makes the graph anew from some of its nodes.
    let rebuild = |selection: &mut Selection, graph: &Graph, keep: &[VertexId]| {
        let mut nodes: Vec<NodeId> =
            keep.iter().map(|&v| graph.vertices[v as usize].node).collect();
        if let Some(frames) = selection.frames.trimmed_again(selection.profile) {
            nodes = frames.nodes.in_common(&selection.frames.nodes, nodes.into_iter());
            selection.frames = Rc::new(frames);
        }
        let kept = NodeSet::new(selection.frames.nodes.len(), nodes.into_iter());
        make(selection, Some(&kept))
    };
    let (mut graph, mut tags) = make(&selection, None);
    let limits = Limits::new(&graph, query);

    let mut dropped_nodes = 0;
    if limits.node > 0 {
        let is_large = |v: &VertexId| graph.vertices[*v as usize].cum.wrapping_abs() >= limits.node;
        let large: Vec<VertexId> = graph.listed.iter().copied().filter(is_large).collect();
        dropped_nodes = graph.listed.len() - large.len();
        if dropped_nodes > 0 && is_tree {
            trim_tree(&mut graph, &large);
        } else if dropped_nodes > 0 {
            (graph, tags) = rebuild(&mut selection, &graph, &large);
        }
    }
    let original_count = graph.listed.len();

    let order = if style.picture { NodeOrder::Entropy } else { query.sort.into() };
    sort_vertices(&mut graph, order, &selection.frames.nodes);
    if limits.count > 0 {
        trim_tags(&graph, &mut tags, limits.node);
        // What goes here is not counted, in the reference either.
        trim_edges(&mut graph, limits.edge);
        let count = count_top(&graph, tags.as_ref(), limits.count);
        if count < graph.listed.len() {
            let top = graph.listed[..count].to_vec();
            if is_tree {
                trim_tree(&mut graph, &top);
            } else {
                (graph, tags) = rebuild(&mut selection, &graph, &top);
            }
            sort_vertices(&mut graph, order, &selection.frames.nodes);
        }
    }
    trim_tags(&graph, &mut tags, limits.node);
    let dropped_edges = trim_edges(&mut graph, limits.edge);
    if style.picture {
        remove_redundant_edges(&mut graph, &selection);
    }
    let output_unit = output_unit(&selection, query, &graph, style.whole_numbers);
    Trimmed { selection, graph, tags, original_count, dropped_nodes, dropped_edges, output_unit }
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
fn trim_edges(graph: &mut Graph, limit: i64) -> usize {
    if limit == 0 {
        return 0;
    }
    let mut is_listed = vec![false; graph.vertices.len()];
    graph.listed.iter().for_each(|&v| is_listed[v as usize] = true);
    let before = graph.edges.len();
    graph.edges.retain(|e| !is_listed[e.to() as usize] || e.weight.wrapping_abs() >= limit);
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

/// Removes edges that go over nodes that are not there, where another path says
/// the same. The lightest go first; none goes that is heavier than an edge that
/// is not residual.
fn remove_redundant_edges(graph: &mut Graph, selection: &Selection) {
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

/// Whether there is another path between the ends of an edge.
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
