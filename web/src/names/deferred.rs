//! Part of the deferred chunk: names in which nothing is hidden.

use hearth_core::harmless::{shortened, visible};

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// A name of at most this many characters in which nothing is hidden.
    fn shown(&self, name: &str, most: usize) -> String;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn shown(&self, name: &str, most: usize) -> String {
        visible(&shortened(name, most)).into_owned()
    }
}
