//! Licenses as expressions: <https://spdx.github.io/spdx-spec/v3.0/annexes/spdx-license-expressions/>.

/// Returns whether an expression can be met with licenses of which `is_allowed` says yes.
pub fn allows(expression: &str, is_allowed: impl Fn(&str) -> bool) -> bool {
    // So it was written before there were expressions.
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut rest = &*words;
    any(&mut rest, &is_allowed).is_some_and(|allowed| allowed && rest.is_empty())
}

fn any(words: &mut &[&str], is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut allowed = all(words, is_allowed)?;
    while let Some(rest) = words.strip_prefix(&["OR"]) {
        *words = rest;
        allowed |= all(words, is_allowed)?;
    }
    Some(allowed)
}

fn all(words: &mut &[&str], is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut allowed = one(words, is_allowed)?;
    while let Some(rest) = words.strip_prefix(&["AND"]) {
        *words = rest;
        allowed &= one(words, is_allowed)?;
    }
    Some(allowed)
}

fn one(words: &mut &[&str], is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    match **words {
        ["(", ..] => {
            *words = &words[1..];
            let allowed = any(words, is_allowed)?;
            *words = words.strip_prefix(&[")"])?;
            Some(allowed)
        }
        [name, "WITH", exception, ..] => {
            *words = &words[3..];
            Some(is_allowed(&[name, " WITH ", exception].concat()))
        }
        [name, ..] => {
            *words = &words[1..];
            Some(is_allowed(name))
        }
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_or_not() {
        let allowed = |expression| {
            allows(expression, |one| {
                ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].contains(&one)
            })
        };
        for yes in [
            "MIT",
            "GPL-2.0 OR MIT",
            "MIT/GPL-2.0",
            "(GPL-2.0 OR MIT) AND Zlib",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(allowed(yes), "{yes}");
        }
        for no in ["", "GPL-2.0", "MIT AND GPL-2.0", "Apache-2.0", "(MIT", "MIT OR"] {
            assert!(!allowed(no), "{no}");
        }
    }
}
