//! How often verdicts were right in our own trials: see `tests/leaks/README.md`.

use super::verdict::Verdict;

/// The share of such verdicts that were right. Right is: for a leak, that it was planted
/// there; for everything else, that none was.
///
/// `z` is the growth in standard deviations of chance, `snapshots` how many there were.
pub(super) fn confidence(verdict: Verdict, z: f64, _snapshots: usize) -> f64 {
    match verdict {
        Verdict::Leak if z >= 4.0 => 0.98,
        Verdict::Leak if z >= 3.0 => 0.8,
        Verdict::Leak => 0.6,
        Verdict::Growing => 0.5,
        Verdict::WarmUp => 0.9,
        Verdict::Burst => 0.95,
        Verdict::Churn | Verdict::Noise => 0.95,
    }
}
