//! Helpers of several tests.

use crate::Edge;

/// An edge of weight 1 without a label.
pub fn edge(from: u32, to: u32) -> Edge {
    Edge { from, to, weight: 1.0, min_length: 1, label: None }
}

/// Random numbers, always the same ones: Steele, Lea and Flood's SplitMix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
