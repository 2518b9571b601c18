//! The normal distribution.

use crate::measure::exp;

/// The probability that a standard normal value is above `z`. Off by less than 1e-7.
/// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17.
pub fn upper_tail(z: f64) -> f64 {
    const B: [f64; 5] =
        [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = B.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    let tail = DENSITY_AT_0 * exp(-z * z / 2.0) * series;
    if z >= 0.0 { tail } else { 1.0 - tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_reference() {
        // SciPy 1.17.1, stats.norm.sf.
        for (z, p) in [
            (0.0, 0.5),
            (1.0, 0.158_655_253_931_457_07),
            (2.3, 0.010_724_110_021_675_809),
            (-1.0, 0.841_344_746_068_542_9),
            (4.0, 3.167_124_183_311_986e-5),
        ] {
            assert!((upper_tail(z) - p).abs() < 1e-7, "{z}");
        }
    }
}
