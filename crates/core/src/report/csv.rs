//! `-csv`: the rows of `-top` for spreadsheets, after RFC 4180.

use super::Text;
use crate::harmless::{cell, quoted};
use crate::query::Query;
use crate::selection::Selection;
use crate::view::top::{Inlined, top};

/// A header and a line for each row. Values are the profile's own numbers, whose
/// unit is in the header; shares are fractions of the total.
pub fn csv(selection: &Selection, query: &Query) -> Vec<u8> {
    let table = top(selection, query);
    let unit = selection.unit();
    let mut out = Text::default();
    let (flat, cum) = (format!("flat ({unit})"), format!("cum ({unit})"));
    let [flat, cum] = [&flat, &cum].map(|name| cell(name.as_bytes()));
    out.parts([&flat, b",flat share,", &cum, b",cum share,name,inlined"]);
    let share = |value: i64| match table.total {
        0 => 0.0,
        total => value as f64 / total as f64,
    };
    for row in &table.rows {
        let figures = format!("{},{},{},{},", row.flat, share(row.flat), row.cum, share(row.cum));
        let inlined: &[u8] = match row.inlined {
            Inlined::No => b"no",
            Inlined::Partly => b"partly",
            Inlined::Yes => b"yes",
        };
        out.parts([figures.as_bytes(), &quoted(&row.name), b",", inlined]);
    }
    out.0
}
