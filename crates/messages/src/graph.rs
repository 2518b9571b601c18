//! The drawn call graph.

use crate::{Message, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};

/// In [`GraphData::owners`]: the box is a node's.
pub const NO_OWNER: u32 = u32::MAX;

/// In [`GraphData::styles`]: all of these calls were inlined.
pub const ARROW_INLINED: u8 = 1;

/// In [`GraphData::styles`]: calls went over nodes that are not shown; or, at labels,
/// samples only came through the node.
pub const ARROW_DOTTED: u8 = 2;

/// The call graph, laid out: boxes and arrows, as columns. Lengths are in CSS pixels at
/// the scale at which texts have the sizes that are given.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct GraphData {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// Width of the drawing.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Number of nodes without a limit of their number.
    pub original_count: u32,
    /// Number of nodes that were too small.
    pub dropped_nodes: u32,
    /// Number of edges that were too small.
    pub dropped_edges: u32,
    /// Left, top, width and height of each box.
    pub places: Float64Array,
    /// Flat and cum of each box; the weight of labels, twice.
    pub values: BigInt64Array,
    /// The size of each box's text, 8 to 24.
    pub font_sizes: Uint8Array,
    /// The box that each box hangs on, with labels; [`NO_OWNER`] for nodes.
    pub owners: Uint32Array,
    /// Number of callers and callees of each box that are not shown.
    pub hidden: Uint32Array,
    /// Each node's whole name; empty for labels.
    pub names: Names,
    /// Each box's text, its lines one after the other, a line end between them.
    pub texts: Names,
    /// Where each arrow starts and ends: two boxes.
    pub ends: Uint32Array,
    /// Weight of each arrow.
    pub weights: BigInt64Array,
    /// [`ARROW_INLINED`] and [`ARROW_DOTTED`], and from the third bit on the width of
    /// its line, 1 to 6.
    pub styles: Uint8Array,
    /// Each arrow's text.
    pub labels: Names,
    /// The middle of each arrow's text, x and y; NaN where it has no place.
    pub label_places: Float64Array,
    /// Where the points of each arrow end in `points`; they start where those before it
    /// end.
    pub curves: Uint32Array,
    /// x and y of a start, and then of two control points and an end for each cubic
    /// Bézier curve.
    pub points: Float64Array,
    /// The color of each box and then of each arrow, `0xrrggbb`, as pprof
    /// has it on white.
    pub colors: Uint32Array,
    /// 1 for each box that matches the search.
    pub matches: Uint8Array,
    /// Weight of the samples in which something matches the search.
    pub matched: i64,
    /// Number of functions of these samples that match, shown or not.
    pub matched_functions: u32,
    /// The boxes of the heaviest path (from the root always to the callee that weighs most),
    /// the one nearest to the root first. What is not drawn of it is passed over.
    pub heaviest: Uint32Array,
    /// The arrows between these boxes.
    pub heaviest_arrows: Uint32Array,
}
