//! Free space around an edge.

use super::Placed;
use crate::layered::Kind;

/// A free rectangle. Those of a corridor touch: the bottom of one is the top of the
/// next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Number of layers within which two edges may cross and still use each other's space.
const NEAR: usize = 2;

/// From the border of the upper end of an arrow to that of the lower end.
pub fn of(placed: &Placed, number: u32) -> Vec<Rectangle> {
    let (part, layered) = (placed.part, placed.layered);
    let arrow = &part.arrows[number as usize];
    let mut corridor = Vec::new();
    let mut add = |(left, right): (f64, f64), top: f64, bottom: f64| {
        corridor.push(Rectangle { left, right, top, bottom });
    };
    let all = (0.0, placed.width);
    let node = |node: u32| {
        let x = placed.x[node as usize];
        let half = part.sizes[node as usize].width / 2.0;
        (x - half, x + half)
    };

    let (_, border) = placed.top_and_bottom(arrow.from);
    let (_, mut bottom) = placed.rows.rows[layered.layer[arrow.from as usize] as usize];
    add(limits(placed, arrow.from, node(arrow.from)), border, bottom);
    for place in layered.chains[number as usize].clone() {
        let row = placed.rows.rows[layered.layer[place as usize] as usize];
        add(all, bottom, row.0);
        let x = placed.x[place as usize];
        let mut limits = limits(placed, place, (x, x));
        if matches!(layered.kinds[place as usize], Kind::Label(_)) {
            // The label is to the right.
            limits.1 = x;
        }
        add(limits, row.0, row.1);
        bottom = row.1;
    }
    let (border, _) = placed.top_and_bottom(arrow.to);
    let (top, _) = placed.rows.rows[layered.layer[arrow.to as usize] as usize];
    add(all, bottom, top);
    add(limits(placed, arrow.to, node(arrow.to)), top, border);
    corridor
}

/// Free space to both sides of a place that takes up this much.
fn limits(placed: &Placed, place: u32, (left, right): (f64, f64)) -> (f64, f64) {
    let layered = placed.layered;
    let layer = &placed.order.layers[layered.layer[place as usize] as usize];
    let position = placed.order.position[place as usize] as usize;
    let margin = layered.gaps.edge / 2.0;
    let is_in_the_way = |other: u32| match layered.kinds[other as usize] {
        Kind::Node | Kind::Label(_) => true,
        Kind::Bend(_) => !cross(placed, place, other),
    };
    let before = layer[..position].iter().rev().find(|&&other| is_in_the_way(other));
    let after = layer[position + 1..].iter().find(|&&other| is_in_the_way(other));
    let from = before.map_or(0.0, |&other| {
        let x = placed.x[other as usize];
        match layered.kinds[other as usize] {
            Kind::Bend(_) => (x + left) / 2.0,
            _ => x + layered.right[other as usize] + margin,
        }
    });
    let to = after.map_or(placed.width, |&other| {
        let x = placed.x[other as usize];
        match layered.kinds[other as usize] {
            Kind::Node => x - layered.left[other as usize] - margin,
            _ => (x + right) / 2.0,
        }
    });
    // A margin may be wider than a gap of next to nothing.
    (from.min(left), to.max(right))
}

/// Returns whether two edges that pass a layer change sides near it.
fn cross(placed: &Placed, a: u32, b: u32) -> bool {
    let layered = placed.layered;
    if layered.kinds[a as usize] == Kind::Node {
        return false;
    }
    let position = |place: u32| placed.order.position[place as usize];
    let side = position(a) < position(b);
    [&layered.above, &layered.below].iter().any(|next| {
        let (mut a, mut b) = (a, b);
        for _ in 0..NEAR {
            let (&[next_a], &[next_b]) = (next.of(a), next.of(b)) else { return false };
            (a, b) = (next_a, next_b);
            if a == b {
                return false;
            }
            if (position(a) < position(b)) != side {
                return true;
            }
        }
        false
    })
}
