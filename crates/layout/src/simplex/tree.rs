//! The spanning tree.

use super::{Constraint, slack};
use crate::lists::Lists;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No edge.
const NONE: u32 = u32::MAX;

/// A spanning tree, with its nodes numbered in postorder.
pub struct Tree {
    /// Its edges, in no particular order.
    pub edges: Vec<u32>,
    /// For each edge of the tree, what a unit more of its length costs: the weights of the
    /// edges across the cut that it makes, less those that lead the other way.
    pub cut: Vec<i64>,
    /// The number of each node. Those below it are `low[node]..number[node]`.
    pub number: Vec<u32>,
    pub low: Vec<u32>,
    /// The nodes by number.
    pub order: Vec<u32>,
    /// The edge to the node above.
    parent: Vec<u32>,
    /// The edges of the tree at each node.
    at: Vec<Vec<u32>>,
    /// The place of each edge of the tree in `edges`.
    place: Vec<u32>,
    path: Vec<(u32, u32)>,
    /// Number of nodes that were numbered so far.
    pub work: u64,
}

impl Tree {
    /// From the edges of a spanning tree.
    pub fn new(nodes: usize, constraints: &[Constraint], edges: Vec<u32>) -> Self {
        let mut tree = Self {
            cut: vec![0; constraints.len()],
            number: vec![0; nodes],
            low: vec![NONE; nodes],
            order: vec![0; nodes],
            parent: vec![NONE; nodes],
            at: vec![Vec::new(); nodes],
            place: vec![NONE; constraints.len()],
            path: Vec::new(),
            work: 0,
            edges,
        };
        for (i, &edge) in tree.edges.iter().enumerate() {
            let c = &constraints[edge as usize];
            tree.place[edge as usize] = i as u32;
            tree.at[c.tail as usize].push(edge);
            tree.at[c.head as usize].push(edge);
        }
        if nodes > 0 {
            tree.renumber(constraints, 0, 0);
        }
        // What leaves the nodes below an edge, less what enters them.
        let mut surplus = vec![0; nodes];
        for c in constraints {
            surplus[c.tail as usize] += c.weight;
            surplus[c.head as usize] -= c.weight;
        }
        for &node in &tree.order {
            let parent = tree.parent[node as usize];
            if parent != NONE {
                let c = &constraints[parent as usize];
                let below = surplus[node as usize];
                tree.cut[parent as usize] = if c.tail == node { below } else { -below };
                surplus[(c.tail ^ c.head ^ node) as usize] += below;
            }
        }
        tree
    }

    /// The end of an edge of the tree that is farther from the root.
    pub fn lower_end(&self, edge: &Constraint) -> u32 {
        let is_tail = self.number[edge.tail as usize] < self.number[edge.head as usize];
        if is_tail { edge.tail } else { edge.head }
    }

    /// Replaces an edge by one that connects the same halves.
    pub fn exchange(&mut self, constraints: &[Constraint], leaving: u32, entering: u32) {
        let cut = self.cut[leaving as usize];
        let c = &constraints[entering as usize];
        let top = self.climb(constraints, c.tail, c.head, cut, true);
        self.climb(constraints, c.head, c.tail, cut, false);
        self.cut[entering as usize] = -cut;
        self.cut[leaving as usize] = 0;

        let left = &constraints[leaving as usize];
        for end in [left.tail, left.head] {
            self.at[end as usize].retain(|&edge| edge != leaving);
        }
        self.at[c.tail as usize].push(entering);
        self.at[c.head as usize].push(entering);
        let place = self.place[leaving as usize];
        self.place[leaving as usize] = NONE;
        self.place[entering as usize] = place;
        self.edges[place as usize] = entering;
        self.renumber(constraints, top, self.low[top as usize]);
    }

    /// Changes the cut values from a node up to where the other is below, too.
    /// Returns that node.
    fn climb(&mut self, constraints: &[Constraint], from: u32, to: u32, cut: i64, up: bool) -> u32 {
        let target = self.number[to as usize];
        let mut node = from;
        while !(self.low[node as usize]..=self.number[node as usize]).contains(&target) {
            let edge = self.parent[node as usize];
            let c = &constraints[edge as usize];
            self.cut[edge as usize] += if (c.tail == node) == up { cut } else { -cut };
            // What is below it will change.
            self.low[node as usize] = NONE;
            node ^= c.tail ^ c.head;
        }
        node
    }

    /// Numbers the nodes from `top` down.
    fn renumber(&mut self, constraints: &[Constraint], top: u32, first: u32) {
        let mut next = first;
        let mut path = std::mem::take(&mut self.path);
        self.low[top as usize] = next;
        path.push((top, 0));
        while let Some((node, done)) = path.last_mut() {
            let node = *node;
            let Some(&edge) = self.at[node as usize].get(*done as usize) else {
                self.number[node as usize] = next;
                self.order[next as usize] = node;
                next += 1;
                path.pop();
                continue;
            };
            *done += 1;
            if edge != self.parent[node as usize] {
                let c = &constraints[edge as usize];
                let below = c.tail ^ c.head ^ node;
                if self.parent[below as usize] == edge && self.low[below as usize] == next {
                    // Nothing below it changed, and it begins where it did.
                    next = self.number[below as usize] + 1;
                    continue;
                }
                self.parent[below as usize] = edge;
                self.low[below as usize] = next;
                self.work += 1;
                path.push((below, 0));
            }
        }
        self.path = path;
    }
}

/// Moves nodes until a spanning tree of edges without slack exists; returns it.
///
/// The tree grows from the first node. Where no edge without slack leads on, the tree moves to
/// the nearest node: by how much it has moved so far is kept apart, and so are the edges
/// that get shorter from those that get longer.
pub fn tight(constraints: &[Constraint], incident: &Lists, places: &mut [i64]) -> Vec<u32> {
    let mut edges = Vec::with_capacity(places.len().saturating_sub(1));
    let mut inside = vec![false; places.len()];
    let (mut leaving, mut entering) = (BinaryHeap::new(), BinaryHeap::new());
    let mut moved = 0;
    let mut added = (!places.is_empty()).then_some(0u32);
    while let Some(node) = added {
        inside[node as usize] = true;
        // As if it had moved with the others.
        places[node as usize] -= moved;
        for &edge in incident.of(node) {
            let c = &constraints[edge as usize];
            let slack = slack(c, places);
            if c.tail == node {
                leaving.push((Reverse(slack), Reverse(edge)));
            } else {
                entering.push((Reverse(slack), Reverse(edge)));
            }
        }
        while leaving.peek().is_some_and(|e| inside[constraints[e.1.0 as usize].head as usize]) {
            leaving.pop();
        }
        while entering.peek().is_some_and(|e| inside[constraints[e.1.0 as usize].tail as usize]) {
            entering.pop();
        }
        let shorter = leaving.peek().map(|&(Reverse(slack), Reverse(e))| (slack - moved, e));
        let longer = entering.peek().map(|&(Reverse(slack), Reverse(e))| (slack + moved, e));
        let (nearest, by) = match (shorter, longer) {
            (Some(a), Some(b)) if a.0 <= b.0 => (Some(a), a.0),
            (_, Some(b)) => (Some(b), -b.0),
            (a, None) => (a, a.map_or(0, |a| a.0)),
        };
        moved += by;
        added = nearest.map(|(_, edge)| {
            edges.push(edge);
            let c = &constraints[edge as usize];
            if inside[c.tail as usize] { c.head } else { c.tail }
        });
    }
    // Nodes are stored as if the tree had not moved yet.
    places.iter_mut().for_each(|place| *place += moved);
    edges
}
