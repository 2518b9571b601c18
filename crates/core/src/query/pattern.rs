//! Regular expressions, as Go's RE2 has them.

use regex_lite::Regex;

/// A compiled regular expression. It is searched for anywhere in a name, unless
/// it is anchored.
///
/// The syntax is Go's as far as regex-lite has it: classes such as `\d` and `\w`
/// are ASCII in both. `\Q…\E` is taken too. `\p{…}` is not, and letters outside
/// ASCII have no other case.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// A regular expression that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("error parsing regexp {pattern:?}: {reason}")]
pub struct PatternError {
    /// The expression.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Errors
    ///
    /// When it is not a regular expression.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        Regex::new(&without_quotes(pattern)).map(Self).map_err(|error| PatternError {
            pattern: pattern.to_owned(),
            reason: error.to_string(),
        })
    }

    /// Whether the expression matches somewhere in a name.
    pub fn is_match(&self, name: &[u8]) -> bool {
        self.0.is_match(&String::from_utf8_lossy(name))
    }
}

/// Replaces `\Q…\E`, which regex-lite does not know, by what it stands for.
fn without_quotes(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        if let Some(quoted) = escape.strip_prefix("\\Q") {
            let (literal, after) = quoted.split_once("\\E").unwrap_or((quoted, ""));
            plain.push_str(&regex_lite::escape(literal));
            rest = after;
        } else {
            // The escaped character may be a backslash: both belong together.
            let end = escape.char_indices().nth(2).map_or(escape.len(), |(i, _)| i);
            plain.push_str(&escape[..end]);
            rest = &escape[end..];
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::new(pattern).unwrap().is_match(name.as_bytes())
    }

    #[test]
    fn expressions_are_searched_for() {
        assert!(matches("alloc", "runtime.mallocgc"));
        assert!(!matches("^alloc", "runtime.mallocgc"));
        assert!(matches(r"^main\.", "main.f"));
        assert!(!matches(r"\d", "٣"));
    }

    #[test]
    fn quotes_are_literal() {
        assert!(matches(r"\Qmain.(*T).f\E$", "main.(*T).f"));
        assert!(!matches(r"\Qmain.f", "mainxf"));
        assert!(matches(r"a\\Qb", r"a\Qb"));
        assert!(matches("\\\\", "\\"));
    }

    #[test]
    fn errors_name_the_expression() {
        let error = Pattern::new("a(b").unwrap_err();
        assert_eq!(error.pattern, "a(b");
    }
}
