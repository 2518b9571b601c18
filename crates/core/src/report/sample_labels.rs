//! The labels of a sample by their keys.

use crate::profile::{LabelValue, Profile};
use std::collections::BTreeMap;

/// All values of each key, texts and numbers apart.
#[derive(Default)]
pub struct SampleLabels<'a> {
    /// The texts of each key.
    pub texts: BTreeMap<&'a [u8], Vec<&'a [u8]>>,
    /// The numbers of each key, and their units.
    pub numbers: BTreeMap<&'a [u8], Vec<(i64, &'a [u8])>>,
}

impl<'a> SampleLabels<'a> {
    /// Those of one sample.
    pub fn new(profile: &'a Profile, sample: usize) -> Self {
        let strings = &profile.strings;
        let mut this = Self::default();
        for label in profile.samples.labels.of(sample) {
            let key = strings.get(label.key);
            match label.value {
                LabelValue::Text(text) => {
                    this.texts.entry(key).or_default().push(strings.get(text));
                }
                LabelValue::Number(number, unit) => {
                    this.numbers.entry(key).or_default().push((number, strings.get(unit)));
                }
            }
        }
        this
    }
}
