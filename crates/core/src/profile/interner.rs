//! Finding a text that is there already.

use super::{StringId, Strings};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// An index over [`Strings`], for whoever appends to them and wants each text
/// once. It belongs to the strings that it was made for.
#[derive(Clone, Default)]
pub struct Interner {
    by_text: HashTable<StringId>,
    hasher: FxBuildHasher,
}

impl Interner {
    /// An index over what is there now. Where a text is there twice, the first
    /// one is found.
    pub fn new(strings: &Strings) -> Self {
        let mut this = Self::default();
        for id in 0..strings.len() as StringId {
            if this.find(strings, strings.get(id)).is_none() {
                this.insert(strings, id);
            }
        }
        this
    }

    /// The id of a text, which is appended if it is new.
    pub fn intern(&mut self, strings: &mut Strings, text: &[u8]) -> StringId {
        if let Some(id) = self.find(strings, text) {
            return id;
        }
        let id = strings.push(text);
        self.insert(strings, id);
        id
    }

    fn find(&self, strings: &Strings, text: &[u8]) -> Option<StringId> {
        let hash = self.hasher.hash_one(text);
        self.by_text.find(hash, |&id| strings.get(id) == text).copied()
    }

    fn insert(&mut self, strings: &Strings, id: StringId) {
        let hash = |id: StringId| self.hasher.hash_one(strings.get(id));
        self.by_text.insert_unique(hash(id), id, |&id| hash(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_there_once() {
        let mut strings = Strings::default();
        for text in ["", "a", "b", "a"] {
            strings.push(text.as_bytes());
        }
        let mut interner = Interner::new(&strings);
        let ids = ["a", "c", "", "c", "b"].map(|t| interner.intern(&mut strings, t.as_bytes()));
        assert_eq!(ids, [1, 4, 0, 4, 2]);
    }
}
