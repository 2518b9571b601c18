//! Lines that are pieces of lines: broken at a width, or a line for each write.

use super::anchors::is_first_write;
use super::grammar::{Kind, is_call, kind};
use super::prefix::Template;
use super::quoted::lines;
use super::stacks::Entry;
use crate::read::text::scan::trim;
use std::borrow::Cow;

/// The most pieces that a line is put together of, and its longest.
const MOST_PIECES: usize = 64;
const LONGEST: usize = 64 << 10;
/// The second write of a header is not further away from the first.
const NEAR: usize = 64;

/// The text with whole lines, where each write of the runtime was put on a line of its own;
/// `None` where none was.
pub fn undo_writes(text: &[u8]) -> Option<Vec<u8>> {
    let template = of_writes(text)?;
    let mut out = Vec::with_capacity(text.len());
    let mut joined: Vec<u8> = Vec::new();
    for line in lines(text) {
        let Some(end) = template.end_in(line) else {
            flush(&mut joined, &mut out);
            out.extend_from_slice(line);
            out.push(b'\n');
            continue;
        };
        let piece = &line[end..];
        if !joined.is_empty() && !continues(&joined, piece) {
            flush(&mut joined, &mut out);
        }
        if joined.is_empty() && trim(piece).is_empty() && !piece.starts_with(b"\t") {
            out.push(b'\n');
            continue;
        }
        glue(&mut joined, piece);
        if joined.len() > LONGEST {
            flush(&mut joined, &mut out);
        }
    }
    flush(&mut joined, &mut out);
    Some(out)
}

fn flush(joined: &mut Vec<u8>, to: &mut Vec<u8>) {
    if !joined.is_empty() {
        to.append(joined);
        to.push(b'\n');
    }
}

/// Returns whether the writes of a header are on lines of their own.
pub fn has_writes(text: &[u8]) -> bool {
    of_writes(text).is_some()
}

/// Text before the writes: `goroutine `, then a line that is a number, then `[`.
fn of_writes(text: &[u8]) -> Option<Template> {
    let mut all = lines(text);
    while let Some(line) = all.next() {
        let Some(at) = is_first_write(line) else { continue };
        let template = Template::new(&line[..at]);
        let mut next =
            all.clone().take(NEAR).filter_map(|line| Some(trim(&line[template.end_in(line)?..])));
        let id = next.next()?;
        let is_id = !id.is_empty() && id.iter().all(u8::is_ascii_digit);
        if is_id
            && next.next().is_some_and(|text| text.starts_with(b"[") || text.starts_with(b"gp="))
        {
            return Some(template);
        }
    }
    None
}

/// Returns whether the piece belongs behind what was put together so far.
fn continues(joined: &[u8], piece: &[u8]) -> bool {
    const MORE: [&[u8]; 7] = [b"+", b"fp=", b"sp=", b"pc=", b"in goroutine", b"m=", b"mp="];
    let text = trim(piece);
    let before = trim(joined);
    if text.is_empty() {
        return before.is_empty();
    }
    let starts_anew = text == b"goroutine" || text == b"created by" || piece.starts_with(b"\t");
    if starts_anew && !before.is_empty() {
        return false;
    }
    let is_open = joined.ends_with(b"+")
        || joined.ends_with(b"=")
        || joined.ends_with(b"in goroutine ")
        || joined.ends_with(b"in goroutine");
    match kind(joined) {
        _ if is_open => true,
        Kind::Place | Kind::Creator => MORE.iter().any(|more| text.starts_with(more)),
        Kind::Blank => true,
        Kind::Other => is_begun(joined),
        _ => false,
    }
}

/// Appends a piece, with the blank that a collector took from its ends.
fn glue(joined: &mut Vec<u8>, piece: &[u8]) {
    let ends = |end: &[u8]| joined.ends_with(end);
    let begins = |begin: &[u8]| piece.starts_with(begin);
    let is_header = joined.starts_with(b"goroutine");
    let is_creator = joined.starts_with(b"created by");
    let needs_blank = ends(b"goroutine")
        || ends(b"created by")
        || (is_header
            && !joined.contains(&b'[')
            && (begins(b"[") || begins(b"gp=") || begins(b"m")))
        || (is_creator && begins(b"in goroutine"))
        || (joined.starts_with(b"\t") && (begins(b"+") || begins(b"fp=") || begins(b"sp=")))
        || (joined.starts_with(b"\t") && begins(b"pc="));
    if needs_blank && !ends(b" ") && !begins(b" ") {
        joined.push(b' ');
    }
    joined.extend_from_slice(piece);
}

/// Returns whether this may be the first part of a line of a stack.
fn is_begun(text: &[u8]) -> bool {
    if text.starts_with(b"goroutine ")
        || text.starts_with(b"created by ")
        || text.starts_with(b"...")
    {
        return true;
    }
    if text.starts_with(b"\t") || text.starts_with(b"   ") {
        let text = text.trim_ascii_start();
        return text.is_empty()
            || text.first().is_some_and(|b| b"/<_".contains(b) || b.is_ascii_alphanumeric());
    }
    let name = text.iter().position(|&b| b == b' ').unwrap_or(text.len());
    let call = &text[..name];
    call.contains(&b'.') && !call.iter().any(|b| b"=\"|:;".contains(b))
}

/// Returns whether this is the first part of a line of a stack beyond doubt: a call whose arguments
/// do not end, or a file without a line.
pub fn is_fragment(line: &[u8]) -> bool {
    if line.starts_with(b"goroutine ") || line.starts_with(b"created by ") {
        return true;
    }
    if line.first().is_some_and(u8::is_ascii_whitespace) {
        let word = line.split(|b| b.is_ascii_whitespace()).find(|word| !word.is_empty());
        return word.is_some_and(|word| word.contains(&b'/')) && is_begun(line);
    }
    // Closed, it is a call.
    let Some(open) = line.iter().rposition(|&b| b == b'(') else { return false };
    let Some(end) = line.iter().rposition(|b| !b"x0123456789abcdef".contains(b)) else {
        return false;
    };
    is_call(&[&line[..end.max(open) + 1], b")"].concat())
}

/// Puts lines together that were broken at a width, and returns the width; `Some(0)` where
/// the lines were broken between words.
pub fn undo_wrapping(entries: &mut Vec<Entry>) -> Option<usize> {
    let mut fragments = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        let many = if entries[at].kind == Kind::Other && is_fragment(&entries[at].line) {
            pieces(&entries[at..], is_rest)
        } else {
            1
        };
        fragments.extend(at..at + many - 1);
        at += many;
    }
    if fragments.is_empty() {
        return None;
    }
    let width = METRICS.iter().find_map(|&metric| {
        let widest = fragments.iter().map(|&at| metric(&entries[at])).max()?;
        let is_widest = |&&at: &&usize| metric(&entries[at]) == widest;
        let many = fragments.iter().filter(is_widest).count();
        let nothing_is_wider = entries.iter().all(|entry| metric(entry) <= widest);
        (many >= 2 && many * 5 >= fragments.len() * 4 && nothing_is_wider)
            .then_some((metric, widest))
    });
    let mut whole: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut at = 0;
    while at < entries.len() {
        let entry = &entries[at];
        let is_full = width.is_some_and(|(metric, width)| metric(entry) == width);
        let many = if is_full && entry.kind != Kind::Blank {
            pieces(&entries[at..], |piece| {
                is_rest(piece) || (entry.kind == Kind::Other && piece.kind == Kind::Function)
            })
        } else if entry.kind == Kind::Other && is_fragment(&entry.line) {
            pieces(&entries[at..], is_rest)
        } else {
            1
        };
        let mut first = entry.clone();
        if many > 1 {
            let (line, kind) = put_together(&entries[at..at + many]);
            (first.line, first.kind) = (Cow::Owned(line), kind);
        }
        whole.push(first);
        at += many;
    }
    *entries = whole;
    Some(width.map_or(0, |(_, width)| width))
}

/// Width of a line: in bytes or with tabs to every eighth column, with what a logger put
/// before it or without.
const METRICS: [fn(&Entry) -> usize; 4] = [
    |entry| entry.line.len(),
    |entry| columns(&entry.line),
    |entry| entry.full.len(),
    |entry| columns(entry.full),
];

fn columns(line: &[u8]) -> usize {
    line.iter().fold(0, |at, &b| if b == b'\t' { (at / 8 + 1) * 8 } else { at + 1 })
}

/// Returns whether this may be a part of a line, but not its first.
fn is_rest(entry: &Entry) -> bool {
    let is_indented = entry.line.first().is_some_and(u8::is_ascii_whitespace);
    entry.kind == Kind::Other || (entry.kind == Kind::Place && !is_indented)
}

/// Of how many entries the first line is put together.
fn pieces(entries: &[Entry], may_follow: impl Fn(&Entry) -> bool) -> usize {
    let before = entries[0].kind;
    let mut line = entries[0].line.to_vec();
    for (at, piece) in entries.iter().enumerate().take(MOST_PIECES).skip(1) {
        if !may_follow(piece) || line.len() > LONGEST {
            return 1;
        }
        line = add(&line, &piece.line);
        let is_whole = matches!(
            kind(&line),
            Kind::Header | Kind::Function | Kind::Place | Kind::Creator | Kind::Note
        );
        if is_whole {
            // A number may go on in the next line.
            return at + 1;
        }
        if before != Kind::Other {
            return 1;
        }
    }
    1
}

fn put_together(entries: &[Entry]) -> (Vec<u8>, Kind) {
    let mut line = entries[0].line.to_vec();
    for piece in &entries[1..] {
        line = add(&line, &piece.line);
    }
    let kind = kind(&line);
    (line, kind)
}

/// Both parts, with the blank between words at which they were broken.
fn add(line: &[u8], piece: &[u8]) -> Vec<u8> {
    let is_between_words = line.ends_with(b",") && !piece.starts_with(b" ");
    let is_offset = piece.starts_with(b"+0x") && line.last().is_some_and(u8::is_ascii_digit);
    let is_creator = piece.starts_with(b"in goroutine ") && line.starts_with(b"created by ");
    let glue: &[u8] = if is_between_words || is_offset || is_creator { b" " } else { b"" };
    [line, glue, piece].concat()
}
