//! Kinds of profiles.

use crate::profile::Profile;

/// The kinds that Go writes, and whatever else there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Objects that are on the heap now, and all that ever were.
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
    /// Which references lead to what is on the heap, by goref: a stack is a path from a root.
    References,
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
            if is_of_goref(profile) {
                return Self::References;
            }
            return if default.starts_with(b"alloc") { Self::Allocs } else { Self::Heap };
        }
        match () {
            () if has("cpu") => Self::Cpu,
            // OpenTelemetry's profiler counts samples; perf has events of clocks and cycles.
            () if default_is_samples(profile) && period_is(profile, "cpu") => Self::Cpu,
            () if has("cpu-clock") || has("task-clock") || has("cycles") => Self::Cpu,
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

    /// Name that people use for it.
    pub fn name(&self) -> &str {
        match self {
            Self::Heap => "heap",
            Self::Allocs => "allocs",
            Self::Cpu => "CPU",
            Self::Contention => "mutex or block",
            Self::Goroutine => "goroutine",
            Self::GoroutineLeak => "goroutine leak",
            Self::ThreadCreate => "threadcreate",
            Self::References => "references",
            Self::Other(name) if name.is_empty() => "profile",
            Self::Other(name) => name,
        }
    }
}

fn default_is_samples(profile: &Profile) -> bool {
    profile.sample_type_names().last() == Some(b"samples")
}

fn period_is(profile: &Profile, kind: &str) -> bool {
    profile.strings.get(profile.period_type.kind) == kind.as_bytes()
}

/// Returns whether goref wrote it: no place has a line or an address, and frames are named after what
/// refers to the next one. Its names are those of `pkg/proc/protobuf.go`.
fn is_of_goref(profile: &Profile) -> bool {
    const NAMES: [&[u8]; 3] = [b"$sub_objects$", b"$mapval. (", b"$mapkey. ("];
    let is_reference = |name: &[u8]| NAMES.iter().any(|start| name.starts_with(start));
    let mut names = profile.functions.name.iter().map(|&name| profile.strings.get(name));
    names.any(is_reference) && profile.locations.lines.iter().all(|line| line.line == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind of a profile with these folded stacks.
    fn kind_of(stacks: &str, kind: &[u8], period: &[u8]) -> Kind {
        let mut profile = crate::read::open(stacks.as_bytes()).expect("these are stacks");
        profile.sample_types[0].kind = profile.strings.push(kind);
        profile.period_type.kind = profile.strings.push(period);
        Kind::of(&profile)
    }

    #[test]
    fn chains_of_references_are_not_a_heap_profile() {
        let chain = "main.sessionCache;$mapval. (main.Session) 16\n";
        assert_eq!(kind_of(chain, b"inuse_space", b""), Kind::References);
        assert_eq!(kind_of("main.tree;$sub_objects$ 8\n", b"inuse_space", b""), Kind::References);
        assert_eq!(kind_of("main;main.newSession 16\n", b"inuse_space", b""), Kind::Heap);
    }

    #[test]
    fn cpu_profiles_of_other_programs_are_known() {
        assert_eq!(kind_of("main;f 1\n", b"samples", b"cpu"), Kind::Cpu);
        assert_eq!(kind_of("main;f 1\n", b"samples", b""), Kind::Other("samples".to_owned()));
        assert_eq!(kind_of("main;f 1\n", b"task-clock", b""), Kind::Cpu);
    }
}
