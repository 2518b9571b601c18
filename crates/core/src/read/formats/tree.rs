//! Stacks that share their callers: nodes, each with its caller and its function.

use rustc_hash::FxHashMap;

/// No node: the caller of a root.
pub const NONE: u32 = u32::MAX;

/// Nodes that are found by their caller and what they call.
#[derive(Default)]
pub struct Tree {
    /// Each node's caller.
    pub parent: Vec<u32>,
    /// Frame of each node.
    pub frame: Vec<u32>,
    by_step: FxHashMap<(u32, u32), u32>,
}

impl Tree {
    /// The node of a frame that is called by another node.
    pub fn child(&mut self, parent: u32, frame: u32) -> u32 {
        let Self { parent: parents, frame: frames, by_step } = self;
        *by_step.entry((parent, frame)).or_insert_with(|| {
            parents.push(parent);
            frames.push(frame);
            (parents.len() - 1) as u32
        })
    }
}

/// Nodes to stacks, whose memory stays in proportion to the nodes: a chain of nodes has a
/// stack for each, and all of them together grow with the square of its length.
pub struct Paths {
    left: usize,
    path: Vec<u32>,
}

impl Paths {
    /// No program's stacks are as deep on average, over all that differ.
    const MEAN: usize = 256;
    const LEAST: usize = 1 << 20;
    /// Frames of a stack that are kept where there is no space for the whole.
    const CUT: usize = 16;

    pub fn new(nodes: usize) -> Self {
        Self { left: nodes.saturating_mul(Self::MEAN) + Self::LEAST, path: Vec::new() }
    }

    /// The nodes from one to its root, and whether they were cut off.
    pub fn of(&mut self, parents: &[u32], node: u32) -> (&[u32], bool) {
        self.path.clear();
        let most = self.left.max(Self::CUT).min(parents.len());
        let mut at = node;
        while let Some(&parent) = parents.get(at as usize) {
            if self.path.len() >= most {
                break;
            }
            self.path.push(at);
            at = parent;
        }
        self.left = self.left.saturating_sub(self.path.len());
        (&self.path, at != NONE)
    }
}
