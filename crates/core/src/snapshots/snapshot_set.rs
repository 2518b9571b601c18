//! Snapshots of any kind, sorted into series.

use super::capture_time;
use super::file::{Form, LabelSets, Snapshot};
use super::identity::Identity;
use super::kept::Unsuited;
use super::order::OrderedBy;
use super::waits::Goroutines;
use crate::profile::Profile;
use std::collections::BTreeMap;
use std::ops::Range;

/// Snapshots in any order, of any kinds.
#[derive(Default)]
pub struct SnapshotSet {
    /// Functions and frames of their stacks.
    pub identity: Identity,
    pub(super) labels: LabelSets,
    pub(super) goroutines: Goroutines,
    snapshots: Vec<Snapshot>,
    /// The order that somebody gave by hand, if any: it counts more than all times.
    pub(super) order: Option<Vec<usize>>,
    /// The times that somebody gave by hand.
    typed: BTreeMap<usize, i64>,
}

/// Snapshots of one kind and program, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// See [`Snapshot::kind`].
    pub kind: String,
    /// The program; empty if unknown.
    pub program: String,
    /// The snapshots' numbers in the set, in order.
    pub snapshots: Vec<usize>,
    /// The seconds of each since the first; `None` where not all are known.
    pub seconds: Option<Vec<f64>>,
    /// Source of their order.
    pub ordered_by: OrderedBy,
    /// The parts between restarts of the program, one after the other.
    pub segments: Vec<Range<usize>>,
}

impl Series {
    /// The longest segment, the last one of those that are equally long.
    pub fn longest(&self) -> Range<usize> {
        self.segments.iter().max_by_key(|segment| segment.len()).cloned().unwrap_or(0..0)
    }
}

impl SnapshotSet {
    /// Takes what counts of a profile, and says its number.
    ///
    /// # Errors
    ///
    /// When such a profile says nothing of what grows.
    pub fn add(&mut self, name: &str, profile: &Profile) -> Result<usize, Unsuited> {
        let Self { identity, labels, goroutines, snapshots, .. } = self;
        snapshots.push(Snapshot::new(name, profile, identity, labels, goroutines)?);
        Ok(snapshots.len() - 1)
    }

    /// All snapshots, as they were added.
    pub fn snapshots(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// Sets times by hand: a snapshot's number, and nanoseconds since 1970. They count more
    /// than what the files say.
    pub fn set_times(&mut self, times: impl IntoIterator<Item = (usize, i64)>) {
        self.typed = times.into_iter().collect();
    }

    /// When a snapshot was taken, as somebody or the file says; 0 if unknown.
    fn own_time(&self, number: usize) -> i64 {
        self.typed.get(&number).copied().unwrap_or(self.snapshots[number].time_nanos)
    }

    /// When each snapshot was taken, in nanoseconds since 1970; 0 if unknown. Text forms
    /// have no time, but often there is another snapshot of the same moment.
    pub fn times(&self) -> Vec<i64> {
        let mut known: BTreeMap<(String, String), i64> = BTreeMap::new();
        let keys: Vec<(String, String)> = self.snapshots.iter().map(|s| key(&s.name)).collect();
        for (number, (folder, moment)) in keys.iter().enumerate() {
            let own = self.own_time(number);
            // Dumps are quick to take: what was taken first of a moment is its time.
            if own != 0 {
                for folder in [folder.as_str(), "*"] {
                    let time = known.entry((folder.to_owned(), moment.clone())).or_insert(i64::MAX);
                    *time = own.min(*time);
                }
            }
        }
        let borrowed = |(folder, moment): &(String, String)| {
            let same = known.get(&(folder.clone(), moment.clone()));
            let same = same.or_else(|| known.get(&("*".to_owned(), moment.clone())));
            same.copied().unwrap_or(0)
        };
        let time = |(number, key): (usize, &(String, String))| match self.own_time(number) {
            0 => borrowed(key),
            time => time,
        };
        keys.iter().enumerate().map(time).collect()
    }

    /// The places of those snapshots of a segment that are different. A heap profile is of
    /// the last collection: where nothing was allocated from one to the next, as far as it
    /// tells, none was between them.
    pub fn different(&self, series: &Series, segment: Range<usize>) -> Vec<usize> {
        let of = |place: usize| &self.snapshots[series.snapshots[place]];
        let start = segment.start;
        let is_new = |&place: &usize| {
            let now = of(place);
            place == start
                || now.measure != super::Measure::Sampled
                || now.allocated == 0 && now.total != 0
                || (now.allocated, now.total) != (of(place - 1).allocated, of(place - 1).total)
        };
        segment.filter(is_new).collect()
    }

    /// The series, the longest first.
    pub fn series(&self) -> Vec<Series> {
        let times = self.times();
        let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (number, snapshot) in self.snapshots.iter().enumerate() {
            let program = self.program_of(snapshot);
            groups.entry((snapshot.kind.clone(), program)).or_default().push(number);
        }
        let mut all: Vec<Series> = groups
            .into_iter()
            .map(|((kind, program), numbers)| {
                let (snapshots, ordered_by) = self.ordered(self.one_form(numbers), &times);
                let seconds = seconds(&snapshots, &times);
                Series { kind, program, snapshots, seconds, ordered_by, segments: Vec::new() }
            })
            .collect();
        self.split(&mut all, &times);
        all.sort_by_key(|series| std::cmp::Reverse(series.snapshots.len()));
        all
    }

    /// Text forms do not say whose they are: where there is only one program, it is that.
    fn program_of(&self, snapshot: &Snapshot) -> String {
        if !snapshot.program.is_empty() {
            return snapshot.program.clone();
        }
        let mut programs = self.snapshots.iter().map(|s| &s.program).filter(|p| !p.is_empty());
        let first = programs.next().cloned().unwrap_or_default();
        if programs.all(|program| *program == first) { first } else { String::new() }
    }

    /// Of several forms of the same moments, the one that has the most moments, and of
    /// those the one that says the most.
    fn one_form(&self, numbers: Vec<usize>) -> Vec<usize> {
        let of = |form: Form| numbers.iter().filter(move |&&n| self.snapshots[n].form == form);
        let forms = [Form::Text, Form::Proto, Form::Dump];
        let Some(best) = forms.into_iter().max_by_key(|&form| (of(form).count(), form)) else {
            return numbers;
        };
        let keys: Vec<_> = of(best).map(|&n| key(&self.snapshots[n].name)).collect();
        // What no other form has stays.
        let is_new = |n: &usize| {
            let snapshot = &self.snapshots[*n];
            snapshot.form == best || !keys.contains(&key(&snapshot.name))
        };
        let mut kept: Vec<usize> = numbers.iter().copied().filter(is_new).collect();
        // The same file twice is one snapshot.
        let mut seen = Vec::new();
        kept.retain(|&n| {
            let snapshot = &self.snapshots[n];
            let identity = (snapshot.time_nanos, snapshot.total, snapshot.allocated);
            let is_new = snapshot.time_nanos == 0 || !seen.contains(&identity);
            seen.push(identity);
            is_new
        });
        kept
    }

    /// Finds where the program was started anew: in one series by its content, in the
    /// others by the time.
    fn split(&self, all: &mut [Series], times: &[i64]) {
        let mut restarts: Vec<(String, i64)> = Vec::new();
        let found: Vec<Vec<usize>> = all.iter().map(|series| self.restarts(series)).collect();
        for (series, found) in all.iter().zip(&found) {
            let at = found.iter().map(|&i| times[series.snapshots[i]]).filter(|&time| time != 0);
            restarts.extend(at.map(|time| (series.program.clone(), time)));
        }
        for (series, mut ends) in all.iter_mut().zip(found) {
            for (program, restart) in &restarts {
                let is_after = |&n: &usize| times[n] != 0 && times[n] >= *restart;
                if *program == series.program && series.seconds.is_some() {
                    ends.extend(series.snapshots.iter().position(is_after));
                }
            }
            ends.push(series.snapshots.len());
            ends.sort_unstable();
            ends.dedup();
            let mut start = 0;
            for end in ends {
                if end > start {
                    series.segments.push(start..end);
                    start = end;
                }
            }
        }
    }

    /// The places in a series at which a counter that only grows fell, or the build is
    /// another one.
    fn restarts(&self, series: &Series) -> Vec<usize> {
        let snapshot = |i: usize| &self.snapshots[series.snapshots[i]];
        let is_restart = |&i: &usize| {
            let (old, new) = (snapshot(i - 1), snapshot(i));
            let last_id = |s: &Snapshot| s.ids.last().map_or(0, |&(id, _)| id);
            let other_build =
                !old.build.is_empty() && !new.build.is_empty() && old.build != new.build;
            let fell = match series.kind.as_str() {
                "heap" | "allocs" => new.allocated < old.allocated,
                // The ids of goroutines that ended are not given again.
                "goroutine" => {
                    old.form == Form::Dump && last_id(new) < last_id(old) && {
                        let is_left = |&(id, _): &(i64, u32)| new.ids.iter().any(|&(n, _)| n == id);
                        !old.ids.iter().rev().take(64).any(is_left)
                    }
                }
                _ => new.measure == super::Measure::Cumulative && new.total < old.total,
            };
            other_build || fell
        };
        (1..series.snapshots.len()).filter(is_restart).collect()
    }
}

/// The folder of a file, and its moment. What is in the same folder under the same
/// moment was taken together.
pub(super) fn key(name: &str) -> (String, String) {
    let folder = name.rfind(['/', '\\']).map_or("", |at| &name[..at]);
    (folder.to_owned(), capture_time::moment(name))
}

fn seconds(snapshots: &[usize], times: &[i64]) -> Option<Vec<f64>> {
    let first = times[*snapshots.first()?];
    let is_known = snapshots.iter().all(|&n| times[n] != 0)
        && snapshots.windows(2).all(|pair| times[pair[0]] < times[pair[1]]);
    let since = |&n: &usize| times[n].saturating_sub(first) as f64 / 1e9;
    is_known.then(|| snapshots.iter().map(since).collect())
}
