//! Trials of comparisons: does Hearth call unchanged code changed, does it find what was
//! made slower, and does it know a program again that was built anew?
//!
//! ```text
//! cargo run --release -p hearth-core --example compare-trials -- [TRIALS [FOLDER]]
//! ```
//!
//! It builds the programs in tests/trials with Go (`go` on the PATH, or GO=COMMAND), runs
//! them one after the other and compares their profiles. Profiles that are in FOLDER
//! already, from an earlier run, are not made again.

mod builds;
mod program;
mod rates;

use program::{Go, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("compare-trials: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let trials = match args.next().map(|text| text.parse::<usize>()) {
        None => 20,
        Some(Ok(trials)) if trials > 0 => trials,
        Some(_) => return Err("the first argument is the number of trials".into()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = args.next().map_or_else(|| root.join("target/compare-trials"), PathBuf::from);
    let go = Go::find()?;
    let source = root.join("tests/trials/load");
    program::make(&go, &source, &folder, trials)?;
    rates::print(&folder, trials)?;
    builds::print(&go, &source, &folder)
}
