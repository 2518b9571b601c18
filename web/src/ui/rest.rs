//! What of this comes after the first view: the build puts it into what is loaded then.

use crate::words;

/// What the engine says, in words.
#[inline(never)]
pub fn in_words(text: &str) -> String {
    words::said::text(text)
}
