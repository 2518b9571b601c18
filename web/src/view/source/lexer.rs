//! Kinds of the words of a source line, for their colors.
//!
//! A line at a time, with one byte that says in what the line before it ended: enough
//! for colors, for six families of languages from one table. It does not know
//! grammar; where a language would need that (regular expressions in JavaScript, code
//! within a template), the text keeps the color of what it is in.

/// Class of a piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Plain,
    Comment,
    Text,
    Number,
    Keyword,
    /// A name before a `(`.
    Call,
}

/// Lexical rules of a language.
#[derive(Debug)]
pub struct Language {
    extensions: &'static str,
    /// Start of a comment up to the end of the line.
    comment: &'static str,
    /// It has comments between `/*` and `*/`.
    has_blocks: bool,
    /// Those lie in each other.
    blocks_nest: bool,
    /// Quotes of a text over several lines.
    long_quotes: &'static [&'static str],
    /// In the first of `long_quotes` a backslash means nothing.
    is_raw: bool,
    /// A `'` may be the start of a lifetime.
    has_lifetimes: bool,
    /// A `'` may be within a number, and a `#` starts a directive.
    is_c: bool,
    keywords: &'static str,
}

const PLAIN: Language = Language {
    extensions: "",
    comment: "//",
    has_blocks: true,
    blocks_nest: false,
    long_quotes: &[],
    is_raw: false,
    has_lifetimes: false,
    is_c: false,
    keywords: "",
};

static LANGUAGES: [Language; 6] = [
    Language {
        extensions: "go",
        long_quotes: &["`"],
        is_raw: true,
        keywords: "break case chan const continue default defer else fallthrough false for func go goto if import \
                   interface map nil package range return select struct switch true type var",
        ..PLAIN
    },
    Language {
        extensions: "rs",
        blocks_nest: true,
        long_quotes: &["\""],
        has_lifetimes: true,
        keywords: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
                   match mod move mut pub ref return self Self static struct super trait true type unsafe use where while",
        ..PLAIN
    },
    Language {
        extensions: "c cc cpp cxx h hh hpp hxx",
        is_c: true,
        keywords: "auto bool break case catch char class const constexpr continue default delete do double else enum \
                   explicit extern false float for friend goto if inline int long namespace new noexcept nullptr \
                   operator override private protected public return short signed sizeof static struct switch \
                   template this throw true try typedef typename union unsigned using virtual void volatile while",
        ..PLAIN
    },
    Language {
        extensions: "java kt scala cs",
        long_quotes: &["\"\"\""],
        keywords: "abstract assert boolean break byte case catch char class continue default do double else enum \
                   extends false final finally float for fun if implements import instanceof int interface long \
                   native new null object override package private protected public record return short static \
                   super switch synchronized this throw throws transient true try val var void volatile when while",
        ..PLAIN
    },
    Language {
        extensions: "py",
        comment: "#",
        has_blocks: false,
        long_quotes: &["\"\"\"", "'''"],
        keywords: "and as assert async await break class continue def del elif else except False finally for from \
                   global if import in is lambda None nonlocal not or pass raise return True try while with yield",
        ..PLAIN
    },
    Language {
        extensions: "js jsx ts tsx mjs cjs mts cts",
        long_quotes: &["`"],
        keywords: "as async await break case catch class const continue default delete do else enum export extends \
                   false finally for from function if implements import in instanceof interface let new null of \
                   private public readonly return static super switch this throw true try type typeof undefined \
                   var void while yield",
        ..PLAIN
    },
];

/// The language of a file, by its name.
pub fn language(path: &str) -> Option<&'static Language> {
    let (_, extension) = path.rsplit_once('.')?;
    LANGUAGES.iter().find(|l| l.extensions.split(' ').any(|e| e.eq_ignore_ascii_case(extension)))
}

/// In code: nothing goes on from the line before.
pub const CODE: u8 = 0;
/// In comments, this and more for each one around it.
const BLOCK: u8 = 1;
const DEEPEST: u8 = 31;
/// In one of the long quotes.
const LONG: u8 = 32;
/// In a raw text that ends with a quote and this many `#` more (Rust).
const HASHES: u8 = 64;
const MOST_HASHES: usize = 60;
/// In a raw text that ends with `)`, a word, and a quote (C++).
const RAW_C: u8 = 128;

/// Calls `token` with each piece of a line, in order: together they are the line.
/// Takes what the line before it ended in, and answers what this one ends in.
pub fn lex(language: &Language, line: &str, state: u8, token: &mut dyn FnMut(Class, &str)) -> u8 {
    let mut lexer = Lexer { language, line, at: 0, state };
    let mut plain_from = 0;
    while lexer.at < line.len() {
        let from = lexer.at;
        let class = lexer.step();
        if class == Class::Plain {
            continue;
        }
        if plain_from < from {
            token(Class::Plain, &line[plain_from..from]);
        }
        token(class, &line[from..lexer.at]);
        plain_from = lexer.at;
    }
    if plain_from < line.len() {
        token(Class::Plain, &line[plain_from..]);
    }
    lexer.state
}

struct Lexer<'a> {
    language: &'a Language,
    line: &'a str,
    at: usize,
    state: u8,
}

impl Lexer<'_> {
    /// Goes over one piece, and says what it was.
    fn step(&mut self) -> Class {
        match self.state {
            CODE => self.code(),
            BLOCK..=DEEPEST => self.block(),
            _ => self.text(),
        }
    }

    fn rest(&self) -> &[u8] {
        &self.line.as_bytes()[self.at.min(self.line.len())..]
    }

    fn end(&mut self) {
        self.at = self.line.len();
    }

    fn code(&mut self) -> Class {
        let language = self.language;
        let rest = self.rest();
        if rest.starts_with(language.comment.as_bytes()) {
            self.end();
            return Class::Comment;
        }
        if language.has_blocks && rest.starts_with(b"/*") {
            (self.at, self.state) = (self.at + 2, BLOCK);
            return self.block();
        }
        if let Some(i) = language.long_quotes.iter().position(|q| rest.starts_with(q.as_bytes())) {
            (self.at, self.state) = (self.at + language.long_quotes[i].len(), LONG + i as u8);
            return self.text();
        }
        match rest[0] {
            b'\'' if language.has_lifetimes && !is_char(&self.line[self.at..]) => self.at += 1,
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                self.skip_quoted(&[quote], true);
                return Class::Text;
            }
            b'0'..=b'9' => {
                self.number();
                return Class::Number;
            }
            b'#' if language.is_c => {
                self.at += 1;
                self.word();
                return Class::Keyword;
            }
            byte if is_word(byte) => return self.name(),
            _ => self.at += 1,
        }
        Class::Plain
    }

    fn name(&mut self) -> Class {
        let from = self.at;
        self.word();
        let (word, rest) = (&self.line[from..self.at], self.rest());
        let is_raw = word.ends_with(['r', 'R']) && word.len() <= 3;
        if is_raw && self.language.has_lifetimes {
            let hashes = rest.iter().take_while(|&&b| b == b'#').count();
            if rest.get(hashes) == Some(&b'"') && hashes <= MOST_HASHES {
                (self.at, self.state) = (self.at + hashes + 1, HASHES + hashes as u8);
                return self.text();
            }
        }
        if is_raw && self.language.is_c && rest.first() == Some(&b'"') {
            (self.at, self.state) = (self.at + 1, RAW_C);
            return self.text();
        }
        if self.language.keywords.split_ascii_whitespace().any(|k| k == word) {
            Class::Keyword
        } else if rest.first() == Some(&b'(') {
            Class::Call
        } else {
            Class::Plain
        }
    }

    fn word(&mut self) {
        self.at += self.rest().iter().take_while(|&&b| is_word(b)).count();
    }

    /// `0x1F`, `1_000`, `1.5e-3`, `2.0f64`; not the dots of `0..9`.
    fn number(&mut self) {
        let bytes = self.line.as_bytes();
        let from = self.at;
        while let Some(&byte) = bytes.get(self.at) {
            let next_is_digit = bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
            let is_exponent = || matches!(bytes[self.at - 1], b'e' | b'E' | b'p' | b'P');
            let goes_on = match byte {
                b'.' => next_is_digit,
                b'+' | b'-' => {
                    self.at > from
                        && next_is_digit
                        && is_exponent()
                        && !bytes[from..self.at].starts_with(b"0x")
                }
                b'\'' => self.language.is_c && next_is_digit,
                byte => is_word(byte),
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
    }

    /// Up to the end of a comment.
    fn block(&mut self) -> Class {
        while self.at < self.line.len() {
            let rest = self.rest();
            if rest.starts_with(b"*/") {
                (self.at, self.state) = (self.at + 2, self.state - 1);
                if self.state == CODE {
                    break;
                }
            } else if self.language.blocks_nest && rest.starts_with(b"/*") && self.state < DEEPEST {
                (self.at, self.state) = (self.at + 2, self.state + 1);
            } else {
                self.at += 1;
            }
        }
        Class::Comment
    }

    /// Up to the end of a text that may go on in the next line.
    fn text(&mut self) -> Class {
        let state = self.state;
        let ended = if state >= RAW_C {
            self.skip_raw_c()
        } else if state >= HASHES {
            let end = ["\"", &"#".repeat((state - HASHES).into())].concat();
            self.skip_quoted(end.as_bytes(), false)
        } else {
            let end = self.language.long_quotes.get(usize::from(state - LONG)).unwrap_or(&"\"");
            self.skip_quoted(end.as_bytes(), !self.language.is_raw)
        };
        if ended {
            self.state = CODE;
        }
        Class::Text
    }

    /// Goes behind `end`, or to the end of the line; says whether it was there.
    fn skip_quoted(&mut self, end: &[u8], has_escapes: bool) -> bool {
        while self.at < self.line.len() {
            let rest = self.rest();
            if rest.starts_with(end) {
                self.at += end.len();
                return true;
            }
            self.at += if has_escapes && rest[0] == b'\\' { 2 } else { 1 };
        }
        self.end();
        false
    }

    fn skip_raw_c(&mut self) -> bool {
        while self.skip_quoted(b")", false) {
            let word = self.rest().iter().take_while(|&&b| is_word(b)).count();
            if self.rest().get(word) == Some(&b'"') {
                self.at += word + 1;
                return true;
            }
        }
        false
    }
}

/// Letters of names; every letter that is not ASCII is one.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// Returns whether what starts with `'` is a character, not a lifetime.
fn is_char(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    let first = chars.next();
    first == Some('\\') || (first.is_some() && chars.next() == Some('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces that have a color, as `Class:text`.
    fn colored(file: &str, lines: &[&str]) -> Vec<String> {
        let language = language(file).unwrap();
        let (mut state, mut pieces) = (CODE, Vec::new());
        for line in lines {
            let mut whole = String::new();
            state = lex(language, line, state, &mut |class, text| {
                whole.push_str(text);
                if class != Class::Plain {
                    pieces.push(format!("{class:?}:{text}"));
                }
            });
            assert_eq!(whole, *line);
        }
        pieces
    }

    #[test]
    fn go() {
        assert_eq!(
            colored(
                "a/b.go",
                &[
                    "func (s *T) Do(n int) { x := `a",
                    "\\` + \"b\\\"\" + '\\'' // é",
                    "/* a",
                    "*/ 0x1F"
                ]
            ),
            [
                "Keyword:func",
                "Call:Do",
                "Text:`a",
                "Text:\\`",
                "Text:\"b\\\"\"",
                "Text:'\\''",
                "Comment:// é",
                "Comment:/* a",
                "Comment:*/",
                "Number:0x1F",
            ]
        );
    }

    #[test]
    fn rust() {
        assert_eq!(
            colored(
                "x.rs",
                &[
                    "fn f<'a>(c: &'a str) { 'é'; '\\''; r#\"a\"",
                    "\"#; /* /* */",
                    "*/ 0..9 1.5e-3 \"a",
                    "b\" }"
                ]
            ),
            [
                "Keyword:fn",
                "Text:'é'",
                "Text:'\\''",
                "Text:r#\"a\"",
                "Text:\"#",
                "Comment:/* /* */",
                "Comment:*/",
                "Number:0",
                "Number:9",
                "Number:1.5e-3",
                "Text:\"a",
                "Text:b\"",
            ]
        );
    }

    #[test]
    fn c_and_java() {
        assert_eq!(
            colored("x.cc", &["#include <a>", "auto s = R\"x(\"a\"", ")x\" + 1'000 + f(2);"]),
            [
                "Keyword:#include",
                "Keyword:auto",
                "Text:R\"x(\"a\"",
                "Text:)x\"",
                "Number:1'000",
                "Call:f",
                "Number:2"
            ]
        );
        assert_eq!(
            colored("X.java", &["String s = \"\"\"", "  a \"b\"", "  \"\"\".strip(); // x"]),
            ["Text:\"\"\"", "Text:  a \"b\"", "Text:  \"\"\"", "Call:strip", "Comment:// x"]
        );
    }

    #[test]
    fn python_and_javascript() {
        assert_eq!(
            colored("x.py", &["def f(a): '''b", "# c''' # d", "return f'x{a}'"]),
            [
                "Keyword:def",
                "Call:f",
                "Text:'''b",
                "Text:# c'''",
                "Comment:# d",
                "Keyword:return",
                "Text:'x{a}'"
            ]
        );
        assert_eq!(
            colored("x.tsx", &["const a = `b ${c}", "\\` d` + 'e'"]),
            ["Keyword:const", "Text:`b ${c}", "Text:\\` d`", "Text:'e'"]
        );
    }

    #[test]
    fn any_line_in_any_state_is_its_pieces() {
        let lines = [
            "",
            "\\",
            "'",
            "\"\\",
            "é\\é\"é",
            "r#",
            "r####\"",
            "R\"(",
            "/*",
            "*/",
            "'\\é",
            "`\\",
            "0x",
            "1e+",
            "#",
            "'''\\",
            "日本'語'",
        ];
        for language in &LANGUAGES {
            for state in 0..=u8::MAX {
                for line in lines {
                    let mut whole = String::new();
                    lex(language, line, state, &mut |_, text| whole.push_str(text));
                    assert_eq!(whole, line);
                }
            }
        }
    }
}
