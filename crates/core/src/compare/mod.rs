//! Changes between two sides, and whether they are real.
//!
//! A side is one profile or several, which are merged. A [`Comparison`] is made once from
//! two sides and then answers every view: it holds one profile whose samples have each
//! sample type twice ([`pair`]), so stacks, filters and granularity are those of any
//! profile. Before that, the functions of one build are found in the other ([`matching`]).
//! Figures are judged by how many samples they rest on ([`samples`]), by how much runs
//! differ ([`spread`]), and by how many of them there are ([`noise`]). What stands between
//! the two sides is said in [`Remark`]s.
//!
//! This module knows nothing of screens; the text forms of `go tool pprof -base` are made
//! elsewhere, in `profile::combine`.

mod common;
mod context;
mod difference;
mod judge;
mod matching;
mod mode;
mod moved;
mod names;
mod pair;
mod remarks;
mod samples;
mod select;
mod sides;
mod spread;
mod summary;
#[cfg(test)]
mod tests;
mod tree;

pub use difference::difference;
pub use judge::{Difference, Judge, Sums, Verdict};
pub use matching::{Matching, Options as MatchOptions, Rename, Unmatched};
pub use mode::{Mode, Scale};
pub use remarks::{Remark, Remedy};
pub use select::Compared;
pub use spread::USUAL as USUAL_SPREAD;
pub use summary::{Answer, Part, Subject, Summary, summarize};
pub use tree::{PairShaped, PairTree, Width};

use crate::diagnose::{Ownership, ownership};
use crate::profile::Profile;
use crate::profile::combine::{self, CombineError};
use crate::query::Query;
use crate::selection::{SampleIndexError, SelectError, Session, sample_index};
use common::Common;
use pair::Columns;
use sides::Facts;
use spread::Runs;
use std::rc::Rc;

/// The old side, the base, in every pair.
pub const OLD: usize = 0;
/// The new side, the current one, in every pair.
pub const NEW: usize = 1;

/// The share of discoveries that may be false.
pub const FALSE_DISCOVERIES: f64 = 0.01;

/// Options of a comparison of two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Options of matching functions.
    pub matching: MatchOptions,
    /// Scale the new side to the old one's totals, each sample type by itself and each
    /// sample rounded, as `-normalize` does.
    pub normalize: bool,
}

/// Two sides, ready to be looked at.
pub struct Comparison {
    session: Session,
    columns: Columns,
    /// The sample type that is meant where none is asked for.
    default: usize,
    matching: Matching,
    facts: Facts,
    runs: [Runs; 2],
    normalized: bool,
    /// By what factor most functions changed, for each sample type.
    common: Vec<Option<Common>>,
    latest: select::Latest,
    trees: tree::Trees,
    /// Whose each function is, once somebody asked.
    owners: Option<Rc<Vec<Ownership>>>,
}

impl Comparison {
    /// Compares two sides, each of one profile or several.
    ///
    /// # Errors
    ///
    /// When a side has no profile, when nothing is measured on both sides, or when units do
    /// not go together.
    pub fn new(
        old: Vec<Profile>,
        new: Vec<Profile>,
        options: &Options,
    ) -> Result<Self, CombineError> {
        let runs = [old.clone(), new.clone()];
        let sides = [combine::merge(old)?, combine::merge(new)?];
        Self::of_sides(sides, &runs, options, false)
    }

    /// Compares the two sides of a profile that is a difference itself: what it has less of
    /// with what it has more of. `None` if it has no negative values.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn of_difference(profile: &Profile) -> Result<Option<Self>, CombineError> {
        if !sides::has_negative(profile) {
            return Ok(None);
        }
        let [mut old, mut new] = [profile.clone(), profile.clone()];
        for column in &mut old.samples.values {
            column.iter_mut().for_each(|value| *value = value.min(&mut 0).saturating_neg());
        }
        for column in &mut new.samples.values {
            column.iter_mut().for_each(|value| *value = (*value).max(0));
        }
        Self::of_sides([old, new], &[vec![], vec![]], &Options::default(), true).map(Some)
    }

    fn of_sides(
        mut sides: [Profile; 2],
        runs: &[Vec<Profile>; 2],
        options: &Options,
        is_delta: bool,
    ) -> Result<Self, CombineError> {
        let mut facts = Facts::new(&sides, [runs[OLD].len(), runs[NEW].len()], is_delta);
        combine::align(&mut sides)?;
        let default = sides[NEW].default_sample_index().unwrap_or(0);
        let kind = sides[NEW].strings.get(sides[NEW].sample_types[default].kind).to_vec();
        let runs = [OLD, NEW].map(|side| {
            Runs::new(&runs[side], |run| {
                let index = run.sample_type_names().position(|name| name == kind)?;
                samples::Source::of(run, index).count(run)
            })
        });
        let combined = pair::combine(sides, &options.matching, options.normalize)?;
        facts.learn(&combined.profile, &combined.columns);
        let common = common::factors(&combined.profile, &combined.columns);
        Ok(Self {
            common,
            session: Session::new(combined.profile)
                .with_called_as_inlined(combined.differs_in_inlining),
            columns: combined.columns,
            default,
            matching: combined.matching,
            facts,
            runs,
            normalized: options.normalize,
            latest: select::Latest::default(),
            trees: tree::Trees::default(),
            owners: None,
        })
    }

    /// The profile of both sides. Its first sample types are those of the new side; the
    /// others are not for showing.
    pub fn profile(&self) -> &Profile {
        self.session.profile()
    }

    /// The session that holds it.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Whose each function of [`profile`](Self::profile) is.
    fn owners(&mut self) -> Rc<Vec<Ownership>> {
        let profile = self.session.profile();
        self.owners.get_or_insert_with(|| Rc::new(ownership(profile))).clone()
    }

    /// Number of sample types to compare: the first ones of the profile.
    pub fn type_count(&self) -> usize {
        self.columns.types
    }

    /// Matches, and functions without one.
    pub fn matching(&self) -> &Matching {
        &self.matching
    }

    /// The sum of the magnitudes of a sample type: old, new.
    pub fn totals(&self, index: usize) -> [i64; 2] {
        self.facts.totals[index]
    }

    /// Which sample type a query means.
    ///
    /// # Errors
    ///
    /// When it is none that both sides have.
    pub fn sample_index(&self, query: &Query) -> Result<usize, SelectError> {
        let profile = self.profile();
        if query.sample_index.is_empty() {
            return Ok(self.default);
        }
        match sample_index(profile, &query.sample_index) {
            Ok(index) if index < self.columns.types => Ok(index),
            _ => {
                let types = profile.sample_type_names().take(self.columns.types);
                let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
                let types = types.map(text).collect();
                Err(SampleIndexError::Unknown { name: query.sample_index.clone(), types }.into())
            }
        }
    }

    /// Scaling of the values of a sample type in a mode; `None` if it cannot be had.
    pub fn scale(&self, mode: Mode, index: usize) -> Option<Scale> {
        let by = |divisors: [f64; 2], is_share| {
            let is_possible = divisors.iter().all(|d| d.is_finite() && *d > 0.0);
            let factors = divisors.map(|d| 1.0 / d);
            is_possible.then_some(Scale { factors, is_share })
        };
        match mode {
            Mode::Absolute => Some(Scale::ONE),
            Mode::PerSecond => by(self.facts.seconds()?, false),
            Mode::PerOperation(operations) => by(operations, false),
            Mode::Share => by(self.facts.totals[index].map(|total| total as f64), true),
        }
    }

    /// The variance of the ratio of both sides' rates, beside what sampling brings: what
    /// one run brings, and whether that was estimated.
    fn variance(&self, mode: Mode) -> (f64, bool) {
        let exposure = |side: &Runs| match mode {
            Mode::Share => side.samples.clone(),
            Mode::PerSecond if side.seconds.iter().all(|&s| s > 0.0) => side.seconds.clone(),
            _ => vec![1.0; side.runs],
        };
        match spread::estimate(&self.runs, exposure) {
            Some(variance) => (variance, true),
            None => (spread::USUAL, false),
        }
    }

    /// Returns whether what both sides have in common was sampled once: in two profiles of one
    /// process, as long as nothing scales them apart.
    fn shares_samples(&self, scale: &Scale) -> bool {
        self.facts.is_one_process() && !self.normalized && scale.is_equal()
    }

    /// By what factor most functions changed, scaled: 1 if most did not, or if it cannot
    /// be told.
    pub fn common_factor(&self, mode: Mode, index: usize) -> f64 {
        let factors = self.scale(mode, index).unwrap_or(Scale::ONE).factors;
        self.common[index].map_or(1.0, |common| common.factor * factors[NEW] / factors[OLD])
    }

    /// Returns the judge of the figures of a sample type.
    ///
    /// What nearly all functions have in common says nothing about one of them: a slower
    /// machine, a larger load. With several runs, that is part of what runs differ by. With
    /// one, it is added: a function must stand out from the others.
    pub fn judge(&self, mode: Mode, index: usize) -> Judge {
        let scale = self.scale(mode, index).unwrap_or(Scale::ONE);
        let (variance, is_estimated) = self.variance(mode);
        let runs = [OLD, NEW].map(|side| self.facts.runs[side].max(1) as f64);
        let spread = match self.facts.is_one_process() || self.facts.is_delta {
            true => 0.0,
            false => variance * (1.0 / runs[OLD] + 1.0 / runs[NEW]),
        };
        let common = match self.common[index] {
            // Shares go down where others go up: that is what they are for.
            Some(common) if !is_estimated && spread > 0.0 && mode != Mode::Share => {
                common.variance(self.common_factor(mode, index))
            }
            _ => 0.0,
        };
        let is_known = self.columns.count(NEW, index).is_some() && !self.columns.exact[index];
        let is_sampled = is_known && !self.facts.is_negative();
        Judge { scale, spread: spread + common, common, is_sampled, most: 0.0 }
    }
}
