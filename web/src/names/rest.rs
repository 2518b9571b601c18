//! What of names comes after the first view: the build puts it into what is loaded then.

use hearth_core::harmless::{shortened, visible};

/// A name of at most so many characters in which nothing is hidden.
#[inline(never)]
pub fn shown(name: &str, most: usize) -> String {
    visible(&shortened(name, most)).into_owned()
}
