//! Errors of files.

use super::peel::ZstdError;
use super::{Form, TextError};
use crate::codes::{Coded, Statement, statement};

/// Why a file could not be read: what was wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There are no bytes.
    #[error(
        "the file is empty: the program that should have written the profile did not finish, or \
         the download failed; fetch it again"
    )]
    Empty,
    /// The file is something else.
    #[error("{}", .0.explain())]
    Foreign(Form),
    /// The compressed file is damaged.
    #[error("damaged gzip file at byte {at}: {kind}; fetch the file again, in binary mode")]
    Gzip {
        /// Where, counted in the compressed file.
        at: u64,
        /// Fault at that place.
        kind: GzipError,
    },
    /// The zstd file is damaged.
    #[error("damaged zstd file at byte {at}: {kind}; fetch the file again, in binary mode")]
    Zstd {
        /// Where, counted in the compressed file.
        at: usize,
        /// Fault at that place.
        kind: ZstdError,
    },
    /// The content is in more containers than anybody has a reason for.
    #[error("the file is packed in more than {limit} layers; unpack it first")]
    TooDeep {
        /// Number of those that are taken off.
        limit: usize,
    },
    /// The bytes are not a protocol buffer.
    #[error(
        "not a pprof profile, or a damaged one: {kind} at byte {at} of the uncompressed content"
    )]
    Wire {
        /// Where, counted in the uncompressed content.
        at: usize,
        /// Fault at that place.
        kind: WireError,
    },
    /// The bytes are a protocol buffer, but not a valid profile.
    #[error("malformed profile: {kind} (byte {at} of the uncompressed content)")]
    Malformed {
        /// Where, counted in the uncompressed content.
        at: usize,
        /// Fault at that place.
        kind: Malformed,
    },
    /// The file is one of the text forms, but a line of it is wrong.
    #[error("damaged text profile in line {line}: {kind}; fetch the profile again")]
    Text {
        /// Which line, counted from 1 in the uncompressed content.
        line: usize,
        /// Fault in it.
        kind: TextError,
    },
    /// The file is a known form of another program, but there is something wrong with it.
    #[error("{}", kind.explain(*at))]
    Format {
        /// Where, counted in the uncompressed content.
        at: usize,
        /// Fault at that place.
        kind: FormatError,
    },
    /// The uncompressed content would be larger than was allowed.
    #[error(
        "the profile is larger than {} MB uncompressed, which is more than can be opened here; make \
         it smaller first, for example with go tool pprof -proto -focus=...",
        limit >> 20
    )]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The content, or what it is decoded to, is out of all proportion to the file.
    #[error(
        "this is no profile: the file has {input} bytes, and already takes over {} MB; no program \
         writes one that is compressed so much, so it was not read to its end",
        taken >> 20
    )]
    OutOfProportion {
        /// The size of the file so far, in bytes.
        input: usize,
        /// Size that it takes, in bytes.
        taken: usize,
    },
    /// The decoded profile would take more memory than was allowed.
    #[error(
        "the profile would take about {} MB of memory, and only {} MB can be had here; close other \
         profiles, or make it smaller first, for example with go tool pprof -proto -focus=...",
        needed >> 20, limit >> 20
    )]
    NeedsMemory {
        /// Number of bytes that it would take, by what was seen of it.
        needed: usize,
        /// Number of those that it may take.
        limit: usize,
    },
    /// The file is not as writers of profiles write it, which showed when a part of
    /// it was forgotten: read it again, with [`KEEP_ALL`](super::KEEP_ALL).
    #[error("the profile has to be read as a whole")]
    NeedsWhole,
    /// The content is not profile.proto: see
    /// [`Reader::read_other_form`](super::Reader::read_other_form).
    #[error("the content is not a pprof profile, and its form was not looked for")]
    OtherForm,
    /// There is not enough memory for the content.
    #[error("there is not enough memory: {needed} more bytes were needed; close other profiles")]
    OutOfMemory {
        /// Number of bytes that were asked for.
        needed: usize,
    },
}

/// Faults of a file of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// It ends too early.
    #[error("the file ends too early: it was cut off; fetch it again, or have it written anew")]
    Truncated,
    /// It is no JSON.
    #[error("damaged JSON: a value, a comma or an end should be here; write the file anew")]
    Json,
    /// A field has another kind of value than any version of the format.
    #[error(
        "damaged OTLP profiles, or a version of them that is not known: a field has the wrong type"
    )]
    Layout,
    /// OTLP without any profile.
    #[error(
        "these are OTLP profiles, but there is no profile in them: only tables, or nothing was \
         sampled; collect for longer"
    )]
    NoProfiles,
    /// There are profiles, but nothing that could be shown is in them.
    #[error("the file has no samples: nothing was measured, or it is the wrong file of a set")]
    NoSamples,
}

impl FormatError {
    /// Words for the fault, and its place if there is one.
    fn explain(self, at: usize) -> String {
        match self {
            Self::NoProfiles | Self::NoSamples | Self::Truncated => self.to_string(),
            Self::Json | Self::Layout => {
                format!("{self} (byte {at} of the uncompressed content)")
            }
        }
    }
}

/// Faults of a compressed file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GzipError {
    /// It ends too early.
    #[error("the file ends before its compressed content does: it was cut off")]
    Truncated,
    /// A member does not start as it should.
    #[error("what follows the first part of the file is not gzip")]
    Header,
    /// The compression is one that gzip does not define.
    #[error("unknown compression method {0}")]
    Method(u8),
    /// The compressed data make no sense.
    #[error("the compressed content is corrupt")]
    Data,
    /// The content is not what was compressed.
    #[error(
        "the checksum (CRC-32) of the content is {actual:08x}, but should be {expected:08x}: the \
         file was changed after it was written"
    )]
    Checksum {
        /// Value in the file.
        expected: u32,
        /// Value of the content.
        actual: u32,
    },
    /// The content is not as long as what was compressed.
    #[error("the content is {actual} bytes long, but should be {expected} (modulo 2^32)")]
    Length {
        /// Value in the file.
        expected: u32,
        /// Value of the content.
        actual: u32,
    },
}

/// Faults of a protocol buffer. The first words are pprof's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A number that does not end.
    #[error("bad varint")]
    BadVarint,
    /// A field that reaches over the end.
    #[error("too much data: a field is longer than what is left")]
    TooMuchData,
    /// A fixed-size number that reaches over the end.
    #[error("not enough data")]
    NotEnoughData,
    /// A kind of field that profiles do not have.
    #[error("unknown wire type: {0}")]
    UnknownWireType(u8),
    /// A known field of another kind than it should be.
    #[error("type mismatch: field {0} has the wrong wire type")]
    TypeMismatch(u64),
}

/// Faults of a profile. The first words are pprof's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// A string index that is not in the table.
    #[error("malformed profile format: string {index} of {count} is used")]
    StringIndex {
        /// The index.
        index: i64,
        /// The size of the table.
        count: usize,
    },
    /// A string table that does not start with the empty string.
    #[error("string_table[0] must be ''")]
    FirstString,
    /// Two profiles in one file.
    #[error("concatenated profiles detected: the file holds more than one profile")]
    Concatenated,
    /// Samples without types.
    #[error("missing sample type information")]
    NoSampleTypes,
    /// A sample with too few or too many values.
    #[error("mismatch: sample has {values} values vs. {types} types")]
    ValueCount {
        /// Number of values that it has.
        values: usize,
        /// Number of those that it should have.
        types: usize,
    },
    /// A stack with a location that is not in the table.
    #[error("sample has nil location: no location has the id {0}")]
    NoLocation(u64),
    /// A line of a function that is not in the table.
    #[error(
        "location id: {location} has a line with nil function: no function has the id {function}"
    )]
    NoFunction {
        /// The location's id.
        location: u64,
        /// The function's id.
        function: u64,
    },
    /// An id that means "none" is used.
    #[error("found {0} with reserved ID=0")]
    ReservedId(&'static str),
    /// An id that is used twice.
    #[error("multiple {table}s with same id: {id}")]
    DuplicateId {
        /// Which table: `mapping`, `function` or `location`.
        table: &'static str,
        /// The id.
        id: u64,
    },
}

impl Coded for ReadError {
    /// Where something is wrong, then what.
    fn statements(&self) -> Vec<Statement> {
        match self {
            Self::Empty => vec![statement!(EmptyFile)],
            Self::Foreign(form) => vec![form.statement()],
            Self::Gzip { at, kind } => vec![statement!(Gzip, at), kind.statement()],
            Self::Zstd { at, kind } => vec![statement!(Zstd, at), kind.statement()],
            Self::TooDeep { limit } => vec![statement!(TooDeep, limit)],
            Self::Wire { at, kind } => vec![statement!(NotAProfile, at), kind.statement()],
            Self::Malformed { at, kind } => vec![statement!(Malformed, at), kind.statement()],
            Self::Text { line, kind } => vec![statement!(DamagedText, line), kind.statement()],
            Self::Format { at, kind } => vec![kind.statement(*at)],
            Self::TooLarge { limit } => vec![statement!(TooLarge, limit >> 20)],
            Self::OutOfProportion { input, taken } => {
                vec![statement!(OutOfProportion, input, taken >> 20)]
            }
            Self::NeedsMemory { needed, limit } => {
                vec![statement!(NeedsMemory, needed >> 20, limit >> 20)]
            }
            Self::NeedsWhole => vec![statement!(NeedsWhole)],
            Self::OutOfMemory { needed } => vec![statement!(OutOfMemory, needed)],
            Self::OtherForm => vec![statement!(OtherForm)],
        }
    }
}

impl FormatError {
    fn statement(self, at: usize) -> Statement {
        match self {
            Self::Truncated => statement!(FormatTruncated),
            Self::Json => statement!(FormatJson, at),
            Self::Layout => statement!(FormatLayout, at),
            Self::NoProfiles => statement!(FormatNoProfiles),
            Self::NoSamples => statement!(FormatNoSamples),
        }
    }
}

impl GzipError {
    fn statement(&self) -> Statement {
        match self {
            Self::Truncated => statement!(GzipTruncated),
            Self::Header => statement!(GzipHeader),
            Self::Method(method) => statement!(GzipMethod, method),
            Self::Data => statement!(GzipData),
            Self::Checksum { expected, actual } => {
                statement!(GzipChecksum, format!("{actual:08x}"), format!("{expected:08x}"))
            }
            Self::Length { expected, actual } => statement!(GzipLength, actual, expected),
        }
    }
}

impl ZstdError {
    fn statement(self) -> Statement {
        match self {
            Self::Data => statement!(ZstdData),
            Self::Header => statement!(ZstdHeader),
            Self::Checksum => statement!(ZstdChecksum),
            Self::Dictionary => statement!(ZstdDictionary),
            Self::Window => statement!(ZstdWindow),
        }
    }
}

impl WireError {
    fn statement(self) -> Statement {
        match self {
            Self::BadVarint => statement!(BadVarint),
            Self::TooMuchData => statement!(TooMuchData),
            Self::NotEnoughData => statement!(NotEnoughData),
            Self::UnknownWireType(kind) => statement!(UnknownWireType, kind),
            Self::TypeMismatch(field) => statement!(TypeMismatch, field),
        }
    }
}

impl Malformed {
    fn statement(&self) -> Statement {
        match self {
            Self::StringIndex { index, count } => statement!(StringIndex, index, count),
            Self::FirstString => statement!(FirstString),
            Self::Concatenated => statement!(Concatenated),
            Self::NoSampleTypes => statement!(NoSampleTypes),
            Self::ValueCount { values, types } => statement!(ValueCount, values, types),
            Self::NoLocation(id) => statement!(NoLocation, id),
            Self::NoFunction { location, function } => statement!(NoFunction, location, function),
            Self::ReservedId(table) => statement!(ReservedId, table),
            Self::DuplicateId { table, id } => statement!(DuplicateId, table, id),
        }
    }
}
