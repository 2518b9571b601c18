//! The table of functions.

use super::Refusal;
use hearth_core::query::Query;
use hearth_core::selection::Session;
use hearth_core::view::top::{Inlined, whole_top};
use hearth_messages::{Names, TopData, ViewData};
use js_sys::{BigInt64Array, Uint8Array, Uint32Array};

pub fn data(session: &mut Session, query: &Query) -> Result<ViewData, Refusal> {
    let selection = session.select(query)?;
    let top = whole_top(&selection, query);
    let column = |value: fn(&hearth_core::view::top::Row) -> i64| -> BigInt64Array {
        BigInt64Array::from(&*top.rows.iter().map(value).collect::<Vec<i64>>())
    };
    let inlined: Vec<u8> = top
        .rows
        .iter()
        .map(|row| match row.inlined {
            Inlined::No => 0,
            Inlined::Partly => 1,
            Inlined::Yes => 2,
        })
        .collect();
    let names: Vec<_> = top.rows.iter().map(|row| String::from_utf8_lossy(&row.name)).collect();
    Ok(ViewData::Top(Box::new(TopData {
        total: top.total,
        unit: selection.unit().into_owned(),
        output_unit: top.output_unit,
        flat: column(|row| row.flat),
        cum: column(|row| row.cum),
        inlined: Uint8Array::from(&*inlined),
        names: Names::new(names.iter().map(|n| &**n)),
        package: Uint32Array::new_with_length(0),
        packages: Names::new(std::iter::empty()),
        file: Uint32Array::new_with_length(0),
        files: Names::new(std::iter::empty()),
        binary: Uint32Array::new_with_length(0),
        binaries: Names::new(std::iter::empty()),
    })))
}
