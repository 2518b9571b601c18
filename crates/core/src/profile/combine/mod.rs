//! Several profiles as one: merging and subtracting.
//!
//! As in pprof: first the sample types that all of them have
//! (`sample_types`), then one unit for each (`units`), then the tables and
//! samples (`merge`). A base is subtracted by adding its negative (`scale`).

mod merge;
mod sample_types;
mod scale;
mod units;

pub(crate) use merge::merge as merge_equal;
pub(crate) use scale::{ratios, scale as multiply};

use super::{EMPTY, Interner, Label, LabelValue, Mapping, Profile, ValueType};

/// The label by which the samples of a base are marked that shares are taken
/// of, and its value.
pub const DIFF_BASE: (&[u8], &[u8]) = (b"pprof::base", b"true");

/// Subtraction of a base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subtraction {
    /// Mark the samples of the base, so that shares are of the base's total and
    /// equal stacks of both sides stay apart.
    pub diff_base: bool,
    /// Scale the profile to the base's total first, each column by itself.
    pub normalize: bool,
}

/// Why profiles could not be combined. The first words are pprof's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// There is none.
    #[error("no profiles to merge")]
    Nothing,
    /// No sample type is in all of them.
    #[error("profiles have empty common sample type list")]
    NoCommonType,
    /// Two have different numbers of sample types.
    #[error("inconsistent samples type count: {0} != {1}")]
    TypeCount(usize, usize),
    /// Types whose values cannot be added.
    #[error("incompatible {what} types: {{{a}}} {{{b}}}")]
    Types {
        /// `period` or `sample`.
        what: &'static str,
        /// The type and unit of one.
        a: String,
        /// The type and unit of the other.
        b: String,
    },
}

/// Gives a profile without mappings an empty one, as pprof does when it
/// loads a profile: all locations are in it.
pub fn add_missing_mapping(profile: &mut Profile) {
    if profile.mappings.is_empty() {
        profile.mappings.push(Mapping { id: 1, ..Mapping::default() });
        profile.locations.mapping.fill(Some(0));
    }
}

/// Merges profiles into one: samples of equal stack and labels are added up. The
/// first profile decides about the order of everything. One profile alone stays
/// as it is, but for sample types of the same name.
///
/// # Errors
///
/// When there is none, or when their types do not go together.
pub fn merge(mut profiles: Vec<Profile>) -> Result<Profile, CombineError> {
    align(&mut profiles)?;
    if profiles.len() > 1 {
        return merge::merge(&profiles);
    }
    profiles.pop().ok_or(CombineError::Nothing)
}

/// Gives profiles the sample types that all of them have, in one unit each. They stay
/// apart.
///
/// # Errors
///
/// When there is no such type, or when their units do not go together.
pub fn align(profiles: &mut [Profile]) -> Result<(), CombineError> {
    sample_types::keep_common(profiles)?;
    units::unify(profiles)
}

/// Subtracts a base from a profile.
///
/// # Errors
///
/// When their types do not go together.
pub fn subtract(
    mut profile: Profile,
    mut base: Profile,
    how: Subtraction,
) -> Result<Profile, CombineError> {
    if how.diff_base {
        mark(&mut base);
    }
    if how.normalize {
        check_equal_types(&profile, &base)?;
        scale::normalize(&mut profile, &base);
    }
    let columns = base.samples.values.len();
    scale::scale(&mut base, &vec![-1.0; columns]);
    merge(vec![profile, base])
}

/// Gives all samples the label of a base, instead of what they have for it.
fn mark(profile: &mut Profile) {
    let mut interner = Interner::new(&profile.strings);
    let key = interner.intern(&mut profile.strings, DIFF_BASE.0);
    let value = LabelValue::Text(interner.intern(&mut profile.strings, DIFF_BASE.1));
    let keys: Vec<bool> = profile.strings.iter().map(|s| s == DIFF_BASE.0).collect();
    let is_old = |l: &Label| keys[l.key as usize] && matches!(l.value, LabelValue::Text(_));
    let old = std::mem::take(&mut profile.samples.labels);
    let samples = &mut *profile.samples;
    for sample in 0..samples.len() {
        old.of(sample).filter(|l| !is_old(l)).for_each(|l| samples.labels.push(sample, l));
        samples.labels.push(sample, Label { key, value });
    }
    samples.labels.finish(samples.len());
}

fn check_equal_types(a: &Profile, b: &Profile) -> Result<(), CombineError> {
    let text = |p: &Profile, t: ValueType| {
        format!("{} {}", p.strings.text(t.kind), p.strings.text(t.unit))
    };
    let check = |what, type_a, type_b| {
        let (a, b) = (text(a, type_a), text(b, type_b));
        if a == b { Ok(()) } else { Err(CombineError::Types { what, a, b }) }
    };
    check("period", a.period_type, b.period_type)?;
    if a.sample_types.len() != b.sample_types.len() {
        return Err(CombineError::TypeCount(a.sample_types.len(), b.sample_types.len()));
    }
    for (&a, &b) in a.sample_types.iter().zip(&b.sample_types) {
        check("sample", a, b)?;
    }
    Ok(())
}

/// Returns whether a profile has anything to say by this text.
fn is_set(id: super::StringId) -> bool {
    id != EMPTY
}
