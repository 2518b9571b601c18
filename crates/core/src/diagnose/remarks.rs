//! What a reader should know before reading.

use crate::profile::Profile;
use std::fmt;

/// Something odd about a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// It measured nothing.
    NoSamples,
    /// All its values are 0.
    NothingMeasured,
    /// It has addresses instead of names.
    NoSymbols,
    /// Some values are negative: it is a difference of two.
    Difference,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NoSamples => {
                "This profile has no samples: nothing that it measures happened while it was \
                 taken. Take it again under load, or for longer."
            }
            Self::NothingMeasured => "All values in this profile are zero.",
            Self::NoSymbols => {
                "This profile has addresses, but no function names. Make one that has, with \
                 `go tool pprof -proto BINARY PROFILE`."
            }
            Self::Difference => "Some values are negative: this profile is the difference of two.",
        })
    }
}

/// Everything odd about a profile.
pub fn remarks(profile: &Profile) -> Vec<Remark> {
    let samples = &profile.samples;
    if samples.is_empty() {
        return vec![Remark::NoSamples];
    }
    let any = |test: fn(i64) -> bool| samples.values.iter().flatten().any(|&v| test(v));
    let no_symbols = profile.functions.is_empty() && !profile.locations.is_empty();
    [
        (!any(|v| v != 0), Remark::NothingMeasured),
        (no_symbols, Remark::NoSymbols),
        (any(|v| v < 0), Remark::Difference),
    ]
    .into_iter()
    .filter_map(|(is_so, remark)| is_so.then_some(remark))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Kind;
    use crate::profile::ValueType;

    fn profile(types: &[&str], values: &[i64]) -> Profile {
        let mut profile = Profile::default();
        profile.strings.push(b"");
        for name in types {
            let kind = profile.strings.push(name.as_bytes());
            profile.sample_types.push(ValueType { kind, unit: 0 });
            profile.samples.values.push(values.to_vec());
        }
        let stack = profile.stacks.finish();
        profile.samples.stack = vec![stack; values.len()];
        profile
    }

    #[test]
    fn oddities_are_named() {
        assert_eq!(remarks(&profile(&["cpu"], &[])), [Remark::NoSamples]);
        assert_eq!(remarks(&profile(&["cpu"], &[0])), [Remark::NothingMeasured]);
        assert_eq!(remarks(&profile(&["cpu"], &[1, -1])), [Remark::Difference]);
        assert_eq!(remarks(&profile(&["cpu"], &[1])), []);
    }

    #[test]
    fn kinds_are_what_people_call_them() {
        for (types, name) in [
            (&["samples", "cpu"][..], "CPU"),
            (&["alloc_space", "inuse_space"], "heap"),
            (&["contentions", "delay"], "mutex or block"),
            (&["goroutine"], "goroutine"),
            (&["a", "steps"], "steps"),
            (&[], "profile"),
        ] {
            assert_eq!(Kind::of(&profile(types, &[])).name(), name);
        }
    }
}
