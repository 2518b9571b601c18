//! What kind of profile this is.

use crate::profile::Profile;

/// The kinds that Go writes, and whatever else there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is on the heap now, and everything that ever was.
    Heap,
    /// The same file, meant to be read for what was ever allocated.
    Allocs,
    /// Where time was spent on a CPU.
    Cpu,
    /// Where goroutines waited for each other: `mutex` and `block` write the
    /// same, so they cannot be told apart.
    Contention,
    /// Where goroutines are.
    Goroutine,
    /// Goroutines that can never run again.
    GoroutineLeak,
    /// Where threads were started.
    ThreadCreate,
    /// Something else, by its own name.
    Other(String),
}

impl Kind {
    /// Judges by the sample types, which say it best.
    pub fn of(profile: &Profile) -> Self {
        let types: Vec<&[u8]> = profile.sample_type_names().collect();
        let has = |name: &str| types.contains(&name.as_bytes());
        let default = profile.strings.get(profile.default_sample_type);
        if has("inuse_space") {
            return if default.starts_with(b"alloc") { Self::Allocs } else { Self::Heap };
        }
        match () {
            () if has("cpu") => Self::Cpu,
            () if has("contentions") => Self::Contention,
            () if has("goroutine") => Self::Goroutine,
            () if has("goroutineleak") => Self::GoroutineLeak,
            () if has("threadcreate") => Self::ThreadCreate,
            () => Self::Other(
                types
                    .last()
                    .map_or(String::new(), |name| String::from_utf8_lossy(name).into_owned()),
            ),
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Heap => "heap",
            Self::Allocs => "allocs",
            Self::Cpu => "CPU",
            Self::Contention => "mutex or block",
            Self::Goroutine => "goroutine",
            Self::GoroutineLeak => "goroutine leak",
            Self::ThreadCreate => "threadcreate",
            Self::Other(name) if name.is_empty() => "profile",
            Self::Other(name) => name,
        }
    }
}
