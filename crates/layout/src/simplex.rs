//! The network simplex method: gives every node a place on a line, such that the
//! sum of the lengths of the edges, each times its weight, is as small as possible.
//!
//! Section 2.3 and 2.4 of the paper: a spanning tree of edges that are as short as they may
//! be; while one of its edges has a negative cut value (it would pay to make it
//! longer), the shortest that reconnects the two halves replaces it. Nodes are numbered in
//! postorder, so that a subtree is a range of numbers. All places are valid after
//! each step, so one can stop at any.

mod tree;

use crate::lists::Lists;
use tree::Tree;

/// The head must be at least `length` behind the tail.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    pub tail: u32,
    pub head: u32,
    pub length: i64,
    /// Cost of each unit of distance; not negative.
    pub weight: i64,
}

/// Number of negative edges that are looked at for the most negative one.
const CANDIDATES: usize = 30;

/// A problem on its way to its best solution.
pub struct Simplex {
    constraints: Vec<Constraint>,
    incident: Lists,
    places: Vec<i64>,
    tree: Tree,
    /// The place in the tree's edges where the search for a negative one goes on.
    cursor: usize,
    /// The operations so far.
    pub work: u64,
}

impl Simplex {
    /// `constraints` must connect all nodes and have no cycle. `places` must satisfy
    /// them: see [`earliest`].
    pub fn new(constraints: Vec<Constraint>, places: Vec<i64>) -> Self {
        let ends = constraints.iter().enumerate();
        let ends = ends.flat_map(|(i, c)| [(c.tail, i as u32), (c.head, i as u32)]);
        let incident = Lists::new(places.len(), ends);
        let mut places = places;
        let edges = tree::tight(&constraints, &incident, &mut places);
        let tree = Tree::new(places.len(), &constraints, edges);
        Self { constraints, incident, places, tree, cursor: 0, work: 0 }
    }

    /// Improves the solution by one exchange. Returns whether it was the best already.
    pub fn pivot(&mut self) -> bool {
        let Some(leaving) = self.leaving() else { return true };
        let Some(entering) = self.entering(leaving) else { return true };
        let numbered = self.tree.work;
        self.work += self.cost_of(leaving);
        let slack = self.slack(entering);
        if slack > 0 {
            self.shift(leaving, slack);
        }
        self.tree.exchange(&self.constraints, leaving, entering);
        self.work += 10 * (self.tree.work - numbered);
        false
    }

    /// About how much an exchange has to go over.
    fn cost_of(&self, leaving: u32) -> u64 {
        let below = self.tree.lower_end(&self.constraints[leaving as usize]) as usize;
        let inside = u64::from(self.tree.number[below] - self.tree.low[below]) + 1;
        let all = self.tree.order.len() as u64;
        100 + all / 8 + 10 * inside.min(all - inside)
    }

    /// The places, the first of which is 0.
    pub fn into_places(self) -> Vec<i64> {
        let mut places = self.places;
        let first = places.iter().copied().min().unwrap_or(0);
        places.iter_mut().for_each(|place| *place -= first);
        places
    }

    /// Sum of the weighted lengths.
    #[cfg(test)]
    pub fn cost(&self) -> i64 {
        let distance = |c: &Constraint| self.places[c.head as usize] - self.places[c.tail as usize];
        self.constraints.iter().map(|c| c.weight * distance(c)).sum()
    }

    fn slack(&self, edge: u32) -> i64 {
        slack(&self.constraints[edge as usize], &self.places)
    }

    /// A tree edge with a negative cut value: the most negative of the next few, as
    /// the paper proposes.
    fn leaving(&mut self) -> Option<u32> {
        let edges = &self.tree.edges;
        let mut best = None;
        let mut found = 0;
        for i in 0..edges.len() {
            let at = self.cursor + i;
            let edge = edges[if at < edges.len() { at } else { at - edges.len() }];
            let cut = self.tree.cut[edge as usize];
            if cut < 0 {
                if best.is_none_or(|(least, _)| cut < least) {
                    best = Some((cut, edge));
                }
                found += 1;
                if found == CANDIDATES {
                    self.cursor = at % edges.len();
                    break;
                }
            }
        }
        best.map(|(_, edge)| edge)
    }

    /// The shortest edge that leads from the half with the head of `leaving` to the
    /// other. The smaller half is searched.
    fn entering(&self, leaving: u32) -> Option<u32> {
        let edge = &self.constraints[leaving as usize];
        let tree = &self.tree;
        let below = tree.lower_end(edge);
        let inside = tree.low[below as usize]..tree.number[below as usize] + 1;
        let search_inside = 2 * inside.len() <= tree.order.len();
        // Whether the nodes to search are those on the side of the tail.
        let of_tail = (below == edge.tail) == search_inside;
        let (start, end) = (inside.start as usize, inside.end as usize);
        let (first, second) = if search_inside {
            (&tree.order[start..end], &tree.order[..0])
        } else {
            (&tree.order[..start], &tree.order[end..])
        };
        let mut best: Option<(i64, u32)> = None;
        for &node in first.iter().chain(second) {
            for &candidate in self.incident.of(node) {
                let c = &self.constraints[candidate as usize];
                let (here, there) = if of_tail { (c.head, c.tail) } else { (c.tail, c.head) };
                if here != node || inside.contains(&tree.number[there as usize]) == search_inside {
                    continue;
                }
                let slack = slack(c, &self.places);
                if best.is_none_or(|(least, _)| slack < least) {
                    best = Some((slack, candidate));
                    if slack == 0 {
                        return Some(candidate);
                    }
                }
            }
        }
        best.map(|(_, edge)| edge)
    }

    /// Moves the halves that `leaving` connects apart; the smaller one moves.
    fn shift(&mut self, leaving: u32, distance: i64) {
        let edge = &self.constraints[leaving as usize];
        let below = self.tree.lower_end(edge);
        let (start, end) =
            (self.tree.low[below as usize] as usize, self.tree.number[below as usize] as usize + 1);
        let order = &self.tree.order;
        let distance = if below == edge.tail { -distance } else { distance };
        if 2 * (end - start) <= order.len() {
            order[start..end].iter().for_each(|&node| self.places[node as usize] += distance);
        } else {
            let outside = order[..start].iter().chain(&order[end..]);
            outside.for_each(|&node| self.places[node as usize] -= distance);
        }
    }
}

fn slack(c: &Constraint, places: &[i64]) -> i64 {
    places[c.head as usize] - places[c.tail as usize] - c.length
}

/// The earliest place of each node, if the first is 0.
pub fn earliest(nodes: usize, constraints: &[Constraint]) -> Vec<i64> {
    let pairs = constraints.iter().enumerate().map(|(i, c)| (c.tail, i as u32));
    let leaving = Lists::new(nodes, pairs);
    let mut missing = vec![0u32; nodes];
    constraints.iter().for_each(|c| missing[c.head as usize] += 1);
    let mut ready: Vec<u32> = (0..nodes as u32).filter(|&n| missing[n as usize] == 0).collect();
    let mut places = vec![0; nodes];
    while let Some(node) = ready.pop() {
        for &edge in leaving.of(node) {
            let c = &constraints[edge as usize];
            let head = c.head as usize;
            places[head] = places[head].max(places[node as usize] + c.length);
            missing[head] -= 1;
            if missing[head] == 0 {
                ready.push(c.head);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Random;

    fn solved(nodes: usize, constraints: &[Constraint]) -> Simplex {
        let places = earliest(nodes, constraints);
        let mut simplex = Simplex::new(constraints.to_vec(), places);
        while !simplex.pivot() {}
        simplex
    }

    /// The graph of figure 2.3 of the paper: its only best ranks.
    #[test]
    fn the_example_of_the_paper() {
        let [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7];
        let edges = [(a, b), (a, e), (a, f), (b, c), (c, d), (d, h), (e, g), (f, g), (g, h)];
        let constraints: Vec<Constraint> = edges
            .iter()
            .map(|&(tail, head)| Constraint { tail, head, length: 1, weight: 1 })
            .collect();
        let simplex = solved(8, &constraints);
        assert_eq!(simplex.cost(), 10);
        assert_eq!(simplex.into_places(), [0, 1, 2, 3, 1, 1, 2, 4]);
    }

    /// No move of any set of nodes by 1 improves the optimum: tried for all sets.
    #[test]
    fn nothing_is_better_than_the_result() {
        let mut random = Random(3);
        for _ in 0..300 {
            let nodes = 2 + random.below(7) as u32;
            let mut constraints = Vec::new();
            for head in 1..nodes {
                let edges = 1 + random.below(3);
                for _ in 0..edges {
                    let tail = random.below(u64::from(head)) as u32;
                    let (length, weight) = (random.below(3) as i64, random.below(9) as i64);
                    constraints.push(Constraint { tail, head, length, weight });
                }
            }
            let simplex = solved(nodes as usize, &constraints);
            let valid = |places: &[i64]| constraints.iter().all(|c| slack(c, places) >= 0);
            assert!(valid(&simplex.places));
            for set in 1..1u32 << nodes {
                let mut moved = simplex.places.clone();
                (0..nodes).filter(|n| set & (1 << n) != 0).for_each(|n| moved[n as usize] += 1);
                let cost: i64 = (constraints.iter())
                    .map(|c| c.weight * (moved[c.head as usize] - moved[c.tail as usize]))
                    .sum();
                assert!(!valid(&moved) || cost >= simplex.cost());
            }
        }
    }
}
