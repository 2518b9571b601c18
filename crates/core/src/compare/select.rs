//! A query applied to both sides.

use super::mode::{Mode, Scale};
use super::{Comparison, Judge, NEW, OLD, Sums, sides};
use crate::diagnose::{Kind, Ownership, blamed, is_runtime};
use crate::profile::{FunctionId, Profile, Samples, Shared};
use crate::query::Query;
use crate::selection::{SelectError, Selection, Weights};
use std::rc::Rc;

/// Objects of which this share is sampled, or more, are seen wholly: those of five times the
/// rate.
const SEEN: f64 = 0.99;

/// The samples, the sample type, and whether what both sides share is left out.
type EvidenceKey = (Shared<Samples>, usize, bool);

/// Sums of all samples for the latest query: the next one may need the same.
#[derive(Default)]
pub struct Latest {
    evidence: Option<(EvidenceKey, Rc<Vec<Sums>>)>,
    old_weights: Option<(Shared<Samples>, usize, Rc<Weights>)>,
}

/// A comparison, as a query sees it.
#[derive(Clone)]
pub struct Compared<'a> {
    /// The new side, with the stacks of both.
    pub selection: Selection<'a>,
    /// Weight of each stack on the old side.
    pub old: Rc<Weights>,
    /// Sums of each stack on both sides, and the samples behind them.
    pub stacks: Rc<Vec<Sums>>,
    /// Totals that shares are of: old, new.
    pub totals: [i64; 2],
    /// Judge of the figures.
    pub judge: Judge,
    /// Sums over all stacks.
    pub all: Sums,
    /// Whose each function is.
    owners: Rc<Vec<Ownership>>,
    /// Stacks end where something waits, in functions of the runtime: what a function spends
    /// itself says nothing.
    pub is_waiting: bool,
    /// Where the profile has the old side's values; the new side's are the selected ones.
    old_index: usize,
}

impl<'a> Compared<'a> {
    /// Which of some functions, those of a stack with the leaf first, is charged with it: the
    /// first of the user's own, as everywhere ([`blamed`]). `None` of no functions.
    pub fn charged(&self, functions: impl Iterator<Item = Option<FunctionId>>) -> Option<usize> {
        let profile = self.selection.profile;
        let mut functions = functions.peekable();
        functions.peek()?;
        let frame = |function: Option<FunctionId>| match function {
            Some(function) => {
                let name = profile.strings.get(profile.functions.name[function as usize]);
                (self.owner(function), is_runtime(name))
            }
            None => (Ownership::Other, false),
        };
        Some(blamed(functions.map(frame)).0)
    }

    /// Whose a function is.
    pub(super) fn owner(&self, function: FunctionId) -> Ownership {
        self.owners.get(function as usize).copied().unwrap_or(Ownership::Other)
    }

    /// The old side, with the stacks of both.
    pub fn old_selection(&self) -> Selection<'a> {
        let weights = self.old.clone();
        Selection { weights, total: self.totals[OLD], ..self.selection.clone() }
    }

    /// Change as a profile: the selected values are those of the new side less those
    /// of the old one, exact where nothing is scaled. Where it is, the new side's are scaled
    /// to the old one's and rounded, sample by sample, as `-normalize` does it.
    pub fn change(&self) -> Profile {
        let mut profile = self.selection.profile.clone();
        let index = self.selection.sample_index;
        let old = profile.samples.values[self.old_index].clone();
        let Scale { factors, .. } = self.judge.scale;
        let new = &mut profile.samples.values[index];
        for (new, old) in new.iter_mut().zip(&old[..]) {
            if !self.judge.scale.is_equal() {
                *new = (*new as f64 * factors[NEW] / factors[OLD]).round() as i64;
            }
            *new = new.wrapping_sub(*old);
        }
        profile
    }

    /// The selection of what changed, of [`change`](Self::change): shares are of the old side,
    /// as with `-diff_base`.
    pub fn change_selection<'b>(&'b self, change: &'b Profile) -> Selection<'b> {
        let weights = Weights::new(change, self.selection.sample_index, false);
        Selection {
            profile: change,
            weights: Rc::new(weights),
            total: self.totals[OLD],
            ..self.selection.clone()
        }
    }
}

impl Comparison {
    /// Applies a query. Averages (`mean`) are not compared: their sums are.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn select(&mut self, query: &Query, mode: Mode) -> Result<Compared<'_>, SelectError> {
        let index = self.sample_index(query)?;
        let query = &self.summed(query)?;
        let judge = self.judge(mode, index);
        let shares = self.shares_samples(&judge.scale);
        let owners = self.owners();
        let relative = query.relative_percentages;
        let profile = self.session.select(query)?.profile.clone();
        let samples = &profile.samples;
        let stacks = match self.latest.evidence.take() {
            Some(((of, i, s), stacks)) if Shared::is(&of, samples) && (i, s) == (index, shares) => {
                stacks
            }
            _ => Rc::new(self.stack_sums(&profile, index, shares)),
        };
        self.latest.evidence = Some(((samples.clone(), index, shares), stacks.clone()));
        let mut all = Sums::default();
        stacks.iter().for_each(|sums| all.add(sums));
        let judge = judge.of_all(&all);
        let old = match self.latest.old_weights.take() {
            Some((of, i, old)) if Shared::is(&of, samples) && i == index => old,
            _ => Rc::new(Weights::new(&profile, self.columns.value(OLD, index), false)),
        };
        self.latest.old_weights = Some((samples.clone(), index, old.clone()));
        let totals = match relative {
            true => {
                [OLD, NEW].map(|side| sides::magnitude(&profile, self.columns.value(side, index)))
            }
            false => self.facts.totals[index],
        };
        let mut selection = self.session.select(query)?;
        selection.total = totals[NEW];
        let old_index = self.columns.value(OLD, index);
        let is_waiting = matches!(
            Kind::of(selection.profile),
            Kind::Goroutine | Kind::GoroutineLeak | Kind::ThreadCreate | Kind::Contention
        );
        Ok(Compared { selection, old, stacks, totals, judge, all, owners, is_waiting, old_index })
    }

    /// The same query for sums, and with the sample type's number: its name may be none.
    pub(super) fn summed(&self, query: &Query) -> Result<Query, SelectError> {
        let sample_index = self.sample_index(query)?.to_string();
        Ok(Query { sample_index, mean: false, ..query.clone() })
    }

    /// Sum of each stack, with the number and weight of its samples.
    fn stack_sums(&self, profile: &Profile, index: usize, shares: bool) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); profile.stacks.len()];
        let columns = &self.columns;
        let values = &profile.samples.values;
        let value = [OLD, NEW].map(|side| &values[columns.value(side, index)][..]);
        let counts = [OLD, NEW].map(|side| columns.count(side, index).map(|c| &values[c][..]));
        let ever = [OLD, NEW].map(|side| columns.ever(side, index).map(|c| &values[c][..]));
        let ever = ever[OLD].zip(ever[NEW]);
        // Of what is there, and of what one process did, an object that cannot escape the
        // sampling is a fact. Of two processes, it may be another run's luck.
        let is_fact = columns.snapshot[index] || self.facts.is_one_process();
        let objects = [OLD, NEW].map(|side| columns.objects(side, index).map(|c| &values[c][..]));
        let is_whole = |side: usize, row: usize, count: i64| {
            let there = objects[side].map_or(0, |objects| objects[row].saturating_abs());
            is_fact && there > 0 && count as f64 >= SEEN * there as f64
        };
        for (row, &stack) in profile.samples.stack.iter().enumerate() {
            let sum = &mut sums[stack as usize];
            let value = value.map(|column| column[row]);
            let mut one = Sums { value, ..Sums::default() };
            if let [Some(old), Some(new)] = counts {
                let count = [old[row], new[row]];
                let shared = match shares {
                    true => self.shared(index, count, ever.map(|(old, new)| [old[row], new[row]])),
                    false => 0,
                };
                for side in [OLD, NEW] {
                    if is_whole(side, row, count[side]) {
                        one.whole[side] = value[side] as f64;
                        continue;
                    }
                    let own = (count[side] - shared) as f64;
                    if own > 0.0 {
                        let worth = (value[side] as f64 / count[side] as f64).abs();
                        one.own[side] = worth * own;
                        one.square[side] = worth * worth * own;
                        one.count += own;
                    }
                }
            }
            sum.add(&one);
        }
        sums
    }

    /// Number of samples of a row that are the same on both sides, at least. Of counters that
    /// only grow, the smaller number. Of what is in use, those that are there later and
    /// were not sampled since.
    fn shared(&self, index: usize, count: [i64; 2], ever: Option<[i64; 2]>) -> i64 {
        let least = count[OLD].min(count[NEW]);
        if self.columns.cumulative[index] {
            return least;
        }
        let Some(ever) = ever else { return 0 };
        let since = (ever[NEW] - ever[OLD]).abs();
        let later = if self.facts.is_reversed() { OLD } else { NEW };
        (count[later] - since).clamp(0, least)
    }
}
