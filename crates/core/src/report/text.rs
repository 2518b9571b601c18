//! Lines of bytes: names are bytes, so reports are.

/// A report under construction.
#[derive(Default)]
pub struct Text(pub Vec<u8>);

impl Text {
    /// Appends a line.
    pub fn line(&mut self, line: impl AsRef<[u8]>) {
        self.0.extend_from_slice(line.as_ref());
        self.0.push(b'\n');
    }

    /// Appends a line made of these parts.
    pub fn parts<const N: usize>(&mut self, parts: [&[u8]; N]) {
        parts.into_iter().for_each(|part| self.0.extend_from_slice(part));
        self.0.push(b'\n');
    }

    /// Appends lines.
    pub fn lines(&mut self, lines: impl IntoIterator<Item = Vec<u8>>) {
        lines.into_iter().for_each(|line| self.line(line));
    }
}

/// Spaces before a text, up to this many characters.
pub fn pad_left(text: &[u8], width: usize) -> Vec<u8> {
    let mut padded = vec![b' '; width.saturating_sub(width_of(text))];
    padded.extend_from_slice(text);
    padded
}

/// Number of characters that a text has; a byte that is part of none is one.
pub fn width_of(text: &[u8]) -> usize {
    let chunks = text.utf8_chunks();
    chunks.map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// A name in a form where each line means something: what ends lines, here or for other
/// readers, and every other control character is a blank.
pub fn one_line(name: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [byte, others @ ..] = rest {
        // U+0085, U+2028 and U+2029 end lines for some.
        let others = match rest {
            [0xc2, 0x85, others @ ..] | [0xe2, 0x80, 0xa8 | 0xa9, others @ ..] => {
                line.push(b' ');
                rest = others;
                continue;
            }
            _ => others,
        };
        line.push(if matches!(byte, 0..b' ' | 0x7f) { b' ' } else { *byte });
        rest = others;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        let name = "a\nb\r\tc\u{85}d\u{2028}e\0ü \u{c4}";
        assert_eq!(one_line(name.as_bytes()), "a b  c d e ü \u{c4}".as_bytes());
    }
}
