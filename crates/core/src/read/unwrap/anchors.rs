//! Starts of documents: the first lines of profiles and dumps, wherever they are in a line.

use super::quoted::is_piece_of_header;
use crate::read::text::goroutine_lines::Header;
use crate::read::text::scan::{Scan, find, trim};

/// Kinds of documents that start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Goroutine,
    /// `heap profile: 1: 2 [3: 4] @ heap/1048576`
    Heap,
    /// `goroutine profile: total 12`
    Count,
    /// `--- mutex:`
    Contention,
    /// A form of gperftools or jemalloc: nothing is known of its lines.
    Other,
    /// `WARNING: DATA RACE`
    Race,
}

/// The words of which one is in every line that starts something.
const WORDS: [&[u8]; 5] = [b"goroutine", b"profile: ", b"--- ", b"DATA RACE", b"heap_v2/"];

/// Returns whether it is worth looking closer.
pub fn may_start(line: &[u8]) -> bool {
    WORDS.iter().any(|word| find(line, word).is_some())
}

/// Kind of document that starts in a line, and its place there.
pub fn start(line: &[u8]) -> Option<(Start, usize)> {
    if !may_start(line) {
        return None;
    }
    if let Some(header) = Header::parse(line) {
        return Some((Start::Goroutine, header.prefix.len()));
    }
    rows(line).or_else(|| {
        let at = find(line, b"WARNING: DATA RACE")?;
        Some((Start::Race, at))
    })
}

fn rows(line: &[u8]) -> Option<(Start, usize)> {
    let text = line.trim_ascii_end();
    if let Some(at) = find(text, b"heap profile: ")
        && find(&text[at..], b"] @ ").is_some()
    {
        return Some((Start::Heap, at));
    }
    if let Some(at) = find(text, b" profile: total ") {
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"_./-".contains(b);
        let start = text[..at].iter().rposition(|b| !is_name(b)).map_or(0, |at| at + 1);
        let count = &text[at + b" profile: total ".len()..];
        let is_count = !count.is_empty() && count.iter().all(u8::is_ascii_digit);
        return (start < at && is_count).then_some((Start::Count, start));
    }
    if let Some(at) = find(text, b"heap_v2/")
        && at + 8 < text.len()
        && text[at + 8..].iter().all(u8::is_ascii_digit)
        && (at == 0 || text[at - 1].is_ascii_whitespace())
    {
        return Some((Start::Other, at));
    }
    let at = find(text, b"--- ")?;
    let rest = &text[at..];
    if matches!(rest, b"--- mutex:" | b"--- contention:") {
        return Some((Start::Contention, at));
    }
    let mut scan = Scan(&rest[b"--- ".len()..]);
    let name = scan.run(|b| b.is_ascii_lowercase());
    scan.literal(b" ")?;
    scan.digits()?;
    let is_known = matches!(name, b"heapz" | b"contentionz" | b"threadz");
    (is_known && scan.0 == b" ---").then_some((Start::Other, at))
}

/// The end of the header of a goroutine within a text: what follows `goroutine 1 [running]:`.
pub fn behind_header(text: &[u8]) -> Option<&[u8]> {
    /// Longer than any state; labels may be longer.
    const NEAR: usize = 400;
    let mut scan = Scan(text);
    scan.literal(b"goroutine ")?;
    scan.digits()?;
    scan.literal(b" ")?;
    let near = &scan.0[..scan.0.len().min(NEAR)];
    let open = near.iter().position(|&b| b == b'[')?;
    // gp=, m= and mp=, in the dump of a crash.
    let is_field = |b: &u8| b.is_ascii_alphanumeric() || b"= ".contains(b);
    let fields = &near[..open];
    let is_crash = fields.contains(&b'=') && fields.iter().all(is_field);
    if !fields.is_empty() && !is_crash {
        return None;
    }
    let close = open + near[open..].iter().position(|&b| b == b']' || b == b'\n')?;
    let rest = scan.0[close..].strip_prefix(b"]")?;
    if let Some(behind) = rest.strip_prefix(b":") {
        return Some(behind);
    }
    let near = &rest[..rest.len().min(3 * NEAR)];
    let labels = near.strip_prefix(b" {")?;
    let end = find(labels, b"}:")?;
    Some(&rest[b" {".len() + end + b"}:".len()..])
}

/// Number of documents that start in a quoted string that still has its escapes.
pub fn count_in_string(raw: &[u8]) -> usize {
    let mut count = usize::from(is_piece_of_header(raw));
    let mut rest = raw;
    while let Some(at) = find(rest, b"goroutine ") {
        count += usize::from(behind_header(&rest[at..]).is_some());
        rest = &rest[at + b"goroutine ".len()..];
    }
    let others: [&[u8]; 9] = [
        b"heap profile: ",
        b" profile: total ",
        b"--- mutex:",
        b"--- contention:",
        b"--- contentionz ",
        b"--- heapz ",
        b"--- threadz ",
        b"heap_v2/",
        b"DATA RACE",
    ];
    let is_rows = |word: &&[u8]| find(raw, word).is_some();
    count + others.iter().filter(|word| is_rows(word)).count()
}

/// Returns whether something starts in a text, in whatever line or string of it.
pub fn has_start_anywhere(text: &[u8]) -> bool {
    // One pass for all: this goes over whole logs.
    text.iter().enumerate().any(|(at, byte)| match byte {
        b'g' => starts_goroutine(&text[at..]),
        b'p' => {
            let Some(rest) = text[at..].strip_prefix(b"profile: ") else { return false };
            let is_heap =
                text[..at].ends_with(b"heap ") && rest.first().is_some_and(u8::is_ascii_digit);
            let count = rest.strip_prefix(b"total ").and_then(<[u8]>::first);
            is_heap || text[..at].ends_with(b" ") && count.is_some_and(u8::is_ascii_digit)
        }
        b'-' => {
            const STARTS: [&[u8]; 5] = [
                b"--- mutex:",
                b"--- contention:",
                b"--- contentionz ",
                b"--- heapz ",
                b"--- threadz ",
            ];
            STARTS.iter().any(|start| text[at..].starts_with(start))
        }
        b'_' => {
            let version = text[at..].strip_prefix(b"_v2/").and_then(<[u8]>::first);
            text[..at].ends_with(b"heap") && version.is_some_and(u8::is_ascii_digit)
        }
        _ => false,
    })
}

/// `goroutine 12 [`, or the first write of that in a string of its own.
fn starts_goroutine(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"goroutine ") else { return false };
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return rest.starts_with(b"\"") || rest.starts_with(b"\\n\"");
    }
    matches!(&rest[digits..], [b' ', b'[' | b'g' | b'm', ..])
}

/// Returns whether a line is the first write of a header, of which each was put on its own line.
pub fn is_first_write(line: &[u8]) -> Option<usize> {
    let text = line.trim_ascii_end();
    let at = text.len().checked_sub(b"goroutine".len())?;
    let is_word = text.ends_with(b"goroutine")
        && text[..at].last().is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'_');
    (is_word && !trim(text).ends_with(b"in goroutine")).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_found_anywhere_in_a_line() {
        for (line, expected) in [
            ("goroutine 1 [running]:", Some((Start::Goroutine, 0))),
            ("12:00 | goroutine 1 gp=0x1 m=0 mp=0x2 [idle]:", Some((Start::Goroutine, 8))),
            ("x heap profile: 1: 2 [3: 4] @ heap/2", Some((Start::Heap, 2))),
            ("x goroutine profile: total 12", Some((Start::Count, 2))),
            ("x github.com/a/b.c profile: total 12", Some((Start::Count, 2))),
            ("--- mutex:", Some((Start::Contention, 0))),
            ("--- contentionz 12 ---", Some((Start::Other, 0))),
            ("heap_v2/524288", Some((Start::Other, 0))),
            ("# WARNING: DATA RACE", Some((Start::Race, 2))),
            ("--- FAIL: TestX", None),
            ("heap profile: none", None),
            ("goroutine 1 was here", None),
            ("the profile: total 12 of them", None),
        ] {
            assert_eq!(start(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn headers_within_a_text() {
        for (text, behind) in [
            ("goroutine 1 [running]:\\nmain", Some("\\nmain")),
            ("goroutine 1 gp=0x1 m=0 [select (scan), 3 minutes]:#012", Some("#012")),
            ("goroutine 1 [running] {\\\"a\\\": \\\"b\\\"}:x", Some("x")),
            ("goroutine 1 was here [not]:", None),
            ("goroutine 1 [a\n]:", None),
        ] {
            let found = behind_header(text.as_bytes());
            assert_eq!(found, behind.map(str::as_bytes), "{text}");
        }
    }
}
