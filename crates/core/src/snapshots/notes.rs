//! Shortcomings of the snapshots as a whole, beside what was found in them.

use super::columns::Columns;
use super::kept::Measure;
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::Suspect;
use super::verdict::{ENOUGH, Verdict};
use crate::measure;
use crate::stats::{mann_kendall, median};

/// A shortcoming of the snapshots, which says what to collect next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Heaps are the same again, as no collection was between them.
    SameHeaps {
        /// Number of those that are different.
        different: usize,
        /// Of how many.
        snapshots: usize,
    },
    /// The heap grows in pieces that are too small for the rate at which Go samples.
    BelowSampling {
        /// Bytes by which it grew.
        grew: i64,
        /// Mean bytes between two samples.
        period: i64,
    },
    /// Goroutines grow while the heap tells nothing: their stacks take this many bytes at
    /// least, which no heap profile has.
    Stacks {
        /// By how many they grew.
        goroutines: i64,
        /// Bytes of the smallest stacks that many have.
        bytes: i64,
    },
}

/// The smallest stack of a goroutine. Source: `stackMin` in Go's `runtime/stack.go`.
const STACK: i64 = 2048;
/// Go's own rate of sampling, where a file does not say.
const PERIOD: i64 = 512 * 1024;
/// Totals that rise are no chance from here on, in standard deviations.
const RISES: f64 = 2.0;
/// The growth in the later half, of that in the earlier, that is still growth.
const STILL: f64 = 0.4;

impl Note {
    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameHeaps { .. } => "same-heaps",
            Self::BelowSampling { .. } => "below-sampling",
            Self::Stacks { .. } => "stacks",
        }
    }

    /// Figures that belong to it.
    pub fn figures(self) -> [i64; 2] {
        match self {
            Self::SameHeaps { different, snapshots } => [different as i64, snapshots as i64],
            Self::BelowSampling { grew, period } => [grew, period],
            Self::Stacks { goroutines, bytes } => [goroutines, bytes],
        }
    }

    /// In English: what it is, and what to do.
    pub fn text(self) -> String {
        match self {
            Self::SameHeaps { different, snapshots } => format!(
                "{different} different heap{} in {snapshots}: nothing was collected between the \
                 others; fetch /debug/pprof/heap?gc=1, or watch longer",
                if different == 1 { "" } else { "s" }
            ),
            Self::BelowSampling { grew, period } => format!(
                "The heap grew by {}, in pieces below what Go samples (one in {}): watch longer, \
                 or set runtime.MemProfileRate lower when the program starts",
                measure::label(grew, "bytes"),
                measure::label(period, "bytes")
            ),
            Self::Stacks { goroutines, bytes } => format!(
                "{goroutines} more goroutines take {} or more in their stacks, which heap profiles \
                 do not show",
                measure::label(bytes, "bytes")
            ),
        }
    }
}

pub(super) fn notes(set: &SnapshotSet, series: &[Series], suspects: &[Suspect]) -> Vec<Note> {
    let rise = |s: &Suspect| {
        let values = &s.values[s.segment.clone()];
        values[values.len() - 1] - values[0]
    };
    let (mut notes, mut is_silent) = (Vec::new(), false);
    for (index, one) in series.iter().enumerate() {
        let segment = one.longest();
        let measure = one.snapshots.get(segment.start).map(|&n| set.snapshots()[n].measure);
        if measure != Some(Measure::Sampled) || segment.len() < 2 || one.kind == "allocs" {
            continue;
        }
        let places = set.different(one, segment.clone());
        if places.len() < segment.len() {
            notes.push(Note::SameHeaps { different: places.len(), snapshots: segment.len() });
        }
        let is_found = |s: &Suspect| s.series == index && s.verdict == Verdict::Leak;
        let known = suspects.iter().filter(|s| s.series == index && s.verdict == Verdict::Growing);
        let known: i64 = known.map(rise).sum();
        if places.len() < ENOUGH || suspects.iter().any(is_found) {
            continue;
        }
        let below = below_sampling(set, one, &places, segment);
        // What is named already is not too small to be.
        notes.extend(below.filter(|note| known <= note.figures()[0] / 2));
        is_silent = true;
    }
    let grew = suspects
        .iter()
        .filter(|s| series[s.series].kind == "goroutine" && s.verdict == Verdict::Leak);
    let goroutines: i64 = grew.map(|s| rise(s).saturating_mul(i64::from(s.each))).sum();
    if is_silent && goroutines > 0 {
        notes.push(Note::Stacks { goroutines, bytes: goroutines.saturating_mul(STACK) });
    }
    notes
}

/// The total rises to the end, though no line of it does.
fn below_sampling(
    set: &SnapshotSet,
    series: &Series,
    places: &[usize],
    segment: std::ops::Range<usize>,
) -> Option<Note> {
    let of = |place: usize| &set.snapshots()[series.snapshots[place]];
    let totals: Vec<f64> = places.iter().map(|&place| of(place).total as f64).collect();
    let middle = totals.len() / 2;
    let level = |part: &[f64]| median(&mut part.to_vec());
    let third = (totals.len() / 3).max(2);
    let (first, last) = (&totals[..third], &totals[totals.len() - third..]);
    let grew = level(last) - level(first);
    let late = level(last) - totals[middle];
    let columns = Columns::different(set, series, segment);
    let all: Vec<u32> = (0..columns.cells.len() as u32).collect();
    let trend = columns.sum(&all).trend(&columns);
    let rises = mann_kendall(&totals) >= RISES && trend.z > 1.0;
    let is_still = late >= STILL * grew / 2.0;
    (rises && grew > 0.0 && is_still).then(|| Note::BelowSampling {
        grew: (totals[totals.len() - 1] - totals[0]) as i64,
        period: match of(places[0]).period {
            0 | 1 => PERIOD,
            period => period,
        },
    })
}
