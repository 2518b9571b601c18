//! Daily rhythm: a watch of days is compared at one hour of each day, when the load is least.
//!
//! Load that comes and goes with the day hides a slow leak on the same lines: what stays is
//! what is there when the load is gone.

use super::verdict::ENOUGH;
use crate::stats::median;

const DAY: f64 = 86_400.0;
/// Number of hours of a day that are tried.
const HOURS: usize = 24;
/// A rhythm moves the total this many times as much within a day as from day to day.
const RHYTHM: f64 = 2.0;

/// The snapshots at the hour of the day at which the total is least, one a day, as indices;
/// `None` where there is no daily rhythm, or less than [`ENOUGH`] days. `at` has seconds in
/// rising order, and `totals` what was there.
pub(super) fn at_least_load(at: &[f64], totals: &[i64]) -> Option<Vec<usize>> {
    let (&first, &last) = (at.first()?, at.last()?);
    if last - first < DAY * (ENOUGH - 1) as f64 {
        return None;
    }
    let level = |picked: &[usize]| {
        median(&mut picked.iter().map(|&i| totals[i] as f64).collect::<Vec<_>>())
    };
    let hours = (0..HOURS).map(|hour| daily(at, first + DAY * hour as f64 / HOURS as f64));
    let hours: Vec<Vec<usize>> = hours.filter(|picked| picked.len() >= ENOUGH).collect();
    let least = hours.iter().min_by(|a, b| level(a).total_cmp(&level(b)))?;
    let most = hours.iter().map(|picked| level(picked)).fold(0.0, f64::max);
    let mut steps: Vec<f64> =
        least.windows(2).map(|pair| (totals[pair[1]] - totals[pair[0]]).abs() as f64).collect();
    (most - level(least) > RHYTHM * median(&mut steps)).then(|| least.clone())
}

/// The snapshots nearest to this time and to whole days after it, within half an hour.
fn daily(at: &[f64], start: f64) -> Vec<usize> {
    let tolerance = DAY / HOURS as f64 / 2.0;
    let mut picked = Vec::new();
    let mut time = start;
    while time <= at[at.len() - 1] + tolerance {
        let after = at.partition_point(|&t| t < time);
        let near = [after.checked_sub(1), (after < at.len()).then_some(after)];
        let near = near.into_iter().flatten();
        let best = near.min_by(|&a, &b| (at[a] - time).abs().total_cmp(&(at[b] - time).abs()));
        picked.extend(best.filter(|&i| (at[i] - time).abs() <= tolerance));
        time += DAY;
    }
    picked.dedup();
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(count: usize, total: impl Fn(usize) -> i64) -> Option<Vec<usize>> {
        let at: Vec<f64> = (0..count).map(|hour| hour as f64 * 3600.0).collect();
        at_least_load(&at, &(0..count).map(total).collect::<Vec<_>>())
    }

    #[test]
    fn the_least_hour_of_each_day_is_taken() {
        let busy = |hour: usize| if hour % 24 == 3 { 10 } else { 100 };
        assert_eq!(hours(120, busy), Some(vec![3, 27, 51, 75, 99]));
        assert_eq!(hours(90, busy), None, "fewer days");
        assert_eq!(hours(120, |hour| hour as i64), None, "growth is no rhythm");
        assert_eq!(hours(120, |_| 7), None);
        assert_eq!(at_least_load(&[], &[]), None);
    }
}
