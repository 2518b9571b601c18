//! Choice of the sample type that a query means.

use crate::profile::Profile;

/// Why no sample type could be chosen. The words are pprof's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleIndexError {
    /// The profile has no sample types at all.
    #[error("profile has no samples")]
    NoSampleTypes,
    /// A number that is too large.
    #[error("sample_index {index} is outside the range [0..{last}]")]
    OutOfRange {
        /// Name that was asked for.
        index: String,
        /// The largest that could have been.
        last: usize,
    },
    /// A name that no sample type has.
    #[error("sample_index {name:?} must be one of: [{}]", .types.join(" "))]
    Unknown {
        /// Name that was asked for.
        name: String,
        /// Names that there are.
        types: Vec<String>,
    },
}

/// The column that `name` means: the profile's default when it is empty, else a
/// number, else a sample type's name, with or without the `inuse_` that older
/// profiles do not write.
///
/// # Errors
///
/// When there is no such column.
pub fn sample_index(profile: &Profile, name: &str) -> Result<usize, SampleIndexError> {
    let default = profile.default_sample_index().ok_or(SampleIndexError::NoSampleTypes)?;
    if name.is_empty() {
        return Ok(default);
    }
    let types = profile.sample_types.len();
    if let Ok(index) = name.parse::<i64>() {
        return usize::try_from(index).ok().filter(|&i| i < types).ok_or_else(|| {
            SampleIndexError::OutOfRange { index: name.to_owned(), last: types - 1 }
        });
    }
    let without_inuse = name.strip_prefix("inuse_").unwrap_or(name);
    profile
        .sample_type_names()
        .position(|t| t == name.as_bytes() || t == without_inuse.as_bytes())
        .ok_or_else(|| SampleIndexError::Unknown {
            name: name.to_owned(),
            types: profile
                .sample_type_names()
                .map(|t| String::from_utf8_lossy(t).into_owned())
                .collect(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ValueType;

    fn profile(types: &[&str], default: &str) -> Profile {
        let mut profile = Profile::default();
        profile.strings.push(b"");
        for name in types {
            let kind = profile.strings.push(name.as_bytes());
            profile.sample_types.push(ValueType { kind, unit: 0 });
        }
        profile.default_sample_type = profile.strings.push(default.as_bytes());
        profile
    }

    #[test]
    fn the_default_is_the_named_one_or_the_last() {
        let types = ["objects", "space"];
        assert_eq!(sample_index(&profile(&types, ""), ""), Ok(1));
        assert_eq!(sample_index(&profile(&types, "objects"), ""), Ok(0));
        assert_eq!(sample_index(&profile(&types, "gone"), ""), Ok(1));
        assert_eq!(sample_index(&profile(&[], ""), ""), Err(SampleIndexError::NoSampleTypes));
    }

    #[test]
    fn names_numbers_and_legacy_names() {
        let profile = profile(&["objects", "space"], "");
        assert_eq!(sample_index(&profile, "objects"), Ok(0));
        assert_eq!(sample_index(&profile, "inuse_objects"), Ok(0));
        assert_eq!(sample_index(&profile, "0"), Ok(0));
        let error = |name| sample_index(&profile, name).unwrap_err().to_string();
        assert_eq!(error("2"), "sample_index 2 is outside the range [0..1]");
        assert_eq!(error("-1"), "sample_index -1 is outside the range [0..1]");
        assert_eq!(error("cpu"), "sample_index \"cpu\" must be one of: [objects space]");
    }
}
