//! Layered drawings of directed graphs: sizes and weighted edges in, positions
//! and curves out.
//!
//! After Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed
//! Graphs", IEEE Transactions on Software Engineering 19(3), 1993. A drawing keeps
//! three promises on every graph: no two nodes overlap, no edge passes through a
//! node that is not its end, and labels lie on no node and on no other label.
//!
//! This crate knows nothing of profiles, texts or pixels, and depends on nothing.
//! The same graph gives the same bits on every machine.
//!
//! ```
//! use hearth_layout::{Edge, Graph, Options, Size, layout};
//!
//! let size = Size { width: 60.0, height: 20.0 };
//! let edge = Edge { from: 0, to: 1, weight: 1.0, min_length: 1, label: None };
//! let graph = Graph { nodes: vec![size; 2], edges: vec![edge] };
//! let drawing = layout(&graph, &Options::default());
//! assert!(drawing.nodes[0].y < drawing.nodes[1].y);
//! assert_eq!(drawing.edges[0].points.len(), 4);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod acyclic;
mod input;
mod layered;
mod layouter;
mod lists;
mod order;
mod pack;
mod places;
mod pool;
mod position;
mod rank;
mod route;
mod simplex;
#[cfg(test)]
mod testing;

pub use layouter::{Layouter, layout};

/// Size of a node or a label, in any unit. The results are in the same.
///
/// A number that is not finite and positive counts as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// An edge to draw. Edges lead down, but for those that close a cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edge {
    /// The node that it leaves, as an index. An edge with an end that does not
    /// exist is not drawn: its curve has no points.
    pub from: u32,
    /// The node that it enters. Loops and parallel edges are fine.
    pub to: u32,
    /// Weight of the edge's being short, straight and not turned around.
    /// Its magnitude counts, beside those of the others: a ten-thousandth of the
    /// largest is as good as nothing. What is no finite number counts as 1.
    pub weight: f64,
    /// Number of ranks that the ends must be apart: 0 counts as 1, and more than 100 as 100.
    pub min_length: u32,
    /// The label, which gets a place of its own beside the edge.
    pub label: Option<Size>,
}

/// A graph to lay out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Size>,
    /// The edges between them.
    pub edges: Vec<Edge>,
}

/// Options of a layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The least distance between two nodes in a rank. Like all sizes, 0 if it is no
    /// finite positive number.
    pub node_gap: f64,
    /// The least distance between two ranks.
    pub rank_gap: f64,
    /// Where the centers of the nodes were in an earlier drawing: what was there
    /// keeps its order, and moves as little as it can. Missing at the end: none.
    pub previous: Vec<Option<Point>>,
}

impl Default for Options {
    /// Graphviz' gaps, in points.
    fn default() -> Self {
        Self { node_gap: 18.0, rank_gap: 36.0, previous: Vec::new() }
    }
}

/// A place in the drawing: `x` from the left, `y` from the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A drawing. All of it lies between the origin and `size`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Its size.
    pub size: Size,
    /// The center of each node of [`Graph::nodes`].
    pub nodes: Vec<Point>,
    /// The curve of each edge of [`Graph::edges`].
    pub edges: Vec<Curve>,
}

/// Curve of an edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Cubic Bézier curves, end to end: a start, then two control points and an end
    /// for each. From the border of [`Edge::from`] to that of [`Edge::to`].
    pub points: Vec<Point>,
    /// The center of the label.
    pub label: Option<Point>,
}

/// Valid part of a length: finite positive numbers, up to where sums lose nothing.
fn length(length: f64) -> f64 {
    if length.is_finite() { length.clamp(0.0, 1e9) } else { 0.0 }
}
