//! Names of formats for bytes that are not profile.proto.
//!
//! Nobody is helped by "unrecognized profile format". Most files that are dropped
//! by mistake are something well known, and many are another form of the same
//! profile, so the error names it and says how to get one that opens.

use super::{formats, unwrap};
use crate::codes::{Statement, statement};

/// A form of file that is not (or not yet) read, or so damaged that it cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// `goroutine?debug=1`, `threadcreate?debug=1` and other counts.
    CountText,
    /// `goroutine?debug=2`, and what a crash prints.
    GoroutineDump,
    /// `heap?debug=1`, and the heap profiles of tcmalloc.
    HeapText,
    /// The heap profiles of jemalloc.
    JemallocHeap,
    /// `mutex?debug=1`, `block?debug=1` and their C++ ancestor.
    ContentionText,
    /// The CPU profiles of gperftools, and of Go before 1.9.
    LegacyCpu,
    /// gperftools' list of threads.
    ThreadText,
    /// The heap and contention profiles of the Java agent, as text.
    JavaText,
    /// Compressed in a way that is not undone here.
    Compressed(Compression),
    /// Compressed, and then taken for text by a program.
    ThroughText,
    /// The answer of a server that had no profile to give, with its status.
    HttpStatus(u16),
    /// A race detector's report without a stack.
    RaceReport,
    /// A log with the stacks of errors, none of which is a dump.
    LoggedStacks,
    /// OpenTelemetry's profiles.
    Otlp,
    /// A Go execution trace.
    GoTrace,
    /// Stacks as `a;b;c 12`.
    Folded,
    /// `perf.data` of Linux's perf.
    PerfData,
    /// A program or library.
    Executable,
    /// A picture: its format.
    Image(&'static str),
    /// An archive that is not gzip: its format.
    Archive(&'static str),
    /// A web page: often a server's error page that was saved as a profile.
    Html,
    /// JSON: a profile of another tool, or an error.
    Json,
    /// A PDF document.
    Pdf,
    /// Some other text.
    Text,
    /// None of these.
    Unknown,
}

/// Ways to compress that are known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// lz4, in a frame of the new or the old kind.
    Lz4,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// lzma, before it was xz.
    Lzma,
    /// snappy, framed.
    Snappy,
    /// lzip.
    Lzip,
    /// lzop.
    Lzop,
    /// `compress` of Unix.
    Compress,
}

impl Compression {
    /// Its name.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The command that undoes it, for the name of a file behind it.
    pub fn command(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Lz4 => ("lz4", "lz4 -d"),
            Self::Bzip2 => ("bzip2", "bunzip2"),
            Self::Xz => ("xz", "xz -d"),
            Self::Lzma => ("lzma", "xz -d --format=lzma"),
            Self::Snappy => ("snappy", "snzip -d"),
            Self::Lzip => ("lzip", "lzip -d"),
            Self::Lzop => ("lzop", "lzop -d"),
            Self::Compress => ("compress", "uncompress"),
        }
    }
}

/// Returns whether these bytes are an old CPU profile of gperftools, not of its Java
/// agent.
pub fn is_gperftools_cpu(bytes: &[u8]) -> bool {
    is_cpu_header(bytes, &[0])
}

impl Form {
    /// Words for it, and for what the user can do.
    pub fn explain(self) -> String {
        let (what, advice) = self.words();
        let format = match self {
            Self::Image(format) | Self::Archive(format) => format!(" ({format})"),
            Self::HttpStatus(status) => format!(" with the status {status}"),
            Self::Compressed(by) => {
                let (name, command) = (by.name(), by.command());
                return format!("the file is compressed with {name}: run {command} on it first");
            }
            _ => String::new(),
        };
        format!("this is not a pprof profile but {what}{format}: {advice}")
    }

    pub(super) fn statement(self) -> Statement {
        match self {
            Self::CountText => statement!(FormCountText),
            Self::GoroutineDump => statement!(FormGoroutineDump),
            Self::HeapText => statement!(FormHeapText),
            Self::JemallocHeap => statement!(FormJemallocHeap),
            Self::ContentionText => statement!(FormContentionText),
            Self::LegacyCpu => statement!(FormLegacyCpu),
            Self::ThreadText => statement!(FormThreadText),
            Self::JavaText => statement!(FormJavaText),
            Self::Compressed(by) => statement!(FormCompressed, by.name(), by.command()),
            Self::ThroughText => statement!(FormThroughText),
            Self::HttpStatus(status) => statement!(FormHttpStatus, status),
            Self::RaceReport => statement!(FormRaceReport),
            Self::LoggedStacks => statement!(FormLoggedStacks),
            Self::Otlp => statement!(FormOtlp),
            Self::GoTrace => statement!(FormGoTrace),
            Self::Folded => statement!(FormFolded),
            Self::PerfData => statement!(FormPerfData),
            Self::Executable => statement!(FormExecutable),
            Self::Image(format) => statement!(FormImage, format),
            Self::Archive(format) => statement!(FormArchive, format),
            Self::Html => statement!(FormHtml),
            Self::Json => statement!(FormJson),
            Self::Pdf => statement!(FormPdf),
            Self::Text => statement!(FormText),
            Self::Unknown => statement!(FormUnknown),
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        const WITHOUT_DEBUG: &str =
            "it is damaged; fetch the profile again, without debug= in the URL";
        const DAMAGED: &str = "it is damaged; fetch it again, in binary mode";
        match self {
            Self::CountText => (
                "a count profile of Go as text (goroutine or threadcreate, debug=1)",
                WITHOUT_DEBUG,
            ),
            Self::GoroutineDump => (
                "a dump of goroutine stacks (goroutine debug=2, or a crash)",
                "it has no goroutine that can be read; fetch the profile again, without debug= in \
                 the URL",
            ),
            Self::HeapText => {
                ("a heap profile as text (heap debug=1, or tcmalloc's)", WITHOUT_DEBUG)
            }
            Self::JemallocHeap => ("a heap profile of jemalloc", DAMAGED),
            Self::ContentionText => {
                ("a contention profile as text (mutex or block, debug=1)", WITHOUT_DEBUG)
            }
            Self::LegacyCpu => ("a CPU profile in gperftools' old binary form", DAMAGED),
            Self::ThreadText => ("a thread list of gperftools (threadz)", DAMAGED),
            Self::JavaText => ("a Java profile as text (heapz or contentionz)", DAMAGED),
            Self::Compressed(by) => (by.name(), by.command()),
            Self::HttpStatus(_) => {
                ("a server's answer", "read what it says, and fetch the profile again")
            }
            Self::ThroughText => (
                "a compressed file that went through a program for text (an editor, or a shell's \
                 redirection)",
                "bytes of it are lost; fetch the file again, in binary mode, for example with \
                 curl -o",
            ),
            Self::RaceReport => ("a race detector's report", "it has no stack that can be read"),
            Self::LoggedStacks => (
                "a log with the stacks of errors (of zap, logrus, zerolog or the like)",
                "each is one stack, where an error was logged, and no dump of all goroutines; \
                 fetch /debug/pprof/goroutine?debug=2 for that",
            ),
            Self::Otlp => ("a profile in OpenTelemetry's format (OTLP)", DAMAGED),
            Self::GoTrace => (
                "a Go execution trace",
                "Hearth does not read traces yet; `go tool trace -pprof=sync FILE` makes a profile \
                 of it",
            ),
            Self::Folded => {
                ("folded stacks (`a;b;c 12`)", "a line has no count, or one that is too large")
            }
            Self::PerfData => {
                ("the data of Linux's perf", "convert it to pprof's format with perf_to_profile")
            }
            Self::Executable => {
                ("a program or library", "drop the profile that was taken of it instead")
            }
            Self::Image(_) => ("a picture", "drop the profile itself instead"),
            Self::Archive(_) => ("an archive", "unpack it, and drop the profiles that are in it"),
            Self::Html => (
                "a web page",
                "if it was fetched as a profile, the server answered with this page instead: open \
                 the URL in a browser and read what it says",
            ),
            Self::Json => (
                "JSON",
                "if it was fetched as a profile, the server answered with this instead; profiles \
                 of other tools must be converted to pprof's format",
            ),
            Self::Pdf => ("a PDF document", "drop the profile itself instead"),
            Self::Text => (
                "text",
                "if it was fetched as a profile, read it: it may be the server's error message",
            ),
            Self::Unknown => (
                "something else",
                "Hearth reads the profiles of net/http/pprof, runtime/pprof and whatever else \
                 writes profile.proto, gzipped or not",
            ),
        }
    }
}

/// Number of bytes of a text that are looked at.
const HEAD: usize = 64 << 10;

/// Returns the form of these bytes, judged by how they start. `None`: they may be a
/// profile.proto message, or nothing that is known.
pub fn sniff(bytes: &[u8]) -> Option<Form> {
    by_magic(bytes)
        .or_else(|| is_legacy_cpu(bytes).then_some(Form::LegacyCpu))
        .or_else(|| formats::is_otlp(bytes).then_some(Form::Otlp))
        .or_else(|| by_text(bytes))
}

fn by_magic(bytes: &[u8]) -> Option<Form> {
    const MAGICS: &[(&[u8], Form)] = &[
        (b"\x04\x22\x4d\x18", Form::Compressed(Compression::Lz4)),
        (b"\x02\x21\x4c\x18", Form::Compressed(Compression::Lz4)),
        (b"\xff\x06\0\0sNaPpY", Form::Compressed(Compression::Snappy)),
        (b"\x5d\0\0\x80\0", Form::Compressed(Compression::Lzma)),
        (b"\x5d\0\0\x10\0", Form::Compressed(Compression::Lzma)),
        (b"LZIP\x01", Form::Compressed(Compression::Lzip)),
        (b"\x89LZO\0\r\n\x1a\n", Form::Compressed(Compression::Lzop)),
        (b"\x1f\x9d", Form::Compressed(Compression::Compress)),
        (b"PERFILE2", Form::PerfData),
        (b"\x7fELF", Form::Executable),
        (b"MZ", Form::Executable),
        (b"\xcf\xfa\xed\xfe", Form::Executable),
        (b"\xca\xfe\xba\xbe", Form::Executable),
        (b"\x89PNG\r\n\x1a\n", Form::Image("PNG")),
        (b"\xff\xd8\xff", Form::Image("JPEG")),
        (b"GIF8", Form::Image("GIF")),
        (b"RIFF", Form::Image("WebP")),
        (b"PK\x03\x04", Form::Archive("zip")),
        (b"BZh", Form::Compressed(Compression::Bzip2)),
        (b"\xfd7zXZ\0", Form::Compressed(Compression::Xz)),
        (b"7z\xbc\xaf\x27\x1c", Form::Archive("7-Zip")),
        (b"Rar!\x1a\x07", Form::Archive("RAR")),
        (b"%PDF-", Form::Pdf),
    ];
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(Form::Archive("tar"));
    }
    // "go 1.5 trace\0\0\0\0", "go 1.22 trace\0\0\0"
    if let Some(header) = bytes.get(..16)
        && header.starts_with(b"go 1.")
        && header.windows(6).any(|w| w == b" trace")
    {
        return Some(Form::GoTrace);
    }
    MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, form)| form)
}

fn by_text(bytes: &[u8]) -> Option<Form> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // A cut in the middle of a character is no reason to doubt.
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    // A message of short texts and small numbers is one nearly: its numbers are no text.
    let is_odd = |b: &u8| matches!(b, 0x01..=0x08 | 0x0e..=0x1a);
    let odd = text.as_bytes().iter().filter(|b| is_odd(b)).count();
    if text.contains('\0') || odd * 32 > text.len() {
        return None;
    }
    let lines = || text.lines().map(str::trim_end).filter(|l| !l.is_empty());
    let any = |test: fn(&str) -> bool| lines().any(test);
    let first = lines().next()?;
    let is_java = || any(|l| l.starts_with("format = java"));
    let starts = |beginnings: &[&str]| beginnings.iter().any(|b| first.starts_with(b));
    let form = if starts(&["heap profile:"]) {
        Form::HeapText
    } else if starts(&["heap_v2/"]) {
        Form::JemallocHeap
    } else if starts(&["--- heapz"]) || (starts(&["--- contentionz"]) && is_java()) {
        Form::JavaText
    } else if starts(&["--- contentionz", "--- contention:", "--- mutex:"]) {
        Form::ContentionText
    } else if starts(&["--- threadz", "--- Thread"]) {
        Form::ThreadText
    } else if starts(&["-- "]) && any(|l| l.starts_with("Trace Go1.")) {
        Form::GoTrace
    } else if first.contains(" profile: total ") {
        Form::CountText
    } else if any(is_goroutine_header) {
        Form::GoroutineDump
    } else if any(|line| line.contains("WARNING: DATA RACE")) {
        Form::RaceReport
    } else if unwrap::has_logged_stack(head) {
        Form::LoggedStacks
    } else if starts(&["<"]) {
        Form::Html
    } else if starts(&["{", "["]) {
        Form::Json
    } else if lines().take(20).all(is_folded_stack) {
        Form::Folded
    } else {
        Form::Text
    };
    Some(form)
}

/// `goroutine 12 [chan receive, 3 minutes]:`, perhaps behind a log's prefix.
fn is_goroutine_header(line: &str) -> bool {
    let Some(start) = line.find("goroutine ") else { return false };
    let rest = &line[start + "goroutine ".len()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && rest[digits..].trim_start().starts_with(['[', 'g', 'm']) && line.contains("]:")
}

/// `main;run;parse 12`
fn is_folded_stack(line: &str) -> bool {
    let Some((stack, count)) = line.rsplit_once(' ') else { return false };
    stack.contains(';') && !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit())
}

/// The header words 0, 3, 0 or 1, the period, 0, of 32 or 64 bits in either
/// order; Java's has a 1 in the third.
fn is_legacy_cpu(bytes: &[u8]) -> bool {
    is_cpu_header(bytes, &[0, 1])
}

/// The header words 0, 3, one of `kinds`, the period, 0.
fn is_cpu_header(bytes: &[u8], kinds: &[u64]) -> bool {
    let word = |i: usize, size: usize, big: bool| -> Option<u64> {
        let bytes = bytes.get(i * size..(i + 1) * size)?;
        let fold = |value: u64, &byte: &u8| value << 8 | u64::from(byte);
        Some(if big { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) })
    };
    [(4, false), (4, true), (8, false), (8, true)].into_iter().any(|(size, big)| {
        let header: Option<Vec<u64>> = (0..5).map(|i| word(i, size, big)).collect();
        matches!(header.as_deref(), Some([0, 3, kind, period, 0]) if *period > 0 && kinds.contains(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_are_told_apart_by_their_first_lines() {
        for (text, form) in [
            ("goroutine profile: total 12\n1 @ 0x1\n", Form::CountText),
            ("\n\ngoroutine 1 [running]:\nmain.main()\n", Form::GoroutineDump),
            ("panic: no\n\ngoroutine 1 gp=0xc0 m=0 [running]:\n", Form::GoroutineDump),
            ("heap profile: 1: 2 [3: 4] @ heap/1048576\n", Form::HeapText),
            ("heap_v2/524288\n  t*: 1: 2 [0: 0]\n", Form::JemallocHeap),
            ("--- mutex:\ncycles/second=1\n", Form::ContentionText),
            ("--- contentionz 1 ---\nformat = java\n", Form::JavaText),
            ("--- contentionz 1 ---\ncycles/second = 1\n", Form::ContentionText),
            ("--- heapz 1 ---\n", Form::JavaText),
            ("--- threadz 1 ---\n", Form::ThreadText),
            ("a;b;c 1\r\na;b 5\r\n", Form::Folded),
            ("-- expect --\nSUCCESS\n-- trace --\nTrace Go1.22\n", Form::GoTrace),
            ("<!DOCTYPE html><title>404</title>", Form::Html),
            ("{\"error\": 1}", Form::Json),
            ("404 page not found\n", Form::Text),
        ] {
            assert_eq!(sniff(text.as_bytes()), Some(form), "{text}");
        }
    }

    #[test]
    fn magic_numbers() {
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0"), Some(Form::Image("PNG")));
        assert_eq!(sniff(b"go 1.5 trace\0\0\0\0\x01"), Some(Form::GoTrace));
        assert_eq!(sniff(b"go 1.25 trace\0\0\0\x01"), Some(Form::GoTrace));
        let words = [0u64, 3, 0, 10_000, 0].map(u64::to_be_bytes).concat();
        assert_eq!(sniff(&words), Some(Form::LegacyCpu));
        assert_eq!(sniff(&[0, 1, 2, 0xff]), None);
    }
}
