//! Positions of the places: section 4 of the paper.
//!
//! x is a network simplex again, on a graph with a node more for each link: it makes
//! the links as vertical as their weights ask for, those of long edges above all.
//! It starts from an estimate, which leaves it less to do.

use crate::layered::{Kind, Layered, Link};
use crate::places::Order;
use crate::pool::Pool;
use crate::simplex::{Constraint, Simplex};

/// Weight of a link by the number of its ends that are nodes: none, one, both.
const STRAIGHTNESS: [i64; 3] = [8, 2, 1];
/// Weight of a unit of width, beside a typical link.
const WIDTH: i64 = 12;
/// Sweeps of the estimate.
const SWEEPS: usize = 8;

/// The problem whose solution are the x of a part, in whole units.
pub struct Horizontal {
    /// The size of a unit.
    pub unit: f64,
    simplex: Simplex,
    places: usize,
}

/// Pulls a place to where it was.
pub type Previous<'a> = &'a [Option<f64>];

impl Horizontal {
    /// `previous` has for each node where its center was, if it was.
    pub fn new(layered: &Layered, order: &Order, previous: Previous) -> Self {
        let unit = unit(layered);
        let gaps = separations(layered, order, unit);
        let worth = worth(layered);
        let mut x = estimate(layered, order, &gaps, &worth, previous, unit);
        let mut constraints = Vec::new();
        for (layer, gaps) in order.layers.iter().zip(&gaps) {
            for (pair, &length) in layer.windows(2).zip(gaps) {
                constraints.push(Constraint { tail: pair[0], head: pair[1], length, weight: 0 });
            }
        }
        for (link, &weight) in layered.links.iter().zip(&worth) {
            let tail = x.len() as u32;
            x.push(x[link.upper as usize].min(x[link.lower as usize]));
            for head in [link.upper, link.lower] {
                constraints.push(Constraint { tail, head, length: 0, weight });
            }
        }
        pull(layered, previous, unit, &worth, &mut x, &mut constraints);
        narrow(layered, order, &mut x, &mut constraints);
        Self { unit, simplex: Simplex::new(constraints, x), places: layered.kinds.len() }
    }

    /// Returns whether it was the best already.
    pub fn pivot(&mut self) -> bool {
        self.simplex.pivot()
    }

    /// The operations so far.
    pub fn work(&self) -> u64 {
        self.simplex.work
    }

    /// Number of nodes that the problem has.
    pub fn size(&self) -> usize {
        self.places
    }

    /// The x of each place; the left border of the part is 0. Also its width.
    pub fn finish(self, layered: &Layered) -> (Vec<f64>, f64) {
        let x = self.simplex.into_places();
        let x = x[..self.places].iter().map(|&x| x as f64 * self.unit);
        let mut x: Vec<f64> = x.collect();
        let left = (x.iter().zip(&layered.left)).map(|(x, left)| x - left);
        let left = left.fold(f64::INFINITY, f64::min);
        x.iter_mut().for_each(|x| *x -= left);
        let right = (x.iter().zip(&layered.right)).map(|(x, right)| x + right);
        let width = right.fold(0.0, f64::max);
        (x, width)
    }
}

/// About how long all edges will be, each times its weight, in this order.
pub fn estimated_length(layered: &Layered, order: &Order) -> f64 {
    let unit = unit(layered);
    let gaps = separations(layered, order, unit);
    let x = estimate(layered, order, &gaps, &worth(layered), &[], unit);
    let rows = Rows::new(layered);
    let length = |link: &Link| {
        let across = (x[link.upper as usize] - x[link.lower as usize]) as f64 * unit;
        let down = rows.middle(layered.layer[link.lower as usize])
            - rows.middle(layered.layer[link.upper as usize]);
        (across * across + down * down).sqrt() * link.weight.max(1) as f64
    };
    layered.links.iter().map(length).sum()
}

/// Small enough that no one sees the rounding.
fn unit(layered: &Layered) -> f64 {
    let widest = layered.left.iter().chain(&layered.right).fold(0.0, |a: f64, &b| a.max(b));
    let unit = layered.gaps.node / 18.0;
    // So that there are at most a million units in a place, whatever the gap is.
    let unit = unit.max(widest / 1e6);
    if unit > 0.0 { unit } else { 1.0 }
}

/// For each layer the distances of its neighbors, in units.
fn separations(layered: &Layered, order: &Order, unit: f64) -> Vec<Vec<i64>> {
    let between = |pair: &[u32]| {
        let (a, b) = (pair[0] as usize, pair[1] as usize);
        let gap = layered.gaps.between(layered.kinds[a], layered.kinds[b]);
        ((layered.right[a] + gap + layered.left[b]) / unit).ceil() as i64
    };
    order.layers.iter().map(|layer| layer.windows(2).map(between).collect()).collect()
}

/// Weight of each link.
fn worth(layered: &Layered) -> Vec<i64> {
    let is_node = |place: u32| usize::from(layered.kinds[place as usize] == Kind::Node);
    let worth =
        |link: &Link| link.weight.max(1) * STRAIGHTNESS[is_node(link.upper) + is_node(link.lower)];
    layered.links.iter().map(worth).collect()
}

/// Places that satisfy the distances, with everything near the mean of what it is
/// linked to.
fn estimate(
    layered: &Layered,
    order: &Order,
    gaps: &[Vec<i64>],
    worth: &[i64],
    previous: Previous,
    unit: f64,
) -> Vec<i64> {
    let count = layered.kinds.len();
    let mut x = vec![0.0; count];
    let mut offset = vec![0; count];
    let mut width: f64 = 0.0;
    for (layer, gaps) in order.layers.iter().zip(gaps) {
        let mut at = 0;
        for (i, &place) in layer.iter().enumerate() {
            at += if i > 0 { gaps[i - 1] } else { 0 };
            offset[place as usize] = at;
        }
        width = width.max(at as f64);
    }
    for layer in &order.layers {
        let last = layer.last().map_or(0, |&place| offset[place as usize]);
        for &place in layer {
            x[place as usize] = (width - last as f64) / 2.0 + offset[place as usize] as f64;
        }
    }
    let mut at = vec![Vec::new(); count];
    for (link, &weight) in layered.links.iter().zip(worth) {
        at[link.upper as usize].push((link.lower, weight as f64));
        at[link.lower as usize].push((link.upper, weight as f64));
    }
    let known = |place: u32| previous.get(place as usize).copied().flatten();
    let mut pool = Pool::default();
    for sweep in 0..SWEEPS {
        let layers = order.layers.len();
        for i in 0..layers {
            let layer = if sweep % 2 == 0 { i } else { layers - 1 - i };
            pool.clear();
            for &place in &order.layers[layer] {
                let (mut sum, mut weight) = (0.0, 0.0);
                for &(other, w) in &at[place as usize] {
                    // At first, only what has been placed in this sweep.
                    let above = layered.layer[other as usize] < layer as u32;
                    if sweep >= 2 || above == (sweep % 2 == 0) {
                        sum += x[other as usize] * w;
                        weight += w;
                    }
                }
                if let Some(known) = known(place) {
                    let pull = weight + 1.0;
                    sum += known / unit * pull;
                    weight += pull;
                }
                let (wish, weight) =
                    if weight > 0.0 { (sum / weight, weight) } else { (x[place as usize], 1e-3) };
                let wish = wish - offset[place as usize] as f64;
                pool.push(wish, weight);
            }
            for (&place, at) in order.layers[layer].iter().zip(pool.places()) {
                x[place as usize] = at + offset[place as usize] as f64;
            }
        }
    }
    // Rounded so that the distances stay.
    let whole = |place: usize| (x[place] - offset[place] as f64).floor() as i64 + offset[place];
    (0..count).map(whole).collect()
}

/// Makes width cost something, too: everything lies between two borders.
fn narrow(layered: &Layered, order: &Order, x: &mut Vec<i64>, constraints: &mut Vec<Constraint>) {
    let (left, right) = (x.len() as u32, x.len() as u32 + 1);
    let ends = |layer: &Vec<u32>| Some((*layer.first()?, *layer.last()?));
    for (first, last) in order.layers.iter().filter_map(ends) {
        constraints.push(Constraint { tail: left, head: first, length: 0, weight: 0 });
        constraints.push(Constraint { tail: last, head: right, length: 0, weight: 0 });
    }
    let all = &x[..layered.kinds.len()];
    let (least, most) = (all.iter().min(), all.iter().max());
    let (least, most) = (least.copied().unwrap_or(0), most.copied().unwrap_or(0));
    x.extend([least, most]);
    let mut weights: Vec<i64> = layered.links.iter().map(|link| link.weight).collect();
    weights.sort_unstable();
    let typical = weights.get(weights.len() / 2).map_or(1, |&weight| weight.max(1));
    constraints.push(Constraint { tail: left, head: right, length: 0, weight: WIDTH * typical });
}

/// Ties nodes to where they were, as strongly as all their links together pull.
fn pull(
    layered: &Layered,
    previous: Previous,
    unit: f64,
    worth: &[i64],
    x: &mut Vec<i64>,
    constraints: &mut Vec<Constraint>,
) {
    let known = previous.iter().enumerate().filter_map(|(node, x)| Some((node, (*x)?)));
    let known: Vec<(usize, f64)> = known.collect();
    if known.is_empty() {
        return;
    }
    let mut strength = vec![1; layered.kinds.len()];
    for (link, worth) in layered.links.iter().zip(worth) {
        strength[link.upper as usize] += worth;
        strength[link.lower as usize] += worth;
    }
    let origin = x.len() as u32;
    x.push(0);
    for (node, was) in known {
        let was = (was / unit).round() as i64;
        let tail = x.len() as u32;
        let weight = strength[node];
        x.push((x[node] - was).min(0));
        constraints.push(Constraint { tail, head: node as u32, length: was, weight });
        constraints.push(Constraint { tail, head: origin, length: 0, weight });
    }
}

/// The rows of a part, from its top.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The top and the bottom of each layer.
    pub rows: Vec<(f64, f64)>,
}

impl Rows {
    /// Stacks the layers.
    pub fn new(layered: &Layered) -> Self {
        let mut heights = vec![0.0f64; layered.layers];
        for (&layer, &height) in layered.layer.iter().zip(&layered.height) {
            let row = &mut heights[layer as usize];
            *row = row.max(height);
        }
        let has_labels = layered.kinds.iter().any(|kind| matches!(kind, Kind::Label(_)));
        let gap = if has_labels { layered.gaps.rank / 2.0 } else { layered.gaps.rank };
        let mut top = 0.0;
        let mut rows = Vec::with_capacity(heights.len());
        for height in heights {
            rows.push((top, top + height));
            top += height + gap;
        }
        Self { rows }
    }

    /// The middle of a layer.
    pub fn middle(&self, layer: u32) -> f64 {
        let (top, bottom) = self.rows[layer as usize];
        (top + bottom) / 2.0
    }
}
