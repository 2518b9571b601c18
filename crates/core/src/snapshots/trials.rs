//! How often verdicts were right in our own trials: see `tests/leaks/README.md`.

use super::kept::Measure;
use super::verdict::Verdict;

/// The share of such verdicts that were right. Right is: for a leak, that it was planted
/// there; for everything else, that none was. Goroutines are all counted; of a heap there is
/// a sample, and a cache that fills during the whole watch looks like a leak.
///
/// `z` is the growth in standard deviations of chance.
pub(super) fn confidence(measure: Measure, verdict: Verdict, z: f64) -> f64 {
    match (verdict, measure) {
        (Verdict::Leak, Measure::Sampled) if z >= 4.0 => 0.95,
        (Verdict::Leak, Measure::Sampled) if z >= 3.0 => 0.76,
        (Verdict::Leak, Measure::Sampled) => 0.57,
        (Verdict::Leak, _) if z >= 4.0 => 0.99,
        (Verdict::Leak, _) => 0.96,
        (Verdict::Growing, _) => 0.88,
        (Verdict::WarmUp, _) => 0.94,
        (Verdict::Burst, _) => 0.99,
        (Verdict::Churn, _) => 0.96,
        (Verdict::Noise, _) => 0.93,
    }
}
