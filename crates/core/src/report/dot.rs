//! `-dot`: the graph for Graphviz.

use super::labels::{Shown, report_labels};
use super::{Text, Values};
use crate::query::Query;
use crate::selection::{NodeId, Selection, base_name};
use crate::view::graph::{Graph, VertexId};
use crate::view::order::NameCache;
use crate::view::picture::{self, Arrow, Content, NODELET_WEIGHT, Picture, PictureBox, color};
use crate::view::trim::{Style, trimmed};

/// The report of `go tool pprof -dot`.
pub fn dot(selection: &Selection, query: &Query) -> Vec<u8> {
    let trimmed = trimmed(selection, query, Style { as_reference: true, ..picture::STYLE });
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
    let picture = Picture::new(&trimmed, &values);
    let mut names = NameCache::new(&selection.frames.nodes);
    names.fill(graph.vertices.iter().map(|v| v.node));
    let mut writer = Writer { graph, names: &names, ids: Vec::new(), nodes: 0 };
    for shown in &picture.boxes {
        writer.place(shown, &mut out);
    }
    for arrow in &picture.arrows {
        writer.arrow(arrow, &mut out);
    }
    out.line("}");
    out.0
}

fn legend(selection: &Selection, labels: &[Vec<u8>], out: &mut Text) {
    let profile = selection.profile;
    let main = profile.mappings.first().map(|m| profile.strings.get(m.file));
    let title = main.filter(|file| !file.is_empty()).map(base_name);
    out.parts([b"digraph \"", &escape(title.unwrap_or(b"unnamed")), b"\" {"]);
    out.line("node [style=filled fillcolor=\"#f8f8f8\"]");
    let escaped: Vec<Vec<u8>> = labels.iter().map(|label| escape(label)).collect();
    let tooltip = |title| [b" tooltip=\"", &escape(title)[..], b"\""].concat();
    let tooltip = title.map(tooltip).unwrap_or_default();
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
    graph: &'a Graph,
    names: &'a NameCache<'a>,
    /// Ids of boxes.
    ids: Vec<String>,
    /// Number of those that are nodes.
    nodes: usize,
}

impl Writer<'_> {
    fn place(&mut self, shown: &PictureBox, out: &mut Text) {
        match &shown.content {
            Content::Node { name, value, score, .. } => {
                self.nodes += 1;
                let number = self.nodes;
                self.ids.push(format!("N{number}"));
                let lines = shown.lines.iter().map(|line| escape(line));
                let figures = shown.figures.iter().map(|line| escape(line.as_bytes()));
                let label: Vec<Vec<u8>> = lines.chain(figures).collect();
                let font_size = shown.font_size;
                let id =
                    format!("\" id=\"node{number}\" fontsize={font_size} shape=box tooltip=\"");
                let value = escape_text(value);
                let rest = format!(
                    " ({value})\" color=\"#{:06x}\" fillcolor=\"#{:06x}\"]",
                    color(*score, false),
                    color(*score, true)
                );
                out.parts([
                    format!("N{number} [label=\"").as_bytes(),
                    &label.join(&b"\\n"[..]),
                    id.as_bytes(),
                    &escape(name),
                    rest.as_bytes(),
                ]);
            }
            Content::Nodelet { id, owner, value, dotted, .. } => {
                let value = escape_text(value);
                let rest = format!("\" id=\"{id}\" fontsize=8 shape=box3d tooltip=\"{value}\"]");
                let lines: Vec<_> = shown.lines.iter().map(|line| escape(line)).collect();
                let label = lines.join(&b"\\n"[..]);
                out.parts([format!("{id} [label = \"").as_bytes(), &label, rest.as_bytes()]);
                let (source, style) =
                    (&self.ids[*owner as usize], if *dotted { " style=\"dotted\"" } else { "" });
                out.line(format!(
                    "{source} -> {id} [label=\" {value}\" weight={NODELET_WEIGHT} \
                     tooltip=\"{value}\" labeltooltip=\"{value}\"{style}]"
                ));
                self.ids.push(id.clone());
            }
        }
    }

    fn arrow(&self, arrow: &Arrow, out: &mut Text) {
        let edge = &self.graph.edges[arrow.edge as usize];
        let value = &escape_text(&arrow.value);
        let inline = if edge.is_inlined() { "\\n (inline)" } else { "" };
        let mut attributes = format!("label=\" {value}{inline}\"");
        if let Some(score) = arrow.score {
            if arrow.pull > 1 {
                attributes += &format!(" weight={}", arrow.pull);
            }
            if arrow.width > 1 {
                attributes += &format!(" penwidth={}", arrow.width);
            }
            attributes += &format!(" color=\"#{:06x}\"", color(score, false));
        }
        let name = |v: VertexId| {
            let node: NodeId = self.graph.vertices[v as usize].node;
            escape(self.names.get(node))
        };
        let direction: &[u8] = if edge.is_residual() { b" ... " } else { b" -> " };
        let value = format!(" ({value})\"");
        let tooltip =
            [b"\"", &name(edge.from)[..], direction, &name(edge.to()), value.as_bytes()].concat();
        // A node that is not listed has the number 0: pprof does so.
        let id = |of: Option<u32>| of.map_or("N0", |of| &*self.ids[of as usize]);
        out.parts([
            format!("{} -> {} [{attributes} tooltip=", id(arrow.from), id(arrow.to)).as_bytes(),
            &tooltip,
            b" labeltooltip=",
            &tooltip,
            if edge.is_residual() { b" style=\"dotted\"" } else { b"" },
            if arrow.min_length > 1 { b" minlen=2" } else { b"" },
            b"]",
        ]);
    }
}

/// Escapes a text within quotes, where everything but a quote ends up in it. Lines of
/// several are aligned to the left. Other control characters would make neither DOT nor
/// the SVG of it: they are written as `\x00`.
fn escape(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            b'\\' => escaped.extend_from_slice(b"\\\\"),
            b'"' => escaped.extend_from_slice(b"\\\""),
            b'\n' => escaped.extend_from_slice(b"\\l"),
            b'\t' => escaped.push(byte),
            0..b' ' | 0x7f => escaped.extend(format!("\\\\x{byte:02x}").bytes()),
            _ => escaped.push(byte),
        }
    }
    escaped
}

fn escape_text(text: &str) -> String {
    String::from_utf8_lossy(&escape(text.as_bytes())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_leave_its_quotes() {
        assert_eq!(escape("größe".as_bytes()), "größe".as_bytes());
        assert_eq!(escape(b"a\" URL=\"x\\"), b"a\\\" URL=\\\"x\\\\");
        assert_eq!(escape(b"a\nb\0\x1b"), b"a\\lb\\\\x00\\\\x1b");
    }
}
