//! What a user looks for in names.

use crate::query::{Pattern, PatternError};

/// A text in any case, or a regular expression.
#[derive(Clone, Debug)]
pub enum Search {
    /// The text, in lower case.
    Text(String),
    /// The expression.
    Pattern(Pattern),
}

impl Search {
    /// Reads what was typed: `/…/` is a regular expression. `None` for nothing.
    ///
    /// # Errors
    ///
    /// When the expression makes no sense.
    pub fn new(typed: &str) -> Result<Option<Self>, PatternError> {
        let expression = typed.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        Ok(match expression {
            _ if typed.is_empty() => None,
            Some(expression) => Some(Self::Pattern(Pattern::new(expression)?)),
            None => Some(Self::Text(typed.to_lowercase())),
        })
    }

    /// Whether a name has it.
    pub fn is_match(&self, name: &[u8]) -> bool {
        match self {
            Self::Text(text) => String::from_utf8_lossy(name).to_lowercase().contains(&**text),
            Self::Pattern(pattern) => pattern.is_match(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_no_case_and_expressions_stand_between_slashes() {
        for (typed, name, is_match) in [
            ("GC", "runtime.gcBgMarkWorker", true),
            ("/GC/", "runtime.gcBgMarkWorker", false),
            ("/^runtime\\..*Worker$/", "runtime.gcBgMarkWorker", true),
            ("/", "net/http.Serve", true),
            ("a.c", "abc", false),
        ] {
            let search = Search::new(typed).unwrap().unwrap();
            assert_eq!(search.is_match(name.as_bytes()), is_match, "{typed}");
        }
        assert!(Search::new("").unwrap().is_none());
        assert!(Search::new("/(/").is_err());
    }
}
