//! What each stack is worth, for one sample type.

use crate::profile::{LabelValue, Profile, StackId};

/// The label by which `go tool pprof -diff_base` marks the samples that are
/// subtracted.
const DIFF_BASE: &[u8] = b"pprof::base";

/// Sums over the samples of each stack.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The sum of the values of each stack.
    net: Vec<i64>,
    /// The sum of the magnitudes of the values of each stack; empty where no
    /// value is negative, so that it would be the same.
    magnitude: Vec<i64>,
    /// Whether a stack has a sample that is not 0. Values that cancel out still
    /// draw their edges.
    live: Vec<bool>,
    /// What shares are shares of: the sum of the magnitudes of all samples or,
    /// where some are marked as a comparison's base, of those.
    pub total: i64,
}

impl Weights {
    /// Sums one column of values. Sums wrap around, as the reference's do.
    pub fn new(profile: &Profile, sample_index: usize) -> Self {
        let stacks = profile.stacks.len();
        let values = &profile.samples.values[sample_index];
        let has_negative = values.iter().any(|&v| v < 0);
        let mut this = Self {
            net: vec![0; stacks],
            magnitude: vec![0; if has_negative { stacks } else { 0 }],
            live: vec![false; stacks],
            total: 0,
        };
        let base = BaseLabel::new(profile);
        let mut base_total = 0i64;
        for (sample, (&stack, &value)) in profile.samples.stack.iter().zip(values).enumerate() {
            if value == 0 {
                continue;
            }
            let stack = stack as usize;
            let magnitude = value.wrapping_abs();
            this.live[stack] = true;
            this.net[stack] = this.net[stack].wrapping_add(value);
            if has_negative {
                this.magnitude[stack] = this.magnitude[stack].wrapping_add(magnitude);
            }
            this.total = this.total.wrapping_add(magnitude);
            if base.marks(profile, sample) {
                base_total = base_total.wrapping_add(magnitude);
            }
        }
        if base_total > 0 {
            this.total = base_total;
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

    /// Whether any of the stack's samples has a value.
    pub fn is_live(&self, stack: StackId) -> bool {
        self.live[stack as usize]
    }
}

/// The label that marks a sample as one of a comparison's base.
struct BaseLabel {
    used: bool,
}

impl BaseLabel {
    fn new(profile: &Profile) -> Self {
        Self { used: profile.strings.iter().any(|s| s == DIFF_BASE) }
    }

    fn marks(&self, profile: &Profile, sample: usize) -> bool {
        self.used
            && profile.samples.labels.of(sample).any(|label| {
                let LabelValue::Text(text) = label.value else { return false };
                profile.strings.get(label.key) == DIFF_BASE && profile.strings.get(text) == b"true"
            })
    }
}
