//! Native Hearth beside `go tool pprof`, on the same report.

use super::inputs::{command, example, input};
use super::{Options, Row, Target, median};
use crate::parity::Reference;
use crate::process::{output, say};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Number of runs of Hearth beside one run of pprof.
const RUNS: usize = 5;

/// Comparing two profiles beside opening one of them.
pub fn comparing(kind: &str, target: Target) -> Result<Row> {
    const SAMPLES: usize = 200_000;
    let steps = example("steps")?;
    let file = input(kind, SAMPLES)?;
    say(&format!("comparing {SAMPLES} {kind} samples with as many"));
    let time = |step: &str| -> Result<f64> {
        let run = || -> Result<f64> {
            let said = output(Command::new(&steps).arg(step).arg(&file), "steps")?;
            let seconds = said.split_whitespace().next().context("steps printed nothing")?;
            Ok(seconds.parse()?)
        };
        Ok(median((0..RUNS).map(|_| run()).collect::<Result<_>>()?))
    };
    Ok(Row {
        what: format!("comparing two profiles of {SAMPLES} {kind} samples beside opening one"),
        ratio: time("compare")? / time("open")?,
        target,
    })
}

/// A row for each input; none if there is no reference.
pub fn rows(options: &Options) -> Result<Vec<Row>> {
    let reference = match Reference::find(Path::new("/")) {
        Ok(reference) => reference,
        Err(error) => {
            say(&format!("skipped: native beside go tool pprof ({error:#})"));
            return Ok(Vec::new());
        }
    };
    let hearth = command()?;
    let mut cases = vec![
        ("walk", 200_000, 25.0),
        ("walk-heap", 300_000, 25.0),
        ("random", 20_000, 20.0),
        ("random", 200_000, 20.0),
        ("labels", 20_000, 20.0),
        ("heap", 300_000, 50.0),
    ];
    if options.million {
        cases.push(("walk", 1_000_000, 60.0));
        cases.push(("random", 1_000_000, 100.0));
    }
    let mut rows = Vec::new();
    for (kind, samples, target) in cases {
        let file = input(kind, samples)?;
        say(&format!("-top of {samples} {kind} samples"));
        let time = |command: &mut Command| -> Result<f64> {
            let start = Instant::now();
            command.arg("-top").arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            Ok(start.elapsed().as_secs_f64())
        };
        let ours: Result<Vec<f64>> =
            (0..RUNS).map(|_| time(Command::new(&hearth).arg("pprof"))).collect();
        let theirs = time(&mut reference.command())?;
        rows.push(Row {
            what: format!("go tool pprof beside Hearth: -top of {samples} {kind} samples"),
            ratio: theirs / median(ours?),
            target: Target::AtLeast(target),
        });
    }
    Ok(rows)
}
