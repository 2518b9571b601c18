//! Growth in a series that is too short for a verdict.
//!
//! Two snapshots cannot tell a leak from a burst, but they do show where there is more
//! than before, and that is what to look at first.

use super::columns::{Columns, Sum};
use super::kept::Measure;
use super::place::Place;
use super::sites::{Cut, Sites};
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::{Candidate, MAX_OTHERS, Suspect, largest};
use super::trend::{SIGNIFICANT, Trend};
use super::verdict::{Judgement, Reason, Verdict};
use std::cmp::Reverse;
use std::ops::Range;

/// Functions of which the last snapshot of a part of a series has more than the first, the
/// largest growth first; at most [`MAX_OTHERS`]. None where there is nothing to compare, or
/// where values only ever add up.
pub(super) fn grown(
    set: &SnapshotSet,
    index: usize,
    series: &Series,
    segment: Range<usize>,
) -> Vec<Suspect> {
    if segment.len() < 2 {
        return Vec::new();
    }
    let columns = Columns::different(set, series, segment.clone());
    if columns.width < 2 || columns.measure == Measure::Cumulative {
        return Vec::new();
    }
    let sites = Sites::new(set);
    let groups = columns.groups(|cell| sites.of(Cut::Function, cell.stack));
    let mut grown: Vec<(i64, Vec<u32>, Sum)> = groups
        .into_iter()
        .map(|(_, cells)| {
            let sum = columns.sum(&cells);
            (sum.growth(), cells, sum)
        })
        .filter(|(growth, ..)| *growth > 0)
        .collect();
    // What may be chance comes last: many samples say more than one that is large.
    grown.sort_by_key(|(growth, cells, sum)| (is_chance(sum), Reverse(*growth), cells[0]));
    grown.truncate(MAX_OTHERS);
    let place = Place { set, series, index, columns: &columns, segment };
    let one = |(_, cells, sum): (i64, Vec<u32>, Sum)| {
        let stack = largest(&columns, &cells);
        let mut reasons = reasons(&sum);
        reasons.extend(set.goroutines.blocked.get(&stack).copied().map(Reason::Waits));
        let judgement = Judgement { verdict: Verdict::Grew, reasons, trend: Trend::default() };
        place.suspect(Candidate { judgement, sum, stack, cells, head: None })
    };
    grown.into_iter().map(one).collect()
}

/// By how many standard deviations it grew of what chance makes, from the first to the last.
fn deviations(sum: &Sum) -> f64 {
    let came: f64 = sum.births.iter().sum();
    let went: f64 = sum.deaths.iter().sum();
    (came - went) / (came + went).max(1.0).sqrt()
}

/// Returns whether so few samples may differ that much by chance.
fn is_chance(sum: &Sum) -> bool {
    deviations(sum) < SIGNIFICANT
}

/// The two values, and whether the change may be chance.
fn reasons(sum: &Sum) -> Vec<Reason> {
    let (first, last) = (sum.values[0], sum.values[sum.values.len() - 1]);
    let mut reasons = vec![Reason::From(first, last)];
    if is_chance(sum) {
        reasons.push(Reason::WithinChance(deviations(sum).max(0.0)));
    }
    reasons
}
