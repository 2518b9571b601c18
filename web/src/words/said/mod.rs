//! Words for what the engine says: a sentence for each code in each language.
//!
//! They come with the deferred chunk. `english` and `chinese` each match all codes: one without words
//! does not compile. Backticks stand around what is typed or written in a program.

mod chinese;
mod english;

use super::{Language, spoken};
use crate::names::shown;
use hearth_core::codes::{Code, Statement, read};

/// Words for what the engine says. A text of somebody else, such as a browser's error, stays as
/// it is.
pub fn text(said: &str) -> String {
    let Some(statements) = read(said) else { return said.to_owned() };
    let sentences: Vec<String> = statements.iter().map(sentence).collect();
    // Chinese has no spaces between sentences.
    sentences.join(if spoken() == Language::Chinese { "" } else { " " })
}

fn words_of(code: Code) -> &'static str {
    match spoken() {
        Language::English => english::words(code),
        Language::Chinese => chinese::words(code),
    }
}

fn sentence(statement: &Statement) -> String {
    let mut filled = String::new();
    let mut left = words_of(statement.code);
    while let Some((before, after)) = left.split_once('{') {
        filled.push_str(before);
        let Some((place, after)) = after.split_once('}') else { break };
        let value = place.parse().ok().and_then(|i: usize| statement.values.get(i));
        // No name of a profile may begin or end what is set as code.
        filled.push_str(&shown(value.map_or("", |value| value)).replace('`', "'"));
        left = after;
    }
    filled + left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;
    use hearth_core::codes::write;

    fn places(words: &str) -> Vec<String> {
        let mut all: Vec<String> = words
            .split('{')
            .skip(1)
            .filter_map(|s| Some(s.split_once('}')?.0.to_owned()))
            .collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn every_code_has_words_with_the_same_places_in_each_language() {
        for &code in Code::ALL {
            let name = code.name();
            let [english, chinese] = [english::words(code), chinese::words(code)];
            // Not every value has to be said: of one message it goes without saying.
            let known: Vec<String> = (0..code.values()).map(|i| i.to_string()).collect();
            assert_eq!(places(english), places(chinese), "{name}: {english} {chinese}");
            assert!(places(english).iter().all(|place| known.contains(place)), "{name}: {english}");
            for words in [english, chinese] {
                assert_eq!(words.matches('`').count() % 2, 0, "{name}: {words}");
            }
            assert!(english.is_ascii() && english.ends_with('.'), "{name}: {english}");
            let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(chinese.chars().any(is_chinese), "{name}: {chinese}");
            assert!(chinese.ends_with('。'), "{name}: {chinese}");
        }
    }

    #[test]
    fn chinese_sentences_have_punctuation_of_full_width() {
        for &code in Code::ALL {
            let words = chinese::words(code);
            let prose: String = words.split('`').step_by(2).collect();
            assert!(!prose.contains([',', ':', ';', '(', ')', '?']), "{}: {words}", code.name());
        }
    }

    #[test]
    fn values_are_names_that_nobody_trusts() {
        speak(Language::English);
        crate::names::DEFERRED.fill(&crate::names::deferred::Chunk);
        let said = |kind: &str, unit: &str| {
            let values = vec![kind.to_owned(), unit.to_owned()];
            text(&write(&[Statement { code: Code::OddUnit, values }]))
        };
        let words = said("{1}`a", "b\u{202e}c\n{0}");
        assert!(words.contains("{1}'a") && words.contains("b\\u202ec\\n{0}"), "{words}");
        assert!(!words.contains(['\u{202e}', '\n']), "{words}");
        assert_eq!(text("memory access out of bounds"), "memory access out of bounds");
    }

    #[test]
    fn several_statements_are_several_sentences() {
        let all = ["gzip\u{1f}12", "gzip-data"].join("\u{1e}");
        speak(Language::English);
        let english = text(&all);
        assert!(english.contains("byte 12. ") || english.contains("byte 12: "), "{english}");
        speak(Language::Chinese);
        assert!(text(&all).contains("12") && !text(&all).contains(". "));
    }
}
