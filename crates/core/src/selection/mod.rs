//! A query applied to a profile. Every view starts here.
//!
//! A selection has two halves that change for different reasons and are kept
//! apart, so that a new query redoes only its own part: the [`Frames`] (which
//! nodes a location stands for: granularity and inlining decide) and the
//! [`Weights`] (what each stack is worth: the sample type decides). Views that
//! need the tree of stacks also use the [`Sorted`] stacks, which depend on the
//! frames alone. A [`Session`] keeps what was computed last.
//!
//! This room knows nothing of screens or reports.

mod clean_path;
mod drop_frames;
mod frames;
mod nodes;
mod sample_index;
mod session;
mod sorted;
mod weights;

pub use frames::{Frame, Frames};
pub use nodes::base_name;
pub use nodes::{Node, NodeId, Nodes};
pub use sample_index::{SampleIndexError, sample_index};
pub use session::Session;
pub use sorted::{PrefixSums, Sorted};
pub use weights::Weights;

use crate::profile::Profile;
use std::rc::Rc;

/// A profile, as a query sees it.
#[derive(Clone)]
pub struct Selection<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// Which column of values was selected.
    pub sample_index: usize,
    /// What each location stands for.
    pub frames: Rc<Frames>,
    /// What each stack is worth.
    pub weights: Rc<Weights>,
}

impl Selection<'_> {
    /// The unit of the selected values.
    pub fn unit(&self) -> std::borrow::Cow<'_, str> {
        self.profile.strings.text(self.profile.sample_types[self.sample_index].unit)
    }

    /// What is measured by the selected values.
    pub fn sample_type(&self) -> std::borrow::Cow<'_, str> {
        self.profile.strings.text(self.profile.sample_types[self.sample_index].kind)
    }
}
