//! Which line leaks: reads snapshots of one program over time, and prints suspects.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example leaks -- FILE...
//! ```
//!
//! Prints JSON: the suspects, the worst first, with a verdict each, how surely each is a leak
//! (`certainty`, 0 to 1), and a sentence that says so (`headline`). Of series that are too
//! short for a verdict, `grown` has what grew, the most first. Files that are no snapshots
//! are named on standard error and left out; the exit status is 2 if none is left.

use hearth_core::read;
use hearth_core::snapshots::{Findings, Pile, Suspect};
use std::fmt::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut pile = Pile::default();
    for name in std::env::args().skip(1) {
        let added = std::fs::read(&name).map_err(|error| error.to_string()).and_then(|bytes| {
            let profile = read::open(&bytes).map_err(|error| error.to_string())?;
            pile.add(&name, &profile).map_err(|error| error.to_string())
        });
        if let Err(error) = added {
            eprintln!("leaks: {name}: {error}");
        }
    }
    if pile.snapshots().is_empty() {
        eprintln!("leaks: there is no snapshot. usage: leaks FILE...");
        return ExitCode::from(2);
    }
    println!("{}", json(&pile, &pile.findings()));
    ExitCode::SUCCESS
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
    let enough = match &findings.too_few {
        None => "\"enough\": true".to_owned(),
        Some(too_few) => format!("\"enough\": false,\n  \"why\": {}", text(&too_few.text())),
    };
    format!(
        "{{\n  \"snapshots\": {snapshots},\n  \"kinds\": {kinds},\n  \"suspects\": {suspects},\n  \
         \"grown\": {grown},\n  \"headline\": {headline},\n  {enough}\n}}"
    )
}

fn suspect(pile: &Pile, findings: &Findings, rank: usize, suspect: &Suspect) -> String {
    let series = &findings.series[suspect.series];
    let unit = series.snapshots.first().map_or("", |&n| &pile.snapshots()[n].unit);
    let stack = list(suspect.stack.iter().map(|(name, ..)| text(name)));
    let certainty = suspect.certainty().map_or("null".to_owned(), number);
    let per_second = suspect.slope_per_second.map_or("null".to_owned(), number);
    format!(
        "{{\"rank\": {rank}, \"kind\": {}, \"verdict\": {}, \"function\": {}, \"file\": {}, \
         \"line\": {}, \"stack\": {stack}, \"values\": {}, \"unit\": {}, \"slope_per_s\": {per_second}, \
         \"slope_per_snapshot\": {}, \"confidence\": {}, \"certainty\": {certainty}, \
         \"headline\": {}}}",
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
