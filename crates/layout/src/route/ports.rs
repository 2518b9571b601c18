//! Places where edges leave and enter the nodes: spread over the lower and the upper
//! border, in the order of where they lead, so that they do not cross at once.

use crate::input::Part;
use crate::layered::Layered;
use crate::places::Order;
use crate::pool::Pool;

/// For each arrow the x at its upper end and at its lower end.
pub fn ports(part: &Part, layered: &Layered, order: &Order, x: &[f64]) -> Vec<(f64, f64)> {
    let mut ports = vec![(0.0, 0.0); part.arrows.len()];
    let mut pool = Pool::default();
    for upper in [true, false] {
        let ends = |a: u32| {
            let arrow = &part.arrows[a as usize];
            let chain = &layered.chains[a as usize];
            if upper {
                (arrow.from, if chain.is_empty() { arrow.to } else { chain.start })
            } else {
                (arrow.to, if chain.is_empty() { arrow.from } else { chain.end - 1 })
            }
        };
        let mut sorted: Vec<u32> = (0..part.arrows.len() as u32).collect();
        sorted.sort_by_key(|&a| (ends(a).0, order.position[ends(a).1 as usize]));
        for same in sorted.chunk_by(|&a, &b| ends(a).0 == ends(b).0) {
            let node = ends(same[0]).0 as usize;
            let half = part.sizes[node].width / 2.0 * REACH;
            let gap = (2.0 * half / same.len() as f64).min(layered.gaps.edge);
            pool.clear();
            for (i, &arrow) in same.iter().enumerate() {
                let wish = (x[ends(arrow).1 as usize] - x[node]) * LEAN;
                // What matters most is the straightest.
                let weight = part.arrows[arrow as usize].weight.max(1) as f64;
                pool.push(wish.clamp(-half, half) - i as f64 * gap, weight);
            }
            let last = (same.len() - 1) as f64 * gap;
            for (i, (&arrow, place)) in same.iter().zip(pool.places()).enumerate() {
                let place = x[node] + place.clamp(-half, half - last) + i as f64 * gap;
                let ends = &mut ports[arrow as usize];
                *(if upper { &mut ends.0 } else { &mut ends.1 }) = place;
            }
        }
    }
    ports
}

/// The share of the border that is used: arrows should not point at corners.
const REACH: f64 = 0.85;
/// Strength with which an edge leans to where it leads.
const LEAN: f64 = 1.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parts;
    use crate::order::Ordering;
    use crate::position::Horizontal;
    use crate::testing::edge;
    use crate::{Edge, Graph, Options, Size};

    #[test]
    fn in_the_order_of_the_other_ends() {
        let size = Size { width: 40.0, height: 20.0 };
        let heavy = Edge { weight: 50.0, ..edge(0, 2) };
        // Two of them parallel.
        let edges = vec![edge(0, 1), heavy, edge(0, 3), edge(0, 3), edge(0, 4)];
        let mut nodes = vec![size; 5];
        nodes[0].width = 120.0;
        let part = parts(&Graph { nodes, edges }).remove(0);
        let layered = Layered::new(&part, &[0, 1, 1, 1, 1], &Options::default());
        let mut ordering = Ordering::new(&layered, None);
        while !ordering.step(&layered) {}
        let order = ordering.into_order();
        let mut horizontal = Horizontal::new(&layered, &order, &[]);
        while !horizontal.pivot() {}
        let (x, _) = horizontal.finish(&layered);
        let ports = ports(&part, &layered, &order, &x);
        let mut sorted: Vec<usize> = (0..5).collect();
        sorted.sort_by(|&a, &b| ports[a].0.total_cmp(&ports[b].0));
        let ends: Vec<f64> = sorted.iter().map(|&a| x[part.arrows[a].to as usize]).collect();
        assert!(ends.is_sorted(), "{ports:?} {x:?}");
        assert!(sorted.windows(2).all(|pair| ports[pair[0]].0 < ports[pair[1]].0));
        assert!(ports.iter().all(|&(at, _)| (at - x[0]).abs() <= 60.0));
        // What is heavy is straight, and what is parallel stays so.
        assert_eq!(x[0], x[2]);
        assert!((ports[1].0 - ports[1].1).abs() < 2.0, "{ports:?}");
        assert_eq!(ports[2].0 < ports[3].0, ports[2].1 < ports[3].1);
    }
}
