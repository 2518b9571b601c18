//! A suspect as a message.

use crate::views::goroutines::ids;
use hearth_core::harmless::visible;
use hearth_core::snapshots::{Findings, Note, Part, Reason, Shared, Suspect};
use hearth_messages::SuspectData;

/// `index`: which of the findings' suspects it is; `None` for what merely grew.
pub fn message(findings: &Findings, index: Option<usize>, suspect: &Suspect) -> SuspectData {
    let join = findings.joins.iter().find(|join| Some(join.suspect) == index);
    let frame = |(name, file, line): &(String, String, i64)| {
        // One line each, whatever the names are.
        [&visible(name), " ", &visible(file), ":", &*line.to_string()].concat()
    };
    let numbers = |values: &[i64]| values.iter().map(|&value| value as f64).collect();
    let label = |(key, value): &(String, String)| [key, "=", value].concat();
    let stay = |(place, all): &(usize, Vec<i64>)| (*place as u32, all.len() as u32, ids(all));
    SuspectData {
        series: suspect.series as u32,
        verdict: suspect.verdict.name().to_owned(),
        confidence: suspect.confidence,
        certainty: suspect.certainty(),
        strength: suspect.strength().map_or(String::new(), |s| s.name().to_owned()),
        function: suspect.function.clone(),
        file: suspect.file.clone(),
        line: suspect.line as f64,
        blocked: suspect.blocked.map_or(String::new(), |on| on.name().to_owned()),
        created: suspect.created.as_ref().map_or(String::new(), |(by, at)| [by, " ", at].concat()),
        stack: suspect.stack.iter().map(frame).collect::<Vec<_>>().join("\n"),
        values: numbers(&suspect.values),
        per_second: suspect.slope_per_second,
        per_snapshot: suspect.slope_per_snapshot,
        reasons: suspect.reasons.iter().map(reason).collect(),
        parts: suspect.parts.iter().map(part).collect(),
        each: suspect.each,
        hints: suspect.hints.iter().map(|hint| hint.name().to_owned()).collect(),
        labels: suspect.labels.iter().map(label).collect::<Vec<_>>().join(" "),
        stays: suspect.stays.iter().map(stay).collect(),
        join: join.map(|join| {
            let (shared, name) = match join.shared {
                Shared::Function => ("function", join.name.clone()),
                Shared::Creator => ("creator", join.name.clone()),
                Shared::Label => ("label", join.name.clone()),
                Shared::Package => ("package", [&*join.name, ".*"].concat()),
            };
            (shared.to_owned(), name, join.goroutines as f64, join.bytes as f64)
        }),
    }
}

/// A note's name, and its figures.
pub fn note(note: &Note) -> (String, f64, f64) {
    let [a, b] = note.figures();
    (note.name().to_owned(), a as f64, b as f64)
}

fn part(part: &Part) -> (String, String, f64, f64) {
    let place = [&*part.file, ":", &*part.line.to_string()].concat();
    (part.function.clone(), place, part.grew as f64, part.share)
}

/// A reason's name, and its figures.
fn reason(reason: &Reason) -> (String, f64, f64) {
    let (name, a, b) = match *reason {
        Reason::From(from, to) => ("from", from as f64, to as f64),
        Reason::OnlyRises => ("only-rises", 0.0, 0.0),
        Reason::BeyondChance(z) => ("beyond-chance", z, 0.0),
        Reason::WithinChance(z) => ("within-chance", z, 0.0),
        Reason::FewSamples(samples) => ("few-samples", samples, 0.0),
        Reason::Steady(ratio) => ("steady", ratio, 0.0),
        Reason::Flattens(ratio) => ("flattens", ratio, 0.0),
        Reason::Gone(came, went) => ("gone", came, went),
        Reason::Survival { allocated, kept } => ("survival", allocated as f64, kept as f64),
        Reason::OneStep(part) => ("one-step", part, 0.0),
        Reason::LoadDriven => ("load-driven", 0.0, 0.0),
        Reason::ComesAndGoes(most, usual) => ("comes-and-goes", most as f64, usual as f64),
        Reason::MeanAge(seconds) => ("mean-age", seconds, 0.0),
        Reason::Waits(_) => ("waits", 0.0, 0.0),
        Reason::Proven(count) => ("proven", count as f64, 0.0),
        Reason::Connections(count) => ("connections", count as f64, 0.0),
        Reason::LongWaits(waiting, of) => ("long-waits", waiting as f64, of as f64),
        Reason::FlatTail(count) => ("flat-tail", count as f64, 0.0),
        Reason::StillThere(left, of) => ("still-there", left as f64, of as f64),
    };
    (name.to_owned(), a, b)
}
