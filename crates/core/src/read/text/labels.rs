//! Labels as Go prints them.

use super::scan::Scan;

/// Reads `{"key":"value", key: value}`: the texts may be quoted as in Go's source
/// (`debug=1` quotes all, `debug=2` those that need it). `None` if it is anything
/// else.
pub fn parse(text: &[u8]) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut scan = Scan(text);
    let mut labels = Vec::new();
    scan.literal(b"{")?;
    scan.spaces();
    while scan.literal(b"}").is_none() {
        let key = word(&mut scan, b":")?;
        scan.literal(b":")?;
        scan.spaces();
        let value = word(&mut scan, b",}")?;
        scan.spaces();
        if scan.literal(b",").is_none() && !scan.0.starts_with(b"}") {
            return None;
        }
        scan.spaces();
        labels.push((key, value));
    }
    scan.0.is_empty().then_some(labels)
}

/// A text in quotes, or up to one of these bytes.
fn word(scan: &mut Scan, until: &[u8]) -> Option<Vec<u8>> {
    if scan.literal(b"\"").is_none() {
        return Some(scan.run(|b| !until.contains(&b)).to_vec());
    }
    let mut text = Vec::new();
    loop {
        text.extend_from_slice(scan.run(|b| b != b'"' && b != b'\\'));
        let (&end, rest) = scan.0.split_first()?;
        scan.0 = rest;
        if end == b'"' {
            return Some(text);
        }
        escape(scan, &mut text)?;
    }
}

/// Reads what follows a backslash.
fn escape(scan: &mut Scan, to: &mut Vec<u8>) -> Option<()> {
    let (&kind, rest) = scan.0.split_first()?;
    scan.0 = rest;
    let mut code = |digits: usize| {
        let (text, rest) = scan.0.split_at_checked(digits)?;
        scan.0 = rest;
        u32::from_str_radix(std::str::from_utf8(text).ok()?, 16).ok()
    };
    match kind {
        b'a' => to.push(0x07),
        b'b' => to.push(0x08),
        b'f' => to.push(0x0c),
        b'n' => to.push(b'\n'),
        b'r' => to.push(b'\r'),
        b't' => to.push(b'\t'),
        b'v' => to.push(0x0b),
        b'\\' | b'"' | b'\'' => to.push(kind),
        b'x' => to.push(code(2)? as u8),
        b'u' | b'U' => {
            let character = char::from_u32(code(if kind == b'u' { 4 } else { 8 })?)?;
            to.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_or_not() {
        for (text, expected) in [
            (
                r#"{"a":"b", "c d":"e\"\\\n\u00e9\U0001f600\xc3\xa9"}"#,
                Some(vec![("a", "b"), ("c d", "e\"\\\né😀é")]),
            ),
            (r#"{a: b c, "d:": "e,}"}"#, Some(vec![("a", "b c"), ("d:", "e,}")])),
            ("{}", Some(vec![])),
            ("{a: }", Some(vec![("a", "")])),
            (r#"{"a":"b"#, None),
            (r#"{"a":"\q"}"#, None),
            (r#"{"a":"\u12"}"#, None),
            ("{a}", None),
            ("{a: b} c", None),
            ("", None),
        ] {
            let own =
                |(key, value): (&str, &str)| (key.as_bytes().to_vec(), value.as_bytes().to_vec());
            let expected = expected.map(|labels| labels.into_iter().map(own).collect());
            assert_eq!(parse(text.as_bytes()), expected, "{text}");
        }
    }
}
