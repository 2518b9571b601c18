//! Rates at which unchanged functions are called changed, and the slower one is found.

use crate::program::Result;
use hearth_core::compare::{Comparison, Mode, NEW, OLD, Options};
use hearth_core::profile::Profile;
use hearth_core::query::Query;
use hearth_core::read;
use hearth_core::view::compare::top::{Row, Top, top};
use std::path::Path;

/// A function counts if one of its figures is more of the total than this.
const LARGE: f64 = 0.005;

/// Frequency of an event.
#[derive(Clone, Copy, Default)]
struct Rate {
    hits: usize,
    of: usize,
}

impl Rate {
    fn add(&mut self, is_hit: bool) {
        self.hits += usize::from(is_hit);
        self.of += 1;
    }

    /// The rate, with the interval in which it lies with 95 % of certainty (Wilson, Journal of
    /// the American Statistical Association 22, 1927).
    fn text(self) -> String {
        const Z: f64 = 1.96;
        let (hits, of) = (self.hits as f64, self.of as f64);
        if self.of == 0 {
            return "0 of 0".to_owned();
        }
        let share = hits / of;
        let middle = (share + Z * Z / (2.0 * of)) / (1.0 + Z * Z / of);
        let half =
            Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt() / (1.0 + Z * Z / of);
        let [share, low, high] =
            [share, middle - half, middle + half].map(|x| x.clamp(0.0, 1.0) * 100.0);
        format!("{} of {}: {share:.2}% (95%: {low:.2}% to {high:.2}%)", self.hits, self.of)
    }
}

fn open(folder: &Path, name: &str) -> Result<Profile> {
    let bytes = std::fs::read(folder.join(name))?;
    read::open(&bytes).map_err(|error| format!("{name}: {error}").into())
}

fn table(old: Vec<Profile>, new: Vec<Profile>, mode: Mode, sample_type: &str) -> Result<Top> {
    let mut comparison = Comparison::new(old, new, &Options::default())?;
    let query = Query { sample_index: sample_type.to_owned(), ..Query::default() };
    Ok(top(&comparison.select(&query, mode)?))
}

/// Returns whether a row's flat or cum is large on a side.
fn is_large(top: &Top, row: &Row) -> bool {
    [OLD, NEW].into_iter().any(|side| {
        let total = top.total.value[side] as f64;
        row.cum.value[side] as f64 > LARGE * total
    })
}

/// Counts the large functions of which flat or cum is called changed.
fn count(top: &Top, rate: &mut Rate) {
    for row in top.rows.iter().filter(|row| is_large(top, row)) {
        rate.add(row.flat.verdict.is_real() || row.cum.verdict.is_real());
    }
}

/// Prints the rates of all trials.
pub fn print(folder: &Path, trials: usize) -> Result<()> {
    let name = |trial: usize, variant: &str, kind: &str| format!("{trial:02}-{variant}.{kind}");
    let one = |trial, variant, kind| open(folder, &name(trial, variant, kind));
    println!("{trials} trials of one program under one load: functions called changed");
    for (mode, title) in [(Mode::Absolute, "absolute"), (Mode::Share, "share of total")] {
        let mut rate = Rate::default();
        for trial in 1..=trials {
            let (old, new) = (one(trial, "base", "cpu")?, one(trial, "again", "cpu")?);
            count(&table(vec![old], vec![new], mode, "cpu")?, &mut rate);
        }
        println!("  CPU, {title}: {}", rate.text());
    }
    for sample_type in ["alloc_space", "alloc_objects", "inuse_space", "inuse_objects"] {
        let mut rate = Rate::default();
        for trial in 1..=trials {
            let (old, new) = (one(trial, "base", "heap")?, one(trial, "again", "heap")?);
            count(&table(vec![old], vec![new], Mode::Absolute, sample_type)?, &mut rate);
        }
        println!("  {sample_type}: {}", rate.text());
    }
    several(folder, trials)?;

    println!("{trials} trials with one function 30% slower");
    let (mut first, mut found) = (Rate::default(), Rate::default());
    let mut others = Rate::default();
    for trial in 1..=trials {
        let (old, new) = (one(trial, "base", "cpu")?, one(trial, "slow", "cpu")?);
        let top = table(vec![old], vec![new], Mode::Absolute, "cpu")?;
        let is_it = |row: &Row| row.name == b"main.score";
        first.add(top.rows.first().is_some_and(is_it));
        found.add(top.rows.iter().any(|row| is_it(row) && row.flat.verdict.is_real()));
        for row in top.rows.iter().filter(|row| !is_it(row) && is_large(&top, row)) {
            others.add(row.flat.verdict.is_real());
        }
    }
    println!("  it is first: {}", first.text());
    println!("  it is called changed: {}", found.text());
    println!("  others' own cost is called changed: {}", others.text());
    Ok(())
}

/// The same with several runs on each side: then the spread between runs is measured.
fn several(folder: &Path, trials: usize) -> Result<()> {
    const RUNS: usize = 4;
    let mut rate = Rate::default();
    let mut sets = 0;
    for first in (1..=trials).step_by(RUNS).filter(|first| first + RUNS - 1 <= trials) {
        let side = |variant: &str| -> Result<Vec<Profile>> {
            let of = first..first + RUNS;
            of.map(|trial| open(folder, &format!("{trial:02}-{variant}.cpu"))).collect()
        };
        count(&table(side("base")?, side("again")?, Mode::Absolute, "cpu")?, &mut rate);
        sets += 1;
    }
    println!("  CPU, {sets} times {RUNS} runs on each side: {}", rate.text());
    Ok(())
}
