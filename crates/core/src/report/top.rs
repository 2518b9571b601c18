//! `-top`, `-text`: a line for each node.

use super::labels::{Shown, report_labels};
use super::{Text, Values};
use crate::query::Query;
use crate::selection::Selection;
use crate::view::top::{Inlined, top as top_view};

/// The report of `go tool pprof -top`.
pub fn top(selection: &Selection, query: &Query) -> Vec<u8> {
    let top = top_view(selection, query);
    let values = Values::new(selection, query, &top.output_unit);
    let shown = Shown {
        flat: top.rows.iter().fold(0, |sum, row| sum.wrapping_add(row.flat)),
        count: top.rows.len(),
        original_count: top.count,
        dropped_nodes: top.dropped,
        dropped_edges: 0,
    };
    let mut out = Text::default();
    out.lines(report_labels(selection, query, &values, &shown));
    out.line("      flat  flat%   sum%        cum   cum%");
    let mut sum = 0i64;
    for row in &top.rows {
        sum = sum.wrapping_add(row.flat);
        let figures = format!(
            "{:>10} {} {} {:>10} {}  ",
            values.value(row.flat),
            values.share(row.flat),
            values.share(sum),
            values.value(row.cum),
            values.share(row.cum)
        );
        let inlined: &[u8] = match row.inlined {
            Inlined::No => b"",
            Inlined::Partly => b" (partial-inline)",
            Inlined::Yes => b" (inline)",
        };
        out.parts([figures.as_bytes(), &row.name, inlined]);
    }
    out.0
}
