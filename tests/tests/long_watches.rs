//! Watches of days, composed from recorded ones (`hearth_tests::compose`): a daily rhythm is
//! no leak, restarts split a series, and a slow leak below the rhythm is found.

use hearth_core::profile::Profile;
use hearth_core::read;
use hearth_core::snapshots::{Findings, SnapshotSet, Verdict};
use hearth_tests::compose::Watch;
use std::fs;
use std::path::Path;

fn recorded(service: &str, kind: &str) -> Vec<Profile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles").join(service);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("readable").path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(kind) && name.ends_with(".pb.gz")
        })
        .collect();
    files.sort();
    let open = |file| read::open(&fs::read(file).expect("readable")).expect("a profile");
    files.into_iter().map(open).collect()
}

fn findings(watch: &Watch, kind: &str, leaking: Option<&str>) -> Findings {
    let leaking = leaking.map_or(Vec::new(), |service| recorded(service, kind));
    let all = watch.compose(&recorded("none-steady", kind), &leaking).expect("they merge");
    let mut set = SnapshotSet::default();
    for (number, profile) in all.iter().enumerate() {
        set.add(&format!("{kind}.{number:03}.pb.gz"), profile).expect("a snapshot");
    }
    set.findings()
}

fn leaks(findings: &Findings) -> Vec<&str> {
    let leaks = findings.suspects.iter().filter(|s| s.verdict == Verdict::Leak);
    leaks.map(|s| s.function.as_str()).collect()
}

/// A watch may begin and end at any hour: also at the least load and at the most.
#[test]
fn a_daily_rhythm_is_no_leak() {
    for starts in [0, 6, 12, 18] {
        for hours in [36, 84, 200] {
            for kind in ["heap", "goroutine"] {
                let watch = Watch { hours, starts, ..Watch::default() };
                let findings = findings(&watch, kind, None);
                assert_eq!(leaks(&findings), [""; 0], "{kind}, {hours} hours from {starts}");
            }
        }
    }
}

#[test]
fn restarts_and_missing_hours_split_and_do_not_leak() {
    let missing: Vec<usize> = (50..61).chain([5, 90, 91, 130]).collect();
    let watch = Watch { deploys: vec![40, 100, 170], missing, ..Watch::default() };
    let findings = findings(&watch, "heap", None);
    assert_eq!(findings.series[0].segments, [0..39, 39..86, 86..155, 155..185]);
    assert_eq!(leaks(&findings), [""; 0]);
}

/// The lines that leak also hold up to as much for the load as the leak comes to. Of a
/// heap, a leak that has most of its few samples late is called growing.
#[test]
fn a_slow_leak_below_the_rhythm_is_found() {
    let (mut heaps, mut growing) = (0, 0);
    for below in [0.0, 0.25, 0.5, 1.0] {
        for starts in [0, 6, 12, 18] {
            for (kind, service, planted) in [
                ("heap", "timers", "main.deliver"),
                ("heap", "map-keys", "main.(*metrics).observe"),
                ("goroutine", "chan-send", "main.query"),
                ("goroutine", "mutex", "main.(*account).withdraw"),
            ] {
                let missing = (50..61).collect();
                let watch = Watch { starts, below, missing, ..Watch::default() };
                let findings = findings(&watch, kind, Some(service));
                let what = format!("{kind} of {service}, {below} below, from {starts}");
                assert_eq!(findings.suspects[0].function, planted, "{what}");
                let leaks = leaks(&findings);
                if kind == "heap" {
                    heaps += 1;
                    growing += usize::from(leaks.is_empty());
                } else {
                    assert_eq!(leaks, [planted], "{what}");
                }
                assert!(leaks.iter().all(|&f| f == planted), "{what}: {leaks:?}");
            }
        }
    }
    assert!(growing * 8 <= heaps, "{growing} of {heaps} heaps are no more than growing");
}
