//! Which line leaks: reads snapshots of one program over time, and prints suspects.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example leaks -- FILE...
//! ```
//!
//! Of folders and archives (zip, tar, tar.gz) it takes all that is in them, by content.
//!
//! Prints JSON: the suspects, the worst first, with a verdict each, how surely each is a leak
//! (`certainty`, 0 to 1), and a sentence that says so (`headline`). Of series that are too
//! short for a verdict, `grown` has what grew, the most first. Files that are no snapshots
//! are named on standard error and left out; the exit status is 2 if none is left.

use hearth_core::bundle::{self, Content};
use hearth_core::read;
use hearth_core::snapshots::{Findings, Note, Part, Pile, Suspect};
use std::fmt::{Display, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut pile = Pile::default();
    for name in std::env::args().skip(1) {
        add(&mut pile, Path::new(&name));
    }
    if pile.snapshots().is_empty() {
        eprintln!("leaks: there is no snapshot. usage: leaks FILE...");
        return ExitCode::from(2);
    }
    println!("{}", json(&pile, &pile.findings()));
    ExitCode::SUCCESS
}

/// Adds a file, what is in an archive, or all files of a folder.
fn add(pile: &mut Pile, path: &Path) {
    let name = path.to_string_lossy();
    let complain = |name: &str, why: &dyn Display| eprintln!("leaks: {name}: {why}");
    if path.is_dir() {
        let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return complain(&name, &error),
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries.iter().filter(|entry| entry.file_name() != ".git") {
            add(pile, &entry.path());
        }
        return;
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return complain(&name, &error),
    };
    bundle::walk(&name, &bytes, &mut |entry| match entry.content {
        Content::Profile(bytes) => {
            let all = match read::open_all(bytes, read::Options::default()) {
                Ok(all) => all,
                Err(error) => return complain(entry.path, &error),
            };
            for (label, profile) in all {
                let name = match &*label {
                    "" => entry.path.to_owned(),
                    label => format!("{}#{label}", entry.path),
                };
                if let Err(error) = pile.add(&name, &profile) {
                    complain(&name, &error);
                }
            }
        }
        Content::Source(_, language) => complain(entry.path, &format!("source text ({language})")),
        Content::Other(other) => complain(entry.path, &other.text()),
        Content::Unread(error) => complain(entry.path, &error),
    });
}

fn json(pile: &Pile, findings: &Findings) -> String {
    let series = &findings.series;
    let snapshots = series.iter().map(|s| s.snapshots.len()).max().unwrap_or(0);
    let mut kinds: Vec<&str> = series.iter().map(|s| s.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = list(kinds.into_iter().map(text));
    let rows = |suspects: &[Suspect]| {
        let rows = suspects.iter().enumerate();
        let rows: Vec<String> = rows.map(|(i, s)| suspect(pile, findings, i + 1, s)).collect();
        match &rows[..] {
            [] => "[]".to_owned(),
            all => format!("[\n    {}\n  ]", all.join(",\n    ")),
        }
    };
    let (suspects, grown) = (rows(&findings.suspects), rows(&findings.grown));
    let headline = text(&pile.summary(findings));
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

fn suspect(pile: &Pile, findings: &Findings, rank: usize, suspect: &Suspect) -> String {
    let series = &findings.series[suspect.series];
    let unit = series.snapshots.first().map_or("", |&n| &pile.snapshots()[n].unit);
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
        text(&pile.headline(findings, suspect)),
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

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A number with up to six decimals; JSON has no others than finite ones.
fn number(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted += "\\n",
            c if c < ' ' => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
