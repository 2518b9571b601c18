//! The page in a headless Chromium: `tests/browser/bench.mjs` measures it.

use super::inputs::input;
use super::{Options, Row, Target};
use crate::process::{output, say};
use crate::serve::Server;
use crate::{check, page, site, tools, workspace};
use anyhow::{Context, Result};
use std::process::Command;

/// Target of a figure of the script, by its name and the number of samples.
fn target(name: &str, kind: &str, samples: usize) -> Target {
    let is_walk = kind.starts_with("walk");
    match (name, samples) {
        ("open", 1_000_000..) => Target::AtMost(if is_walk { 2.5 } else { 2.8 }),
        ("open", 200_000..) => Target::AtMost(if is_walk { 4.0 } else { 3.5 }),
        ("memory", 1_000_000..) => Target::AtMost(if is_walk { 2.5 } else { 3.0 }),
        ("sample type", 1_000_000..) => Target::AtMost(0.1),
        ("focus" | "ignore" | "tag focus", 1_000_000..) => Target::AtMost(0.2),
        ("granularity" | "hide" | "show from" | "pivot", 1_000_000..) => Target::AtMost(0.5),
        ("zoom" | "pan", _) => Target::AtMost(1.5),
        _ => Target::None,
    }
}

/// Rows for opening, for queries, for memory and for drawing.
pub fn rows(options: &Options) -> Result<Vec<Row>> {
    let site = site::assemble(page::Mode::Release)?;
    let folder = workspace::root().join("tests/browser");
    check::install_packages(&tools::npm()?, &folder)?;
    let server = Server::bind(0)?;
    server.start(&site);
    let mut cases =
        vec![("random", 20_000), ("random", 200_000), ("pool", 200_000), ("walk", 200_000)];
    if options.million {
        cases.push(("walk", 1_000_000));
        cases.push(("random", 1_000_000));
        cases.push(("pool", 1_000_000));
        cases.push(("labels", 1_000_000));
    }
    let mut rows = Vec::new();
    for (kind, samples) in cases {
        let file = input(kind, samples)?;
        say(&format!("the page, with {samples} {kind} samples"));
        let mut script = Command::new(tools::node()?);
        script.arg("bench.mjs").arg(&file).current_dir(&folder);
        script.env("HEARTH_URL", server.url()).env("CHROMIUM", tools::chromium()?);
        // A line for each figure: name, ratio, what was measured beside what.
        for line in output(&mut script, "bench.mjs")?.lines() {
            let (name, rest) = line.split_once('\t').context("bench.mjs printed something odd")?;
            let (ratio, what) = rest.split_once('\t').context("bench.mjs printed something odd")?;
            rows.push(Row {
                what: format!("{what}: {samples} {kind} samples"),
                ratio: ratio.parse()?,
                target: target(name, kind, samples),
            });
        }
    }
    let [first, rest] = site::transfer_sizes(&site)?.map(|size| size.brotli as f64 / 1024.0);
    let what = "KB of the first load in brotli, beside 1".to_owned();
    rows.push(Row { what, ratio: first, target: Target::AtMost(400.0) });
    let what = "KB of all that is loaded in brotli, beside 1".to_owned();
    rows.push(Row { what, ratio: first + rest, target: Target::None });
    Ok(rows)
}
