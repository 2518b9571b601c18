//! The samples and their labels, as columns.

use super::{StackId, StringId, vec_size};
use std::ops::Range;

/// Columns with a row for each sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Each sample's stack.
    pub stack: Vec<StackId>,
    /// A column for each sample type, with a value for each sample.
    pub values: Vec<Vec<i64>>,
    /// The labels of all samples.
    pub labels: Labels,
}

impl Samples {
    /// Number of samples.
    pub fn len(&self) -> usize {
        self.stack.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    /// Number of bytes that they take.
    pub(crate) fn heap_size(&self) -> usize {
        let values: usize = self.values.iter().map(vec_size).sum();
        let Labels { ends, key, value } = &self.labels;
        vec_size(&self.stack) + values + vec_size(ends) + vec_size(key) + vec_size(value)
    }

    /// Keeps the samples that pass a test.
    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        let kept: Vec<usize> = (0..self.len()).filter(|&sample| keep(sample)).collect();
        self.stack = kept.iter().map(|&sample| self.stack[sample]).collect();
        for column in &mut self.values {
            *column = kept.iter().map(|&sample| column[sample]).collect();
        }
        self.labels = self.labels.select(kept.iter().copied(), |_| true);
    }

    /// Keeps the labels that pass a test.
    pub fn retain_labels(&mut self, keep: impl Fn(&Label) -> bool) {
        self.labels = self.labels.select(0..self.len(), keep);
    }
}

/// The labels of all samples, in the samples' order and each sample's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// The end of each sample's run; empty while no sample has a label.
    ends: Vec<u32>,
    key: Vec<StringId>,
    value: Vec<LabelValue>,
}

/// One label of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// Its name.
    pub key: StringId,
    /// Its value.
    pub value: LabelValue,
}

/// The value of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelValue {
    /// A text.
    Text(StringId),
    /// A number and its unit, which may be empty.
    Number(i64, StringId),
}

impl Labels {
    /// Number of labels that all samples have together.
    pub fn len(&self) -> usize {
        self.key.len()
    }

    /// Returns whether no sample has a label.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// The keys of all labels, as often as they come.
    pub fn keys(&self) -> impl Iterator<Item = StringId> + '_ {
        self.key.iter().copied()
    }

    /// The largest string index that a label uses.
    pub(crate) fn max_string(&self) -> Option<StringId> {
        let in_value = |value: &LabelValue| match *value {
            LabelValue::Text(text) => text,
            LabelValue::Number(_, unit) => unit,
        };
        self.key.iter().copied().chain(self.value.iter().map(in_value)).max()
    }

    /// The labels of a sample, in the file's order.
    pub fn of(&self, sample: usize) -> impl Iterator<Item = Label> + '_ {
        let range = self.range(sample);
        self.key[range.clone()]
            .iter()
            .zip(&self.value[range])
            .map(|(&key, &value)| Label { key, value })
    }

    /// The labels of these samples that pass a test.
    fn select(&self, samples: impl Iterator<Item = usize>, keep: impl Fn(&Label) -> bool) -> Self {
        let mut selected = Self::default();
        if self.is_empty() {
            return selected;
        }
        let mut count = 0;
        for (new, sample) in samples.enumerate() {
            self.of(sample).filter(&keep).for_each(|label| selected.push(new, label));
            count = new + 1;
        }
        selected.finish(count);
        selected
    }

    fn range(&self, sample: usize) -> Range<usize> {
        let end = |i: usize| self.ends.get(i).map_or(self.key.len(), |&end| end as usize);
        if self.key.is_empty() {
            return 0..0;
        }
        let start = if sample == 0 { 0 } else { end(sample - 1) };
        start..end(sample)
    }

    /// Appends a label to the sample with this number, which must be the last.
    pub(crate) fn push(&mut self, sample: usize, label: Label) {
        // Samples without labels cost nothing until there is one with.
        self.ends.resize(sample, self.key.len() as u32);
        self.key.push(label.key);
        self.value.push(label.value);
    }

    /// Says that no more samples follow.
    pub(crate) fn finish(&mut self, samples: usize) {
        if !self.key.is_empty() {
            self.ends.resize(samples, self.key.len() as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_with_their_sample() {
        let mut labels = Labels::default();
        let label = |key| Label { key, value: LabelValue::Number(1, 0) };
        for (sample, key) in [(1, 10), (1, 11), (3, 12)] {
            labels.push(sample, label(key));
        }
        labels.finish(5);
        let keys = |sample| labels.of(sample).map(|l| l.key).collect::<Vec<_>>();
        assert_eq!(
            (0..5).map(keys).collect::<Vec<_>>(),
            [vec![], vec![10, 11], vec![], vec![12], vec![]]
        );
        assert_eq!(labels.keys().collect::<Vec<_>>(), [10, 11, 12]);
    }
}
