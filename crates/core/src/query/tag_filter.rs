//! `tagfocus` and `tagignore`: a test for the labels of a sample.
//!
//! `[KEY=]VALUE`. A value that reads as a range (`32kb`, `:64kb`, `4mb:`,
//! `12kb:64mb`, bounds included) is a test for numbers; anything else is a list
//! of regular expressions, separated by commas, for texts.

use super::{Pattern, PatternError};
use crate::measure;

/// A compiled tag filter.
#[derive(Clone, Debug)]
pub struct TagFilter {
    /// The only key that counts; `None` for all.
    pub key: Option<String>,
    /// Test of its values.
    pub test: TagTest,
}

/// Test of a tag filter.
#[derive(Clone, Debug)]
pub enum TagTest {
    /// Numbers within a range.
    Range(NumberRange),
    /// Texts that match. Without a key all of the expressions must match some
    /// `key:value`; with one, any of them must match a value.
    Texts(Vec<Pattern>),
}

impl TagFilter {
    /// Compiles a filter.
    ///
    /// # Errors
    ///
    /// When it is not a range and one of its expressions makes no sense.
    pub fn new(filter: &str) -> Result<Self, PatternError> {
        let (key, value) = match filter.split_once('=') {
            Some((key, value)) => (Some(key.to_owned()), value),
            None => (None, filter),
        };
        // pprof takes `=value` for a filter without a key.
        let key = key.filter(|key| !key.is_empty());
        let test = match NumberRange::parse(value) {
            Some(range) => TagTest::Range(range),
            None => TagTest::Texts(value.split(',').map(Pattern::new).collect::<Result<_, _>>()?),
        };
        Ok(Self { key, test })
    }
}

/// Numbers from one bound to another, in a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberRange {
    unit: String,
    from: Option<f64>,
    to: Option<f64>,
}

impl NumberRange {
    /// Reads a range; `None` if it is not one.
    fn parse(text: &str) -> Option<Self> {
        let first = Bound::find(text)?;
        let (scaled, unit) = measure::scale(first.number, first.unit, first.unit);
        let range = |from, to| Some(Self { unit: unit.to_owned(), from, to });
        let Some(second) = Bound::find(&text[first.end..]) else {
            return match (&text[..first.start], &text[first.end..]) {
                ("", "") => range(Some(scaled), Some(scaled)),
                ("", ":") => range(Some(scaled), None),
                (":", "") => range(None, Some(scaled)),
                _ => None,
            };
        };
        let rest = &text[first.end..];
        let is_all = first.start == 0 && second.end == rest.len() && &rest[..second.start] == ":";
        let (upper, upper_unit) = measure::scale(second.number, second.unit, unit);
        (is_all && upper_unit == unit).then(|| range(Some(scaled), Some(upper)))?
    }

    /// Returns whether a number in this unit lies in the range.
    pub fn contains(&self, number: i64, unit: &str) -> bool {
        let (number, unit) = measure::scale(number, unit, &self.unit);
        unit == self.unit
            && self.from.is_none_or(|from| number >= from)
            && self.to.is_none_or(|to| number <= to)
    }
}

/// A number with a unit, as a range has it at either end.
struct Bound<'a> {
    start: usize,
    end: usize,
    number: i64,
    unit: &'a str,
}

impl<'a> Bound<'a> {
    /// The first one in a text: `[+-]?[0-9]+([a-zA-Z]+)?`.
    fn find(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digit = bytes.iter().position(u8::is_ascii_digit)?;
        let signed = digit > 0 && matches!(bytes[digit - 1], b'+' | b'-');
        let start = if signed { digit - 1 } else { digit };
        let run = |from: usize, test: fn(&u8) -> bool| {
            from + bytes[from..].iter().take_while(|b| test(b)).count()
        };
        let unit = run(digit, u8::is_ascii_digit);
        let end = run(unit, u8::is_ascii_alphabetic);
        // A number that does not fit is no range: it can still be a text.
        let number = text[start..unit].parse().ok()?;
        Some(Self { start, end, number, unit: &text[unit..end] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_their_bounds_and_convert() {
        let contains = |range: &str, number, unit| {
            NumberRange::parse(range).is_some_and(|r| r.contains(number, unit))
        };
        for (range, number, unit, expected) in [
            ("32kb", 32_768, "bytes", true),
            ("32kb", 32_767, "bytes", false),
            (":64kb", 64, "kb", true),
            (":64kb", 65, "kb", false),
            ("4mb:", 4096, "kb", true),
            ("4mb:", 4095, "kb", false),
            ("12kb:64mb", 12_288, "b", true),
            ("12kb:64mb", 12_287, "b", false),
            ("-5:5", -5, "", true),
            ("100ms", 1, "kb", false),
            ("1s", 1_000_000_000, "nanoseconds", true),
        ] {
            assert_eq!(contains(range, number, unit), expected, "{range} {number}{unit}");
        }
    }

    #[test]
    fn other_texts_are_expressions() {
        for text in ["a", "1mb:2s", "v12x3", "1.2", "::3", "99999999999999999999"] {
            assert_eq!(NumberRange::parse(text), None, "{text}");
        }
        let filter = TagFilter::new("thread=main,w.*").unwrap();
        assert_eq!(filter.key.as_deref(), Some("thread"));
        assert!(matches!(filter.test, TagTest::Texts(texts) if texts.len() == 2));
        assert!(TagFilter::new("a=(").is_err());
    }
}
