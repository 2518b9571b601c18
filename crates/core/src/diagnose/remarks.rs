//! Remarks that a reader should know before reading.

use super::Kind;
use crate::codes::{Code, Coded, Statement, statement};
use crate::profile::Profile;
use crate::read::{LeftOut, Note, SKIPPED};
use std::fmt;

/// Something odd about a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// It measured nothing.
    NoSamples,
    /// All its values are 0.
    NothingMeasured,
    /// It has addresses instead of names.
    NoSymbols,
    /// Some values are negative: it is a difference of two.
    Difference,
    /// Stacks were cut off.
    Truncated {
        /// Number of lines.
        stacks: usize,
        /// After how many frames.
        depth: usize,
    },
    /// Some places in the code have no function.
    MissingSymbols {
        /// Their number.
        locations: usize,
        /// Of how many.
        of: usize,
    },
    /// The binaries are said to have inlined functions, and there are none.
    MissingInlines,
    /// The runtime could not keep some samples.
    LostSamples,
    /// This kind of profile does not keep labels.
    LabelsNotKept,
    /// There are labels, but only with numbers.
    OnlyNumbers,
    /// Some samples have only values that are 0.
    ZeroSamples {
        /// Their number.
        samples: usize,
        /// Of how many.
        of: usize,
    },
    /// Values have a unit that is not known; it may be empty.
    OddUnit {
        /// The sample type.
        kind: String,
        /// Its unit.
        unit: String,
    },
    /// Lines of a text had no meaning.
    SkippedLines {
        /// Their number.
        lines: u32,
        /// The first of them, from 1.
        first: u32,
    },
    /// Parts of the file were left out.
    LeftOut {
        /// Which.
        part: LeftOut,
        /// Their number.
        count: u32,
    },
    /// Stacks are chains of references: each object is counted at the first chain found.
    FirstPath,
}

impl Remark {
    /// A short name of what is odd: its code's.
    pub fn kind(&self) -> &'static str {
        match self {
            // With or without a unit, it is one kind to those who look for it.
            Self::OddUnit { .. } => Code::OddUnit.name(),
            _ => self.statement().code.name(),
        }
    }

    fn statement(&self) -> Statement {
        match self {
            Self::NoSamples => statement!(NoSamples),
            Self::NothingMeasured => statement!(NothingMeasured),
            Self::NoSymbols => statement!(NoSymbols),
            Self::Difference => statement!(Difference),
            Self::Truncated { stacks, depth } => statement!(Truncated, stacks, depth),
            Self::MissingSymbols { locations, of } => statement!(MissingSymbols, locations, of),
            Self::MissingInlines => statement!(MissingInlines),
            Self::LostSamples => statement!(LostSamples),
            Self::LabelsNotKept => statement!(LabelsNotKept),
            Self::OnlyNumbers => statement!(OnlyNumbers),
            Self::ZeroSamples { samples, of } => statement!(ZeroSamples, samples, of),
            Self::OddUnit { kind, unit } if unit.is_empty() => statement!(NoUnit, kind),
            Self::OddUnit { kind, unit } => statement!(OddUnit, kind, unit),
            Self::SkippedLines { lines, first } => statement!(SkippedLines, lines, first),
            Self::LeftOut { part, count } => match part {
                LeftOut::Events => statement!(LeftOutEvents, count),
                LeftOut::Samples => statement!(LeftOutSamples, count),
                LeftOut::Messages => statement!(LeftOutMessages, count),
                LeftOut::SharedLabels => statement!(LeftOutLabels),
                LeftOut::SampleTypes => statement!(LeftOutTypes, count),
                LeftOut::Profiles => statement!(LeftOutProfiles, count),
                LeftOut::Callers => statement!(LeftOutCallers, count),
                LeftOut::Lines => statement!(LeftOutLines, count),
                LeftOut::LocationAttributes => statement!(LeftOutLocationAttributes, count),
                LeftOut::Times => statement!(LeftOutTimes, count),
            },
            Self::FirstPath => statement!(FirstPath),
        }
    }
}

impl Coded for Remark {
    fn statements(&self) -> Vec<Statement> {
        vec![self.statement()]
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NoSamples => {
                "This profile has no samples: nothing that it measures happened while it was \
                 taken. Take it again under load, or for longer."
            }
            Self::NothingMeasured => "All values in this profile are zero.",
            Self::NoSymbols => {
                "This profile has addresses, but no function names. Make one that has, with \
                 `go tool pprof -proto BINARY PROFILE`."
            }
            Self::Difference => "Some values are negative: this profile is the difference of two.",
            Self::Truncated { stacks, depth } => {
                return write!(
                    f,
                    "{stacks} stacks have exactly {depth} frames and begin where no shorter one \
                     does: the collector cut them off, and what called them is not known. Callers \
                     near the root show too little. Since Go 1.23, GODEBUG=profstackdepth=N sets \
                     the limit for all but CPU profiles."
                );
            }
            Self::MissingSymbols { locations, of } => {
                return write!(
                    f,
                    "{locations} of {of} places in the code have no function name. Make a profile \
                     that has them with `go tool pprof -proto BINARY PROFILE`, or take it of a \
                     binary that is not stripped."
                );
            }
            Self::MissingInlines => {
                "The profile says that it knows inlined functions, but has none: what they cost \
                 is shown as that of their callers."
            }
            Self::LostSamples => {
                "The runtime could not keep some samples. It counts them under the function \
                 runtime._Lost…."
            }
            Self::LabelsNotKept => {
                "Go keeps the labels of pprof.Do in CPU and goroutine profiles only: this kind \
                 has none."
            }
            Self::OnlyNumbers => {
                "All labels are numbers. Labels with texts were not set, or were lost on the way."
            }
            Self::ZeroSamples { samples, of } => {
                return write!(f, "{samples} of {of} samples have no value other than zero.");
            }
            Self::OddUnit { kind, unit } if unit.is_empty() => {
                return write!(f, "The values of {kind} have no unit.");
            }
            Self::OddUnit { kind, unit } => {
                return write!(
                    f,
                    "The values of {kind} are in {unit:?}, which is not a known unit: they are \
                     shown as they are."
                );
            }
            Self::SkippedLines { lines, first } => {
                return write!(
                    f,
                    "{lines} lines have no count, and were skipped: the first is line {first}."
                );
            }
            Self::LeftOut { part, count } => {
                return write!(f, "Left out: {count} {}.", part.words());
            }
            Self::FirstPath => {
                "Written by goref: each object is counted at the first path of references that \
                 was found, not exclusively. What else refers to it does not show, so dropping a \
                 reference may free much less than it says."
            }
        })
    }
}

/// Oddities at first sight: quick, whatever the size. [`examine`](super::examine)
/// finds more.
pub fn remarks(profile: &Profile) -> Vec<Remark> {
    let samples = &profile.samples;
    if samples.is_empty() {
        return std::iter::once(Remark::NoSamples).chain(left_out(profile)).collect();
    }
    let any = |test: fn(i64) -> bool| samples.values.iter().flatten().any(|&v| test(v));
    let no_symbols = profile.functions.is_empty() && !profile.locations.is_empty();
    [
        (!any(|v| v != 0), Remark::NothingMeasured),
        (no_symbols, Remark::NoSymbols),
        (any(|v| v < 0), Remark::Difference),
        (Kind::of(profile) == Kind::References, Remark::FirstPath),
    ]
    .into_iter()
    .filter_map(|(is_so, remark)| is_so.then_some(remark))
    .chain(skipped_lines(profile))
    .chain(left_out(profile))
    .collect()
}

/// Parts that readers left out, which they say in comments.
fn left_out(profile: &Profile) -> impl Iterator<Item = Remark> {
    let comments = profile.comments.iter();
    comments.filter_map(|&comment| {
        let comment = std::str::from_utf8(profile.strings.get(comment)).ok()?;
        let Note { part, count } = Note::parse(comment)?;
        Some(Remark::LeftOut { part, count })
    })
}

/// Lines that the reader of folded stacks skipped, which it says in a comment.
fn skipped_lines(profile: &Profile) -> Option<Remark> {
    let [many, at] = SKIPPED;
    profile.comments.iter().find_map(|&comment| {
        let comment = std::str::from_utf8(profile.strings.get(comment)).ok()?;
        let (lines, first) = comment.strip_prefix(many)?.split_once(at)?;
        Some(Remark::SkippedLines { lines: lines.parse().ok()?, first: first.parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Kind;
    use crate::profile::ValueType;

    fn profile(types: &[&str], values: &[i64]) -> Profile {
        let mut profile = Profile::default();
        profile.strings.push(b"");
        for name in types {
            let kind = profile.strings.push(name.as_bytes());
            profile.sample_types.push(ValueType { kind, unit: 0 });
            profile.samples.values.push(values.to_vec());
        }
        let stack = profile.stacks.finish();
        profile.samples.stack = vec![stack; values.len()];
        profile
    }

    #[test]
    fn oddities_are_named() {
        assert_eq!(remarks(&profile(&["cpu"], &[])), [Remark::NoSamples]);
        assert_eq!(remarks(&profile(&["cpu"], &[0])), [Remark::NothingMeasured]);
        assert_eq!(remarks(&profile(&["cpu"], &[1, -1])), [Remark::Difference]);
        assert_eq!(remarks(&profile(&["cpu"], &[1])), []);
    }

    #[test]
    fn lines_that_were_skipped_are_named() {
        let text = ["a;b 1\n".repeat(20), "no count\n".to_owned()].concat();
        let profile = crate::read::open(text.as_bytes()).expect("it is folded");
        assert_eq!(remarks(&profile), [Remark::SkippedLines { lines: 1, first: 21 }]);
    }

    #[test]
    fn what_was_left_out_is_named() {
        let mut profile = profile(&["cpu"], &[1]);
        let note = Note { part: LeftOut::Events, count: 3 };
        let comment = profile.strings.push(note.comment().as_bytes());
        profile.comments.push(comment);
        let remark = Remark::LeftOut { part: LeftOut::Events, count: 3 };
        assert_eq!(remarks(&profile), [remark]);
    }

    #[test]
    fn kinds_are_what_people_call_them() {
        for (types, name) in [
            (&["samples", "cpu"][..], "CPU"),
            (&["alloc_space", "inuse_space"], "heap"),
            (&["contentions", "delay"], "mutex or block"),
            (&["goroutine"], "goroutine"),
            (&["a", "steps"], "steps"),
            (&[], "profile"),
        ] {
            assert_eq!(Kind::of(&profile(types, &[])).name(), name);
        }
    }
}
