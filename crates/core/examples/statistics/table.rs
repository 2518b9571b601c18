//! Figures of a profile's tables.

use hearth_core::profile::{LabelValue, Profile};
use hearth_core::query::Query;
use hearth_core::selection::{FrameOptions, Frames};
use std::collections::HashSet;

/// The names of [`Statistics::figures`].
pub const COLUMNS: [&str; 13] = [
    "samples",
    "stacks",
    "locations",
    "functions",
    "depth",
    "deepest",
    "prefix",
    "prefix/depth",
    "nodes/frame",
    "nodes/stack",
    "inlined",
    "labeled",
    "leaves",
];

/// Those of [`COLUMNS`] that `--like` compares: they do not grow with the profile.
pub const RATIOS: std::ops::RangeInclusive<usize> = 4..=11;

/// Figures of one profile.
pub struct Statistics {
    samples: usize,
    stacks: usize,
    locations: usize,
    functions: usize,
    /// The frames of all different stacks.
    frames: usize,
    deepest: usize,
    /// Frames that neighbors have in common, once the stacks are sorted root first.
    shared: usize,
    inlined: usize,
    labeled: usize,
    /// Number of different functions that are at the leaf.
    leaves: usize,
}

impl Statistics {
    /// Counts what is in a profile.
    pub fn new(profile: &Profile) -> Self {
        let frames = Frames::new(profile, &FrameOptions::new(&Query::default()));
        let mut stacks: Vec<Vec<_>> =
            (profile.stacks.iter()).map(|stack| frames.root_first(stack).collect()).collect();
        stacks.sort_unstable();
        let shared =
            |pair: &[Vec<_>]| pair[0].iter().zip(&pair[1]).take_while(|(a, b)| a == b).count();
        let labels = &profile.samples.labels;
        let is_labeled = |&sample: &usize| {
            labels.of(sample).any(|label| matches!(label.value, LabelValue::Text(_)))
        };
        let all = stacks.iter().flatten();
        Self {
            samples: profile.samples.len(),
            stacks: stacks.len(),
            locations: profile.locations.len(),
            functions: profile.functions.len(),
            frames: all.clone().count(),
            deepest: stacks.iter().map(Vec::len).max().unwrap_or(0),
            shared: stacks.windows(2).map(shared).sum(),
            inlined: all.filter(|frame| frame.is_inlined()).count(),
            labeled: (0..profile.samples.len()).filter(is_labeled).count(),
            leaves: (stacks.iter())
                .filter_map(|s| s.last())
                .map(|f| f.node())
                .collect::<HashSet<_>>()
                .len(),
        }
    }

    /// The counts and what follows from them, as [`COLUMNS`] names them.
    pub fn figures(&self) -> [f64; 13] {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let nodes = self.frames - self.shared;
        [
            self.samples as f64,
            self.stacks as f64,
            self.locations as f64,
            self.functions as f64,
            share(self.frames, self.stacks),
            self.deepest as f64,
            share(self.shared, self.stacks),
            share(self.shared, self.frames),
            share(nodes, self.frames),
            share(nodes, self.stacks),
            share(self.inlined, self.frames),
            share(self.labeled, self.samples),
            share(self.leaves, self.functions),
        ]
    }
}
