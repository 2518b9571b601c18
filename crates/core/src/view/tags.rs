//! Total of each value of each label.

use crate::measure;
use crate::profile::{Label, LabelValue};
use crate::selection::Selection;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The values of one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagKey {
    /// The label's key.
    pub key: Vec<u8>,
    /// All of its values are numbers.
    pub is_number: bool,
    /// Weight of the samples that have it; a sample that has several counts for each.
    pub total: i64,
    /// The values as they are written, each with its weight: the heaviest first,
    /// then by text.
    pub values: Vec<(Vec<u8>, i64)>,
}

/// The sums of one key.
#[derive(Default)]
struct Sums {
    has_texts: bool,
    total: i64,
    values: HashMap<Vec<u8>, i64, FxBuildHasher>,
}

/// Sums all labels, by key. Numbers are written in `unit`, and are one where that
/// makes them read the same. Values are summed as they are, also where averages were
/// asked for: pprof does so.
pub fn tags(selection: &Selection, unit: &str) -> Vec<TagKey> {
    let samples = &selection.profile.samples;
    // There are far fewer labels than samples: each is written once.
    let mut sums: HashMap<Label, i64, FxBuildHasher> = HashMap::default();
    for (sample, &weight) in samples.values[selection.sample_index].iter().enumerate() {
        for label in samples.labels.of(sample) {
            let sum = sums.entry(label).or_default();
            *sum = sum.wrapping_add(weight);
        }
    }
    let strings = &selection.profile.strings;
    let mut keys: BTreeMap<&[u8], Sums> = BTreeMap::new();
    for (label, weight) in sums {
        let name = strings.get(label.key);
        let key = keys.entry(name).or_default();
        let value = match label.value {
            LabelValue::Text(text) => {
                key.has_texts = true;
                strings.get(text).to_vec()
            }
            LabelValue::Number(number, _) => {
                measure::scaled_label(number, selection.units.get(name), unit).into_bytes()
            }
        };
        key.total = key.total.wrapping_add(weight);
        let sum = key.values.entry(value).or_default();
        *sum = sum.wrapping_add(weight);
    }
    let finish = |(key, sums): (&[u8], Sums)| {
        let mut values: Vec<(Vec<u8>, i64)> = sums.values.into_iter().collect();
        let size = |value: i64| Reverse(value.wrapping_abs());
        values.sort_unstable_by(|a, b| size(a.1).cmp(&size(b.1)).then_with(|| a.0.cmp(&b.0)));
        TagKey { key: key.to_vec(), is_number: !sums.has_texts, total: sums.total, values }
    };
    keys.into_iter().map(finish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::selection::Session;
    use crate::view::testing::profile;

    #[test]
    fn values_are_summed_and_the_heaviest_comes_first() {
        let samples = [
            "f 1 user=zoe bytes#1024",
            "g 2 user=ann user=bob bytes#1025",
            "g -9 user=zoe",
            "g 4 empty=",
            "h 100",
        ];
        let mut session = Session::new(profile(&samples));
        let selection = session.select(&Query::default()).unwrap();
        let keys = selection.profile.label_keys();
        let keys: Vec<_> = keys.map(|key| selection.profile.strings.text(key)).collect();
        assert_eq!(keys, ["user", "bytes"]);
        let text = |key: &TagKey| {
            let values: Vec<String> = (key.values.iter())
                .map(|(value, weight)| format!("{} {weight}", String::from_utf8_lossy(value)))
                .collect();
            let kind = if key.is_number { "numbers" } else { "texts" };
            let name = String::from_utf8_lossy(&key.key);
            format!("{name} {kind} {}: {}", key.total, values.join(", "))
        };
        let tags: Vec<String> = tags(&selection, "kB").iter().map(text).collect();
        assert_eq!(tags, ["bytes numbers 3: 1kB 3", "user texts -4: zoe -8, ann 2, bob 2"]);
    }
}
