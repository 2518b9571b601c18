//! Long watches that are composed from short recorded ones: the load of a service without a
//! leak follows a day, and what leaks grows slowly below it.
//!
//! A snapshot of a long watch is a recorded one of the steady service with its values times the
//! load of the hour, and one of the leaking service as far as the leak has come since the last
//! start. What was ever allocated is the sum of the load since that start.

use hearth_core::profile::{Profile, combine};
use std::f64::consts::TAU;

/// A plan of a long watch.
#[derive(Clone, Debug)]
pub struct Watch {
    /// Number of snapshots, an hour apart.
    pub hours: usize,
    /// By how much the load of a day differs from its mean, 0 to 1.
    pub rhythm: f64,
    /// Hours at which a new version was started.
    pub deploys: Vec<usize>,
    /// Hours of which there is no snapshot.
    pub missing: Vec<usize>,
    /// The hour of the day at which the watch starts: at 0, the load is its mean and rises.
    pub starts: usize,
    /// Load on the lines that leak, as a share of the whole leak.
    pub below: f64,
}

impl Default for Watch {
    fn default() -> Self {
        Self { hours: 200, rhythm: 0.7, deploys: vec![], missing: vec![], starts: 0, below: 0.0 }
    }
}

const HOUR: i64 = 3_600_000_000_000;
/// The first snapshot, in nanoseconds since 1970.
const START: i64 = 1_700_000_000_000_000_000;

impl Watch {
    /// Composes the snapshots, the earliest first. `leaking` may be empty: then nothing
    /// leaks. `None` if there is no steady profile, or two cannot be merged.
    pub fn compose(&self, steady: &[Profile], leaking: &[Profile]) -> Option<Vec<Profile>> {
        let mut all = Vec::new();
        let (mut allocated, mut since) = (0.0, 0);
        for hour in 0..self.hours {
            if self.deploys.contains(&hour) {
                (allocated, since) = (0.0, hour);
            }
            let phase = TAU * ((hour + self.starts) % 24) as f64 / 24.0;
            let load = 1.0 + self.rhythm * phase.sin();
            allocated += load;
            if self.missing.contains(&hour) {
                continue;
            }
            let mut parts = vec![
                times(steady.get(hour % steady.len().max(1))?, 0.0, load),
                times(steady.last()?, allocated, 0.0),
            ];
            // It starts again with each start of the program, and is as slow each time.
            let grown = (hour - since) as f64 / self.hours as f64;
            if let Some(leak) = leaking.get((grown * leaking.len() as f64) as usize) {
                parts.push(times(leak, 1.0, 1.0));
            }
            if let Some(most) = leaking.last().filter(|_| self.below > 0.0) {
                parts.push(times(most, allocated, load * self.below));
            }
            let mut profile = combine::merge(parts).ok()?;
            profile.time_nanos = START + HOUR * hour as i64;
            all.push(profile);
        }
        Some(all)
    }
}

/// A profile with what was ever allocated, and what is there, times these. Of a profile
/// without allocations, all is there.
fn times(profile: &Profile, allocated: f64, there: f64) -> Profile {
    let mut profile = profile.clone();
    let ratios = match profile.sample_types.len() {
        4 => vec![allocated, allocated, there, there],
        columns => vec![there; columns],
    };
    for (column, ratio) in profile.samples.values.iter_mut().zip(ratios) {
        column.iter_mut().for_each(|value| *value = (*value as f64 * ratio).round() as i64);
    }
    profile
}
