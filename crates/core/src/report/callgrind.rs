//! `-callgrind`: the graph for KCachegrind.
//!
//! The format: <https://valgrind.org/docs/manual/cl-format.html>.

use super::Text;
use super::text::one_line;
use crate::measure;
use crate::profile::{EMPTY, StringId};
use crate::query::Query;
use crate::selection::{Node, Selection};
use crate::view::adjacency::Adjacency;
use crate::view::graph::{Edges, Graph, VertexId};
use crate::view::order::{NameCache, sort_edges};
use crate::view::trim::{Style, trimmed};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The report of `go tool pprof -callgrind`.
pub fn callgrind(selection: &Selection, query: &Query) -> Vec<u8> {
    let style = Style { tree: true, whole_numbers: true, ..Style::text(Edges::All) };
    let trimmed = trimmed(selection, query, style);
    let selection = &trimmed.selection;
    let (graph, unit) = (&trimmed.graph, &*trimmed.output_unit);
    let nodes = &selection.frames.nodes;
    let text = |id: StringId| nodes.texts.get(id);
    let node_of = |v: VertexId| nodes.get(graph.vertices[v as usize].node);
    let number = |value| measure::truncate(measure::scale(value, &selection.unit(), unit).0);

    let mut out = Text::default();
    out.line("positions: instr line");
    // Blanks would make several events of one.
    let mut event = [&selection.sample_type()[..], b"(", unit.as_bytes(), b")"].concat();
    event.iter_mut().filter(|b| **b <= b' ' || **b == 0x7f).for_each(|b| *b = b'_');
    out.parts([b"events: ", &event]);

    let called_names = distinct_names(graph, selection);
    let mut names = NameCache::new(nodes);
    names.fill(graph.vertices.iter().map(|v| v.node));
    let adjacency = Adjacency::new(graph);
    let (mut objects, mut files, mut functions) = <(Names, Names, Names)>::default();
    let mut last: Option<Node> = None;
    for &v in &graph.listed {
        let node = *node_of(v);
        let group = |n: &Node| (n.binary, n.file, n.name);
        if last.as_ref().map(group) != Some(group(&node)) {
            out.line("");
            out.parts([b"ob=", &objects.compressed(text(node.binary))]);
            out.parts([b"fl=", &files.compressed(text(node.file))]);
            out.parts([b"fn=", &functions.compressed(text(node.name))]);
        }
        let last_address = last.map(|n| n.address);
        let cost = number(graph.vertices[v as usize].flat_value());
        out.line(format!("{} {} {cost}", address(last_address, node.address), node.line));
        let mut edges = adjacency.outgoing(v).to_vec();
        sort_edges(&mut edges, graph, &names);
        for edge in edges {
            let edge = &graph.edges[edge as usize];
            let callee = node_of(edge.to());
            out.parts([b"cfl=", &files.compressed(text(callee.file))]);
            // A callee that is not listed has no name: pprof does so.
            let name = called_names.get(&edge.to()).map_or(&b""[..], Vec::as_slice);
            out.parts([b"cfn=", &functions.compressed(name)]);
            out.line(format!("calls=0 {} {}", address(last_address, callee.address), callee.line));
            out.line(format!("* * {}", number(edge.weight)));
        }
        last = Some(node);
    }
    out.0
}

/// Names that are written once, and then as numbers.
#[derive(Default)]
struct Names(HashMap<Vec<u8>, usize, FxBuildHasher>);

impl Names {
    fn compressed(&mut self, name: &[u8]) -> Vec<u8> {
        if name.is_empty() {
            return Vec::new();
        }
        if let Some(id) = self.0.get(name) {
            return format!("({id})").into_bytes();
        }
        let id = self.0.len() + 1;
        self.0.insert(name.to_vec(), id);
        [format!("({id}) ").as_bytes(), &one_line(name)].concat()
    }
}

/// An address, or how far it is from the last one if that is shorter.
fn address(last: Option<u64>, address: u64) -> String {
    let absolute = format!("{address:#x}");
    match last {
        None => absolute,
        Some(last) if last == address => "*".to_owned(),
        Some(last) => {
            let relative = format!("{:+}", address.wrapping_sub(last) as i64);
            if relative.len() < absolute.len() { relative } else { absolute }
        }
    }
}

/// The name of each listed vertex. Functions of one name and file that are
/// different ones, as in a call tree, get a number.
fn distinct_names(
    graph: &Graph,
    selection: &Selection,
) -> HashMap<VertexId, Vec<u8>, FxBuildHasher> {
    type Name = (StringId, StringId);
    /// Key of a function: its node without a place in it,
    /// and in a tree what called it.
    type Function = (Option<VertexId>, Node);
    let nodes = &selection.frames.nodes;
    let mut parents: HashMap<VertexId, VertexId, FxBuildHasher> =
        HashMap::with_hasher(FxBuildHasher);
    if graph.paths.is_some() {
        parents.extend(graph.edges.iter().map(|e| (e.to(), e.from)));
    }
    let function = |v: VertexId| -> Function {
        let node = nodes.get(graph.vertices[v as usize].node);
        (parents.get(&v).copied(), Node { address: 0, line: 0, column: 0, ..*node })
    };
    let name = |v: VertexId| -> Name {
        let node = nodes.get(graph.vertices[v as usize].node);
        (node.file, node.name)
    };
    let mut functions: HashMap<Name, HashMap<Function, usize, FxBuildHasher>, FxBuildHasher> =
        HashMap::with_hasher(FxBuildHasher);
    for &v in &graph.listed {
        let same_name = functions.entry(name(v)).or_default();
        let next = same_name.len() + 1;
        same_name.entry(function(v)).or_insert(next);
    }
    let numbered = |&v: &VertexId| {
        let same_name = &functions[&name(v)];
        let (_, id) = name(v);
        let mut text = if id == EMPTY { Vec::new() } else { nodes.texts.get(id).to_vec() };
        if same_name.len() > 1 {
            let number = same_name[&function(v)];
            text.extend(format!(" [{number}/{}]", same_name.len()).bytes());
        }
        (v, text)
    };
    graph.listed.iter().map(numbered).collect()
}
