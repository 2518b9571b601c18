//! The flame graph of both sides: one picture, in which a box has what both spent.

use crate::compare::{Compared, Difference, PairShaped};
use crate::view::flame::{Content, Flame, Window, shaped};

/// The boxes in a window, with what changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareFlame {
    /// The boxes. Their weights are the new side's; their widths depend on what widths
    /// were asked for.
    pub flame: Flame,
    /// The difference of each box, with what it called; none for those that stand for many.
    pub differences: Vec<Difference>,
}

/// Lists the boxes in a window; all of it, if the window is empty.
pub fn flame(compared: &Compared, pair: &PairShaped, window: Window) -> CompareFlame {
    let flame = shaped(&pair.shaped(), window);
    // Callers come before the box that the graph is turned around.
    let first_below = flame.levels.get(flame.pivot_depth as usize).copied().unwrap_or(0) as usize;
    let difference = |(at, of): (usize, &crate::view::flame::FlameBox)| {
        if let Content::Many(_) = of.content {
            return Difference::default();
        }
        let tree = match &pair.above {
            Some((_, above)) if at < first_below => above,
            _ => &pair.below,
        };
        let [from, to] = of.stacks.map(|place| place as usize);
        compared.judge.difference(&tree.sums(from, to), pair.threshold)
    };
    let differences = flame.boxes.iter().enumerate().map(difference).collect();
    CompareFlame { flame, differences }
}
