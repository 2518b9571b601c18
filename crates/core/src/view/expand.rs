//! Nodes of a picture whose callers or callees are shown, however small they are.

use super::graph::{Edge, Graph, NodeSet, VertexId, edges_beside};
use crate::selection::Selection;
use std::borrow::Cow;

/// A node whose neighbors are to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expand {
    /// Its whole name; in a call tree all nodes of this name are meant.
    pub name: Vec<u8>,
    /// Those that call it, or those that it calls.
    pub callers: bool,
}

/// Number of callers and callees that each of this many vertices has by these edges. Calls that
/// go over nodes that were left out do not count.
pub fn neighbours(edges: &[Edge], count: usize) -> Vec<[u32; 2]> {
    let mut counts = vec![[0, 0]; count];
    for edge in edges.iter().filter(|e| !e.is_residual() && e.from != e.to()) {
        counts[edge.to() as usize][0] += 1;
        counts[edge.from as usize][1] += 1;
    }
    counts
}

/// Nodes that must stay in a graph: the nodes to expand, and beside them.
#[derive(Debug, Default)]
pub struct Kept {
    /// The nodes to expand, by vertex.
    is_expanded: Vec<bool>,
    /// These and their neighbors, by vertex.
    stays: Vec<bool>,
}

impl Kept {
    /// Nodes that `expand` names of a selection's graph, which may have been made without
    /// edges. Nothing costs nothing.
    pub fn new(graph: &Graph, selection: &Selection, expand: &[Expand]) -> Self {
        if expand.is_empty() {
            return Self::default();
        }
        let count = graph.vertices.len();
        let mut sides = [vec![false; count], vec![false; count]];
        let something = |v: usize| graph.vertices[v].cum != 0 || graph.vertices[v].flat != 0;
        for v in (0..count).filter(|&v| something(v)) {
            let name = selection.frames.nodes.printable_name(graph.vertices[v].node);
            for expand in expand.iter().filter(|e| e.name == name) {
                sides[usize::from(expand.callers)][v] = true;
            }
        }
        let is_expanded: Vec<bool> = (0..count).map(|v| sides[0][v] || sides[1][v]).collect();
        let edges = if graph.edges.is_empty() {
            let expanded = (0..count as VertexId).filter(|&v| is_expanded[v as usize]);
            Cow::Owned(edges_beside(selection, &NodeSet::new(count, expanded)))
        } else {
            Cow::Borrowed(&graph.edges)
        };
        let mut stays = is_expanded.clone();
        for edge in edges.iter().filter(|e| !e.is_residual()) {
            let (from, to) = (edge.from as usize, edge.to() as usize);
            stays[to] |= sides[0][from];
            stays[from] |= sides[1][to];
        }
        Self { is_expanded, stays }
    }

    /// Returns whether a vertex must stay.
    pub fn contains(&self, vertex: VertexId) -> bool {
        self.stays.get(vertex as usize) == Some(&true)
    }

    /// Returns whether the edge between two vertices must stay.
    pub fn has_edge(&self, from: VertexId, to: VertexId) -> bool {
        let is_expanded = |v: VertexId| self.is_expanded.get(v as usize) == Some(&true);
        is_expanded(from) || is_expanded(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::selection::Session;
    use crate::view::picture::{Content, Picture, STYLE};
    use crate::view::testing::profile;
    use crate::view::trim::trimmed_but;
    use crate::view::values::Values;

    /// Content of a picture: its nodes and the arrows between them, in alphabetic order.
    fn shown(query: &str, expand: &[Expand]) -> (String, String) {
        let samples = ["main;busy 9000", "main;idle;tick 40", "main;idle;tock 8", "init;tick 2"];
        let mut session = Session::new(profile(&samples));
        let query = Query::from_url(query).unwrap();
        let selection = session.select(&query).unwrap();
        let trimmed = trimmed_but(&selection, &query, STYLE, Some(expand));
        let values = Values::new(&trimmed.selection, &query, &trimmed.output_unit);
        let picture = Picture::new(&trimmed, &values);
        let name = |index: Option<u32>| match &picture.boxes[index.unwrap() as usize].content {
            Content::Node { name, .. } => String::from_utf8(name.clone()).unwrap(),
            Content::Nodelet { .. } => "labels".to_owned(),
        };
        let mut nodes: Vec<String> =
            (0..picture.boxes.len() as u32).map(|i| name(Some(i))).collect();
        let mut arrows: Vec<String> =
            (picture.arrows.iter()).map(|a| name(a.from) + ">" + &name(a.to)).collect();
        nodes.sort();
        arrows.sort();
        (nodes.join(" "), arrows.join(" "))
    }

    #[test]
    fn what_was_too_small_comes_back_beside_what_is_expanded() {
        let expand = |name: &str, callers| Expand { name: name.into(), callers };
        let few = "nf=0.01&ef=0.01";
        let as_ever = ("busy main".to_owned(), "main>busy".to_owned());
        assert_eq!(shown(few, &[]), as_ever);
        assert_eq!(shown(few, &[expand("main", true)]), as_ever);
        let (nodes, arrows) = shown(few, &[expand("main", false)]);
        assert_eq!((&*nodes, &*arrows), ("busy idle main", "main>busy main>idle"));
        let (nodes, arrows) = shown(few, &[expand("idle", false), expand("tick", true)]);
        let all = "idle>tick idle>tock init>tick main>busy main>idle";
        assert_eq!((&*nodes, &*arrows), ("busy idle init main tick tock", all));
        // A limit of their number does not count them, and trees have them too.
        let (nodes, _) = shown("n=1&nf=0&ef=0", &[expand("tick", true)]);
        assert_eq!(nodes, "busy idle init tick");
        let (nodes, arrows) = shown(&format!("{few}&calltree=t"), &[expand("main", false)]);
        assert_eq!((&*nodes, &*arrows), ("busy idle main", "main>busy main>idle"));
    }

    #[test]
    fn neighbours_are_counted_before_anything_is_left_out() {
        let samples = ["main;busy;busy 9000", "main;idle;tick 40", "init;busy 8", "busy;tick 2"];
        let mut session = Session::new(profile(&samples));
        let counts = |session: &mut Session, query: &str| {
            let query = Query::from_url(query).unwrap();
            let selection = session.select(&query).unwrap();
            let trimmed = trimmed_but(&selection, &query, STYLE, Some(&[]));
            let nodes = &trimmed.selection.frames.nodes;
            let name = |node| String::from_utf8(nodes.printable_name(node)).unwrap();
            let count = |&v: &VertexId| {
                let vertex = &trimmed.graph.vertices[v as usize];
                (name(vertex.node), trimmed.neighbours[v as usize])
            };
            let mut counts: Vec<_> = trimmed.graph.listed.iter().map(count).collect();
            counts.sort();
            counts
        };
        let busy = ("busy".to_owned(), [2, 1]);
        let main = ("main".to_owned(), [0, 2]);
        // Some nodes are too small; or there are too many; or all of them are there.
        assert_eq!(counts(&mut session, "nf=0.05&ef=0"), [busy.clone(), main.clone()]);
        assert_eq!(counts(&mut session, "nf=0&ef=0&n=2"), [busy.clone(), main.clone()]);
        let all = counts(&mut session, "nf=0&ef=0");
        let [idle, init] = [("idle", [1, 1]), ("init", [0, 1])].map(|(n, c)| (n.to_owned(), c));
        assert_eq!(all, [busy, idle, init, main, ("tick".to_owned(), [2, 0])]);
    }
}
