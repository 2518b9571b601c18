//! Groups of goroutines, and filters of them.

use super::*;
use crate::query::Search;
use crate::read;

const DUMP: &str = "goroutine 1 [chan send, 3 minutes] {job: a}:\n\
    main.work(0x1)\n\t/m.go:5 +0x1\n\
    created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
    goroutine 2 [chan send]:\n\
    main.work(0x1)\n\t/m.go:5 +0x1\n\
    created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
    goroutine 3 [chan send, 12 minutes] {job: a}:\n\
    main.work(0x1)\n\t/m.go:5 +0x1\n\
    created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
    goroutine 4 [IO wait, 12 minutes]:\n\
    internal/poll.runtime_pollWait(0x1, 0x72)\n\truntime/netpoll.go:351 +0x85\n\
    main.serve()\n\t/m.go:9 +0x1\n";

fn case(text: &str) -> (Profile, CaseFile) {
    let profile = read::open(text.as_bytes()).unwrap();
    let case = CaseFile::new(&profile);
    (profile, case)
}

#[test]
fn goroutines_that_wait_alike_are_a_group() {
    let (profile, case) = case(DUMP);
    assert_eq!((case.total, case.has_waits, case.is_proof), (4, true, false));
    let text = |id| profile.strings.text(id).into_owned();
    let groups: Vec<_> = case
        .groups
        .iter()
        .map(|g| {
            let site = g.site.unwrap();
            (g.count, g.blocked, text(site.function), site.line, text(g.created.0), &g.waits[..])
        })
        .collect();
    let work = || "main.work".to_owned();
    let start = || "main.start".to_owned();
    let serve = "main.serve".to_owned();
    let expected = [
        (2, BlockedOn::ChanSend, work(), 5, start(), &[3, 12][..]),
        (1, BlockedOn::ChanSend, work(), 5, start(), &[0]),
        (1, BlockedOn::Io, serve, 9, String::new(), &[12]),
    ];
    assert_eq!(groups, expected);
    assert_eq!(case.groups[0].ids, [1, 3]);
    assert_eq!(case.groups[0].labels.len(), 1);
}

#[test]
fn filters_count_the_goroutines_that_are_left() {
    let (profile, case) = case(DUMP);
    let count = |filter: GroupFilter| case.filter(&profile, &filter).1;
    let search =
        |text: &str| GroupFilter { search: Search::new(text).unwrap(), ..GroupFilter::default() };
    assert_eq!(count(GroupFilter::default()), 4);
    assert_eq!(count(search("SERVE")), 1);
    assert_eq!(count(search("main.start")), 3);
    assert_eq!(count(search("job")), 2);
    assert_eq!(count(search("nobody")), 0);
    let function =
        |text: &str| GroupFilter { function: Search::new(text).unwrap(), ..GroupFilter::default() };
    assert_eq!(count(function("main.work")), 3);
    assert_eq!(count(function("main.start")), 0, "who started them is not in the stack");
    let label =
        |text: &str| GroupFilter { label: Search::new(text).unwrap(), ..GroupFilter::default() };
    assert_eq!(count(label("job=a")), 2);
    assert_eq!(count(label("job=b")), 0);
    assert_eq!(case.labels(&profile), [("job=a".to_owned(), 2)]);
    let io = GroupFilter { blocked: Some(BlockedOn::Io), ..GroupFilter::default() };
    assert_eq!(count(io), 1);
    let long = GroupFilter { min_minutes: 4, ..GroupFilter::default() };
    assert_eq!(count(long.clone()), 2);
    assert_eq!(count(GroupFilter { max_minutes: Some(11), ..long }), 0);
    let short = GroupFilter { max_minutes: Some(3), ..GroupFilter::default() };
    assert_eq!(count(short), 2);
}

#[test]
fn forms_without_states_say_what_they_can() {
    let text = "goroutine profile: total 3\n3 @ 0x11 0x21\n\
        #\t0x10\tsync.(*Mutex).Lock+0x1\t/go/src/sync/mutex.go:5\n\
        #\t0x20\tmain.f+0x4\t/m.go:7\n\n1 @ 0x31\n#\t0x30\tmain.g+0x4\t/m.go:8\n";
    let (_, case) = case(text);
    assert_eq!(case.groups[0].blocked, BlockedOn::Mutex);
    assert_eq!(case.groups[1].blocked, BlockedOn::Other);
    let all = (vec![0, 1], 4);
    let (profile, case) = self::case(text);
    assert_eq!(case.filter(&profile, &GroupFilter::default()), all);
    let waiting = GroupFilter { min_minutes: 1, ..GroupFilter::default() };
    assert_eq!(case.filter(&profile, &waiting).1, 0);
}
