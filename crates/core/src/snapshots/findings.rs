//! The answer: what leaks, or why that cannot be told.

use super::columns::Columns;
use super::hints::Hint;
use super::joins::{Join, joins};
use super::kept::Measure;
use super::notes::{Note, notes};
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::{Suspect, rank, suspects};
use super::verdict::{ENOUGH, Reason, Verdict};

/// Findings of the snapshots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The series, the longest first.
    pub series: Vec<Series>,
    /// Suspects that move, the worst first. Only real suspects have the verdict of a leak.
    pub suspects: Vec<Suspect>,
    /// Largest growth in series that are too short for a verdict, the largest first. Each has
    /// the verdict [`Verdict::Grew`]: that is all that can be said of it.
    pub grown: Vec<Suspect>,
    /// Where goroutines and the heap grow together.
    pub joins: Vec<Join>,
    /// Shortcomings of the snapshots as a whole, and what to collect next.
    pub notes: Vec<Note>,
    /// Why nothing can be told, if that is so.
    pub too_few: Option<TooFew>,
}

/// There are too few snapshots to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// The kind of which there are most.
    pub kind: String,
    /// Number of them between two restarts of the program.
    pub snapshots: usize,
    /// Number of those that are different: a heap that was not collected is the same again.
    pub different: usize,
    /// True if the program was restarted in between, which may be why there are too few.
    pub was_restarted: bool,
}

impl TooFew {
    /// In English: why, and what to collect.
    pub fn text(&self) -> String {
        let Self { kind, snapshots, different, was_restarted } = self;
        if different < snapshots {
            return format!(
                "{}. At least {ENOUGH} different ones are needed.",
                Note::SameHeaps { different: *different, snapshots: *snapshots }.text()
            );
        }
        let kind = if kind.is_empty() { "heap" } else { kind };
        let since = if *was_restarted { " of the program between two restarts" } else { "" };
        format!(
            "{snapshots} {kind} snapshots{since} are too few: a leak cannot be told from a cache \
             that fills or a burst of traffic with less than {ENOUGH}. Take 8 or more of \
             /debug/pprof/{} while the load is usual, at equal distances that together cover \
             several times as long as caches need to fill: one a minute is a start.",
            match kind {
                "heap" | "allocs" => "heap?gc=1",
                other => other,
            }
        )
    }
}

impl SnapshotSet {
    /// Judges all series.
    pub fn findings(&self) -> Findings {
        let series = self.series();
        let (mut all, mut grown): (Vec<Suspect>, Vec<Suspect>) = Default::default();
        for (index, one) in series.iter().enumerate() {
            // An allocs profile is the same as a heap profile, read in another way.
            let is_double = one.kind == "allocs"
                && series
                    .iter()
                    .any(|s| s.kind == "heap" && s.longest().len() >= one.longest().len());
            if one.kind == "goroutineleak" {
                all.extend(self.proven(index, one));
            } else if self.different(one, one.longest()).len() >= ENOUGH && !is_double {
                all.extend(suspects(self, index, one));
            } else if !is_double {
                grown.extend(super::grown::grown(self, index, one, one.longest()));
            }
        }
        rank(&mut all, &series);
        rank(&mut grown, &series);
        let joins = joins(self, &series, &all);
        for join in &joins {
            all[join.suspect].hints.push(Hint::Pinned);
        }
        let different = |s: &Series| self.different(s, s.longest()).len();
        let longest = series.iter().rev().max_by_key(|s| (different(s), s.longest().len()));
        let is_enough = longest.is_some_and(|s| different(s) >= ENOUGH)
            || all.iter().any(|s| s.verdict == Verdict::Leak);
        let too_few = (!is_enough).then(|| TooFew {
            kind: longest.map_or(String::new(), |s| s.kind.clone()),
            snapshots: longest.map_or(0, |s| s.longest().len()),
            different: longest.map_or(0, different),
            was_restarted: longest.is_some_and(|s| s.segments.len() > 1),
        });
        let notes = notes(self, &series, &all);
        Findings { series, suspects: all, grown, joins, notes, too_few }
    }

    /// Leaks that the garbage collector proved: one snapshot is enough. That there is nothing
    /// in it proves nothing.
    fn proven(&self, index: usize, series: &Series) -> Vec<Suspect> {
        let end = series.snapshots.len();
        let Some(last) = end.checked_sub(1) else { return Vec::new() };
        // At least two columns make a slope; a single one stands beside itself.
        let segment = if series.longest().len() >= 2 { series.longest() } else { last..end };
        let columns = Columns::new(self, series, segment.clone());
        debug_assert_eq!(columns.measure, Measure::Counted);
        super::suspects::proven(self, index, series, &columns, segment)
            .into_iter()
            .filter(|suspect| suspect.reasons.iter().any(|r| matches!(r, Reason::Proven(1..))))
            .collect()
    }
}
