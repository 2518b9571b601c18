//! Part of the deferred chunk: the engine's codes in words.

use crate::words;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Words for what the engine says.
    fn in_words(&self, text: &str) -> String;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn in_words(&self, text: &str) -> String {
        words::said::text(text)
    }
}
