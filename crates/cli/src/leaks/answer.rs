//! Findings as JSON.

use crate::json::{list, number, text};
use hearth_core::snapshots::{Findings, Note, Part, SnapshotSet, Suspect};

/// Returns all findings.
pub fn json(set: &SnapshotSet, findings: &Findings) -> String {
    let series = &findings.series;
    let snapshots = series.iter().map(|s| s.snapshots.len()).max().unwrap_or(0);
    let mut kinds: Vec<&str> = series.iter().map(|s| s.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = list(kinds.into_iter().map(text));
    let rows = |suspects: &[Suspect]| {
        let rows = suspects.iter().enumerate();
        let rows: Vec<String> = rows.map(|(i, s)| suspect(set, findings, i + 1, s)).collect();
        match &rows[..] {
            [] => "[]".to_owned(),
            all => format!("[\n    {}\n  ]", all.join(",\n    ")),
        }
    };
    let (suspects, grown) = (rows(&findings.suspects), rows(&findings.grown));
    let headline = text(&set.summary(findings));
    let notes = list(findings.notes.iter().map(|note| self::note(*note)));
    let enough = match &findings.too_few {
        None => "\"enough\": true".to_owned(),
        Some(too_few) => format!("\"enough\": false,\n  \"why\": {}", text(&too_few.text())),
    };
    format!(
        "{{\n  \"snapshots\": {snapshots},\n  \"kinds\": {kinds},\n  \"suspects\": {suspects},\n  \
         \"grown\": {grown},\n  \"headline\": {headline},\n  \"notes\": {notes},\n  {enough}\n}}"
    )
}

fn suspect(set: &SnapshotSet, findings: &Findings, rank: usize, suspect: &Suspect) -> String {
    let series = &findings.series[suspect.series];
    let unit = series.snapshots.first().map_or("", |&n| &set.snapshots()[n].unit);
    let stack = list(suspect.stack.iter().map(|(name, ..)| text(name)));
    let certainty = suspect.certainty().map_or("null".to_owned(), number);
    let interval = suspect
        .interval
        .map_or("null".to_owned(), |(low, high)| list([low, high].into_iter().map(number)));
    let per_second = suspect.slope_per_second.map_or("null".to_owned(), number);
    format!(
        "{{\"rank\": {rank}, \"kind\": {}, \"verdict\": {}, \"function\": {}, \"file\": {}, \
         \"line\": {}, \"stack\": {stack}, \"values\": {}, \"unit\": {}, \"slope_per_s\": {per_second}, \
         \"slope_per_snapshot\": {}, \"confidence\": {}, \"interval\": {interval}, \"certainty\": {certainty}, \
         \"headline\": {}, \"each\": {}, \"parts\": {}}}",
        text(&series.kind),
        text(suspect.verdict.name()),
        text(&suspect.function),
        text(&suspect.file),
        suspect.line,
        list(suspect.values.iter().map(i64::to_string)),
        text(unit),
        number(suspect.slope_per_snapshot),
        number(suspect.confidence),
        text(&set.headline(findings, suspect)),
        suspect.each,
        list(suspect.parts.iter().map(part)),
    )
}

fn part(part: &Part) -> String {
    format!(
        "{{\"function\": {}, \"file\": {}, \"line\": {}, \"grew\": {}, \"share\": {}}}",
        text(&part.function),
        text(&part.file),
        part.line,
        part.grew,
        number(part.share)
    )
}

fn note(note: Note) -> String {
    let figures = list(note.figures().iter().map(i64::to_string));
    format!(
        "{{\"note\": {}, \"figures\": {figures}, \"text\": {}}}",
        text(note.name()),
        text(&note.text())
    )
}
