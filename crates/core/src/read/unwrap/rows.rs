//! Profiles of rows (`debug=1` of Go, and those of C++) among other lines.

use super::anchors::Start;
use super::prefix::Template;
use crate::read::text::is_memory_map;
use crate::read::text::scan::{Scan, find, trim};

/// The lines of one profile.
pub struct Rows {
    pub start: Start,
    template: Template,
    pub text: Vec<u8>,
    /// The number of each line of the text.
    pub numbers: Vec<usize>,
    /// Lines of others that were left out, and the first of them.
    pub within: usize,
    pub first: usize,
    pub prefixed: usize,
    /// True if the list of binaries has begun, which has lines of all kinds.
    is_map: bool,
}

impl Rows {
    /// The profile that starts there in a line.
    pub fn new(start: Start, full: &[u8], at: usize, number: usize) -> Self {
        let mut rows = Self {
            start,
            template: Template::new(&full[..at]),
            text: Vec::new(),
            numbers: Vec::new(),
            within: 0,
            first: 0,
            prefixed: usize::from(at > 0),
            is_map: false,
        };
        rows.write(&full[at..], number);
        rows
    }

    /// Returns the prefix of its first line.
    pub fn prefix(&self) -> &[u8] {
        self.template.example()
    }

    fn write(&mut self, line: &[u8], number: usize) {
        self.text.extend_from_slice(line);
        self.text.push(b'\n');
        self.numbers.push(number);
    }

    /// Takes the next line, or leaves it out.
    pub fn line(&mut self, full: &[u8], number: usize) {
        let behind = match self.template.is_empty() {
            true => None,
            false => self.template.end_in(full).map(|end| &full[end..]),
        };
        let line = match behind {
            Some(line) if self.is_own(line) => {
                self.prefixed += 1;
                line
            }
            // Only the first line has what is before it.
            _ if self.is_own(full) && (self.template.is_empty() || is_surely_own(full)) => full,
            _ => {
                self.within += 1;
                if self.first == 0 {
                    self.first = number;
                }
                return;
            }
        };
        self.is_map |= is_memory_map(line);
        self.write(line, number);
    }

    /// Returns whether the line may be one of the profile's. What is neither that nor a line of a
    /// log is kept: then the profile is damaged.
    fn is_own(&self, line: &[u8]) -> bool {
        if self.start == Start::Other || self.is_map || is_surely_own(line) {
            return true;
        }
        let text = trim(line);
        let is_attribute = || ATTRIBUTES.iter().any(|name| text.starts_with(name));
        self.start == Start::Contention && is_attribute() || !is_of_log(text)
    }
}

/// Attributes before the rows of a contention profile.
pub const ATTRIBUTES: [&[u8]; 4] =
    [b"cycles/second", b"sampling period", b"ms since reset", b"discarded samples"];

/// Returns whether the line is one that only such profiles have.
pub fn is_surely_own(line: &[u8]) -> bool {
    let text = trim(line);
    let mut scan = Scan(text);
    text.is_empty()
        || text.starts_with(b"#")
        || is_memory_map(text)
        || scan.signed_digits().is_some()
            && (scan.0.starts_with(b": ") || scan.0.starts_with(b" @"))
        || is_row(text)
}

/// Returns whether the line ends as rows do, in addresses. What is before them may be damaged.
pub fn is_row(text: &[u8]) -> bool {
    const AT: &[u8] = b" @ ";
    let Some(at) = find(text, b" @ 0x") else { return false };
    let mut addresses = text[at + AT.len()..].split(|&b| b == b' ').filter(|word| !word.is_empty());
    addresses.all(|word| word.starts_with(b"0x"))
}

/// Returns whether the line is one that a program writes into its log, or a ruler between sections:
/// not what is left of a row that was damaged.
fn is_of_log(text: &[u8]) -> bool {
    let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count();
    words >= 2 || (text.len() >= 3 && !text[0].is_ascii_digit())
}
