//! Profiles for tests, written as text.

use crate::profile::Profile;
use crate::read;
use crate::write::schema;
use prost::Message;

/// A profile of one sample type, `cpu` in nanoseconds, with a sample for each text:
/// `main@main.go:3;^inner@in.go:7;leaf 10 key=value bytes#16`. Frames come root first;
/// one with `^` was inlined into the one before it.
pub fn profile(samples: &[&str]) -> Profile {
    let mut builder = Builder::default();
    let [_, kind, unit] = ["", "cpu", "nanoseconds"].map(|text| builder.string(text));
    builder.message.sample_type = vec![schema::ValueType { r#type: kind, unit }];
    for sample in samples {
        let sample = builder.sample(sample);
        builder.message.sample.push(sample);
    }
    read::open(&builder.message.encode_to_vec()).expect("the message is valid")
}

#[derive(Default)]
struct Builder {
    message: schema::Profile,
}

/// The place of an item in a list, at its end if it is new.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|old| *old == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

impl Builder {
    fn string(&mut self, text: &str) -> i64 {
        place(&mut self.message.string_table, text.as_bytes().to_vec()) as i64
    }

    fn sample(&mut self, text: &str) -> schema::Sample {
        let mut words = text.split(' ');
        let mut stack: Vec<Vec<schema::Line>> = Vec::new();
        for frame in words.next().into_iter().flat_map(|f| f.split(';')).filter(|f| !f.is_empty()) {
            let inlined = frame.strip_prefix('^');
            let line = self.line(inlined.unwrap_or(frame));
            match stack.last_mut() {
                Some(lines) if inlined.is_some() => lines.insert(0, line),
                _ => stack.push(vec![line]),
            }
        }
        let value = words.next().and_then(|w| w.parse().ok()).expect("a sample has a value");
        let location_id = stack.into_iter().rev().map(|lines| self.location(lines)).collect();
        let label = words.map(|word| self.label(word)).collect();
        schema::Sample { location_id, value: vec![value], label }
    }

    fn location(&mut self, line: Vec<schema::Line>) -> u64 {
        let locations = &mut self.message.location;
        let at = locations.iter().position(|old| old.line == line).unwrap_or(locations.len());
        if at == locations.len() {
            locations.push(schema::Location { id: at as u64 + 1, line, ..Default::default() });
        }
        at as u64 + 1
    }

    fn line(&mut self, text: &str) -> schema::Line {
        let (name, at) = text.split_once('@').unwrap_or((text, ""));
        let (file, line) = at.rsplit_once(':').unwrap_or((at, "0"));
        let (name, filename) = (self.string(name), self.string(file));
        let functions = &mut self.message.function;
        let is_same = |f: &schema::Function| (f.name, f.filename) == (name, filename);
        let at = functions.iter().position(is_same).unwrap_or(functions.len());
        let id = at as u64 + 1;
        if at == functions.len() {
            functions.push(schema::Function { id, name, filename, ..Default::default() });
        }
        schema::Line { function_id: id, line: line.parse().expect("a line"), column: 0 }
    }

    fn label(&mut self, text: &str) -> schema::Label {
        match text.split_once('#') {
            Some((key, number)) => schema::Label {
                key: self.string(key),
                num: number.parse().expect("a number"),
                ..Default::default()
            },
            None => {
                let (key, value) = text.split_once('=').expect("a label is KEY=VALUE or KEY#1");
                schema::Label {
                    key: self.string(key),
                    str: self.string(value),
                    ..Default::default()
                }
            }
        }
    }
}
