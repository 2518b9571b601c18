//! The caller's graph as the other modules want it: in connected parts, without loops,
//! with whole numbers for weights. Nothing that a caller can pass gets further.

use crate::{Edge, Graph, Size, length};

/// Ranks that an edge may be asked to span.
const MAX_LENGTH: u32 = 100;
/// The largest weight: sums of a million of them times 8 are still far from an i64's.
const MAX_WEIGHT: f64 = 10_000.0;

/// A connected part of a graph. Its nodes have numbers of their own.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The caller's numbers of the nodes.
    pub names: Vec<u32>,
    /// Size of each node.
    pub sizes: Vec<Size>,
    /// The edges between different nodes.
    pub arrows: Vec<Arrow>,
    /// The edges from a node to itself.
    pub loops: Vec<Loop>,
}

/// An edge between two nodes of a part.
#[derive(Clone, Copy, Debug)]
pub struct Arrow {
    /// The caller's number.
    pub name: u32,
    /// The upper end: where it starts, unless it is reversed.
    pub from: u32,
    /// The lower end.
    pub to: u32,
    /// It was turned around, so that there are no cycles.
    pub reversed: bool,
    /// Weight.
    pub weight: i64,
    /// The ranks that it must span.
    pub length: i64,
    /// Size of its label.
    pub label: Option<Size>,
}

/// An edge from a node to itself.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
    /// The caller's number.
    pub name: u32,
    /// The node.
    pub node: u32,
    /// Size of its label.
    pub label: Option<Size>,
}

/// The connected parts of a graph, in the order of their first nodes.
pub fn parts(graph: &Graph) -> Vec<Part> {
    let count = graph.nodes.len();
    let exists = |edge: &Edge| (edge.from.max(edge.to) as usize) < count;
    let part_of = part_numbers(count, graph.edges.iter().filter(|edge| exists(edge)));
    let part_count = part_of.iter().max().map_or(0, |&last| last as usize + 1);
    let mut parts = vec![Part::default(); part_count];
    let mut numbers = vec![0; count];
    for (node, size) in graph.nodes.iter().enumerate() {
        let part = &mut parts[part_of[node] as usize];
        numbers[node] = part.names.len() as u32;
        part.names.push(node as u32);
        part.sizes.push(clean(*size));
    }
    let scale = scale(&graph.edges);
    for (name, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| exists(edge)) {
        let part = &mut parts[part_of[edge.from as usize] as usize];
        let name = name as u32;
        let (from, to) = (numbers[edge.from as usize], numbers[edge.to as usize]);
        let label = edge.label.map(clean);
        if from == to {
            part.loops.push(Loop { name, node: from, label });
            continue;
        }
        let weight = (magnitude(edge.weight) * scale).round() as i64;
        let length = i64::from(edge.min_length.clamp(1, MAX_LENGTH));
        part.arrows.push(Arrow { name, from, to, reversed: false, weight, length, label });
    }
    parts
}

fn clean(size: Size) -> Size {
    Size { width: length(size.width), height: length(size.height) }
}

fn magnitude(weight: f64) -> f64 {
    if weight.is_finite() { weight.abs() } else { 1.0 }
}

/// Whole numbers stay as they are, unless they are too large; shares become whole.
fn scale(edges: &[Edge]) -> f64 {
    let largest = edges.iter().map(|edge| magnitude(edge.weight)).fold(0.0, f64::max);
    // Below the smallest normal number the quotient would be infinite.
    if largest < f64::MIN_POSITIVE * MAX_WEIGHT || (1.0..=MAX_WEIGHT).contains(&largest) {
        1.0
    } else {
        MAX_WEIGHT / largest
    }
}

/// For each node the number of its part.
fn part_numbers<'a>(count: usize, edges: impl Iterator<Item = &'a Edge>) -> Vec<u32> {
    // A forest in which each tree is a part; no node is above a smaller one.
    let mut above: Vec<u32> = (0..count as u32).collect();
    fn top(above: &mut [u32], mut node: u32) -> u32 {
        while above[node as usize] != node {
            let next = above[above[node as usize] as usize];
            above[node as usize] = next;
            node = next;
        }
        node
    }
    for edge in edges {
        let (a, b) = (top(&mut above, edge.from), top(&mut above, edge.to));
        above[a.max(b) as usize] = a.min(b);
    }
    let mut part_of = vec![0; count];
    let mut parts = 0;
    for node in 0..count {
        let top = top(&mut above, node as u32) as usize;
        part_of[node] = if top == node { parts } else { part_of[top] };
        parts += u32::from(top == node);
    }
    part_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::edge;

    #[test]
    fn parts_have_numbers_of_their_own() {
        let edges = vec![edge(0, 3), edge(4, 3), edge(1, 1), edge(2, 9)];
        let graph = Graph { nodes: vec![Size::default(); 5], edges };
        let parts = parts(&graph);
        let names: Vec<&[u32]> = parts.iter().map(|part| &part.names[..]).collect();
        assert_eq!(names, [&[0, 3, 4][..], &[1], &[2]]);
        let arrows: Vec<(u32, u32)> = parts[0].arrows.iter().map(|a| (a.from, a.to)).collect();
        assert_eq!(arrows, [(0, 1), (2, 1)]);
        assert_eq!((parts[1].loops[0].name, parts[1].loops[0].node), (2, 0));
        assert!(parts[2].arrows.is_empty());
    }

    #[test]
    fn weights_become_whole_numbers() {
        let weights = |weights: &[f64]| -> Vec<i64> {
            let edges = weights.iter().map(|&weight| Edge { weight, ..edge(0, 1) }).collect();
            let graph = Graph { nodes: vec![Size::default(); 2], edges };
            parts(&graph)[0].arrows.iter().map(|arrow| arrow.weight).collect()
        };
        assert_eq!(weights(&[1.0, -3.0, 0.0, f64::NAN]), [1, 3, 0, 1]);
        assert_eq!(weights(&[0.5, 0.25]), [10_000, 5_000]);
        assert_eq!(weights(&[1e300, 5e299, 1.0]), [10_000, 5_000, 0]);
        assert_eq!(weights(&[0.0, 1e-320]), [0, 0]);
    }
}
