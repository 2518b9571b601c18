//! Texts within Markdown.

/// A text as a fenced block that it cannot leave: the fence is longer than any run of
/// its own characters in the text, and the block ends with a line end. Line ends in the
/// text are its own; names in it should have been through [`visible`](super::visible)
/// or [`one_line`].
pub fn fenced(text: &str) -> String {
    let (mut longest, mut run) = (2, 0);
    for byte in text.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    [&fence, "\n", text, end, &fence, "\n"].concat()
}

/// A text as code within a line, which it cannot leave.
pub fn code(text: &str) -> String {
    let text = super::visible(text);
    let (mut longest, mut run) = (0, 0);
    for byte in text.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // A blank at both ends keeps a text's own fence characters from this one's.
    let pad = if longest > 0 { " " } else { "" };
    [&*fence, pad, &text, pad, &fence].concat()
}

/// A text as a part of one line outside of a fence, a title or a sentence: what Markdown,
/// or the HTML in it, gives a meaning to is escaped, and what is not seen is written as
/// [`visible`](super::visible) has it.
pub fn one_line(text: &str) -> String {
    let text = super::visible(text);
    let mut line = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let has_meaning = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '!' => true,
            // At the beginning of a line.
            '-' | '+' | '=' => at == 0,
            // Addresses become links where they stand.
            ':' => rest.starts_with("://"),
            '.' => text[..at].ends_with("www"),
            _ => false,
        };
        if has_meaning {
            line.push('\\');
        }
        line.push(c);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_leave_its_fence() {
        assert_eq!(fenced("a\n"), "```\na\n```\n");
        assert_eq!(fenced("a"), "```\na\n```\n");
        assert_eq!(fenced("a\n```\n# b\n````"), "`````\na\n```\n# b\n````\n`````\n");
    }

    #[test]
    fn code_in_a_line_ends_where_it_should() {
        assert_eq!(code("a.go:1"), "`a.go:1`");
        assert_eq!(code("a``b\n"), "``` a``b\\n ```");
    }

    #[test]
    fn a_title_is_one_line_without_a_meaning() {
        assert_eq!(one_line("cpu.pb.gz"), "cpu.pb.gz");
        assert_eq!(one_line("a\n# <b>[x](y)`"), "a\\\\n\\# \\<b\\>\\[x\\](y)\\`");
        assert_eq!(one_line("https://www.x.de"), "https\\://www\\.x.de");
    }
}
