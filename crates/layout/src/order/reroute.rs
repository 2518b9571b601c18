//! Takes an edge out and puts it back where it crosses least.
//!
//! Sifting moves one place of an edge at a time; where each layer holds the next one
//! back, none can move. All places of an edge together have a best way, which is a shortest
//! path: from gap to gap of its layers, where a step costs what it crosses.

use crate::layered::Layered;
use crate::places::Order;
use std::cmp::Ordering;

/// Distance from its place at which an edge is looked for a better one, in positions.
const REACH: usize = 20;

/// Reroutes edges. Holds what is needed for each anew.
#[derive(Default)]
pub struct Router {
    /// The operations so far.
    pub work: u64,
    /// The gaps where the edge was, by layer.
    old: Vec<usize>,
    /// The best way to each gap of a layer, and the gap that it comes from.
    costs: Vec<u32>,
    next: Vec<u32>,
    row: Vec<u32>,
    from: Vec<Vec<u32>>,
}

impl Router {
    /// Reroutes an edge. Returns whether that helped.
    pub fn reroute(&mut self, layered: &Layered, order: &mut Order, arrow: usize) -> bool {
        let chain = layered.chains[arrow].clone();
        let (Some(first), Some(last)) = (chain.clone().next(), chain.clone().last()) else {
            return false;
        };
        let upper = layered.above.of(first)[0];
        let lower = layered.below.of(last)[0];
        for place in [upper].into_iter().chain(chain.clone()) {
            let layer = layered.layer[place as usize] as usize;
            self.work += order.layers[layer].len() as u64;
        }
        if !is_crossed(layered, order, upper, chain.clone(), lower) {
            return false;
        }
        self.old.clear();
        for place in chain.clone() {
            let layer = layered.layer[place as usize] as usize;
            let at = order.position[place as usize] as usize;
            self.old.push(at);
            order.layers[layer].remove(at);
            order.number_from(layer, at);
        }
        let (old, new) = self.search(layered, order, &chain, upper, lower);
        let gained = new < old;
        let mut gap = self.next.iter().position(|&cost| cost == new).unwrap_or(0);
        for (i, place) in chain.enumerate().rev() {
            let window = Window::new(self.old[i], order, layered.layer[place as usize]);
            let at = if gained { window.first + gap } else { self.old[i] };
            if i > 0 {
                gap = self.from[i][gap] as usize;
            }
            let layer = layered.layer[place as usize] as usize;
            order.layers[layer].insert(at, place);
            order.number_from(layer, at);
        }
        gained
    }

    /// Crossings of the edge where it was, and at best. Leaves the sums at the last layer in
    /// `next`.
    fn search(
        &mut self,
        layered: &Layered,
        order: &Order,
        chain: &std::ops::Range<u32>,
        upper: u32,
        lower: u32,
    ) -> (u32, u32) {
        let layer_of = |place: u32| layered.layer[place as usize];
        let layer = |place: u32| &order.layers[layer_of(place) as usize];
        let mut window = Window::new(self.old[0], order, layer_of(chain.start));
        let mut old = 0;
        self.from.resize_with(self.from.len().max(chain.len()), Vec::new);
        // From the upper end: what is left of it crosses where it leads to the right.
        let at = order.position[upper as usize];
        let is_other = |other: u32| !chain.contains(&other);
        self.costs.clear();
        self.costs.resize(window.count, 0);
        for &place in layer(upper).iter().filter(|&&place| place != upper) {
            let is_left = order.position[place as usize] < at;
            for &end in layered.below.of(place) {
                window.add(&mut self.costs, order.position[end as usize], is_left, 1);
            }
        }
        old += self.costs[self.old[0] - window.first];

        for (i, place) in chain.clone().enumerate().skip(1) {
            let next = Window::new(self.old[i], order, layer_of(place));
            let above = layer(place - 1);
            self.row.clear();
            self.row.resize(next.count, 0);
            for (position, &place) in above.iter().enumerate() {
                let is_left = position < window.first;
                for &end in layered.below.of(place).iter().filter(|&&end| is_other(end)) {
                    next.add(&mut self.row, order.position[end as usize], is_left, 1);
                }
            }
            self.work += 8 * above.len() as u64 + (window.count * next.count) as u64;
            self.next.clear();
            self.next.resize(next.count, u32::MAX);
            let from = &mut self.from[i];
            from.clear();
            from.resize(next.count, 0);
            for gap in 0..window.count {
                let cost = self.costs[gap];
                for ((best, from), step) in self.next.iter_mut().zip(&mut *from).zip(&self.row) {
                    // Without a branch, several gaps at a time.
                    let is_better = cost + step < *best;
                    *best = if is_better { cost + step } else { *best };
                    *from = if is_better { gap as u32 } else { *from };
                }
                let passed = window.first + gap;
                if passed == self.old[i - 1] {
                    old += self.row[self.old[i] - next.first];
                }
                // The place that the next gap is behind changes sides.
                for &end in above.get(passed).map_or(&[][..], |&place| layered.below.of(place)) {
                    if is_other(end) {
                        next.add(&mut self.row, order.position[end as usize], false, u32::MAX);
                        next.add(&mut self.row, order.position[end as usize], true, 1);
                    }
                }
            }
            std::mem::swap(&mut self.costs, &mut self.next);
            window = next;
        }

        // To the lower end.
        let at = order.position[lower as usize];
        let last = self.old[chain.len() - 1];
        self.row.clear();
        self.row.resize(window.count, 0);
        for &place in layer(lower).iter().filter(|&&place| place != lower) {
            let is_left = order.position[place as usize] < at;
            for &end in layered.above.of(place) {
                window.add(&mut self.row, order.position[end as usize], is_left, 1);
            }
        }
        old += self.row[last - window.first];
        self.next.clear();
        self.next.extend(self.costs.iter().zip(&self.row).map(|(cost, step)| cost + step));
        (old, self.next.iter().copied().min().unwrap_or(old))
    }
}

/// Returns whether anything crosses an edge: this is known sooner than what the best way is.
fn is_crossed(
    layered: &Layered,
    order: &Order,
    upper: u32,
    chain: std::ops::Range<u32>,
    lower: u32,
) -> bool {
    let position = |place: u32| order.position[place as usize];
    let mut above = upper;
    chain.chain([lower]).any(|below| {
        let (start, end) = (position(above), position(below));
        let layer = &order.layers[layered.layer[above as usize] as usize];
        above = below;
        layer.iter().enumerate().any(|(at, &place)| {
            let ends = layered.below.of(place).iter().map(|&other| position(other));
            match (at as u32).cmp(&start) {
                Ordering::Less => ends.into_iter().any(|other| other > end),
                Ordering::Equal => false,
                Ordering::Greater => ends.into_iter().any(|other| other < end),
            }
        })
    })
}

/// The gaps of a layer that are looked at. Gap 3 is left of the place at position 3.
#[derive(Clone, Copy)]
struct Window {
    first: usize,
    count: usize,
}

impl Window {
    fn new(around: usize, order: &Order, layer: u32) -> Self {
        let first = around.saturating_sub(REACH);
        let last = (around + REACH).min(order.layers[layer as usize].len());
        Self { first, count: last + 1 - first }
    }

    /// Adds a link that ends at a position: it crosses what ends in the gaps on the other
    /// side, seen from where the link starts.
    fn add(self, costs: &mut [u32], end: u32, is_left: bool, by: u32) {
        // The first gap right of the end.
        let right = (end as usize + 1).saturating_sub(self.first).min(self.count);
        let crossed = if is_left { &mut costs[..right] } else { &mut costs[right..] };
        // Down is up by almost 2^32.
        crossed.iter_mut().for_each(|cost| *cost = cost.wrapping_add(by));
    }
}

#[cfg(test)]
mod tests {
    use super::super::count;
    use super::*;
    use crate::input::parts;
    use crate::testing::{Random, edge};
    use crate::{Edge, Graph, Options, Size};

    #[test]
    fn crossings_become_fewer_exactly_when_it_says_so() {
        let mut random = Random(11);
        for _ in 0..100 {
            // Three ranks with labels between them, and edges over two.
            let label = Some(Size { width: 5.0, height: 5.0 });
            let mut edges: Vec<Edge> = Vec::new();
            for node in 4..12 {
                edges.push(Edge { label, ..edge(node - 4, node) });
                edges.push(Edge {
                    label,
                    ..edge(random.below(u64::from(node / 4 * 4)) as u32, node)
                });
            }
            for node in 1..4 {
                edges.push(edge(node - 1, node + 7));
            }
            // In one part, nodes keep their numbers.
            edges.extend((0..3).map(|node| Edge { label, ..edge(node, 7) }));
            let part = parts(&Graph { nodes: vec![Size::default(); 12], edges }).remove(0);
            let ranks: Vec<i64> = (0..12).map(|node| i64::from(node / 4)).collect();
            let layered = Layered::new(&part, &ranks, &Options::default());
            let mut layers = vec![Vec::new(); layered.layers];
            for place in 0..layered.kinds.len() {
                layers[layered.layer[place] as usize].push(place as u32);
            }
            let mut order = Order::new(layers, layered.kinds.len());
            let mut router = Router::default();
            loop {
                let before = count::all(&layered, &order);
                let mut gained = false;
                for arrow in 0..layered.chains.len() {
                    gained |= router.reroute(&layered, &mut order, arrow);
                }
                let after = count::all(&layered, &order);
                assert_eq!(gained, after < before, "{before} {after}");
                assert!(after <= before);
                if !gained {
                    break;
                }
            }
        }
    }
}
