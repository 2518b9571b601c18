//! A function between its callers and its callees, and source lines, of both sides.

use super::{columns, shown};
use crate::views;
use hearth_core::compare::{Comparison, Difference, Mode};
use hearth_core::query::Query;
use hearth_core::selection::SelectError;
use hearth_core::view::compare::peek::{self, CompareNeighbour};
use hearth_core::view::compare::source::{self, CompareLine};
use hearth_core::view::compare::top::total;
use hearth_messages::{CompareColumns, CompareData, ComparePeek, CompareShown, CompareSource};
use js_sys::Uint32Array;

pub fn peek(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
    subject: &str,
) -> Result<CompareData, SelectError> {
    let compared = comparison.select(query, mode)?;
    let found = peek::peek(&compared, subject.as_bytes());
    let name = if found.is_some() { subject } else { "" };
    let (own, callers, callees) = match found {
        Some(found) => (vec![found.flat, found.cum], found.callers, found.callees),
        None => Default::default(),
    };
    let weights = |ends: &[CompareNeighbour]| -> CompareColumns {
        columns(ends.iter().map(|end| &end.weight))
    };
    let names = |ends: &[CompareNeighbour]| views::names(ends.iter().map(|end| &*end.name));
    let data = ComparePeek {
        name: name.to_owned(),
        own: columns(own.iter()),
        callers: weights(&callers),
        caller_names: names(&callers),
        callees: weights(&callees),
        callee_names: names(&callees),
    };
    Ok(shown(&compared, &total(&compared), query, CompareShown::Peek(Box::new(data))))
}

pub fn source(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
    subject: &str,
) -> Result<CompareData, SelectError> {
    let compared = comparison.select(query, mode)?;
    let parts = match subject {
        "" => Vec::new(),
        subject => source::source(&compared, query, subject.as_bytes()),
    };
    let figures = |lines: &[CompareLine], of: fn(&CompareLine) -> &Difference| -> CompareColumns {
        columns(lines.iter().map(of))
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let parts = parts.iter().map(|part| {
        let numbers = part.lines.iter().map(|line| u32::try_from(line.number).unwrap_or(0));
        let depths = part.lines.iter().map(|line| line.depth);
        CompareSource {
            function: text(&part.function),
            path: text(&part.path),
            own: columns([part.cost.flat, part.cost.cum].iter()),
            lines: Uint32Array::from(&*numbers.collect::<Vec<u32>>()),
            depths: Uint32Array::from(&*depths.collect::<Vec<u32>>()),
            names: views::names(part.lines.iter().map(|line| &*line.name)),
            flat: figures(&part.lines, |line| &line.cost.flat),
            cum: figures(&part.lines, |line| &line.cost.cum),
        }
    });
    let parts = parts.collect();
    Ok(shown(&compared, &total(&compared), query, CompareShown::Source(parts)))
}
