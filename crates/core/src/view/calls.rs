//! The calls in the stacks of a selection, summed to nodes and edges.
//!
//! A table of all edges would be one cache miss for each call. Instead calls are
//! brought together by who makes them, in two steps: in groups that fit the
//! processor's cache, and within a group by caller. Then a list of nodes is enough
//! to find the edge that a call belongs to.

use super::graph::{Edge, Edges, NodeSet, Vertex, Weight, live_stacks};
use crate::profile::StackId;
use crate::selection::{Frame, NodeId, Selection, Weights};
use std::ops::Range;

/// A group has so many calls, or those of one node.
const GROUP: usize = 1 << 17;

/// What the stacks of a selection do in the graph.
pub struct Walk<'a> {
    selection: &'a Selection<'a>,
    kept: Option<&'a NodeSet>,
    wanted: Wanted<'a>,
}

/// The calls that edges are made of.
enum Wanted<'a> {
    All,
    None,
    To(NodeSet),
    Beside(&'a NodeSet),
}

impl<'a> Walk<'a> {
    /// For a graph that has these edges, of all nodes or of those that are `kept`.
    pub fn new(selection: &'a Selection, kept: Option<&'a NodeSet>, edges: Edges) -> Self {
        let wanted = match edges {
            Edges::All => Wanted::All,
            Edges::None => Wanted::None,
            Edges::ToInlined => {
                let inlined = inlined(selection);
                if inlined.is_empty() { Wanted::None } else { Wanted::To(inlined) }
            }
        };
        Self { selection, kept, wanted }
    }

    /// For the edges of all nodes that lead to or from some of them.
    pub fn beside(selection: &'a Selection, nodes: &'a NodeSet) -> Self {
        Self { selection, kept: None, wanted: Wanted::Beside(nodes) }
    }

    #[inline(always)]
    fn wants(&self, from: NodeId, to: NodeId) -> bool {
        match &self.wanted {
            Wanted::All => true,
            Wanted::None => false,
            Wanted::To(nodes) => nodes.contains(to),
            Wanted::Beside(nodes) => nodes.contains(from) || nodes.contains(to),
        }
    }

    /// Goes through a stack from the root on. Says which node was there at the end,
    /// if it is in the graph. A call for each stack: see `Columns::sample` in
    /// `read/samples.rs`.
    #[inline(never)]
    fn stack(
        &self,
        stack: StackId,
        mut on_node: impl FnMut(NodeId),
        mut on_call: impl FnMut(Call),
    ) -> Option<NodeId> {
        let frames = &self.selection.frames;
        let locations = self.selection.profile.stacks.get(stack);
        let direct = frames.one_per_location();
        if let Some(frames) = direct
            && self.kept.is_none()
            && matches!(self.wanted, Wanted::None)
        {
            locations.iter().rev().for_each(|&l| on_node(frames[l as usize].node()));
            return locations.first().map(|&leaf| frames[leaf as usize].node());
        }
        let mut steps = Steps { walk: self, stack, parent: None, residual: false };
        match direct {
            Some(frames) => {
                for &location in locations.iter().rev() {
                    steps.take(frames[location as usize], &mut on_node, &mut on_call);
                }
            }
            None => {
                for frame in frames.root_first(locations) {
                    steps.take(frame, &mut on_node, &mut on_call);
                }
            }
        }
        steps.parent.filter(|_| !steps.residual)
    }
}

/// Where a walk through a stack is.
struct Steps<'a> {
    walk: &'a Walk<'a>,
    stack: StackId,
    /// The last node that is in the graph.
    parent: Option<NodeId>,
    /// Nodes since then were left out.
    residual: bool,
}

impl Steps<'_> {
    #[inline(always)]
    fn take(
        &mut self,
        frame: Frame,
        on_node: &mut impl FnMut(NodeId),
        on_call: &mut impl FnMut(Call),
    ) {
        let node = frame.node();
        if self.walk.kept.is_some_and(|kept| !kept.contains(node)) {
            self.residual = true;
            return;
        }
        on_node(node);
        if let Some(from) = self.parent
            && from != node
            && self.walk.wants(from, node)
        {
            on_call(Call::new(from, frame, self.stack, self.residual));
        }
        (self.parent, self.residual) = (Some(node), false);
    }
}

/// The nodes that are inlined somewhere.
fn inlined(selection: &Selection) -> NodeSet {
    let frames = &selection.frames;
    let locations = 0..selection.profile.locations.len() as u32;
    let all = locations.flat_map(|location| frames.of(location));
    NodeSet::new(frames.nodes.len(), all.filter(|f| f.is_inlined()).map(|f| f.node()))
}

/// A call in a stack, in twelve bytes: there are many.
#[derive(Clone, Copy, Default)]
struct Call {
    from: NodeId,
    to: Frame,
    /// The stack's number, with [`RESIDUAL`] if nodes between the two were left out.
    stack: u32,
}

/// There are never so many stacks: each has bytes in a file of less than 2 GiB.
const RESIDUAL: u32 = 1 << 31;

/// A call as memory that is clean when it comes from the system, which `vec!` knows.
type PackedCall = [u32; 3];

impl Call {
    fn packed(self) -> PackedCall {
        [self.from, self.to.rank(), self.stack]
    }

    fn unpacked([from, to, stack]: PackedCall) -> Self {
        Self { from, to: Frame::of_rank(to), stack }
    }

    fn new(from: NodeId, to: Frame, stack: StackId, residual: bool) -> Self {
        Self { from, to, stack: if residual { stack | RESIDUAL } else { stack } }
    }

    fn stack(self) -> StackId {
        self.stack & !RESIDUAL
    }

    fn is_residual(self) -> bool {
        self.stack & RESIDUAL != 0
    }
}

/// Sums what is spent in nodes. Also says how many calls each of them makes.
pub fn vertices(walk: &Walk) -> (Vec<Vertex>, Vec<usize>) {
    let count = walk.selection.frames.nodes.len();
    let mut vertices: Vec<Vertex> =
        (0..count as NodeId).map(|node| Vertex { node, ..Vertex::default() }).collect();
    let mut sums = vec![Cum::default(); count];
    let mut calls = vec![0; count];
    for (stack, weight) in live_stacks(walk.selection) {
        let on_node = |node| {
            let sum = &mut sums[node as usize];
            if sum.seen != stack + 1 {
                sum.seen = stack + 1;
                sum.value = sum.value.wrapping_add(weight.value);
                if weight.divisor != 0 {
                    let divisor = &mut vertices[node as usize].cum_divisor;
                    *divisor = divisor.wrapping_add(weight.divisor);
                }
            }
        };
        let leaf = walk.stack(stack, on_node, |call| calls[call.from as usize] += 1);
        if let Some(leaf) = leaf {
            weight.add_flat(&mut vertices[leaf as usize]);
        }
    }
    vertices.iter_mut().zip(&sums).for_each(|(vertex, sum)| vertex.cum = sum.value);
    (vertices, calls)
}

/// What a node and everything that it called spent. Small, because all of them are
/// wanted all the time.
#[derive(Clone, Copy, Default)]
struct Cum {
    value: i64,
    /// The stack in which the node was last seen, + 1.
    seen: u32,
}

/// Sums what is spent below calls, of nodes that make so many of them.
pub fn edges(walk: &Walk, calls: &[usize]) -> Vec<Edge> {
    let groups = groups(calls);
    let Some(last) = groups.last() else { return Vec::new() };
    let mut group_of = vec![0; calls.len()];
    for (number, group) in (0u32..).zip(&groups) {
        group_of[group.nodes.clone()].fill(number);
    }
    let mut by_group = vec![Call::default().packed(); last.calls.end];
    let mut places: Vec<usize> = groups.iter().map(|group| group.calls.start).collect();
    for (stack, _) in live_stacks(walk.selection) {
        walk.stack(
            stack,
            |_| {},
            |call| {
                let place = &mut places[group_of[call.from as usize] as usize];
                by_group[*place] = call.packed();
                *place += 1;
            },
        );
    }
    let mut summing = Summing {
        weights: &walk.selection.weights,
        edges: Vec::new(),
        edge_to: vec![0; calls.len()],
        last_stack: Vec::new(),
        by_caller: Vec::new(),
    };
    for group in groups {
        summing.group(&by_group[group.calls], &calls[group.nodes.clone()], group.nodes.start);
    }
    summing.edges
}

/// Some nodes, and where their calls lie.
struct Group {
    nodes: Range<usize>,
    calls: Range<usize>,
}

/// Divides all nodes that make calls.
fn groups(calls: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut end = 0;
    for (node, &count) in calls.iter().enumerate().filter(|&(_, &count)| count > 0) {
        match groups.last_mut() {
            Some(group) if group.calls.len() + count <= GROUP => {
                group.nodes.end = node + 1;
                group.calls.end += count;
            }
            _ => groups.push(Group { nodes: node..node + 1, calls: end..end + count }),
        }
        end += count;
    }
    groups
}

struct Summing<'a> {
    weights: &'a Weights,
    edges: Vec<Edge>,
    /// The edge that led to each node last, from whatever caller.
    edge_to: Vec<u32>,
    /// The stack that was seen last on each edge of one caller.
    last_stack: Vec<StackId>,
    /// The calls of a group, each with the sum of its stack.
    by_caller: Vec<(Call, i64)>,
}

impl Summing<'_> {
    /// Sums a group's calls. `counts` says how many each node makes, from `first` on.
    #[inline(never)]
    fn group(&mut self, calls: &[PackedCall], counts: &[usize], first: usize) {
        let mut places = counts.to_vec();
        let mut end = 0;
        for place in &mut places {
            end += std::mem::replace(place, end);
        }
        let mut by_caller = std::mem::take(&mut self.by_caller);
        by_caller.resize(calls.len(), Default::default());
        for &call in calls {
            let call = Call::unpacked(call);
            let place = &mut places[call.from as usize - first];
            // Here and not below, where every call would be in another page of memory.
            by_caller[*place] = (call, self.weights.net(call.stack()));
            *place += 1;
        }
        by_caller.chunk_by(|a, b| a.0.from == b.0.from).for_each(|calls| self.caller(calls));
        self.by_caller = by_caller;
    }

    /// Sums the calls of one caller, which are in the order of their stacks.
    #[inline(never)]
    fn caller(&mut self, calls: &[(Call, i64)]) {
        let first = self.edges.len();
        self.last_stack.clear();
        for &(call, value) in calls {
            let (to, stack) = (call.to.node(), call.stack());
            let slot = &mut self.edge_to[to as usize];
            let edge = *slot as usize;
            // What another caller left there is no edge of this one.
            let is_known = edge >= first && self.edges.get(edge).is_some_and(|e| e.to() == to);
            let edge = if is_known { edge } else { self.edges.len() };
            if !is_known {
                *slot = edge as u32;
                self.edges.push(Edge::new(call.from, to));
                self.last_stack.push(stack);
            }
            // The first call of a stack speaks for the others.
            let last = std::mem::replace(&mut self.last_stack[edge - first], stack);
            if !is_known || last != stack {
                let weight = Weight { value, divisor: self.weights.divisor(stack) };
                weight.add_edge(&mut self.edges[edge], call.to, call.is_residual());
            }
        }
    }
}
