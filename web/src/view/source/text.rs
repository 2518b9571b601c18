//! The text of a source file, by lines, and what is known of the files that the user gave.

use super::lexer::{self, Class, Language};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Files that the user gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    /// Number of source files.
    pub count: u32,
    /// Files that could not be read, and why.
    pub problems: Vec<String>,
    /// Texts for paths of the profile, by path.
    pub texts: BTreeMap<String, Rc<Text>>,
}

impl Files {
    /// The text of a path, where a file was found for it.
    pub fn text(&self, path: &str) -> Option<&Rc<Text>> {
        self.texts.get(path).filter(|text| !text.candidates.is_empty())
    }
}

/// Lines are shown up to here, in bytes: some files are one line.
const LONGEST: usize = 4000;

/// Text for a path.
#[derive(Debug, Default, PartialEq)]
pub struct Text {
    /// The files that could be meant; the first one is this. Empty: none.
    pub candidates: Vec<String>,
    text: String,
    /// Where each line starts, and what the lexer is in there.
    lines: Vec<(u32, u8)>,
    language: Option<&'static Language>,
    /// The longest line, in columns.
    pub widest: usize,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Text {
    pub fn new(candidates: Vec<String>, text: String) -> Self {
        let language = candidates.first().and_then(|path| lexer::language(path));
        let mut new = Self { candidates, language, ..Self::default() };
        let (mut at, mut state) = (0, lexer::CODE);
        for line in text.split_inclusive('\n') {
            new.lines.push((at as u32, state));
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if let Some(language) = language {
                state = lexer::lex(language, line, state, &mut |_, _| {});
            }
            let columns = line.chars().count() + 3 * line.matches('\t').count();
            new.widest = new.widest.max(columns.min(LONGEST));
        }
        new.text = text;
        new
    }

    /// Number of lines that it has.
    pub fn len(&self) -> u32 {
        self.lines.len() as u32
    }

    /// Calls `token` with each piece of a line. Lines count from 1.
    pub fn pieces(&self, number: u32, token: &mut dyn FnMut(Class, &str)) {
        let Some(at) = (number as usize).checked_sub(1) else { return };
        let Some(&(from, state)) = self.lines.get(at) else { return };
        let rest = &self.text[from as usize..];
        let line = rest.split('\n').next().unwrap_or(rest).trim_end_matches('\r');
        let line = &line[..line.floor_char_boundary(LONGEST)];
        match self.language {
            Some(language) => {
                lexer::lex(language, line, state, token);
            }
            None => token(Class::Plain, line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_what_they_are_within() {
        let text = Text::new(vec!["a.go".to_owned()], "/* a\r\n\tb */ c\n\nd".to_owned());
        let pieces = |number| {
            let mut pieces = Vec::new();
            text.pieces(number, &mut |class, piece| pieces.push((class, piece.to_owned())));
            pieces
        };
        assert_eq!((text.len(), text.widest), (4, 10));
        assert_eq!(pieces(1), [(Class::Comment, "/* a".to_owned())]);
        assert_eq!(
            pieces(2),
            [(Class::Comment, "\tb */".to_owned()), (Class::Plain, " c".to_owned())]
        );
        assert_eq!(pieces(4), [(Class::Plain, "d".to_owned())]);
        for number in [0, 3, 5] {
            assert_eq!(pieces(number), []);
        }
    }
}
