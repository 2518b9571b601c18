//! Errors of the text forms.

use crate::codes::{Statement, statement};

/// Faults of a line: what should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// A row of a count profile. The first words are pprof's.
    #[error("malformed profile format: a row should be `COUNT @ 0xADDRESS 0xADDRESS ...`")]
    CountRow,
    /// A row of a heap profile.
    #[error("a row should be `OBJECTS: BYTES [OBJECTS: BYTES] @ 0xADDRESS 0xADDRESS ...`")]
    HeapRow,
    /// A row of a heap profile of jemalloc.
    #[error("a row should be `tTHREAD: OBJECTS: BYTES [OBJECTS: BYTES]`")]
    JemallocRow,
    /// Bytes that belong to no object.
    #[error("the {column} count is 0, but the {column} bytes are {bytes}")]
    BytesWithoutObjects {
        /// `inuse` or `allocation`.
        column: &'static str,
        /// The bytes.
        bytes: i64,
    },
    /// A row of a contention profile.
    #[error("a row should be `CYCLES COUNT @ 0xADDRESS 0xADDRESS ...`")]
    ContentionRow,
    /// An attribute of a contention profile.
    #[error(
        "an attribute should be `cycles/second`, `sampling period`, `ms since reset` or \
         `discarded samples`, then `=` and a number"
    )]
    ContentionAttribute,
    /// The start of a thread.
    #[error("a thread should start with `--- Thread ID (name: NAME/PID) stack: ---`")]
    Thread,
    /// An attribute of a Java profile.
    #[error("an attribute should be `format = java`, `resolution`, or a number")]
    JavaAttribute,
    /// Rows of a Java profile whose meaning is unknown. The first words are the
    /// reference's.
    #[error("missing sample type information: `resolution = UNIT` should precede the rows")]
    JavaNoTypes,
    /// A row of a Java profile without objects.
    #[error("the second value of a row of a Java heap profile must not be zero")]
    JavaZeroCount,
    /// A number that does not fit.
    #[error("a number needs more than 64 bits")]
    Number,
    /// A line that is too long for pprof.
    #[error("the line has 64 KiB or more, which is too long for `go tool pprof`")]
    LineTooLong,
}

impl TextError {
    pub(in crate::read) fn statement(self) -> Statement {
        match self {
            Self::CountRow => statement!(CountRow),
            Self::HeapRow => statement!(HeapRow),
            Self::JemallocRow => statement!(JemallocRow),
            Self::BytesWithoutObjects { column, bytes } => {
                statement!(BytesWithoutObjects, column, bytes)
            }
            Self::ContentionRow => statement!(ContentionRow),
            Self::ContentionAttribute => statement!(ContentionAttribute),
            Self::Thread => statement!(ThreadRow),
            Self::JavaAttribute => statement!(JavaAttribute),
            Self::JavaNoTypes => statement!(JavaNoTypes),
            Self::JavaZeroCount => statement!(JavaZeroCount),
            Self::Number => statement!(NumberTooLarge),
            Self::LineTooLong => statement!(LineTooLong),
        }
    }
}
