//! Weight of each stack, for one sample type.

use crate::profile::combine::DIFF_BASE;
use crate::profile::{LabelValue, Profile, StackId};

/// Sums over the samples of each stack.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The sum of the values of each stack.
    net: Vec<i64>,
    /// The sum of the magnitudes of the values of each stack; empty where no
    /// value is negative, so that it would be the same.
    magnitude: Vec<i64>,
    /// Divisor of each stack's sum for an average; empty for sums.
    divisor: Vec<i64>,
    /// True if a stack has a sample that is not 0. Values that cancel out still
    /// draw their edges.
    live: Vec<bool>,
    /// The sum of the magnitudes of all values.
    pub total_magnitude: i64,
}

impl Weights {
    /// Sums one column of values, and for an average (`mean`) the first column
    /// beside it. Sums wrap around, as pprof's do.
    pub fn new(profile: &Profile, sample_index: usize, mean: bool) -> Self {
        let stacks = profile.stacks.len();
        let samples = &profile.samples;
        let values = &samples.values[sample_index];
        let has_negative = values.iter().any(|&v| v < 0);
        let mut this = Self {
            net: vec![0; stacks],
            magnitude: vec![0; if has_negative { stacks } else { 0 }],
            divisor: vec![0; if mean { stacks } else { 0 }],
            live: vec![false; stacks],
            total_magnitude: 0,
        };
        let add = |to: &mut i64, value: i64| *to = to.wrapping_add(value);
        for (sample, (&stack, &value)) in samples.stack.iter().zip(values).enumerate() {
            let divisor = if mean { samples.values[0][sample] } else { 0 };
            if value == 0 && divisor == 0 {
                continue;
            }
            let stack = stack as usize;
            this.live[stack] = true;
            add(&mut this.net[stack], value);
            add(&mut this.total_magnitude, value.wrapping_abs());
            if has_negative {
                add(&mut this.magnitude[stack], value.wrapping_abs());
            }
            if mean {
                add(&mut this.divisor[stack], divisor);
            }
        }
        this
    }

    /// The sum of a stack's values.
    pub fn net(&self, stack: StackId) -> i64 {
        self.net[stack as usize]
    }

    /// The sum of the magnitudes of a stack's values.
    pub fn magnitude(&self, stack: StackId) -> i64 {
        *self.magnitude.get(stack as usize).unwrap_or(&self.net[stack as usize])
    }

    /// Returns whether any value is negative: if not, sums and magnitudes are the same.
    pub fn has_negative(&self) -> bool {
        !self.magnitude.is_empty()
    }

    /// Divisor of a stack's sum; 0 where no average was asked for.
    pub fn divisor(&self, stack: StackId) -> i64 {
        self.divisor.get(stack as usize).copied().unwrap_or(0)
    }

    /// Returns whether any of the stack's samples has a value.
    pub fn is_live(&self, stack: StackId) -> bool {
        self.live[stack as usize]
    }
}

/// Total that shares are of: the sum of the magnitudes of all samples or, where
/// some are marked as a comparison's base, of those. With `mean`, divided by the
/// sum of the first column.
pub fn total(profile: &Profile, sample_index: usize, mean: bool) -> i64 {
    let samples = &profile.samples;
    let base = BaseLabel::new(profile);
    let (mut all, mut in_base) = (Sum::default(), Sum::default());
    for (sample, &value) in samples.values[sample_index].iter().enumerate() {
        let divisor = if mean { samples.values[0][sample] } else { 0 };
        all.add(value, divisor);
        if base.marks(profile, sample) {
            in_base.add(value, divisor);
        }
    }
    let sum = if in_base.magnitude > 0 { in_base } else { all };
    average(sum.magnitude, sum.divisor)
}

#[derive(Clone, Copy, Default)]
struct Sum {
    magnitude: i64,
    divisor: i64,
}

impl Sum {
    fn add(&mut self, value: i64, divisor: i64) {
        self.magnitude = self.magnitude.wrapping_add(value.wrapping_abs());
        self.divisor = self.divisor.wrapping_add(divisor);
    }
}

/// A sum divided, or as it is where there is nothing to divide by.
pub fn average(sum: i64, divisor: i64) -> i64 {
    if divisor == 0 { sum } else { sum.wrapping_div(divisor) }
}

/// The label that marks a sample as one of a comparison's base.
struct BaseLabel {
    used: bool,
}

impl BaseLabel {
    fn new(profile: &Profile) -> Self {
        let labels = &profile.samples.labels;
        Self { used: !labels.is_empty() && profile.strings.iter().any(|s| s == DIFF_BASE.0) }
    }

    fn marks(&self, profile: &Profile, sample: usize) -> bool {
        self.used
            && profile.samples.labels.of(sample).any(|label| {
                let LabelValue::Text(text) = label.value else { return false };
                (profile.strings.get(label.key), profile.strings.get(text)) == DIFF_BASE
            })
    }
}
