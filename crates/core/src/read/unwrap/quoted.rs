//! Quoted strings: the fields of JSON and logfmt that hold a text, line by line or whole.

use super::anchors;

/// Number of fields that a log can have its texts in.
const MOST_FIELDS: usize = 8;

/// A string in a line: what names it, and what is between the quotes.
struct Quoted<'a> {
    field: &'a [u8],
    raw: &'a [u8],
}

/// Calls `each` with the strings of a line, but for the names of JSON's fields.
fn strings<'a>(line: &'a [u8], mut each: impl FnMut(Quoted<'a>)) {
    let (mut at, mut end) = (0, 0);
    let (mut field, mut name): (&[u8], Option<&[u8]>) = (b"", None);
    while let Some(open) = line[at..].iter().position(|&b| b == b'"').map(|i| at + i) {
        let Some(close) = closing(line, open + 1) else { return };
        let raw = &line[open + 1..close];
        let between = line[end..open].trim_ascii_end();
        at = close + 1;
        if line[at..].trim_ascii_start().first() == Some(&b':') {
            name = Some(raw);
        } else {
            field = match (between.last(), name.take()) {
                (Some(b':' | b'['), Some(name)) => name,
                (Some(b'=' | b':'), _) => word_before(&between[..between.len() - 1]),
                // The elements of an array.
                (Some(b',' | b'['), _) => field,
                _ => b"",
            };
            each(Quoted { field, raw });
        }
        end = at;
    }
}

/// Where the string that starts here ends.
fn closing(line: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += line[at..].iter().position(|&b| b == b'"' || b == b'\\')?;
        if line[at] == b'"' {
            return Some(at);
        }
        at += 2;
        if at > line.len() {
            return None;
        }
    }
}

fn word_before(text: &[u8]) -> &[u8] {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || b"_.-@".contains(b);
    let start = text.iter().rposition(|b| !is_word(b)).map_or(0, |at| at + 1);
    &text[start..]
}

/// A field that holds texts.
struct Field {
    name: Vec<u8>,
    /// Number of starts of documents that were seen in it.
    starts: usize,
    strings: usize,
    /// Number of its strings that end with a line feed.
    ended: usize,
}

/// The text without quotes and escapes where it is in strings, and the name of the field
/// that it is in most often. `None` if no document starts in a string.
pub fn undo(text: &[u8]) -> Option<(Vec<u8>, String)> {
    let mut fields: Vec<Field> = Vec::new();
    for line in lines(text) {
        if !anchors::may_start(line) || !line.contains(&b'"') {
            continue;
        }
        let mut best: Option<(&[u8], usize)> = None;
        strings(line, |string| {
            let starts = anchors::count_in_string(string.raw);
            if starts > best.map_or(0, |(_, most)| most) {
                best = Some((string.field, starts));
            }
        });
        let Some((name, starts)) = best else { continue };
        if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
            field.starts += starts;
        } else if fields.len() < MOST_FIELDS {
            fields.push(Field { name: name.to_vec(), starts, strings: 0, ended: 0 });
        }
    }
    fields.sort_by_key(|field| std::cmp::Reverse(field.starts));
    let main = String::from_utf8_lossy(&fields.first()?.name).into_owned();
    let rank = |fields: &[Field], name: &[u8]| fields.iter().position(|f| f.name == name);
    for line in lines(text) {
        strings(line, |string| {
            if let Some(rank) = rank(&fields, string.field) {
                fields[rank].strings += 1;
                fields[rank].ended += usize::from(string.raw.ends_with(b"\\n"));
            }
        });
    }
    let mut out = Vec::with_capacity(text.len());
    for line in lines(text) {
        let mut first = usize::MAX;
        if line.contains(&b'"') {
            strings(line, |string| {
                first = first.min(rank(&fields, string.field).unwrap_or(usize::MAX));
            });
        }
        let Some(field) = fields.get(first) else {
            out.extend_from_slice(line);
            out.push(b'\n');
            continue;
        };
        // A stream of writes has its own line feeds; other texts end with their string.
        let is_stream = field.ended * 2 > field.strings;
        strings(line, |string| {
            if string.field == field.name {
                unescape(string.raw, &mut out);
                if !is_stream && out.last() != Some(&b'\n') || string.raw.is_empty() {
                    out.push(b'\n');
                }
            }
        });
    }
    Some((out, main))
}

/// The lines of a text, without their ends.
pub fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Appends what the escapes of JSON and Go mean. What is none stays.
pub fn unescape(raw: &[u8], to: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = rest.iter().position(|&b| b == b'\\') {
        to.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let used = escape(rest, to);
        if used == 0 {
            to.push(b'\\');
            rest = &rest[1..];
        } else {
            rest = &rest[used..];
        }
    }
    to.extend_from_slice(rest);
}

/// Appends what the escape at the start means, and returns its length; 0 if it is none.
fn escape(text: &[u8], to: &mut Vec<u8>) -> usize {
    let number = |from: usize, digits: usize, radix: u32| {
        let digits = std::str::from_utf8(text.get(from..from + digits)?).ok()?;
        // A sign is no digit.
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
        u32::from_str_radix(digits, radix).ok()
    };
    let byte = match text.get(1) {
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'a') => 7,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'v') => 11,
        Some(&b @ (b'"' | b'\\' | b'/' | b'\'')) => b,
        Some(b'x') => return number(2, 2, 16).map_or(0, |byte| (to.push(byte as u8), 4).1),
        Some(b'0'..=b'3') => {
            return number(1, 3, 8).map_or(0, |byte| (to.push(byte as u8), 4).1);
        }
        Some(kind @ (b'u' | b'U')) => {
            let digits = if *kind == b'u' { 4 } else { 8 };
            let Some(high) = number(2, digits, 16) else { return 0 };
            let low = match (text.get(6..8), high) {
                (Some(b"\\u"), 0xd800..=0xdbff) => number(8, 4, 16),
                _ => None,
            };
            let (code, used) = match low {
                Some(low @ 0xdc00..=0xdfff) => {
                    (0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), 12)
                }
                _ => (high, 2 + digits),
            };
            let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return used;
        }
        _ => return 0,
    };
    to.push(byte);
    2
}

/// Returns whether the string, still with its escapes, is a part of a header: a write of its own.
pub fn is_piece_of_header(raw: &[u8]) -> bool {
    let raw = raw.strip_suffix(b"\\n").unwrap_or(raw);
    if !raw.trim_ascii_end().ends_with(b"goroutine") {
        return false;
    }
    let mut text = Vec::new();
    unescape(raw, &mut text);
    anchors::is_first_write(&text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(text: &str) -> Option<(String, String)> {
        undo(text.as_bytes()).map(|(text, field)| (String::from_utf8(text).unwrap(), field))
    }

    #[test]
    fn strings_have_names() {
        let mut all = Vec::new();
        let line =
            br#"12:00 {"a": "b\"", "c":["d", "e"], "f": {"g": "h"}} i="j" k: "l" "m" n = "o" "p"#;
        strings(line, |s| {
            all.push([s.field, b"=", s.raw].concat());
        });
        let all: Vec<_> = all.iter().map(|s| String::from_utf8_lossy(s)).collect();
        assert_eq!(all, ["a=b\\\"", "c=d", "c=e", "g=h", "i=j", "k=l", "=m", "=o"]);
    }

    #[test]
    fn the_field_with_the_dump_is_taken() {
        let dump = "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
        for (text, field) in [
            (
                "{\"log\":\"goroutine 1 [running]:\\n\",\"t\":\"1\"}\n{\"log\":\"main.main()\\n\"}\n\
                 {\"log\":\"\\t/m.go\"}\n{\"log\":\":1 +0x1\\n\"}\n",
                "log",
            ),
            (
                "x {\"msg\":\"bad\",\"stacktrace\":\"goroutine 1 [running]:\\nmain.main()\\n\\t/m.go:1 +0x1\"}\n",
                "stacktrace",
            ),
            ("\"goroutine 1 [running]:\\nmain.main()\\n\\t/m.go:1 +0x1\\n\"", ""),
            ("[\"goroutine 1 [running]:\",\n \"main.main()\",\n \"\\t\\/m.go:1 +0x1\"]\n", ""),
        ] {
            let (undone, of) = undone(text).unwrap();
            assert_eq!((undone.trim_end_matches(['\n', ']']), &*of), (dump.trim_end(), field));
        }
        assert!(undone("{\"a\":\"b\"}").is_none());
        assert!(undone("goroutine 1 [running] {\"a\":\"b\"}:\n").is_none());
    }

    #[test]
    fn escapes_of_json_and_go() {
        let mut out = Vec::new();
        unescape(br#"\u003ca\u003e\x41\101\ud83d\ude00\/\q\u12"#, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "<a>AA😀/\\q\\u12");
    }
}
