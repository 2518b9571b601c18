//! Sample types by their words, as queries have them.

use hearth_core::query::Query;
use hearth_messages::Summary;

/// The sample type that a word means, as in `go tool pprof`: a name, a name
/// without `inuse_`, or a number. Other files may have other types: a word that
/// means nothing here means the default.
pub fn chosen(summary: &Summary, word: &str) -> usize {
    let types = &summary.sample_types;
    let named = |name: &str| types.iter().position(|t| t.name == name);
    named(word)
        .or_else(|| named(&format!("inuse_{word}")))
        .or_else(|| word.parse().ok().filter(|&i: &usize| i < types.len()))
        .unwrap_or((summary.default_sample_type as usize).min(types.len().saturating_sub(1)))
}

/// The word for a sample type: its name, or its number where two have that name.
pub fn word_for(summary: &Summary, index: usize) -> String {
    let types = &summary.sample_types;
    let Some(wanted) = types.get(index) else { return Query::default().sample_index };
    let is_first = types.iter().position(|t| t.name == wanted.name) == Some(index);
    if is_first && !wanted.name.is_empty() { wanted.name.clone() } else { index.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_messages::SampleType;

    fn summary(names: &[&str]) -> Summary {
        let sample_type = |n: &&str| SampleType { name: (*n).to_owned(), unit: String::new() };
        Summary {
            kind: String::new(),
            sample_types: names.iter().map(sample_type).collect(),
            default_sample_type: names.len() as u32 - 1,
            samples: 1,
            stacks: 1,
            functions: 1,
            bytes: 0.0,
            uncompressed: 0.0,
            time_nanos: 0,
            duration_nanos: 0,
            binary: String::new(),
            remarks: Vec::new(),
            library: String::new(),
            modules: Vec::new(),
            labels: Vec::new(),
        }
    }

    #[test]
    fn a_word_means_what_it_means_to_pprof() {
        let heap = summary(&["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"]);
        for (word, index) in [
            ("", 3),
            ("alloc_space", 1),
            ("objects", 2),
            ("space", 3),
            ("0", 0),
            ("9", 3),
            ("cpu", 3),
        ] {
            assert_eq!(chosen(&heap, word), index, "{word}");
        }
    }

    #[test]
    fn every_sample_type_has_a_word_of_its_own() {
        let odd = summary(&["a", "", "a"]);
        for index in 0..3 {
            assert_eq!(chosen(&odd, &word_for(&odd, index)), index);
        }
    }
}
