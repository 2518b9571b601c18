//! The snapshots of a segment side by side: for each cell (a stack, a size of objects,
//! a set of labels) its values over time.

use super::file::{CellKey, LARGE};
use super::kept::Measure;
use super::order::OrderedBy;
use super::rhythm::at_least_load;
use super::snapshot_set::{Series, SnapshotSet};
use super::trend::{Levels, Trend};
use crate::profile::StackId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Columns of equal length: `width` values for each cell.
pub(super) struct Columns {
    pub cells: Vec<CellKey>,
    pub width: usize,
    /// The places in the series of the snapshots.
    pub places: Vec<usize>,
    values: Vec<i64>,
    samples: Vec<f64>,
    allocated: Vec<i64>,
    /// Comings and goings for each stack, where goroutines have ids: `width - 1` each.
    by_id: Option<FxHashMap<StackId, Vec<[u32; 2]>>>,
    /// The moments: seconds since the first, or 0, 1, 2…
    pub at: Vec<f64>,
    pub has_time: bool,
    pub measure: Measure,
}

/// Sum of some cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub values: Vec<i64>,
    pub samples: Vec<f64>,
    pub allocated: Vec<i64>,
    pub births: Vec<f64>,
    pub deaths: Vec<f64>,
    /// The samples of large objects: they replace each other, so that their comings and
    /// goings say nothing.
    large: Vec<f64>,
    /// The sizes of the other objects, and how many samples have them.
    sizes: [f64; 2],
}

impl Columns {
    /// The snapshots of a segment.
    pub fn new(set: &SnapshotSet, series: &Series, segment: Range<usize>) -> Self {
        Self::of_places(set, series, segment.collect())
    }

    /// Those snapshots of a segment that are different: a heap that was not collected in
    /// between is the same one again.
    pub fn different(set: &SnapshotSet, series: &Series, segment: Range<usize>) -> Self {
        Self::of_places(set, series, set.different(series, segment))
    }

    /// Those of [`Columns::different`] at the hour of least load, where a daily rhythm hides
    /// what stays.
    pub fn comparable(set: &SnapshotSet, series: &Series, segment: Range<usize>) -> Self {
        let mut places = set.different(series, segment);
        if let Some(seconds) = &series.seconds
            && series.ordered_by == OrderedBy::Time
        {
            let at: Vec<f64> = places.iter().map(|&place| seconds[place]).collect();
            let total = |&place: &usize| &set.snapshots()[series.snapshots[place]];
            let is_level = places.iter().all(|p| total(p).measure != Measure::Cumulative);
            let totals: Vec<i64> = places.iter().map(|p| total(p).total).collect();
            if let Some(least) = at_least_load(&at, &totals).filter(|_| is_level) {
                places = least.into_iter().map(|i| places[i]).collect();
            }
        }
        Self::of_places(set, series, places)
    }

    fn of_places(set: &SnapshotSet, series: &Series, places: Vec<usize>) -> Self {
        let width = places.len();
        let mut this = Self {
            cells: Vec::new(),
            width,
            places: Vec::new(),
            values: Vec::new(),
            samples: Vec::new(),
            allocated: Vec::new(),
            by_id: None,
            at: match &series.seconds {
                Some(seconds) => {
                    let first = places.first().map_or(0.0, |&place| seconds[place]);
                    places.iter().map(|&place| seconds[place] - first).collect()
                }
                None => (0..width).map(|i| i as f64).collect(),
            },
            has_time: series.seconds.is_some(),
            measure: Measure::Counted,
        };
        let mut by_key: FxHashMap<CellKey, usize> = FxHashMap::default();
        let numbers: Vec<usize> = places.iter().map(|&place| series.snapshots[place]).collect();
        this.places = places;
        for (i, &number) in numbers.iter().enumerate() {
            let snapshot = &set.snapshots()[number];
            this.measure = snapshot.measure;
            for row in &snapshot.rows {
                let cell = *by_key.entry(row.cell).or_insert_with(|| {
                    this.cells.push(row.cell);
                    let len = this.cells.len() * width;
                    this.values.resize(len, 0);
                    this.samples.resize(len, 0.0);
                    this.allocated.resize(len, 0);
                    this.cells.len() - 1
                });
                let at = cell * width + i;
                this.values[at] = row.value;
                this.samples[at] = row.samples;
                this.allocated[at] = row.allocated;
            }
        }
        if this.measure == Measure::Cumulative {
            this.difference();
        }
        this.by_id = comings_and_goings(set, &numbers);
        this
    }

    /// Makes differences to the snapshot before; nothing for the first.
    fn difference(&mut self) {
        for cell in self.values.chunks_mut(self.width) {
            for i in (1..cell.len()).rev() {
                cell[i] = cell[i].saturating_sub(cell[i - 1]).max(0);
            }
            cell[0] = 0;
        }
        self.samples = self.values.iter().map(|&value| value as f64).collect();
    }

    fn of<'a, T>(&self, column: &'a [T], cell: usize) -> &'a [T] {
        &column[cell * self.width..(cell + 1) * self.width]
    }

    /// The values of a cell.
    pub fn values(&self, cell: usize) -> &[i64] {
        self.of(&self.values, cell)
    }

    /// Returns whether it is known which goroutines came and went.
    pub fn has_ids(&self) -> bool {
        self.by_id.is_some()
    }

    /// By how much a cell grew from the first to the last.
    pub fn growth(&self, cell: usize) -> i64 {
        let values = self.values(cell);
        values[self.width - 1].saturating_sub(values[0])
    }

    /// The cells sorted by a group each: for each group its cells. Cells without a group
    /// are left out.
    pub fn groups(&self, group: impl Fn(&CellKey) -> Option<u32>) -> Vec<(u32, Vec<u32>)> {
        let keyed = self.cells.iter().zip(0..).filter_map(|(key, cell)| Some((group(key)?, cell)));
        let mut keyed: Vec<(u32, u32)> = keyed.collect();
        keyed.sort_unstable();
        let runs = keyed.chunk_by(|a, b| a.0 == b.0);
        runs.map(|run| (run[0].0, run.iter().map(|&(_, cell)| cell).collect())).collect()
    }

    /// Sums some cells.
    pub fn sum(&self, cells: &[u32]) -> Sum {
        let width = self.width;
        let mut sum = Sum {
            values: vec![0; width],
            samples: vec![0.0; width],
            allocated: vec![0; width],
            births: vec![0.0; width.saturating_sub(1)],
            deaths: vec![0.0; width.saturating_sub(1)],
            large: vec![0.0; width],
            sizes: [0.0; 2],
        };
        let mut last = None;
        for &cell in cells {
            let key = self.cells[cell as usize];
            let cell = cell as usize;
            for (to, from) in sum.values.iter_mut().zip(self.values(cell)) {
                *to = to.saturating_add(*from);
            }
            for (to, from) in sum.allocated.iter_mut().zip(self.of(&self.allocated, cell)) {
                *to = to.saturating_add(*from);
            }
            let samples = self.of(&self.samples, cell);
            sum.samples.iter_mut().zip(samples).for_each(|(to, from)| *to += from);
            if key.size < LARGE {
                let most = samples.iter().copied().fold(0.0, f64::max);
                sum.sizes[0] += most * f64::from(key.size);
                sum.sizes[1] += most;
            }
            if key.size == LARGE {
                sum.large.iter_mut().zip(samples).for_each(|(to, from)| *to += from);
            } else if let Some(by_id) = &self.by_id {
                // A stack has several cells only if it has several sets of labels.
                if last.replace(key.stack) != Some(key.stack)
                    && let Some(events) = by_id.get(&key.stack)
                {
                    for (i, &[came, went]) in events.iter().enumerate() {
                        sum.births[i] += f64::from(came);
                        sum.deaths[i] += f64::from(went);
                    }
                }
            } else {
                sum.events(samples);
            }
        }
        let large = std::mem::take(&mut sum.large);
        sum.events(&large);
        sum.large = large;
        sum
    }
}

impl Sum {
    fn events(&mut self, samples: &[f64]) {
        for (i, pair) in samples.windows(2).enumerate() {
            let change = pair[1] - pair[0];
            self.births[i] += change.max(0.0);
            self.deaths[i] += f64::max(-change, 0.0);
        }
    }

    /// The mean bytes of the objects that are not large; `None` where that is not known.
    pub fn object_size(&self) -> Option<f64> {
        let [sizes, samples] = self.sizes;
        (sizes > 0.0 && samples > 0.0).then(|| sizes / samples)
    }

    /// Returns whether what grows is one large object after the other, each larger than the last.
    pub fn is_replaced(&self) -> bool {
        let (Some(first), Some(last)) = (self.large.first(), self.large.last()) else {
            return false;
        };
        let all = self.samples[self.samples.len() - 1] - self.samples[0];
        last - first > all / 3.0 && *last > first * 1.25
    }

    pub fn levels(&self) -> Levels<'_> {
        Levels {
            values: &self.values,
            samples: &self.samples,
            births: &self.births,
            deaths: &self.deaths,
        }
    }

    pub fn trend(&self, columns: &Columns) -> Trend {
        Trend::of(&self.levels(), &columns.at)
    }

    /// By how much it grew from the first to the last.
    pub fn growth(&self) -> i64 {
        match (self.values.first(), self.values.last()) {
            (Some(first), Some(last)) => last.saturating_sub(*first),
            _ => 0,
        }
    }
}

/// Goroutines have ids in dumps: so it is known which of them came and went, even where
/// their number stays. `None` where a snapshot has none.
fn comings_and_goings(
    set: &SnapshotSet,
    numbers: &[usize],
) -> Option<FxHashMap<StackId, Vec<[u32; 2]>>> {
    let ids = |number: usize| &set.snapshots()[number].ids;
    if numbers.iter().any(|&number| ids(number).is_empty()) {
        return None;
    }
    let mut events: FxHashMap<StackId, Vec<[u32; 2]>> = FxHashMap::default();
    let pairs = numbers.len().saturating_sub(1);
    for (i, pair) in numbers.windows(2).enumerate() {
        let (mut old, mut new) = (ids(pair[0]).iter().peekable(), ids(pair[1]).iter().peekable());
        let mut count = |stack: StackId, kind: usize| {
            events.entry(stack).or_insert_with(|| vec![[0; 2]; pairs])[i][kind] += 1;
        };
        loop {
            match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a == b => {
                    old.next();
                    new.next();
                }
                (Some(a), b) if b.is_none_or(|b| a < b) => {
                    count(a.1, 1);
                    old.next();
                }
                (_, Some(b)) => {
                    count(b.1, 0);
                    new.next();
                }
                _ => break,
            }
        }
    }
    Some(events)
}
