//! The calls in the stacks of a selection, summed to nodes and edges.
//!
//! A table of all edges would be one cache miss for each call. Instead calls are
//! brought together by who makes them, in two steps: in groups that fit the
//! processor's cache, and within a group by caller. Then a list of nodes is enough
//! to find the edge that a call belongs to.

use super::graph::{Edge, Edges, NodeSet, Vertex, Weight, live_stacks};
use super::steps::{GAP, Step, Steps};
use crate::profile::{LocationId, StackId};
use crate::selection::{Frame, NodeId, Selection, Weights};
use std::ops::Range;

/// A group has so many calls, or those of one node.
const GROUP: usize = 1 << 17;

/// Walk of the stacks of a selection through the graph.
pub struct Walk<'a> {
    selection: &'a Selection<'a>,
    wanted: Wanted<'a>,
    steps: Steps,
}

/// The calls that edges are made of.
enum Wanted<'a> {
    All,
    None,
    /// Those to some nodes, and which locations have one of these.
    To(NodeSet, Vec<bool>),
    Beside(&'a NodeSet),
}

impl<'a> Walk<'a> {
    /// For a graph that has these edges, of all nodes or of those that are `kept`.
    pub fn new(selection: &'a Selection<'a>, kept: Option<&NodeSet>, edges: Edges) -> Self {
        let wanted = match edges {
            Edges::All => Wanted::All,
            Edges::None => Wanted::None,
            Edges::ToInlined => to_inlined(selection, kept),
        };
        let steps = match wanted {
            Wanted::None => Steps::default(),
            _ => Steps::new(selection, kept),
        };
        Self { selection, wanted, steps }
    }

    /// For the edges of all nodes that lead to or from some of them.
    pub fn beside(selection: &'a Selection<'a>, nodes: &'a NodeSet) -> Self {
        Self { selection, wanted: Wanted::Beside(nodes), steps: Steps::new(selection, None) }
    }

    #[inline(always)]
    fn wants(&self, from: NodeId, to: NodeId) -> bool {
        match &self.wanted {
            Wanted::All => true,
            Wanted::None => false,
            Wanted::To(nodes, _) => nodes.contains(to),
            Wanted::Beside(nodes) => nodes.contains(from) || nodes.contains(to),
        }
    }

    /// Passes on the calls of all stacks.
    fn calls(&self, mut on_call: impl FnMut(Call)) {
        for (stack, _) in live_stacks(self.selection) {
            self.stack(stack, &mut on_call);
        }
    }

    /// Goes through a stack from the root on. A call for each stack: see
    /// `Columns::sample` in `read/samples.rs`.
    #[inline(never)]
    fn stack(&self, stack: StackId, on_call: &mut impl FnMut(Call)) {
        let locations = self.selection.profile.stacks.get(stack);
        if let Wanted::To(_, has) = &self.wanted
            && !locations.iter().any(|&location| has[location as usize])
        {
            return;
        }
        // The last node that is in the graph, and whether nodes since then are not.
        let (mut parent, mut residual) = (NodeId::MAX, false);
        let mut take = |step: u32| {
            if step == GAP {
                residual = true;
                return;
            }
            let frame = Frame::of_rank(step);
            let node = frame.node();
            if parent != NodeId::MAX && parent != node && self.wants(parent, node) {
                on_call(Call::new(parent, frame, stack, residual));
            }
            (parent, residual) = (node, false);
        };
        for &location in locations.iter().rev() {
            match self.steps.of(location) {
                Step::One(step) => take(step),
                Step::Many(steps) => steps.iter().for_each(|&step| take(step)),
            }
        }
    }
}

/// The calls to nodes that are inlined somewhere, and in the graph.
fn to_inlined(selection: &Selection, kept: Option<&NodeSet>) -> Wanted<'static> {
    let frames = &selection.frames;
    let locations = 0..selection.profile.locations.len() as LocationId;
    let all = locations.clone().flat_map(|location| frames.of(location));
    let is_kept = |node: &NodeId| kept.is_none_or(|kept| kept.contains(*node));
    let inlined = all.filter(|frame| frame.is_inlined()).map(|frame| frame.node());
    let nodes = NodeSet::new(frames.nodes.len(), inlined.filter(is_kept));
    if nodes.is_empty() {
        return Wanted::None;
    }
    let has = |location| frames.of(location).iter().any(|frame| nodes.contains(frame.node()));
    let has = locations.map(has).collect();
    Wanted::To(nodes, has)
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

/// Sums what is spent in nodes.
pub fn vertices(selection: &Selection) -> Vec<Vertex> {
    let count = selection.frames.nodes.len();
    let mut vertices: Vec<Vertex> =
        (0..count as NodeId).map(|node| Vertex { node, ..Vertex::default() }).collect();
    let mut sums = vec![Cum::default(); count];
    let steps = Steps::new(selection, None);
    for (stack, weight) in live_stacks(selection) {
        let locations = selection.profile.stacks.get(stack);
        add_stack(locations, &steps, weight.value, stack + 1, &mut sums);
        let leaf = locations.first().and_then(|&leaf| selection.frames.of(leaf).first());
        if let Some(leaf) = leaf {
            weight.add_flat(&mut vertices[leaf.node() as usize]);
        }
    }
    vertices.iter_mut().zip(&sums).for_each(|(vertex, sum)| vertex.cum = sum.value);
    if selection.mean {
        add_divisors(selection, &steps, sums, &mut vertices);
    }
    vertices
}

/// Adds what a stack is worth to each of its nodes, once. A call for each stack: see
/// `Columns::sample` in `read/samples.rs`.
#[inline(never)]
fn add_stack(locations: &[LocationId], steps: &Steps, value: i64, seen: u32, sums: &mut [Cum]) {
    let mut add = |step: u32| {
        let sum = &mut sums[Frame::of_rank(step).node() as usize];
        if sum.seen != seen {
            sum.seen = seen;
            sum.value = sum.value.wrapping_add(value);
        }
    };
    for &location in locations {
        match steps.of(location) {
            Step::One(step) => add(step),
            Step::Many(steps) => steps.iter().for_each(|&step| add(step)),
        }
    }
}

/// The same for what to divide by, which few ask for.
fn add_divisors(selection: &Selection, steps: &Steps, mut sums: Vec<Cum>, vertices: &mut [Vertex]) {
    sums.fill(Cum::default());
    for (stack, weight) in live_stacks(selection) {
        let locations = selection.profile.stacks.get(stack);
        add_stack(locations, steps, weight.divisor, stack + 1, &mut sums);
    }
    vertices.iter_mut().zip(&sums).for_each(|(vertex, sum)| vertex.cum_divisor = sum.value);
}

/// Cum of a node. Small, because all of them are
/// wanted all the time.
#[derive(Clone, Copy, Default)]
struct Cum {
    value: i64,
    /// The stack in which the node was last seen, + 1.
    seen: u32,
}

/// Sums what is spent below calls.
pub fn edges(walk: &Walk) -> Vec<Edge> {
    match walk.wanted {
        Wanted::None => Vec::new(),
        // So few that they are kept: the stacks are not walked through again.
        Wanted::To(..) => {
            let mut calls = Vec::new();
            walk.calls(|call| calls.push(call.packed()));
            summed(walk, |on_call| calls.iter().for_each(|&call| on_call(Call::unpacked(call))))
        }
        Wanted::All | Wanted::Beside(_) => summed(walk, |on_call| walk.calls(on_call)),
    }
}

/// Sums calls, which are passed on twice: to count how many each node makes, and to
/// put them where they belong.
fn summed(walk: &Walk, each: impl Fn(&mut dyn FnMut(Call))) -> Vec<Edge> {
    let mut calls = vec![0; walk.selection.frames.nodes.len()];
    each(&mut |call| calls[call.from as usize] += 1);
    let groups = groups(&calls);
    let Some(last) = groups.last() else { return Vec::new() };
    let mut group_of = vec![0; calls.len()];
    for (number, group) in (0u32..).zip(&groups) {
        group_of[group.nodes.clone()].fill(number);
    }
    let mut by_group = vec![Call::default().packed(); last.calls.end];
    let mut places: Vec<usize> = groups.iter().map(|group| group.calls.start).collect();
    each(&mut |call| {
        let place = &mut places[group_of[call.from as usize] as usize];
        by_group[*place] = call.packed();
        *place += 1;
    });
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
