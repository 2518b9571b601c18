//! Go's comments on the row before them.

use super::labels;
use super::scan::{Scan, parse_decimal, parse_hex, split_last, trim};

/// A comment of Go.
pub enum Comment<'a> {
    /// `# 0x59e544 main.wait+0x64 example.com/main.go:45`, with tabs between.
    Frame { address: u64, name: &'a [u8], file: &'a [u8], line: i64 },
    /// `# 0x59e544`
    Unnamed(u64),
    /// `# labels: {"key":"value", "key":"value"}`
    Labels(Vec<(Vec<u8>, Vec<u8>)>),
}

impl<'a> Comment<'a> {
    /// Reads a line that starts with `#`; `None` if it is another comment.
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let text = trim(line.strip_prefix(b"#")?);
        if let Some(list) = text.strip_prefix(b"labels:") {
            return labels::parse(trim(list)).map(Self::Labels);
        }
        let mut scan = Scan(text);
        scan.literal(b"0x")?;
        let address = parse_hex(scan.some(|b| b.is_ascii_hexdigit())?)?;
        if scan.0.is_empty() {
            return Some(Self::Unnamed(address));
        }
        scan.some(is_gap)?;
        let (name, place) = split_name(scan.0)?;
        let (file, line) = split_last(place, b':')?;
        Some(Self::Frame { address, name, file, line: parse_decimal(line)? })
    }
}

fn is_gap(b: u8) -> bool {
    matches!(b, b'\t' | b' ')
}

/// Splits at the offset, `+0x64`, which has a gap behind it: names may hold
/// spaces, as in `main.f[struct { a int }]`.
fn split_name(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut from = 0;
    loop {
        let plus = from + text[from..].iter().position(|&b| b == b'+')?;
        let mut scan = Scan(&text[plus..]);
        let is_offset = scan.literal(b"+0x").is_some()
            && scan.some(|b| b.is_ascii_hexdigit()).is_some()
            && scan.some(is_gap).is_some();
        if is_offset {
            return Some((&text[..plus], scan.0));
        }
        from = plus + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames() {
        for (line, expected) in [
            ("#\t0x1f\tmain.f+0x64\t\t/a b/main.go:45", Some((0x1f, "main.f", "/a b/main.go", 45))),
            ("#    0x1f    a.(*T[...]).f+0x0   x.go:1\r", Some((0x1f, "a.(*T[...]).f", "x.go", 1))),
            (
                "#\t0x2\ta.f[struct { a+b int }]+0x1\tC:/x.go:2",
                Some((2, "a.f[struct { a+b int }]", "C:/x.go", 2)),
            ),
            ("# Alloc = 0x12", None),
            ("# 0xmain", None),
            ("#\t0x1\tmain.f+0x64", None),
        ] {
            let found = match Comment::parse(line.as_bytes()) {
                Some(Comment::Frame { address, name, file, line }) => {
                    let text = |bytes| std::str::from_utf8(bytes).unwrap();
                    Some((address, text(name), text(file), line))
                }
                _ => None,
            };
            assert_eq!(found, expected, "{line}");
        }
        assert!(matches!(Comment::parse(b"#\t0x12"), Some(Comment::Unnamed(0x12))));
    }
}
