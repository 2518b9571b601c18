//! Go's regular expressions in the words of regex-lite.
//!
//! Source of the syntax: <https://pkg.go.dev/regexp/syntax>. The two differ in
//! what they take for a literal, and regex-lite does not say where an expression
//! is wrong; both are mended here.

use std::iter::Peekable;
use std::str::CharIndices;

/// Mistake in an expression, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte where it stops making sense.
    pub at: usize,
    /// The mistake there.
    pub fault: Fault,
}

/// Mistakes in expressions, in the words of Go's package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A group is closed that was not opened.
    #[error("unexpected )")]
    UnexpectedParenthesis,
    /// A group is not closed.
    #[error("missing closing )")]
    MissingParenthesis,
    /// A class is not closed.
    #[error("missing closing ]")]
    MissingBracket,
    /// There is nothing to repeat.
    #[error("missing argument to repetition operator")]
    NothingToRepeat,
    /// A repetition is repeated.
    #[error("invalid nested repetition operator")]
    NestedRepetition,
    /// Nothing follows a backslash.
    #[error("trailing backslash at end of expression")]
    TrailingBackslash,
}

/// The text that an expression stands for, if it is nothing but a literal.
pub fn literal(pattern: &str) -> Option<String> {
    const META: &[char] = &['.', '+', '*', '?', '(', ')', '|', '[', '{', '^', '$'];
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    loop {
        let Some(at) = rest.find('\\') else {
            return (!rest.contains(META)).then(|| text + rest);
        };
        let (plain, escape) = rest.split_at(at);
        if plain.contains(META) {
            return None;
        }
        text += plain;
        if let Some(quoted) = escape.strip_prefix("\\Q") {
            let (quoted, after) = quoted.split_once("\\E").unwrap_or((quoted, ""));
            text += quoted;
            rest = after;
        } else {
            let escaped = escape[1..].chars().next().filter(char::is_ascii_punctuation)?;
            text.push(escaped);
            rest = &escape[2..];
        }
    }
}

/// Translates an expression, and says about how many of its places have to be kept in mind
/// at once, for each character of a name: alternatives, and what is repeated.
///
/// # Errors
///
/// When its brackets do not match, or when something repeats nothing.
pub fn translate(pattern: &str) -> Result<(String, u32), SyntaxError> {
    let mut translator = Translator {
        pattern,
        chars: pattern.char_indices().peekable(),
        out: String::with_capacity(pattern.len() + 8),
        groups: Vec::new(),
        last: Last::Nothing,
        size: 0,
        weight: 1,
        atom: 0,
    };
    translator.run()?;
    Ok((translator.out, translator.weight))
}

/// Part of an expression that a repetition operator would find before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Something,
    Repetition,
}

struct Translator<'a> {
    pattern: &'a str,
    chars: Peekable<CharIndices<'a>>,
    out: String,
    /// Where the groups start that are open, and the size before them.
    groups: Vec<(usize, u32)>,
    last: Last,
    /// Number of places so far, with all repetitions written out.
    size: u32,
    /// Number of places that may be alive at once.
    weight: u32,
    /// The size before what a repetition operator would find.
    atom: u32,
}

impl Translator<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        while let Some((at, c)) = self.chars.next() {
            let error = |fault| Err(SyntaxError { at, fault });
            if !matches!(c, ')' | '*' | '+' | '?' | '{') {
                self.atom = self.size;
                self.size = self.size.saturating_add(1);
            }
            match c {
                '\\' => self.escape(at)?,
                '[' => self.class(at)?,
                '(' => {
                    self.groups.push((at, self.atom));
                    self.out.push(c);
                    self.flags(at);
                    self.last = Last::Nothing;
                }
                ')' => {
                    let Some((_, before)) = self.groups.pop() else {
                        return error(Fault::UnexpectedParenthesis);
                    };
                    self.atom = before;
                    self.out.push(c);
                    self.last = Last::Something;
                }
                '|' => {
                    self.weight = self.weight.saturating_add(1);
                    self.out.push(c);
                    self.last = Last::Nothing;
                }
                '*' | '+' | '?' => self.repetition(at, &self.pattern[at..=at])?,
                '{' => match counted(&self.pattern[at..]) {
                    Some(count) => {
                        while self.chars.next_if(|&(inner, _)| inner < at + count.len()).is_some() {
                        }
                        self.repetition(at, count)?;
                    }
                    // Not a count: a brace.
                    None => self.literal('{'),
                },
                '}' => self.literal('}'),
                _ => {
                    self.out.push(c);
                    self.last = Last::Something;
                }
            }
        }
        match self.groups.first() {
            Some(&(at, _)) => Err(SyntaxError { at, fault: Fault::MissingParenthesis }),
            None => Ok(()),
        }
    }

    /// Copies what follows `(?` up to `:`, `>` or `)`: none of it repeats anything.
    fn flags(&mut self, open: usize) {
        let inner = &self.pattern[open + 1..];
        if !inner.starts_with('?') {
            return;
        }
        let end = match inner.find([':', '>', ')']) {
            Some(end) if inner[end..].starts_with(')') => end,
            Some(end) => end + 1,
            None => inner.len(),
        };
        self.out.push_str(&inner[..end]);
        while self.chars.next_if(|&(at, _)| at < open + 1 + end).is_some() {}
    }

    fn repetition(&mut self, at: usize, operator: &str) -> Result<(), SyntaxError> {
        let error = |fault| Err(SyntaxError { at, fault });
        match self.last {
            Last::Nothing => return error(Fault::NothingToRepeat),
            Last::Repetition => return error(Fault::NestedRepetition),
            Last::Something => {}
        }
        let most =
            operator.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).max();
        let repeated = (self.size - self.atom).saturating_mul(most.unwrap_or(1).max(1));
        self.size = self.atom.saturating_add(repeated);
        self.weight = self.weight.saturating_add(repeated);
        self.out.push_str(operator);
        // `x*?` is one operator.
        if self.chars.next_if(|&(_, c)| c == '?').is_some() {
            self.out.push('?');
        }
        self.last = Last::Repetition;
        Ok(())
    }

    fn escape(&mut self, at: usize) -> Result<(), SyntaxError> {
        let Some((next, c)) = self.chars.next() else {
            return Err(SyntaxError { at, fault: Fault::TrailingBackslash });
        };
        match c {
            'Q' => {
                let quoted = &self.pattern[next + 1..];
                let quoted = quoted.split_once("\\E").map_or(quoted, |(quoted, _)| quoted);
                self.out.push_str(&regex_lite::escape(quoted));
                let end = next + 1 + quoted.len() + "\\E".len();
                while self.chars.next_if(|&(at, _)| at < end).is_some() {}
            }
            c if c.is_ascii_punctuation() => self.literal(c),
            c => {
                self.out.push('\\');
                self.out.push(c);
            }
        }
        self.last = Last::Something;
        Ok(())
    }

    fn class(&mut self, at: usize) -> Result<(), SyntaxError> {
        self.out.push('[');
        if self.chars.next_if(|&(_, c)| c == '^').is_some() {
            self.out.push('^');
        }
        let mut is_first = true;
        while let Some((inner, c)) = self.chars.next() {
            let rest = &self.pattern[inner..];
            match c {
                ']' if !is_first => {
                    // Its ranges are gone through one by one.
                    self.weight = self.weight.saturating_add((inner - at) as u32 / 16);
                    self.out.push(']');
                    self.last = Last::Something;
                    return Ok(());
                }
                '[' if rest.starts_with("[:") && rest.contains(":]") => {
                    let end = inner + rest.find(":]").unwrap_or_default() + 2;
                    self.out.push_str(&self.pattern[inner..end]);
                    while self.chars.next_if(|&(at, _)| at < end).is_some() {}
                }
                ']' | '[' | '&' | '~' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\\' => {
                    self.out.push('\\');
                    if let Some((_, c)) = self.chars.next() {
                        self.out.push(c);
                    }
                }
                _ => self.out.push(c),
            }
            is_first = false;
        }
        Err(SyntaxError { at, fault: Fault::MissingBracket })
    }

    fn literal(&mut self, c: char) {
        self.out.push_str(&regex_lite::escape(c.encode_utf8(&mut [0; 4])));
        self.last = Last::Something;
    }
}

/// The count at the start of a text: `{2}`, `{2,}` or `{2,5}`.
fn counted(text: &str) -> Option<&str> {
    let end = text.find('}')?;
    let (from, to) = text[1..end].split_once(',').unwrap_or((&text[1..end], "0"));
    let is_number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    (is_number(from) && (to.is_empty() || is_number(to))).then_some(&text[..=end])
}
