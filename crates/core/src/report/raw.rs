//! `-raw`: a profile's tables as text.

use super::Text;
use super::sample_labels::SampleLabels;
use crate::measure;
use crate::profile::{EMPTY, Profile};

/// The report of `go tool pprof -raw`.
pub fn raw(profile: &Profile) -> Vec<u8> {
    let mut out = Text::default();
    header(profile, &mut out);
    (0..profile.samples.len()).for_each(|sample| sample_lines(profile, sample, &mut out));
    out.line("Locations");
    (0..profile.locations.len()).for_each(|location| location_lines(profile, location, &mut out));
    out.line("Mappings");
    mapping_lines(profile, &mut out);
    out.0
}

fn header(profile: &Profile, out: &mut Text) {
    let text = |id| profile.strings.get(id);
    for &comment in &profile.comments {
        out.parts([b"Comment: ", text(comment)]);
    }
    if profile.doc_url != EMPTY && !text(profile.doc_url).is_empty() {
        out.parts([b"Doc: ", text(profile.doc_url)]);
    }
    let period = profile.period_type;
    out.parts([b"PeriodType: ", text(period.kind), b" ", text(period.unit)]);
    out.line(format!("Period: {}", profile.period));
    if profile.time_nanos != 0 {
        out.line(format!("Time: {} +0000 UTC", measure::date_time_nanos_utc(profile.time_nanos)));
    }
    if profile.duration_nanos != 0 {
        // pprof means to round, and cuts.
        let duration: String = measure::duration(profile.duration_nanos).chars().take(4).collect();
        out.line(format!("Duration: {duration}"));
    }
    out.line("Samples:");
    let default = text(profile.default_sample_type);
    let types: Vec<Vec<u8>> = (profile.sample_types.iter())
        .map(|t| {
            let mark: &[u8] = if text(t.kind) == default { b"[dflt]" } else { b"" };
            [text(t.kind), b"/", text(t.unit), mark].concat()
        })
        .collect();
    out.line(types.join(&b' ').trim_ascii());
}

fn sample_lines(profile: &Profile, sample: usize, out: &mut Text) {
    const INDENT: &[u8] = b"                ";
    let samples = &profile.samples;
    let mut line = String::new();
    for column in &samples.values {
        line += &format!(" {:>10}", column[sample]);
    }
    line += ": ";
    for &location in profile.stacks.get(samples.stack[sample]) {
        line += &format!("{} ", profile.locations.id[location as usize]);
    }
    out.line(line);
    let labels = SampleLabels::new(profile, sample);
    let list = |key: &[u8], values: Vec<Vec<u8>>| [key, b":[", &values.join(&b' '), b"]"].concat();
    let mut texts: Vec<Vec<u8>> = (labels.texts.into_iter())
        .map(|(key, texts)| list(key, texts.into_iter().map(<[u8]>::to_vec).collect()))
        .collect();
    let mut numbers: Vec<Vec<u8>> = (labels.numbers.into_iter())
        .map(|(key, numbers)| {
            let has_units = numbers.iter().any(|(_, unit)| !unit.is_empty());
            let number = |(number, unit): (i64, &[u8])| {
                let separator: &[u8] = if has_units { b" " } else { b"" };
                [number.to_string().as_bytes(), separator, unit].concat()
            };
            list(key, numbers.into_iter().map(number).collect())
        })
        .collect();
    for labels in [&mut texts, &mut numbers] {
        if !labels.is_empty() {
            labels.sort_unstable();
            out.parts([INDENT, &labels.join(&b' ')]);
        }
    }
}

fn location_lines(profile: &Profile, location: usize, out: &mut Text) {
    const INDENT: &str = "             ";
    let locations = &profile.locations;
    let text = |id| profile.strings.get(id);
    let mut start = format!("{:>6}: {:#x} ", locations.id[location], locations.address[location]);
    if let Some(mapping) = locations.mapping[location] {
        start += &format!("M={} ", profile.mappings[mapping as usize].id);
    }
    if locations.is_folded[location] {
        start += "[F] ";
    }
    let lines = locations.lines_of(location as u32);
    if lines.is_empty() {
        out.line(&start);
    }
    for line in lines {
        let (functions, row) = (&profile.functions, line.function as usize);
        let (name, system_name) = (text(functions.name[row]), text(functions.system_name[row]));
        let place = format!(":{}:{} s={}", line.line, line.column, functions.start_line[row]);
        let file = text(functions.filename[row]);
        let system_name = match system_name {
            same if same == name => Vec::new(),
            other => [b"(", other, b")"].concat(),
        };
        out.parts([start.as_bytes(), name, b" ", file, place.as_bytes(), &system_name]);
        INDENT.clone_into(&mut start);
    }
}

fn mapping_lines(profile: &Profile, out: &mut Text) {
    let text = |id| profile.strings.get(id);
    for m in &profile.mappings {
        let flags: String = [
            (m.has_functions, "[FN]"),
            (m.has_filenames, "[FL]"),
            (m.has_line_numbers, "[LN]"),
            (m.has_inline_frames, "[IN]"),
        ]
        .into_iter()
        .filter_map(|(is_set, flag)| is_set.then_some(flag))
        .collect();
        let range =
            format!("{}: {:#x}/{:#x}/{:#x} ", m.id, m.memory_start, m.memory_limit, m.file_offset);
        out.parts([range.as_bytes(), text(m.file), b" ", text(m.build_id), b" ", flags.as_bytes()]);
    }
}
