//! Source lines and their figures.

use super::Refusal;
use hearth_core::query::Query;
use hearth_core::selection::Session;
use hearth_core::view::source::{Cost, Inlined, Part, SourceLine, source};
use hearth_messages::{SourceData, SourcePart};
use js_sys::{BigInt64Array, Uint32Array};

pub fn data(session: &mut Session, query: &Query, subject: &str) -> Result<SourceData, Refusal> {
    let selection = session.select(query)?;
    let parts = source(&selection, query, subject.as_bytes());
    Ok(SourceData {
        total: selection.total,
        unit: selection.unit().into_owned(),
        output_unit: super::each_its_own(query),
        parts: parts.iter().map(part).collect(),
    })
}

fn part(part: &Part) -> SourcePart {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let numbers: Vec<u32> =
        part.lines.iter().map(|l| u32::try_from(l.number).unwrap_or(0)).collect();
    let at: Vec<u32> = part.inlined.iter().map(|inlined| inlined.at as u32).collect();
    let depth: Vec<u32> = part.inlined.iter().map(|inlined| inlined.depth).collect();
    let of_line = |line: &SourceLine| line.cost;
    let of_inlined = |inlined: &Inlined| inlined.cost;
    SourcePart {
        function: text(&part.function),
        path: text(&part.path),
        start_line: part.start_line,
        flat: part.cost.flat,
        cum: part.cost.cum,
        lines: Uint32Array::from(&*numbers),
        line_flat: column(part.lines.iter().map(of_line), |cost| cost.flat),
        line_cum: column(part.lines.iter().map(of_line), |cost| cost.cum),
        inlined_at: Uint32Array::from(&*at),
        inlined_depth: Uint32Array::from(&*depth),
        inlined_flat: column(part.inlined.iter().map(of_inlined), |cost| cost.flat),
        inlined_cum: column(part.inlined.iter().map(of_inlined), |cost| cost.cum),
        inlined_names: super::names(part.inlined.iter().map(|inlined| &*inlined.name)),
    }
}

fn column(costs: impl Iterator<Item = Cost>, value: fn(Cost) -> i64) -> BigInt64Array {
    BigInt64Array::from(&*costs.map(value).collect::<Vec<i64>>())
}
