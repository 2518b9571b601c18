//! What a file is for, by its name.

/// What to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Profile,
    Source,
    /// An archive of source files.
    Zip,
    /// Anything else: a profile if it was dropped by itself, nothing if it lay in a folder.
    Other,
}

const PROFILES: &[&str] = &["pb", "pb.gz", "pprof", "prof"];
const SOURCES: &[&str] = &[
    "go", "rs", "c", "cc", "cpp", "cxx", "h", "hh", "hpp", "hxx", "inc", "java", "kt", "kts",
    "scala", "cs", "py", "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "rb", "php",
    "swift", "m", "mm", "zig", "s", "asm", "y",
];

/// Parts of the names of what Go writes as text, for those that lie in a folder.
const TEXTS: &[&str] =
    &["goroutine", "heap", "allocs", "mutex", "block", "threadcreate", "pprof", "profile"];

/// Whether a file that is neither a profile nor a source by its ending is worth a try.
pub fn may_be_profile(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TEXTS.iter().any(|part| name.contains(part))
}

/// What a file of this name is.
pub fn kind(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    let ends = |extension: &&str| name.strip_suffix(extension).is_some_and(|n| n.ends_with('.'));
    if ends(&"zip") {
        Kind::Zip
    } else if PROFILES.iter().any(ends) {
        Kind::Profile
    } else if SOURCES.iter().any(ends) {
        Kind::Source
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_files_are_for() {
        for (name, expected) in [
            ("main.go", Kind::Source),
            ("ASM.S", Kind::Source),
            ("repo.ZIP", Kind::Zip),
            ("heap.pb.gz", Kind::Profile),
            ("cpu.prof", Kind::Profile),
            ("goroutine.txt", Kind::Other),
            ("logs", Kind::Other),
            ("c", Kind::Other),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
