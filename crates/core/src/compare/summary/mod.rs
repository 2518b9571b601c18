//! The answer of a comparison: by how much all of it changed, and where most of that is.
//!
//! What a stack changed by is charged to the first frame of the user's own, as in
//! [`snapshots`](crate::snapshots): nobody can mend `runtime.gopark`. Words are the page's.

use super::judge::{Difference, Sums};
use super::mode::Mode;
use super::{Compared, Comparison, FALSE_DISCOVERIES, NEW, OLD, Options};
use crate::diagnose::{Kind, Ownership};
use crate::profile::{FunctionId, Profile, StringId};
use crate::query::Query;
use crate::selection::SelectError;
use crate::stats::discovery_limit;
use rustc_hash::FxHashMap;

#[cfg(test)]
mod tests;

/// Quantity that a sample type counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Goroutines that are there.
    Goroutines,
    /// Goroutines that can never run again.
    LeakedGoroutines,
    /// Threads.
    Threads,
    /// Time on a CPU.
    Cpu,
    /// Time that passed.
    Wall,
    /// Samples, whatever they stand for.
    Samples,
    /// Bytes on the heap.
    InUseSpace,
    /// Objects on the heap.
    InUseObjects,
    /// Bytes that were ever allocated.
    AllocatedSpace,
    /// Objects that were ever allocated.
    AllocatedObjects,
    /// Time spent waiting.
    Delay,
    /// Number of waits.
    Contentions,
    /// Something else: the sample type's name says it.
    Other,
}

impl Subject {
    /// Subject of a sample type.
    fn of(profile: &Profile, index: usize) -> Self {
        let name = profile.strings.get(profile.sample_types[index].kind);
        match name {
            b"goroutine" => Self::Goroutines,
            b"goroutineleak" => Self::LeakedGoroutines,
            b"threadcreate" => Self::Threads,
            b"cpu" => Self::Cpu,
            b"wall" => Self::Wall,
            b"samples" | b"sample" => Self::Samples,
            b"inuse_space" => Self::InUseSpace,
            b"inuse_objects" => Self::InUseObjects,
            b"alloc_space" => Self::AllocatedSpace,
            b"alloc_objects" => Self::AllocatedObjects,
            b"delay" if Kind::of(profile) == Kind::Contention => Self::Delay,
            b"contentions" => Self::Contentions,
            _ => Self::Other,
        }
    }

    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Goroutines => "goroutines",
            Self::LeakedGoroutines => "leaked-goroutines",
            Self::Threads => "threads",
            Self::Cpu => "cpu",
            Self::Wall => "wall",
            Self::Samples => "samples",
            Self::InUseSpace => "inuse-space",
            Self::InUseObjects => "inuse-objects",
            Self::AllocatedSpace => "alloc-space",
            Self::AllocatedObjects => "alloc-objects",
            Self::Delay => "delay",
            Self::Contentions => "contentions",
            Self::Other => "other",
        }
    }
}

/// Form of the first sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is nothing on either side.
    Empty,
    /// Nothing differs at all.
    Equal,
    /// The differences may be chance.
    Noise,
    /// All of the change is in the parts.
    All,
    /// Most of the change is in the parts.
    Most,
    /// The change is spread over many functions: the parts are the largest.
    Spread,
    /// The total did not change beyond chance, but the parts did.
    Shift,
}

impl Answer {
    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Equal => "equal",
            Self::Noise => "noise",
            Self::All => "all",
            Self::Most => "most",
            Self::Spread => "spread",
            Self::Shift => "shift",
        }
    }
}

/// A function that is charged with a part of the change.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name, as in the profile.
    pub function: String,
    /// Its file; empty if unknown.
    pub file: String,
    /// The line that changed most; 0 if unknown.
    pub line: i64,
    /// Whose it is.
    pub owner: Ownership,
    /// Change of this function.
    pub difference: Difference,
    /// Its share of the total's change: above 1 where others changed the other way; 0 where
    /// the total did not change.
    pub share: f64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Quantity that is compared.
    pub subject: Subject,
    /// Form of the first sentence.
    pub answer: Answer,
    /// All that the query selects, judged alone.
    pub total: Difference,
    /// At most three functions that changed beyond chance, those that changed most first: in
    /// the direction of the total, if it changed.
    pub parts: Vec<Part>,
    /// At most two that changed the other way, by a quarter of the total's change or more.
    pub against: Vec<Part>,
    /// Number of functions that changed beyond chance, in the direction of the total if it changed.
    pub functions: usize,
}

/// Number of functions that are named.
const NAMED: usize = 3;
/// Number of functions that are named though they changed the other way.
const AGAINST: usize = 2;
/// Parts that cover this share of a change, no less and no more than that, are all of it, if
/// little else moved.
const ALL: std::ops::RangeInclusive<f64> = 0.95..=1.05;
/// Parts of less than this share are not worth a name beside larger ones.
const WORTH: f64 = 0.1;
/// Share of the total's change from which an opposite change is named.
const OTHER_WAY: f64 = 0.25;

/// The answer of two profiles, for a sample type (by name; empty: the default). `None` if
/// they cannot be compared, or not both have it.
///
/// Anybody who has two profiles of a program can ask: Compare does, and Snapshots where there
/// are two.
pub fn summarize(old: &Profile, new: &Profile, sample_type: &str) -> Option<Summary> {
    let sides = [old, new].map(|profile| vec![profile.clone()]);
    let [old, new] = sides;
    let mut comparison = Comparison::new(old, new, &Options::default()).ok()?;
    let query = Query { sample_index: sample_type.to_owned(), ..Query::default() };
    comparison.summary(&query, Mode::Absolute).ok()
}

impl Comparison {
    /// The answer, for what a query selects.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    pub fn summary(&mut self, query: &Query, mode: Mode) -> Result<Summary, SelectError> {
        let index = self.sample_index(query)?;
        let subject = Subject::of(self.profile(), index);
        Ok(summary(&self.select(query, mode)?, subject))
    }
}

/// Sums that are charged to a function, and the change of each of its lines.
#[derive(Default)]
struct Charged {
    function: FunctionId,
    sums: Sums,
    lines: FxHashMap<i64, f64>,
}

fn summary(compared: &Compared, subject: Subject) -> Summary {
    let judge = &compared.judge;
    let alone = judge.difference(&compared.all, FALSE_DISCOVERIES);
    // What nearly all functions have in common is part of the total's change.
    let total = match judge.most != 0.0 || alone.verdict.is_real() {
        true => judge.difference(&compared.all, 1.0),
        false => alone,
    };
    let mut parts = parts(compared, total.change);
    parts.retain(|part| part.difference.verdict.is_real());
    let mut summary = Summary {
        subject,
        answer: Answer::Noise,
        total,
        parts: Vec::new(),
        against: Vec::new(),
        functions: parts.len(),
    };
    if !total.verdict.is_real() {
        parts.truncate(NAMED);
        summary.answer = match () {
            () if compared.all.value == [0, 0] && parts.is_empty() => Answer::Empty,
            () if !parts.is_empty() => Answer::Shift,
            () if compared.stacks.iter().all(|s| s.value[OLD] == s.value[NEW]) => Answer::Equal,
            () => Answer::Noise,
        };
        summary.parts = parts;
        return summary;
    }
    let (mut parts, mut against): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| part.share > 0.0);
    let other_way: f64 = against.iter().map(|part| part.share.abs()).sum();
    against.retain(|part| part.share <= -OTHER_WAY);
    against.truncate(AGAINST);
    summary.functions = parts.len();
    let moved = parts.iter().map(|part| part.share).sum::<f64>() + other_way;
    let covered = |count: usize| parts.iter().take(count).map(|part| part.share).sum::<f64>();
    let most = parts.len().min(NAMED);
    let is_all = |&count: &usize| ALL.contains(&covered(count)) && moved - covered(count) <= WORTH;
    let all = (1..=most).find(is_all);
    (summary.answer, summary.parts) = match all {
        Some(count) => {
            parts.truncate(count);
            (Answer::All, parts)
        }
        None => {
            let answer = if covered(most) > 0.5 { Answer::Most } else { Answer::Spread };
            let mut place = 0;
            parts.retain(|part| {
                place += 1;
                place == 1 || (place <= NAMED && part.share >= WORTH)
            });
            (answer, parts)
        }
    };
    summary.against = against;
    summary
}

/// All functions that are charged with something, those that changed most first.
fn parts(compared: &Compared, total: f64) -> Vec<Part> {
    let profile = compared.selection.profile;
    let mut charged: FxHashMap<StringId, Charged> = FxHashMap::default();
    for (stack, sums) in profile.stacks.iter().zip(compared.stacks.iter()) {
        if sums.value == [0, 0] {
            continue;
        }
        let lines = || stack.iter().flat_map(|&location| profile.locations.lines_of(location));
        let at = compared.charged(lines().map(|line| Some(line.function)));
        let Some(line) = at.and_then(|at| lines().nth(at)) else { continue };
        // Functions of one name are one: both sides may have one each.
        let to = charged.entry(profile.functions.name[line.function as usize]).or_default();
        if to.lines.is_empty() || sums.value[NEW] != 0 {
            to.function = line.function;
        }
        to.sums.add(sums);
        *to.lines.entry(line.line).or_default() += compared.judge.scale.change(sums.value);
    }
    let judge = &compared.judge;
    let values = charged.values().filter_map(|c| judge.p_value(&c.sums)).collect();
    let threshold = discovery_limit(values, FALSE_DISCOVERIES);
    let text = |id| profile.strings.text(id).into_owned();
    let part = |(name, of): (StringId, Charged)| {
        let difference = judge.difference(&of.sums, threshold);
        // Of lines that changed alike, the first.
        let key = |line: i64, change: f64| (change * difference.change.signum(), -line);
        let line = of.lines.iter().map(|(&line, &change)| key(line, change));
        let line = line.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Part {
            function: text(name),
            file: text(profile.functions.filename[of.function as usize]),
            line: line.map_or(0, |(_, line)| -line),
            owner: compared.owner(of.function),
            difference,
            share: if total == 0.0 { 0.0 } else { difference.change / total },
        }
    };
    let mut parts: Vec<Part> = charged.into_iter().map(part).collect();
    parts.sort_by(|a, b| {
        let by_change = b.difference.change.abs().total_cmp(&a.difference.change.abs());
        by_change.then_with(|| a.function.cmp(&b.function))
    });
    parts
}
