//! Trials of the verdict on leaks, as a table: series with their truths go in, and out comes
//! how often the cause was named first, and how often something was blamed without a cause.
//!
//! ```text
//! cargo run -q --release -p hearth-tests --example leak_trials -- [--each] FOLDER...
//! ```
//!
//! A folder has one folder for each run. A run of a server has its truth in `truth.json`
//! (`kind`, and `expect`, the functions that may be blamed); a run of a service of
//! `tests/leaks` has it in its name. Each series is judged whole, and as its first six, its
//! last six and every other snapshot. With `--each`, each series has a line of its own, and the
//! bins of confidence follow, with intervals of 95 %.

use hearth_core::query::Pattern;
use hearth_core::read;
use hearth_core::snapshots::{Findings, SnapshotSet, Verdict};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Which snapshots of a series are judged.
const PARTS: [&str; 4] = ["all", "first 6", "last 6", "every other"];

/// The endings of each kind and form.
const FORMS: [(&str, &str, &str); 4] = [
    ("heap", "heap.", ".pb.gz"),
    ("goroutine", "goroutine.", ".pb.gz"),
    ("debug=1", "goroutine.", ".debug1.txt.gz"),
    ("debug=2", "goroutine.", ".txt.gz"),
];

/// Runs of servers whose load holds goroutines, by what was done (`tests/servers/README.md` and
/// that of `../shared/servers`): of these, a series that is not found is missed.
const GOROUTINES: [&str; 10] = [
    "registry-halfput",
    "gobgpd-monitors",
    "vmagent-newtargets",
    "vmauth-hangs",
    "bind-exporter-hangs",
    "etcd-watches",
    "syncthing-events",
    "caddy-slow",
    "juicefs-slowput",
    "alertmanager-newalerts",
];

/// Results of the series of one kind and part.
#[derive(Default)]
struct Tally {
    none: usize,
    falsely: usize,
    growth: usize,
    first: usize,
    growing: usize,
    later: usize,
    few: usize,
    findings: usize,
}

/// Rights and wrongs of each certainty, in percent.
type Bins = BTreeMap<(String, u32), [usize; 2]>;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_each = arguments.first().is_some_and(|argument| argument == "--each");
    if is_each {
        arguments.remove(0);
    }
    let mut tallies: BTreeMap<(usize, usize), Tally> = BTreeMap::new();
    let mut bins = Bins::new();
    for folder in &arguments {
        let mut runs: Vec<PathBuf> = fs::read_dir(folder)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<std::io::Result<_>>()?;
        runs.retain(|run| run.is_dir());
        runs.sort();
        for run in &runs {
            try_run(run, is_each, &mut tallies, &mut bins)?;
        }
    }
    print(&tallies);
    if is_each {
        print_bins(&bins);
    }
    Ok(())
}

/// Functions that may be blamed in a run; `None` if none may.
fn truth(run: &Path) -> Result<Option<Vec<Pattern>>> {
    let name = run.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if let Ok(text) = fs::read_to_string(run.join("truth.json")) {
        let value = |key: &str| {
            let start = text.find(&format!("\"{key}\": \""))? + key.len() + 5;
            Some(&text[start..start + text[start..].find('"')?])
        };
        let expected = value("expect").unwrap_or_default();
        let is_growth = value("kind") == Some("growth");
        return Ok(match is_growth {
            true => Some(vec![Pattern::new(expected)?]),
            false => None,
        });
    }
    // The services are small: what is theirs and not of the backdrop is what is planted.
    let planted = match name.split('.').next().unwrap_or_default() {
        none if none.starts_with("none") => return Ok(None),
        "context-replaced" => r"^context\.|^main\.",
        "body" | "unclosed" => r"^main\.|^net/http\.",
        _ => r"^main\.",
    };
    Ok(Some(vec![Pattern::new(planted)?]))
}

fn try_run(
    run: &Path,
    is_each: bool,
    tallies: &mut BTreeMap<(usize, usize), Tally>,
    bins: &mut Bins,
) -> Result<()> {
    let expected = truth(run)?;
    let has_truth = run.join("truth.json").is_file();
    let in_goroutines = GOROUTINES.iter().any(|end| run.ends_with(end));
    let name = run.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut all: Vec<PathBuf> =
        fs::read_dir(run)?.map(|entry| entry.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    all.sort();
    for (form, &(label, start, end)) in FORMS.iter().enumerate() {
        let is_of = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_text = name.contains(".debug1.");
            name.starts_with(start) && name.ends_with(end) && (is_text == end.contains("debug1"))
        };
        let mut files: Vec<&PathBuf> = all.iter().filter(is_of).collect();
        if files.len() < 5 && end == ".txt.gz" {
            files = all.iter().filter(|p| p.to_string_lossy().ends_with(".txt")).collect();
        }
        if files.len() < 5 {
            continue;
        }
        for (part, part_name) in PARTS.iter().enumerate() {
            let some: Vec<&PathBuf> = match part {
                0 => files.clone(),
                1 => files.iter().take(6).copied().collect(),
                2 => files.iter().skip(files.len().saturating_sub(6)).copied().collect(),
                _ => files.iter().step_by(2).copied().collect(),
            };
            let (findings, headline) = judge(&some)?;
            let is_heap = form == 0;
            // Not all that grows in a heap grows in goroutines: the truth says which does.
            let may_miss = !has_truth || !is_heap && !in_goroutines;
            let outcome = outcome(&findings, expected.as_deref());
            let tally = tallies.entry((form, part)).or_default();
            let has_note = findings.notes.iter().any(|n| n.name() == "below-sampling");
            let outcome = if has_note && outcome == "missed" { "too small" } else { outcome };
            let leaks = findings.suspects.iter().filter(|s| s.verdict == Verdict::Leak).count();
            tally.few += usize::from(findings.too_few.is_some());
            if expected.is_none() {
                tally.none += 1;
                tally.falsely += usize::from(leaks > 0);
            } else if leaks > 0 || !may_miss || (!has_truth && is_planted(&name, is_heap)) {
                tally.growth += 1;
                tally.findings += leaks;
                match outcome {
                    "first" => tally.first += 1,
                    "growing" => tally.growing += 1,
                    "later" => tally.later += 1,
                    _ => {}
                }
            }
            if let Some(first) = findings.suspects.first().filter(|s| s.verdict == Verdict::Leak) {
                let percent = (first.confidence * 100.0).round() as u32;
                let kind = if is_heap { "heap" } else { "goroutine" };
                let bin = bins.entry((kind.to_owned(), percent)).or_default();
                bin[usize::from(outcome != "first")] += 1;
            }
            if is_each {
                println!("{name} | {label} | {part_name} | {outcome} | {leaks} | {headline}");
            }
        }
    }
    Ok(())
}

fn grows(findings: &Findings) -> bool {
    findings.suspects.iter().any(|s| s.verdict == Verdict::Leak)
}

/// Services whose goroutines do not grow leak in the heap, and the others in both.
fn is_planted(name: &str, is_heap: bool) -> bool {
    const HEAP: [&str; 11] = [
        "append",
        "map-keys",
        "small-slice",
        "listeners",
        "context-chain",
        "timers",
        "expiry",
        "free-list",
        "intern",
        "steps",
        "cancel",
    ];
    let service = name.split('.').next().unwrap_or_default();
    HEAP.contains(&service) == is_heap
}

fn judge(files: &[&PathBuf]) -> Result<(Findings, String)> {
    let mut set = SnapshotSet::default();
    for file in files {
        let profile = read::open(&fs::read(file)?)?;
        let _ = set.add(&file.display().to_string(), &profile);
    }
    let findings = set.findings();
    let headline = set.summary(&findings);
    Ok((findings, headline))
}

/// Rank of the function to blame among the suspects.
fn outcome(findings: &Findings, expected: Option<&[Pattern]>) -> &'static str {
    let is_right = |function: &str| {
        expected.is_some_and(|all| all.iter().any(|p| p.is_match(function.as_bytes())))
    };
    let place = |verdict: Verdict| {
        let mut all = findings.suspects.iter().filter(|s| s.verdict == verdict);
        all.position(|s| is_right(&s.function))
    };
    match (expected, place(Verdict::Leak)) {
        (None, _) if grows(findings) => "FALSE",
        (None, _) => "quiet",
        (_, Some(0)) => "first",
        (_, Some(_)) => "later",
        _ if grows(findings) => "WRONG",
        _ if place(Verdict::Growing).is_some() => "growing",
        _ if findings.too_few.is_some() => "too few",
        _ => "missed",
    }
}

fn print(tallies: &BTreeMap<(usize, usize), Tally>) {
    println!(
        "| kind | snapshots | no growth | false | growth | first | growing | later | findings for each | too few |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (&(form, part), t) in tallies {
        let each = t.findings as f64 / (t.first + t.later).max(1) as f64;
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {each:.1} | {} |",
            FORMS[form].0,
            PARTS[part],
            t.none,
            t.falsely,
            t.growth,
            t.first,
            t.growing,
            t.later,
            t.few
        );
    }
}

/// Wilson's interval of 95 % of a share.
fn interval(right: usize, all: usize) -> (f64, f64) {
    let (n, z) = (all as f64, 1.96);
    let p = right as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (middle - half, middle + half)
}

fn print_bins(bins: &Bins) {
    println!("\n| kind | confidence | right | of | share | interval |\n|---|---|---|---|---|---|");
    for ((kind, percent), &[right, wrong]) in bins {
        let all = right + wrong;
        let (low, high) = interval(right, all);
        let share = right as f64 / all as f64;
        println!("| {kind} | {percent} % | {right} | {all} | {share:.2} | {low:.2} to {high:.2} |");
    }
}
