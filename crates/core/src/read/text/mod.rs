//! The forms that came before profile.proto, and those that are meant for people.
//!
//! Go writes them for `debug=1` and `debug=2`, gperftools and its Java agent by
//! default. One file for each form: [`cpu`], [`heap`], [`count`], [`threads`],
//! [`contention`], [`java`] and [`goroutines`]. All but the last are those that
//! `go tool pprof` reads, and what they mean is what it makes of them, see
//! [`TextForms::AsReference`]. They share their rows of addresses ([`rows`]), what
//! Go says of them in comments ([`symbols`]), and the list of binaries that may
//! follow ([`memory_map`]).

mod builder;
mod contention;
mod count;
mod cpu;
mod drop_frames;
mod error;
mod goroutine_lines;
mod goroutines;
mod heap;
mod java;
mod labels;
mod lines;
mod mappings;
mod memory_map;
mod rows;
mod scan;
mod symbols;
mod threads;

pub use error::TextError;

use super::ReadError;
use crate::profile::Profile;
use lines::{Lines, REFERENCE_LIMIT};

/// How to read what has a meaning beyond what `go tool pprof` takes from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextForms {
    /// As `go tool pprof` does, to the last bit of each value: comments say
    /// nothing, and no line has 64 KiB.
    AsReference,
    /// As it was meant: Go's comments name the functions and have the labels,
    /// what Go's runtime scaled is not scaled again, the MemStats of a heap
    /// profile become comments, and goroutine dumps are profiles too.
    #[default]
    AsMeant,
}

impl TextForms {
    fn lines(self, content: &[u8]) -> Lines<'_> {
        let limit = match self {
            Self::AsReference => REFERENCE_LIMIT,
            Self::AsMeant => usize::MAX,
        };
        Lines::new(content, limit)
    }
}

/// Why a form's reader did not make a profile of a file.
enum Refusal {
    /// It is another form, and other readers should try. If none takes it, this
    /// is what kept this one from it.
    Other(Option<ReadError>),
    /// It is this form, and damaged.
    Damaged(ReadError),
}

impl Refusal {
    fn damaged(line: usize, kind: TextError) -> Self {
        Self::Damaged(ReadError::Text { line, kind })
    }

    /// Lets other readers try.
    fn or_other(self) -> Self {
        match self {
            Self::Damaged(error) => Self::Other(Some(error)),
            other => other,
        }
    }
}

/// Reads a file that is not profile.proto.
///
/// # Errors
///
/// `None` when the file is none of these forms, else what is wrong with it.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Option<ReadError>> {
    // The order counts: some readers take nearly anything with the right start.
    let readers = [cpu::read, heap::read, count::read, threads::read, contention::read, java::read];
    let mut doubt = None;
    for reader in readers {
        match reader(content, forms) {
            Ok(profile) => return Ok(profile),
            Err(Refusal::Damaged(error)) => return Err(Some(error)),
            Err(Refusal::Other(reason)) => doubt = doubt.or(reason),
        }
    }
    match (doubt, forms) {
        (None, TextForms::AsMeant) => goroutines::read(content).ok_or(None),
        (doubt, _) => Err(doubt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::LabelValue;
    use std::fmt::Write;

    pub fn as_reference(text: &str) -> String {
        describe(&read(text.as_bytes(), TextForms::AsReference).expect("it is read"))
    }

    pub fn as_meant(text: &str) -> String {
        describe(&read(text.as_bytes(), TextForms::AsMeant).expect("it is read"))
    }

    pub fn error_as_reference(text: &str) -> String {
        let error = read(text.as_bytes(), TextForms::AsReference).expect_err("it is refused");
        error.expect("there is a reason").to_string()
    }

    pub fn error_as_meant(text: &str) -> String {
        let error = read(text.as_bytes(), TextForms::AsMeant).expect_err("it is refused");
        error.expect("there is a reason").to_string()
    }

    /// The sample types, then a line for each sample: `VALUES: STACK {LABEL}`. The
    /// stack is leaf first, of `ADDRESS` or `ADDRESS=FUNCTION@FILE:LINE`.
    pub fn describe(p: &Profile) -> String {
        let text = |id| p.strings.text(id).into_owned();
        let types = p.sample_types.iter().map(|t| format!("{}/{}", text(t.kind), text(t.unit)));
        let mut all = types.collect::<Vec<_>>().join(" ") + "\n";
        for sample in 0..p.samples.len() {
            let values: Vec<_> = p.samples.values.iter().map(|v| v[sample].to_string()).collect();
            all += &values.join(" ");
            all += ":";
            for &location in p.stacks.get(p.samples.stack[sample]) {
                write!(all, " {:x}", p.locations.address[location as usize]).unwrap();
                for line in p.locations.lines_of(location) {
                    let function = line.function as usize;
                    let [name, file] =
                        [&p.functions.name, &p.functions.filename].map(|c| text(c[function]));
                    write!(all, "={name}@{file}:{}", line.line).unwrap();
                }
            }
            for label in p.samples.labels.of(sample) {
                let value = match label.value {
                    LabelValue::Text(id) => text(id),
                    LabelValue::Number(number, unit) => format!("{number}{}", text(unit)),
                };
                write!(all, " {{{}={value}}}", text(label.key)).unwrap();
            }
            all += "\n";
        }
        all
    }
}
