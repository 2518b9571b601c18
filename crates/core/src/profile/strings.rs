//! All texts of a profile in one arena.

use super::{StringId, vec_size};
use std::borrow::Cow;

/// A list of byte strings: one run of bytes and where each string ends in it.
///
/// Names are bytes. They are UTF-8 nearly always, but nothing enforces that, and
/// a profile with a damaged name is still worth reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Strings {
    /// Number of strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Appends a string, even if it is there already.
    pub fn push(&mut self, string: &[u8]) -> StringId {
        self.bytes.extend_from_slice(string);
        self.ends.push(self.bytes.len() as u32);
        (self.ends.len() - 1) as StringId
    }

    /// The bytes of a string; nothing for an id that is not in the list.
    pub fn get(&self, id: StringId) -> &[u8] {
        let id = id as usize;
        let Some(&end) = self.ends.get(id) else { return b"" };
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.bytes[start as usize..end as usize]
    }

    /// The string to show: what is not UTF-8 becomes U+FFFD.
    pub fn text(&self, id: StringId) -> Cow<'_, str> {
        String::from_utf8_lossy(self.get(id))
    }

    /// Returns a list of what becomes of each string.
    pub fn map<'a>(&'a self, new: impl Fn(&'a [u8]) -> Cow<'a, [u8]>) -> Self {
        let mut to = Self::default();
        for string in self.iter() {
            to.push(&new(string));
        }
        to
    }

    /// Number of bytes that they take.
    pub(super) fn heap_size(&self) -> usize {
        vec_size(&self.bytes) + vec_size(&self.ends)
    }

    /// All strings, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len()).map(|id| self.get(id as StringId))
    }
}
