//! How often verdicts were right in our own trials: see `tests/leaks/README.md`.

use super::verdict::Verdict;

/// The share of such verdicts that were right. Right is: for a leak, that it was planted
/// there; for everything else, that none was.
///
/// `z` is the growth in standard deviations of chance.
pub(super) fn confidence(verdict: Verdict, z: f64) -> f64 {
    match verdict {
        Verdict::Leak if z >= 4.0 => 0.98,
        Verdict::Leak if z >= 3.0 => 0.76,
        Verdict::Leak => 0.56,
        Verdict::Growing => 0.88,
        Verdict::WarmUp => 0.94,
        Verdict::Burst => 0.99,
        Verdict::Churn => 0.96,
        Verdict::Noise => 0.93,
    }
}
