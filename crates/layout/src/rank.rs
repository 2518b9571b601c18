//! Ranks of the nodes: section 2 of the paper.

use crate::input::{Arrow, Part};
use crate::simplex::{Constraint, Simplex, earliest};

/// The problem whose solution are the ranks of a part without cycles.
pub fn problem(part: &Part) -> Simplex {
    let constraint =
        |a: &Arrow| Constraint { tail: a.from, head: a.to, length: a.length, weight: a.weight };
    let constraints: Vec<Constraint> = part.arrows.iter().map(constraint).collect();
    let places = earliest(part.sizes.len(), &constraints);
    Simplex::new(constraints, places)
}

/// Moves nodes that are as well off in one rank as in another to the narrowest.
pub fn balance(part: &Part, ranks: &mut [i64]) {
    let count = ranks.iter().max().map_or(0, |&last| last as usize + 1);
    let mut widths = vec![0.0; count];
    // What each node wants to be near to, and how far it may go.
    let mut pull = vec![0; ranks.len()];
    let mut range = vec![(0, count as i64 - 1); ranks.len()];
    for (size, &rank) in part.sizes.iter().zip(&*ranks) {
        widths[rank as usize] += size.width;
    }
    for arrow in &part.arrows {
        pull[arrow.from as usize] += arrow.weight;
        pull[arrow.to as usize] -= arrow.weight;
    }
    let mut at = vec![Vec::new(); ranks.len()];
    for (i, arrow) in part.arrows.iter().enumerate() {
        at[arrow.from as usize].push(i);
        at[arrow.to as usize].push(i);
    }
    for node in 0..ranks.len() {
        if pull[node] != 0 || at[node].is_empty() {
            continue;
        }
        let (first, last) = &mut range[node];
        for &arrow in &at[node] {
            let arrow = &part.arrows[arrow];
            if arrow.to as usize == node {
                *first = (*first).max(ranks[arrow.from as usize] + arrow.length);
            } else {
                *last = (*last).min(ranks[arrow.to as usize] - arrow.length);
            }
        }
        let width = part.sizes[node].width;
        let now = ranks[node] as usize;
        widths[now] -= width;
        let mut best = now;
        for rank in *first as usize..=*last as usize {
            if widths[rank] < widths[best] {
                best = rank;
            }
        }
        widths[best] += width;
        ranks[node] = best as i64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parts;
    use crate::testing::edge;
    use crate::{Edge, Graph, Size};

    fn ranks(nodes: usize, edges: Vec<Edge>) -> Vec<i64> {
        let size = Size { width: 10.0, height: 10.0 };
        let part = parts(&Graph { nodes: vec![size; nodes], edges }).remove(0);
        let mut simplex = problem(&part);
        while !simplex.pivot() {}
        let mut ranks = simplex.into_places();
        balance(&part, &mut ranks);
        ranks
    }

    #[test]
    fn heavy_edges_are_short() {
        let mut edges = vec![edge(0, 1), edge(1, 2), edge(0, 3), edge(3, 2)];
        edges[1].min_length = 2;
        edges[2].weight = 5.0;
        assert_eq!(ranks(4, edges.clone()), [0, 1, 3, 1]);
        edges[3].weight = 9.0;
        assert_eq!(ranks(4, edges), [0, 1, 3, 2]);
    }

    #[test]
    fn what_does_not_matter_goes_where_there_is_space() {
        // 5 may be in rank 1, 2 or 3; beside 1 is 6.
        let edges = vec![
            edge(0, 1),
            edge(1, 2),
            edge(2, 3),
            edge(3, 4),
            edge(0, 5),
            edge(5, 4),
            edge(0, 6),
            Edge { weight: 9.0, ..edge(2, 7) },
        ];
        let ranks = ranks(8, edges);
        assert_eq!(ranks[..5], [0, 1, 2, 3, 4]);
        assert_eq!(ranks[5], 2);
    }
}
