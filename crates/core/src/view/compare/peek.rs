//! One node between its callers and its callees, of both sides.

use super::top::by_change;
use super::{judged, tally};
use crate::compare::{Compared, Difference, NEW, OLD, Sums};
use crate::selection::NodeId;
use crate::view::peek::{Neighbour, peek as of_one};
use std::collections::BTreeMap;

/// A node, and the other ends of its edges.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparePeek {
    /// Flat value.
    pub flat: Difference,
    /// Cum value: its own and that of everything that it called.
    pub cum: Difference,
    /// Those that call it: what is real and changed most first.
    pub callers: Vec<CompareNeighbour>,
    /// Those that it calls, in the same order.
    pub callees: Vec<CompareNeighbour>,
}

/// The other end of an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareNeighbour {
    /// The node.
    pub node: NodeId,
    /// Its name, as printed.
    pub name: Vec<u8>,
    /// Weight below these calls.
    pub weight: Difference,
    /// All of these calls were inlined, on the side or sides where there are any.
    pub inlined: bool,
}

/// Sums what is spent around the node with this name; `None` if there is none. An edge is
/// judged as if it rested on as many samples, for its weight, as its node does.
pub fn peek(compared: &Compared, name: &[u8]) -> Option<ComparePeek> {
    let old = of_one(&compared.old_selection(), name)?;
    let new = of_one(&compared.selection, name)?;
    let sums = tally(compared)[new.vertex.node as usize];
    let neighbours = |old: Vec<Neighbour>, new: Vec<Neighbour>| {
        let mut both: BTreeMap<NodeId, (Neighbour, [i64; 2])> = BTreeMap::new();
        for (side, list) in [(OLD, old), (NEW, new)] {
            for neighbour in list {
                let (node, weight) = (neighbour.node, neighbour.weight);
                let is_inlined = neighbour.inlined;
                let slot = both.entry(node).or_insert((neighbour, [0; 2]));
                slot.1[side] = weight;
                slot.0.inlined &= is_inlined;
            }
        }
        let family: Vec<Sums> = both.values().map(|(_, value)| sums.cum.part(*value)).collect();
        let mut listed: Vec<CompareNeighbour> = (both.into_values().zip(judged(compared, &family)))
            .filter(|((_, value), _)| *value != [0, 0])
            .map(|((Neighbour { node, name, inlined, .. }, _), weight)| CompareNeighbour {
                node,
                name,
                weight,
                inlined,
            })
            .collect();
        listed.sort_by(|a, b| by_change(&a.weight, &b.weight).then_with(|| a.name.cmp(&b.name)));
        listed
    };
    Some(ComparePeek {
        flat: judged(compared, &[sums.flat])[0],
        cum: judged(compared, &[sums.cum])[0],
        callers: neighbours(old.callers, new.callers),
        callees: neighbours(old.callees, new.callees),
    })
}
