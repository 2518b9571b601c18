//! The doctor: all that is odd about a profile.

use super::truncated::truncated;
use super::{Kind, Remark, remarks};
use crate::measure;
use crate::profile::{EMPTY, LabelValue, LocationId, Profile};

/// Everything odd about a profile: what [`remarks`] says, and what takes a look at
/// every stack.
pub fn examine(profile: &Profile) -> Vec<Remark> {
    let mut found = remarks(profile);
    if profile.samples.is_empty() {
        return found;
    }
    found.extend(truncated(profile));
    if !found.contains(&Remark::NoSymbols) {
        found.extend(missing_symbols(profile));
        found.extend(missing_inlines(profile));
    }
    found.extend(lost_samples(profile));
    found.extend(labels(profile));
    if !found.contains(&Remark::NothingMeasured) {
        found.extend(zero_samples(profile));
    }
    found.extend(odd_units(profile));
    found
}

/// A few places without a name are in every profile: the kernel's, for example. Of few
/// places, one says nothing.
fn missing_symbols(profile: &Profile) -> Option<Remark> {
    let all = 0..profile.locations.len() as LocationId;
    let of = all.len();
    let is_nameless = |&location: &LocationId| {
        let lines = profile.locations.lines_of(location);
        lines.iter().all(|line| profile.functions.name[line.function as usize] == EMPTY)
    };
    let locations = all.filter(is_nameless).count();
    let is_much = if of < 20 { locations * 2 >= of } else { locations * 20 >= of };
    (is_much && locations > 0).then_some(Remark::MissingSymbols { locations, of })
}

/// In few places there may be none by chance.
fn missing_inlines(profile: &Profile) -> Option<Remark> {
    const ENOUGH: usize = 50;
    let is_claimed = profile.mappings.iter().any(|mapping| mapping.has_inline_frames);
    let mut all = 0..profile.locations.len() as LocationId;
    let is_missing = is_claimed
        && all.len() >= ENOUGH
        && all.all(|location| profile.locations.lines_of(location).len() < 2);
    is_missing.then_some(Remark::MissingInlines)
}

fn lost_samples(profile: &Profile) -> Option<Remark> {
    let mut names = profile.functions.name.iter().map(|&name| profile.strings.get(name));
    names.any(|name| name.starts_with(b"runtime._Lost")).then_some(Remark::LostSamples)
}

/// Only what can be told: where no labels are, none may have been set.
fn labels(profile: &Profile) -> Option<Remark> {
    let labels = &profile.samples.labels;
    let all = (0..profile.samples.len()).flat_map(|sample| labels.of(sample));
    let mut values = all.map(|label| label.value);
    if values.any(|value| matches!(value, LabelValue::Text(_))) {
        return None;
    }
    let is_go = || {
        let mut files = profile.functions.filename.iter().map(|&file| profile.strings.get(file));
        files.any(|file| file.ends_with(b".go"))
    };
    let has_none = matches!(
        Kind::of(profile),
        Kind::Heap | Kind::Allocs | Kind::Contention | Kind::ThreadCreate
    );
    match has_none && is_go() {
        true => Some(Remark::LabelsNotKept),
        false => (!labels.is_empty()).then_some(Remark::OnlyNumbers),
    }
}

/// Go's heap profiles have some whose objects are gone.
fn zero_samples(profile: &Profile) -> Option<Remark> {
    let all = &profile.samples;
    let is_zero = |&sample: &usize| all.values.iter().all(|column| column[sample] == 0);
    let samples = (0..all.len()).filter(is_zero).count();
    (samples * 10 >= all.len() && samples > 0)
        .then_some(Remark::ZeroSamples { samples, of: all.len() })
}

/// Units of what is only counted.
const COUNTS: [&str; 13] = [
    "count",
    "sample",
    "object",
    "event",
    "cycle",
    "instruction",
    "call",
    "operation",
    "allocation",
    "thread",
    "goroutine",
    "unit",
    "step",
];

fn odd_units(profile: &Profile) -> Vec<Remark> {
    let text = |id| profile.strings.text(id).into_owned();
    let is_odd = |unit: &str| {
        let singular = unit.strip_suffix('s').unwrap_or(unit);
        !measure::same_family(unit, unit) && !COUNTS.contains(&singular)
    };
    let types = profile.sample_types.iter().map(|t| (text(t.kind), text(t.unit)));
    let odd = types.filter(|(_, unit)| is_odd(unit));
    odd.map(|(kind, unit)| Remark::OddUnit { kind, unit }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Mapping;
    use crate::view::testing::profile;

    #[test]
    fn a_sound_profile_has_no_remarks() {
        assert_eq!(examine(&profile(&["main;f 1", "main;g 2 user=ann"])), []);
    }

    #[test]
    fn missing_names_are_counted() {
        let names = |count: usize, nameless: usize| {
            let all = (0..count)
                .map(|i| if i < nameless { format!("@f:{i} 1") } else { format!("f{i} 1") });
            let all: Vec<String> = all.collect();
            examine(&profile(&all.iter().map(|s| &**s).collect::<Vec<_>>()))
        };
        assert_eq!(names(100, 4), []);
        assert_eq!(names(100, 5), [Remark::MissingSymbols { locations: 5, of: 100 }]);
    }

    #[test]
    fn inlined_functions_are_missed_where_they_are_promised() {
        let samples: Vec<String> = (0..50).map(|i| format!("f{i} 1")).collect();
        let mut samples: Vec<&str> = samples.iter().map(|s| &**s).collect();
        let promised = |samples: &[&str]| {
            let mut profile = profile(samples);
            profile.mappings = vec![Mapping { has_inline_frames: true, ..Mapping::default() }];
            examine(&profile)
        };
        assert_eq!(promised(&samples), [Remark::MissingInlines]);
        assert_eq!(promised(&samples[1..]), []);
        samples.push("f;^g 1");
        assert_eq!(promised(&samples), []);
    }

    #[test]
    fn labels_are_missed_where_that_can_be_told() {
        assert_eq!(examine(&profile(&["f 1 bytes#16"])), [Remark::OnlyNumbers]);
        assert_eq!(examine(&profile(&["f 1 bytes#16", "f 2 user=ann"])), []);
        let mut heap = profile(&["f@f.go:1 1 bytes#16"]);
        heap.sample_types[0].kind = heap.strings.push(b"inuse_space");
        assert_eq!(examine(&heap), [Remark::LabelsNotKept]);
    }

    #[test]
    fn losses_zeros_and_units_are_named() {
        let lost = profile(&["runtime._LostExternalCode 1"]);
        assert_eq!(examine(&lost), [Remark::LostSamples]);
        let zero = profile(&["f 0", "g 1"]);
        assert_eq!(examine(&zero), [Remark::ZeroSamples { samples: 1, of: 2 }]);
        let mut odd = profile(&["f 1"]);
        odd.sample_types[0].unit = odd.strings.push(b"furlongs");
        let remarks = examine(&odd);
        assert_eq!(remarks.len(), 1);
        assert_eq!(remarks[0].kind(), "odd-unit");
        assert!(remarks[0].to_string().contains("\"furlongs\""));
    }
}
