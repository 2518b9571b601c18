//! Texts as expressions that match nothing else.

use super::re2;

/// An expression that matches exactly this text, wherever it is: the characters that
/// mean something have a backslash before them, as Go's `regexp.QuoteMeta` does it.
pub fn quote(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\.+*?()|[]{}^$".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// The text that an expression stands for, if it stands for just one: what [`quote`]
/// was given, and any other spelling of a text.
pub fn unquote(pattern: &str) -> Option<String> {
    re2::literal(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pattern;

    #[test]
    fn what_is_quoted_matches_itself_and_is_unquoted() {
        for (text, quoted) in [
            ("main.f", r"main\.f"),
            ("net/http.(*conn).serve", r"net/http\.\(\*conn\)\.serve"),
            ("slices.Sort[go.shape.[]int]", r"slices\.Sort\[go\.shape\.\[\]int\]"),
            (r"C:\a\Qb{1}^$|?+", r"C:\\a\\Qb\{1\}\^\$\|\?\+"),
            ("operator new(unsigned long)", r"operator new\(unsigned long\)"),
            ("größe", "größe"),
            ("", ""),
        ] {
            assert_eq!(quote(text), quoted);
            assert_eq!(unquote(quoted).as_deref(), Some(text));
            assert!(Pattern::new(quoted).unwrap().is_match(format!("x{text}y").as_bytes()));
        }
    }

    #[test]
    fn what_matches_several_texts_is_no_quotation() {
        for pattern in ["a.b", "^a", "a$", "a|b", "[a]", "a*", r"\d", r"a\", "(a)"] {
            assert_eq!(unquote(pattern), None, "{pattern}");
        }
        assert_eq!(unquote(r"\Qa.b\E").as_deref(), Some("a.b"));
    }
}
