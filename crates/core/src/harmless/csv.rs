//! Cells of a table of comma-separated values (RFC 4180).

use std::borrow::Cow;

/// A row of a table: cells that are figures stay as they are, others become texts as
/// [`cell`] has them. The row ends with a line end as RFC 4180 has it.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>, to: &mut String) {
    for (i, text) in cells.into_iter().enumerate() {
        if i > 0 {
            to.push(',');
        }
        if is_figure(text) {
            to.push_str(text);
        } else {
            // Guards are ASCII: what was a text still is one.
            to.push_str(&String::from_utf8_lossy(&cell(text.as_bytes())));
        }
    }
    to.push_str("\r\n");
}

/// Returns whether a text is a number and nothing else, as programs write them: `-12.5e3`.
pub fn is_figure(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'-'))
        && text.parse::<f64>().is_ok()
}

/// A text as one cell: as [`quoted`] has it, if it needs that.
pub fn cell(text: &[u8]) -> Cow<'_, [u8]> {
    let special = |b: &u8| matches!(b, b'"' | b',' | b';' | 0..=0x1f | 0x7f);
    let is_plain = !text.iter().any(special)
        && text.first() != Some(&b' ')
        && text.last() != Some(&b' ')
        && !starts_formula(text);
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// A text in quotes, as one cell, with an apostrophe before whatever a spreadsheet would take for the start of a formula. Such a start counts at
/// the beginning, also behind blanks and control characters, and behind what separates
/// cells elsewhere: semicolons, tabs and line ends.
pub fn quoted(text: &[u8]) -> Vec<u8> {
    let mut out = vec![b'"'];
    let mut at_start = true;
    for (at, &byte) in text.iter().enumerate() {
        if at_start && (starts_formula(&text[at..]) || at == 0 && byte < b' ') {
            out.push(b'\'');
        }
        at_start = matches!(byte, b';' | b'\t' | b'\n' | b'\r');
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
    out
}

/// Returns whether the first character that is no blank and no control character starts a
/// formula. Some spreadsheets take the wide forms of these signs, too.
fn starts_formula(mut text: &[u8]) -> bool {
    const BLANKS: [&str; 5] = ["\u{a0}", "\u{feff}", "\u{200b}", "\u{3000}", "\u{2060}"];
    const WIDE: [&str; 4] = ["＝", "＋", "－", "＠"];
    loop {
        match text {
            [0..=b' ' | 0x7f | b'"' | b'\'', rest @ ..] => text = rest,
            [b'=' | b'+' | b'-' | b'@', ..] => return true,
            _ => match BLANKS.iter().find(|blank| text.starts_with(blank.as_bytes())) {
                Some(blank) => text = &text[blank.len()..],
                None => return WIDE.iter().any(|sign| text.starts_with(sign.as_bytes())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str) -> String {
        String::from_utf8(cell(of.as_bytes()).into_owned()).unwrap()
    }

    #[test]
    fn names_stay_names() {
        for plain in ["main.main", "(*T).f", "a b", "größe", "", "a=b", "x-1"] {
            assert_eq!(text(plain), plain);
        }
        assert_eq!(text("f(\"x\", 1)"), "\"f(\"\"x\"\", 1)\"");
        assert_eq!(text(" a"), "\" a\"");
        assert_eq!(quoted(b"main"), b"\"main\"");
    }

    #[test]
    fn no_cell_starts_a_formula_also_behind_blanks_and_separators() {
        for (from, to) in [
            ("=1+2", "\"'=1+2\""),
            ("+1", "\"'+1\""),
            ("-1+cmd", "\"'-1+cmd\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t'=1\""),
            ("\r=1", "\"'\r'=1\""),
            ("\n x", "\"'\n x\""),
            ("\0=1", "\"'\0=1\""),
            (" \u{a0}=1", "\"' \u{a0}=1\""),
            ("\u{feff}=1", "\"'\u{feff}=1\""),
            ("\"=1", "\"'\"\"=1\""),
            ("a;=1", "\"a;'=1\""),
            ("a\n-1\t@x", "\"a\n'-1\t'@x\""),
            ("＝1", "\"'＝1\""),
        ] {
            assert_eq!(text(from), to, "{from:?}");
        }
    }

    #[test]
    fn figures_stay_numbers() {
        let mut out = String::new();
        row(["-5", "1.5", "1e-7", "-", "--1", "-5-", "0x1", "=1", "a,b"], &mut out);
        assert_eq!(out, "-5,1.5,1e-7,\"'-\",\"'--1\",\"'-5-\",0x1,\"'=1\",\"a,b\"\r\n");
    }
}
