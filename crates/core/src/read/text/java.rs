//! The heap and contention profiles of gperftools' Java agent.

use super::builder::{Builder, Column};
use super::heap::unsample;
use super::lines::split_line;
use super::mappings::Regions;
use super::scan::{
    Scan, at_digits, each_address, find, is_address_byte, parse_decimal, parse_hex, parse_literal,
    split_last, trim,
};
use super::{Refusal, TextError, TextForms, drop_frames};
use crate::profile::{FunctionId, Profile};
use rustc_hash::FxHashMap;

/// Number of bytes that are allocated between two samples of the agent, on average.
const HEAP_PERIOD: i64 = 512 << 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heap,
    Contention,
}

/// Reads `--- heapz 1 ---` or `--- contentionz 1 ---`, then attributes, then rows,
/// `BYTES OBJECTS @ 0xID ...`, then the names of the ids.
pub fn read(content: &[u8], _: TextForms) -> Result<Profile, Refusal> {
    let (first, _) = split_line(content);
    let kind = match trim(first) {
        b"--- heapz 1 ---" if first.len() < content.len() => Kind::Heap,
        b"--- contentionz 1 ---" if first.len() < content.len() => Kind::Contention,
        _ => return Err(Refusal::Other(None)),
    };
    let mut text = Text { rest: content, number: 0 };
    text.advance();
    let mut builder = Builder::new(&[]);
    let period = attributes(&mut text, kind, &mut builder)?;
    rows(&mut text, kind, period, &mut builder)?;
    name_locations(&mut builder, text.rest, text.number)?;
    drop_frames::set(&mut builder);
    Ok(builder.finish())
}

/// Whole lines; what follows the last newline is not one.
struct Text<'a> {
    rest: &'a [u8],
    /// Number of lines that were taken.
    number: usize,
}

impl<'a> Text<'a> {
    /// The next line, trimmed.
    fn peek(&self) -> Option<&'a [u8]> {
        let (line, _) = split_line(self.rest);
        (line.len() < self.rest.len()).then(|| trim(line))
    }

    fn advance(&mut self) {
        self.rest = split_line(self.rest).1;
        self.number += 1;
    }

    /// That the next line is wrong.
    fn damaged(&self, kind: TextError) -> Refusal {
        Refusal::damaged(self.number + 1, kind)
    }
}

/// Reads lines like `sampling period = 100`, and returns the period.
fn attributes(text: &mut Text, kind: Kind, to: &mut Builder) -> Result<i64, Refusal> {
    let mut period = 0;
    while let Some(line) = text.peek() {
        if !line.is_empty() {
            let Some((name, value)) = attribute(line) else { break };
            let damaged = || text.damaged(TextError::JavaAttribute);
            let unit = || String::from_utf8_lossy(value);
            let number = || parse_literal(value).ok_or_else(damaged);
            match (kind, name) {
                (_, b"format") if value == b"java" => {}
                (Kind::Heap, b"resolution") => {
                    to.set_sample_types(&[("inuse_objects", "count"), ("inuse_space", &unit())]);
                }
                (Kind::Contention, b"resolution") => {
                    to.set_sample_types(&[("contentions", "count"), ("delay", &unit())]);
                }
                (Kind::Contention, b"sampling period") => {
                    const CONTENTIONS: Column = ("contentions", "count");
                    period = number()?;
                    to.set_period(CONTENTIONS, period);
                }
                (Kind::Contention, b"ms since reset") => to.set_duration_ms(number()?),
                _ => return Err(damaged().or_other()),
            }
        }
        text.advance();
    }
    Ok(period)
}

/// The first `name = value` in a line, of word characters and spaces.
fn attribute(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b' ';
    let mut scan = Scan(line);
    loop {
        let name = scan.run(is_word);
        if !name.is_empty() && scan.0.starts_with(b"=") {
            let mut after = Scan(&scan.0[1..]);
            if let Some(value) = after.some(is_word) {
                return Some((trim(name), trim(value)));
            }
        }
        scan.0 = scan.0.get(1..)?;
    }
}

/// Reads rows up to the first line that is none.
fn rows(text: &mut Text, kind: Kind, period: i64, to: &mut Builder) -> Result<(), Refusal> {
    let mut stack = Vec::new();
    while let Some(line) = text.peek() {
        if !line.is_empty() {
            let Some((second, first, addresses)) = at_digits(line, row) else { break };
            let too_large = || text.damaged(TextError::Number);
            stack.clear();
            each_address(addresses, |a| stack.push(to.address(a))).ok_or_else(too_large)?;
            let mut first = parse_literal(first).ok_or_else(too_large)?;
            let mut second = parse_literal(second).ok_or_else(too_large)?;
            match kind {
                Kind::Heap if first == 0 => return Err(text.damaged(TextError::JavaZeroCount)),
                Kind::Heap => {
                    to.number_label(b"bytes", second.wrapping_div(first), b"");
                    (first, second) = unsample(first, second, HEAP_PERIOD);
                }
                Kind::Contention if period != 0 => {
                    (first, second) = (first.wrapping_mul(period), second.wrapping_mul(period));
                }
                Kind::Contention => {}
            }
            if to.sample_type_names().is_empty() {
                return Err(text.damaged(TextError::JavaNoTypes));
            }
            to.sample(&[first, second], stack.iter().copied());
        }
        text.advance();
    }
    Ok(())
}

/// The two values, in the order in which they are written, and the text of the
/// stack.
fn row<'a>(mut scan: Scan<'a>) -> Option<(&'a [u8], &'a [u8], &'a [u8])> {
    let gap = |scan: &mut Scan| scan.some(|b| b == b' ').map(|_| ());
    let first = scan.digits()?;
    gap(&mut scan)?;
    let second = scan.digits()?;
    gap(&mut scan)?;
    scan.literal(b"@")?;
    gap(&mut scan)?;
    Some((first, second, scan.run(is_address_byte)))
}

/// Reads the names of locations, `0x1f a.b.C.f (C.java:12)`, and gives them to
/// those that are used. Their addresses are given up: they mean nothing outside of
/// the file. `number` lines precede.
pub fn name_locations(
    builder: &mut Builder,
    mut text: &[u8],
    mut number: usize,
) -> Result<(), Refusal> {
    let mut addresses = builder.addresses().to_vec();
    let by_address: FxHashMap<u64, usize> =
        addresses.iter().enumerate().map(|(i, &address)| (address, i)).collect();
    let mut places = vec![None; addresses.len()];
    // A function has one file: the first.
    let mut files: FxHashMap<&[u8], &[u8]> = FxHashMap::default();
    while !text.is_empty() {
        let (line, rest) = split_line(text);
        text = rest;
        number += 1;
        let Some((address, place)) = location(trim(line)) else { continue };
        let address =
            parse_hex(address).ok_or_else(|| Refusal::damaged(number, TextError::Number))?;
        if let Some(&i) = by_address.get(&address) {
            let (name, file, line) = split_place(place);
            files.entry(name).or_insert(file);
            places[i] = Some((name, line));
            addresses[i] = 0;
        }
    }
    let mut lines: Vec<Option<(FunctionId, i64)>> = Vec::with_capacity(places.len());
    for place in places {
        lines.push(place.map(|(name, line)| (builder.function(name, files[name]), line)));
    }
    builder.set_lines(lines);
    let mut regions = Regions::default();
    let mapping_of = regions.assign(&addresses);
    builder.set_mappings(&regions, mapping_of);
    Ok(())
}

/// The address, and the text that says where that is.
fn location(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut scan = Scan(line);
    scan.literal(b"0x")?;
    let address = scan.some(|b| b.is_ascii_hexdigit())?;
    scan.some(is_space)?;
    Some((address, scan.0))
}

/// The function, the file and the line; those that are not there are empty or 0.
fn split_place(place: &[u8]) -> (&[u8], &[u8], i64) {
    match place.strip_suffix(b")").and_then(split_parenthesis) {
        Some((name, inner)) => match split_last(inner, b':') {
            Some((file, line)) if !file.is_empty() && is_line(line) => {
                (name, file, parse_decimal(line).unwrap_or(0).max(0))
            }
            // A library's path.
            _ => (name, base_name(inner), 0),
        },
        None if find(place, b"generated stub/JIT").is_some() => (b"STUB", b"", 0),
        None => (place, b"", 0),
    }
}

/// Splits at the last ` (`.
fn split_parenthesis(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = text.windows(2).rposition(|w| is_space(w[0]) && w[1] == b'(')?;
    Some((&text[..at], &text[at + 2..]))
}

fn is_line(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

fn is_space(b: u8) -> bool {
    matches!(b, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// The last part of a path: `.` of none, `/` of the root.
fn base_name(path: &[u8]) -> &[u8] {
    let Some(end) = path.iter().rposition(|&b| b != b'/') else {
        return if path.is_empty() { b"." } else { b"/" };
    };
    let path = &path[..=end];
    split_last(path, b'/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, as_reference, error_as_meant};
    use super::*;

    #[test]
    fn heap() {
        let text = "--- heapz 1 ---\nformat = java\nresolution = bytes\n\
                    1024 2 @ 0x01 0x02 0x03\n\n\
                    0x1 a.f (A.java:3)\n 0x0002 a.g (A.java:-1)\n0x9 unused\n";
        assert_eq!(
            as_meant(text),
            "inuse_objects/count inuse_space/bytes\n\
             2049 1049088: 0=a.f@A.java:3 0=a.g@A.java:0 0 {bytes=512}\n"
        );
        assert_eq!(as_reference(text), as_meant(text));
        assert!(error_as_meant(&text.replace(" 2 @", " 0 @")).contains("line 4"));
        assert!(error_as_meant(&text.replace("resolution = bytes\n", "")).contains("sample type"));
        assert!(error_as_meant(&text.replace("= java", "= perl")).contains("line 2"));
    }

    #[test]
    fn contention() {
        let text = "--- contentionz 1 ---\nformat = java\nresolution = microseconds\n\
                    sampling period = 100\nms since reset = 5\n 7 3 @ 0x01\n\n0x1 GC";
        assert_eq!(as_meant(text), "contentions/count delay/microseconds\n300 700: 0=GC@:0\n");
    }

    #[test]
    fn places() {
        for (text, name, file, line) in [
            ("a.f (A.java:12)", "a.f", "A.java", 12),
            ("a.f(int) (A.java:12)", "a.f(int)", "A.java", 12),
            ("f  (A.java:99999999999999999999)", "f ", "A.java", 0),
            ("f (/usr/lib/libjvm.so)", "f", "libjvm.so", 0),
            ("f (:3)", "f", ":3", 0),
            ("f ()", "f", ".", 0),
            ("f (/)", "f", "/", 0),
            ("Java generated stub/JIT", "STUB", "", 0),
            ("GC", "GC", "", 0),
        ] {
            assert_eq!(split_place(text.as_bytes()), (name.as_bytes(), file.as_bytes(), line));
        }
    }
}
