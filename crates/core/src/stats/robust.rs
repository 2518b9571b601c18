//! Medians, and slopes that a few wild values do not move.

/// The middle one, or the mean of the two in the middle; 0 of none.
pub fn median(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let middle = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    let (below, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    match below.iter().copied().max_by(f64::total_cmp) {
        Some(lower) if !is_odd => (lower + upper) / 2.0,
        _ => upper,
    }
}

/// The middle one; of an even number the upper of the two in the middle; `None` of none.
///
/// Where a figure must reach what half of all reach, the mean of two would be reached by fewer.
pub fn upper_median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    Some(*values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// The median of the slopes between all pairs (Theil and Sen): up to a quarter of the values may be
/// anything without moving it much.
pub fn theil_sen(at: &[f64], values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    let mut slopes = Vec::with_capacity(values.len() * values.len() / 2);
    for later in 1..values.len() {
        for earlier in 0..later {
            let span = at[later] - at[earlier];
            if span > 0.0 {
                slopes.push((values[later] - values[earlier]) / span);
            }
        }
    }
    median(&mut slopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_slopes_are_robust() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(&mut []), 0.0);
        let at = [0.0, 1.0, 2.0, 3.0, 4.0];
        assert_eq!(theil_sen(&at, [0.0, 2.0, 4.0, 6.0, 1000.0].into_iter()), 2.0);
        assert_eq!(theil_sen(&[0.0, 0.0], [1.0, 2.0].into_iter()), 0.0);
    }

    #[test]
    fn of_an_even_number_the_upper_one_is_taken() {
        assert_eq!(upper_median(&mut [4.0, 1.0, 3.0, 2.0]), Some(3.0));
        assert_eq!(upper_median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(upper_median(&mut []), None);
    }

    #[test]
    fn slopes_are_those_of_the_reference() {
        // SciPy 1.17.1, stats.theilslopes.
        let at: Vec<f64> = (0..8).map(f64::from).collect();
        let slope = theil_sen(&at, [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0].into_iter());
        assert!((slope - 0.464_285_714_285_714_3).abs() < 1e-15, "{slope}");
    }
}
