//! `-tags`: what each value of each label amounts to.

use super::align::align_right;
use super::sample_labels::SampleLabels;
use super::{Text, Values};
use crate::measure;
use crate::query::Query;
use crate::selection::Selection;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The sums of one key.
#[derive(Default)]
struct Key {
    total: i64,
    values: BTreeMap<Vec<u8>, i64>,
}

impl Key {
    fn add(&mut self, value: Vec<u8>, weight: i64) {
        self.total = self.total.wrapping_add(weight);
        let sum = self.values.entry(value).or_default();
        *sum = sum.wrapping_add(weight);
    }
}

/// The report of `go tool pprof -tags`.
pub fn tags(selection: &Selection, query: &Query) -> Vec<u8> {
    let profile = selection.profile;
    let mut keys: BTreeMap<&[u8], Key> = BTreeMap::new();
    for (sample, &weight) in profile.samples.values[selection.sample_index].iter().enumerate() {
        let labels = SampleLabels::new(profile, sample);
        for (key, texts) in labels.texts {
            let key = keys.entry(key).or_default();
            texts.into_iter().for_each(|text| key.add(text.to_vec(), weight));
        }
        for (key, numbers) in labels.numbers {
            let unit = selection.units.get(key);
            let key = keys.entry(key).or_default();
            for (number, _) in numbers {
                let text = measure::scaled_label(number, unit, &query.unit);
                key.add(text.into_bytes(), weight);
            }
        }
    }

    let values = Values::new(selection, query, &query.unit);
    let with_share = |value: i64, separator: &str| {
        let share = values.share(value);
        if values.total > 0 { format!("{separator}({share})") } else { String::new() }
    };
    let mut out = Text::default();
    for (name, key) in keys {
        let (total, of) = (values.value(key.total), values.value(values.total));
        let share = with_share(key.total, " ");
        out.parts([name, format!(":\t Total {total} of {of}{share}").as_bytes()]);
        let mut rows: Vec<(Vec<u8>, i64)> = key.values.into_iter().collect();
        rows.sort_by_key(|(_, value)| Reverse(value.wrapping_abs()));
        for (name, value) in rows {
            let figures = format!(" \t{}{}:\t ", values.value(value), with_share(value, " "));
            out.parts([figures.as_bytes(), &name]);
        }
        out.line("");
    }
    align_right(&out.0)
}
