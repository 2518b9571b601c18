//! Layered drawings of directed graphs: sizes and weighted edges in, positions
//! and curves out.
//!
//! This crate knows nothing of profiles, texts or pixels, so that other programs
//! can use it. The layout itself, after Gansner, Koutsofios, North and Vo (1993),
//! "A Technique for Drawing Directed Graphs", comes with the graph view; what is
//! here are the types at its border.

#![warn(missing_docs)]

/// A box to place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// In the caller's unit.
    pub width: f64,
    /// In the same unit.
    pub height: f64,
}

/// An arrow to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The box that it leaves, as an index.
    pub from: u32,
    /// The box that it enters.
    pub to: u32,
    /// How much it matters that it is short and straight.
    pub weight: f64,
}

/// A graph to lay out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The boxes.
    pub boxes: Vec<Size>,
    /// The arrows between them.
    pub edges: Vec<Edge>,
}
