//! Search in names: a text in any case, or an expression.

use super::{Pattern, PatternError};

/// Something to look for. It filters nothing.
#[derive(Clone, Debug)]
pub struct Search {
    text: String,
    matcher: Matcher,
}

#[derive(Clone, Debug)]
enum Matcher {
    /// In small letters.
    Text(Vec<u8>),
    Pattern(Pattern),
}

impl Search {
    /// `/…/` is an expression, anything else a text; `None` for nothing at all.
    ///
    /// # Errors
    ///
    /// When the expression makes no sense.
    pub fn new(text: &str) -> Result<Option<Self>, PatternError> {
        let inner = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        if inner.unwrap_or(text).is_empty() {
            return Ok(None);
        }
        let matcher = match inner {
            Some(pattern) => Matcher::Pattern(Pattern::new(pattern)?),
            None => Matcher::Text(text.to_ascii_lowercase().into_bytes()),
        };
        Ok(Some(Self { text: text.to_owned(), matcher }))
    }

    /// Returns the text that was looked for, as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says whether all answers were true; see [`Pattern::is_exhausted`].
    ///
    /// # Errors
    ///
    /// When they were not.
    pub fn check(&self) -> Result<(), PatternError> {
        match &self.matcher {
            Matcher::Text(_) => Ok(()),
            Matcher::Pattern(pattern) => pattern.check(&self.text),
        }
    }

    /// Returns whether it is in a name.
    pub fn is_match(&self, name: &[u8]) -> bool {
        match &self.matcher {
            Matcher::Text(text) => contains(name, text),
            Matcher::Pattern(pattern) => pattern.is_match(name),
        }
    }
}

/// Returns whether a name has a text, in any case of ASCII's letters. (Unicode's would bring
/// tables that are larger than all of this module.)
fn contains(name: &[u8], text: &[u8]) -> bool {
    name.windows(text.len()).any(|part| part.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_any_case_and_expressions_as_they_are() {
        let found = |search: &str, name: &str| {
            let search = Search::new(search).unwrap();
            search.is_some_and(|search| search.is_match(name.as_bytes()))
        };
        assert!(found("MALLOC", "runtime.mallocgc"));
        assert!(found("äR", "bär") && !found("ÄR", "bär"));
        assert!(found(".(*t", "main.(*T).f"));
        assert!(found("/net", "a/net"));
        assert!(found("/^main\\./", "main.f"));
        assert!(!found("/MAIN/", "main.f"));
        assert!(found("/(?i:MAIN)/", "main.f"));
        assert!(!found("", "main.f"));
        assert!(!found("//", "main.f"));
        assert!(!found("/", "main.f") && found("/", "a/b"));
        let error = Search::new("/a(/").unwrap_err().to_string();
        assert_eq!(error, "error parsing regexp \"a(\" at character 2: missing closing )");
    }
}
