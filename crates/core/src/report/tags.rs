//! `-tags`: what each value of each label amounts to.

use super::align::align_right;
use super::{Text, Values};
use crate::query::Query;
use crate::selection::Selection;
use crate::view;

/// The report of `go tool pprof -tags`.
pub fn tags(selection: &Selection, query: &Query) -> Vec<u8> {
    let values = Values::new(selection, query, &query.unit);
    let with_share = |value: i64, separator: &str| {
        let share = values.share(value);
        if values.total > 0 { format!("{separator}({share})") } else { String::new() }
    };
    let mut out = Text::default();
    for key in view::tags::tags(selection, &query.unit) {
        let (total, of) = (values.value(key.total), values.value(values.total));
        let share = with_share(key.total, " ");
        out.parts([&key.key, format!(":\t Total {total} of {of}{share}").as_bytes()]);
        for (name, value) in key.values {
            let figures = format!(" \t{}{}:\t ", values.value(value), with_share(value, " "));
            out.parts([figures.as_bytes(), &name]);
        }
        out.line("");
    }
    align_right(&out.0)
}
