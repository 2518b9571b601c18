//! Remarks on what was undone and left out before a file could be read.

use crate::codes::{Coded, Statement, statement};
use std::fmt;

/// Remarks on how a file was read. Its words here are for the command
/// line; the page has its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// A container around the content was taken off.
    Peeled(Container),
    /// The text was encoded in another way than UTF-8 with line feeds.
    Encoding(Encoding),
    /// A program had put the text into something else.
    Unwrapped(Wrapping),
    /// Prefixes that a logger put before lines were taken off.
    Prefixes {
        /// From how many lines.
        lines: usize,
        /// The first of them.
        example: String,
    },
    /// Lines that are none of a profile's or dump's were left out.
    Skipped {
        /// Number of those within profiles and dumps.
        within: usize,
        /// Number of those before, between and behind them.
        around: usize,
        /// The line in the file of the first of those within, or 0.
        first: usize,
    },
    /// No stack of a dump could be read.
    NoStacks {
        /// Number of goroutines that have none.
        goroutines: usize,
    },
    /// The program crashed, and said why: `panic: ...`, `fatal error: ...`.
    Crash {
        /// The line that says so.
        text: String,
    },
    /// Stacks are those of a race detector's report.
    RaceReports {
        /// Number of races that it found.
        races: usize,
    },
    /// The file holds several documents: this is the first.
    Documents {
        /// Their number.
        count: usize,
    },
}

/// Containers that can be around a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Container {
    /// gzip. What the browser or the reader took off first is not counted.
    Gzip,
    /// zstd.
    Zstd,
    /// zlib: deflate, as HTTP has it.
    Zlib,
    /// The headers of a server's answer.
    HttpHeaders {
        /// True if the body was in chunks, too.
        chunked: bool,
    },
}

/// Encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-16 with the low byte first: PowerShell's `>`.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// UTF-8 with a byte order mark.
    ByteOrderMark,
    /// Lines that end in carriage returns, alone or more than one.
    CarriageReturns,
}

/// Wrappings that programs put around a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wrapping {
    /// A quoted string: a field of JSON or logfmt.
    Quoted {
        /// The field's name; empty if there is none.
        field: String,
    },
    /// Line feeds and tabs as escapes: `\n`, `#012`, `%0A`.
    Escapes,
    /// Only tabs as escapes: `\t`, `#011`.
    EscapedTabs,
    /// Colors of a terminal.
    Colors,
    /// A blank line between all lines.
    DoubleSpaced,
    /// Each write of the program as a line of its own.
    SplitWrites,
    /// Lines broken at a width.
    Wrapped {
        /// The width, in characters.
        width: usize,
    },
    /// The newest line first: read from the end.
    NewestFirst,
}

impl Coded for Remark {
    /// Nothing for what every reader undoes without a trace: byte order marks and line ends.
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::Peeled(Container::HttpHeaders { .. }) => vec![statement!(HttpHeaders)],
            Self::Peeled(container) => vec![statement!(Unpacked, container)],
            Self::Encoding(Encoding::Utf16Le | Encoding::Utf16Be) => vec![statement!(Utf16)],
            Self::Encoding(Encoding::ByteOrderMark | Encoding::CarriageReturns) => Vec::new(),
            Self::Unwrapped(wrapping) => vec![wrapping.statement()],
            Self::Prefixes { lines, example } => vec![statement!(Prefixes, lines, example)],
            Self::Skipped { within, around, first } => {
                let within = (*within > 0).then(|| statement!(LinesWithin, within, first));
                let around = (*around > 0).then(|| statement!(LinesAround, around));
                within.into_iter().chain(around).collect()
            }
            Self::NoStacks { goroutines } => vec![statement!(NoStacks, goroutines)],
            Self::Crash { text } => vec![statement!(Crash, text)],
            Self::RaceReports { races } => vec![statement!(RaceReports, races)],
            Self::Documents { count } => vec![statement!(SeveralDocuments, count)],
        }
    }
}

impl Wrapping {
    fn statement(&self) -> Statement {
        match self {
            Self::Quoted { field } if field.is_empty() => statement!(Quoted),
            Self::Quoted { field } => statement!(QuotedField, field),
            Self::Escapes | Self::EscapedTabs => statement!(Escaped),
            Self::Colors => statement!(TerminalColors),
            Self::DoubleSpaced => statement!(DoubleSpaced),
            Self::SplitWrites => statement!(SplitWrites),
            Self::Wrapped { width } => statement!(BrokenLines, width),
            Self::NewestFirst => statement!(NewestFirst),
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Peeled(container) => write!(f, "taken off: {container}"),
            Self::Encoding(encoding) => write!(f, "converted: {encoding}"),
            Self::Unwrapped(wrapping) => write!(f, "undone: {wrapping}"),
            Self::Prefixes { lines, example } => {
                write!(f, "removed what a logger put before {lines} lines, as in {example:?}")
            }
            Self::Skipped { within, around, first } => {
                write!(f, "skipped lines of others: {within} within")?;
                if *first > 0 {
                    write!(f, " (the first is line {first})")?;
                }
                write!(f, ", {around} around")
            }
            Self::NoStacks { goroutines } => {
                write!(f, "no stack could be read for any of the {goroutines} goroutines")
            }
            Self::Crash { text } => write!(f, "the program crashed: {text}"),
            Self::RaceReports { races } => {
                write!(f, "a race detector's report: data races found: {races}")
            }
            Self::Documents { count } => {
                write!(f, "the file holds {count} profiles or dumps; this is the first")
            }
        }
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Zlib => "zlib",
            Self::HttpHeaders { chunked: false } => "the headers of an HTTP answer",
            Self::HttpHeaders { chunked: true } => "the headers and chunks of an HTTP answer",
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Utf16Le => "UTF-16 (low byte first)",
            Self::Utf16Be => "UTF-16 (high byte first)",
            Self::ByteOrderMark => "UTF-8 with a byte order mark",
            Self::CarriageReturns => "carriage returns at line ends",
        })
    }
}

impl fmt::Display for Wrapping {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Quoted { field } if field.is_empty() => f.write_str("quoted strings"),
            Self::Quoted { field } => write!(f, "quoted strings in the field {field:?}"),
            Self::Escapes => f.write_str("escaped line feeds and tabs"),
            Self::EscapedTabs => f.write_str("escaped tabs"),
            Self::Colors => f.write_str("colors of a terminal"),
            Self::DoubleSpaced => f.write_str("blank lines between all lines"),
            Self::SplitWrites => f.write_str("each write on a line of its own"),
            Self::Wrapped { width } => write!(f, "lines broken at {width} characters"),
            Self::NewestFirst => f.write_str("the newest line first"),
        }
    }
}
