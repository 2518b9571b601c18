//! False discoveries: the limit below which a test, one of many, counts as a finding.

/// Returns the largest of these probabilities that still counts as a discovery, if at most the
/// share `rate` of all discoveries may be false. 0 where there is none.
///
/// Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal
/// Statistical Society B 57 (1995). It holds for tests that are independent, and for those that
/// go together, as callers and callees do (Benjamini and Yekutieli, Annals of Statistics 29,
/// 2001).
pub fn discovery_limit(mut values: Vec<f64>, rate: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let count = values.len() as f64;
    let passes = |&(rank, &p): &(usize, &f64)| p <= rate * (rank + 1) as f64 / count;
    values.iter().enumerate().rfind(passes).map_or(0.0, |(_, &p)| p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn false_discoveries_are_kept_few() {
        assert_eq!(discovery_limit(vec![0.5, 0.01, 0.02, 0.9], 0.04), 0.02);
        assert_eq!(discovery_limit(vec![0.01, 0.04, 0.03, 0.005], 0.05), 0.04);
        assert_eq!(discovery_limit(vec![0.5, 0.02, 0.9], 0.05), 0.0);
        assert_eq!(discovery_limit(vec![0.5, 0.9], 0.01), 0.0);
        assert_eq!(discovery_limit(vec![], 0.05), 0.0);
        // One that fails by itself passes with a later one.
        assert_eq!(discovery_limit(vec![0.03, 0.03], 0.03), 0.03);
    }

    #[test]
    fn limits_are_those_of_the_reference() {
        // SciPy 1.17.1, stats.false_discovery_control: 0.025, 0.05, 0.05, 0.025, 0.2.
        let values = [0.01, 0.04, 0.03, 0.005, 0.2];
        for (rate, limit) in
            [(0.0249, 0.0), (0.0251, 0.01), (0.0499, 0.01), (0.0501, 0.04), (0.201, 0.2)]
        {
            assert_eq!(discovery_limit(values.to_vec(), rate), limit, "{rate}");
        }
    }
}
