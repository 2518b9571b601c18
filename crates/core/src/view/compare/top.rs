//! The table of nodes, of both sides.

use super::{judged, tally};
use crate::compare::{Compared, Difference, Sums};
use crate::selection::NodeId;
use std::cmp::Ordering;

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The node.
    pub node: NodeId,
    /// Its name, as printed.
    pub name: Vec<u8>,
    /// Flat value.
    pub flat: Difference,
    /// Cum value: its own and that of everything that it called.
    pub cum: Difference,
    /// Change that is charged to it, as [`Compared::charged`] has it.
    pub own: Difference,
}

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Top {
    /// Every node that is not nothing on both sides: what is real and changed most by
    /// itself first, then what is real below, then the rest.
    pub rows: Vec<Row>,
    /// All stacks together.
    pub total: Difference,
}

/// Makes the table.
pub fn top(compared: &Compared) -> Top {
    let nodes = &compared.selection.frames.nodes;
    let sums = tally(compared);
    let is_something = |s: &Sums| s.value != [0, 0];
    let listed: Vec<NodeId> = (0..sums.len() as NodeId)
        .filter(|&node| {
            let sums = &sums[node as usize];
            is_something(&sums.flat) || is_something(&sums.cum)
        })
        .collect();
    let family = |of: fn(&super::NodeSums) -> Sums| -> Vec<Difference> {
        let family: Vec<Sums> = listed.iter().map(|&node| of(&sums[node as usize])).collect();
        judged(compared, &family)
    };
    let (flat, cum, own) = (family(|n| n.flat), family(|n| n.cum), family(|n| n.own));
    let mut rows: Vec<Row> = (listed.iter().zip(flat).zip(cum).zip(own))
        .map(|(((&node, flat), cum), own)| Row {
            node,
            name: nodes.printable_name(node),
            flat,
            cum,
            own,
        })
        .collect();
    rows.sort_by(|a, b| {
        by_change(&a.flat, &b.flat)
            .then_with(|| by_change(&a.cum, &b.cum))
            .then_with(|| a.name.cmp(&b.name))
    });
    Top { rows, total: total(compared) }
}

/// All stacks together: one figure, tested alone.
pub fn total(compared: &Compared) -> Difference {
    judged(compared, &[compared.all])[0]
}

/// Order of differences: real ones first, then by size.
pub fn by_change(a: &Difference, b: &Difference) -> Ordering {
    let key = |d: &Difference| (d.verdict.is_real(), d.change.abs());
    let (a, b) = (key(a), key(b));
    b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
}
