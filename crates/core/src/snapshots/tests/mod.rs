//! Sets of profiles that are made here, and what is said of them.

mod causes;
mod grown;
mod survivors;

use super::*;
use crate::diagnose::BlockedOn;
use crate::profile::{Label, LabelValue, Profile, ValueType};
use crate::read;
use crate::view::testing;

const SECOND: i64 = 1_000_000_000;

/// A heap with a row for each text: a stack and its samples in use and allocated. Each
/// sample is an object of 512 bytes.
fn heap(number: i64, rows: &[(&str, i64, i64)]) -> Profile {
    let texts: Vec<String> = rows.iter().map(|(stack, ..)| format!("{stack} 1")).collect();
    let mut profile = testing::profile(&texts.iter().map(|t| &**t).collect::<Vec<_>>());
    let mut text = |text: &str| profile.strings.push(text.as_bytes());
    let (count, bytes, size) = (text("count"), text("bytes"), text("bytes"));
    let kinds = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"].map(&mut text);
    profile.sample_types = kinds
        .iter()
        .zip([count, bytes].repeat(2))
        .map(|(&kind, unit)| ValueType { kind, unit })
        .collect();
    profile.default_sample_type = kinds[3];
    profile.period = 512 << 10;
    profile.time_nanos = (1000 + 60 * number) * SECOND;
    // A sample of objects of 512 bytes stands for 1024 and a half of them.
    let objects = |samples: i64| samples * 2049 / 2;
    let column = |of: fn(&(&str, i64, i64)) -> i64, each: i64| {
        rows.iter().map(|row| objects(of(row)) * each).collect::<Vec<i64>>()
    };
    profile.samples.values =
        vec![column(|r| r.2, 1), column(|r| r.2, 512), column(|r| r.1, 1), column(|r| r.1, 512)];
    let mut labels = crate::profile::Labels::default();
    for sample in 0..rows.len() {
        labels.push(sample, Label { key: size, value: LabelValue::Number(512, 0) });
    }
    labels.finish(rows.len());
    profile.samples.labels = labels;
    profile
}

const LEAK: &str = "main.main@m.go:1;main.record@m.go:7;strings.Repeat@/go/src/strings/s.go:3";
const CACHE: &str = "main.main@m.go:2;main.put@m.go:20";
const TEMP: &str = "main.main@m.go:3;main.render@m.go:30";

/// A leak of two samples a minute, beside a cache that fills and is then replaced, and
/// much that is freed at once.
fn service(number: i64) -> Profile {
    let cache = (number * 12).min(30);
    heap(
        number,
        &[
            (LEAK, 2 * number, 2 * number),
            (CACHE, cache - number % 3, number * 12),
            (TEMP, number % 2, number * 200),
        ],
    )
}

fn set(count: i64, profile: impl Fn(i64) -> Profile) -> SnapshotSet {
    let mut set = SnapshotSet::default();
    for number in 0..count {
        set.add(&format!("heap.{number:02}.pb.gz"), &profile(number)).unwrap();
    }
    set
}

fn verdicts(findings: &Findings) -> Vec<(&str, Verdict)> {
    findings.suspects.iter().map(|s| (s.function.as_str(), s.verdict)).collect()
}

#[test]
fn a_leak_is_named_beside_a_cache_and_churn() {
    let findings = set(9, service).findings();
    let expected = [
        ("main.record", Verdict::Leak),
        ("main.put", Verdict::WarmUp),
        ("main.render", Verdict::Churn),
    ];
    assert_eq!(verdicts(&findings), expected);
    let leak = &findings.suspects[0];
    assert_eq!((leak.line, leak.package.as_str()), (7, "main"));
    assert_eq!(leak.stack[0].0, "strings.Repeat");
    assert!(leak.reasons.contains(&Reason::OnlyRises));
    let per_minute = leak.slope_per_second.unwrap() * 60.0;
    assert!((per_minute - leak.slope_per_snapshot).abs() < 1.0);
    assert!((per_minute / (2049.0 * 512.0) - 1.0).abs() < 0.01, "{per_minute}");
    assert_eq!(findings.too_few, None);
}

#[test]
fn few_snapshots_say_that_they_are_few() {
    for count in 0..ENOUGH {
        let findings = set(count as i64, service).findings();
        assert_eq!(findings.suspects, []);
        let why = findings.too_few.expect("there is a reason").text();
        assert!(why.contains(&format!("{count} heap")) && why.contains("heap?gc=1"), "{why}");
    }
}

#[test]
fn a_restart_splits_a_series() {
    let restarted = |number: i64| {
        let mut profile = service(if number < 3 { number + 5 } else { number - 3 });
        profile.time_nanos = (1000 + 60 * number) * SECOND;
        profile
    };
    let set = set(11, restarted);
    let findings = set.findings();
    assert_eq!(findings.series[0].segments, [0..3, 3..11]);
    assert_eq!(findings.suspects[0].function, "main.record");
    assert_eq!(findings.suspects[0].values[..3], [0, 0, 0]);
    let few = self::set(6, restarted).findings().too_few.expect("three are too few");
    assert!(few.was_restarted && few.text().contains("restart"));
}

#[test]
fn files_are_put_in_order() {
    let shuffled = [7, 2, 0, 5, 1, 3, 6, 4];
    let mut by_time = SnapshotSet::default();
    for number in shuffled {
        by_time.add("heap.pb.gz", &service(number)).unwrap();
    }
    assert_eq!(by_time.series()[0].snapshots, [2, 4, 1, 5, 7, 3, 6, 0]);
    assert_eq!(by_time.findings().suspects[0].verdict, Verdict::Leak);
    let mut by_name = SnapshotSet::default();
    for number in [10, 9, 11] {
        let mut profile = service(number);
        profile.time_nanos = 0;
        by_name.add(&format!("heap.{number}.pb.gz"), &profile).unwrap();
    }
    assert_eq!(by_name.series()[0].snapshots, [1, 0, 2]);
    assert_eq!(by_name.series()[0].seconds, None);
    by_name.set_order(Some(vec![2, 1, 0]));
    assert_eq!(by_name.series()[0].snapshots, [2, 1, 0]);
}

fn dump(ids: &[i64], state: &str) -> Profile {
    let one = |id: &i64| {
        format!(
            "goroutine {id} [{state}]:\nmain.wait(0x1)\n\t/m.go:5 +0x1\n\
             created by main.start in goroutine 1\n\t/m.go:40 +0x25\n\n"
        )
    };
    read::open(ids.iter().map(one).collect::<String>().as_bytes()).unwrap()
}

#[test]
fn goroutines_that_stay_leak_and_those_that_are_replaced_do_not() {
    let findings = |state: &str, ids: fn(i64) -> Vec<i64>| {
        let mut set = SnapshotSet::default();
        for number in 0..8 {
            let name = format!("goroutine.{number}.debug2.txt");
            set.add(&name, &dump(&ids(number), state)).unwrap();
        }
        set.findings()
    };
    let stay = findings("chan send", |n| (10..20 + 7 * n).collect());
    let first = &stay.suspects[0];
    assert_eq!((first.function.as_str(), first.line), ("main.wait", 5));
    assert_eq!(first.verdict, Verdict::Leak);
    assert_eq!(first.blocked, Some(BlockedOn::ChanSend));
    assert_eq!(first.created, Some(("main.start".to_owned(), "/m.go:40".to_owned())));
    assert!(first.reasons.contains(&Reason::StillThere(10, 10)), "{:?}", first.reasons);
    // As many, but each time others: more requests are under way.
    let replaced = findings("sleep", |n| (1000 * n + 10..1000 * n + 20 + 20 * n).collect());
    assert_eq!(replaced.suspects[0].verdict, Verdict::Growing);
}

#[test]
fn forms_of_one_moment_are_one_snapshot() {
    let mut set = SnapshotSet::default();
    for number in 0..6 {
        let ids: Vec<i64> = (10..20 + 7 * number).collect();
        set.add(&format!("a/heap.{number}.pb.gz"), &service(number)).unwrap();
        set.add(&format!("a/goroutine.{number}.debug2.txt"), &dump(&ids, "select")).unwrap();
        let text = format!(
            "goroutine profile: total {0}\n{0} @ 0x11\n#\t0x10\tmain.wait+0x4\t/m.go:5\n",
            ids.len()
        );
        let counts = read::open(text.as_bytes()).unwrap();
        set.add(&format!("a/goroutine.{number}.debug1.txt"), &counts).unwrap();
    }
    let series = set.series();
    let goroutines = series.iter().find(|s| s.kind == "goroutine").unwrap();
    assert_eq!(goroutines.snapshots.len(), 6);
    // They have no time, but the heaps of the same moments do.
    assert_eq!(goroutines.seconds.as_deref(), Some(&[0.0, 60.0, 120.0, 180.0, 240.0, 300.0][..]));
    let findings = set.findings();
    let heap = findings.suspects.iter().find(|s| s.function == "main.record").unwrap();
    assert!(heap.verdict <= Verdict::Growing, "{heap:?}");
    let join = &findings.joins[0];
    assert_eq!((join.shared, join.name.as_str(), join.goroutines), (Shared::Package, "main", 35));
    assert_eq!(join.bytes, heap.values[5] - heap.values[0]);
    assert!(findings.suspects[join.suspect].hints.contains(&Hint::Pinned));
}

#[test]
fn a_proof_needs_one_snapshot_and_silence_proves_nothing() {
    let leaked = |count: usize| {
        let row = format!("{count} @ 0x11\n#\t0x10\tmain.wait+0x4\t/m.go:5\n");
        let rows = if count > 0 { row } else { String::new() };
        read::open(format!("goroutineleak profile: total {count}\n{rows}").as_bytes()).unwrap()
    };
    let mut set = SnapshotSet::default();
    set.add("goroutineleak.txt", &leaked(3)).unwrap();
    let findings = set.findings();
    assert_eq!(verdicts(&findings), [("main.wait", Verdict::Leak)]);
    assert!(findings.suspects[0].reasons.contains(&Reason::Proven(3)));
    assert_eq!(findings.too_few, None);
    let mut set = SnapshotSet::default();
    set.add("goroutineleak.txt", &leaked(0)).unwrap();
    assert!(set.findings().suspects.is_empty() && set.findings().too_few.is_some());
}

#[test]
fn cumulative_kinds_are_differenced() {
    let block = |number: i64| {
        let mut profile = testing::profile(&["main.lock@m.go:7;sync.(*Mutex).Lock@x.go:1 1"]);
        let [contentions, delay, ns] =
            ["contentions", "delay", "nanoseconds"].map(|t| profile.strings.push(t.as_bytes()));
        profile.sample_types =
            [contentions, delay].map(|kind| ValueType { kind, unit: ns }).to_vec();
        profile.samples.values = vec![vec![number], vec![number * number * 1000]];
        profile.time_nanos = (1000 + number) * SECOND;
        profile
    };
    let mut set = SnapshotSet::default();
    for number in 0..8 {
        set.add(&format!("block.{number}.pb.gz"), &block(number)).unwrap();
    }
    let findings = set.findings();
    assert_eq!(findings.series[0].kind, "block");
    let lock = &findings.suspects[0];
    assert_eq!((lock.function.as_str(), lock.verdict), ("main.lock", Verdict::Growing));
    assert_eq!(lock.values, [0, 1000, 3000, 5000, 7000, 9000, 11_000, 13_000]);
    assert_eq!(set.totals(&findings.series[0]), lock.values);
}

#[test]
fn tables_have_a_row_for_each_name() {
    let set = set(9, service);
    let series = set.series();
    let names = |level| -> Vec<String> {
        set.table(&series[0], level).into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names(Level::Function), ["main.put", "strings.Repeat", "main.render"]);
    assert_eq!(names(Level::Package), ["main", "strings"]);
    assert_eq!(names(Level::Size), ["512"]);
    assert_eq!(names(Level::Stack)[1], "main.record < main.main");
    let rows = set.table(&series[0], Level::Function);
    let of = |name: &str| rows.iter().find(|row| row.name == name).unwrap();
    assert_eq!(of("strings.Repeat").verdict, Some(Verdict::Leak));
    assert_eq!(of("main.put").verdict, Some(Verdict::WarmUp));
}

#[test]
fn totals_grow_by_the_second() {
    assert_eq!(growth_per_second(&[10, 20, 30, 40], &[0.0, 2.0, 4.0, 6.0]), 5.0);
    assert_eq!(growth_per_second(&[10, 20, 30], &[]), 0.0);
}

#[test]
fn what_is_no_snapshot_is_refused() {
    let cpu = testing::profile(&["main.f 1"]);
    assert_eq!(SnapshotSet::default().add("cpu.pb.gz", &cpu), Err(Unsuited::Cpu));
}
