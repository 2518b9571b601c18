//! Facts about two sides, known before anyone looks at their figures.

use super::mode::Mode;
use super::pair::Columns;
use super::remarks::Remark;
use super::{Comparison, NEW, OLD};
use crate::diagnose::{self, Remark as Oddity};
use crate::profile::{EMPTY, Profile};
use crate::selection::{Weights, base_name};

/// Facts that both sides say about themselves.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Number of profiles that were merged.
    pub runs: [usize; 2],
    /// Both sides are one file that is a difference.
    pub is_delta: bool,
    /// The sums of the magnitudes of each sample type, old and new.
    pub totals: Vec<[i64; 2]>,
    duration_nanos: [i64; 2],
    time_nanos: [i64; 2],
    period: [i64; 2],
    /// The file and build id of the main binary.
    binary: [[String; 2]; 2],
    /// Names and units of the sample types.
    types: [Vec<[String; 2]>; 2],
    /// Oddities of each side.
    oddities: [Vec<Oddity>; 2],
    /// Stacks whose counters fell, and how many stacks have such counters; `None` where
    /// there are no such counters, or no times to tell which side is the later one.
    fell: Option<[usize; 2]>,
    /// Both sides are equal.
    is_equal: bool,
}

impl Facts {
    /// Looks at the sides before their types are made the same.
    pub fn new(sides: &[Profile; 2], runs: [usize; 2], is_delta: bool) -> Self {
        let text = |p: &Profile, id| p.strings.text(id).into_owned();
        let each = |of: &dyn Fn(&Profile) -> i64| [of(&sides[OLD]), of(&sides[NEW])];
        Self {
            runs,
            is_delta,
            totals: Vec::new(),
            duration_nanos: each(&|p| p.duration_nanos),
            time_nanos: each(&|p| p.time_nanos),
            period: each(&|p| p.period),
            binary: [OLD, NEW].map(|side| {
                let profile = &sides[side];
                let main = profile.mappings.first();
                let [file, build] = main.map_or([EMPTY; 2], |m| [m.file, m.build_id]);
                let file = profile.strings.get(file);
                let name = if file.is_empty() { &b""[..] } else { base_name(file) };
                [String::from_utf8_lossy(name).into_owned(), text(profile, build)]
            }),
            types: [OLD, NEW].map(|side| {
                let profile = &sides[side];
                let named = profile.sample_types.iter();
                named.map(|t| [text(profile, t.kind), text(profile, t.unit)]).collect()
            }),
            oddities: [OLD, NEW].map(|side| diagnose::examine(&sides[side])),
            ..Self::default()
        }
    }

    /// Looks at the profile of both sides.
    pub fn learn(&mut self, profile: &Profile, columns: &Columns) {
        let of = |side, index| &profile.samples.values[columns.value(side, index)];
        self.totals = (0..columns.types)
            .map(|i| [OLD, NEW].map(|side| magnitude(profile, columns.value(side, i))))
            .collect();
        // Samples of equal stack and labels are one row by now.
        self.is_equal = (0..columns.types).all(|i| of(OLD, i) == of(NEW, i));
        let cumulative = (0..columns.types).find(|&i| columns.cumulative[i]);
        let has_times = self.time_nanos.iter().all(|&time| time != 0);
        let is_one_build = self.binary[OLD] == self.binary[NEW];
        if let Some(index) = cumulative
            && has_times
            && is_one_build
            && self.runs == [1, 1]
        {
            let [old, new] =
                [OLD, NEW].map(|side| Weights::new(profile, columns.value(side, index), false));
            let [before, after] = if self.is_reversed() { [new, old] } else { [old, new] };
            let all = 0..profile.stacks.len() as u32;
            let fell = all.clone().filter(|&s| after.net(s) < before.net(s)).count();
            let counted = all.filter(|&s| before.net(s) != 0).count();
            self.fell = Some([fell, counted]);
        }
    }

    /// Returns whether the new side was taken before the old one.
    pub fn is_reversed(&self) -> bool {
        self.time_nanos[NEW] < self.time_nanos[OLD]
    }

    /// Returns whether both were taken from one process, as far as its counters tell.
    pub fn is_one_process(&self) -> bool {
        self.fell.is_some_and(|[fell, counted]| fell == 0 && counted > 0)
    }

    /// Returns whether a side has negative values.
    pub fn is_negative(&self) -> bool {
        !self.is_delta && self.oddities.iter().flatten().any(|o| *o == Oddity::Difference)
    }

    /// Divisors for figures per second: durations or, where a kind has none, the
    /// time between both.
    pub fn seconds(&self) -> Option<[f64; 2]> {
        if self.duration_nanos.iter().all(|&d| d > 0) {
            return Some(self.duration_nanos.map(|d| d as f64 / 1e9));
        }
        let [old, new] = self.time_nanos;
        let between = new.saturating_sub(old).saturating_abs() as f64 / 1e9;
        (old != 0 && new != 0 && between > 0.0).then_some([between; 2])
    }

    fn seconds_are_durations(&self) -> bool {
        self.duration_nanos.iter().all(|&d| d > 0)
    }
}

/// Returns whether any value is negative.
pub fn has_negative(profile: &Profile) -> bool {
    profile.samples.values.iter().flatten().any(|&value| value < 0)
}

/// The sum of the magnitudes of a column.
pub fn magnitude(profile: &Profile, column: usize) -> i64 {
    let values = &profile.samples.values[column];
    values.iter().fold(0, |sum: i64, v| sum.wrapping_add(v.wrapping_abs()))
}

/// Returns whether two amounts are so far apart that it matters: by more than this share of the
/// larger one.
fn differ(a: f64, b: f64, share: f64) -> bool {
    (a - b).abs() > share * a.max(b)
}

impl Comparison {
    /// Remarks on the two sides, for this sample type and mode: warnings first.
    pub fn remarks(&self, mode: Mode, index: usize) -> Vec<Remark> {
        let facts = &self.facts;
        let mut found = Vec::new();
        if facts.is_delta {
            found.push(Remark::Delta);
        } else {
            self.of_files(&mut found);
            if facts.is_equal {
                found.push(Remark::NoDifference);
            } else {
                self.of_figures(mode, index, &mut found);
            }
        }
        found.sort_by_key(|remark| !remark.is_warning());
        found
    }

    /// Adds remarks that do not depend on the sample type.
    fn of_files(&self, found: &mut Vec<Remark>) {
        let Facts { types, binary, period, fell, oddities, .. } = &self.facts;
        let missing = [OLD, NEW].map(|side| {
            let there = |name: &String| types[1 - side].iter().any(|[other, _]| other == name);
            let names = types[side].iter().map(|[name, _]| name);
            names.filter(|name| !there(name)).cloned().collect::<Vec<_>>()
        });
        if missing.iter().any(|names| !names.is_empty()) {
            found.push(Remark::TypesDiffer(missing));
        }
        for [name, old_unit] in &types[OLD] {
            let new = types[NEW].iter().find(|[other, _]| other == name);
            if let Some([_, new_unit]) = new.filter(|[_, unit]| unit != old_unit) {
                let units = [old_unit.clone(), new_unit.clone()];
                found.push(Remark::UnitsDiffer(name.clone(), units));
            }
        }
        if period[OLD] != period[NEW] {
            found.push(Remark::PeriodsDiffer(*period));
        }
        let [old, new] = binary;
        if !is_same_program(&old[0], &new[0]) {
            found.push(Remark::Binaries([old[0].clone(), new[0].clone()]));
        } else if old[1] != new[1] {
            found.push(Remark::Builds([old[1].clone(), new[1].clone()]));
        }
        const MUCH: f64 = 0.05;
        let unmatched = self.matching.matched.map(|share| (1.0 - share).max(0.0));
        if unmatched.iter().any(|&share| share > MUCH) {
            found.push(Remark::Unmatched(unmatched));
        }
        for (is_new, oddities) in [(false, &oddities[OLD]), (true, &oddities[NEW])] {
            found.extend(oddities.iter().filter_map(|oddity| match *oddity {
                Oddity::Truncated { stacks, depth } => {
                    Some(Remark::Truncated { is_new, stacks, depth })
                }
                Oddity::Difference => Some(Remark::Negative { is_new }),
                Oddity::NoSymbols => Some(Remark::NoSymbols { is_new }),
                _ => None,
            }));
        }
        if let Some([stacks, of]) = *fell
            && stacks > 0
        {
            found.push(Remark::Restart { stacks, of });
        }
    }

    /// Adds remarks on a sample type and a mode.
    fn of_figures(&self, mode: Mode, index: usize, found: &mut Vec<Remark>) {
        let facts = &self.facts;
        let is_sum = mode == Mode::Absolute && !self.normalized;
        let [old, new] = facts.duration_nanos;
        const LONGER: f64 = 0.05;
        let is_longer = facts.seconds_are_durations() && differ(old as f64, new as f64, LONGER);
        let runs_differ = facts.runs[OLD] != facts.runs[NEW];
        const MORE: f64 = 0.2;
        const ALL: f64 = 0.05;
        let totals = facts.totals[index];
        let common = self.common_factor(mode, index);
        let has_common = mode != Mode::Share && differ(common, 1.0, ALL);
        if !is_sum {
            // Both sides are divided by what they cover already.
        } else if runs_differ {
            found.push(Remark::RunsDiffer(facts.runs));
        } else if is_longer {
            found.push(Remark::DurationsDiffer(facts.duration_nanos));
        } else if differ(totals[OLD] as f64, totals[NEW] as f64, MORE)
            && !facts.is_one_process()
            && !has_common
            && totals.iter().all(|&total| total > 0)
        {
            found.push(Remark::TotalsDiffer(totals));
        }
        if has_common && !facts.is_one_process() {
            found.push(Remark::Common(common));
        }
        if mode != Mode::Absolute && self.scale(mode, index).is_none() {
            found.push(Remark::NoTime);
        }
        if self.columns.snapshot[index] {
            let name = self.profile().sample_type_names().nth(index).unwrap_or_default();
            let name = String::from_utf8_lossy(name);
            let instead = name.strip_prefix("inuse_").map(|rest| format!("alloc_{rest}"));
            let names = || self.profile().sample_type_names().take(self.columns.types);
            let is_there = |name: &String| names().any(|other| other == name.as_bytes());
            found.push(Remark::Snapshots { instead: instead.filter(is_there) });
        } else if self.columns.cumulative[index] && facts.is_one_process() {
            found.push(Remark::Cumulative);
        }
        let judge = self.judge(mode, index);
        if self.columns.exact[index] {
            found.push(Remark::Exact);
        } else if !judge.is_sampled {
            found.extend((!facts.is_negative()).then_some(Remark::NoSamplesKnown));
        } else if judge.spread > 0.0 || !facts.is_one_process() {
            found.push(match self.variance(mode) {
                (variance, true) => Remark::SpreadEstimated(variance.sqrt(), facts.runs),
                (variance, false) => Remark::SpreadAssumed(variance.sqrt()),
            });
        }
    }
}

/// Test binaries and builds have names of their own: what is in a temporary folder, or is
/// called by a version, is still the same program. Names that are not known differ from none.
fn is_same_program(old: &str, new: &str) -> bool {
    let stem = |name: &str| {
        let name = name.strip_suffix(".exe").unwrap_or(name);
        name.trim_end_matches(|c: char| c.is_ascii_digit() || "-_.v".contains(c)).to_owned()
    };
    old.is_empty() || new.is_empty() || old == new || stem(old) == stem(new)
}
