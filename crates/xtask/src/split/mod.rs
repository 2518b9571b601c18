//! Divides a module in two: the initial chunk, and the deferred one, which comes after it.
//!
//! One module of the code is the door to the deferred chunk: its functions lead there (marked
//! `#[inline(never)]`, or they would be gone by the time that this looks for them). To the deferred
//! chunk goes what can be reached through them alone: `reach` finds it in what the linker wrote,
//! with its relocations, which tell the address of a function or of data from a number.
//! `cut` then divides what wasm-bindgen made of it.
//!
//! The deferred chunk is a module of its own with the memory, the table and the stack of the
//! initial one, from whose exports it takes all that it needs. Calls into it go through the
//! table, in which it puts its functions when it is instantiated with
//! `{initial: exports}`. Before that a call traps: the page and the worker see to it
//! that there is none.

mod cut;
mod reach;

use crate::page::Mode;
use anyhow::Result;

/// Both chunks of a module.
pub struct Parts {
    pub initial: Vec<u8>,
    pub deferred: Vec<u8>,
}

/// Divides what wasm-bindgen made of what the linker wrote with `--emit-relocs`. `door` is the path
/// of the module whose functions lead to the deferred chunk.
pub fn split(linked: &[u8], bound: &[u8], door: &str, mode: Mode) -> Result<Parts> {
    cut::cut(bound, &reach::deferred(linked, door)?, mode == Mode::Development)
}

/// A function's name as both tools know it: wasm-bindgen may have demangled it.
fn name_of(symbol: &str) -> String {
    rustc_demangle::try_demangle(symbol).map_or(symbol.to_owned(), |name| name.to_string())
}
