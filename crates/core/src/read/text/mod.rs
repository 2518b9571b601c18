//! The forms that came before profile.proto, and those that are meant for people.
//!
//! Go writes them for `debug=1` and `debug=2`, gperftools and its Java agent by
//! default. One file for each form: [`cpu`], [`heap`], [`count`], [`threads`],
//! [`contention`], [`java`], [`goroutines`] and [`folded`]. All but the last two are those that
//! `go tool pprof` reads, and what they mean is what it makes of them, see
//! [`TextForms::AsReference`]. They share their rows of addresses ([`rows`]), what
//! Go says of them in comments ([`symbols`]), and the list of binaries that may
//! follow ([`memory_map`]).

mod bpftrace;
pub(super) mod builder;
mod contention;
mod count;
mod cpu;
mod drop_frames;
mod error;
mod folded;
pub(super) mod goroutine_lines;
pub(super) mod goroutines;
mod heap;
mod java;
mod jemalloc;
mod labels;
mod lines;
mod mappings;
mod memory_map;
mod rows;
pub(super) mod scan;
mod symbols;
mod threads;

pub use error::TextError;
pub use folded::SKIPPED;
pub(super) use lines::split_line;
pub(super) use memory_map::is_start as is_memory_map;

use super::{ReadError, formats};
use crate::profile::Profile;
use lines::{Lines, REFERENCE_LIMIT};

/// Reading of what has a meaning beyond what `go tool pprof` takes from it.
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

/// Returns whether the beginning of a text is stacks of one of the forms that have no header. A log is
/// none: most lines must be stacks.
pub fn is_stacks(head: &[u8]) -> bool {
    let mut lines = head.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let (mut all, mut stacks) = (0, 0);
    for line in lines.by_ref().take(20) {
        all += 1;
        stacks += usize::from(line.contains(&b';'));
    }
    formats::read_perf_script(head).is_some()
        || bpftrace::read(head).is_some()
        || (2 * stacks > all && folded::read(head).is_some())
}

/// Reads a file that is not profile.proto.
///
/// # Errors
///
/// `None` when the file is none of these forms, else what is wrong with it.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Option<ReadError>> {
    // The order counts: some readers take nearly anything with the right start.
    let readers = [
        cpu::read,
        heap::read,
        jemalloc::read,
        count::read,
        threads::read,
        contention::read,
        java::read,
    ];
    let mut doubt = None;
    for reader in readers {
        match reader(content, forms) {
            Ok(profile) => return Ok(profile),
            Err(Refusal::Damaged(error)) => return Err(Some(error)),
            Err(Refusal::Other(reason)) => doubt = doubt.or(reason),
        }
    }
    match (doubt, forms) {
        (None, TextForms::AsMeant) => match formats::read(content) {
            Err(None) => goroutines::read(content)
                .or_else(|| formats::read_perf_script(content))
                .or_else(|| bpftrace::read(content))
                .or_else(|| folded::read(content))
                .ok_or(None),
            result => result.map(|found| found.first),
        },
        (doubt, _) => Err(doubt),
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::profile::LabelValue;
    use proptest::prelude::*;
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

    #[test]
    fn lines_may_have_any_length_where_they_are_meant_to() {
        let text = format!("a profile: total 1\n1 @{}\n", " 0x1".repeat(16 << 10));
        assert!(error_as_reference(&text).contains("line 2"));
        assert!(read(text.as_bytes(), TextForms::AsMeant).is_ok());
    }

    #[test]
    fn dumps_are_not_for_the_reference() {
        let dump = b"goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
        assert_eq!(read(dump, TextForms::AsReference), Err(None));
        assert!(read(dump, TextForms::AsMeant).is_ok());
    }

    proptest! {
        /// Whatever the pieces of these forms are put together to, nothing panics,
        /// and all columns have equal lengths.
        #[test]
        fn any_text_is_read_or_refused(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            noise in any::<Vec<u8>>(),
        ) {
            let bytes = [pieces.concat().as_bytes(), &noise].concat();
            for forms in [TextForms::AsReference, TextForms::AsMeant] {
                if let Ok(profile) = read(&bytes, forms) {
                    describe(&profile);
                }
            }
        }
    }

    const PIECES: &[&str] = &[
        "heap profile: 1: 2 [3: 4] @ heap/1024\n",
        "heap profile: 1: 2 [1: 2] @ growthz\n",
        "goroutine profile: total 1\n",
        "--- mutex:\n",
        "--- contentionz 1 ---\n",
        "--- heapz 1 ---\n",
        "--- threadz 1 ---\n",
        "--- Thread 7f (name: a/1) stack: ---\n",
        "goroutine 1 [running, 2 minutes] {a: b}:\n",
        "--- Memory map: ---\n",
        "400000-500000 r-xp 00001000 08:02 1 /bin/a\n",
        "format = java\nresolution = bytes\n",
        "cycles/second = 0x7fffffffffffffff\n",
        "sampling period = -9223372036854775808\n",
        "9223372036854775807 -1: 9223372036854775807 [1: 9223372036854775807] @ 0xffffffffffffffff\n",
        "9223372036854775807 9223372036854775807 @ 0x0 0x1\n",
        "1: 2 [3: 4] @ 0x1\n",
        "1 @ 0x1 0x0\n",
        "# labels: {\"a\":\"b\"}\n",
        "#\t0x0\tmain.f+0x1\tx.go:1\n",
        "#\t0x0\n",
        "0x1 f (A.java:1)\n",
        "main.main()\n",
        "\t/x.go:1 +0x1\n",
        "created by main.f in goroutine 1\n",
        "a = $a$a\n",
        "a;b;c d_[k] 12\n",
        "a;b -1.5\r\n",
        "same as previous thread\n",
        "\n",
        " ",
        "\r\n",
    ];
}
