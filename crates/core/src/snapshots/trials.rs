//! Share of verdicts that were right in our own trials: see `tests/leaks/README.md`.

use super::kept::Measure;
use super::suspects::Suspect;
use super::verdict::{Reason, Verdict};

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
        // Nothing was judged, so nothing was right.
        (Verdict::Grew, _) => 0.0,
    }
}

/// The interval of 95 % of the share of leaks that were right, in two of the six ways of our trials;
/// `None` where there are too few. See docs/leaks.md.
pub(super) fn interval(measure: Measure, verdict: Verdict, z: f64) -> Option<(f64, f64)> {
    match (verdict, measure) {
        (Verdict::Leak, Measure::Sampled) if z >= 4.0 => Some((0.56, 0.98)),
        (Verdict::Leak, Measure::Sampled) if z >= 3.0 => Some((0.30, 0.90)),
        (Verdict::Leak, Measure::Sampled) => Some((0.38, 0.96)),
        (Verdict::Leak, _) if z >= 4.0 => Some((0.89, 1.0)),
        _ => None,
    }
}

/// Strength of a verdict, as its headline says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Below one in two.
    May,
    /// From one in two on.
    Probably,
    /// From 80 % on.
    VeryLikely,
    /// From 95 % on.
    Leaks,
    /// The garbage collector found that it can never be used again.
    Proven,
}

impl Strength {
    /// The strength of a certainty, 0 to 1. Certainties are shown without decimals, and
    /// compared as they are shown.
    fn of(certainty: f64) -> Self {
        match (certainty * 100.0).round() as u32 {
            95.. => Self::Leaks,
            80.. => Self::VeryLikely,
            50.. => Self::Probably,
            _ => Self::May,
        }
    }

    /// A short name.
    pub fn name(self) -> &'static str {
        ["may", "probably", "very-likely", "leaks", "proven"][self as usize]
    }
}

impl Suspect {
    /// The probability that it is a leak, 0 to 1, from the share of such verdicts that were
    /// right in our trials; `None` where nothing was judged.
    pub fn certainty(&self) -> Option<f64> {
        match self.verdict {
            Verdict::Leak => Some(self.confidence),
            Verdict::Grew => None,
            // Of everything else, those are right that are no leak.
            _ => Some(1.0 - self.confidence),
        }
    }

    /// Strength of the verdict; `None` where the verdict is that it does not.
    pub fn strength(&self) -> Option<Strength> {
        match self.verdict {
            Verdict::Leak | Verdict::Growing => {}
            _ => return None,
        }
        let is_proven = self.reasons.iter().any(|reason| matches!(reason, Reason::Proven(_)));
        if is_proven { Some(Strength::Proven) } else { self.certainty().map(Strength::of) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strength_follows_the_certainty() {
        for (certainty, strength) in [
            (1.0, Strength::Leaks),
            (0.95, Strength::Leaks),
            (0.94, Strength::VeryLikely),
            (0.8, Strength::VeryLikely),
            (0.76, Strength::Probably),
            (0.5, Strength::Probably),
            (0.12, Strength::May),
            (0.0, Strength::May),
        ] {
            assert_eq!(Strength::of(certainty), strength, "{certainty}");
        }
    }
}
