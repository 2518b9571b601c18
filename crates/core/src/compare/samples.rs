//! Number of samples that the values of a profile rest on.
//!
//! A value says how much; only the number of samples says how sure. CPU profiles count
//! them. Go's heap profiles are scaled up when they are written: a size class of which `n`
//! objects were sampled, at one sample every `rate` bytes on average, is written as
//! `n / (1 - e^(-size / rate))` objects (`scaleHeapSample` in Go's `runtime/pprof`). So `n`
//! is known again, where the size is: the `bytes` label, or bytes by objects.

use crate::diagnose::Kind;
use crate::measure;
use crate::profile::{LabelValue, Profile};

/// Where the number of samples behind a sample type comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A column of the profile counts them: its number.
    Column(usize),
    /// They are recovered from a scaled heap profile: the columns of objects and bytes.
    Heap {
        /// Of objects.
        objects: usize,
        /// Of bytes.
        bytes: usize,
    },
    /// Each has the weight of a column's period.
    Period {
        /// The column's number.
        column: usize,
        /// The period, in the column's unit.
        period: i64,
    },
    /// Nothing is known: whether a difference is real cannot be told.
    Unknown,
}

/// Names of sample types that count what was sampled, or each thing that is there.
const COUNTS: [&[u8]; 7] = [
    b"samples",
    b"sample",
    b"contentions",
    b"goroutine",
    b"goroutineleak",
    b"threadcreate",
    b"events",
];

impl Source {
    /// The source for a sample type (its number) of a profile.
    pub fn of(profile: &Profile, index: usize) -> Self {
        let names: Vec<&[u8]> = profile.sample_type_names().collect();
        let place = |name: &[u8]| names.iter().position(|n| *n == name);
        let name = names[index];
        if let Some(state) = name.strip_suffix(b"_objects").or(name.strip_suffix(b"_space"))
            && let Some(objects) = place(&[state, b"_objects"].concat())
            && let Some(bytes) = place(&[state, b"_space"].concat())
            && profile.period > 0
        {
            return Self::Heap { objects, bytes };
        }
        if let Some(column) = COUNTS.iter().find_map(|&name| place(name)) {
            return Self::Column(column);
        }
        let unit = |t: crate::profile::ValueType| profile.strings.text(t.unit);
        let value_type = profile.sample_types[index];
        if profile.period > 0
            && profile.strings.get(value_type.kind) == profile.strings.get(profile.period_type.kind)
            && unit(value_type) == unit(profile.period_type)
        {
            return Self::Period { column: index, period: profile.period };
        }
        Self::Unknown
    }

    /// The number of samples behind each row of a profile; `None` where it is not known.
    /// Rows of negative values have as many as if they were positive.
    pub fn count(self, profile: &Profile) -> Option<Vec<i64>> {
        let values = &profile.samples.values;
        match self {
            Self::Column(column) => {
                Some(values[column].iter().map(|v| v.saturating_abs()).collect())
            }
            Self::Heap { objects, bytes } => Some(heap(profile, &values[objects], &values[bytes])),
            Self::Period { column, period } => {
                let count = |v: &i64| (v.saturating_abs() as f64 / period as f64).ceil() as i64;
                Some(values[column].iter().map(count).collect())
            }
            Self::Unknown => None,
        }
    }
}

fn heap(profile: &Profile, objects: &[i64], bytes: &[i64]) -> Vec<i64> {
    let rate = profile.period as f64;
    let is_size: Vec<bool> = profile.strings.iter().map(|s| s == b"bytes").collect();
    let size = |sample: usize| {
        let mut labels = profile.samples.labels.of(sample);
        let labelled = labels.find_map(|label| match label.value {
            LabelValue::Number(size, _) if is_size[label.key as usize] && size > 0 => {
                Some(size as f64)
            }
            _ => None,
        });
        labelled.unwrap_or_else(|| bytes[sample] as f64 / objects[sample] as f64)
    };
    let count = |sample: usize| match objects[sample] {
        0 => 0,
        count => {
            let sampled = 1.0 - measure::exp(-size(sample).abs() / rate);
            ((count.unsigned_abs() as f64 * sampled).round() as i64).max(1)
        }
    };
    (0..objects.len()).map(count).collect()
}

/// Returns whether a sample type only ever grows while a process runs.
pub fn is_cumulative(profile: &Profile, index: usize) -> bool {
    let name = profile.strings.get(profile.sample_types[index].kind);
    name.starts_with(b"alloc_")
        || matches!(Kind::of(profile), Kind::Contention) && profile.duration_nanos == 0
}

/// Returns whether a sample type says what is there at one moment: a level, not a sum since a start
/// or over a duration.
pub fn is_snapshot(profile: &Profile, index: usize) -> bool {
    let name = profile.strings.get(profile.sample_types[index].kind);
    let is_level = |name: &[u8]| {
        name.starts_with(b"inuse") || name.starts_with(b"live") || name.starts_with(b"in_use")
    };
    match Kind::of(profile) {
        Kind::Goroutine | Kind::GoroutineLeak | Kind::ThreadCreate => true,
        // Heaps of JavaScript and others: what is there, without what ever was.
        Kind::Other(_) if matches!(name, b"space" | b"objects") => profile.duration_nanos == 0,
        _ => is_level(name),
    }
}

/// Returns whether a sample type counts all that is there, so that sampling brings no noise:
/// goroutines and threads, and heaps of which each object was recorded (a period of 1).
pub fn is_exact(profile: &Profile, index: usize) -> bool {
    let name = profile.strings.get(profile.sample_types[index].kind);
    match name {
        b"goroutine" | b"goroutineleak" | b"threadcreate" => profile.period <= 1,
        _ => {
            let of_period = profile.strings.get(profile.period_type.kind);
            let is_heap = name.ends_with(b"_space") || name.ends_with(b"_objects");
            is_heap && profile.period == 1 && of_period == b"space"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ValueType;
    use crate::view::testing::profile;

    #[test]
    fn the_number_of_sampled_objects_is_recovered() {
        // Estimate that the runtime writes for this many sampled objects of a size.
        let written = |sampled: i64, size: i64| {
            let scale = 1.0 / (1.0 - (-(size as f64) / 524_288.0).exp());
            ((sampled as f64 * scale) as i64, (sampled as f64 * size as f64 * scale) as i64)
        };
        for (sampled, size) in [(1, 16), (3, 4096), (7, 524_288), (2, 50_000_000), (900, 48)] {
            let (objects, bytes) = written(sampled, size);
            let mut heap = profile(&[&format!("f 1 bytes#{size}"), "g 0"]);
            let types = ["inuse_objects", "inuse_space"]
                .map(|kind| ValueType { kind: heap.strings.push(kind.as_bytes()), unit: 0 });
            heap.sample_types = types.to_vec();
            heap.samples.values = vec![vec![objects, 0], vec![bytes, 0]];
            heap.period = 524_288;
            let source = Source::of(&heap, 1);
            assert_eq!(source, Source::Heap { objects: 0, bytes: 1 });
            assert_eq!(source.count(&heap).unwrap(), [sampled, 0], "{size}");
            heap.samples.retain_labels(|_| false);
            assert_eq!(source.count(&heap).unwrap(), [sampled, 0], "{size} without label");
        }
    }

    #[test]
    fn where_nothing_counts_nothing_is_known() {
        let mut cpu = profile(&["f 30", "g -10"]);
        assert_eq!(Source::of(&cpu, 0), Source::Unknown);
        cpu.period_type = cpu.sample_types[0];
        cpu.period = 10;
        assert_eq!(Source::of(&cpu, 0).count(&cpu).unwrap(), [3, 1]);
        cpu.sample_types[0].kind = cpu.strings.push(b"samples");
        assert_eq!(Source::of(&cpu, 0).count(&cpu).unwrap(), [30, 10]);
    }
}
