//! A query applied to a profile. Every view starts here.
//!
//! A selection has two halves that change for different reasons and are kept
//! apart, so that a new query redoes only its own part: the [`Frames`] (which
//! nodes a location stands for: granularity and inlining decide) and the
//! [`Weights`] (the weight of each stack: the sample type decides). Views that
//! need the call [`Tree`] also use the [`Sorted`] stacks, which depend on the
//! frames alone. Before both, the filters (`filter/`) make a smaller profile. A
//! [`Session`] keeps what was computed last.
//!
//! This module knows nothing of screens or reports.

mod catalog;
mod clean_path;
pub mod filter;
mod frames;
mod label_units;
mod multikey;
mod nodes;
mod rows;
mod sample_index;
mod session;
mod shape;
mod sorted;
mod trim_path;
mod weights;

pub use catalog::{Catalog, NameKind};
pub use clean_path::clean_path;
pub use filter::Warning;
pub use frames::{Frame, FrameOptions, Frames};
pub use label_units::LabelUnits;
pub use nodes::{Node, NodeId, Nodes, base_name};
pub use rows::{Cut, Side};
pub use sample_index::{SampleIndexError, sample_index};
pub use session::Session;
pub use shape::{Matched, Shape, Shaped};
pub use sorted::{PrefixSums, Sorted, Tree};
pub use trim_path::{list as path_list, trim_path};
pub use weights::{Weights, average};

use crate::profile::Profile;
use crate::query::QueryError;
use std::borrow::Cow;
use std::rc::Rc;

/// A profile, as a query sees it.
#[derive(Clone)]
pub struct Selection<'a> {
    /// Profile that the filters leave.
    pub profile: &'a Profile,
    /// Which column of values was selected.
    pub sample_index: usize,
    /// True if values are averages.
    pub mean: bool,
    /// Frames that each location stands for.
    pub frames: Rc<Frames>,
    /// Weight of each stack.
    pub weights: Rc<Weights>,
    /// Total that shares are of.
    pub total: i64,
    /// The units of labels with numbers.
    pub units: Rc<LabelUnits>,
    /// Warnings about the query.
    pub warnings: Vec<Warning>,
}

impl Selection<'_> {
    /// The unit of the selected values.
    pub fn unit(&self) -> Cow<'_, str> {
        self.profile.strings.text(self.profile.sample_types[self.sample_index].unit)
    }

    /// Returns the name of what the selected values measure.
    pub fn sample_type(&self) -> Vec<u8> {
        let kind = self.profile.strings.get(self.profile.sample_types[self.sample_index].kind);
        if self.mean { [b"mean_", kind].concat() } else { kind.to_vec() }
    }
}

/// Why a query could not be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// The profile has no such sample type.
    #[error(transparent)]
    SampleIndex(#[from] SampleIndexError),
    /// The query makes no sense.
    #[error(transparent)]
    Query(#[from] QueryError),
}
