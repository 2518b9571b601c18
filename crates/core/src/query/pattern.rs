//! Regular expressions, as Go's RE2 has them.

use super::re2::{self, Fault};
use regex_lite::Regex;
use std::cell::Cell;

/// A compiled regular expression. It is searched for anywhere in a name, unless
/// it is anchored.
///
/// The syntax is Go's as far as regex-lite has it: classes such as `\d` and `\w`
/// are ASCII in both, and `\Q…\E` is taken too. `\p{…}` is not, and letters
/// outside ASCII have no other case.
///
/// Whoever made a link or a profile chose its expressions: one that is costly for its
/// length stops to match when it [is exhausted](Self::is_exhausted).
#[derive(Clone, Debug)]
pub struct Pattern {
    matcher: Matcher,
    weight: u32,
    spent: Cell<u64>,
}

/// Expressions up to this weight cost what the profile's size makes them cost.
const LIGHT: u32 = 64;
/// Limit of weight times bytes that are carried over: a second natively, some five
/// in WebAssembly.
const BUDGET: u64 = 1 << 30;

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
    /// Fault in it.
    pub reason: PatternFault,
}

/// Mistake in a regular expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    /// A mistake that has a place.
    #[error(transparent)]
    Syntax(#[from] Fault),
    /// Refused by regex-lite, in its words.
    #[error("{0}")]
    NotTaken(String),
    /// Its answers would take too long.
    #[error("it would take too long for the names of this profile")]
    TooSlow,
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Errors
    ///
    /// When it is not a regular expression.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        if let Some(literal) = re2::literal(pattern) {
            return Ok(Self::of(Matcher::Literal(literal.into_bytes()), 0));
        }
        let error = |at, reason| PatternError { pattern: pattern.to_owned(), at, reason };
        let (translated, weight) = re2::translate(pattern)
            .map_err(|e| error(Some(pattern[..e.at].chars().count()), e.fault.into()))?;
        Regex::new(&translated)
            .map(|regex| Self::of(Matcher::Regex(regex), weight))
            .map_err(|e| error(None, PatternFault::NotTaken(e.to_string())))
    }

    fn of(matcher: Matcher, weight: u32) -> Self {
        Self { matcher, weight, spent: Cell::default() }
    }

    /// Returns whether so much was asked that the answers are no longer true.
    pub fn is_exhausted(&self) -> bool {
        self.spent.get() > BUDGET
    }

    /// The same as an error; `pattern` is what was written.
    ///
    /// # Errors
    ///
    /// When it is exhausted.
    pub fn check(&self, pattern: &str) -> Result<(), PatternError> {
        if !self.is_exhausted() {
            return Ok(());
        }
        Err(PatternError { pattern: pattern.to_owned(), at: None, reason: PatternFault::TooSlow })
    }

    /// Cost of a search through this many bytes.
    fn cost(&self, len: usize) -> u64 {
        if self.weight > LIGHT { u64::from(self.weight) * len as u64 } else { 0 }
    }

    /// Returns whether the expression matches somewhere in a name.
    pub fn is_match(&self, name: &[u8]) -> bool {
        self.spent.set(self.spent.get() + self.cost(name.len()));
        if self.is_exhausted() {
            return false;
        }
        match &self.matcher {
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
    fn a_costly_expression_gives_up_and_an_ordinary_one_does_not() {
        let name = "github.com/acme/shop/cart.(*Cart).Add".repeat(1000);
        let is_costly = |pattern: &str| {
            let pattern = Pattern::new(pattern).unwrap();
            pattern.spent.set(2000 * pattern.cost(name.len()));
            pattern.is_exhausted()
        };
        for pattern in [
            ["(?i)", &"é|".repeat(5000), "x"].concat(),
            "a{1000}".to_owned(),
            "((a?){60}){60}".to_owned(),
            ["[", &"ax".repeat(5000), "]y*"].concat(),
        ] {
            assert!(is_costly(&pattern), "{pattern}");
        }
        for pattern in [
            r"^(runtime|sync|net)\.".to_owned(),
            "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}".to_owned(),
            ["^(", &["main.f"; 60].join("|"), ")$"].concat(),
            "(a+)+$".to_owned(),
        ] {
            assert!(!is_costly(&pattern), "{pattern}");
        }
    }

    #[test]
    fn an_exhausted_expression_says_so() {
        let pattern = ["(?i)", &"é|".repeat(5000), "x"].concat();
        let compiled = Pattern::new(&pattern).unwrap();
        compiled.spent.set(BUDGET);
        assert!(compiled.check(&pattern).is_ok());
        assert!(!compiled.is_match(b"x"));
        assert!(compiled.check(&pattern).unwrap_err().to_string().contains("too long"));
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
            assert!(error.reason.to_string().contains(reason), "{error}");
        }
        let error = Pattern::new("[b-a]").unwrap_err();
        assert_eq!(error.at, None);
    }
}
