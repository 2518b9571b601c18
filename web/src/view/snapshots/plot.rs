//! Geometry of the chart of a series: where its lines, areas, axes and marks are, in CSS pixels.
//! Knows neither elements nor colors.

use super::span;
use hearth_core::measure;
use hearth_messages::{SeriesData, SuspectData};

/// Suspects that are stacked; the rest of the total is above them.
pub const STACKED: usize = 5;

/// Room for the values at the left, and for the times below.
const LEFT: f64 = 76.0;
const BELOW: f64 = 22.0;
const ABOVE: f64 = 8.0;
const RIGHT: f64 = 12.0;

/// Factor by which a pause is longer than the median one, to be a gap.
const GAP: f64 = 3.0;

/// See the module. Columns have an entry for each snapshot.
#[derive(Debug, Default, PartialEq)]
pub struct Plot {
    pub size: [f64; 2],
    /// Ends of the axes: left, right, top, bottom.
    pub frame: [f64; 4],
    /// Places of the snapshots.
    pub x: Vec<f64>,
    /// Places of the totals.
    pub y: Vec<f64>,
    /// Values with lines across: their places, and what stands beside them.
    pub values: Vec<(f64, String)>,
    /// Times, or numbers of snapshots, below.
    pub times: Vec<(f64, String)>,
    /// Outlines of the stacked suspects, from the lowest on: which suspect, and its outline.
    pub areas: Vec<(usize, Vec<[f64; 2]>)>,
    /// Places at which the program was started anew.
    pub restarts: Vec<f64>,
    /// Stretches in which snapshots are missing.
    pub gaps: Vec<[f64; 2]>,
    /// Place of the limit, if there is one.
    pub limit: Option<f64>,
}

impl Plot {
    /// Plots a series. `suspects` are those of the series, with their numbers among all.
    pub fn new(
        series: &SeriesData,
        suspects: &[(usize, &SuspectData)],
        limit: Option<f64>,
        size: [f64; 2],
    ) -> Self {
        let count = series.totals.len();
        let frame = [LEFT, (size[0] - RIGHT).max(LEFT + 1.0), ABOVE, size[1] - BELOW];
        let [left, right, top, bottom] = frame;
        let seconds = (series.seconds.len() == count && count > 0).then_some(&series.seconds);
        let at = |i: usize| seconds.map_or(i as f64, |seconds| seconds[i] - seconds[0]);
        let end = if count > 0 { at(count - 1).max(f64::MIN_POSITIVE) } else { 1.0 };
        let x = |time: f64| left + (right - left) * (time / end);
        let most = series.totals.iter().copied().chain(limit).fold(0.0, f64::max);
        let step = value_step(most, &series.unit);
        let highest = (most / step).ceil().max(1.0) * step;
        let y = |value: f64| bottom - (bottom - top) * (value / highest).clamp(0.0, 1.0);
        let values = (0..=(highest / step).round() as usize).map(|i| {
            let value = i as f64 * step;
            (y(value), measure::label(value as i64, &series.unit))
        });
        let start = series.times.first().copied().filter(|&time| time > 0.0);
        let times = match seconds {
            Some(_) => time_ticks(start, end, right - left),
            None => number_ticks(count),
        };
        let mut plot = Self {
            size,
            frame,
            x: (0..count).map(|i| x(at(i))).collect(),
            y: series.totals.iter().map(|&total| y(total)).collect(),
            values: values.collect(),
            times: times.into_iter().map(|(time, text)| (x(time), text)).collect(),
            limit: limit.map(y),
            ..Self::default()
        };
        let restarts = series.restarts.iter().filter_map(|&at| plot.x.get(at as usize).copied());
        plot.restarts = restarts.collect();
        plot.gaps = gaps(&plot.x, seconds.is_some());
        plot.areas = areas(&plot.x, &series.totals, suspects, y);
        plot
    }

    /// The snapshot that is the nearest to a place.
    pub fn nearest(&self, x: f64) -> Option<usize> {
        let distance = |at: usize| (self.x[at] - x).abs();
        (0..self.x.len()).min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
    }
}

/// Stacked suspects, as far as they are parts of the total in each snapshot.
fn areas(
    x: &[f64],
    totals: &[f64],
    suspects: &[(usize, &SuspectData)],
    y: impl Fn(f64) -> f64,
) -> Vec<(usize, Vec<[f64; 2]>)> {
    let mut below = vec![0.0; totals.len()];
    let mut areas = Vec::new();
    for (number, suspect) in suspects {
        let is_part = suspect.values.len() == totals.len()
            && (0..totals.len()).all(|i| below[i] + suspect.values[i] <= totals[i] * 1.001)
            && suspect.values.iter().any(|&value| value > 0.0);
        if !is_part || areas.len() >= STACKED {
            continue;
        }
        let lower: Vec<[f64; 2]> = (0..x.len()).map(|i| [x[i], y(below[i])]).collect();
        below.iter_mut().zip(&suspect.values).for_each(|(below, value)| *below += value);
        let upper = (0..x.len()).map(|i| [x[i], y(below[i])]);
        let outline = upper.chain(lower.into_iter().rev()).collect();
        areas.push((*number, outline));
    }
    areas
}

/// Stretches between snapshots that are much longer than the others.
fn gaps(x: &[f64], has_times: bool) -> Vec<[f64; 2]> {
    let mut steps: Vec<f64> = x.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_by(f64::total_cmp);
    let Some(&median) = steps.get(steps.len() / 2).filter(|_| has_times && steps.len() > 2) else {
        return Vec::new();
    };
    let is_gap = |pair: &&[f64]| pair[1] - pair[0] > GAP * median;
    x.windows(2).filter(is_gap).map(|pair| [pair[0], pair[1]]).collect()
}

/// Step of the value axis: a round number, of bytes a power of two, so that four to eight lie below
/// the highest value.
fn value_step(most: f64, unit: &str) -> f64 {
    let is_bytes = measure::same_family(unit, "bytes");
    let mut step = 1.0;
    if most <= 0.0 {
        return step;
    }
    // From a fifth on, the first round one.
    let wanted = most / 5.0;
    if is_bytes {
        let mut unit = 1.0;
        while wanted / unit >= 1024.0 {
            unit *= 1024.0;
        }
        let rounds = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1024.0];
        let round = rounds.into_iter().find(|round| round * unit >= wanted);
        return round.unwrap_or(1024.0) * unit;
    }
    while step < wanted {
        step *= 10.0;
    }
    for part in [5.0, 2.0] {
        if step / part >= wanted && step / part >= 1.0 {
            return step / part;
        }
    }
    step
}

/// Steps of the time axis, in seconds.
const STEPS: [f64; 18] = [
    1.0,
    2.0,
    5.0,
    10.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    1800.0,
    3600.0,
    7200.0,
    21600.0,
    43200.0,
    86400.0,
    172_800.0,
    604_800.0,
    2_592_000.0,
];

/// Least distance between two times, in pixels.
const APART: f64 = 90.0;

/// Times below the axis, in seconds since the first: clock times, with the day where it changes;
/// where the start is not known, seconds since it.
fn time_ticks(start: Option<f64>, end: f64, width: f64) -> Vec<(f64, String)> {
    let most = (width / APART).max(1.0);
    let step = STEPS.into_iter().find(|step| end / step <= most);
    let step = step.unwrap_or_else(|| (end / most / 86400.0).ceil() * 86400.0);
    let Some(start) = start else {
        let count = (end / step) as usize;
        return (0..=count)
            .map(|i| (i as f64 * step, ["+", &span(i as f64 * step)].concat()))
            .collect();
    };
    let first = (start / step).ceil() * step;
    let mut ticks = Vec::new();
    let mut day = String::new();
    let mut time = first;
    while time <= start + end {
        let text = measure::date_time_utc((time * 1e9) as i64);
        let (date, clock) = text.split_at_checked(10).unwrap_or((&text, ""));
        let clock = clock.trim_start();
        let clock = if step < 60.0 { clock } else { clock.get(..5).unwrap_or(clock) };
        let is_midnight = step >= 86400.0;
        let label = match (date == day, is_midnight) {
            (_, true) => date.to_owned(),
            (true, false) => clock.to_owned(),
            (false, false) => [date.get(5..).unwrap_or(date), clock].join(" "),
        };
        day = date.to_owned();
        ticks.push((time - start, label));
        time += step;
    }
    ticks
}

/// Numbers of snapshots below the axis, where they have no times.
fn number_ticks(count: usize) -> Vec<(f64, String)> {
    let step = count.div_ceil(10).max(1);
    (0..count).step_by(step).map(|i| (i as f64, (i + 1).to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(totals: &[f64], seconds: &[f64]) -> SeriesData {
        SeriesData {
            kind: "heap".to_owned(),
            program: String::new(),
            unit: "bytes".to_owned(),
            files: (0..totals.len() as u32).collect(),
            seconds: seconds.to_vec(),
            times: Vec::new(),
            ordered_by: "time".to_owned(),
            totals: totals.to_vec(),
            per_second: 0.0,
            restarts: vec![2],
        }
    }

    #[test]
    fn places_are_in_proportion() {
        let series = series(&[0.0, 512.0, 1024.0], &[0.0, 10.0, 40.0]);
        let plot = Plot::new(&series, &[], None, [500.0, 200.0]);
        let [left, right, top, bottom] = plot.frame;
        assert_eq!(plot.x, [left, left + (right - left) / 4.0, right]);
        assert_eq!(plot.y[0], bottom);
        assert!(plot.y[1] > plot.y[2] && plot.y[2] >= top);
        assert_eq!(plot.restarts, [right]);
        assert_eq!(plot.nearest(left + 1.0), Some(0));
        assert_eq!(plot.nearest(right), Some(2));
        let limited = Plot::new(&series, &[], Some(4096.0), [500.0, 200.0]);
        assert!(limited.limit.unwrap() >= top && limited.limit.unwrap() < limited.y[2]);
    }

    #[test]
    fn axes_have_round_steps() {
        assert_eq!(value_step(17.7 * 1048576.0, "bytes"), 5.0 * 1048576.0);
        assert_eq!(value_step(483.0, "count"), 100.0);
        assert_eq!(value_step(3.0, "count"), 1.0);
        assert_eq!(value_step(0.0, "count"), 1.0);
        let ticks = time_ticks(None, 40.0, 400.0);
        assert_eq!(ticks.len(), 5, "{ticks:?}");
        let day = 1_763_683_200.0;
        let ticks = time_ticks(Some(day + 80_000.0), 14_400.0, 400.0);
        assert_eq!(ticks[0].1.len(), "11-21 23:00".len(), "{ticks:?}");
        assert!(ticks.iter().skip(1).any(|(_, text)| text.len() == 11), "the next day: {ticks:?}");
        assert_eq!(number_ticks(3).len(), 3);
        assert!(number_ticks(200).len() <= 10);
    }

    #[test]
    fn missing_snapshots_are_gaps() {
        assert_eq!(gaps(&[0.0, 10.0, 20.0, 80.0, 90.0], true), [[20.0, 80.0]]);
        assert!(gaps(&[0.0, 10.0, 20.0, 80.0, 90.0], false).is_empty());
        assert!(gaps(&[0.0, 10.0], true).is_empty());
    }
}
