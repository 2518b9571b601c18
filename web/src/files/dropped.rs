//! Entries of a drop, and the progress of the worker through them.

use crate::format;
use crate::words::{dropped, fill};
use hearth_messages::{EntryData, GatheredData, Request};
use wasm_bindgen::JsValue;

/// The code of an entry that was taken for a profile, and could not be read.
pub const FAILED: &str = "failed";

/// Something with several files in it that the worker goes through.
pub struct Gathering {
    pub drop: u32,
    pub name: String,
    /// The files, as they are posted.
    pub files: JsValue,
    pub sources_only: bool,
    pub so_far: GatheredData,
    pub is_cancelled: bool,
}

impl Gathering {
    pub fn request(&self) -> Request {
        let (drop, files, sources_only) = (self.drop, self.files.clone(), self.sources_only);
        Request::Gather { drop, files, sources_only, again: false }
    }
}

/// Drop: every entry, and the kind that it was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    pub name: String,
    pub entries: Vec<EntryData>,
}

impl Dropped {
    /// Returns whether there is nothing to say of any entry but that it was opened.
    pub fn is_all_open(&self) -> bool {
        self.count("profile") == self.entries.len()
    }

    /// Number of entries that are of a kind.
    pub fn count(&self, kind: &str) -> usize {
        self.entries.iter().filter(|entry| entry.group() == kind).count()
    }

    /// Numbers of each, in words.
    pub fn summary(&self) -> String {
        let words = dropped::words();
        let parts = words.kinds().into_iter().filter_map(|(kind, _, text)| {
            let count = self.count(kind);
            (count > 0).then(|| fill(text, &[&format::count(count as f64)]))
        });
        parts.collect::<Vec<_>>().join(words.and)
    }
}
