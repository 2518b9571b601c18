//! Frames of locations, laid out for walks through all stacks.

use super::graph::NodeSet;
use crate::profile::LocationId;
use crate::selection::Selection;

/// The frames of each location, root first, so that most cost one look: nearly all
/// locations have one.
#[derive(Default)]
pub struct Steps {
    /// The rank of the only frame, or [`GAP`], or where more are in `ranges`.
    one: Vec<u32>,
    ranges: Vec<[u32; 2]>,
    many: Vec<u32>,
}

/// In place of frames whose nodes are not in the graph.
pub const GAP: u32 = u32::MAX >> 1;
/// The rest of the number says which of `ranges` it is.
const MANY: u32 = 1 << 31;

/// Frames of a location, by rank; [`GAP`] for those that are not in the graph.
pub enum Step<'a> {
    One(u32),
    Many(&'a [u32]),
}

impl Steps {
    /// For all locations of a selection. Frames of nodes that are not `kept` are gaps.
    pub fn new(selection: &Selection, kept: Option<&NodeSet>) -> Self {
        let frames = &selection.frames;
        let locations = selection.profile.locations.len();
        let mut this =
            Self { one: Vec::with_capacity(locations), ranges: Vec::new(), many: Vec::new() };
        for location in 0..locations as LocationId {
            let start = this.many.len();
            for frame in frames.of(location).iter().rev() {
                match kept {
                    Some(kept) if !kept.contains(frame.node()) => {
                        if this.many[start..].last() != Some(&GAP) {
                            this.many.push(GAP);
                        }
                    }
                    _ => this.many.push(frame.rank()),
                }
            }
            match this.many[start..] {
                [step] => {
                    this.one.push(step);
                    this.many.truncate(start);
                }
                _ => {
                    this.one.push(MANY | this.ranges.len() as u32);
                    this.ranges.push([start as u32, this.many.len() as u32]);
                }
            }
        }
        this
    }

    /// Frames of a location.
    #[inline(always)]
    pub fn of(&self, location: LocationId) -> Step<'_> {
        let step = self.one[location as usize];
        if step & MANY == 0 {
            return Step::One(step);
        }
        let [start, end] = self.ranges[(step & !MANY) as usize];
        Step::Many(&self.many[start as usize..end as usize])
    }
}
