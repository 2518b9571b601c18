//! Part of the deferred chunk: names in which nothing is hidden.

use hearth_core::harmless::{shortened, visible};

/// A name of at most so many characters in which nothing is hidden.
#[inline(never)]
pub fn shown(name: &str, most: usize) -> String {
    visible(&shortened(name, most)).into_owned()
}
