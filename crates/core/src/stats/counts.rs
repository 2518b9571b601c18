//! Test whether two counts can be of one rate.
//!
//! Samples of a rate that is the same on both sides divide between them like tosses of a
//! coin: given how many there are together, the number on one side is binomial. Runs of a
//! program vary more than that. If each run's rate is off by a factor that is gamma
//! distributed, counts are negative binomial, and the number on one side beta-binomial: the
//! exact test of Robinson and Smyth, "Small-sample estimation of negative binomial
//! dispersion, with applications to SAGE data", Biostatistics 9 (2008). Here the larger
//! tail is not looked for by probability: the smaller one counts twice.
//!
//! All of it are sums of terms of which each is the one before it times a fraction: no
//! logarithm and no gamma function is needed.

/// More samples than this say nothing more: runs differ by more than what is lost.
const ENOUGH: f64 = 20_000.0;
/// Terms that are smaller, beside the largest, are nothing.
const NOTHING: f64 = 1e-20;

/// Probability of counts as far apart as these, or farther, if the rates are the same.
///
/// `share` is the part of all samples that should be new ones: from 0 to 1, neither of
/// them included. `spread` is the variance of the ratio between both rates, beside what
/// counting brings: 0 where runs do not differ.
pub fn p_value(old: f64, new: f64, share: f64, spread: f64) -> f64 {
    let all = old + new;
    if all < 0.5 || !(share > 0.0 && share < 1.0) {
        return 1.0;
    }
    let thinned = (ENOUGH / all).min(1.0);
    let count = (all * thinned).round();
    let seen = (new * thinned).round().min(count);
    let distribution = Distribution::new(count, share, spread);
    let mode = ((count + 1.0) * share).floor().min(count);
    let (mut below, mut at, mut above) = (0.0, 0.0, 0.0);
    let mut add = |k: f64, term: f64| match () {
        () if k < seen => below += term,
        () if k > seen => above += term,
        () => at += term,
    };
    let (mut k, mut term) = (mode, 1.0);
    while k < count && term > NOTHING {
        term *= distribution.step(k);
        k += 1.0;
        add(k, term);
    }
    (k, term) = (mode, 1.0);
    add(k, term);
    while k > 0.0 && term > NOTHING {
        k -= 1.0;
        term /= distribution.step(k);
        add(k, term);
    }
    let total = below + at + above;
    let tail = (below.min(above) + at) / total;
    (2.0 * tail).clamp(NOTHING, 1.0)
}

/// The beta-binomial distribution; without spread, the binomial.
struct Distribution {
    count: f64,
    share: f64,
    /// The parameters of the beta distribution; `None` for the binomial.
    beta: Option<(f64, f64)>,
}

impl Distribution {
    fn new(count: f64, share: f64, spread: f64) -> Self {
        // The share of a pair of rates whose ratio has this variance has the variance
        // (share (1 - share))^2 spread, and that of a beta distribution is
        // share (1 - share) / (a + b + 1).
        let beta = (spread > 0.0).then(|| {
            let sum = (1.0 / (share * (1.0 - share) * spread) - 1.0).max(1e-3);
            (share * sum, (1.0 - share) * sum)
        });
        Self { count, share, beta }
    }

    /// The probability of one more than `k`, divided by that of `k`.
    fn step(&self, k: f64) -> f64 {
        let left = self.count - k;
        let odds = match self.beta {
            Some((a, b)) => (k + a) / (left - 1.0 + b),
            None => self.share / (1.0 - self.share),
        };
        left / (k + 1.0) * odds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9 * b.abs().max(1e-3), "{a} is not {b}");
    }

    #[test]
    fn without_spread_the_test_is_binomial() {
        // Twice 0.5^8, twice (1 + 8) 0.5^8, and a coin that falls as it should.
        close(p_value(0.0, 8.0, 0.5, 0.0), 2.0 / 256.0);
        close(p_value(8.0, 0.0, 0.5, 0.0), 2.0 / 256.0);
        close(p_value(1.0, 7.0, 0.5, 0.0), 18.0 / 256.0);
        close(p_value(4.0, 4.0, 0.5, 0.0), 1.0);
        // Three sides of a die: (1/4)^3 twice.
        close(p_value(0.0, 3.0, 0.25, 0.0), 2.0 / 64.0);
        close(p_value(0.0, 0.0, 0.5, 0.0), 1.0);
    }

    #[test]
    fn with_spread_it_is_beta_binomial() {
        // With a = b = 1 all numbers are equally probable: spread 4/3.
        close(p_value(0.0, 9.0, 0.5, 4.0 / 3.0), 2.0 / 10.0);
        close(p_value(1.0, 8.0, 0.5, 4.0 / 3.0), 4.0 / 10.0);
        // More spread, less certainty.
        let values = [0.0, 0.001, 0.01, 0.1].map(|s| p_value(100.0, 160.0, 0.5, s));
        assert!(values.is_sorted(), "{values:?}");
        assert!(values[0] < 0.001 && values[3] > 0.1, "{values:?}");
    }

    #[test]
    fn many_samples_are_not_more_certain_than_runs_are() {
        let few = p_value(1000.0, 1100.0, 0.5, 0.005);
        let many = p_value(1e12, 1.1e12, 0.5, 0.005);
        assert!(many < few && many > 0.1, "{few} {many}");
        assert!(p_value(1e12, 1.1e12, 0.5, 0.0) < 1e-10);
    }

    #[test]
    fn both_are_those_of_the_reference() {
        // SciPy 1.17.1: twice betabinom.cdf(1, 9, 1, 1), betabinom.cdf(100, 260, 10, 10),
        // binom.cdf(100, 260, 0.5). With a = b = 10 the spread is 4/21.
        close(p_value(8.0, 1.0, 0.5, 4.0 / 3.0), 0.4);
        close(p_value(160.0, 100.0, 0.5, 4.0 / 21.0), 0.328_236_169_400_424_7);
        close(p_value(160.0, 100.0, 0.5, 0.0), 0.000_238_941_903_068_139_53);
    }
}
