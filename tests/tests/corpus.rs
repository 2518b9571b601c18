//! Other people's profiles, where they are there: a folder `shared/corpus` beside
//! the repository, or HEARTH_CORPUS. They are not part of the project.

use hearth_core::profile::Profile;
use hearth_core::read::{self, ReadError};
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// A line of MANIFEST.tsv.
struct Entry<'a> {
    path: &'a str,
    expect: &'a str,
    what: &'a str,
}

impl<'a> Entry<'a> {
    fn parse(line: &'a str) -> Self {
        let columns: Vec<&str> = line.split('\t').collect();
        let column = |i: usize| columns.get(i).copied().unwrap_or_default();
        Self { path: column(0), expect: column(1), what: column(7) }
    }

    fn is_protobuf(&self) -> bool {
        let known = self.what.split(" | ").nth(1);
        known.is_some_and(|k| k.starts_with("gzip+pprof") || k.starts_with("pprof "))
            || (self.path.starts_with("orders/") && self.path.ends_with(".pb.gz"))
    }

    /// A figure that an independent reader took from the file.
    fn figure(&self, name: &str) -> Option<usize> {
        let (_, rest) = self.what.split_once(&format!(" {name}="))?;
        rest.split(' ').next()?.parse().ok()
    }

    /// Why the result is not what it should be.
    fn judge(&self, result: &Result<Profile, ReadError>) -> Result<(), String> {
        match (self.expect, result) {
            ("open", Ok(profile)) if self.is_protobuf() => self.compare(profile),
            ("open", Ok(_)) => Ok(()),
            ("open", Err(error)) => Err(error.to_string()),
            ("later" | "error", Err(error)) => self.is_named(&error.to_string()),
            (_, Ok(_)) if READ_SINCE.iter().any(|part| self.path.contains(part)) => Ok(()),
            (expect, Ok(_)) => Err(format!("it opened, but the manifest says {expect}")),
            (expect, Err(_)) => Err(format!("the manifest says {expect}, which is not known")),
        }
    }

    fn is_named(&self, error: &str) -> Result<(), String> {
        let Some((_, form)) = NAMED.iter().find(|(part, _)| self.path.contains(part)) else {
            return Err(format!("this test does not know what to expect in {error:?}"));
        };
        if error.contains(form) { Ok(()) } else { Err(format!("{form:?} is not in {error:?}")) }
    }

    fn compare(&self, profile: &Profile) -> Result<(), String> {
        for (name, ours) in [
            ("samples", profile.samples.len()),
            ("locs", profile.locations.len()),
            ("funcs", profile.functions.len()),
            ("maps", profile.mappings.len()),
            ("strings", profile.strings.len()),
        ] {
            match self.figure(name) {
                Some(theirs) if theirs != ours => {
                    return Err(format!("{name}: {ours}, not {theirs}"));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Words that the error must have, by a part of the file's path: the first counts.
const NAMED: [(&str, &str); 4] = [
    ("fuzz-crasher", "damaged text profile"),
    ("fuzz-empty", "empty"),
    ("bad-crc", "checksum"),
    ("trace/", "execution trace"),
];

/// Parts of paths of files that the manifest does not call open, and that are read by now.
const READ_SINCE: [&str; 4] = ["collapsed", "jemalloc", ".otlp", ".zst"];

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from)
}

#[test]
fn every_file_opens_or_says_why_not() {
    let corpus = corpus();
    let Ok(manifest) = std::fs::read_to_string(corpus.join("MANIFEST.tsv")) else {
        // Past the test harness, which keeps what a test prints to itself.
        let _ =
            writeln!(std::io::stderr(), "\n*** SKIPPED: no corpus at {} ***\n", corpus.display());
        return;
    };
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for entry in manifest.lines().skip(1).map(Entry::parse) {
        let bytes = std::fs::read(corpus.join(entry.path)).expect("the manifest's files are there");
        let Ok(result) = catch_unwind(|| read::open(&bytes)) else {
            failures.push(format!("{}: it panicked", entry.path));
            continue;
        };
        let outcome = match &result {
            Ok(_) => "opened",
            Err(ReadError::Foreign(_)) => "refused, form named",
            Err(_) => "refused, damage named",
        };
        *counts.entry((entry.expect, outcome)).or_default() += 1;
        if let Err(why) = entry.judge(&result) {
            failures.push(format!("{}: {why}", entry.path));
        }
    }
    for ((expect, outcome), count) in &counts {
        println!("{count:>4} files: expected {expect}, {outcome}");
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
