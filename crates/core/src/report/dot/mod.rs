//! `-dot`: the graph for Graphviz.

mod color;
mod nodelets;
mod short_name;

use super::labels::{Shown, report_labels};
use super::{Text, Values};
use crate::query::Query;
use crate::selection::{NodeId, Selection, base_name};
use crate::view::adjacency::Adjacency;
use crate::view::graph::{Edge, Edges, Graph, VertexId};
use crate::view::order::{NameCache, sort_edges};
use crate::view::trim::{Style, trimmed};
use color::color;
use short_name::Shortener;

/// The report of `go tool pprof -dot`.
pub fn dot(selection: &Selection, query: &Query) -> Vec<u8> {
    let style = Style { picture: true, tree: true, ..Style::text(Edges::All) };
    let trimmed = trimmed(selection, query, style);
    let selection = &trimmed.selection;
    let graph = &trimmed.graph;
    let values = Values::new(selection, query, &trimmed.output_unit);
    let shown = Shown {
        dropped_edges: trimmed.dropped_edges,
        ..Shown::new(graph, trimmed.original_count, trimmed.dropped_nodes)
    };
    let query = Query { compact_labels: false, ..query.clone() };
    let mut labels = report_labels(selection, &query, &values, &shown);
    labels.push(b"\nSee https://git.io/JfYMW for how to read the graph".to_vec());

    let mut out = Text::default();
    legend(selection, &labels, &mut out);
    let mut names = NameCache::new(&selection.frames.nodes);
    names.fill(graph.vertices.iter().map(|v| v.node));
    let writer = Writer {
        selection,
        graph,
        values: &values,
        names: &names,
        shortener: Shortener::new(),
        adjacency: Adjacency::new(graph),
    };
    let mut numbers = vec![0; graph.vertices.len()];
    let mut has_nodelets = vec![false; graph.vertices.len()];
    for (i, &v) in graph.listed.iter().enumerate() {
        numbers[v as usize] = i + 1;
        writer.node(v, i + 1, &mut out);
        if let Some(tags) = &trimmed.tags {
            let is_leaf = writer.adjacency.outgoing(v).is_empty();
            has_nodelets[v as usize] =
                nodelets::nodelets(tags, v, i + 1, is_leaf, &values, &mut out);
        }
    }
    let mut edges: Vec<u32> =
        (graph.listed.iter()).flat_map(|&v| writer.adjacency.outgoing(v).iter().copied()).collect();
    sort_edges(&mut edges, graph, &names);
    for edge in edges {
        let edge = &graph.edges[edge as usize];
        // A node that is not listed has the number 0: so the reference.
        let ends = (numbers[edge.from as usize], numbers[edge.to() as usize]);
        writer.edge(edge, ends, has_nodelets[edge.from as usize], &mut out);
    }
    out.line("}");
    out.0
}

fn legend(selection: &Selection, labels: &[Vec<u8>], out: &mut Text) {
    let profile = selection.profile;
    let main = profile.mappings.first().map(|m| profile.strings.get(m.file));
    let title = main.filter(|file| !file.is_empty()).map(base_name);
    out.parts([b"digraph \"", title.unwrap_or(b"unnamed"), b"\" {"]);
    out.line("node [style=filled fillcolor=\"#f8f8f8\"]");
    let escaped: Vec<Vec<u8>> = labels.iter().map(|label| escape(label)).collect();
    let tooltip = title.map(|title| [b" tooltip=\"", title, b"\""].concat()).unwrap_or_default();
    out.parts([
        b"subgraph cluster_L { \"",
        &escaped[0],
        b"\" [shape=box fontsize=16 label=\"",
        &escaped.join(&b"\\l"[..]),
        b"\\l\"",
        &tooltip,
        b"] }",
    ]);
}

struct Writer<'a> {
    selection: &'a Selection<'a>,
    graph: &'a Graph,
    values: &'a Values<'a>,
    names: &'a NameCache<'a>,
    shortener: Shortener,
    adjacency: Adjacency,
}

impl Writer<'_> {
    fn node(&self, v: VertexId, number: usize, out: &mut Text) {
        let vertex = &self.graph.vertices[v as usize];
        let (flat, cum) = (vertex.flat_value(), vertex.cum_value());
        let with_share = |value: i64| {
            format!("{} ({})", self.values.value(value), self.values.share(value).trim())
        };
        let mut figures = if flat == 0 { "0".to_owned() } else { with_share(flat) };
        let mut cum_value = self.values.value(flat);
        if cum != flat {
            figures += if flat == 0 { " " } else { "\\n" };
            figures += &format!("of {}", with_share(cum));
            cum_value = self.values.value(cum);
        }
        let score = cum as f64 / self.values.total.wrapping_abs() as f64;
        let font_size = self.font_size(flat);
        let id = format!("\" id=\"node{number}\" fontsize={font_size} shape=box tooltip=\"");
        let rest = format!(
            " ({cum_value})\" color=\"{}\" fillcolor=\"{}\"]",
            color(score, false),
            color(score, true)
        );
        out.parts([
            format!("N{number} [label=\"").as_bytes(),
            &self.label(vertex.node),
            figures.as_bytes(),
            id.as_bytes(),
            &escape(self.names.get(vertex.node)),
            rest.as_bytes(),
        ]);
    }

    /// From 8 to 24 points, by the square root of the share of the largest flat.
    fn font_size(&self, flat: i64) -> i64 {
        let size = |flat: i64| flat.wrapping_abs() as f64;
        let all = self.graph.listed.iter().map(|&v| &self.graph.vertices[v as usize]);
        let largest = all.map(|v| size(v.flat_value())).fold(0.0, f64::max);
        if largest == 0.0 || flat == 0 || size(flat) > largest {
            return 8;
        }
        8 + (16.0 * (size(flat) / largest).sqrt()).ceil() as i64
    }

    /// The name on several lines.
    fn label(&self, node: NodeId) -> Vec<u8> {
        let nodes = &self.selection.frames.nodes;
        let (name, file) = (nodes.get(node).name, nodes.get(node).file);
        let name = short_name::as_text(nodes.texts.get(name));
        let short = self.shortener.shorten(&name);
        let name = String::from_utf8_lossy(&escape(short.as_bytes()))
            .replace("::", "\\n")
            // What a Go profile prints for type parameters is no end of a line.
            .replace("[...]", "[…]")
            .replace('.', "\\n");
        let name = short_name::as_bytes(&name);
        let file = nodes.texts.get(file);
        let file = if file.is_empty() { file } else { base_name(file) };
        let parts = nodes.name_parts(node, &name, file);
        [&parts.join(&b"\\n"[..])[..], b"\\n"].concat()
    }

    fn edge(&self, edge: &Edge, (from, to): (usize, usize), has_nodelets: bool, out: &mut Text) {
        let weight = crate::selection::average(edge.weight, edge.divisor);
        let (total, value) = (self.values.total, self.values.value(weight));
        let mut attributes =
            format!("label=\" {value}{}\"", if edge.is_inlined() { "\\n (inline)" } else { "" });
        if total != 0 {
            let share = |of: i64| {
                let share = weight.wrapping_mul(of).wrapping_div(total);
                1 + share.wrapping_abs().min(of)
            };
            if share(100) > 1 {
                attributes += &format!(" weight={}", share(100));
            }
            if share(5) > 1 {
                attributes += &format!(" penwidth={}", share(5));
            }
            let score = weight as f64 / total.wrapping_abs() as f64;
            attributes += &format!(" color=\"{}\"", color(score, false));
        }
        let name = |v: VertexId| escape(self.names.get(self.graph.vertices[v as usize].node));
        let arrow: &[u8] = if edge.is_residual() { b" ... " } else { b" -> " };
        let value = format!(" ({value})\"");
        let tooltip =
            [b"\"", &name(edge.from)[..], arrow, &name(edge.to()), value.as_bytes()].concat();
        out.parts([
            format!("N{from} -> N{to} [{attributes} tooltip=").as_bytes(),
            &tooltip,
            b" labeltooltip=",
            &tooltip,
            if edge.is_residual() { b" style=\"dotted\"" } else { b"" },
            if has_nodelets { b" minlen=2" } else { b"" },
            b"]",
        ]);
    }
}

/// What a text is within quotes. Lines of several are aligned to the left.
fn escape(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            b'\\' => escaped.extend_from_slice(b"\\\\"),
            b'"' => escaped.extend_from_slice(b"\\\""),
            b'\n' => escaped.extend_from_slice(b"\\l"),
            _ => escaped.push(byte),
        }
    }
    escaped
}
