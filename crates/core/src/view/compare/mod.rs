//! Views of a comparison: each figure of both sides, what changed, and whether that is
//! real.

pub mod edges;
pub mod flame;
pub mod peek;
pub mod source;
#[cfg(test)]
mod tests;
pub mod top;

use crate::compare::{Compared, Difference, FALSE_DISCOVERIES, Sums};
use crate::selection::{Frame, NodeId};
use crate::stats::discovery_limit;

/// Sums of a node.
#[derive(Clone, Copy, Debug, Default)]
struct NodeSums {
    flat: Sums,
    cum: Sums,
    /// Sums that are charged to it: of the stacks in which it is the first frame of the user's own.
    own: Sums,
    /// The stack in which it was last seen, + 1.
    seen: u32,
}

/// Sums each node: what is spent in it, what is spent in and below it, and what is charged
/// to it.
fn tally(compared: &Compared) -> Vec<NodeSums> {
    let selection = &compared.selection;
    let mut nodes = vec![NodeSums::default(); selection.frames.nodes.len()];
    let mut frames = Vec::new();
    for (stack, sums) in (0..).zip(compared.stacks.iter()) {
        if sums.value != [0, 0] {
            add(&mut nodes, compared, (stack, sums), &mut frames);
        }
    }
    nodes
}

/// Adds a stack. A call for each: see `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn add(
    nodes: &mut [NodeSums],
    compared: &Compared,
    (stack, sums): (u32, &Sums),
    frames: &mut Vec<Frame>,
) {
    let selection = &compared.selection;
    frames.clear();
    selection.frames.extend_root_first(selection.profile.stacks.get(stack), frames);
    let all = &selection.frames.nodes;
    let charged = compared.charged(frames.iter().rev().map(|frame| all.function(frame.node())));
    if let Some(at) = charged {
        nodes[frames[frames.len() - 1 - at].node() as usize].own.add(sums);
    }
    let mut leaf = None;
    for frame in frames {
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
    let threshold = discovery_limit(values, FALSE_DISCOVERIES);
    family.iter().map(|sums| judge.difference(sums, threshold)).collect()
}
