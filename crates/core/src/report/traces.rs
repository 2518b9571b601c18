//! `-traces`: every sample with its stack.

use super::labels::profile_labels;
use super::sample_labels::SampleLabels;
use super::text::pad_left;
use super::{Text, Values};
use crate::measure;
use crate::query::Query;
use crate::selection::{Selection, average};
use crate::view::order::NameCache;

const SEPARATOR: &str = "-----------+-------------------------------------------------------";

/// The report of `go tool pprof -traces`.
pub fn traces(selection: &Selection, query: &Query) -> Vec<u8> {
    let profile = selection.profile;
    let values = Values::new(selection, query, &query.unit);
    let mut out = Text::default();
    let labels = profile_labels(selection, &values);
    // pprof joins lines and ends the last, be there one or none.
    out.line(labels.join(&b'\n'));

    let nodes = &selection.frames.nodes;
    let mut names = NameCache::new(nodes);
    names.fill(0..nodes.len() as u32);
    let samples = &profile.samples;
    for sample in 0..samples.len() {
        let stack = profile.stacks.get(samples.stack[sample]);
        if stack.is_empty() {
            continue;
        }
        out.line(SEPARATOR);
        labels_of(selection, sample, &mut out);
        let value = samples.values[selection.sample_index][sample];
        let divisor = if selection.mean { samples.values[0][sample] } else { 0 };
        let mut figure = values.value(average(value, divisor));
        for frame in stack.iter().flat_map(|&location| selection.frames.of(location)) {
            let figure = format!("{:>10}   ", std::mem::take(&mut figure));
            let inlined: &[u8] = if frame.is_inlined() { b" (inline)" } else { b"" };
            out.parts([figure.as_bytes(), names.get(frame.node()), inlined]);
        }
    }
    out.line(SEPARATOR);
    out.0
}

fn labels_of(selection: &Selection, sample: usize, out: &mut Text) {
    let labels = SampleLabels::new(selection.profile, sample);
    let line =
        |key: &[u8], values: Vec<u8>| [&pad_left(key, 10), b":  ".as_slice(), &values].concat();
    let mut texts: Vec<Vec<u8>> =
        labels.texts.into_iter().map(|(key, texts)| line(key, texts.join(&b' '))).collect();
    let numbers = labels.numbers.into_iter().map(|(key, numbers)| {
        let unit = selection.units.get(key);
        let numbers: Vec<String> =
            numbers.into_iter().map(|(number, _)| measure::label(number, unit)).collect();
        line(key, numbers.join(" ").into_bytes())
    });
    let mut numbers: Vec<Vec<u8>> = numbers.collect();
    texts.sort_unstable();
    numbers.sort_unstable();
    out.lines(texts.into_iter().chain(numbers));
}
