//! Orders to start from.

use crate::layered::{Kind, Layered};
use crate::places::Order;
use std::collections::VecDeque;

/// In the order of a search breadth first: from the places that nothing is above,
/// or from those that nothing is below.
pub fn breadth_first(layered: &Layered, down: bool) -> Vec<Vec<u32>> {
    let mut layers = vec![Vec::new(); layered.layers];
    let mut seen = vec![false; layered.kinds.len()];
    let (behind, ahead) =
        if down { (&layered.above, &layered.below) } else { (&layered.below, &layered.above) };
    let mut queue = VecDeque::new();
    let starts = (0..layered.kinds.len() as u32).filter(|&place| behind.of(place).is_empty());
    for start in starts {
        if seen[start as usize] {
            continue;
        }
        seen[start as usize] = true;
        queue.push_back(start);
        while let Some(place) = queue.pop_front() {
            layers[layered.layer[place as usize] as usize].push(place);
            // What else leads to the same follows at once.
            for &next in ahead.of(place) {
                if !seen[next as usize] {
                    seen[next as usize] = true;
                    queue.push_back(next);
                }
            }
        }
    }
    layers
}

/// A good order with some of it changed.
pub fn shaken(order: &Order, seed: u64) -> Vec<Vec<u32>> {
    let mut layers = order.layers.clone();
    let mut random = Noise(seed);
    for layer in &mut layers {
        let count = layer.len();
        if count < 2 {
            continue;
        }
        for _ in 0..1 + count / 8 {
            let (a, b) = (random.below(count), random.below(count));
            let place = layer.remove(a);
            layer.insert(b, place);
        }
    }
    layers
}

/// By where the nodes were; what is new comes between what it is connected to.
pub fn from_previous(layered: &Layered, previous: &[Option<f64>]) -> Vec<Vec<u32>> {
    let count = layered.kinds.len();
    let mut x: Vec<Option<f64>> = previous.to_vec();
    x.resize(count, None);
    let is_new: Vec<bool> = x.iter().map(Option::is_none).collect();
    // News spread from what is known, a few times down and up.
    let mut by_layer = vec![Vec::new(); layered.layers];
    for place in 0..count as u32 {
        by_layer[layered.layer[place as usize] as usize].push(place);
    }
    let layers = || 0..layered.layers;
    for _ in 0..4 {
        for layer in layers().chain(layers().rev()) {
            for &place in by_layer[layer].iter().filter(|&&place| is_new[place as usize]) {
                let (above, below) = (layered.above.of(place), layered.below.of(place));
                let known = above.iter().chain(below).filter_map(|&other| x[other as usize]);
                let (sum, count) = known.fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
                if count > 0.0 {
                    x[place as usize] = Some(sum / count);
                }
            }
        }
    }
    for layer in &mut by_layer {
        let key = |place: u32| {
            let is_node = layered.kinds[place as usize] == Kind::Node;
            (x[place as usize].unwrap_or(0.0), is_node)
        };
        layer.sort_by(|&a, &b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
        });
    }
    by_layer
}

/// Numbers that look random: Steele, Lea and Flood's SplitMix64.
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}
