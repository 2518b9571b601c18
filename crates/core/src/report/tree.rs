//! `-tree` and `-peek`: each node between its callers and its callees.

use super::labels::{Shown, report_labels};
use super::{ReportError, Text, Values};
use crate::measure;
use crate::query::{Pattern, Query};
use crate::selection::Selection;
use crate::view::adjacency::Adjacency;
use crate::view::graph::Edges;
use crate::view::order::{NameCache, sort_edges};
use crate::view::trim::{Style, trimmed};

const SEPARATOR: &str = "----------------------------------------------------------+-------------";
const LEGEND: &str = "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ";

/// The report of `go tool pprof -tree`; with a pattern, of `-peek`: only the
/// nodes whose name matches.
///
/// # Errors
///
/// When no name matches.
pub fn tree(
    selection: &Selection,
    query: &Query,
    peek: Option<(&str, &Pattern)>,
) -> Result<Vec<u8>, ReportError> {
    let trimmed = trimmed(selection, query, Style::text(Edges::All));
    let selection = &trimmed.selection;
    let graph = &trimmed.graph;
    let values = Values::new(selection, query, &trimmed.output_unit);
    let shown = Shown::new(graph, trimmed.original_count, trimmed.dropped_nodes);
    let mut out = Text::default();
    out.lines(report_labels(selection, query, &values, &shown));
    out.line(SEPARATOR);
    out.line(LEGEND);

    let mut names = NameCache::new(&selection.frames.nodes);
    names.fill(graph.vertices.iter().map(|v| v.node));
    let adjacency = Adjacency::new(graph);
    let (mut sum, mut matched) = (0i64, false);
    for &v in &graph.listed {
        let vertex = &graph.vertices[v as usize];
        let (name, flat, cum) = (names.get(vertex.node), vertex.flat_value(), vertex.cum_value());
        if peek.is_some_and(|(_, pattern)| !pattern.is_match(name)) {
            continue;
        }
        matched = true;
        sum = sum.wrapping_add(flat);
        let edges = |edges: &[u32], is_caller: bool, out: &mut Text| {
            let mut edges = edges.to_vec();
            sort_edges(&mut edges, graph, &names);
            for edge in edges {
                let edge = &graph.edges[edge as usize];
                let other = if is_caller { edge.from } else { edge.to() };
                let figures = format!(
                    "{:>50} {} |   ",
                    values.value(edge.weight),
                    measure::percentage(edge.weight, cum)
                );
                let other = names.get(graph.vertices[other as usize].node);
                out.parts([
                    figures.as_bytes(),
                    other,
                    if edge.is_inlined() { b" (inline)" } else { b"" },
                ]);
            }
        };
        out.line(SEPARATOR);
        edges(adjacency.incoming(v), true, &mut out);
        let figures = format!(
            "{:>10} {} {} {:>10} {}                | ",
            values.value(flat),
            values.share(flat),
            values.share(sum),
            values.value(cum),
            values.share(cum)
        );
        out.parts([figures.as_bytes(), name]);
        edges(adjacency.outgoing(v), false, &mut out);
    }
    if !graph.listed.is_empty() {
        out.line(SEPARATOR);
    }
    match peek {
        Some((pattern, _)) if !matched => Err(ReportError::NoMatch(pattern.to_owned())),
        _ => Ok(out.0),
    }
}
