//! The list of binaries at the end of a text form: lines of /proc/PID/maps, or
//! `START-END: FILE`.

use super::Refusal;
use super::builder::Builder;
use super::lines::Lines;
use super::mappings::{Region, Regions};
use super::scan::{find, trim};
use regex_lite::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Returns whether the list starts behind this line.
pub fn is_start(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 2] = [b"--- Memory map: ---", b"MAPPED_LIBRARIES:"];
    STARTS.iter().any(|start| find(line, start).is_some())
}

/// Goes to where the list starts, or to the end.
pub fn skip_to(lines: &mut Lines) -> Result<(), Refusal> {
    while !is_start(lines.current()) && lines.advance()?.is_some() {}
    Ok(())
}

/// Reads the list from the next line on, and puts all locations into their
/// binaries.
pub fn read(lines: &mut Lines, builder: &mut Builder) -> Result<(), Refusal> {
    let mut list = Vec::new();
    let mut variables = Variables::default();
    while let Some(line) = lines.advance()? {
        let line = String::from_utf8_lossy(without_log_prefix(line));
        let Some(line) = variables.expand(&line) else { continue };
        match parse(&line) {
            Entry::Region(region) => list.push(region),
            Entry::NoCode => {}
            Entry::Other => variables.assign(&line),
        }
    }
    let mut regions = Regions::new(list);
    let mapping_of = regions.assign(builder.addresses());
    builder.set_mappings(&regions, mapping_of);
    Ok(())
}

enum Entry {
    Region(Region),
    /// Memory that cannot be run.
    NoCode,
    Other,
}

fn parse(line: &str) -> Entry {
    // START-END PERMISSIONS OFFSET DEVICE INODE FILE
    static PROC_MAPS: LazyLock<Regex> =
        LazyLock::new(|| regex(&[RANGE, PERMISSIONS, HEX, DEVICE_INODE, WORD]));
    // START-END: PERMISSIONS FILE (@OFFSET) BUILD_ID
    static BRIEF: LazyLock<Regex> =
        LazyLock::new(|| regex(&[RANGE, PERMISSIONS, WORD, AT_OFFSET, HEX]));

    // The order of the groups in each.
    let (captures, [permissions, offset, file, build_id]) =
        if let Some(captures) = PROC_MAPS.captures(line) {
            (captures, [3, 4, 5, usize::MAX])
        } else if let Some(captures) = BRIEF.captures(line) {
            (captures, [3, 5, 4, 6])
        } else {
            return Entry::Other;
        };
    let text = |group: usize| captures.get(group).map_or("", |m| m.as_str());
    let permissions = text(permissions);
    if !permissions.is_empty() && !permissions.contains('x') {
        return Entry::NoCode;
    }
    let number = |digits: &str| u64::from_str_radix(digits, 16).ok();
    let region = || {
        let offset = text(offset);
        Some(Region {
            start: number(text(1))?,
            limit: number(text(2))?,
            offset: if offset.is_empty() { 0 } else { number(offset)? },
            file: text(file).to_owned(),
            build_id: text(build_id).to_owned(),
        })
    };
    region().map_or(Entry::Other, Entry::Region)
}

const RANGE: &str = r"^\s*(?:0x)?([[:xdigit:]]+)[\s-]?\s*(?:0x)?([[:xdigit:]]+):?";
const PERMISSIONS: &str = r"(?:\s+([-rwxp]+))?";
const HEX: &str = r"(?:\s+([[:xdigit:]]+))?";
const DEVICE_INODE: &str = r"\s+[[:xdigit:]]+:[[:xdigit:]]+\s+[[:digit:]]+";
const WORD: &str = r"(?:\s+(\S+))?";
const AT_OFFSET: &str = r"(?:\s+\(@([[:xdigit:]]+)\))?";

fn regex(parts: &[&str]) -> Regex {
    Regex::new(&parts.concat()).expect("the parts above are valid")
}

/// `DIR=/usr/lib` lines, which `$DIR` in later lines refers to.
#[derive(Default)]
struct Variables(Vec<(String, String)>);

impl Variables {
    /// More than any program has, and so few that a file cannot keep us busy.
    const MOST: usize = 64;
    const LONGEST: usize = super::REFERENCE_LIMIT;

    fn assign(&mut self, line: &str) {
        if let Some((name, value)) = line.split_once('=')
            && self.0.len() < Self::MOST
        {
            let text = |text: &str| String::from_utf8_lossy(trim(text.as_bytes())).into_owned();
            self.0.push((format!("${}", text(name)), text(value)));
        }
    }

    /// The line with values for names. `None` if it is absurdly long then.
    fn expand<'a>(&self, line: &'a str) -> Option<Cow<'a, str>> {
        if self.0.is_empty() || !line.contains('$') {
            return Some(line.into());
        }
        let mut expanded = String::new();
        let mut rest = line;
        while let Some(at) = rest.find('$') {
            expanded.push_str(&rest[..at]);
            rest = &rest[at..];
            let (name, value) = match self.0.iter().find(|(name, _)| rest.starts_with(name)) {
                Some((name, value)) => (&name[..], &value[..]),
                None => ("$", "$"),
            };
            expanded.push_str(value);
            rest = &rest[name.len()..];
            if expanded.len() > Self::LONGEST {
                return None;
            }
        }
        Some((expanded + rest).into())
    }
}

/// Without what a logger put before it: `I0102 15:04:05 main.cc:12] `.
fn without_log_prefix(line: &[u8]) -> &[u8] {
    let text = || {
        let end = line.iter().position(|b| matches!(b, b'[' | b']'))?;
        let (prefix, rest) = line.split_at(end);
        let digits = prefix.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let (place, number) = prefix.split_at(prefix.len() - digits);
        let has_place = place.len() > 1 && place.ends_with(b":") && !number.is_empty();
        match rest {
            [b']', b'\t' | b'\n' | b'\x0c' | b'\r' | b' ', text @ ..] if has_place => Some(text),
            _ => None,
        }
    };
    text().unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(line: &str) -> Option<(u64, u64, u64, String, String)> {
        match parse(line) {
            Entry::Region(r) => Some((r.start, r.limit, r.offset, r.file, r.build_id)),
            Entry::NoCode | Entry::Other => None,
        }
    }

    #[test]
    fn entries() {
        for (line, start, limit, offset, file, build_id) in [
            (
                "00400000-00452000 r-xp 00001000 08:02 173521 /bin/a b",
                0x40_0000,
                0x45_2000,
                0x1000,
                "/bin/a",
                "",
            ),
            ("  400000-452000: /bin/a", 0x40_0000, 0x45_2000, 0, "/bin/a", ""),
            (
                "0x400000-0x452000 /bin/a (@ff00) abc123",
                0x40_0000,
                0x45_2000,
                0xff00,
                "/bin/a",
                "abc123",
            ),
            ("400000 452000 r-x", 0x40_0000, 0x45_2000, 0, "", ""),
            // That is how it is: two numbers are enough.
            ("bad", 0xba, 0xd, 0, "", ""),
        ] {
            let expected = (start, limit, offset, file.to_owned(), build_id.to_owned());
            assert_eq!(region(line), Some(expected), "{line}");
        }
        assert!(matches!(parse("400000-452000 rw-p 00000000 00:00 0"), Entry::NoCode));
        for line in ["", "x", "dir=/bin", "1-10000000000000000 /bin/a"] {
            assert!(matches!(parse(line), Entry::Other), "{line}");
        }
    }

    #[test]
    fn variables_are_expanded_and_cannot_explode() {
        let mut variables = Variables::default();
        variables.assign(" a = /x ");
        variables.assign("ab=/y");
        assert_eq!(variables.expand("1-2 $a/$ab$c$").unwrap(), "1-2 /x//xb$c$");
        let mut variables = Variables::default();
        variables.assign(&format!("a={}", "x".repeat(1000)));
        assert_eq!(variables.expand(&"$a".repeat(1000)), None);
    }

    #[test]
    fn log_prefixes() {
        for (line, rest) in [
            ("I0102 15:04 x.cc:12] 1-2 a", "1-2 a"),
            ("x:1]y", "x:1]y"),
            ("1-2 [heap]", "1-2 [heap]"),
            (":1] x", ":1] x"),
        ] {
            assert_eq!(without_log_prefix(line.as_bytes()), rest.as_bytes());
        }
    }
}
