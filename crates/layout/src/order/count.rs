//! Counting crossings.

use crate::layered::Layered;
use crate::places::Order;

/// All crossings of links.
pub fn all(layered: &Layered, order: &Order) -> u64 {
    let widest = order.layers.iter().map(Vec::len).max().unwrap_or(0);
    let mut counter = Counter { sums: vec![0; widest + 1], ends: Vec::new() };
    order.layers.iter().map(|layer| counter.below(layered, order, layer)).sum()
}

struct Counter {
    /// A Fenwick tree: how many links end at each position or left of it.
    sums: Vec<u32>,
    ends: Vec<u32>,
}

impl Counter {
    /// The crossings between a layer and the next.
    fn below(&mut self, layered: &Layered, order: &Order, layer: &[u32]) -> u64 {
        self.sums.fill(0);
        let (mut crossings, mut links) = (0, 0);
        for &place in layer {
            self.ends.clear();
            let ends = layered.below.of(place).iter();
            self.ends.extend(ends.map(|&lower| order.position[lower as usize]));
            // Links of one place do not cross: all are counted before one is added.
            for &end in &self.ends {
                crossings += u64::from(links - sum(&self.sums, end));
            }
            for &end in &self.ends {
                let mut at = end as usize + 1;
                while at < self.sums.len() {
                    self.sums[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
            links += self.ends.len() as u32;
        }
        crossings
    }
}

/// Number of links that end at this position or left of it.
fn sum(sums: &[u32], position: u32) -> u32 {
    let (mut at, mut sum) = (position as usize + 1, 0);
    while at > 0 {
        sum += sums[at];
        at &= at - 1;
    }
    sum
}
