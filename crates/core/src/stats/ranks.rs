//! A test for a rise that looks at nothing but which of two values is larger.

/// Mann and Kendall's test: how many more pairs rise than fall, in standard deviations.
/// Equal values are taken into account. For values that do not depend on each other.
pub fn mann_kendall(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mut score = 0.0_f64;
    for later in 1..values.len() {
        for earlier in 0..later {
            score += match values[later].total_cmp(&values[earlier]) {
                std::cmp::Ordering::Less => -1.0,
                std::cmp::Ordering::Equal => 0.0,
                std::cmp::Ordering::Greater => 1.0,
            };
        }
    }
    let pairs = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let ties: f64 = sorted.chunk_by(|a, b| a == b).map(|run| pairs(run.len() as f64)).sum();
    let variance = (pairs(n) - ties) / 18.0;
    let corrected = f64::max(score.abs() - 1.0, 0.0);
    if variance > 0.0 { corrected.copysign(score) / variance.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_has_its_known_values() {
        // Of 8 rising values: S = 28, its variance 65.33.
        assert!((mann_kendall(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]) - 3.3405).abs() < 1e-3);
        assert_eq!(mann_kendall(&[1.0, 1.0, 1.0]), 0.0);
    }
}
