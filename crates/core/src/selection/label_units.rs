//! The unit of each label with numbers.

use super::Warning;
use crate::profile::{LabelValue, Profile};
use std::collections::{BTreeMap, BTreeSet};

/// One unit for each key: the first that a sample has for it. A key whose numbers
/// have no units is its own unit, but for two that count bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelUnits {
    by_key: BTreeMap<Vec<u8>, String>,
    /// Warnings: keys whose numbers come in several units.
    pub warnings: Vec<Warning>,
}

impl LabelUnits {
    /// Finds the units of all labels.
    pub fn new(profile: &Profile) -> Self {
        let strings = &profile.strings;
        let mut found: BTreeMap<_, (Option<_>, BTreeSet<_>)> = BTreeMap::new();
        for sample in 0..profile.samples.len() {
            for label in profile.samples.labels.of(sample) {
                let LabelValue::Number(_, unit) = label.value else { continue };
                let (used, ignored) = found.entry(strings.get(label.key)).or_default();
                let unit = strings.get(unit);
                if unit.is_empty() {
                    continue;
                }
                if *used.get_or_insert(unit) != unit {
                    ignored.insert(unit);
                }
            }
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut this = Self::default();
        for (key, (used, ignored)) in found {
            let unit = match (used, key) {
                (Some(unit), _) => text(unit),
                (None, b"alignment" | b"request") => "bytes".to_owned(),
                (None, key) => text(key),
            };
            if !ignored.is_empty() {
                let ignored = ignored.into_iter().map(text).collect();
                this.warnings.push(Warning::MixedUnits {
                    key: text(key),
                    used: unit.clone(),
                    ignored,
                });
            }
            this.by_key.insert(key.to_vec(), unit);
        }
        this
    }

    /// The unit of a key's numbers; empty for a key that has none.
    pub fn get(&self, key: &[u8]) -> &str {
        self.by_key.get(key).map_or("", String::as_str)
    }
}
