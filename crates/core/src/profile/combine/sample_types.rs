//! The sample types that several profiles have in common.

use super::CombineError;
use crate::profile::{Profile, StringId};
use std::collections::BTreeMap;

/// Keeps the sample types that all profiles have, in the first one's order. A
/// name that one profile has twice is not kept: pprof counts names.
pub fn keep_common(profiles: &mut [Profile]) -> Result<(), CombineError> {
    let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for name in profiles.iter().flat_map(Profile::sample_type_names) {
        *counts.entry(name.to_vec()).or_default() += 1;
    }
    let all = profiles.len();
    let Some(first) = profiles.first() else { return Err(CombineError::Nothing) };
    let common: Vec<Vec<u8>> =
        first.sample_type_names().filter(|&n| counts[n] == all).map(<[u8]>::to_vec).collect();
    if common.is_empty() {
        return Err(CombineError::NoCommonType);
    }
    profiles.iter_mut().for_each(|profile| keep(profile, &common));
    Ok(())
}

fn keep(profile: &mut Profile, names: &[Vec<u8>]) {
    let position = |name: &Vec<u8>| profile.sample_type_names().position(|n| n == name);
    let columns: Vec<usize> = names.iter().filter_map(position).collect();
    if columns.iter().copied().eq(0..profile.sample_types.len()) {
        return;
    }
    profile.sample_types = columns.iter().map(|&c| profile.sample_types[c]).collect();
    let values = &profile.samples.values;
    let values = columns.iter().map(|&c| values[c].clone()).collect();
    profile.samples.values = values;
    let default = profile.strings.get(profile.default_sample_type);
    if !profile.sample_type_names().any(|name| name == default) {
        let first: StringId = profile.sample_types[0].kind;
        profile.default_sample_type = first;
    }
}
