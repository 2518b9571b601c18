//! `-top`, `-text`: a line for each node.

use super::{Values, labels};
use crate::query::Query;
use crate::selection::Selection;
use crate::view::top::{Inlined, top as top_view};

/// The report of `go tool pprof -top`.
pub fn top(selection: &Selection, query: &Query) -> Vec<u8> {
    let top = top_view(selection, query);
    let values = Values::new(selection, &top.output_unit);
    let mut out = Vec::new();
    labels::profile_labels(selection, &values, &mut out);
    labels::shown_labels(&top, query, &values, &mut out);
    out.extend_from_slice(b"      flat  flat%   sum%        cum   cum%\n");
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
        out.extend_from_slice(figures.as_bytes());
        out.extend_from_slice(&row.name);
        out.extend_from_slice(match row.inlined {
            Inlined::No => b"",
            Inlined::Partly => b" (partial-inline)",
            Inlined::Yes => b" (inline)",
        });
        out.push(b'\n');
    }
    out
}
