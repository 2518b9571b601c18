//! Stacks that loggers write beside an error: each is one stack of one goroutine, without a
//! header that says so.

use super::grammar::is_place;
use super::quoted::lines;
use crate::read::text::scan::find;

/// Returns whether a text has such a stack: a function, and its place in the next line.
pub fn has_stack(text: &[u8]) -> bool {
    let mut is_behind_function = false;
    lines(text).any(|line| {
        let is_stack = has_in_strings(line) || (is_behind_function && ends_in_place(line));
        is_behind_function =
            line.trim_ascii_end().rsplit(u8::is_ascii_whitespace).next().is_some_and(is_function);
        is_stack
    })
}

/// `"stack":"main.f\n\t/src/main.go:12"`, or `"stack":[{"func":"f","line":"12","source":"m.go"}]`.
fn has_in_strings(line: &[u8]) -> bool {
    let mut rest = line;
    while let Some(at) = find(rest, b"\\n\\t") {
        let before = &rest[..at];
        rest = &rest[at + b"\\n\\t".len()..];
        let name = before.rsplit(|&b| b == b'"' || b == b'\\').next().unwrap_or_default();
        // The letter of an escape: `\nmain.f`.
        let is_escaped =
            before.len() > name.len() && before[before.len() - name.len() - 1] == b'\\';
        let name = if is_escaped { name.get(1..).unwrap_or_default() } else { name };
        let end = rest.iter().position(|b| b"\"\\".contains(b)).unwrap_or(rest.len());
        if is_function(name) && is_place(&[b"\t", &rest[..end]].concat()) {
            return true;
        }
    }
    [&b"\"func\":"[..], b"\"source\":\"", b".go\""].iter().all(|part| find(line, part).is_some())
}

fn ends_in_place(line: &[u8]) -> bool {
    let tab = line.iter().rposition(|&b| b == b'\t');
    tab.is_some_and(|tab| is_place(&line[tab..]))
}

/// Returns whether this is the name of a function of Go, with what it was called with or without it.
fn is_function(word: &[u8]) -> bool {
    let name = word.strip_suffix(b"(...)").unwrap_or(word);
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80 || b"_./-*()[]{}%~".contains(b);
    let function = name.rsplit(|&b| b == b'/').next().unwrap_or_default();
    let has_package = function.iter().position(|&b| b == b'.').is_some_and(|dot| dot > 0);
    has_package && !name.ends_with(b".") && name.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::has_stack;

    #[test]
    fn stacks_beside_errors_are_found() {
        for text in [
            // zap, in JSON and on a console; logrus; zerolog; pkg/errors.
            r#"{"level":"error","msg":"boom","stacktrace":"main.(*T).f\n\t/src/main.go:12\nmain.main\n\t/src/main.go:5"}"#,
            "2026-01-02T03:04:05Z\tERROR\tboom\nmain.f\n\t/src/main.go:12\n",
            "time=\"x\" level=error msg=\"boom\\nmain.f\\n\\t/src/main.go:12\"\n",
            r#"{"level":"error","stack":[{"func":"inner","line":"20","source":"errors.go"}],"message":"x"}"#,
            "boom\nexample.com/a-b/v2.f.func1\n\t/src/a.go:3\n",
            "12:00 web | main.f\n12:00 web | \t/src/main.go:12\n",
        ] {
            assert!(has_stack(text.as_bytes()), "{text}");
        }
        for text in [
            "a line\n\tmain.go:12\n",
            "2026-01-02 main.go:12 served\n",
            r#"{"msg":"a\n\tb"}"#,
            r#"{"func":"f","file":"x.go"}"#,
            "see pkg.go.dev\n\tand so on\n",
        ] {
            assert!(!has_stack(text.as_bytes()), "{text}");
        }
    }
}
