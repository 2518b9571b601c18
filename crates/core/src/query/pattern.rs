//! Regular expressions, as Go's RE2 has them.

use super::re2;
use regex_lite::Regex;

/// A compiled regular expression. It is searched for anywhere in a name, unless
/// it is anchored.
///
/// The syntax is Go's as far as regex-lite has it: classes such as `\d` and `\w`
/// are ASCII in both, and `\Q…\E` is taken too. `\p{…}` is not, and letters
/// outside ASCII have no other case.
#[derive(Clone, Debug)]
pub struct Pattern(Matcher);

#[derive(Clone, Debug)]
enum Matcher {
    /// Most expressions are names, or parts of names.
    Literal(Vec<u8>),
    Regex(Regex),
}

/// A regular expression that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("error parsing regexp {pattern:?}{}: {reason}", .at.map_or(String::new(), |at| format!(" at character {}", at + 1)))]
pub struct PatternError {
    /// The expression.
    pub pattern: String,
    /// The character where it stops making sense, counted from 0, if that can
    /// be told.
    pub at: Option<usize>,
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
        if let Some(literal) = re2::literal(pattern) {
            return Ok(Self(Matcher::Literal(literal.into_bytes())));
        }
        let error = |at, reason| PatternError { pattern: pattern.to_owned(), at, reason };
        let translated = re2::translate(pattern)
            .map_err(|e| error(Some(pattern[..e.at].chars().count()), e.to_string()))?;
        Regex::new(&translated)
            .map(|regex| Self(Matcher::Regex(regex)))
            .map_err(|e| error(None, e.to_string()))
    }

    /// Whether the expression matches somewhere in a name.
    pub fn is_match(&self, name: &[u8]) -> bool {
        match &self.0 {
            Matcher::Literal(part) => contains(name, part),
            Matcher::Regex(regex) => regex.is_match(&String::from_utf8_lossy(name)),
        }
    }
}

fn contains(name: &[u8], part: &[u8]) -> bool {
    part.is_empty() || name.windows(part.len()).any(|window| window == part)
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
        assert!(matches("", "runtime.mallocgc"));
        assert!(!matches("^alloc", "runtime.mallocgc"));
        assert!(matches(r"^main\.", "main.f"));
        assert!(matches(r"main\.f", "main.f"));
        assert!(!matches(r"main\.f", "mainxf"));
        assert!(!matches(r"\d", "٣"));
    }

    #[test]
    fn quotes_are_literal() {
        assert!(matches(r"\Qmain.(*T).f\E$", "main.(*T).f"));
        assert!(matches(r"\Qmain.(*T).f\E", "main.(*T).f"));
        assert!(!matches(r"\Qmain.f", "mainxf"));
        assert!(matches(r"a\\Qb", r"a\Qb"));
        assert!(matches("\\\\", "\\"));
    }

    #[test]
    fn what_only_go_takes_is_taken() {
        assert!(matches(r"map[[]", "map[string]int"));
        assert!(matches(r"^[]x]$", "]"));
        assert!(matches(r"a{,2}", "a{,2}"));
        assert!(matches(r"a{2}", "aa"));
        assert!(matches(r"struct {", "struct { x int }"));
        assert!(matches(r"\<init\>", "<init>"));
        assert!(matches(r"[a&&b]", "&"));
        assert!(matches(r"[[:upper:]]f", "Xf"));
        assert!(matches(r"(?i:MAIN)", "main"));
    }

    #[test]
    fn errors_name_the_expression_and_the_place() {
        for (pattern, at, reason) in [
            ("a(b", Some(1), "missing closing )"),
            ("äb)", Some(2), "unexpected )"),
            ("*a", Some(0), "missing argument to repetition operator"),
            ("a|+", Some(2), "missing argument to repetition operator"),
            ("a**", Some(2), "invalid nested repetition operator"),
            ("x[a-", Some(1), "missing closing ]"),
            ("a\\", Some(1), "trailing backslash"),
        ] {
            let error = Pattern::new(pattern).unwrap_err();
            assert_eq!((&*error.pattern, error.at), (pattern, at), "{error}");
            assert!(error.reason.contains(reason), "{error}");
        }
        let error = Pattern::new("[b-a]").unwrap_err();
        assert_eq!(error.at, None);
    }
}
