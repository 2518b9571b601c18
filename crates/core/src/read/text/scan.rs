//! Finding things within a line.

/// Rest of a line that is left to match. Every method takes what it says off the front
/// and gives `None`, having taken nothing, if it is not there.
#[derive(Clone, Copy)]
pub struct Scan<'a>(pub &'a [u8]);

impl<'a> Scan<'a> {
    /// These bytes.
    pub fn literal(&mut self, literal: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    /// The longest run, perhaps empty, of bytes that pass.
    pub fn run(&mut self, pass: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.0.iter().position(|&b| !pass(b)).unwrap_or(self.0.len());
        let (run, rest) = self.0.split_at(end);
        self.0 = rest;
        run
    }

    /// The longest run of bytes that pass, if there is one.
    pub fn some(&mut self, pass: impl Fn(u8) -> bool) -> Option<&'a [u8]> {
        let run = self.run(pass);
        (!run.is_empty()).then_some(run)
    }

    /// Any number of spaces.
    pub fn spaces(&mut self) {
        self.run(|b| b == b' ');
    }

    /// Decimal digits.
    pub fn digits(&mut self) -> Option<&'a [u8]> {
        self.some(|b| b.is_ascii_digit())
    }

    /// Decimal digits, perhaps behind a minus.
    pub fn signed_digits(&mut self) -> Option<&'a [u8]> {
        let start = self.0;
        let sign = usize::from(self.literal(b"-").is_some());
        let digits = self.digits();
        if digits.is_none() {
            self.0 = start;
        }
        Some(&start[..sign + digits?.len()])
    }
}

/// Finds the leftmost place at which `parse` succeeds, among those where a run of
/// digits starts: what fails there fails everywhere within the run.
pub fn at_digits<'a, T>(line: &'a [u8], parse: impl Fn(Scan<'a>) -> Option<T>) -> Option<T> {
    let mut rest = Scan(line);
    loop {
        let gap = rest.run(|b| !b.is_ascii_digit());
        let digits = rest.digits()?;
        let end = line.len() - rest.0.len();
        let start = end - digits.len();
        let signed = usize::from(gap.ends_with(b"-"));
        for start in start - signed..=start {
            if let Some(found) = parse(Scan(&line[start..])) {
                return Some(found);
            }
        }
    }
}

/// Where `needle` starts in `text`.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        let at = from + text[from..].iter().position(|&b| b == first)?;
        if text[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Texts before and behind the first `needle`.
pub fn split_at<'a>(text: &'a [u8], needle: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, needle)?;
    Some((&text[..at], &text[at + needle.len()..]))
}

/// Texts before and behind the last byte of this kind.
pub fn split_last(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().rposition(|&b| b == byte)?;
    Some((&text[..at], &text[at + 1..]))
}

/// Without white space at either end: Unicode's, as in pprof.
pub fn trim(text: &[u8]) -> &[u8] {
    let is_space = |b: u8| matches!(b, b'\t'..=b'\r' | b' ');
    let start = text.iter().position(|&b| !is_space(b)).unwrap_or(text.len());
    let end = text.iter().rposition(|&b| !is_space(b)).map_or(start, |last| last + 1);
    let text = &text[start..end];
    let is_ascii = |b: Option<&u8>| b.is_none_or(u8::is_ascii);
    match std::str::from_utf8(if is_ascii(text.first()) && is_ascii(text.last()) {
        b""
    } else {
        text
    }) {
        Ok("") | Err(_) => text,
        Ok(text) => text.trim().as_bytes(),
    }
}

/// Returns whether a line says nothing to pprof.
pub fn is_blank_or_comment(line: &[u8]) -> bool {
    matches!(trim(line).first(), None | Some(b'#'))
}

/// Returns whether a byte may stand in a list of addresses.
pub fn is_address_byte(b: u8) -> bool {
    matches!(b, b' ' | b'x' | b'0'..=b'9' | b'a'..=b'f')
}

/// Calls `each` with every number in the text that is written as `0x1f`, in lower
/// case. `None` if one of them needs more than 64 bits.
pub fn each_address(text: &[u8], mut each: impl FnMut(u64)) -> Option<()> {
    let mut rest = text;
    while let Some((_, after)) = split_at(rest, b"0x") {
        let mut scan = Scan(after);
        if let Some(digits) = scan.some(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            each(parse_hex(digits)?);
        }
        rest = scan.0;
    }
    Some(())
}

/// A hexadecimal number without `0x`.
pub fn parse_hex(digits: &[u8]) -> Option<u64> {
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A decimal number.
pub fn parse_decimal(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// A number as a literal of Go: `12`, `-0x1f`, `0b101`, `0o17`, `017`, `1_000`.
pub fn parse_literal(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, text),
    };
    let (radix, digits) = match digits {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', b'b' | b'B', rest @ ..] => (2, rest),
        [b'0', b'o' | b'O', rest @ ..] => (8, rest),
        [b'0', rest @ ..] if !rest.is_empty() => (8, rest),
        _ => (10, digits),
    };
    // An underscore stands between digits, or between them and a prefix.
    let mut last = if radix == 10 { b'_' } else { b'0' };
    let mut value = 0_i128;
    for &b in digits {
        match (b, last) {
            (b'_', b'_') => return None,
            (b'_', _) => {}
            _ => value = value * radix + i128::from(char::from(b).to_digit(radix as u32)?),
        }
        last = b;
        if value > 1 << 64 {
            return None;
        }
    }
    if last == b'_' || digits.is_empty() {
        return None;
    }
    i64::try_from(sign * value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_go() {
        for (text, value) in [
            ("0", Some(0)),
            ("-12", Some(-12)),
            ("+7", Some(7)),
            ("0x1F", Some(31)),
            ("0b11", Some(3)),
            ("0o17", Some(15)),
            ("017", Some(15)),
            ("08", None),
            ("1_000", Some(1000)),
            ("0x_1", Some(1)),
            ("1__0", None),
            ("_1", None),
            ("1_", None),
            ("", None),
            ("-", None),
            ("0x", None),
            ("1 ", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("-9223372036854775808", Some(i64::MIN)),
            ("99999999999999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(parse_literal(text.as_bytes()), value, "{text}");
        }
    }

    #[test]
    fn addresses_are_found_anywhere() {
        let read = |text: &str| {
            let mut all = Vec::new();
            each_address(text.as_bytes(), |a| all.push(a)).map(|()| all)
        };
        assert_eq!(read("0x1 00x2f,0x 0xG 0x0x3"), Some(vec![1, 0x2f, 0]));
        assert_eq!(read("0x10000000000000000"), None);
    }

    #[test]
    fn white_space_is_unicode() {
        for (text, trimmed) in
            [(" \t a b\u{b} ", "a b"), ("\u{a0}x\u{3000}", "x"), ("é", "é"), ("\u{2028}", "")]
        {
            assert_eq!(trim(text.as_bytes()), trimmed.as_bytes());
        }
        assert_eq!(trim(b" \xff "), b"\xff");
    }
}
