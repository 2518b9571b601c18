//! Views of a comparison: each figure of both sides, what changed, and whether that is
//! real.

pub mod edges;
pub mod flame;
pub mod peek;
pub mod source;
#[cfg(test)]
mod tests;
pub mod top;

use crate::compare::{Compared, Difference, FALSE_DISCOVERIES, Sums, threshold};
use crate::selection::NodeId;

/// What a node comes to.
#[derive(Clone, Copy, Debug, Default)]
struct NodeSums {
    flat: Sums,
    cum: Sums,
    /// The stack in which it was last seen, + 1.
    seen: u32,
}

/// Sums each node: what is spent in it, and what is spent in and below it.
fn tally(compared: &Compared) -> Vec<NodeSums> {
    let selection = &compared.selection;
    let mut nodes = vec![NodeSums::default(); selection.frames.nodes.len()];
    for (stack, sums) in (0..).zip(compared.stacks.iter()) {
        if sums.value != [0, 0] {
            add(&mut nodes, compared, stack, sums);
        }
    }
    nodes
}

/// Adds a stack. A call for each: see `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn add(nodes: &mut [NodeSums], compared: &Compared, stack: u32, sums: &Sums) {
    let selection = &compared.selection;
    let mut leaf = None;
    for frame in selection.frames.root_first(selection.profile.stacks.get(stack)) {
        let node: NodeId = frame.node();
        let to = &mut nodes[node as usize];
        if to.seen != stack + 1 {
            to.seen = stack + 1;
            to.cum.add(sums);
        }
        leaf = Some(node);
    }
    if let Some(leaf) = leaf {
        nodes[leaf as usize].flat.add(sums);
    }
}

/// Judges a family of figures: of its discoveries, few may be false.
fn judged(compared: &Compared, family: &[Sums]) -> Vec<Difference> {
    let judge = &compared.judge;
    let values = family.iter().filter_map(|sums| judge.p_value(sums)).collect();
    let threshold = threshold(values, FALSE_DISCOVERIES);
    family.iter().map(|sums| judge.difference(sums, threshold)).collect()
}
