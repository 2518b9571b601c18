//! Trend of a series of values, and the probability that it is chance.

use crate::stats::{median, theil_sen, upper_tail};

/// Number of standard deviations that is a growth.
pub const SIGNIFICANT: f64 = 2.3;

/// The moments of a series: seconds since the first, or the numbers 0, 1, 2… where the
/// files have no time.
pub type Moments<'a> = &'a [f64];

/// Movement of a series of levels. Samples are what was counted: of a heap, the sampled
/// objects; goroutines themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trend {
    /// The growth from the first to the last, in samples, along the robust slope
    /// (Theil and Sen: the median of the slopes of all pairs). 0 where the first and the
    /// last show already that it does not grow.
    pub growth: f64,
    /// The same in the series' unit, for each unit of time.
    pub slope: f64,
    /// The growth in standard deviations of what chance makes.
    pub z: f64,
    /// The same for the earlier half of the time.
    pub z_early: f64,
    /// The same for the later half.
    pub z_late: f64,
    /// The probability that chance makes a growth like this.
    pub p: f64,
    /// The rate of growth in the later half, of that in the earlier one. Infinite if it
    /// grows only later.
    pub late: f64,
    /// Significance of slower growth in the later half, in standard deviations.
    pub z_flattens: f64,
    /// The part of all growth that happened between two neighbors.
    pub step: f64,
    /// By how much the least of the last quarter is above the most of the first third.
    pub floor: f64,
    /// Number of samples that came, seen from one snapshot to the next.
    pub births: f64,
    /// Number of those that went.
    pub deaths: f64,
}

/// Facts about a series.
pub struct Levels<'a> {
    /// The values, in the series' unit.
    pub values: &'a [i64],
    /// The samples that they are made of.
    pub samples: &'a [f64],
    /// Number of samples that came and went between two snapshots.
    pub births: &'a [f64],
    /// See `births`.
    pub deaths: &'a [f64],
}

impl Trend {
    /// The trend of at least three levels.
    ///
    /// The noise is that of a population in balance: as many come as go, each by itself.
    /// Then the difference of two levels varies as much as there were comings and
    /// goings, however long the single ones stay. Levels that scatter more than that
    /// (load that comes in waves) count with how far they scatter about the slope.
    pub fn of(levels: &Levels, at: Moments) -> Self {
        let n = levels.samples;
        let last = n.len() - 1;
        let events = |from: usize, to: usize| -> f64 {
            levels.births[from..to].iter().chain(&levels.deaths[from..to]).sum()
        };
        // Without the scatter, that is more than it can be: most series are done here.
        let rise = n[last] - n[0];
        let may_grow = rise >= SIGNIFICANT * events(0, last).max(rise).max(0.5).sqrt();
        let (growth, slope, scatter) = match may_grow {
            true => robust(levels, at),
            false => (0.0, 0.0, 0.0),
        };
        let deviation = |from: usize, to: usize| {
            let difference = (n[to] - n[from]).abs();
            events(from, to).max(scatter).max(difference).max(0.5).sqrt()
        };
        let z = |from: usize, to: usize| (n[to] - n[from]) / deviation(from, to);
        let half = half_time(at);
        let ratio = (at[last] - at[half]) / (at[half] - at[0]);
        let (early, later) = (n[half] - n[0], n[last] - n[half]);
        let expected = early.max(0.0) * ratio;
        let flat = (events(0, last) * (1.0 + ratio) / 2.0).max(scatter).max(1.0).sqrt();
        let steepest = n.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
        let least = n[last + 1 - (n.len() / 4).max(2)..].iter().copied().fold(f64::MAX, f64::min);
        let most = n[..(n.len() / 3).max(2)].iter().copied().fold(0.0, f64::max);
        Self {
            growth,
            slope,
            z: z(0, last),
            z_early: z(0, half),
            z_late: z(half, last),
            p: upper_tail((rise - 1.0) / deviation(0, last)),
            late: if expected > 0.0 { later / expected } else { f64::INFINITY },
            z_flattens: (expected - later) / flat,
            step: if rise > 0.0 { steepest / rise } else { f64::INFINITY },
            floor: least - most,
            births: levels.births.iter().sum(),
            deaths: levels.deaths.iter().sum(),
        }
    }

    /// The part of what came that was seen to go again.
    pub fn turnover(&self) -> f64 {
        if self.births > 0.0 { self.deaths / self.births } else { 0.0 }
    }
}

/// The growth in samples along the robust slope, the slope in the series' unit, and twice
/// the variance about it.
fn robust(levels: &Levels, at: Moments) -> (f64, f64, f64) {
    let n = levels.samples;
    let slope = theil_sen(at, n.iter().copied());
    let offset = median(&mut at.iter().zip(n).map(|(t, n)| n - slope * t).collect::<Vec<_>>());
    let mut residuals: Vec<f64> =
        at.iter().zip(n).map(|(t, n)| (n - slope * t - offset).abs()).collect();
    // Of the normal distribution, half is within 0.6745 standard deviations.
    let scatter = median(&mut residuals) / 0.6745;
    let values = theil_sen(at, levels.values.iter().map(|&v| v as f64));
    (slope * (at[at.len() - 1] - at[0]), values, 2.0 * scatter * scatter)
}

/// The inner moment that is nearest to the middle of the time.
fn half_time(at: Moments) -> usize {
    let middle = (at[0] + at[at.len() - 1]) / 2.0;
    let distance = |&i: &usize| (at[i] - middle).abs();
    (1..at.len() - 1).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(samples: &[f64]) -> Trend {
        let differences = || samples.windows(2).map(|pair| pair[1] - pair[0]);
        let births: Vec<f64> = differences().map(|d| d.max(0.0)).collect();
        let deaths: Vec<f64> = differences().map(|d| f64::max(-d, 0.0)).collect();
        let values: Vec<i64> = samples.iter().map(|&n| n as i64).collect();
        let at: Vec<f64> = (0..samples.len()).map(|i| i as f64).collect();
        Trend::of(&Levels { values: &values, samples, births: &births, deaths: &deaths }, &at)
    }

    #[test]
    fn a_line_is_a_trend() {
        let t = trend(&[0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!((t.growth, t.slope, t.step, t.late), (50.0, 10.0, 0.2, 1.0));
        assert!(t.z > 7.0 && t.p < 1e-9 && t.turnover() == 0.0 && t.floor > 0.0, "{t:?}");
    }

    #[test]
    fn what_flattens_comes_and_goes_or_scatters_is_told() {
        let warm = trend(&[0.0, 20.0, 30.0, 31.0, 31.0, 32.0, 31.0, 32.0]);
        assert!(warm.late < 0.2 && warm.z_flattens > 2.0, "{warm:?}");
        let burst = trend(&[1.0, 1.0, 90.0, 80.0, 1.0, 1.0, 1.0, 1.0]);
        assert!(burst.z < 1.0 && burst.growth.abs() < 1.0, "{burst:?}");
        let step = trend(&[1.0, 1.0, 1.0, 1.0, 1.0, 60.0, 60.0, 60.0]);
        assert_eq!(step.step, 1.0);
        let waves = trend(&[20.0, 40.0, 19.0, 44.0, 22.0, 41.0, 21.0, 45.0]);
        assert!(waves.z < SIGNIFICANT, "{waves:?}");
    }
}
