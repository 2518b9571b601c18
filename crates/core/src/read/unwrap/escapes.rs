//! Line feeds and tabs that were made visible: `\n`, `#012`, `%0A`, `&#10;`, `^I`.

use super::anchors::behind_header;
use super::encoding;
use super::grammar::is_place;
use super::quoted::{lines, unescape};
use crate::read::remark::Wrapping;
use crate::read::text::scan::find;
use std::borrow::Cow;

/// Notation of control characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// As in JSON and Go: `\n`, `\x0a`, `\012`, `\u000a`.
    Backslash,
    /// As rsyslog does: `#012`.
    Hash,
    /// As in URLs: `%0A`.
    Percent,
    /// As in HTML: `&#10;`, `<br>`.
    Html,
    /// As `cat -A` does: `^I`, and `$` at line ends.
    Caret,
}

/// Ways to write something.
type Tokens = &'static [&'static [u8]];

/// Beginnings of a line feed, and notations of a tab.
const TOKENS: [(Family, Tokens, Tokens); 4] = [
    (
        Family::Backslash,
        &[
            b"\\n",
            b"\\r\\n",
            b"\\\\n",
            b"\\\\r\\\\n",
            b"\\x0a",
            b"\\x0A",
            b"\\012",
            b"\\u000a",
            b"\\u000A",
        ],
        &[b"\\\\t", b"\\t", b"\\x09", b"\\011", b"\\u0009"],
    ),
    (Family::Hash, &[b"#012", b"#015#012", b"#015#015#012"], &[b"#011"]),
    (Family::Percent, &[b"%0A", b"%0a", b"%0D%0A", b"%0d%0a"], &[b"%09"]),
    (
        Family::Html,
        &[b"&#10;", b"&#xa;", b"&#xA;", b"&#x0a;", b"&#x0A;", b"&#13;", b"<br"],
        &[b"&#9;", b"&#x9;", b"&#09;", b"&#x09;", b"&Tab;", b"&emsp;"],
    ),
];

/// The text with line feeds and tabs for what stands for them, and what was done; `None` if
/// nothing stands for them.
pub fn undo(text: &[u8]) -> Option<(Vec<u8>, Wrapping)> {
    if let Some(family) = of_headers(text) {
        let mut out = Vec::with_capacity(text.len());
        for line in lines(text) {
            whole_line(line, family, &mut out);
            out.push(b'\n');
        }
        let out = match encoding::decode(&out).0 {
            Cow::Owned(changed) => changed,
            Cow::Borrowed(_) => out,
        };
        return Some((out, Wrapping::Escapes));
    }
    let (family, token) = of_places(text)?;
    let mut out = Vec::with_capacity(text.len());
    for line in lines(text) {
        let line = match family {
            Family::Caret => line.strip_suffix(b"$").unwrap_or(line),
            _ => line,
        };
        tabs(line, token, &mut out);
        out.push(b'\n');
    }
    Some((out, Wrapping::EscapedTabs))
}

/// Notation of line feeds behind the headers of goroutines.
fn of_headers(text: &[u8]) -> Option<Family> {
    let mut rest = text;
    while let Some(at) = find(rest, b"goroutine ") {
        rest = &rest[at..];
        if let Some(behind) = behind_header(rest) {
            for (family, feeds, _) in TOKENS {
                if feeds.iter().any(|feed| behind.starts_with(feed)) {
                    return Some(family);
                }
            }
        }
        rest = &rest[b"goroutine ".len()..];
    }
    None
}

/// Notation of the tabs before places. Only some lines behind the first header are
/// looked at.
fn of_places(text: &[u8]) -> Option<(Family, &'static [u8])> {
    const LINES: usize = 400;
    let at = find(text, b"goroutine ")?;
    let tokens =
        TOKENS.iter().flat_map(|&(family, _, tabs)| tabs.iter().map(move |&t| (family, t)));
    let tokens = tokens.chain([(Family::Caret, &b"^I"[..])]);
    for line in lines(&text[at..]).take(LINES) {
        for (family, token) in tokens.clone() {
            if family == Family::Caret && !line.ends_with(b"$") {
                continue;
            }
            let mut changed = Vec::new();
            if tabs(line, token, &mut changed) {
                return Some((family, token));
            }
        }
    }
    None
}

/// Appends the line, with tabs for the tokens before a place if it ends with one. Whether
/// it does.
fn tabs(line: &[u8], token: &[u8], to: &mut Vec<u8>) -> bool {
    if let Some(at) = line.windows(token.len()).rposition(|window| window == token) {
        let place = [b"\t", &line[at + token.len()..]].concat();
        if is_place(place.trim_ascii_end()) {
            let mut before = &line[..at];
            let mut count = 1;
            while let Some(shorter) = before.strip_suffix(token) {
                (before, count) = (shorter, count + 1);
            }
            to.extend_from_slice(before);
            to.extend(std::iter::repeat_n(b'\t', count));
            to.extend_from_slice(&place[1..]);
            return true;
        }
    }
    to.extend_from_slice(line);
    false
}

fn whole_line(line: &[u8], family: Family, to: &mut Vec<u8>) {
    match family {
        Family::Backslash => unescape(line, to),
        Family::Hash => replace(line, b'#', to, |rest| {
            let code = number(rest.get(1..4)?, 8)?;
            (code < 0x20 || code == 0x7f).then_some((char::from(code as u8), 4))
        }),
        Family::Percent => {
            // Other bytes than control characters are written so, too.
            let mut rest = line;
            while let Some(at) = rest.iter().position(|&b| b == b'%') {
                to.extend_from_slice(&rest[..at]);
                let byte = rest.get(at + 1..at + 3).and_then(|digits| number(digits, 16));
                to.push(byte.map_or(b'%', |byte| byte as u8));
                rest = &rest[at + if byte.is_some() { 3 } else { 1 }..];
            }
            to.extend_from_slice(rest);
        }
        Family::Html => {
            let mut entities = Vec::with_capacity(line.len());
            replace(line, b'<', &mut entities, |rest| {
                let end = rest.iter().take(8).position(|&b| b == b'>')? + 1;
                rest[..end].to_ascii_lowercase().starts_with(b"<br").then_some(('\n', end))
            });
            replace(&entities, b'&', to, entity);
        }
        Family::Caret => to.extend_from_slice(line),
    }
}

/// Appends the text, with a character for what `of` says of where `first` is.
fn replace(text: &[u8], first: u8, to: &mut Vec<u8>, of: impl Fn(&[u8]) -> Option<(char, usize)>) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|&b| b == first) {
        to.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (c, used) = of(rest).unwrap_or((char::from(first), 1));
        to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &rest[used..];
    }
    to.extend_from_slice(rest);
}

fn entity(text: &[u8]) -> Option<(char, usize)> {
    const NAMED: [(&[u8], char); 8] = [
        (b"&lt;", '<'),
        (b"&gt;", '>'),
        (b"&amp;", '&'),
        (b"&quot;", '"'),
        (b"&apos;", '\''),
        (b"&nbsp;", ' '),
        (b"&Tab;", '\t'),
        (b"&emsp;", '\t'),
    ];
    if let Some((name, c)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let end = text.iter().take(12).position(|&b| b == b';')?;
    let code = match text.get(2)? {
        b'x' | b'X' => number(text.get(3..end)?, 16)?,
        _ => number(text.get(2..end)?, 10)?,
    };
    (text[1] == b'#').then_some((char::from_u32(code)?, end + 1))
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    is_number.then(|| u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = "goroutine 1 [running]:\nmain.(*T).f()\n\t/m.go:1 +0x1\n";

    #[test]
    fn line_feeds_are_written_in_many_ways() {
        for (feed, tab) in [
            ("\\n", "\\t"),
            ("\\r\\n", "\\t"),
            ("\\x0a", "\\x09"),
            ("\\012", "\\011"),
            ("\\u000a", "\\u0009"),
            ("#012", "#011"),
            ("#015#012", "#011"),
            ("%0A", "%09"),
            ("&#10;", "&#9;"),
            ("<br>", "&#9;"),
            ("<br />", "&#x9;"),
        ] {
            let line = DUMP.replace('\n', feed).replace('\t', tab);
            let (text, what) = undo(format!("x: {line}\ny\n").as_bytes()).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), format!("x: {DUMP}\ny\n"), "{feed}");
            assert_eq!(what, Wrapping::Escapes);
        }
    }

    #[test]
    fn tabs_alone_are_written_in_many_ways() {
        for tab in ["\\t", "#011", "%09", "&#9;", "\\x09", "\\011", "\\\\t"] {
            let text = DUMP.replace('\t', tab);
            let (text, what) = undo(text.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), DUMP, "{tab}");
            assert_eq!(what, Wrapping::EscapedTabs);
        }
        let shown = DUMP.replace('\n', "$\n").replace('\t', "^I");
        assert_eq!(undo(shown.as_bytes()).unwrap().0, DUMP.as_bytes());
        assert!(undo(DUMP.as_bytes()).is_none());
    }
}
