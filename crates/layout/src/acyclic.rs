//! Turns edges around until there are no cycles.
//!
//! Heavy edges are taken first, and one that would close a cycle with those that
//! were taken is turned around: so the heaviest path runs forward. Among equals, those
//! that lead back in a search from the first node come last. The order that
//! grows with the edges is that of Pearce and Kelly, "A Dynamic Topological Sort
//! Algorithm for Directed Acyclic Graphs", ACM Journal of Experimental Algorithmics
//! 11, 2007: an edge costs as much as lies between its ends.

use crate::input::Arrow;
use crate::lists::Lists;
use std::cmp::Reverse;

/// Turns arrows around.
pub fn break_cycles(nodes: usize, arrows: &mut [Arrow]) {
    let (finished, back) = search(nodes, arrows);
    if !back.contains(&true) {
        return;
    }
    let mut sequence: Vec<u32> = (0..arrows.len() as u32).collect();
    sequence.sort_by_key(|&a| (Reverse(arrows[a as usize].weight), back[a as usize]));
    let mut order = Order::new(finished);
    for arrow in sequence {
        let arrow = &mut arrows[arrow as usize];
        if !order.insert(arrow.from, arrow.to) {
            (arrow.from, arrow.to) = (arrow.to, arrow.from);
            arrow.reversed = true;
            order.insert(arrow.from, arrow.to);
        }
    }
}

/// Searches depth first. Returns for each node its place in an order in which only
/// arrows that close a cycle lead back, and which these are.
fn search(nodes: usize, arrows: &[Arrow]) -> (Vec<u32>, Vec<bool>) {
    let pairs = arrows.iter().enumerate().map(|(i, arrow)| (arrow.from, i as u32));
    let leaving = Lists::new(nodes, pairs);
    let mut has_caller = vec![false; nodes];
    arrows.iter().for_each(|arrow| has_caller[arrow.to as usize] = true);
    let mut back = vec![false; arrows.len()];
    let (mut seen, mut on_path) = (vec![false; nodes], vec![false; nodes]);
    let mut place = vec![0; nodes];
    let mut next_place = nodes as u32;
    let mut path: Vec<(u32, usize)> = Vec::new();
    let all = 0..nodes as u32;
    // What nothing leads to is a start; then come cycles that nothing leads to.
    let starts = all.clone().filter(|&node| !has_caller[node as usize]).chain(all);
    for start in starts {
        if seen[start as usize] {
            continue;
        }
        seen[start as usize] = true;
        on_path[start as usize] = true;
        path.push((start, 0));
        while let Some((node, done)) = path.last_mut() {
            let node = *node;
            let Some(&arrow) = leaving.of(node).get(*done) else {
                on_path[node as usize] = false;
                next_place -= 1;
                place[node as usize] = next_place;
                path.pop();
                continue;
            };
            *done += 1;
            let to = arrows[arrow as usize].to;
            if !seen[to as usize] {
                seen[to as usize] = true;
                on_path[to as usize] = true;
                path.push((to, 0));
            } else if on_path[to as usize] {
                back[arrow as usize] = true;
            }
        }
    }
    (place, back)
}

/// An order of the nodes in which all edges so far lead forward.
struct Order {
    place: Vec<u32>,
    after: Vec<Vec<u32>>,
    before: Vec<Vec<u32>>,
    seen: Vec<bool>,
}

impl Order {
    fn new(place: Vec<u32>) -> Self {
        let none = vec![Vec::new(); place.len()];
        Self { seen: vec![false; place.len()], after: none.clone(), before: none, place }
    }

    /// Adds an edge, unless it would close a cycle.
    fn insert(&mut self, from: u32, to: u32) -> bool {
        let (low, high) = (self.place[to as usize], self.place[from as usize]);
        if low < high {
            // The order must change: what `to` leads to comes behind what leads to `from`.
            let forward = self.reach(to, true, |place| place <= high);
            if forward.contains(&from) {
                return false;
            }
            let backward = self.reach(from, false, |place| place >= low);
            let mut places: Vec<u32> =
                backward.iter().chain(&forward).map(|&n| self.place[n as usize]).collect();
            places.sort_unstable();
            for (node, place) in backward.into_iter().chain(forward).zip(places) {
                self.place[node as usize] = place;
            }
        }
        self.after[from as usize].push(to);
        self.before[to as usize].push(from);
        true
    }

    /// Places that can be reached within those places, in order.
    fn reach(&mut self, start: u32, forward: bool, within: impl Fn(u32) -> bool) -> Vec<u32> {
        let next = if forward { &self.after } else { &self.before };
        let mut reached = vec![start];
        self.seen[start as usize] = true;
        let mut done = 0;
        while let Some(&node) = reached.get(done) {
            done += 1;
            for &other in &next[node as usize] {
                if !self.seen[other as usize] && within(self.place[other as usize]) {
                    self.seen[other as usize] = true;
                    reached.push(other);
                }
            }
        }
        reached.iter().for_each(|&node| self.seen[node as usize] = false);
        reached.sort_unstable_by_key(|&node| self.place[node as usize]);
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parts;
    use crate::testing::{Random, edge};
    use crate::{Edge, Graph, Size};

    fn broken(nodes: usize, edges: Vec<Edge>) -> Vec<Arrow> {
        let mut part = parts(&Graph { nodes: vec![Size::default(); nodes], edges }).remove(0);
        break_cycles(part.sizes.len(), &mut part.arrows);
        part.arrows
    }

    #[test]
    fn the_lightest_edge_of_a_cycle_is_turned_around() {
        let heavy = |from, to, weight| Edge { weight, ..edge(from, to) };
        let arrows = broken(3, vec![heavy(0, 1, 1.0), heavy(1, 2, 5.0), heavy(2, 0, 7.0)]);
        let reversed: Vec<bool> = arrows.iter().map(|arrow| arrow.reversed).collect();
        assert_eq!(reversed, [true, false, false]);
        assert_eq!((arrows[0].from, arrows[0].to), (1, 0));
    }

    #[test]
    fn among_equals_what_leads_back_is_turned_around() {
        let arrows = broken(3, vec![edge(2, 1), edge(0, 1), edge(1, 2)]);
        assert_eq!(arrows.iter().filter(|arrow| arrow.reversed).count(), 1);
        assert!(arrows[0].reversed);
    }

    #[test]
    fn nothing_is_left_of_cycles() {
        let mut random = Random(7);
        for _ in 0..200 {
            let nodes = 2 + random.below(30) as u32;
            let end = |random: &mut Random| random.below(u64::from(nodes)) as u32;
            let mut edges: Vec<Edge> = (1..nodes).map(|node| edge(0, node)).collect();
            for _ in 0..random.below(100) {
                let weight = random.below(4) as f64;
                edges.push(Edge { weight, ..edge(end(&mut random), end(&mut random)) });
            }
            let arrows = broken(nodes as usize, edges);
            let (_, back) = search(nodes as usize, &arrows);
            assert!(!back.contains(&true));
        }
    }
}
