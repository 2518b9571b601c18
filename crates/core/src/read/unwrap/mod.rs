//! Texts within texts: profiles and dumps that something was done to before they were saved.
//!
//! What a document is is told by its own lines: a header of a goroutine, a function, a place,
//! the first line of a profile. What stands before such a line is somebody else's, whatever
//! it is, and so is a line that is none of them. First the text as a whole is brought into
//! order, layer by layer: strings out of JSON (`quoted`), escapes (`escapes`), lines that are
//! pieces (`joined`), lines upside down (`reversed`). Then its lines are sorted into documents
//! (`sections`): goroutines (`stacks`), profiles of rows (`rows`), data races (`race`).

mod anchors;
pub mod encoding;
mod escapes;
mod grammar;
mod joined;
mod logged;
mod prefix;
mod quoted;
mod race;
mod reversed;
mod rows;
mod sections;
mod sources;
mod stacks;
mod when;

pub use logged::has_stack as has_logged_stack;

use super::remark::{Remark, Wrapping};
use super::sniff::Form;
use std::borrow::Cow;

/// A profile or dump within a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Form, by its first line.
    pub form: Form,
    /// In which line of the text it starts.
    pub line: usize,
    /// When it was taken, as a logger wrote it.
    pub taken: Option<String>,
    /// The document alone: what can be opened as a file.
    pub content: Vec<u8>,
}

/// All that a text holds.
#[derive(Default)]
pub struct Found {
    pub documents: Vec<Document>,
    pub remarks: Vec<Remark>,
    /// True if the text is one profile of rows from its first line on: then it may be read
    /// as it is.
    pub is_whole: bool,
    /// The numbers of the lines of the first document.
    pub numbers: Vec<usize>,
}

/// The most layers that are undone.
const DEEPEST: usize = 8;

/// Finds all documents in a text in UTF-8 with line feeds.
pub fn documents(text: &[u8]) -> Found {
    let mut remarks = Vec::new();
    let mut text = Cow::Borrowed(text);
    if let Some(plain) = colors(&text) {
        text = Cow::Owned(plain);
        remarks.push(Remark::Unwrapped(Wrapping::Colors));
    }
    if !has_start(&text) {
        return Found::default();
    }
    for _ in 0..DEEPEST {
        let Some((changed, wrapping)) = layer(&text) else { break };
        text = Cow::Owned(changed);
        remarks.push(Remark::Unwrapped(wrapping));
    }
    let mut found = sections::split(&text);
    found.is_whole &= remarks.is_empty();
    remarks.append(&mut found.remarks);
    found.remarks = remarks;
    found
}

fn has_start(text: &[u8]) -> bool {
    quoted::lines(text).any(anchors::may_start)
}

/// Returns whether a profile or dump starts in one of these lines, as far as a look at it tells: in a
/// log, in strings of JSON, in pieces.
pub fn may_hold_document(text: &[u8]) -> bool {
    anchors::has_start_anywhere(text) || joined::has_writes(text)
}

/// The text without its outermost layer.
fn layer(text: &[u8]) -> Option<(Vec<u8>, Wrapping)> {
    if let Some((text, field)) = quoted::undo(text) {
        return Some((text, Wrapping::Quoted { field }));
    }
    escapes::undo(text)
        .or_else(|| Some((joined::undo_writes(text)?, Wrapping::SplitWrites)))
        .or_else(|| Some((reversed::undo(text)?, Wrapping::NewestFirst)))
}

/// The text without colors; `None` if it has none.
fn colors(text: &[u8]) -> Option<Vec<u8>> {
    const START: &[u8] = b"\x1b[";
    let mut at = super::text::scan::find(text, START)?;
    let (mut out, mut rest) = (Vec::with_capacity(text.len()), text);
    loop {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + START.len()..];
        let is_parameter = |b: &u8| b.is_ascii_digit() || b";:?".contains(b);
        let end = rest.iter().position(|b| !is_parameter(b)).unwrap_or(rest.len());
        rest = rest.get(end + 1..).unwrap_or_default();
        match super::text::scan::find(rest, START) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend_from_slice(rest);
    Some(out)
}

#[cfg(test)]
mod tests;
