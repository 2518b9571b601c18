//! Multiplying the values of a profile.

use crate::measure;
use crate::profile::Profile;

/// Multiplies each column by its ratio and rounds. Samples whose multiplied
/// values are all 0 go; columns with ratio 1 have no say in that, and if there
/// are only such nothing happens: pprof does so.
pub fn scale(profile: &mut Profile, ratios: &[f64]) {
    let scaled: Vec<usize> = (0..ratios.len()).filter(|&c| ratios[c] != 1.0).collect();
    if scaled.is_empty() {
        return;
    }
    let samples = &mut *profile.samples;
    for &column in &scaled {
        for value in &mut samples.values[column] {
            *value = measure::truncate((*value as f64 * ratios[column]).round());
        }
    }
    let values = &samples.values;
    let keep: Vec<bool> =
        (0..samples.len()).map(|s| scaled.iter().any(|&c| values[c][s] != 0)).collect();
    if keep.contains(&false) {
        samples.retain(|sample| keep[sample]);
    }
}

/// Scales each column of a profile so that its sum is that of the base.
pub fn normalize(profile: &mut Profile, base: &Profile) {
    let ratios = ratios(profile, base);
    scale(profile, &ratios);
}

/// Factors for each column of a profile for its sum to be that of the base.
pub fn ratios(profile: &Profile, base: &Profile) -> Vec<f64> {
    let sum = |column: &Vec<i64>| column.iter().fold(0i64, |sum, &v| sum.wrapping_add(v));
    (profile.samples.values.iter().zip(&base.samples.values))
        .map(|(column, base)| match sum(column) {
            0 => 0.0,
            own => sum(base) as f64 / own as f64,
        })
        .collect()
}
