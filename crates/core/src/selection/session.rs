//! What was computed for a profile, kept for the next question.

use super::drop_frames::drop_frames;
use super::{Frames, SampleIndexError, Selection, Sorted, Weights, sample_index};
use crate::profile::Profile;
use crate::query::{Granularity, Query};
use std::rc::Rc;

/// A profile and the parts of its latest selections. A new query redoes only
/// what depends on what changed in it.
pub struct Session {
    profile: Profile,
    frames: Option<(FramesKey, Rc<Frames>)>,
    sorted: Option<(FramesKey, Rc<Sorted>)>,
    weights: Option<(usize, Rc<Weights>)>,
}

/// The part of a query that decides about frames.
type FramesKey = (Granularity, bool);

impl Session {
    /// A session in which nothing was asked yet. Frames that the profile asks to
    /// leave out (`drop_frames`) are left out from the start.
    pub fn new(mut profile: Profile) -> Self {
        drop_frames(&mut profile);
        Self { profile, frames: None, sorted: None, weights: None }
    }

    /// The profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Applies a query.
    ///
    /// # Errors
    ///
    /// When the profile has no such sample type.
    pub fn select(&mut self, query: &Query) -> Result<Selection<'_>, SampleIndexError> {
        let sample_index = sample_index(&self.profile, &query.sample_index)?;
        let profile = &self.profile;
        let frames = recall(&mut self.frames, frames_key(query), || Frames::new(profile, query));
        let weights =
            recall(&mut self.weights, sample_index, || Weights::new(profile, sample_index));
        Ok(Selection { profile, sample_index, frames, weights })
    }

    /// Applies a query, and sorts the stacks for views that show a tree.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn select_sorted(
        &mut self,
        query: &Query,
    ) -> Result<(Selection<'_>, Rc<Sorted>), SampleIndexError> {
        let frames = self.select(query)?.frames;
        let sorted =
            recall(&mut self.sorted, frames_key(query), || Sorted::new(&self.profile, &frames));
        Ok((self.select(query)?, sorted))
    }
}

fn frames_key(query: &Query) -> FramesKey {
    (query.granularity, query.noinlines)
}

/// What was made for this key, or a new one in its place.
fn recall<K: PartialEq, T>(
    slot: &mut Option<(K, Rc<T>)>,
    key: K,
    make: impl FnOnce() -> T,
) -> Rc<T> {
    match slot {
        Some((last, value)) if *last == key => value.clone(),
        _ => {
            // The old one goes first: both need not fit into memory.
            *slot = None;
            let value = Rc::new(make());
            *slot = Some((key, value.clone()));
            value
        }
    }
}
