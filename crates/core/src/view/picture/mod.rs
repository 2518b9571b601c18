//! Picture of the call graph: boxes with lines of text, and arrows.
//!
//! It is pprof's picture, and what `-dot` writes. Where the boxes stand is
//! for those who lay it out; sizes of fonts, widths of lines and colors are here.

mod color;
mod nodelets;
mod short_name;

pub use color::{change_color, color};

use super::adjacency::Adjacency;
use super::graph::{Edges, Graph, VertexId};
use super::order::{NameCache, sort_edges};
use super::trim::{Style, Trimmed};
use super::values::Values;
use crate::selection::{NodeId, Selection, average, base_name};
use nodelets::nodelets;
use short_name::Shortener;

/// Style that a picture is trimmed for.
pub const STYLE: Style = Style {
    picture: true,
    as_reference: false,
    tree: true,
    edges: Edges::All,
    whole_numbers: false,
};

/// The picture of a trimmed graph.
pub struct Picture {
    /// The boxes: each node in the graph's order, and after it what hangs on it.
    pub boxes: Vec<PictureBox>,
    /// The arrows between nodes, the heaviest first.
    pub arrows: Vec<Arrow>,
}

/// One box.
pub struct PictureBox {
    /// Content of the box.
    pub content: Content,
    /// Its name, line by line.
    pub lines: Vec<Vec<u8>>,
    /// Figures in the lines below its name.
    pub figures: Vec<String>,
    /// In points, from 8 to 24.
    pub font_size: i64,
}

/// Content of a box.
pub enum Content {
    /// A node.
    Node {
        /// Its vertex.
        vertex: VertexId,
        /// Its whole name.
        name: Vec<u8>,
        /// Its cum (or flat, where these are the same), as text.
        value: String,
        /// The share of the total that its color shows, from -1 to 1.
        score: f64,
    },
    /// Labels of samples.
    Nodelet {
        /// pprof's name for it.
        id: String,
        /// The box that it hangs on.
        owner: u32,
        /// Weight of its samples.
        weight: i64,
        /// The same as text.
        value: String,
        /// These samples only came through the node.
        dotted: bool,
    },
}

/// The weight that arrows to nodelets have in the layout: they stay close.
pub const NODELET_WEIGHT: i64 = 100;

/// One arrow from node to node.
pub struct Arrow {
    /// Its edge in the graph.
    pub edge: u32,
    /// The box that it leaves; `None` where that is not in the picture, which the
    /// reference has after `-drop_negative`.
    pub from: Option<u32>,
    /// The box that it enters.
    pub to: Option<u32>,
    /// Content.
    pub weight: i64,
    /// The same as text.
    pub value: String,
    /// Weight of its being short and straight, from 1 to 101.
    pub pull: i64,
    /// Width of its line, from 1 to 6.
    pub width: i64,
    /// The share of the total that its color shows; `None` without a total.
    pub score: Option<f64>,
    /// Its ends are at least this many ranks apart.
    pub min_length: u32,
}

impl Picture {
    /// The picture of a graph that was trimmed as [`STYLE`] says. `selection` is the
    /// trimmed one, `values` spells its values.
    pub fn new(trimmed: &Trimmed, values: &Values) -> Self {
        let (selection, graph) = (&trimmed.selection, &trimmed.graph);
        let mut names = NameCache::new(&selection.frames.nodes);
        names.fill(graph.vertices.iter().map(|v| v.node));
        let painter = Painter { selection, graph, values, shortener: Shortener::new() };
        let adjacency = Adjacency::new(graph);
        let largest = painter.largest_flat();

        let mut boxes = Vec::new();
        let mut box_of = vec![None; graph.vertices.len()];
        let mut has_nodelets = vec![false; graph.vertices.len()];
        for (i, &v) in graph.listed.iter().enumerate() {
            let owner = boxes.len() as u32;
            box_of[v as usize] = Some(owner);
            boxes.push(painter.node(v, names.get(graph.vertices[v as usize].node), largest));
            if let Some(tags) = &trimmed.tags {
                let is_leaf = adjacency.outgoing(v).is_empty();
                nodelets(tags, (v, owner, i + 1), is_leaf, values, &mut boxes);
                has_nodelets[v as usize] = boxes.len() as u32 > owner + 1;
            }
        }
        let mut edges: Vec<u32> =
            (graph.listed.iter()).flat_map(|&v| adjacency.outgoing(v).iter().copied()).collect();
        sort_edges(&mut edges, graph, &names);
        let arrow = |edge: u32| painter.arrow(edge, &box_of, &has_nodelets);
        Self { arrows: edges.into_iter().map(arrow).collect(), boxes }
    }
}

struct Painter<'a> {
    selection: &'a Selection<'a>,
    graph: &'a Graph,
    values: &'a Values<'a>,
    shortener: Shortener,
}

impl Painter<'_> {
    fn node(&self, v: VertexId, name: &[u8], largest: f64) -> PictureBox {
        let vertex = &self.graph.vertices[v as usize];
        let (flat, cum) = (vertex.flat_value(), vertex.cum_value());
        let with_share = |value: i64| {
            format!("{} ({})", self.values.value(value), self.values.share(value).trim())
        };
        let figures = match (flat, cum) {
            (0, 0) => vec!["0".to_owned()],
            (0, _) => vec![format!("0 of {}", with_share(cum))],
            _ if flat == cum => vec![with_share(flat)],
            _ => vec![with_share(flat), format!("of {}", with_share(cum))],
        };
        let content = Content::Node {
            vertex: v,
            name: name.to_vec(),
            value: self.values.value(cum),
            score: cum as f64 / self.values.total.wrapping_abs() as f64,
        };
        let (lines, font_size) = (self.label(vertex.node), font_size(flat, largest));
        PictureBox { content, lines, figures, font_size }
    }

    fn largest_flat(&self) -> f64 {
        let all = self.graph.listed.iter().map(|&v| &self.graph.vertices[v as usize]);
        all.map(|v| size(v.flat_value())).fold(0.0, f64::max)
    }

    /// The name on several lines.
    fn label(&self, node: NodeId) -> Vec<Vec<u8>> {
        let nodes = &self.selection.frames.nodes;
        let (name, file) = (nodes.get(node).name, nodes.get(node).file);
        let name = short_name::as_text(nodes.texts.get(name));
        let short = (self.shortener.shorten(&name))
            .replace("::", LINE_END)
            // What a Go profile prints for type parameters is no end of a line.
            .replace("[...]", "[…]")
            .replace('.', LINE_END);
        let file = nodes.texts.get(file);
        let file = if file.is_empty() { file } else { base_name(file) };
        let mut parts = nodes.name_parts(node, short.as_bytes(), file);
        if !short.is_empty() {
            let at = usize::from(nodes.get(node).address != 0);
            parts.splice(at..=at, short.split(LINE_END).map(short_name::as_bytes));
        }
        parts
    }

    fn arrow(&self, index: u32, box_of: &[Option<u32>], has_nodelets: &[bool]) -> Arrow {
        let edge = &self.graph.edges[index as usize];
        let weight = average(edge.weight, edge.divisor);
        let total = self.values.total;
        let share = |of: i64| {
            let share = if total == 0 { 0 } else { weight.wrapping_mul(of).wrapping_div(total) };
            1 + share.wrapping_abs().min(of)
        };
        Arrow {
            edge: index,
            from: box_of[edge.from as usize],
            to: box_of[edge.to() as usize],
            weight,
            value: self.values.value(weight),
            pull: share(100),
            width: share(5),
            score: (total != 0).then(|| weight as f64 / total.wrapping_abs() as f64),
            min_length: if has_nodelets[edge.from as usize] { 2 } else { 1 },
        }
    }
}

/// Between the lines of a name: for private use, so that names with line ends stay whole.
const LINE_END: &str = "\u{f7fff}";

fn size(flat: i64) -> f64 {
    flat.wrapping_abs() as f64
}

/// From 8 to 24 points, by the square root of the share of the largest flat.
fn font_size(flat: i64, largest: f64) -> i64 {
    if largest == 0.0 || flat == 0 || size(flat) > largest {
        return 8;
    }
    8 + (16.0 * (size(flat) / largest).sqrt()).ceil() as i64
}
