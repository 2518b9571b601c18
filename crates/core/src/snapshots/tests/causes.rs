//! One cause is one finding: in a heap, and among goroutines.

use super::*;

/// Profile of a handler that keeps four things of each request, each with too few samples to tell, beside
/// a handler that keeps nothing.
fn in_pieces(number: i64) -> Profile {
    let piece = |nth: i64| (number * 2 + nth) / 4;
    let stack = |name: &str| format!("main.main@m.go:1;main.store@m.go:5;main.{name}@m.go:9");
    let stacks = ["index", "cache", "copy", "labels"].map(stack);
    let rows: Vec<(&str, i64, i64)> = (0..)
        .zip(&stacks)
        .map(|(nth, stack)| (stack.as_str(), piece(nth), number * 20))
        .chain([(TEMP, number % 2, number * 200)])
        .collect();
    heap(number, &rows)
}

#[test]
fn a_cause_in_many_places_is_one_finding_with_parts() {
    let findings = set(12, in_pieces).findings();
    let leaks: Vec<&Suspect> =
        findings.suspects.iter().filter(|s| s.verdict == Verdict::Leak).collect();
    let [leak] = leaks[..] else { panic!("{:?}", verdicts(&findings)) };
    assert_eq!((leak.function.as_str(), leak.line), ("main.store", 5));
    assert_eq!(leak.parts.len(), 4);
    let share: f64 = leak.parts.iter().map(|part| part.share).sum();
    assert!((share - 1.0).abs() < 1e-9 && leak.parts[0].share < 0.4, "{:?}", leak.parts);
    assert_eq!(leak.stack[0].0, leak.parts[0].function);
}

#[test]
fn what_is_made_once_in_many_places_is_no_leak() {
    let started = |number: i64| {
        let stacks: Vec<String> = (0..12)
            .map(|nth| format!("main.main@m.go:1;main.start@m.go:2;main.f{nth}@m.go:9"))
            .collect();
        let rows: Vec<(&str, i64, i64)> = (0..)
            .zip(&stacks)
            .map(|(nth, s)| (s.as_str(), i64::from(number > nth), number))
            .collect();
        heap(number, &rows)
    };
    let findings = set(12, started).findings();
    assert!(findings.suspects.iter().all(|s| s.verdict != Verdict::Leak), "{findings:?}");
}

#[test]
fn a_heap_that_was_not_collected_is_the_same_again() {
    let stale = |number: i64| {
        let mut profile = service(number / 4);
        profile.time_nanos = (1000 + 60 * number) * SECOND;
        profile
    };
    let findings = set(12, stale).findings();
    assert_eq!(findings.suspects, []);
    let few = findings.too_few.clone().expect("three are too few");
    assert_eq!((few.snapshots, few.different), (12, 3));
    assert!(few.text().contains("3 different heaps in 12") && few.text().contains("gc=1"));
    assert_eq!(findings.notes, [Note::SameHeaps { different: 3, snapshots: 12 }]);
    assert_eq!(findings.grown[0].values.len(), 12);
}

/// Goroutines in a text of `debug=1`: how many wait in each stack, leaf first.
fn goroutines(number: i64, stacks: &[(i64, &str)]) -> (String, Profile) {
    let mut text = String::from("goroutine profile: total 1\n");
    for (nth, (count, stack)) in stacks.iter().enumerate() {
        let frames: Vec<&str> = stack.split(';').collect();
        text += &format!("{count} @");
        (0..frames.len()).for_each(|i| text += &format!(" {:#x}", nth * 64 + i + 1));
        text += "\n";
        for (i, frame) in frames.iter().enumerate() {
            text += &format!("#\t{:#x}\t{frame}+0x1\t/src/f.go:{}\n", nth * 64 + i + 1, i + 3);
        }
        text += "\n";
    }
    let profile = read::open(text.as_bytes()).expect("it is a dump");
    (format!("goroutine.{number:02}.txt"), profile)
}

fn watched(stacks: impl Fn(i64) -> Vec<(i64, &'static str)>) -> Findings {
    let mut set = SnapshotSet::default();
    for number in 0..10 {
        let (name, profile) = goroutines(number, &stacks(number));
        set.add(&name, &profile).unwrap();
    }
    set.findings()
}

const READS: &str = "internal/poll.runtime_pollWait;internal/poll.(*FD).Read;net.(*conn).Read;\
                     net/http.(*connReader).backgroundRead";

#[test]
fn goroutines_in_step_are_one_finding_headed_by_the_own_line() {
    let findings = watched(|n| {
        vec![
            (3 + 20 * n, READS),
            (1 + 20 * n, "main.(*watch).send"),
            (1 + 40 * n, "context.(*cancelCtx).propagateCancel.func1"),
            (7 + n % 3, "main.worker"),
        ]
    });
    let first = &findings.suspects[0];
    assert_eq!((first.function.as_str(), first.verdict), ("main.(*watch).send", Verdict::Leak));
    assert_eq!((first.each, first.parts.len()), (4, 3));
    let growing = findings.suspects.iter().filter(|s| s.verdict <= Verdict::Growing);
    assert_eq!(growing.count(), 1);
}

#[test]
fn more_connections_are_no_leak() {
    const LOOPS: [&str; 2] = [
        "internal/poll.runtime_pollWait;internal/poll.(*FD).Read;net/http.(*persistConn).readLoop",
        "net/http.(*persistConn).writeLoop",
    ];
    let findings =
        watched(|n| vec![(2 + 3 * n, LOOPS[0]), (2 + 3 * n, LOOPS[1]), (4 + 5 * n, READS)]);
    assert!(findings.suspects.iter().all(|s| s.verdict > Verdict::Leak), "{findings:?}");
    let first = &findings.suspects[0];
    assert!(matches!(first.reasons[0], Reason::Connections(27 | 45)), "{:?}", first.reasons);
    // A server of one's own that reads in a loop has connections, too.
    let own = "internal/poll.runtime_pollWait;internal/poll.(*FD).Read;main.(*client).readLoop";
    let findings = watched(|n| vec![(2 + 9 * n, own)]);
    assert_eq!(verdicts(&findings), [("main.(*client).readLoop", Verdict::Growing)]);
}

#[test]
fn where_it_parks_is_never_to_blame() {
    let parked = "runtime.gopark;runtime.chanrecv;net/http.(*Server).Shutdown;net/http.run.func1";
    let findings = watched(|n| vec![(1 + 9 * n, parked)]);
    assert_eq!(verdicts(&findings), [("net/http.run.func1", Verdict::Leak)]);
}
