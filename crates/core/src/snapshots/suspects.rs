//! Lines to blame: what grows, at the user's own code.

use super::columns::{Columns, Sum};
use super::hints::Hint;
use super::identity::FunctionId;
use super::kept::Measure;
use super::place::Place;
use super::rollup::{self, Part};
use super::sites::{Cut, Sites};
use super::snapshot_set::{Series, SnapshotSet};
use super::together::together;
use super::trend::Trend;
use super::verdict::{Judgement, Reason, Verdict, judge};
use crate::diagnose::{BlockedOn, Ownership};
use crate::profile::StackId;
use crate::stats::discovery_limit;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// Something that grows, or moves at all, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    /// Which series it is of.
    pub series: usize,
    /// Kind.
    pub verdict: Verdict,
    /// Why, the strongest reason first.
    pub reasons: Vec<Reason>,
    /// Shapes that it looks like: no more than hints.
    pub hints: Vec<Hint>,
    /// The share of such verdicts that were right in our own trials.
    pub confidence: f64,
    /// Its interval of 95 %, in two of the six ways of our trials; `None` where there are too few.
    pub interval: Option<(f64, f64)>,
    /// The function to blame: the user's own that is nearest to the leaf, if there is one.
    pub function: String,
    /// Its file.
    pub file: String,
    /// The line.
    pub line: i64,
    /// Its package.
    pub package: String,
    /// Whose it is.
    pub owner: Ownership,
    /// The stack that grows most: function, file and line, leaf first.
    pub stack: Vec<(String, String, i64)>,
    /// Reason why the goroutines wait.
    pub blocked: Option<BlockedOn>,
    /// The function that started the goroutines, and the place, if that is known.
    pub created: Option<(String, String)>,
    /// The labels, keys and values, that nearly all that came has.
    pub labels: Vec<(String, String)>,
    /// Where goroutines have ids: those of the last snapshot, by the place in the series
    /// of the one in which they were first; the oldest first.
    pub stays: Vec<(usize, Vec<i64>)>,
    /// The values in each snapshot of the series, in its unit; 0 outside of its segment.
    pub values: Vec<i64>,
    /// Amounts ever allocated there, likewise.
    pub allocated: Vec<i64>,
    /// The segment of the series that was judged.
    pub segment: Range<usize>,
    /// By how much it grows, in the series' unit: a second, where there are times.
    pub slope_per_second: Option<f64>,
    /// The same from one snapshot to the next.
    pub slope_per_snapshot: f64,
    /// The figures behind the verdict.
    pub trend: Trend,
    /// Parts, the largest first: functions that grow for the same cause. Empty
    /// where it is one function.
    pub parts: Vec<Part>,
    /// Number of goroutines for each: those that come and go together.
    pub each: u32,
}

/// Of so few comings and goings, no growth can be beyond chance. Leaving them out of the
/// count of tests does not depend on what they would have shown.
pub(super) const TESTABLE: f64 = 5.0;
/// The part of what is called growth that may be chance.
pub(super) const FALSE_DISCOVERIES: f64 = 0.1;
/// The part of the largest total that is worth a line.
const WORTH: i64 = 200;
/// Number of suspects that are listed though they are no leak and do not grow.
pub(super) const MAX_OTHERS: usize = 40;

/// The suspects of a series with enough snapshots, best first.
pub(super) fn suspects(set: &SnapshotSet, index: usize, series: &Series) -> Vec<Suspect> {
    let segment = series.longest();
    let columns = Columns::comparable(set, series, segment.clone());
    let sites = Sites::new(set);
    let by_function = columns.groups(|cell| sites.of(Cut::Function, cell.stack));
    let sums: Vec<Sum> = by_function.iter().map(|(_, cells)| columns.sum(cells)).collect();
    let limit = limit(&columns, &sums);
    let mut best: FxHashMap<u32, Candidate> = FxHashMap::default();
    for cut in [Cut::Function, Cut::Line, Cut::Call, Cut::Stack] {
        for (_, cells) in columns.groups(|cell| sites.of(cut, cell.stack)) {
            let function = sites.of(Cut::Function, columns.cells[cells[0] as usize].stack);
            let Some(function) = function else { continue };
            let sum = columns.sum(&cells);
            // What cannot grow need not be looked at more closely.
            if cut > Cut::Function && sum.growth() <= 0 && best.contains_key(&function) {
                continue;
            }
            let stack = largest(&columns, &cells);
            let blocked = set.goroutines.blocked.get(&stack).copied();
            let judgement = judge(&columns, &sum, limit, blocked);
            let new = Candidate { judgement, sum, stack, cells, head: None };
            match best.get_mut(&function) {
                Some(old) if !new.is_better(old) => {}
                Some(old) => *old = new,
                None => drop(best.insert(function, new)),
            }
        }
    }
    let mut all: Vec<Candidate> = best.into_values().collect();
    all.sort_by_key(|c| c.cells[0]);
    let all: Vec<(Candidate, Vec<Part>, u32)> = match columns.measure {
        Measure::Sampled => rolled_up(set, &columns, all, limit),
        Measure::Counted => together(set, series, &columns, all),
        Measure::Cumulative => all.into_iter().map(|c| (c, Vec::new(), 1)).collect(),
    };
    let peak = totals(&columns).into_iter().max().unwrap_or(0);
    let is_worth = |c: &Candidate| {
        let most = c.sum.values.iter().copied().max().unwrap_or(0);
        c.judgement.verdict <= Verdict::Growing || most > peak / WORTH
    };
    let mut all: Vec<_> = all.into_iter().filter(|(c, ..)| is_worth(c)).collect();
    all.sort_by_key(|(c, ..)| (c.judgement.verdict, Reverse(c.sum.values.iter().copied().max())));
    let kept = all.iter().filter(|(c, ..)| c.judgement.verdict <= Verdict::Growing).count();
    all.truncate(kept + MAX_OTHERS);
    let place = Place { set, series, index, columns: &columns, segment };
    let suspect = |(candidate, parts, each)| {
        let suspect = place.suspect(candidate);
        Suspect { parts, each, ..suspect }
    };
    all.into_iter().map(suspect).collect()
}

/// The causes of what grows, each with its parts, and what is left of the single functions
/// beside them.
fn rolled_up(
    set: &SnapshotSet,
    columns: &Columns,
    lines: Vec<Candidate>,
    limit: f64,
) -> Vec<(Candidate, Vec<Part>, u32)> {
    let causes = rollup::causes(set, columns, &lines, limit);
    let mut is_taken = vec![false; columns.cells.len()];
    for &cell in causes.iter().flat_map(|cause| &cause.cells) {
        is_taken[cell as usize] = true;
    }
    let with_parts = |cause: Candidate| {
        let parts = match cause.head {
            Some(head) => rollup::parts(set, columns, head, &cause.cells),
            None => Vec::new(),
        };
        (cause, parts, 1)
    };
    let mut all: Vec<_> = causes.into_iter().map(with_parts).collect();
    for mut line in lines {
        let before = line.cells.len();
        line.cells.retain(|&cell| !is_taken[cell as usize]);
        if line.cells.is_empty() {
            continue;
        }
        if line.cells.len() < before {
            line.sum = columns.sum(&line.cells);
            line.stack = largest(columns, &line.cells);
            line.judgement = judge(columns, &line.sum, limit, None);
        }
        // What is a leak was chosen, or is the rest of one.
        if line.judgement.verdict == Verdict::Leak {
            line.judgement.verdict = Verdict::Growing;
        }
        all.push((line, Vec::new(), 1));
    }
    all
}

/// The sums of all cells.
fn totals(columns: &Columns) -> Vec<i64> {
    let all: Vec<u32> = (0..columns.cells.len() as u32).collect();
    columns.sum(&all).values
}

/// The largest probability that is still a finding.
pub(super) fn limit(columns: &Columns, sums: &[Sum]) -> f64 {
    let trends = sums.iter().map(|sum| sum.trend(columns));
    let testable = trends.filter(|t| t.births + t.deaths >= TESTABLE);
    discovery_limit(testable.map(|t| t.p).collect(), FALSE_DISCOVERIES)
}

/// The stack that grows most, or else is largest.
pub(super) fn largest(columns: &Columns, cells: &[u32]) -> StackId {
    let mut by_stack: FxHashMap<StackId, (i64, i64)> = FxHashMap::default();
    for &cell in cells {
        let (growth, most) = by_stack.entry(columns.cells[cell as usize].stack).or_insert((0, 0));
        *growth = growth.saturating_add(columns.growth(cell as usize));
        let peak = columns.values(cell as usize).iter().copied().max().unwrap_or(0);
        *most = most.saturating_add(peak);
    }
    let best = by_stack.into_iter().max_by_key(|&(stack, size)| (size, Reverse(stack)));
    best.map_or(0, |(stack, _)| stack)
}

pub(super) struct Candidate {
    pub judgement: Judgement,
    pub sum: Sum,
    pub stack: StackId,
    /// Cells that it is made of.
    pub cells: Vec<u32>,
    /// The function to blame, if it is not that of the stack's own line.
    pub head: Option<FunctionId>,
}

impl Candidate {
    /// Returns whether a part says more than the whole: only with a worse verdict, or by far more
    /// surely.
    fn is_better(&self, whole: &Self) -> bool {
        let (part, whole) = (&self.judgement, &whole.judgement);
        part.verdict < whole.verdict
            || (part.verdict == Verdict::Leak
                && whole.verdict == Verdict::Leak
                && part.trend.z > whole.trend.z * 1.25)
    }
}

/// The order in which suspects are named: by verdict; the user's own code first; then how
/// sure it is, as far as that counts; then how much it is. What merely grew is named by how
/// much that is, whoever's it is; what may be chance comes last.
pub(super) fn rank(all: &mut [Suspect], series: &[Series]) {
    let weight = |suspect: &Suspect| {
        // A goroutine takes its stack and more.
        const OF_GOROUTINE: f64 = 8192.0;
        let each =
            if series[suspect.series].kind.starts_with("goroutine") { OF_GOROUTINE } else { 1.0 };
        suspect.slope_per_snapshot * each
    };
    let sureness = |suspect: &Suspect| suspect.trend.z.min(5.0);
    let is_chance = |suspect: &Suspect| {
        suspect.reasons.iter().any(|reason| matches!(reason, Reason::WithinChance(_)))
    };
    let is_foreign = |suspect: &Suspect| match suspect.verdict {
        Verdict::Grew => is_chance(suspect),
        _ => suspect.owner != Ownership::Own,
    };
    let is_proven = |suspect: &Suspect| {
        suspect.reasons.iter().any(|reason| matches!(reason, Reason::Proven(_)))
    };
    all.sort_by(|a, b| {
        (a.verdict, !is_proven(a), is_foreign(a))
            .cmp(&(b.verdict, !is_proven(b), is_foreign(b)))
            .then_with(|| match a.verdict {
                Verdict::Leak => sureness(b).total_cmp(&sureness(a)),
                _ => std::cmp::Ordering::Equal,
            })
            .then_with(|| weight(b).abs().total_cmp(&weight(a).abs()))
            .then_with(|| (&a.function, a.line).cmp(&(&b.function, b.line)))
    });
}

/// Suspects of a profile of goroutines that can never run again: each of its lines is a
/// leak, whatever it does over time.
pub(super) fn proven(
    set: &SnapshotSet,
    index: usize,
    series: &Series,
    columns: &Columns,
    segment: Range<usize>,
) -> Vec<Suspect> {
    let sites = Sites::new(set);
    let place = Place { set, series, index, columns, segment };
    let groups = columns.groups(|cell| sites.of(Cut::Line, cell.stack));
    let one = |(_, cells): (u32, Vec<u32>)| {
        let (sum, stack) = (columns.sum(&cells), largest(columns, &cells));
        let most = sum.values.iter().copied().max().unwrap_or(0);
        let trend = match columns.width {
            0..3 => Trend::default(),
            _ => sum.trend(columns),
        };
        let blocked = set.goroutines.blocked.get(&stack).copied();
        let mut reasons = vec![Reason::Proven(most)];
        reasons.extend(blocked.map(Reason::Waits));
        let judgement = Judgement { verdict: Verdict::Leak, reasons, trend };
        let mut suspect = place.suspect(Candidate { judgement, sum, stack, cells, head: None });
        suspect.confidence = 1.0;
        suspect.interval = None;
        suspect
    };
    groups.into_iter().map(one).collect()
}
