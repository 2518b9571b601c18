//! One node between its callers and its callees.
//!
//! The figures are those of the [`Graph`](super::graph::Graph), but nothing is
//! summed that does not touch the node: only stacks that have it are looked at.

use super::graph::{Vertex, Weight, live_stacks};
use crate::profile::{LocationId, StackId};
use crate::selection::{Frame, Frames, NodeId, Nodes, Selection};
use std::cmp::Reverse;

/// A node, and the other ends of its edges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peek {
    /// The node, with what was spent in it and below it.
    pub vertex: Vertex,
    /// Those that call it: the heaviest first, then by name.
    pub callers: Vec<Neighbour>,
    /// Those that it calls, in the same order.
    pub callees: Vec<Neighbour>,
}

/// The other end of an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The node.
    pub node: NodeId,
    /// Its name, as printed.
    pub name: Vec<u8>,
    /// Weight below these calls: a stack that has several counts once. Never
    /// an average, as in pprof.
    pub weight: i64,
    /// All of these calls were inlined.
    pub inlined: bool,
}

/// The node that is printed with this name, if there is one.
pub fn node_named(nodes: &Nodes, name: &[u8]) -> Option<NodeId> {
    const ADDRESS: usize = "0123456789abcdef ".len();
    (0..nodes.len() as NodeId).find(|&id| {
        let node = nodes.get(id);
        let start = if node.address == 0 { 0 } else { ADDRESS };
        // To print all names would take long: most begin with something else.
        let may_be = name.get(start..).is_some_and(|n| n.starts_with(nodes.texts.get(node.name)));
        may_be && nodes.printable_name(id) == name
    })
}

/// Sums what is spent around the node with this name; `None` if there is none.
pub fn peek(selection: &Selection, name: &[u8]) -> Option<Peek> {
    let frames = &*selection.frames;
    let node = node_named(&frames.nodes, name)?;
    let locations = 0..selection.profile.locations.len() as LocationId;
    let has_node = |&frame: &Frame| frame.node() == node;
    let touches: Vec<bool> = locations.map(|l| frames.of(l).iter().any(has_node)).collect();
    let count = frames.nodes.len();
    let mut walk = Walk {
        frames,
        vertex: Vertex { node, ..Vertex::default() },
        callers: vec![End::default(); count],
        callees: vec![End::default(); count],
    };
    for (stack, weight) in live_stacks(selection) {
        walk.stack(stack, selection.profile.stacks.get(stack), &touches, weight);
    }
    let Walk { vertex, callers, callees, .. } = walk;
    let neighbours = |ends: Vec<End>| neighbours(&frames.nodes, &ends);
    Some(Peek { vertex, callers: neighbours(callers), callees: neighbours(callees) })
}

struct Walk<'a> {
    frames: &'a Frames,
    vertex: Vertex,
    /// By node.
    callers: Vec<End>,
    callees: Vec<End>,
}

/// Facts about the edge to or from a node.
#[derive(Clone, Copy, Default)]
struct End {
    weight: i64,
    /// The stack in which the edge was last seen, + 1.
    seen: u32,
    /// A call was not inlined.
    called: bool,
}

impl End {
    /// The first call of a stack speaks for the others.
    fn add(&mut self, stack: StackId, callee: Frame, weight: Weight) {
        if self.seen != stack + 1 {
            self.seen = stack + 1;
            self.weight = self.weight.wrapping_add(weight.value);
            self.called |= !callee.is_inlined();
        }
    }
}

impl Walk<'_> {
    /// Adds a stack, if it has the node. A call for each: see `Columns::sample` in
    /// `read/samples.rs`.
    #[inline(never)]
    fn stack(
        &mut self,
        stack: StackId,
        locations: &[LocationId],
        touches: &[bool],
        weight: Weight,
    ) {
        if !locations.iter().any(|&l| touches[l as usize]) {
            return;
        }
        let node = self.vertex.node;
        let mut from = None;
        for frame in self.frames.root_first(locations) {
            let to = frame.node();
            match from {
                Some(from) if from == to => {}
                Some(from) if to == node => self.callers[from as usize].add(stack, frame, weight),
                Some(from) if from == node => self.callees[to as usize].add(stack, frame, weight),
                _ => {}
            }
            from = Some(to);
        }
        weight.add_cum(&mut self.vertex);
        if from == Some(node) {
            weight.add_flat(&mut self.vertex);
        }
    }
}

fn neighbours(nodes: &Nodes, ends: &[End]) -> Vec<Neighbour> {
    let seen = (0..).zip(ends).filter(|(_, end)| end.seen > 0);
    let mut neighbours: Vec<Neighbour> = seen
        .map(|(node, end)| Neighbour {
            node,
            name: nodes.printable_name(node),
            weight: end.weight,
            inlined: !end.called,
        })
        .collect();
    neighbours.sort_by(|a, b| {
        let key = |n: &Neighbour| Reverse(n.weight.wrapping_abs());
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    neighbours
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Granularity, Query};
    use crate::selection::Session;
    use crate::view::graph::{Edges, Graph};
    use crate::view::testing::profile;

    /// `flat cum | callers | callees`.
    fn peeked(samples: &[&str], query: &Query, name: &str) -> Option<String> {
        let mut session = Session::new(profile(samples));
        let selection = session.select(query).unwrap();
        let peek = peek(&selection, name.as_bytes())?;
        let ends = |ends: &[Neighbour]| {
            let text = |n: &Neighbour| {
                let name = String::from_utf8_lossy(&n.name);
                format!("{name} {}{}", n.weight, if n.inlined { " inline" } else { "" })
            };
            ends.iter().map(text).collect::<Vec<_>>().join(", ")
        };
        let (callers, callees) = (ends(&peek.callers), ends(&peek.callees));
        Some(format!("{} {} | {callers} | {callees}", peek.vertex.flat, peek.vertex.cum))
    }

    #[test]
    fn a_node_stands_between_callers_and_callees() {
        let samples = ["a;m;x 1", "b;m 10", "a;m;^y 100", "a;m;y 1000", "b;z 10000"];
        let query = Query::default();
        assert_eq!(peeked(&samples, &query, "m").unwrap(), "10 1111 | a 1101, b 10 | y 1100, x 1");
        assert_eq!(peeked(&samples, &query, "y").unwrap(), "1100 1100 | m 1100 | ");
        assert_eq!(peeked(&samples[..3], &query, "y").unwrap(), "100 100 | m 100 inline | ");
        assert_eq!(peeked(&samples, &query, "nobody"), None);
    }

    #[test]
    fn recursion_counts_once() {
        let samples = ["a;m;m;x;m;x 5", "m;x;m 2"];
        let peek = peeked(&samples, &Query::default(), "m").unwrap();
        assert_eq!(peek, "2 7 | x 7, a 5 | x 7");
    }

    #[test]
    fn nodes_have_the_names_of_their_granularity() {
        let query = Query { granularity: Granularity::Lines, ..Query::default() };
        let samples = ["a@a.go:1;m@m.go:7 3", "a@a.go:2;m@m.go:7 4", "a@a.go:2;m@m.go:8 9"];
        let peek = peeked(&samples, &query, "m m.go:7").unwrap();
        assert_eq!(peek, "7 7 | a a.go:2 4, a a.go:1 3 | ");
    }

    #[test]
    fn the_figures_are_those_of_the_graph() {
        let samples = ["a;b;c;b;a;d 3", "c;a;^b 4", "b;c;a;c;b -5", "d;a;b;a 6", "d 7", "c;b 0"];
        let mut session = Session::new(profile(&samples));
        let selection = session.select(&Query::default()).unwrap();
        let graph = Graph::new(&selection, None, Edges::All);
        for vertex in &graph.vertices {
            let name = selection.frames.nodes.printable_name(vertex.node);
            let peek = peek(&selection, &name).unwrap();
            assert_eq!(peek.vertex, *vertex);
            for edge in graph.edges.iter().filter(|e| e.from == vertex.node) {
                let callee = peek.callees.iter().find(|n| n.node == edge.to()).unwrap();
                assert_eq!((callee.weight, callee.inlined), (edge.weight, edge.is_inlined()));
            }
            for edge in graph.edges.iter().filter(|e| e.to() == vertex.node) {
                let caller = peek.callers.iter().find(|n| n.node == edge.from).unwrap();
                assert_eq!((caller.weight, caller.inlined), (edge.weight, edge.is_inlined()));
            }
            let edges = graph.edges.iter().filter(|e| [e.from, e.to()].contains(&vertex.node));
            assert_eq!(edges.count(), peek.callers.len() + peek.callees.len());
        }
    }
}
