//! A function between its callers and its callees.

use super::Refusal;
use hearth_core::query::Query;
use hearth_core::selection::Session;
use hearth_core::view::peek::{Neighbour, peek};
use hearth_core::view::trim::unit_for;
use hearth_messages::{NeighbourData, PeekData};
use js_sys::{BigInt64Array, Uint8Array};

pub fn data(session: &mut Session, query: &Query, subject: &str) -> Result<PeekData, Refusal> {
    let selection = session.select(query)?;
    let mut data = PeekData {
        total: selection.total,
        unit: selection.unit().into_owned(),
        output_unit: query.unit.clone(),
        name: String::new(),
        file: String::new(),
        flat: 0,
        cum: 0,
        callers: neighbours(&[]),
        callees: neighbours(&[]),
    };
    if let Some(peek) = peek(&selection, subject.as_bytes()) {
        let (flat, cum) = (peek.vertex.flat_value(), peek.vertex.cum_value());
        let ends = peek.callers.iter().chain(&peek.callees);
        let shown = std::iter::once((flat, cum)).chain(ends.map(|n| (n.weight, n.weight)));
        data.output_unit = unit_for(&selection, query, shown, false);
        data.name = subject.to_owned();
        data.file =
            super::file_of(selection.profile, selection.frames.nodes.function(peek.vertex.node));
        (data.flat, data.cum) = (flat, cum);
        (data.callers, data.callees) = (neighbours(&peek.callers), neighbours(&peek.callees));
    }
    Ok(data)
}

fn neighbours(all: &[Neighbour]) -> NeighbourData {
    NeighbourData {
        weight: BigInt64Array::from(&*all.iter().map(|n| n.weight).collect::<Vec<i64>>()),
        inlined: Uint8Array::from(&*all.iter().map(|n| n.inlined.into()).collect::<Vec<u8>>()),
        names: super::names(all.iter().map(|n| &*n.name)),
    }
}
