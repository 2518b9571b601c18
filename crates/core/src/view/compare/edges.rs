//! Calls between nodes, of both sides.

use super::{judged, tally};
use crate::compare::{Compared, Difference, NEW, OLD, Sums};
use crate::selection::NodeId;
use crate::view::graph::{Edges, Graph, NodeSet};
use std::collections::BTreeMap;

/// Weights below the calls between some nodes, by caller and callee, as if the other
/// nodes were not there. An edge is judged as if it rested on as many samples, for what it is
/// worth, as its callee does.
pub fn edges(compared: &Compared, kept: &NodeSet) -> BTreeMap<(NodeId, NodeId), Difference> {
    let mut values: BTreeMap<(NodeId, NodeId), [i64; 2]> = BTreeMap::new();
    for (side, selection) in [(OLD, &compared.old_selection()), (NEW, &compared.selection)] {
        for edge in Graph::new(selection, Some(kept), Edges::All).edges {
            // In a graph, a vertex has the number of its node.
            values.entry((edge.from, edge.to())).or_default()[side] = edge.weight;
        }
    }
    let nodes = tally(compared);
    let part = |(&(_, to), &value): (&(NodeId, NodeId), &[i64; 2])| -> Sums {
        nodes[to as usize].cum.part(value)
    };
    let family: Vec<Sums> = values.iter().map(part).collect();
    values.into_keys().zip(judged(compared, &family)).collect()
}
