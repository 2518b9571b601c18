//! `-speedscope`: the file format of speedscope.
//!
//! Source: <https://www.speedscope.app/file-format-schema.json>.

use crate::measure;
use crate::selection::Selection;

/// A sampled profile: a stack and a weight for each different stack. Negative
/// weights, of a comparison, are left out: the format has none.
pub fn speedscope(selection: &Selection) -> Vec<u8> {
    let nodes = &selection.frames.nodes;
    let text = |bytes: &[u8]| json_string(&String::from_utf8_lossy(bytes));
    let frames: Vec<String> = (0..nodes.len() as u32)
        .map(|id| {
            let node = nodes.get(id);
            let name = match nodes.texts.get(node.name) {
                b"" => nodes.printable_name(id),
                name => name.to_vec(),
            };
            let mut frame = format!("{{\"name\":{}", text(&name));
            let file = nodes.texts.get(node.file);
            if !file.is_empty() {
                frame += &format!(",\"file\":{}", text(file));
            }
            if node.line > 0 {
                frame += &format!(",\"line\":{}", node.line);
            }
            frame + "}"
        })
        .collect();
    let (mut samples, mut weights, mut total) = (Vec::new(), Vec::new(), 0i64);
    for (stack, locations) in selection.profile.stacks.iter().enumerate() {
        let weight = selection.weights.net(stack as u32);
        if weight <= 0 {
            continue;
        }
        let frames: Vec<String> =
            selection.frames.root_first(locations).map(|f| f.node().to_string()).collect();
        samples.push(format!("[{}]", frames.join(",")));
        weights.push(weight.to_string());
        total = total.saturating_add(weight);
    }
    let name = text(&selection.sample_type());
    let unit = unit(&selection.unit());
    let about = about(selection);
    format!(
        "{{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\
         \"exporter\":\"hearth\",\"name\":{name},{about}\
         \"shared\":{{\"frames\":[{}]}},\
         \"profiles\":[{{\"type\":\"sampled\",\"name\":{name},\"unit\":\"{unit}\",\
         \"startValue\":0,\"endValue\":{total},\"samples\":[{}],\"weights\":[{}]}}]}}\n",
        frames.join(","),
        samples.join(","),
        weights.join(",")
    )
    .into_bytes()
}

/// Fields that the format has no place for, so that Hearth reads what it wrote as the same.
fn about(selection: &Selection) -> String {
    let profile = &selection.profile;
    let text = |bytes: &[u8]| json_string(&String::from_utf8_lossy(bytes));
    let mut about = format!("\"hearth\":{{\"unit\":{}", text(selection.unit().as_bytes()));
    if let Some(mapping) = profile.mappings.first() {
        for (key, id) in [("file", mapping.file), ("buildId", mapping.build_id)] {
            about += &format!(",\"{key}\":{}", text(profile.strings.get(id)));
        }
    }
    for (key, nanos) in
        [("timeNanos", profile.time_nanos), ("durationNanos", profile.duration_nanos)]
    {
        if nanos != 0 {
            about += &format!(",\"{key}\":{nanos}");
        }
    }
    about + "},"
}

/// The format's name of a unit.
fn unit(unit: &str) -> &'static str {
    let is =
        |other: &str| measure::same_family(unit, other) && measure::scale(1, unit, other).0 == 1.0;
    let names = ["nanoseconds", "microseconds", "milliseconds", "seconds", "bytes"];
    names.into_iter().find(|name| is(name)).unwrap_or("none")
}

fn json_string(text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c < ' ' => json += &format!("\\u{:04x}", u32::from(c)),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_units() {
        assert_eq!(json_string("a\"b\\c\nd"), "\"a\\\"b\\\\c\\u000ad\"");
        assert_eq!(
            [unit("ns"), unit("bytes"), unit("count"), unit("kb")],
            ["nanoseconds", "bytes", "none", "none"]
        );
    }
}
