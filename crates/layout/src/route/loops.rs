//! Edges from a node to itself: to the right of it.

use crate::layered::{Gaps, loop_extent};
use crate::{Curve, Point, Size};

/// Draws the loops of a node of this size around its center: those with these labels,
/// from the inside.
pub fn draw(gaps: &Gaps, centre: Point, size: Size, labels: &[Option<Size>]) -> Vec<Curve> {
    let border = centre.x + size.width / 2.0;
    let mut x = border;
    let mut curves = Vec::with_capacity(labels.len());
    for (i, label) in labels.iter().enumerate() {
        let turn = x + gaps.node.max(1.0);
        let rise = size.height / 2.0 * (i + 1) as f64 / (labels.len() + 1) as f64;
        let bend = border + (turn - border) * 0.7;
        let at = |x: f64, y: f64| Point { x, y: centre.y + y };
        let points = vec![
            at(border, -rise),
            at(bend, -rise),
            at(turn, -rise * 0.6),
            at(turn, 0.0),
            at(turn, rise * 0.6),
            at(bend, rise),
            at(border, rise),
        ];
        let label = label.map(|size| at(turn + gaps.label + size.width / 2.0, 0.0));
        curves.push(Curve { points, label });
        x += loop_extent(gaps, labels[i]);
    }
    curves
}
