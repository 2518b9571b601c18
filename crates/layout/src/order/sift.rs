//! Exchanging neighbors, and sifting.

use crate::layered::Layered;
use crate::places::Order;

/// Comparisons that sifting one place may take in a large graph.
const REACH: usize = 400_000;

/// Moves places within a layer while the layers around it stay as they are.
pub struct Sifter {
    /// The positions of the neighbors of each place of the layer, sorted: those above,
    /// then those below.
    ends: Vec<u32>,
    /// Where in `ends` the lists of each position start.
    starts: Vec<[u32; 3]>,
    /// The positions of the layer's places, as the lists were made.
    layer: Vec<u32>,
    /// Distance that a place may move at once.
    reach: usize,
    /// Nodes whose order among each other is given.
    fixed: Vec<bool>,
}

impl Sifter {
    pub fn new(layered: &Layered, previous: Option<&[Option<f64>]>) -> Self {
        let fixed = previous.unwrap_or_default().iter().map(Option::is_some);
        let mut fixed: Vec<bool> = fixed.collect();
        fixed.resize(layered.kinds.len(), false);
        Self {
            ends: Vec::new(),
            starts: Vec::new(),
            layer: Vec::new(),
            reach: (REACH / (layered.links.len() + 1)).max(8),
            fixed,
        }
    }

    /// Exchanges neighbors while there is something to gain.
    pub fn exchange_pairs(&mut self, layered: &Layered, order: &mut Order) {
        for layer in 0..order.layers.len() {
            self.load(layered, order, layer);
            let mut improved = true;
            let mut changed = false;
            while improved {
                improved = false;
                for i in 1..self.layer.len() {
                    let (a, b) = (self.layer[i - 1], self.layer[i]);
                    if self.gain(a, b) > 0 {
                        self.layer.swap(i - 1, i);
                        improved = true;
                    }
                }
                changed |= improved;
            }
            if changed {
                self.store(order, layer);
            }
        }
    }

    /// Moves each place to where it crosses least. Returns whether that helped.
    pub fn sift(&mut self, layered: &Layered, order: &mut Order) -> bool {
        let mut gained = false;
        let count = order.layers.len();
        for layer in (0..count).chain((0..count).rev()) {
            self.load(layered, order, layer);
            let mut changed = false;
            for place in 0..self.layer.len() as u32 {
                changed |= self.sift_one(order, layer, place);
            }
            if changed {
                self.store(order, layer);
                gained = true;
            }
        }
        gained
    }

    fn sift_one(&mut self, order: &Order, layer: usize, place: u32) -> bool {
        let Some(now) = self.layer.iter().position(|&p| p == place) else { return false };
        let name = |p: u32| order.layers[layer][p as usize] as usize;
        let is_fixed = self.fixed[name(place)];
        let (mut best, mut to) = (0, now);
        let mut gain = 0;
        for i in (now.saturating_sub(self.reach)..now).rev() {
            if is_fixed && self.fixed[name(self.layer[i])] {
                break;
            }
            gain += self.gain(self.layer[i], place);
            if gain > best {
                (best, to) = (gain, i);
            }
        }
        gain = 0;
        let last = self.layer.len().min(now + self.reach + 1);
        for i in now + 1..last {
            if is_fixed && self.fixed[name(self.layer[i])] {
                break;
            }
            gain += self.gain(place, self.layer[i]);
            if gain > best {
                (best, to) = (gain, i);
            }
        }
        if to < now {
            self.layer[to..=now].rotate_right(1);
        } else if to > now {
            self.layer[now..=to].rotate_left(1);
        }
        best > 0
    }

    /// Number of crossings that are saved if b, which is to the right of a, is to its left.
    fn gain(&self, a: u32, b: u32) -> i64 {
        let (a, b) = (self.starts[a as usize], self.starts[b as usize]);
        let list = |from: u32, to: u32| &self.ends[from as usize..to as usize];
        gain(list(a[0], a[1]), list(b[0], b[1])) + gain(list(a[1], a[2]), list(b[1], b[2]))
    }

    fn load(&mut self, layered: &Layered, order: &Order, layer: usize) {
        self.ends.clear();
        self.starts.clear();
        self.layer.clear();
        for (i, &place) in order.layers[layer].iter().enumerate() {
            let mut add = |others: &[u32]| {
                let first = self.ends.len();
                self.ends.extend(others.iter().map(|&other| order.position[other as usize]));
                self.ends[first..].sort_unstable();
                first as u32
            };
            let (above, below) = (add(layered.above.of(place)), add(layered.below.of(place)));
            self.starts.push([above, below, self.ends.len() as u32]);
            self.layer.push(i as u32);
        }
    }

    fn store(&mut self, order: &mut Order, layer: usize) {
        let before = order.layers[layer].clone();
        for (place, &was) in order.layers[layer].iter_mut().zip(&self.layer) {
            *place = before[was as usize];
        }
        order.number(layer);
    }
}

/// The pairs in which `a` is right of `b`, less those in which it is left of it. Both
/// are sorted.
fn gain(a: &[u32], b: &[u32]) -> i64 {
    if let (&[a], &[b]) = (a, b) {
        return i64::from(a > b) - i64::from(a < b);
    }
    let (mut left, mut through) = (0, 0);
    let mut gain = 0;
    for &end in a {
        while left < b.len() && b[left] < end {
            left += 1;
        }
        while through < b.len() && b[through] <= end {
            through += 1;
        }
        gain += left as i64 - (b.len() - through) as i64;
    }
    gain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Random;

    #[test]
    fn the_gain_is_that_of_all_pairs() {
        let mut random = Random(1);
        for _ in 0..500 {
            let mut list = || {
                let count = random.below(5);
                let mut list: Vec<u32> = (0..count).map(|_| random.below(6) as u32).collect();
                list.sort_unstable();
                list
            };
            let (a, b) = (list(), list());
            let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
            let each = pairs.map(|(a, b)| i64::from(a > b) - i64::from(a < b));
            assert_eq!(gain(&a, &b), each.sum::<i64>());
        }
    }
}
