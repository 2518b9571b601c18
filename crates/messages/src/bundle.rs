//! Entries of a drop, each with the kind that it was taken for.

use crate::Message;

/// Kind that an entry was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Message)]
pub struct WhatData {
    /// `profile`, `archive`, `source`, `text` (which may have goroutines further on), `other`
    /// or `unread`.
    pub kind: String,
    /// Which one: a language, or a code of hearth-core's `Other` or `BundleError`.
    pub code: String,
    /// Numbers and names that belong to it.
    pub facts: Vec<String>,
    /// Compressions of the content, from outside to inside: `gzip`, `zstd`.
    pub layers: Vec<String>,
    /// For an archive: `zip` or `tar`.
    pub archive: String,
}

/// An entry of what was dropped.
#[derive(Clone, Debug, PartialEq, Message)]
pub struct EntryData {
    /// Its path in what was dropped.
    pub path: String,
    /// Its size in bytes, as far as it is known.
    pub size: f64,
    /// See [`WhatData`].
    pub kind: String,
    /// See [`WhatData`].
    pub code: String,
    /// See [`WhatData`].
    pub facts: Vec<String>,
}

impl EntryData {
    /// Returns the kind under which it is listed.
    pub fn group(&self) -> &str {
        match &*self.kind {
            "text" => "other",
            kind => kind,
        }
    }
}

/// Progress of the worker through what was dropped.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct GatheredData {
    /// Number of bytes, out of `total`.
    pub done: f64,
    /// See `done`.
    pub total: f64,
    /// Number of entries.
    pub count: u32,
    /// It is at the end, and this is all.
    pub entries: Option<Vec<EntryData>>,
    /// It was stopped, as asked.
    pub is_cancelled: bool,
}

/// An entry in the list of a zip.
#[derive(Clone, Debug, PartialEq, Message)]
pub struct ZipEntryData {
    /// Its path.
    pub path: String,
    /// Where it begins in the file.
    pub at: f64,
    /// Its size in the file.
    pub packed: f64,
    /// Its size, if the zip is right.
    pub size: f64,
    /// True if it is compressed.
    pub is_deflated: bool,
    /// Why it cannot be read.
    pub why: Option<WhatData>,
}

/// The list of a zip.
#[derive(Clone, Debug, PartialEq, Message)]
pub struct ZipData {
    /// Its entries, without folders.
    pub entries: Vec<ZipEntryData>,
    /// There are more of them than are looked at.
    pub has_more: bool,
}

/// A step through a tar: an entry with its path, content from `from` to `to` in the
/// piece, or the end of an entry.
#[derive(Clone, Debug, Default, PartialEq, Message)]
pub struct TarData {
    /// Of an entry that begins.
    pub path: Option<String>,
    /// Its size.
    pub size: f64,
    /// Content.
    pub from: u32,
    /// See `from`; 0, where an entry ends.
    pub to: u32,
}
