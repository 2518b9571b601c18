//! Counts of stacks: `goroutine?debug=1`, `threadcreate?debug=1`, and those of
//! any other `pprof.Profile`.

use super::builder::Builder;
use super::rows::Rows;
use super::scan::{Scan, is_blank_or_comment, parse_literal};
use super::{Refusal, TextError, TextForms};
use crate::profile::Profile;

/// Reads `NAME profile: total N` and its rows, `COUNT @ 0xADDRESS ...`.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    let mut lines = forms.lines(content);
    let header = loop {
        match lines.advance().map_err(|_| Refusal::Other(None))? {
            Some(line) if is_blank_or_comment(line) => {}
            line => break line.and_then(header),
        }
    };
    let name = header.ok_or(Refusal::Other(None))?;
    let name = String::from_utf8_lossy(name);
    let mut builder = Builder::new(&[(&name, "count")]);
    builder.set_period((&name, "count"), 1);

    let mut rows = Rows::new(builder, forms);
    while let Some(line) = lines.advance()? {
        if is_blank_or_comment(line) {
            rows.comment(line);
        } else if line.starts_with(b"---") {
            break;
        } else {
            row(line, forms)
                .and_then(|(count, stack)| rows.row(&[count], stack))
                .ok_or_else(|| lines.damaged(TextError::CountRow))?;
        }
    }
    rows.finish(&mut lines)
}

/// The name of what is counted.
fn header(line: &[u8]) -> Option<&[u8]> {
    let mut scan = Scan(line);
    let name = scan.some(|b| !matches!(b, b'\t' | b'\n' | b'\x0c' | b'\r' | b' '))?;
    scan.literal(b" profile: total ")?;
    scan.digits()?;
    scan.0.is_empty().then_some(name)
}

/// The count, and the text of the stack.
fn row(line: &[u8], forms: TextForms) -> Option<(i64, &[u8])> {
    let mut scan = Scan(line);
    let count = parse_literal(scan.digits()?)?;
    scan.literal(b" @")?;
    let stack = scan.0;
    // Go writes threads that were not started by Go without a stack, which the
    // reference does not read.
    if stack.is_empty() && forms == TextForms::AsReference {
        return None;
    }
    while !scan.0.is_empty() {
        scan.literal(b" 0x")?;
        scan.some(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))?;
    }
    Some((count, stack))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, as_reference, error_as_meant, error_as_reference};

    const TEXT: &str = "\n# a comment\n\
        goroutine profile: total 3\n\
        2 @ 0x11 0x21 0x31\n\
        # labels: {\"a\":\"b\"}\n\
        #\t0x20\tmain.f+0x4\t/m.go:7\n\
        #\t0x20\tmain.g+0x4\t/m.go:8\n\
        \n\
        1 @ 0x21 0x11\n";

    #[test]
    fn comments_count_for_nothing_in_the_reference() {
        assert_eq!(as_reference(TEXT), "goroutine/count\n2: 10 20 30\n1: 20 10\n");
    }

    #[test]
    fn comments_are_the_stack() {
        assert_eq!(
            as_meant(TEXT),
            "goroutine/count\n2: 20=main.f@/m.go:7 20=main.g@/m.go:8 {a=b}\n1: 20 10\n"
        );
    }

    #[test]
    fn a_stack_may_be_empty_or_end_in_nothing_known() {
        let text = "threadcreate profile: total 9\n6 @\n#\t0x0\n\n2 @ 0x0 0x0\n#\t0x0\n\n1 @ 0x5\n#\t0x0\n";
        assert_eq!(as_meant(text), "threadcreate/count\n6:\n2: 0\n1: 4\n");
        assert!(error_as_reference(text).contains("malformed profile format"));
    }

    #[test]
    fn rows_are_checked() {
        for row in
            ["1 @ 0x1 ", " 1 @ 0x1", "1 @ 0xG", "1 @ 1", "x", "1 @ 0x11111111111111111", "08 @ 0x1"]
        {
            let error = error_as_meant(&format!("a profile: total 1\n{row}\n"));
            assert!(error.contains("line 2") && error.contains("COUNT @ 0xADDRESS"), "{error}");
        }
    }
}
