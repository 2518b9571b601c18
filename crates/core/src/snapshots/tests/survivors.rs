//! Tests of survivors, and of what grows with them.

use super::*;

fn dumps(all: &[&[i64]]) -> SnapshotSet {
    let mut set = SnapshotSet::default();
    for (number, ids) in all.iter().enumerate() {
        let name = format!("goroutine.{number}.debug2.txt");
        set.add(&name, &dump(ids, "chan send")).unwrap();
    }
    set
}

#[test]
fn each_goroutine_is_there_since_some_dump() {
    let set = dumps(&[&[10, 11], &[10, 11, 30], &[10, 30, 40, 41], &[10, 40]]);
    let stays = set.stays(&set.series(), 2).unwrap();
    assert_eq!((stays.dumps.clone(), stays.here), (0..4, 2));
    assert_eq!(stays.counts(&[10, 30, 40, 41]), [1, 2, 4, 2]);
    assert_eq!(stays.counts(&[30, 99]), [0, 1, 1, 0]);
    let since = stays.since(&[10, 30, 40, 41]);
    assert_eq!(since, [(0, vec![10]), (1, vec![30]), (2, vec![40, 41])]);
    assert_eq!(stays.oldest(&[40, 30, 41]), Some((1, 1)));
    assert_eq!(stays.oldest(&[99]), None);
    let one = dumps(&[&[10]]);
    assert_eq!(one.stays(&one.series(), 0), None, "one dump has no before");
}

#[test]
fn after_a_restart_the_same_ids_are_others() {
    let before: Vec<i64> = (500..560).collect();
    let set = dumps(&[&before, &[10, 11], &[10, 12]]);
    let series = set.series();
    assert_eq!(series[0].segments, [0..1, 1..3]);
    assert_eq!(set.stays(&series, 0), None);
    assert_eq!(set.stays(&series, 2).unwrap().counts(&[10, 12]), [1, 2]);
}

#[test]
fn a_suspect_says_who_stays_and_since_when() {
    let ids: Vec<Vec<i64>> = (0..6).map(|n| (10..13 + 5 * n).collect()).collect();
    let findings = dumps(&ids.iter().map(|ids| &ids[..]).collect::<Vec<_>>()).findings();
    let stays = &findings.suspects[0].stays;
    assert_eq!(stays[0], (0, vec![10, 11, 12]));
    assert_eq!(stays.iter().map(|(_, ids)| ids.len()).collect::<Vec<_>>(), [3, 5, 5, 5, 5, 5]);
}

#[test]
fn what_has_the_same_label_grows_together() {
    let labelled = |ids: std::ops::Range<i64>| {
        let one = |id: i64| {
            format!("goroutine {id} [chan send] {{job: sync}}:\nwork.wait(0x1)\n\t/w.go:5 +0x1\n\n")
        };
        read::open(ids.map(one).collect::<String>().as_bytes()).unwrap()
    };
    let heap_of = |number: i64, label: &str| {
        let mut profile = service(number);
        let [key, value] = ["job", label].map(|text| profile.strings.push(text.as_bytes()));
        let mut labels = crate::profile::Labels::default();
        for sample in 0..3 {
            // Only what leaks has it: what nearly all has tells nothing.
            if sample == 0 {
                labels.push(sample, Label { key, value: LabelValue::Text(value) });
            }
        }
        labels.finish(3);
        profile.samples.labels = labels;
        profile
    };
    let joins = |label: &str| {
        let mut set = SnapshotSet::default();
        for number in 0..8 {
            let goroutines = labelled(10..20 + 6 * number);
            set.add(&format!("goroutine.{number}.debug2.txt"), &goroutines).unwrap();
            set.add(&format!("heap.{number}.pb.gz"), &heap_of(number, label)).unwrap();
        }
        let findings = set.findings();
        let goroutines = findings.suspects.iter().find(|s| s.function == "work.wait").unwrap();
        assert_eq!(goroutines.labels, [("job".to_owned(), "sync".to_owned())]);
        findings.joins.iter().map(|join| (join.shared, join.name.clone())).collect::<Vec<_>>()
    };
    assert_eq!(joins("sync"), [(Shared::Label, "job=sync".to_owned())]);
    assert_eq!(joins("other"), []);
}

#[test]
fn times_are_typed_and_what_orders_them_is_said() {
    let untimed = |number: i64| {
        let mut profile = service(number);
        profile.time_nanos = 0;
        profile
    };
    let mut set = SnapshotSet::default();
    for (name, number) in [("a", 2), ("c", 0), ("b", 1)] {
        set.add(&format!("{name}.heap.pb.gz"), &untimed(number)).unwrap();
    }
    let order = |set: &SnapshotSet| {
        let series = &set.series()[0];
        (series.snapshots.clone(), series.ordered_by, series.seconds.clone())
    };
    assert_eq!(order(&set), (vec![0, 1, 2], OrderedBy::Arrival, None));
    set.set_order(Some(vec![1, 2, 0]));
    assert_eq!(order(&set), (vec![1, 2, 0], OrderedBy::Hand, None));
    set.set_order(None);
    set.set_times([(1, 100 * SECOND), (2, 160 * SECOND), (0, 220 * SECOND)]);
    let seconds = Some(vec![0.0, 60.0, 120.0]);
    assert_eq!(order(&set), (vec![1, 2, 0], OrderedBy::Time, seconds));
    set.set_times([]);
    assert_eq!(order(&set).1, OrderedBy::Arrival);
}
