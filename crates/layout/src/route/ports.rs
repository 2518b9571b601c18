//! Where edges leave and enter the nodes: spread over the lower and the upper
//! border, in the order of where they lead, so that they do not cross at once.

use crate::input::Part;
use crate::layered::Layered;
use crate::order::Order;
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
                pool.push(wish.clamp(-half, half) - i as f64 * gap, 1.0);
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
/// How far an edge leans to where it leads.
const LEAN: f64 = 0.4;
