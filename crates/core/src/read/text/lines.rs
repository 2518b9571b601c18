//! The lines of a text form.

use super::{Refusal, TextError};

/// pprof reads lines into a buffer of this size; without one, lines may
/// have any length.
pub const REFERENCE_LIMIT: usize = 64 << 10;

/// Goes through a text line by line.
pub struct Lines<'a> {
    rest: &'a [u8],
    current: &'a [u8],
    number: usize,
    limit: usize,
}

impl<'a> Lines<'a> {
    /// `limit`: the number of bytes that is too much for a line.
    pub fn new(content: &'a [u8], limit: usize) -> Self {
        Self { rest: content, current: b"", number: 0, limit }
    }

    /// The next line, without its end; `None` after the last.
    ///
    /// # Errors
    ///
    /// When the line is longer than the limit.
    pub fn advance(&mut self) -> Result<Option<&'a [u8]>, Refusal> {
        self.current = b"";
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let (line, rest) = split_line(self.rest);
        if line.len() >= self.limit {
            return Err(self.damaged(TextError::LineTooLong));
        }
        self.rest = rest;
        self.current = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some(self.current))
    }

    /// The line that [`advance`](Self::advance) returned last; empty before the
    /// first and after the last.
    pub fn current(&self) -> &'a [u8] {
        self.current
    }

    /// That the current line is wrong.
    pub fn damaged(&self, kind: TextError) -> Refusal {
        Refusal::damaged(self.number, kind)
    }
}

/// The first line, without its newline, and what follows it.
pub fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    match text.iter().position(|&b| b == b'\n') {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, b""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_not_part_of_lines() {
        let mut lines = Lines::new(b"a\r\n\nb", usize::MAX);
        let mut next = || lines.advance().map_err(|_| ());
        assert_eq!(
            [next(), next(), next(), next()],
            [Ok(Some(&b"a"[..])), Ok(Some(b"")), Ok(Some(b"b")), Ok(None)]
        );
    }

    #[test]
    fn the_limit_is_the_first_length_that_is_too_much() {
        assert!(Lines::new(b"1234\n", 5).advance().is_ok());
        assert!(Lines::new(b"1234", 4).advance().is_err());
    }
}
