//! Does one thing with a profile and says how long it took and how much memory the
//! whole program has taken, for `cargo xtask bench`.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example steps -- STEP FILE
//! ```
//!
//! STEP is `open`, `top`, `flame`, `graph` (as the page draws it), `edges` (the whole
//! graph), `peek`, `diff`, `compare` (with itself), `goroutines`, `filter` (of
//! goroutines), `snapshots` (the file, 50 times as another one), or what a flame graph
//! takes in addition to be shown otherwise: `pivot`, `collapse` and `search`. Prints
//! seconds and kilobytes; 0 for the latter where the system does not tell (other than
//! Linux).

use hearth_core::compare::{self, Comparison, Mode};
use hearth_core::profile::combine::{Subtraction, subtract};
use hearth_core::query::{Query, Search};
use hearth_core::read;
use hearth_core::report::{self, FileError, Report, SourceFiles};
use hearth_core::selection::{Session, Shape};
use hearth_core::snapshots::SnapshotSet;
use hearth_core::view::compare::top::top as compared_top;
use hearth_core::view::flame::{Window, flame, shaped};
use hearth_core::view::goroutines::{CaseFile, GroupFilter};
use hearth_core::view::graph::{Edges, Graph};
use hearth_core::view::picture::{Picture, STYLE};
use hearth_core::view::top::whole_top;
use hearth_core::view::trim::trimmed_but;
use hearth_core::view::values::Values;
use std::process::ExitCode;
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [step, file] = &args[..] else {
        eprintln!(
            "usage: steps open|top|flame|pivot|collapse|search|graph|edges|peek|diff|compare|goroutines|filter|snapshots FILE"
        );
        return ExitCode::from(2);
    };
    match seconds(step, file) {
        Ok(seconds) => {
            println!("{seconds} {}", peak_kilobytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("steps: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Duration of a step, without opening the file: unless that is the step.
fn seconds(step: &str, file: &str) -> Result<f64> {
    let bytes = std::fs::read(file)?;
    let mut start = Instant::now();
    let profile = read::open(&bytes)?;
    if step == "snapshots" {
        start = Instant::now();
        let mut set = SnapshotSet::default();
        for number in 0..50 {
            let mut profile = read::open(&bytes)?;
            profile.time_nanos = 1 + number;
            set.add(&number.to_string(), &profile)?;
        }
        drop(set.findings());
        return Ok(start.elapsed().as_secs_f64());
    }
    drop(bytes);
    if step == "filter" {
        let case = CaseFile::new(&profile);
        start = Instant::now();
        let search = Search::new("withdraw")?;
        drop(
            case.filter(
                &profile,
                &GroupFilter { search, min_minutes: 5, ..GroupFilter::default() },
            ),
        );
        return Ok(start.elapsed().as_secs_f64());
    }
    if step != "open" {
        let mut session = Session::new(profile);
        if matches!(step, "pivot" | "collapse" | "search") {
            session.select_tree(&Query::default())?;
        }
        start = Instant::now();
        run(step, &mut session)?;
    }
    Ok(start.elapsed().as_secs_f64())
}

fn run(step: &str, session: &mut Session) -> Result<()> {
    let query = Query::default();
    match step {
        "top" => drop(whole_top(&session.select(&query)?, &query)),
        "flame" => {
            let (selection, tree) = session.select_tree(&query)?;
            let width = selection.weights.total_magnitude as f64;
            drop(flame(&tree, Window { from: 0.0, to: width, min_width: width / 1920.0 }));
        }
        "pivot" | "collapse" => {
            // Half of the way up a stack there is something in the middle of the tree.
            let selection = session.select(&query)?;
            let stack = selection.profile.stacks.get(0);
            let frame = stack.get(stack.len() / 2).and_then(|&l| selection.frames.of(l).first());
            let node = frame.ok_or("the first stack is empty")?.node();
            let name = selection.frames.nodes.printable_name(node);
            let pivot = String::from_utf8(name)?;
            let collapse = step == "collapse";
            let shape = Shape { pivot: if collapse { String::new() } else { pivot }, collapse };
            let (_, tree) = session.select_shaped(&query, &shape)?;
            let to = tree.width();
            drop(shaped(&tree, Window { from: 0.0, to, min_width: to / 1920.0 }));
        }
        "search" => {
            let search = Search::new("method7")?.ok_or("there is nothing to look for")?;
            drop(session.search(&query, &Shape::default(), &search)?);
        }
        "goroutines" => drop(CaseFile::new(session.profile())),
        "edges" => drop(Graph::new(&session.select(&query)?, None, Edges::All)),
        "graph" => {
            let selection = session.select(&query)?;
            let trimmed = trimmed_but(&selection, &query, STYLE, Some(&[]));
            let values = Values::new(&trimmed.selection, &query, &trimmed.output_unit);
            drop(Picture::new(&trimmed, &values));
        }
        "peek" => {
            let peek = Report::from_name("peek", "Method77$").ok_or("there is no peek")??;
            drop(report::print(&peek, session, &query, &mut NoFiles)?);
        }
        "diff" => {
            let profile = session.profile().clone();
            let base = profile.clone();
            let how = Subtraction { diff_base: true, ..Subtraction::default() };
            let mut diff = Session::new(subtract(profile, base, how)?);
            drop(whole_top(&diff.select(&query)?, &query));
        }
        "compare" => {
            let [old, new] = [(); 2].map(|()| vec![session.profile().clone()]);
            let mut comparison = Comparison::new(old, new, &compare::Options::default())?;
            drop(compared_top(&comparison.select(&query, Mode::Absolute)?));
        }
        other => return Err(format!("there is no step called {other:?}").into()),
    }
    Ok(())
}

/// There is no source to show here.
struct NoFiles;

impl SourceFiles for NoFiles {
    fn current_folder(&self) -> String {
        String::new()
    }

    fn read(&mut self, _: &str) -> std::result::Result<Vec<u8>, FileError> {
        Err(FileError::NotFound)
    }
}

/// The most memory that this program has taken.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
