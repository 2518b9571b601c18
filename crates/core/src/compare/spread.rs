//! Spread between runs of one program, beside what sampling brings.
//!
//! A function's rate in one run is its usual rate times a factor that varies with some
//! standard deviation: 0.05 for five per cent. From several runs on a side it is estimated,
//! one figure for all functions. The squared deviations of a function's counts, each
//! divided by the variance that the figure predicts, should come to as many as there are
//! runs but one (Pearson's statistic, solved for the dispersion: Breslow, "Extra-Poisson
//! variation in log-linear models", Applied Statistics 33, 1984). Here the median over all
//! functions must: a few, such as those of the garbage collector, differ far more than the
//! rest. From one run nothing can be known: then it is [`USUAL`].

use crate::profile::{LocationId, Profile};
use crate::stats::upper_median;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The variance that is assumed where each side has one run: the square of 3 %. Runs of one
/// program under one load differ by 0 to 10 % in our trials; see docs/compare.md for what
/// that makes of them.
pub const USUAL: f64 = 0.03 * 0.03;

/// Functions with fewer samples in all runs of a side say nothing.
const FEWEST: f64 = 20.0;
/// No program's runs differ by more than a factor of three.
const MOST: f64 = 9.0;

/// The numbers of samples of the functions of one side, in each of its runs.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// For each function, its samples in each run.
    counts: Vec<Vec<f64>>,
    /// Number of runs.
    pub runs: usize,
    /// The samples of each run.
    pub samples: Vec<f64>,
    /// The seconds that each covers; 0 where that is not known.
    pub seconds: Vec<f64>,
}

impl Runs {
    /// Counts the samples of each function itself. `count` says how many there are behind
    /// each row of a run, if that is known.
    pub fn new(runs: &[Profile], count: impl Fn(&Profile) -> Option<Vec<i64>>) -> Self {
        let mut this = Self { runs: runs.len(), ..Self::default() };
        this.seconds = runs.iter().map(|run| run.duration_nanos.max(0) as f64 / 1e9).collect();
        if runs.len() < 2 {
            return this;
        }
        let mut by_name: HashMap<Vec<u8>, Vec<f64>, FxBuildHasher> = HashMap::default();
        for (number, run) in runs.iter().enumerate() {
            let counts = count(run).unwrap_or_default();
            for (&stack, &count) in run.samples.stack.iter().zip(&counts) {
                let leaf = run.stacks.get(stack).first().copied();
                let lines = leaf.map(|leaf: LocationId| run.locations.lines_of(leaf));
                let Some(line) = lines.and_then(|lines| lines.first()) else { continue };
                let name = run.strings.get(run.functions.name[line.function as usize]);
                let all = by_name.entry_ref(name).or_insert_with(|| vec![0.0; runs.len()]);
                all[number] += count as f64;
            }
            this.samples.push(counts.iter().sum::<i64>() as f64);
        }
        let mut counts: Vec<(Vec<u8>, Vec<f64>)> = by_name.into_iter().collect();
        counts.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        this.counts = counts.into_iter().map(|(_, counts)| counts).collect();
        this.counts.retain(|counts| counts.iter().sum::<f64>() >= FEWEST);
        this
    }

    /// For a variance, Pearson's statistic of each function, as a share of what its median
    /// should be. `exposure` is what each run's counts are proportional to.
    fn pearson<'a>(&'a self, exposure: &'a [f64], variance: f64) -> impl Iterator<Item = f64> + 'a {
        let all: f64 = exposure.iter().sum();
        let freedom = (self.runs - 1) as f64;
        // Wilson and Hilferty, "The distribution of chi-square", PNAS 17 (1931).
        let median = freedom * (1.0 - 2.0 / (9.0 * freedom)).powi(3);
        self.counts.iter().map(move |counts| {
            let rate = counts.iter().sum::<f64>() / all;
            let off = |(count, exposure): (&f64, &f64)| {
                let mean = rate * exposure;
                (count - mean) * (count - mean) / (mean + variance * mean * mean)
            };
            counts.iter().zip(exposure).map(off).sum::<f64>() / median
        })
    }
}

/// The variance between runs, from the sides that have several; `None` where none has
/// enough. `exposure` gives, for a side, what the counts of its runs are proportional to.
pub fn estimate<'a>(sides: &'a [Runs; 2], exposure: impl Fn(&'a Runs) -> Vec<f64>) -> Option<f64> {
    let sides: Vec<(&Runs, Vec<f64>)> = (sides.iter())
        .filter(|side| side.runs > 1 && !side.counts.is_empty())
        .map(|side| (side, exposure(side)))
        .filter(|(_, exposure)| exposure.iter().all(|&e| e > 0.0))
        .collect();
    if sides.is_empty() {
        return None;
    }
    let is_less_than_seen = |variance: f64| {
        let each = sides.iter().flat_map(|(side, exposure)| side.pearson(exposure, variance));
        let mut each: Vec<f64> = each.collect();
        // The upper one, so that half of all reach it.
        upper_median(&mut each).is_some_and(|median| median > 1.0)
    };
    if !is_less_than_seen(0.0) {
        return Some(0.0);
    }
    let (mut low, mut high) = (0.0, MOST);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if is_less_than_seen(middle) { low = middle } else { high = middle }
    }
    Some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(counts: &[[f64; 3]]) -> Runs {
        let counts: Vec<Vec<f64>> = counts.iter().map(|c| c.to_vec()).collect();
        Runs { counts, runs: 3, samples: vec![1.0; 3], seconds: vec![1.0; 3] }
    }

    #[test]
    fn the_variance_between_runs_is_found() {
        let even = |_: &Runs| vec![1.0; 3];
        // No more than counting brings: the variance is at most the mean.
        let calm = [runs(&[[100.0, 105.0, 95.0], [50.0, 55.0, 45.0]]), Runs::default()];
        assert_eq!(estimate(&calm, even), Some(0.0));
        // Means of 10,000 that are off by a tenth: squares of 2,000,000, of which counting
        // brings 10,000 for each degree of freedom. The median of two is 1.4.
        let wild = [runs(&[[9_000.0, 10_000.0, 11_000.0]; 3]), Runs::default()];
        let found = estimate(&wild, even).unwrap();
        assert!((found - (2e6 / 1.4047 - 1e4) / 1e8).abs() < 1e-4, "{found}");
        // One function of three says nothing about the others.
        let odd = [runs(&[[100.0; 3], [100.0; 3], [10.0, 1_000.0, 100.0]]), Runs::default()];
        assert_eq!(estimate(&odd, even), Some(0.0));
        // What is proportional to the exposure is no variance.
        let longer = [runs(&[[1_000.0, 2_000.0, 3_000.0]]), Runs::default()];
        assert_eq!(estimate(&longer, |_| vec![1.0, 2.0, 3.0]), Some(0.0));
        assert_eq!(estimate(&[Runs::default(), Runs::default()], even), None);
    }
}
