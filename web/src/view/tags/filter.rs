//! The filter that keeps one value of a label.

use hearth_core::measure;

/// The value of `tagfocus` or `tagignore` that means a value as it is shown.
///
/// What comes before the first `=` of a filter is its key, so a key with one cannot be named
/// there. Without a key, expressions are held against `key:value`, and numbers against those of
/// all labels.
pub fn tag_filter(key: &str, is_number: bool, value: &str) -> String {
    match (is_number, key.contains('=')) {
        (true, true) => number(value),
        (true, false) => [key, "=", &number(value)].concat(),
        (false, true) => text(&[key, ":", value].concat()).replace('=', r"\x3d"),
        (false, false) => [key, "=", &text(value)].concat(),
    }
}

/// An expression for a text and nothing else. A comma would begin another expression; and
/// with `^` in front, digits are no range.
fn text(value: &str) -> String {
    let mut expression = "^".to_owned();
    for c in value.chars() {
        match c {
            ',' => expression.push_str(r"\x2c"),
            c if r"\.+*?()|[]{}^$".contains(c) => expression.extend(['\\', c]),
            c => expression.push(c),
        }
    }
    expression.push('$');
    expression
}

/// A range for a number. `1.50kB` was rounded: it stands for all that are written so.
fn number(value: &str) -> String {
    let Some((whole, rest)) = value.split_once('.') else { return value.to_owned() };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let unit = &rest[digits..];
    let number = measure::parse(&[whole, ".", &rest[..digits]].concat()).unwrap_or(0.0);
    for base in ["B", "ns"] {
        if measure::same_family(unit, base) {
            let (factor, _) = measure::scale(1, unit, base);
            let half = 0.5 * 0.1_f64.powi(digits as i32);
            let from = ((number - half) * factor).ceil();
            let to = ((number + half) * factor).floor();
            return format!("{from}{base}:{to}{base}");
        }
    }
    // Of no known unit: the whole numbers around it.
    format!("{}{unit}:{}{unit}", number.floor(), number.ceil())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_core::query::{TagFilter, TagTest};

    #[test]
    fn a_text_means_itself_and_nothing_else() {
        for value in
            ["a", "123", "32kb", "a,b", "", "GET /x?y=1", "a_b-c", "(*T)[0].m{1}^$|+\\", "名"]
        {
            let filter = TagFilter::new(&["k=", &text(value)].concat()).unwrap();
            let TagTest::Texts(patterns) = filter.test else { panic!("{value} is a range") };
            assert_eq!(patterns.len(), 1, "{value}");
            assert!(patterns[0].is_match(value.as_bytes()), "{value}");
            assert!(!patterns[0].is_match([value, "x"].concat().as_bytes()), "{value}");
        }
    }

    #[test]
    fn a_key_may_hold_what_ends_keys() {
        let filter = TagFilter::new(&tag_filter("a=b", false, "c=d,e")).unwrap();
        assert_eq!(filter.key, None);
        let TagTest::Texts(patterns) = filter.test else { panic!() };
        assert_eq!(patterns.len(), 1);
        assert!(patterns[0].is_match(b"a=b:c=d,e"));
        assert!(!patterns[0].is_match(b"a=b:c=d,ef") && !patterns[0].is_match(b"a:c=d,e"));
        let filter = TagFilter::new(&tag_filter("a=b", true, "32B")).unwrap();
        assert!(filter.key.is_none() && matches!(filter.test, TagTest::Range(_)));
    }

    #[test]
    fn a_number_means_all_that_are_written_so() {
        let range = |value| TagFilter::new(&["bytes=", &number(value)].concat()).unwrap().test;
        let TagTest::Range(range_of) = range("1.50kB") else { panic!() };
        assert!(range_of.contains(1536, "bytes"));
        assert!(!range_of.contains(1600, "bytes"));
        let TagTest::Range(range_of) = range("32B") else { panic!() };
        assert!(range_of.contains(32, "bytes") && !range_of.contains(33, "bytes"));
        let TagTest::Range(range_of) = range("-5") else { panic!() };
        assert!(range_of.contains(-5, ""));
    }
}
