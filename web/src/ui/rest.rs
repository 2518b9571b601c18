//! Part of the deferred chunk: the engine's codes in words.

use crate::words;

/// What the engine says, in words.
#[inline(never)]
pub fn in_words(text: &str) -> String {
    words::said::text(text)
}
