//! `tagfocus`, `tagignore`, `tagshow` and `taghide`.

use crate::profile::{Label, LabelValue, Profile, StringId};
use crate::query::{Pattern, TagFilter, TagTest};
use crate::selection::LabelUnits;
use std::collections::BTreeMap;

/// Keeps the samples that `focus` matches and `ignore` does not. Returns whether
/// each of them matched something, or was not asked for.
pub fn filter_samples(
    profile: &mut Profile,
    focus: Option<&TagFilter>,
    ignore: Option<&TagFilter>,
    units: &LabelUnits,
) -> (bool, bool) {
    let (mut focus_matched, mut ignore_matched) = (focus.is_none(), ignore.is_none());
    if focus_matched && ignore_matched {
        return (true, true);
    }
    let keep: Vec<bool> = (0..profile.samples.len())
        .map(|sample| {
            let focused = focus.is_none_or(|filter| matches(profile, sample, filter, units));
            let ignored = ignore.is_some_and(|filter| matches(profile, sample, filter, units));
            focus_matched |= focused;
            ignore_matched |= ignored;
            focused && !ignored
        })
        .collect();
    profile.samples.retain(|sample| keep[sample]);
    (focus_matched, ignore_matched)
}

fn matches(profile: &Profile, sample: usize, filter: &TagFilter, units: &LabelUnits) -> bool {
    let strings = &profile.strings;
    let is_asked = |label: &Label| {
        filter.key.as_ref().is_none_or(|key| strings.get(label.key) == key.as_bytes())
    };
    let mut labels = profile.samples.labels.of(sample).filter(is_asked);
    let patterns = match &filter.test {
        TagTest::Range(range) => {
            return labels.any(|label| match label.value {
                LabelValue::Number(number, _) => {
                    range.contains(number, units.get(strings.get(label.key)))
                }
                LabelValue::Text(_) => false,
            });
        }
        TagTest::Texts(patterns) => patterns,
    };
    let texts: Vec<(StringId, StringId)> = labels
        .filter_map(|label| match label.value {
            LabelValue::Text(text) => Some((label.key, text)),
            LabelValue::Number(..) => None,
        })
        .collect();
    let matches = |pattern: &Pattern| {
        texts.iter().any(|&(key, text)| match filter.key {
            Some(_) => pattern.is_match(strings.get(text)),
            None => pattern.is_match(&[strings.get(key), b":", strings.get(text)].concat()),
        })
    };
    match filter.key {
        Some(_) => patterns.iter().any(matches),
        None => patterns.iter().all(matches),
    }
}

/// Keeps the labels whose key `show` matches and `hide` does not. Returns whether
/// each of them matched something, or was not asked for.
pub fn filter_labels(
    profile: &mut Profile,
    show: Option<&Pattern>,
    hide: Option<&Pattern>,
) -> (bool, bool) {
    let (mut show_matched, mut hide_matched) = (show.is_none(), hide.is_none());
    if show_matched && hide_matched {
        return (true, true);
    }
    let mut verdicts: BTreeMap<StringId, bool> = BTreeMap::new();
    let samples = profile.samples.len();
    for label in (0..samples).flat_map(|sample| profile.samples.labels.of(sample)) {
        verdicts.entry(label.key).or_insert_with(|| {
            let key = profile.strings.get(label.key);
            let shown = show.is_none_or(|pattern| pattern.is_match(key));
            let hidden = hide.is_some_and(|pattern| pattern.is_match(key));
            show_matched |= shown;
            hide_matched |= hidden;
            shown && !hidden
        });
    }
    if verdicts.values().any(|&stays| !stays) {
        profile.samples.retain_labels(|label| verdicts[&label.key]);
    }
    (show_matched, hide_matched)
}
