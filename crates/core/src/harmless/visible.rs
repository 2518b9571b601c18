//! Characters that are not seen, or that change how others are seen.

use std::borrow::Cow;
use std::fmt::Write;

/// A text in which nothing is hidden: control characters (line ends, too), marks that
/// turn the direction of writing, characters without a width and odd blanks are written
/// as in source code, `\x1b` or `\u202e`; so are blanks at both ends, and all after the
/// first in a row.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Nearly all texts are ordinary, and many are looked at for each picture.
    let is_plain = |b: &u8| (b'!'..=b'~').contains(b);
    let bytes = text.as_bytes();
    if bytes.iter().all(is_plain) {
        return text.into();
    }
    let is_hidden = |at: usize, c: char| {
        let rest = at + c.len_utf8();
        c == ' ' && (at == 0 || rest == bytes.len() || bytes[at - 1] == b' ')
            || c == '\u{3000}' && (at == 0 || rest == bytes.len())
            || is_invisible(c)
    };
    let Some((first, _)) = text.char_indices().find(|&(at, c)| is_hidden(at, c)) else {
        return text.into();
    };
    let mut shown = text[..first].to_owned();
    for (at, c) in text[first..].char_indices() {
        if is_hidden(first + at, c) { write_escaped(c, &mut shown) } else { shown.push(c) }
    }
    shown.into()
}

/// The same for a name as bytes; those that are part of no character are written as
/// `\xff`.
pub fn visible_name(name: &[u8]) -> Cow<'_, [u8]> {
    let shown = |valid| visible(valid).into_owned();
    match str::from_utf8(name) {
        Ok(valid) => match visible(valid) {
            Cow::Borrowed(_) => name.into(),
            Cow::Owned(shown) => shown.into_bytes().into(),
        },
        Err(_) => {
            let mut out = String::new();
            for chunk in name.utf8_chunks() {
                out += &shown(chunk.valid());
                write_bytes(chunk.invalid(), &mut out);
            }
            out.into_bytes().into()
        }
    }
}

/// The same for a whole output of many lines: line ends, tabs and blanks stay, and bytes
/// that are part of no character are written as `\xff`.
pub fn visible_bytes(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.iter().all(|&b| matches!(b, b' '..=b'~' | b'\n' | b'\t')) {
        return bytes.into();
    }
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if is_invisible(c) && !matches!(c, '\n' | '\t') {
                write_escaped(c, &mut shown);
            } else {
                shown.push(c);
            }
        }
        write_bytes(chunk.invalid(), &mut shown);
    }
    shown.into_bytes().into()
}

fn write_bytes(bytes: &[u8], to: &mut String) {
    for byte in bytes {
        let _ = write!(to, "\\x{byte:02x}");
    }
}

/// A text of at most this many characters: of a longer one the middle is left out, and
/// how long it is stands in its place. The cut takes no longer for a longer text.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // A character has four bytes at most.
    if text.len() <= most || text.len() <= 4 * most && text.chars().count() <= most {
        return text.into();
    }
    let half = most / 2;
    let end = |count: usize, text: &str| text.char_indices().nth(count).map_or(text.len(), |c| c.0);
    let start = &text[..end(half, text)];
    let last = text.char_indices().rev().nth(half.saturating_sub(1)).map_or(0, |c| c.0);
    [start, "…[", &text.len().to_string(), " bytes]…", &text[last..]].concat().into()
}

fn write_escaped(c: char, to: &mut String) {
    let _ = match c {
        '\n' => to.write_str("\\n"),
        '\r' => to.write_str("\\r"),
        '\t' => to.write_str("\\t"),
        '\0'..='\x7f' => write!(to, "\\x{:02x}", c as u32),
        '\u{10000}'.. => write!(to, "\\u{{{:x}}}", c as u32),
        _ => write!(to, "\\u{:04x}", c as u32),
    };
}

/// Returns whether a character is a control or format character, or is drawn as nothing or as a
/// blank: Unicode's categories Cc, Cf, Zl, Zp and Zs, and what has the property
/// `Default_Ignorable_Code_Point`. The blank itself and the ideographic one are seen
/// between others.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}'
        | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{115f}'..='\u{1160}' | '\u{1680}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_hidden() {
        for (from, to) in [
            ("main.main", "main.main"),
            ("größe of 名前 あ\u{3000}い", "größe of 名前 あ\u{3000}い"),
            ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
            ("a\r\nb\tc\0", "a\\r\\nb\\tc\\x00"),
            ("safe\u{202e}elif", "safe\\u202eelif"),
            ("a\u{200b}", "a\\u200b"),
            ("\u{9b}2J", "\\u009b2J"),
            ("\u{e0041}", "\\u{e0041}"),
            (" a  b ", "\\x20a \\x20b\\x20"),
            ("\u{3000}", "\\u3000"),
            ("", ""),
        ] {
            assert_eq!(visible(from), to, "{from:?}");
        }
    }

    #[test]
    fn an_output_keeps_its_lines() {
        let shown = |bytes: &'static [u8]| visible_bytes(bytes).into_owned();
        assert_eq!(shown(b"  a\n\tb  c\n"), b"  a\n\tb  c\n");
        assert_eq!(shown(b"a\x1b[2J\r\x9b\n"), b"a\\x1b[2J\\r\\x9b\n");
        assert_eq!(shown("\u{202e}ü\n".as_bytes()), "\\u202eü\n".as_bytes());
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        assert_eq!(shortened("abcdef", 6), "abcdef");
        assert_eq!(shortened("äöüäöü", 6), "äöüäöü");
        let long = ["ä", &"x".repeat(1000), "ö"].concat();
        assert_eq!(shortened(&long, 4), "äx…[1004 bytes]…xö");
    }
}
