//! Divides a module in two: what is loaded first, and the rest, which comes after.
//!
//! What belongs to the rest is said by modules of the code: their functions lead there
//! (marked `#[inline(never)]`, or they would be gone by the time that this looks for them).
//! To the rest goes what can only be reached through them: `reach` finds it in what the linker wrote, with
//! its relocations, which tell the address of a function or of data from a number.
//! `cut` then divides what wasm-bindgen made of it.
//!
//! The rest is a module of its own with the memory, the table and the stack of the
//! first, from whose exports it takes all that it needs. Calls into it go through the
//! table, in which it puts its functions when it is instantiated with
//! `{first: exports}`. Before that a call traps: the page and the worker see to it
//! that there is none.

mod cut;
mod reach;

use crate::page::Mode;
use anyhow::Result;

/// Both parts of a module.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// Divides what wasm-bindgen made of what the linker wrote with `--emit-relocs`. `modules`
/// are the paths of those whose functions lead to the rest.
pub fn split(linked: &[u8], bound: &[u8], modules: &[&str], mode: Mode) -> Result<Parts> {
    cut::cut(bound, &reach::rest(linked, modules)?, mode == Mode::Development)
}

/// A function's name as both tools know it: wasm-bindgen may have demangled it.
fn name_of(symbol: &str) -> String {
    rustc_demangle::try_demangle(symbol).map_or(symbol.to_owned(), |name| name.to_string())
}
