//! Prints what the tables of profiles are like: a line for each file.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example statistics -- FILE…
//! ```
//!
//! With `--like`, ratios of the files after it must lie within those of the files before
//! it, or the exit status is 1. So generated profiles are held to real ones:
//!
//! ```text
//! statistics CORPUS/cpu/*.pgo … --like walk-200000.pb.gz …
//! ```
//!
//! Frames are those of function granularity, with inlined ones. A tree of the stacks
//! has a node for each frame that a stack does not share with the one sorted before it.

mod table;

use hearth_core::read;
use std::process::ExitCode;
use table::{COLUMNS, RATIOS, Statistics};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: statistics FILE…");
        return ExitCode::from(2);
    }
    println!("{}\tfile", COLUMNS.join("\t"));
    let mut exit = ExitCode::SUCCESS;
    let mut ranges: Option<[[f64; 2]; COLUMNS.len()]> = None;
    let mut seen = [[f64::INFINITY, f64::NEG_INFINITY]; COLUMNS.len()];
    for file in files {
        if file == "--like" {
            ranges = Some(seen);
            continue;
        }
        let opened = std::fs::read(&file).map_err(|error| error.to_string());
        match opened.and_then(|bytes| read::open(&bytes).map_err(|error| error.to_string())) {
            Ok(profile) => {
                let figures = Statistics::new(&profile).figures();
                println!("{}\t{file}", figures.map(shown).join("\t"));
                for (range, figure) in seen.iter_mut().zip(figures) {
                    *range = [range[0].min(figure), range[1].max(figure)];
                }
                for column in RATIOS {
                    let Some([least, most]) = ranges.map(|ranges| ranges[column]) else { continue };
                    if !(least..=most).contains(&figures[column]) {
                        let (name, figure) = (COLUMNS[column], shown(figures[column]));
                        eprintln!(
                            "statistics: {file}: {name} is {figure}, not {least:.3} to {most:.3}"
                        );
                        exit = ExitCode::FAILURE;
                    }
                }
            }
            Err(error) => {
                eprintln!("statistics: {file}: {error}");
                exit = ExitCode::FAILURE;
            }
        }
    }
    exit
}

/// Counts as they are, ratios with three decimals.
fn shown(figure: f64) -> String {
    if figure.fract() == 0.0 { format!("{figure}") } else { format!("{figure:.3}") }
}
