//! The curves of the edges: section 5 of the paper.
//!
//! What is free around an edge is a stack of rectangles, the corridor, that reach
//! to its neighbors in each layer. The shortest way through it is smoothed into cubic
//! Bézier curves that stay inside.

mod corridor;
mod fit;
mod loops;
mod path;
mod ports;

use crate::input::Part;
use crate::layered::{Kind, Layered};
use crate::places::Order;
use crate::position::Rows;
use crate::{Curve, Point};

pub use loops::draw as draw_loop;
pub use ports::ports;

/// A part with all its places.
pub struct Placed<'a> {
    pub part: &'a Part,
    pub layered: &'a Layered,
    pub order: &'a Order,
    pub x: &'a [f64],
    pub width: f64,
    pub rows: &'a Rows,
    /// Where each arrow starts and ends.
    pub ports: &'a [(f64, f64)],
}

impl Placed<'_> {
    /// The center of a place.
    pub fn centre(&self, place: u32) -> Point {
        let y = self.rows.middle(self.layered.layer[place as usize]);
        Point { x: self.x[place as usize], y }
    }

    /// The top and the bottom of a place.
    pub fn top_and_bottom(&self, place: u32) -> (f64, f64) {
        let node = place as usize;
        let middle = self.rows.middle(self.layered.layer[node]);
        // Loops may make a place higher than the node is.
        let height = self.part.sizes.get(node).map_or(self.layered.height[node], |s| s.height);
        (middle - height / 2.0, middle + height / 2.0)
    }
}

/// The curve of an arrow, in the direction of its edge.
pub fn draw(placed: &Placed, number: u32) -> Curve {
    let arrow = &placed.part.arrows[number as usize];
    let corridor = corridor::of(placed, number);
    let (from, to) = placed.ports[number as usize];
    let start = Point { x: from, y: placed.top_and_bottom(arrow.from).1 };
    let end = Point { x: to, y: placed.top_and_bottom(arrow.to).0 };
    let path = path::shortest(start, end, &corridor);
    let mut points = fit::fit(&path, &corridor);
    let label = label(placed, number, &points);
    if arrow.reversed {
        points.reverse();
    }
    Curve { points, label }
}

/// The center of an arrow's label: right of the curve, which may pass left of its place.
fn label(placed: &Placed, number: u32, points: &[Point]) -> Option<Point> {
    let size = placed.part.arrows[number as usize].label?;
    let kinds = &placed.layered.kinds;
    let mut chain = placed.layered.chains[number as usize].clone();
    let place = chain.find(|&place| matches!(kinds[place as usize], Kind::Label(_)))?;
    let centre = placed.centre(place);
    let (top, bottom) = (centre.y - size.height / 2.0, centre.y + size.height / 2.0);
    let x = fit::reach(points, top, bottom).1.min(centre.x);
    Some(Point { x: x + placed.layered.gaps.label + size.width / 2.0, ..centre })
}

/// Extent of a curve to both sides between two heights.
pub fn reach(curve: &Curve, reversed: bool, top: f64, bottom: f64) -> (f64, f64) {
    if reversed {
        let points: Vec<Point> = curve.points.iter().rev().copied().collect();
        return fit::reach(&points, top, bottom);
    }
    fit::reach(&curve.points, top, bottom)
}
