//! Remarks on whether two sides can be compared, and on what to do where they cannot.

use super::mode::Mode;
use std::fmt;

/// Remedies that make the figures mean what they seem to mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// Another mode.
    Mode(Mode),
    /// Scale the new side to the old one's totals, as `-normalize` does.
    Normalize,
    /// Another sample type, by its name.
    SampleType(String),
    /// Match functions by equal names only, or not.
    Strict(bool),
    /// Leave this side out: look at the other alone.
    Alone {
        /// True if it is the new side that is looked at.
        is_new: bool,
    },
}

/// Something that stands between two sides.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// Both sides are equal.
    NoDifference,
    /// Sample types that only one side has: old, new.
    TypesDiffer([Vec<String>; 2]),
    /// Sides with other units were converted: type, old unit, new unit.
    UnitsDiffer(String, [String; 2]),
    /// One sample stands for more on one side: the periods.
    PeriodsDiffer([i64; 2]),
    /// The sides cover different times, in nanoseconds.
    DurationsDiffer([i64; 2]),
    /// The sides have different totals.
    TotalsDiffer([i64; 2]),
    /// Most functions changed by the same factor.
    Common(f64),
    /// Different numbers of runs were merged.
    RunsDiffer([usize; 2]),
    /// The main binaries have different names.
    Binaries([String; 2]),
    /// The main binaries were built differently: their build ids.
    Builds([String; 2]),
    /// Functions of one side only, as shares of what each side spent.
    Unmatched([f64; 2]),
    /// A side's stacks were cut off after this many frames.
    Truncated {
        /// True if it is the new side.
        is_new: bool,
        /// Number of stacks.
        stacks: usize,
        /// After how many frames.
        depth: usize,
    },
    /// Counters that only grow are smaller on the later side, in this many stacks: the
    /// process was started again, or is another one.
    Restart {
        /// Number of stacks.
        stacks: usize,
        /// Of how many.
        of: usize,
    },
    /// Both are of one process, and the values were counted since its start.
    Cumulative,
    /// Snapshots of what is in use: a difference is no sum of what happened.
    Snapshots {
        /// The sample type that says what happened.
        instead: Option<String>,
    },
    /// A side has negative values: it is a difference itself.
    Negative {
        /// True if it is the new side.
        is_new: bool,
    },
    /// A side has addresses without names.
    NoSymbols {
        /// True if it is the new side.
        is_new: bool,
    },
    /// The number of samples behind the values is not known.
    NoSamplesKnown,
    /// The values count all that is there: they are no samples, and chance has no part.
    Exact,
    /// Spread between runs, assumed: a standard deviation, as a share.
    SpreadAssumed(f64),
    /// Spread between runs, estimated from this many runs: old, new.
    SpreadEstimated(f64, [usize; 2]),
    /// The file is a difference: what rose is the new side, what fell the old one.
    Delta,
    /// Figures per second were asked for, and no time is known.
    NoTime,
}

impl Remark {
    /// A short name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoDifference => "no-difference",
            Self::TypesDiffer(_) => "types",
            Self::UnitsDiffer(..) => "units",
            Self::PeriodsDiffer(_) => "periods",
            Self::DurationsDiffer(_) => "durations",
            Self::TotalsDiffer(_) => "totals",
            Self::Common(_) => "common",
            Self::RunsDiffer(_) => "runs",
            Self::Binaries(_) => "binaries",
            Self::Builds(_) => "builds",
            Self::Unmatched(_) => "unmatched",
            Self::Truncated { .. } => "truncated",
            Self::Restart { .. } => "restart",
            Self::Cumulative => "cumulative",
            Self::Snapshots { .. } => "snapshots",
            Self::Negative { .. } => "negative",
            Self::NoSymbols { .. } => "no-symbols",
            Self::NoSamplesKnown => "no-samples-known",
            Self::Exact => "exact",
            Self::SpreadAssumed(_) => "spread-assumed",
            Self::SpreadEstimated(..) => "spread-estimated",
            Self::Delta => "delta",
            Self::NoTime => "no-time",
        }
    }

    /// Returns whether figures mislead if nothing is done about it. The others only say how they
    /// came to be.
    pub fn is_warning(&self) -> bool {
        !matches!(
            self,
            Self::NoDifference
                | Self::UnitsDiffer(..)
                | Self::Builds(_)
                | Self::Exact
                | Self::Cumulative
                | Self::SpreadAssumed(_)
                | Self::SpreadEstimated(..)
                | Self::Delta
        )
    }

    /// The names and the numbers that it is about, for words in another language: in the
    /// order of the text. Durations are nanoseconds, shares from 0 to 1, and a side is 1 if it
    /// is the new one.
    pub fn values(&self) -> (Vec<String>, Vec<f64>) {
        let of = |is_new: bool| f64::from(u8::from(is_new));
        match self {
            Self::TypesDiffer(types) => (types.iter().map(|t| t.join(", ")).collect(), vec![]),
            Self::UnitsDiffer(name, [old, new]) => {
                (vec![name.clone(), old.clone(), new.clone()], vec![])
            }
            Self::Binaries(names) | Self::Builds(names) => (names.to_vec(), vec![]),
            Self::PeriodsDiffer(both) | Self::DurationsDiffer(both) | Self::TotalsDiffer(both) => {
                (vec![], both.map(|value| value as f64).to_vec())
            }
            Self::Unmatched(shares) => (vec![], shares.to_vec()),
            Self::RunsDiffer(runs) => (vec![], runs.map(|runs| runs as f64).to_vec()),
            Self::Common(number) | Self::SpreadAssumed(number) => (vec![], vec![*number]),
            Self::SpreadEstimated(number, [old, new]) => {
                (vec![], vec![*number, *old as f64, *new as f64])
            }
            Self::Truncated { is_new, stacks, depth } => {
                (vec![], vec![*stacks as f64, *depth as f64, of(*is_new)])
            }
            Self::Restart { stacks, of } => (vec![], vec![*stacks as f64, *of as f64]),
            Self::Negative { is_new } | Self::NoSymbols { is_new } => (vec![], vec![of(*is_new)]),
            Self::Snapshots { instead } => (instead.iter().cloned().collect(), vec![]),
            Self::NoDifference
            | Self::Cumulative
            | Self::NoSamplesKnown
            | Self::Exact
            | Self::Delta
            | Self::NoTime => (vec![], vec![]),
        }
    }

    /// Returns remedies, the best first.
    pub fn remedies(&self) -> Vec<Remedy> {
        let share = Remedy::Mode(Mode::Share);
        match self {
            Self::DurationsDiffer(_) => {
                vec![Remedy::Mode(Mode::PerSecond), share, Remedy::Normalize]
            }
            Self::TotalsDiffer(_) | Self::Common(_) => vec![share, Remedy::Normalize],
            Self::RunsDiffer(runs) => {
                let per_run = Mode::PerOperation(runs.map(|n| n as f64));
                vec![Remedy::Mode(per_run), share]
            }
            Self::PeriodsDiffer(_) => vec![share],
            Self::Snapshots { instead: Some(name) } => vec![Remedy::SampleType(name.clone())],
            Self::Restart { .. } => vec![Remedy::Alone { is_new: true }],
            Self::Negative { is_new } => vec![Remedy::Alone { is_new: *is_new }],
            Self::NoSymbols { is_new } => vec![Remedy::Alone { is_new: !is_new }],
            Self::NoTime => vec![share],
            _ => Vec::new(),
        }
    }
}

/// Which side, in a sentence.
fn side(is_new: bool) -> &'static str {
    if is_new { "current" } else { "base" }
}

fn percent(share: f64) -> f64 {
    share * 100.0
}

/// Words for it, and for its effect on the figures.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoDifference => f.write_str("Both sides are equal: there is no difference."),
            Self::TypesDiffer([old, new]) => {
                f.write_str("Only what both sides measure can be compared.")?;
                for (types, is_new) in [(old, false), (new, true)] {
                    if !types.is_empty() {
                        write!(f, " Only the {} has {}.", side(is_new), types.join(", "))?;
                    }
                }
                Ok(())
            }
            Self::UnitsDiffer(kind, [old, new]) => write!(
                f,
                "{kind} is in {old} in the base and in {new} now: both were converted to the \
                 finer unit."
            ),
            Self::PeriodsDiffer([old, new]) => write!(
                f,
                "One sample was taken every {old} in the base and every {new} now. Values that \
                 are scaled compare; numbers of samples do not."
            ),
            Self::DurationsDiffer([old, new]) => write!(
                f,
                "The base covers {:.1} s, the current side {:.1} s: sums grow with the time.",
                *old as f64 / 1e9,
                *new as f64 / 1e9
            ),
            Self::TotalsDiffer(_) => f.write_str(
                "The totals of both sides are far apart: if the load was another one, everything \
                 changed by as much.",
            ),
            Self::Common(factor) => write!(
                f,
                "Most functions changed by the same factor, {factor:.2}: a slower machine or another \
                 load does that. Only what stands out from it counts as changed.",
            ),
            Self::RunsDiffer([old, new]) => write!(
                f,
                "The base is made of {old} profiles, the current side of {new}: sums grow with \
                 their number."
            ),
            Self::Binaries([old, new]) => write!(
                f,
                "These are different programs, {old} and {new}: only functions that both have, \
                 such as those of libraries, can be compared."
            ),
            Self::Builds(_) => f.write_str(
                "The program was built anew in between: functions were matched by what a build \
                 leaves of their names, and lines moved with the start of their function.",
            ),
            Self::Unmatched([old, new]) => write!(
                f,
                "Functions that make up {:.1}% of the base and {:.1}% of the current side are on \
                 that side only: they show as gone and as new.",
                percent(*old),
                percent(*new)
            ),
            Self::Truncated { is_new, stacks, depth } => write!(
                f,
                "{stacks} stacks of the {} were cut off after {depth} frames: the same calls may \
                 stand at other places in the tree, as gone and as new.",
                side(*is_new)
            ),
            Self::Restart { stacks, of } => write!(
                f,
                "Counters that only grow are smaller later, in {stacks} of {of} stacks: these are \
                 two processes, or one that was started again. What each did since its own start \
                 is compared."
            ),
            Self::Cumulative => f.write_str(
                "Both were taken from one process, and these values were counted since its \
                 start: the change is what happened between the two.",
            ),
            Self::Snapshots { .. } => f.write_str(
                "These values are of one moment, not counted since a start: the change is what is \
                 there now and was not, less what was there and is not. It is no measure of what \
                 happened in between.",
            ),
            Self::Negative { is_new } => write!(
                f,
                "The {} has negative values: it is itself a difference of two. A difference of \
                 differences is shown as it is, and noise is not judged.",
                side(*is_new)
            ),
            Self::NoSymbols { is_new } => write!(
                f,
                "The {} has addresses without function names: nothing matches by name.",
                side(*is_new)
            ),
            Self::NoSamplesKnown => f.write_str(
                "How many samples stand behind these values is not known, so nothing can be said \
                 about chance: every difference counts as one.",
            ),
            Self::Exact => f.write_str(
                "These values count all that was there, not a sample of it: every difference is \
                 real. It may still pass: a count is of one moment.",
            ),
            Self::SpreadAssumed(deviation) => write!(
                f,
                "With one run on each side, it is assumed that runs differ by {:.0}% beside what \
                 sampling brings. Add another run of each side, and it is measured: smaller changes \
                 can be told from chance then.",
                percent(*deviation)
            ),
            Self::SpreadEstimated(deviation, [old, new]) => write!(
                f,
                "From {old} and {new} runs: they differ by {:.1}% beside what sampling brings.",
                percent(*deviation)
            ),
            Self::Delta => f.write_str(
                "This file is a difference of two: what rose is shown as the current side, what \
                 fell as the base. What did not change is not in it.",
            ),
            Self::NoTime => f.write_str(
                "No time is known for these profiles: figures per second cannot be had, and sums \
                 are shown.",
            ),
        }
    }
}
