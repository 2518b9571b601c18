//! `-proto` and `-topproto`: reports that are profiles.

use crate::measure;
use crate::profile::{Interner, Line, Profile, Stacks, ValueType};
use crate::query::{Granularity, Query};
use crate::selection::Selection;
use crate::view::graph::Edges;
use crate::view::trim::{Style, trimmed};
use crate::write;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The profile that a query leaves, as `-raw` and `-proto` show it: with
/// `noinlines`, locations keep only the function that they are in.
pub fn left(selection: &Selection, query: &Query) -> Profile {
    let mut profile = selection.profile.clone();
    if !query.noinlines || query.granularity != Granularity::Addresses {
        return profile;
    }
    profile.mappings.iter_mut().for_each(|m| m.has_inline_frames = false);
    let before = profile.locations.clone();
    let locations = &mut *profile.locations;
    locations.lines.clear();
    for location in 0..before.len() {
        if let Some(&last) = before.lines_of(location as u32).last() {
            let column = if query.showcolumns { last.column } else { 0 };
            locations.lines.push(Line { column, ..last });
        }
        locations.line_ends[location] = locations.lines.len() as u32;
    }
    profile
}

/// The report of `go tool pprof -proto`: what the filters leave, not compressed yet.
pub fn proto(selection: &Selection, query: &Query) -> Vec<u8> {
    let mut profile = left(selection, query);
    if query.divide_by != 1.0 {
        for value in profile.samples.values.iter_mut().flatten() {
            *value = measure::divided(*value, query.divide_by);
        }
    }
    write::write(&profile)
}

/// The report of `go tool pprof -topproto`: a sample for each row of `-top`.
pub fn topproto(selection: &Selection, query: &Query) -> Vec<u8> {
    let trimmed = trimmed(selection, query, Style::text(Edges::ToInlined));
    let selection = &trimmed.selection;
    let (graph, from) = (&trimmed.graph, selection.profile);
    let nodes = &selection.frames.nodes;
    let mut profile = Profile {
        strings: nodes.texts.clone().into(),
        time_nanos: from.time_nanos,
        duration_nanos: from.duration_nanos,
        period: from.period,
        ..Profile::default()
    };
    let mut interner = Interner::new(&profile.strings);
    let mut string = |text: &[u8]| interner.intern(&mut profile.strings, text);
    profile.period_type = ValueType {
        kind: string(from.strings.get(from.period_type.kind)),
        unit: string(from.strings.get(from.period_type.unit)),
    };
    let unit = string(trimmed.output_unit.as_bytes());
    profile.sample_types =
        ["cum", "flat"].map(|kind| ValueType { kind: string(kind.as_bytes()), unit }).to_vec();

    let mut functions = HashMap::with_hasher(FxBuildHasher);
    let mut stacks = Stacks::default();
    let (mut cums, mut flats) = (Vec::new(), Vec::new());
    let number =
        |value| measure::truncate(measure::scale(value, &selection.unit(), &trimmed.output_unit).0);
    for (i, &v) in graph.listed.iter().enumerate() {
        let vertex = &graph.vertices[v as usize];
        let node = nodes.get(vertex.node);
        let next = functions.len() as u32;
        let key = (node.name, node.file, node.start_line);
        let function = *functions.entry(key).or_insert_with(|| {
            let to = &mut *profile.functions;
            to.id.push(u64::from(next) + 1);
            to.name.push(node.name);
            to.system_name.push(crate::profile::EMPTY);
            to.filename.push(node.file);
            to.start_line.push(node.start_line);
            next
        });
        let location = profile.locations.push(i as u64 + 1, None, node.address, false);
        profile.locations.push_line(Line { function, line: node.line, column: node.column });
        stacks.push_location(location);
        profile.samples.stack.push(stacks.finish());
        cums.push(number(vertex.cum_value()));
        flats.push(number(vertex.flat_value()));
    }
    profile.samples.values = vec![cums, flats];
    profile.stacks = stacks.into();
    write::write_gzip(&profile)
}
