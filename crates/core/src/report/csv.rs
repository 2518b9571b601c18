//! `-csv`: the rows of `-top` for spreadsheets, after RFC 4180.

use super::Text;
use crate::query::Query;
use crate::selection::Selection;
use crate::view::top::{Inlined, top};

/// A header and a line for each row. Values are the profile's own numbers, whose
/// unit is in the header; shares are fractions of the total.
pub fn csv(selection: &Selection, query: &Query) -> Vec<u8> {
    let table = top(selection, query);
    let unit = selection.unit();
    let mut out = Text::default();
    let header = format!("flat ({unit}),flat share,cum ({unit}),cum share,name,inlined");
    out.line(header.replace(['\n', '\r', '"'], " "));
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

/// A text in quotes. One that a spreadsheet would take for a formula is kept
/// from being one.
fn quoted(text: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    if matches!(text.first(), Some(b'=' | b'+' | b'-' | b'@')) {
        quoted.push(b'\'');
    }
    for &byte in text {
        if byte == b'"' {
            quoted.push(b'"');
        }
        quoted.push(byte);
    }
    quoted.push(b'"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        assert_eq!(quoted(b"f(\"x\", 1)"), b"\"f(\"\"x\"\", 1)\"");
        assert_eq!(quoted(b"=1+2"), b"\"'=1+2\"");
    }
}
