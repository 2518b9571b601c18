//! `cargo xtask bench`: how fast it is, as ratios within one run. Machines differ
//! and are shared; what something costs beside something else says more.

pub mod graph;
mod growth;
mod inputs;
mod native;
mod page;

use crate::process::say;
use anyhow::Result;

/// Options: the inputs to measure, and the form of the report.
pub struct Options {
    /// For machines.
    pub json: bool,
    /// Also a million samples: pprof takes minutes, and 17 GB.
    pub million: bool,
}

/// One figure.
pub struct Row {
    /// Description: the one measured beside the other.
    pub what: String,
    /// The first divided by the second.
    pub ratio: f64,
    /// Target of the ratio.
    pub target: Target,
}

/// Target of a ratio.
#[derive(Clone, Copy)]
pub enum Target {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Nothing in particular.
    None,
}

impl Target {
    fn is_met(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(limit) => ratio >= limit,
            Self::AtMost(limit) => ratio <= limit,
            Self::None => true,
        }
    }

    fn words(self) -> String {
        match self {
            Self::AtLeast(limit) => format!(">= {limit}"),
            Self::AtMost(limit) => format!("<= {limit}"),
            Self::None => String::new(),
        }
    }
}

/// Measures everything and prints a table.
///
/// # Errors
///
/// When something cannot be built or run. A target that is missed is no error:
/// the table says so.
pub fn run(options: &Options) -> Result<()> {
    let mut rows = native::rows(options)?;
    rows.push(native::comparing("walk", Target::AtMost(2.5))?);
    rows.push(native::comparing("random", Target::None)?);
    rows.extend(growth::rows()?);
    rows.extend(page::rows(options)?);
    if options.json {
        let rows: Vec<String> = rows.iter().map(json).collect();
        println!("[\n{}\n]", rows.join(",\n"));
        return Ok(());
    }
    say("ratios within this run");
    print(&rows);
    Ok(())
}

fn print(rows: &[Row]) {
    for row in rows {
        let missed = if row.target.is_met(row.ratio) { "" } else { "MISSED" };
        println!("{:>10.2}  {:>8}  {missed:<6}  {}", row.ratio, row.target.words(), row.what);
    }
}

fn json(row: &Row) -> String {
    let (at_least, at_most) = match row.target {
        Target::AtLeast(limit) => (limit.to_string(), "null".to_owned()),
        Target::AtMost(limit) => ("null".to_owned(), limit.to_string()),
        Target::None => ("null".to_owned(), "null".to_owned()),
    };
    // No text here has anything in it that JSON would escape.
    format!(
        "  {{\"what\": \"{}\", \"ratio\": {}, \"at_least\": {at_least}, \"at_most\": {at_most}}}",
        row.what, row.ratio
    )
}

/// The middle of several figures.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
