//! Prefixes that a logger puts before each line, told by an example of it.

/// The shape of a prefix: its numbers, its level and the widths of its columns may be others
/// in other lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    tokens: Vec<Token>,
    example: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// Digits, and perhaps a fraction of which zeros at the end are cut.
    Digits,
    /// A fraction: its point, and perhaps digits.
    Fraction,
    Spaces,
    /// The blanks that end the prefix: what is more belongs to the line.
    LastSpaces(usize),
    /// `ERROR`, `info`, `E`: how bad it is.
    Level,
    Word(Vec<u8>),
    Byte(u8),
}

/// The longest prefix that is taken apart; a longer one is compared as it is.
const LONGEST: usize = 1 << 10;

impl Template {
    pub fn new(prefix: &[u8]) -> Self {
        let mut tokens = Vec::new();
        if prefix.len() > LONGEST {
            return Self { tokens: vec![Token::Word(prefix.to_vec())], example: prefix.to_vec() };
        }
        let mut rest = prefix;
        let run = |rest: &mut &[u8], pass: fn(&u8) -> bool| {
            let end = rest.iter().position(|b| !pass(b)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            *rest = after;
            run.to_vec()
        };
        while let Some(&first) = rest.first() {
            let was_digits = tokens.last() == Some(&Token::Digits);
            if first.is_ascii_digit() {
                run(&mut rest, u8::is_ascii_digit);
                tokens.push(Token::Digits);
            } else if was_digits && matches!(first, b'.' | b',') {
                rest = &rest[1..];
                run(&mut rest, u8::is_ascii_digit);
                tokens.push(Token::Fraction);
            } else if first == b' ' {
                let spaces = run(&mut rest, |&b| b == b' ').len();
                tokens.push(if rest.is_empty() {
                    Token::LastSpaces(spaces)
                } else {
                    Token::Spaces
                });
            } else if first.is_ascii_alphabetic() {
                let word = run(&mut rest, u8::is_ascii_alphabetic);
                tokens.push(if is_level(&word) { Token::Level } else { Token::Word(word) });
            } else {
                rest = &rest[1..];
                tokens.push(Token::Byte(first));
            }
        }
        Self { tokens, example: prefix.to_vec() }
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The prefix that it was made of.
    pub fn example(&self) -> &[u8] {
        &self.example
    }

    /// Where the line starts behind such a prefix; `None` if it has none.
    pub fn end_in(&self, line: &[u8]) -> Option<usize> {
        let mut rest = line;
        let skip = |rest: &mut &[u8], pass: fn(&u8) -> bool| {
            let end = rest.iter().position(|b| !pass(b)).unwrap_or(rest.len());
            *rest = &rest[end..];
            end
        };
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Digits => {
                    if skip(&mut rest, u8::is_ascii_digit) == 0 {
                        return None;
                    }
                    // The example's fraction may have been all zeros, and cut.
                    let expects_point = matches!(
                        self.tokens.get(at + 1),
                        Some(Token::Fraction | Token::Byte(b'.' | b','))
                    );
                    if !expects_point && let [b'.' | b',', b'0'..=b'9', ..] = rest {
                        rest = &rest[1..];
                        skip(&mut rest, u8::is_ascii_digit);
                    }
                }
                Token::Fraction => {
                    if let Some(b'.' | b',') = rest.first() {
                        rest = &rest[1..];
                        skip(&mut rest, u8::is_ascii_digit);
                    }
                }
                Token::Spaces => {
                    if skip(&mut rest, |&b| b == b' ') == 0 {
                        return None;
                    }
                }
                Token::LastSpaces(many) => {
                    // Blanks at the end of a line get lost.
                    if rest.is_empty() {
                        break;
                    }
                    let has = rest.iter().take(*many).take_while(|&&b| b == b' ').count();
                    // A shorter level has more blanks behind it, a longer one fewer.
                    let varies = at > 0 && self.tokens[at - 1] == Token::Level;
                    if has < *many && !(varies && has > 0) {
                        return None;
                    }
                    rest = &rest[has..];
                    if varies {
                        let more = rest.iter().take_while(|&&b| b == b' ').count();
                        if more < 4 {
                            rest = &rest[more..];
                        }
                    }
                }
                Token::Level => {
                    let end = rest.iter().position(|b| !b.is_ascii_alphabetic());
                    let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
                    if !is_level(word) {
                        return None;
                    }
                    rest = after;
                }
                Token::Word(word) => rest = rest.strip_prefix(&word[..])?,
                Token::Byte(byte) => rest = rest.strip_prefix(&[*byte])?,
            }
        }
        Some(line.len() - rest.len())
    }
}

fn is_level(word: &[u8]) -> bool {
    const LEVELS: [&[u8]; 24] = [
        b"trace",
        b"debug",
        b"info",
        b"notice",
        b"warn",
        b"warning",
        b"error",
        b"err",
        b"crit",
        b"critical",
        b"fatal",
        b"panic",
        b"dpanic",
        b"alert",
        b"emerg",
        b"trc",
        b"dbg",
        b"inf",
        b"wrn",
        b"ftl",
        b"stderr",
        b"stdout",
        b"p",
        b"f",
    ];
    // klog has one letter, with the date right behind it.
    matches!(word, b"I" | b"W" | b"E" | b"D" | b"T")
        || LEVELS.contains(&&*word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_other_prefixes_of_the_same_shape() {
        for (example, line, rest) in [
            ("", "main.main()", Some("main.main()")),
            ("2026-01-02T03:04:05.Z ", "2026-01-02T03:04:05.00123Z f()", Some("f()")),
            ("2026-01-02T03:04:05.001Z ", "2026-01-02T03:04:06Z \tf()", Some("\tf()")),
            ("2026-01-02T03:04:05Z ", "2026-01-02T03:04:06.5Z f()", Some("f()")),
            ("05,123 ", "6,1 f()", Some("f()")),
            ("web_1  | 12:00 ", "web_1   | 1:00 f()", Some("f()")),
            ("web_1 | ", "web_1 |", Some("")),
            ("web_1 | ", "db_1 | f()", None),
            ("12:00 ERROR ", "12:00 info  f()", Some("f()")),
            ("12:00 INFO  ", "12:00 ERROR f()", Some("f()")),
            (
                "E0111 09:12:34.1    1 p.go:26] ",
                "I0111 09:12:34.123    12 p.go:262] f()",
                Some("f()"),
            ),
            ("app[1]: ", "app[123]:     /x.go:1", Some("    /x.go:1")),
            ("\t", "\t\t/x.go:1", Some("\t/x.go:1")),
            ("T stderr F ", "T stdout P f()", Some("f()")),
            ("12:00 ", "main.main()", None),
        ] {
            let end = Template::new(example.as_bytes()).end_in(line.as_bytes());
            assert_eq!(end.map(|end| &line[end..]), rest, "{example:?} in {line:?}");
        }
    }
}
