//! Cache of what was computed for a profile, for the next question.

use super::filter::{self, FilterKey, drop_frames};
use super::frames::FrameOptions;
use super::shape::Shapes;
use super::weights::total;
use super::{
    Frames, LabelUnits, PrefixSums, SelectError, Selection, Sorted, Tree, Warning, Weights,
    sample_index,
};
use crate::profile::{Functions, Locations, Profile, Samples, Shared, Stacks};
use crate::query::Query;
use std::rc::Rc;

/// A profile and the parts of its latest selections. A new query redoes only
/// what depends on what changed in it.
pub struct Session {
    profile: Profile,
    units: Option<Rc<LabelUnits>>,
    tagged: Option<(TagKey, Rc<Filtered>)>,
    filtered: Option<((TagKey, FilterKey), Rc<Filtered>)>,
    frames: Option<(FramesKey, Rc<Frames>)>,
    pub(super) sorted: Option<(SortedKey, Rc<Sorted>)>,
    weights: Option<(WeightsKey, Rc<Weights>)>,
    pub(super) sums: Option<(SumsKey, Rc<PrefixSums>)>,
    total: Option<(WeightsKey, Rc<i64>)>,
    pub(super) shapes: Shapes,
    called_as_inlined: bool,
}

/// A profile after some filters, and what the user should know about them.
struct Filtered {
    profile: Profile,
    warnings: Vec<Warning>,
}

/// Tagroot, tagleaf, and the unit of the numbers in their names.
type TagKey = [String; 3];
/// The tables that frames are made of, and how.
pub(super) type FramesKey = (Same<Functions>, Same<Locations>, FrameOptions);
/// The stacks, and the frames that they are sorted by.
pub(super) type SortedKey = (Same<Stacks>, FramesKey);
/// The samples, the column and whether to average.
pub(super) type WeightsKey = (Same<Samples>, usize, bool);
/// The order and the weights that are summed in it.
pub(super) type SumsKey = (SortedKey, WeightsKey);

/// A table, compared by identity: it did not change.
pub(super) struct Same<T>(Shared<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Shared::is(&self.0, &other.0)
    }
}

impl Session {
    /// A session in which nothing was asked yet. Frames that the profile asks to
    /// leave out (`drop_frames`) are left out from the start.
    pub fn new(mut profile: Profile) -> Self {
        drop_frames(&mut profile);
        Self::with_all_frames(profile)
    }

    /// A session in which the profile's `drop_frames` are ignored.
    pub fn with_all_frames(profile: Profile) -> Self {
        Self {
            profile,
            units: None,
            tagged: None,
            filtered: None,
            frames: None,
            sorted: None,
            weights: None,
            sums: None,
            total: None,
            shapes: Shapes::default(),
            called_as_inlined: false,
        }
    }

    /// The same, but whether a call was inlined makes no difference.
    #[must_use]
    pub fn with_called_as_inlined(self, called_as_inlined: bool) -> Self {
        Self { called_as_inlined, ..self }
    }

    fn frame_options(&self, query: &Query) -> FrameOptions {
        FrameOptions::new(query).with_called_as_inlined(self.called_as_inlined)
    }

    /// The profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The profile, to be changed. All that was computed is forgotten.
    pub fn profile_mut(&mut self) -> &mut Profile {
        let called_as_inlined = self.called_as_inlined;
        *self = Self::with_all_frames(std::mem::take(&mut self.profile))
            .with_called_as_inlined(called_as_inlined);
        &mut self.profile
    }

    /// Applies a query.
    ///
    /// # Errors
    ///
    /// When the profile has no such sample type, or when an expression makes no
    /// sense.
    pub fn select(&mut self, query: &Query) -> Result<Selection<'_>, SelectError> {
        self.select_with(query, self.frame_options(query))
    }

    /// Applies a query, with frames of another kind than graphs have.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn select_with(
        &mut self,
        query: &Query,
        options: FrameOptions,
    ) -> Result<Selection<'_>, SelectError> {
        let sample_index = sample_index(&self.profile, &query.sample_index)?;
        if query.divide_by == 0.0 {
            return Err(crate::query::QueryError::ZeroDivisor.into());
        }
        let units = self.units.get_or_insert_with(|| Rc::new(LabelUnits::new(&self.profile)));
        let units = units.clone();
        let (tagged, filtered) = self.filter(query, &units)?;

        let measured = if query.relative_percentages { &filtered } else { &tagged };
        let key = |filtered: &Filtered| {
            (Same(filtered.profile.samples.clone()), sample_index, query.mean)
        };
        let total = *recall(&mut self.total, key(measured), || {
            total(&measured.profile, sample_index, query.mean)
        });
        let weights = recall(&mut self.weights, key(&filtered), || {
            Weights::new(&filtered.profile, sample_index, query.mean)
        });
        let profile = &filtered.profile;
        let frames = recall(&mut self.frames, frames_key(profile, &options), || {
            Frames::new(profile, &options)
        });
        let warnings = [&units.warnings, &tagged.warnings, &filtered.warnings];
        let warnings = warnings.into_iter().flatten().cloned().collect();
        // The cache keeps what was filtered; the selection only refers to it.
        let profile = match &self.filtered {
            Some((_, filtered)) => &filtered.profile,
            None => &self.profile,
        };
        Ok(Selection {
            profile,
            sample_index,
            mean: query.mean,
            frames,
            weights,
            total,
            units,
            warnings,
        })
    }

    /// Applies a query, for views that show the call tree.
    ///
    /// # Errors
    ///
    /// As [`Session::select`].
    pub fn select_tree(&mut self, query: &Query) -> Result<(Selection<'_>, Tree), SelectError> {
        let options = self.frame_options(query);
        let selection = self.select(query)?;
        let profile = selection.profile.clone();
        let (frames, weights) = (selection.frames.clone(), selection.weights.clone());
        let key = (Same(profile.stacks.clone()), frames_key(&profile, &options));
        let weights_key = (Same(profile.samples.clone()), selection.sample_index, selection.mean);
        // Sums of what is not sorted any more go before anything is sorted.
        if self.sums.as_ref().is_some_and(|((sorted, _), _)| *sorted != key) {
            self.sums = None;
        }
        let sorted = recall(&mut self.sorted, key.clone(), || Sorted::new(&profile, &frames));
        let sums =
            recall(&mut self.sums, (key, weights_key), || PrefixSums::new(&sorted, &weights));
        Ok((self.select(query)?, Tree { sorted, sums }))
    }

    /// The profile with frames made of tags, and what the filters leave of it.
    fn filter(
        &mut self,
        query: &Query,
        units: &LabelUnits,
    ) -> Result<(Rc<Filtered>, Rc<Filtered>), SelectError> {
        let tag_key: TagKey = [query.tagroot.clone(), query.tagleaf.clone(), query.unit.clone()];
        let profile = &self.profile;
        let tagged = recall(&mut self.tagged, tag_key.clone(), || {
            let mut profile = profile.clone();
            let warnings = filter::tag_frames(&mut profile, query);
            Filtered { profile, warnings }
        });
        let key = (tag_key, FilterKey::new(query));
        match &self.filtered {
            Some((last, filtered)) if *last == key => return Ok((tagged, filtered.clone())),
            _ => self.filtered = None,
        }
        let mut profile = tagged.profile.clone();
        let warnings = filter::apply(&mut profile, query, units)?;
        let filtered = Rc::new(Filtered { profile, warnings });
        self.filtered = Some((key, filtered.clone()));
        Ok((tagged, filtered))
    }
}

fn frames_key(profile: &Profile, options: &FrameOptions) -> FramesKey {
    (Same(profile.functions.clone()), Same(profile.locations.clone()), options.clone())
}

/// Returns what was made for this key, or a new one in its place.
pub(super) fn recall<K: PartialEq, T>(
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
