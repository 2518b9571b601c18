//! Words for the engine's remarks on two sides.

use super::amounts::{decimals, percent};
use crate::format;
use crate::words::{comparing, fill};
use hearth_core::measure;
use hearth_messages::{CompareData, CompareRemark};

/// A remark as a sentence or two; its short name where there are no words for it.
pub fn text(remark: &CompareRemark) -> String {
    let w = comparing();
    let (kind, numbers) = (&*remark.kind, &remark.numbers);
    let mut values = remark.names.clone();
    let side = |number: f64| w.sides_in_text[usize::from(number > 0.0)].to_owned();
    match kind {
        "types" => {
            // A side that lacks nothing is not spoken of.
            let parts = [0, 1].map(|at| match values.get(at).map_or("", |types| &**types) {
                "" => String::new(),
                types => fill(w.only_has, &[w.sides_in_text[at], types]),
            });
            return [word(w.remark_texts, kind), &*parts[0], &parts[1]].concat();
        }
        "durations" => {
            values.extend(numbers.iter().map(|&n| measure::label(n as i64, "nanoseconds")));
        }
        "unmatched" | "spread-assumed" => values.extend(numbers.iter().map(|&n| percent(n))),
        "spread-estimated" => {
            values.extend(numbers.first().map(|&n| percent(n)));
            values.extend(numbers.iter().skip(1).map(|&n| format::count(n)));
        }
        "common" => values.extend(numbers.iter().map(|&n| decimals(n))),
        "negative" | "no-symbols" => values.extend(numbers.iter().map(|&n| side(n))),
        "truncated" => {
            values.extend(numbers.iter().take(2).map(|&n| format::count(n)));
            values.extend(numbers.get(2).map(|&n| side(n)));
        }
        _ => values.extend(numbers.iter().map(|&n| format::count(n))),
    }
    let values: Vec<&str> = values.iter().map(|value| &**value).take(5).collect();
    match word(w.remark_texts, kind) {
        "" => kind.to_owned(),
        text => fill(text, &values),
    }
}

/// Why two sides cannot be compared, and what to do.
pub fn problem(data: &CompareData) -> String {
    let names: Vec<&str> = data.problem_names.iter().map(|name| &**name).take(5).collect();
    match word(comparing().problems, &data.problem) {
        "" => data.problem.clone(),
        text => fill(text, &names),
    }
}

fn word(list: &[(&'static str, &'static str)], name: &str) -> &'static str {
    list.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    fn remark(kind: &str, names: &[&str], numbers: &[f64]) -> CompareRemark {
        CompareRemark {
            kind: kind.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            numbers: numbers.to_vec(),
            text: String::new(),
            is_warning: false,
            remedies: Vec::new(),
        }
    }

    #[test]
    fn every_remark_has_words_in_each_language() {
        // As many values as the engine gives each kind.
        const KINDS: [(&str, usize, usize); 23] = [
            ("no-difference", 0, 0),
            ("types", 2, 0),
            ("units", 3, 0),
            ("periods", 0, 2),
            ("durations", 0, 2),
            ("totals", 0, 2),
            ("common", 0, 1),
            ("runs", 0, 2),
            ("binaries", 2, 0),
            ("builds", 2, 0),
            ("unmatched", 0, 2),
            ("truncated", 0, 3),
            ("restart", 0, 2),
            ("cumulative", 0, 0),
            ("snapshots", 1, 0),
            ("negative", 0, 1),
            ("no-symbols", 0, 1),
            ("no-samples-known", 0, 0),
            ("exact", 0, 0),
            ("spread-assumed", 0, 1),
            ("spread-estimated", 0, 3),
            ("delta", 0, 0),
            ("no-time", 0, 0),
        ];
        for language in Language::ALL {
            speak(language);
            for (kind, names, numbers) in KINDS {
                let names = vec!["name"; names];
                let said = text(&remark(kind, &names, &vec![0.5; numbers]));
                assert!(said.len() > 12 && !said.contains('{'), "{kind}: {said}");
                let is_chinese = said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert_eq!(is_chinese, language == Language::Chinese, "{kind}: {said}");
            }
        }
        speak(Language::English);
        let said = text(&remark("types", &["", "cpu, samples"], &[]));
        assert!(said.ends_with("Only the current side has cpu, samples."), "{said}");
        let said = text(&remark("durations", &[], &[30e9, 61e9]));
        assert!(
            said.contains("30s") && said.contains("61s") || said.contains("1.02mins"),
            "{said}"
        );
    }
}
