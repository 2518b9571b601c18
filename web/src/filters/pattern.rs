//! Parts of RE2's syntax that chips need to know: what is quoted, and where the
//! alternatives of an expression are.

/// Meaning of a part of an expression to whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A text, anywhere in a name.
    Literal(String),
    /// A text that is the whole name.
    Exact(String),
    /// A regular expression.
    Regex(String),
}

impl Pattern {
    /// Reads an expression.
    pub fn read(expression: &str) -> Self {
        if let Some(text) = unquote(expression).filter(|t| !t.is_empty()) {
            return Self::Literal(text);
        }
        let inner = expression.strip_prefix('^').and_then(|e| e.strip_suffix('$'));
        match inner.and_then(unquote) {
            Some(text) => Self::Exact(text),
            None => Self::Regex(expression.to_owned()),
        }
    }

    /// Reads an expression that stays one, whatever its alternatives: a query's expression is
    /// split at those that are in no group.
    pub fn whole(expression: &str) -> Self {
        let is_one = alternatives(expression).len() == 1;
        Self::read(&if is_one { expression.to_owned() } else { group(expression) })
    }

    /// The expression, with what `also` has in literals quoted as well.
    pub fn write(&self, also: &str) -> String {
        match self {
            Self::Literal(text) => quote(text, also),
            Self::Exact(text) => ["^", &quote(text, also), "$"].concat(),
            Self::Regex(expression) => expression.clone(),
        }
    }

    /// As it is typed: `text`, `"whole name"` or `/expression/`.
    pub fn typed(&self) -> String {
        match self {
            Self::Literal(text) if Self::from_typed(text) == *self => text.clone(),
            Self::Exact(text) => ["\"", text, "\""].concat(),
            Self::Regex(expression) => ["/", ungrouped(expression), "/"].concat(),
            Self::Literal(_) => ["/", &self.write(""), "/"].concat(),
        }
    }

    /// Reads what was typed.
    pub fn from_typed(text: &str) -> Self {
        let within = |mark: char| text.strip_prefix(mark)?.strip_suffix(mark);
        match (within('/'), within('"')) {
            (Some(expression), _) => Self::whole(expression),
            (_, Some(name)) => Self::Exact(name.to_owned()),
            _ => Self::Literal(text.to_owned()),
        }
    }

    /// As a chip shows it, which marks a whole name in its own way.
    pub fn shown(&self) -> String {
        match self {
            Self::Exact(text) => text.clone(),
            _ => self.typed(),
        }
    }
}

/// Quotes a text as Go's `regexp.QuoteMeta` does; characters of `also`, which mean
/// something outside of the expression, are written as their numbers.
pub fn quote(text: &str, also: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if also.contains(c) {
            quoted.push_str(if c == ',' { r"\x2c" } else { r"\x3d" });
            continue;
        }
        if r"\.+*?()|[]{}^$".contains(c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

/// The text that an expression stands for, if it is nothing but a literal.
pub fn unquote(expression: &str) -> Option<String> {
    let mut text = String::with_capacity(expression.len());
    let mut rest = expression.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next()? {
                'x' => match rest.as_str().get(..2)? {
                    "2c" => (',', rest.nth(1)).0,
                    "3d" => ('=', rest.nth(1)).0,
                    _ => return None,
                },
                c if c.is_ascii_punctuation() => c,
                _ => return None,
            },
            c if r".+*?()|[]{}^$".contains(c) => return None,
            c => c,
        });
    }
    Some(text)
}

/// Splits an expression at the `|` that are in no group, class or quote. One that
/// sets flags on its way (`(?i)a|b`) is left whole: they hold for all that follows.
pub fn alternatives(expression: &str) -> Vec<&str> {
    if sets_flags(expression) {
        return vec![expression];
    }
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in marks(expression) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(&expression[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth != 0 {
        // It is not an expression; the engine says why.
        return vec![expression];
    }
    parts.push(&expression[start..]);
    parts
}

/// Returns whether an expression sets flags outside of any group.
pub fn sets_flags(expression: &str) -> bool {
    let mut depth = 0;
    marks(expression).any(|(at, c)| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        c == '(' && depth == 1 && flags(&expression[at..]).is_some_and(|f| f.ends_with(')'))
    })
}

/// The flags at the start of a text, with what is around them: `(?i)`, `(?i:`.
fn flags(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("(?")?;
    let end = inner.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
    (end > 0 && inner[end..].starts_with([')', ':'])).then(|| &text[..end + 3])
}

/// The characters of an expression that can be operators, and where they are: not in
/// classes, quotes or after a backslash.
fn marks(expression: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let here = at;
            let c = expression[at..].chars().next()?;
            at += c.len_utf8();
            let rest = &expression[at..];
            at += match c {
                '\\' if rest.starts_with('Q') => rest.find("\\E").map_or(rest.len(), |e| e + 2),
                '\\' => rest.chars().next().map_or(0, char::len_utf8),
                '[' => class(rest),
                _ => return Some((here, c)),
            };
        }
    })
}

/// Length of a class, from after its `[`.
fn class(text: &str) -> usize {
    let mut at = usize::from(text.starts_with('^'));
    // A `]` that comes first is one of the class.
    at += usize::from(text[at..].starts_with(']'));
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            ']' => return at + 1,
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '[' if rest.starts_with("[:") => rest.find(":]").map_or(1, |end| end + 2),
            _ => c.len_utf8(),
        };
    }
    at
}

/// Puts expressions side by side: any of them may match.
pub fn join(expressions: &[String]) -> String {
    if let [one] = expressions {
        return one.clone();
    }
    let grouped = |e: &String| if sets_flags(e) { group(e) } else { e.clone() };
    expressions.iter().map(grouped).collect::<Vec<_>>().join("|")
}

/// An expression that stays one alternative among others.
pub fn group(expression: &str) -> String {
    ["(?:", expression, ")"].concat()
}

/// Text that [`group`] was given, if there were several alternatives.
fn ungrouped(expression: &str) -> &str {
    let inner = expression.strip_prefix("(?:").and_then(|e| e.strip_suffix(')'));
    inner.filter(|inner| alternatives(inner).len() > 1).unwrap_or(expression)
}

/// An expression in the words of JavaScript, which does not set flags on the way: good
/// enough to see whether it makes sense.
pub fn for_javascript(expression: &str) -> String {
    let mut script = String::with_capacity(expression.len());
    let mut rest = expression;
    while let Some(at) = rest.find("(?") {
        let (before, group) = rest.split_at(at);
        script.push_str(before);
        rest = match flags(group) {
            Some(flags) if flags.ends_with(':') => {
                script.push_str("(?:");
                &group[flags.len()..]
            }
            Some(flags) => &group[flags.len()..],
            None if group.starts_with("(?P<") => {
                script.push_str("(?");
                &group[3..]
            }
            None => {
                script.push_str("(?");
                &group[2..]
            }
        };
    }
    script + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read() {
        for text in ["main.(*T[go.shape.int]).Do", "a|b^c$d{1}", "struct {}", r"C:\x", "ä/b-c_d"] {
            assert_eq!(unquote(&quote(text, "")).as_deref(), Some(text));
            for pattern in [Pattern::Literal(text.into()), Pattern::Exact(text.into())] {
                assert_eq!(Pattern::read(&pattern.write("")), pattern);
                assert_eq!(Pattern::from_typed(&pattern.typed()), pattern);
            }
        }
        assert_eq!(quote("a.(*b)", ""), r"a\.\(\*b\)");
        assert_eq!(quote("a,b=c", ",="), r"a\x2cb\x3dc");
        assert_eq!(unquote(r"a\x2cb\x3dc").as_deref(), Some("a,b=c"));
        for expression in ["a.b", r"\d", r"a\", r"\x41", r"\x2", "a|b", "("] {
            assert_eq!(unquote(expression), None, "{expression}");
        }
    }

    #[test]
    fn a_pattern_is_typed_in_three_ways() {
        assert_eq!(Pattern::from_typed("a.b"), Pattern::Literal("a.b".into()));
        assert_eq!(Pattern::from_typed("\"a.b\""), Pattern::Exact("a.b".into()));
        assert_eq!(Pattern::from_typed("/a.b/"), Pattern::Regex("a.b".into()));
        assert_eq!(Pattern::from_typed("/ab/"), Pattern::Literal("ab".into()));
        assert_eq!(Pattern::from_typed("/^ab$/"), Pattern::Exact("ab".into()));
        for text in ["/", "\"", "//", "a/b/"] {
            assert!(!matches!(Pattern::from_typed(text), Pattern::Exact(_)), "{text}");
        }
        // A path that looks like an expression is typed as one that means it.
        let path = Pattern::Literal("/usr/".into());
        assert_eq!(path.typed(), "//usr//");
        assert_eq!(Pattern::from_typed(&path.typed()), path);
    }

    #[test]
    fn alternatives_are_split_outside_of_everything() {
        for (expression, parts) in [
            ("a|b", vec!["a", "b"]),
            ("(a|b)|c", vec!["(a|b)", "c"]),
            ("[|]|[]|]|[^]|]", vec!["[|]", "[]|]", "[^]|]"]),
            ("[[:alpha:]|]|x", vec!["[[:alpha:]|]", "x"]),
            (r"a\|b|\Qc|d\E|e", vec![r"a\|b", r"\Qc|d\E", "e"]),
            (r"[\]|]|ä|", vec![r"[\]|]", "ä", ""]),
            ("(?i)a|b", vec!["(?i)a|b"]),
            ("(?i:a)|b", vec!["(?i:a)", "b"]),
            ("(a|b", vec!["(a|b"]),
            ("a|[b", vec!["a", "[b"]),
            (r"a|\", vec!["a", r"\"]),
        ] {
            assert_eq!(alternatives(expression), parts, "{expression}");
        }
    }

    #[test]
    fn flags_hold_for_their_own_alternative() {
        assert_eq!(join(&["(?i)a|b".into(), "c".into()]), "(?:(?i)a|b)|c");
        assert_eq!(join(&["(?i)a|b".into()]), "(?i)a|b");
        assert!(!sets_flags("((?i)a)") && !sets_flags("(?:a)") && !sets_flags("(?P<n>a)"));
    }

    #[test]
    fn javascript_is_spared_what_it_does_not_know() {
        for (expression, script) in
            [("(?i)a(?s-m:b)", "a(?:b)"), ("(?P<n>a)", "(?<n>a)"), ("(?:a)(?", "(?:a)(?")]
        {
            assert_eq!(for_javascript(expression), script);
        }
    }
}
