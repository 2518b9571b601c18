//! Nodes of a picture whose callers or callees are shown, however small they are.

use super::graph::{Graph, VertexId};
use crate::selection::Nodes;

/// A node whose neighbours are to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expand {
    /// Its whole name; in a call tree all nodes of this name are meant.
    pub name: Vec<u8>,
    /// Those that call it, or those that it calls.
    pub callers: bool,
}

/// How many callers and callees each vertex has, by number. Calls that go over nodes
/// that were left out do not count.
pub fn neighbours(graph: &Graph) -> Vec<[u32; 2]> {
    let mut counts = vec![[0, 0]; graph.vertices.len()];
    for edge in graph.edges.iter().filter(|e| !e.is_residual() && e.from != e.to()) {
        counts[edge.to() as usize][0] += 1;
        counts[edge.from as usize][1] += 1;
    }
    counts
}

/// What must stay in a graph: the nodes to expand, and beside them.
#[derive(Debug, Default)]
pub struct Kept {
    /// The nodes to expand, by vertex.
    is_expanded: Vec<bool>,
    /// These and their neighbours, by vertex.
    stays: Vec<bool>,
}

impl Kept {
    /// What `expand` says of a graph. Nothing costs nothing.
    pub fn new(graph: &Graph, nodes: &Nodes, expand: &[Expand]) -> Self {
        if expand.is_empty() {
            return Self::default();
        }
        let count = graph.vertices.len();
        let mut sides = [vec![false; count], vec![false; count]];
        let something = |v: usize| graph.vertices[v].cum != 0 || graph.vertices[v].flat != 0;
        for v in (0..count).filter(|&v| something(v)) {
            let name = nodes.printable_name(graph.vertices[v].node);
            for expand in expand.iter().filter(|e| e.name == name) {
                sides[usize::from(expand.callers)][v] = true;
            }
        }
        let is_expanded: Vec<bool> = (0..count).map(|v| sides[0][v] || sides[1][v]).collect();
        let mut stays = is_expanded.clone();
        for edge in graph.edges.iter().filter(|e| !e.is_residual()) {
            let (from, to) = (edge.from as usize, edge.to() as usize);
            stays[to] |= sides[0][from];
            stays[from] |= sides[1][to];
        }
        Self { is_expanded, stays }
    }

    /// Whether a vertex must stay.
    pub fn contains(&self, vertex: VertexId) -> bool {
        self.stays.get(vertex as usize) == Some(&true)
    }

    /// Whether the edge between two vertices must stay.
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

    /// What a picture shows: its nodes and the arrows between them, in alphabetic order.
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
}
