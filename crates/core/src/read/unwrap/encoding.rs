//! Text encodings and line ends: whatever they were, UTF-8 and line feeds come out.

use crate::read::remark::Encoding;
use std::borrow::Cow;

/// So much is looked at to tell UTF-16 without a mark.
const HEAD: usize = 4 << 10;

/// The text in UTF-8 with line feeds, and what was done for that. What is no text is left
/// as it is.
pub fn decode(bytes: &[u8]) -> (Cow<'_, [u8]>, Vec<Encoding>) {
    let mut done = Vec::new();
    let text = match utf16(bytes) {
        Some((encoding, units)) => {
            done.push(encoding);
            let unit = match encoding {
                Encoding::Utf16Be => u16::from_be_bytes,
                _ => u16::from_le_bytes,
            };
            let units = units.as_chunks().0.iter().map(|&pair| unit(pair));
            let text = char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                // Each `>>` of PowerShell writes its own mark.
                .filter(|&c| c != '\u{feff}');
            Cow::Owned(text.collect::<String>().into_bytes())
        }
        None => match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => {
                done.push(Encoding::ByteOrderMark);
                Cow::Borrowed(rest)
            }
            None => Cow::Borrowed(bytes),
        },
    };
    if text.contains(&0) {
        return (text, done);
    }
    match line_feeds(&text) {
        Some((lines, is_odd)) => {
            if is_odd {
                done.push(Encoding::CarriageReturns);
            }
            (Cow::Owned(lines), done)
        }
        None => (text, done),
    }
}

/// Which UTF-16 it is, and what follows its mark.
fn utf16(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Some((Encoding::Utf16Le, rest)),
        [0xfe, 0xff, rest @ ..] => return Some((Encoding::Utf16Be, rest)),
        _ => {}
    }
    let pairs = bytes[..bytes.len().min(HEAD)].as_chunks::<2>().0;
    if pairs.len() < 8 {
        return None;
    }
    // Nearly all of a log is ASCII, whatever language it is in.
    let is_text = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let many = |is_ascii: &dyn Fn(&[u8; 2]) -> bool| {
        pairs.iter().filter(|pair| is_ascii(pair)).count() * 10 >= pairs.len() * 9
    };
    if many(&|&[low, high]| high == 0 && is_text(low)) {
        Some((Encoding::Utf16Le, bytes))
    } else if many(&|&[high, low]| high == 0 && is_text(low)) {
        Some((Encoding::Utf16Be, bytes))
    } else {
        None
    }
}

/// The text with a line feed for each line end, and whether line ends were others than
/// Windows'. `None` if there is no carriage return.
fn line_feeds(text: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut at = text.iter().position(|&b| b == b'\r')?;
    let mut lines = Vec::with_capacity(text.len());
    let (mut rest, mut is_odd) = (text, false);
    loop {
        lines.extend_from_slice(&rest[..at]);
        lines.push(b'\n');
        rest = &rest[at..];
        let returns = rest.iter().take_while(|&&b| b == b'\r').count();
        rest = &rest[returns..];
        match rest.strip_prefix(b"\n") {
            Some(after) => {
                is_odd |= returns > 1;
                rest = after;
            }
            // One line of an old Mac each.
            None => {
                is_odd = true;
                lines.extend(std::iter::repeat_n(b'\n', returns - 1));
            }
        }
        match rest.iter().position(|&b| b == b'\r') {
            Some(next) => at = next,
            None => break,
        }
    }
    lines.extend_from_slice(rest);
    Some((lines, is_odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Vec<Encoding>) {
        let (text, done) = decode(bytes);
        (String::from_utf8_lossy(&text).into_owned(), done)
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        let content = "goroutine 1 [running]:\r\nmain.é()\r\n";
        let units = |mark: &str, bytes: fn(u16) -> [u8; 2]| {
            [mark, content].concat().encode_utf16().flat_map(bytes).collect::<Vec<_>>()
        };
        let lines = content.replace('\r', "");
        for mark in ["", "\u{feff}"] {
            let (le, be) = (units(mark, u16::to_le_bytes), units(mark, u16::to_be_bytes));
            assert_eq!(text(&le), (lines.clone(), vec![Encoding::Utf16Le]));
            assert_eq!(text(&be), (lines.clone(), vec![Encoding::Utf16Be]));
        }
    }

    #[test]
    fn line_ends_of_all_kinds() {
        let odd = vec![Encoding::CarriageReturns];
        for (lines, done) in [
            ("a\nb\n\nc", vec![]),
            ("a\r\nb\r\n\r\nc", vec![]),
            ("a\r\r\nb\r\r\n\r\r\nc", odd.clone()),
            ("a\rb\r\rc", odd.clone()),
        ] {
            assert_eq!(text(lines.as_bytes()), ("a\nb\n\nc".to_owned(), done), "{lines:?}");
        }
        assert_eq!(text(b"\xef\xbb\xbfa"), ("a".to_owned(), vec![Encoding::ByteOrderMark]));
    }

    #[test]
    fn what_is_no_text_is_left_alone() {
        for bytes in [&b"\0\0\r\r"[..], b"\x0a\x04\x08\x01\x10\x02\r\0", b"", b"\r\0"] {
            assert_eq!(decode(bytes).0, bytes);
        }
    }
}
