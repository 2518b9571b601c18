//! Series with too few snapshots for a verdict.

use super::*;

/// Goroutines: so many in each function.
fn goroutines(number: i64, rows: &[(&str, i64)]) -> Profile {
    let texts: Vec<String> = rows.iter().map(|(stack, n)| format!("{stack} {n}")).collect();
    let mut profile = testing::profile(&texts.iter().map(|t| &**t).collect::<Vec<_>>());
    let (kind, unit) = (profile.strings.push(b"goroutine"), profile.strings.push(b"count"));
    profile.sample_types = vec![ValueType { kind, unit }];
    profile.default_sample_type = kind;
    profile.time_nanos = (1000 + 60 * number) * SECOND;
    profile
}

const PARK: &str =
    "runtime.chansend@/go/src/runtime/chan.go:3;runtime.gopark@/go/src/runtime/p.go:1";

fn growing(number: i64) -> Profile {
    let fan_out = format!("main.subscribe@/app/main.go:95;main.fanOut@/app/main.go:98;{PARK}");
    let serve = format!("main.serve@/app/main.go:9;{PARK}");
    goroutines(number, &[(&fan_out, 60 + 420 * number), (&serve, 3 + number), (PARK, 4 - number)])
}

fn two(profiles: [Profile; 2]) -> (SnapshotSet, Findings) {
    let mut set = SnapshotSet::default();
    for (number, profile) in profiles.iter().enumerate() {
        set.add(&format!("goroutine.{number:02}.pb.gz"), profile).unwrap();
    }
    let findings = set.findings();
    (set, findings)
}

#[test]
fn of_two_snapshots_what_grew_most_is_named_and_called_no_leak() {
    let (set, findings) = two([growing(0), growing(1)]);
    assert_eq!(findings.suspects, [], "nothing is judged");
    assert!(findings.too_few.is_some());
    let rows: Vec<_> = findings
        .grown
        .iter()
        .map(|s| (s.function.as_str(), s.line, &s.values[..], s.verdict))
        .collect();
    assert_eq!(
        rows,
        [
            ("main.fanOut", 98, &[60, 480][..], Verdict::Grew),
            ("main.serve", 9, &[3, 4][..], Verdict::Grew),
        ]
    );
    let first = &findings.grown[0];
    assert_eq!((first.certainty(), first.strength()), (None, None));
    assert_eq!(
        set.summary(&findings),
        "main.fanOut main.go:98: 60 → 480 goroutines; two snapshots cannot tell a leak from a \
         burst: take five or more"
    );
    let is_chance = |s: &Suspect| s.reasons.iter().any(|r| matches!(r, Reason::WithinChance(_)));
    assert_eq!([&findings.grown[0], &findings.grown[1]].map(is_chance), [false, true]);
}

#[test]
fn of_two_snapshots_that_shrink_nothing_grew() {
    let mut old = growing(1);
    old.time_nanos = SECOND;
    let mut new = growing(0);
    new.time_nanos = 2 * SECOND;
    let (_, findings) = two([old, new]);
    let names: Vec<_> = findings.grown.iter().map(|s| s.function.as_str()).collect();
    assert_eq!(names, ["runtime.gopark"]);
}

#[test]
fn what_grew_most_is_first_whoever_s_it_is() {
    let at = |number: i64| {
        let serve = "net/http.serve@/go/src/net/http/s.go:1";
        goroutines(number, &[(serve, 10 + 400 * number), ("main.f@/app/m.go:1", 1 + number)])
    };
    let (_, findings) = two([at(0), at(1)]);
    assert_eq!(findings.grown[0].function, "net/http.serve");
}

#[test]
fn up_to_four_snapshots_list_what_grew() {
    for count in 2..ENOUGH {
        let findings = set(count as i64, service).findings();
        let first = &findings.grown[0];
        assert_eq!(first.values.len(), count);
        assert_eq!(first.verdict, Verdict::Grew);
    }
    assert_eq!(set(1, service).findings().grown, []);
    assert_eq!(set(ENOUGH as i64, service).findings().grown, []);
}

#[test]
fn headlines_say_how_sure_they_are() {
    let set = set(9, service);
    let mut findings = set.findings();
    assert_eq!(set.summary(&findings), "main.record probably leaks (76%)");
    for (confidence, headline) in [
        (0.99, "main.record leaks (99%)"),
        (0.82, "main.record very likely leaks (82%)"),
        (0.57, "main.record probably leaks (57%)"),
        (0.3, "main.record may leak (30%)"),
    ] {
        findings.suspects[0].confidence = confidence;
        assert_eq!(set.summary(&findings), headline);
    }
    findings.suspects[0].verdict = Verdict::Growing;
    findings.suspects[0].confidence = 0.88;
    assert_eq!(set.summary(&findings), "main.record grows and may leak (12%)");
    findings.suspects[0].verdict = Verdict::Leak;
    findings.suspects[0].reasons.insert(0, Reason::Proven(3));
    assert_eq!(set.summary(&findings), "main.record leaks (proven)");
}

#[test]
fn groups_know_how_many_they_were_whatever_the_form() {
    let dump = |first: i64, count: i64| {
        let one = |id: i64| {
            let state = if id % 3 == 0 { "chan receive" } else { "chan send, 3 minutes" };
            format!(
                "goroutine {id} [{state}]:\nmain.fanOut(0x1)\n\t/app/main.go:98 +0x1\n\
                 created by main.subscribe in goroutine 1\n\t/app/main.go:95 +0x25\n\n"
            )
        };
        let text: String = (first..first + count).map(one).collect();
        read::open(text.as_bytes()).unwrap()
    };
    let text = |count: i64| {
        let text = format!(
            "goroutine profile: total {count}\n{count} @ 0x11\n\
             #\t0x10\tmain.fanOut+0x4\t/app/main.go:98\n"
        );
        read::open(text.as_bytes()).unwrap()
    };
    for (old, name) in [(dump(1, 60), "debug2"), (text(60), "debug1")] {
        let new = dump(1, 480);
        let mut set = SnapshotSet::default();
        // They came in the wrong order; their names say which is older.
        set.add("goroutine.07.debug2.txt", &new).unwrap();
        set.add(&format!("goroutine.00.{name}.txt"), &old).unwrap();
        assert!(set.earlier(1, &old).is_none(), "it is the first");
        let earlier = set.earlier(0, &new).unwrap();
        assert_eq!((earlier.number, earlier.total), (1, 60));
        let grown = earlier.grown.as_ref().unwrap();
        assert_eq!((grown.function.as_str(), grown.line), ("main.fanOut", 98));
        let case = crate::view::goroutines::CaseFile::new(&new);
        let was = earlier.counts(&case.groups);
        assert_eq!(case.groups.len(), 2);
        assert_eq!(was.iter().sum::<i64>(), 60, "{was:?}");
    }
}
