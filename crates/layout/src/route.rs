//! The curves of the edges: section 5 of the paper.
//!
//! What is free around an edge is a stack of rectangles, the corridor, that reach
//! to its neighbours in each layer. The shortest way through it is smoothed into cubic
//! Bézier curves that stay inside.

mod corridor;
mod fit;
mod loops;
mod path;

use crate::input::Part;
use crate::layered::{Kind, Layered};
use crate::order::Order;
use crate::position::Rows;
use crate::{Curve, Point};

pub use loops::draw as draw_loop;

/// A part with all its places.
pub struct Placed<'a> {
    pub part: &'a Part,
    pub layered: &'a Layered,
    pub order: &'a Order,
    pub x: &'a [f64],
    pub width: f64,
    pub rows: &'a Rows,
}

impl Placed<'_> {
    /// The centre of a place.
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

/// The curve of an arrow, in the direction of its edge. `shift` is by how much it is beside the
/// middle of its ends: parallel edges without a layer between would lie on each other.
pub fn draw(placed: &Placed, number: u32, shift: f64) -> Curve {
    let arrow = &placed.part.arrows[number as usize];
    let corridor = corridor::of(placed, number);
    let beside = |node: u32| {
        let reach = placed.layered.left[node as usize] * 0.8;
        let centre = placed.centre(node);
        Point { x: centre.x + shift.clamp(-reach, reach), y: centre.y }
    };
    let (start, end) = (beside(arrow.from), beside(arrow.to));
    let path = path::shortest(start, end, &corridor);
    let curve = fit::fit(&path, &corridor);
    let (_, bottom) = placed.top_and_bottom(arrow.from);
    let (top, _) = placed.top_and_bottom(arrow.to);
    let mut points = fit::clip(&curve, bottom, top);
    if arrow.reversed {
        points.reverse();
    }
    Curve { points, label: label(placed, number) }
}

/// The centre of an arrow's label: beside its place.
fn label(placed: &Placed, number: u32) -> Option<Point> {
    let size = placed.part.arrows[number as usize].label?;
    let kinds = &placed.layered.kinds;
    let mut chain = placed.layered.chains[number as usize].clone();
    let place = chain.find(|&place| matches!(kinds[place as usize], Kind::Label(_)))?;
    let centre = placed.centre(place);
    Some(Point { x: centre.x + placed.layered.gaps.label + size.width / 2.0, ..centre })
}
