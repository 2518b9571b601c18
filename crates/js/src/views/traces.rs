//! Stacks by weight.

use super::Refusal;
use hearth_core::query::Search;
use hearth_core::query::{Query, QueryError};
use hearth_core::selection::{NodeId, Nodes, SelectError, Session};
use hearth_core::view::traces::traces;
use hearth_messages::{Names, TracesData, TracesQuestion};
use js_sys::{BigInt64Array, Uint8Array, Uint32Array};

pub fn data(
    session: &mut Session,
    query: &Query,
    asked: &TracesQuestion,
) -> Result<TracesData, Refusal> {
    let of_search = |error| SelectError::Query(QueryError::Pattern { option: "search", error });
    let search = Search::new(&asked.search).map_err(of_search)?;
    let selection = session.select(query)?;
    let first = asked.first as usize;
    let traces =
        traces(&selection, search.as_ref(), first..first.saturating_add(asked.count as usize));
    search.iter().try_for_each(Search::check).map_err(of_search)?;
    let rows = &traces.rows;
    let (mut ends, mut frame, mut inlined) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Numbered::new(&selection.frames.nodes);
    for row in rows {
        for f in row.frames(&selection) {
            frame.push(names.number(f.node()));
            inlined.push(u8::from(f.is_inlined()));
        }
        ends.push(frame.len() as u32);
    }
    let weights: Vec<i64> = rows.iter().map(|row| row.weight).collect();
    let samples: Vec<u32> = rows.iter().map(|row| row.samples).collect();
    Ok(TracesData {
        total: selection.total,
        unit: selection.unit().into_owned(),
        output_unit: super::each_its_own(query),
        count: traces.count as u32,
        matched: traces.matched,
        first: asked.first,
        weight: BigInt64Array::from(&*weights),
        samples: Uint32Array::from(&*samples),
        ends: Uint32Array::from(&*ends),
        frame: Uint32Array::from(&*frame),
        inlined: Uint8Array::from(&*inlined),
        names: names.finish(),
        labels: super::names(rows.iter().map(|row| &*row.labels)),
    })
}

/// The names of some nodes, numbered as they appear.
struct Numbered<'a> {
    nodes: &'a Nodes,
    /// The number of each node, + 1; 0 for one that was not seen yet.
    numbers: Vec<u32>,
    names: Vec<Vec<u8>>,
}

impl<'a> Numbered<'a> {
    fn new(nodes: &'a Nodes) -> Self {
        Self { nodes, numbers: vec![0; nodes.len()], names: Vec::new() }
    }

    fn number(&mut self, node: NodeId) -> u32 {
        let number = &mut self.numbers[node as usize];
        if *number == 0 {
            self.names.push(self.nodes.printable_name(node));
            *number = self.names.len() as u32;
        }
        *number - 1
    }

    fn finish(self) -> Names {
        super::names(self.names.iter().map(|name| &**name))
    }
}
