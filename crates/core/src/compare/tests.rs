use super::*;
use crate::profile::ValueType;
use crate::query::Granularity;
use crate::selection::Shape;
use crate::view::compare::flame::{CompareFlame, flame};
use crate::view::compare::top::{Top, top};
use crate::view::flame::Window;
use crate::view::testing::profile;
use crate::write::tests::{message, open};
use proptest::prelude::*;

fn compare(old: &[&str], new: &[&str]) -> Comparison {
    Comparison::new(vec![profile(old)], vec![profile(new)], &Options::default()).unwrap()
}

fn table(comparison: &mut Comparison, mode: Mode) -> Top {
    top(&comparison.select(&Query::default(), mode).unwrap())
}

/// `name old new`, in alphabetic order.
fn flat(comparison: &mut Comparison) -> Vec<String> {
    let rows = table(comparison, Mode::Absolute).rows;
    let text = |row: &crate::view::compare::top::Row| {
        let [old, new] = row.flat.value;
        format!("{} {old} {new}", String::from_utf8_lossy(&row.name))
    };
    let mut rows: Vec<String> = rows.iter().map(text).collect();
    rows.sort();
    rows
}

/// With samples of 10 each.
fn sampled(samples: &[&str]) -> Profile {
    let mut profile = profile(samples);
    profile.period_type = profile.sample_types[0];
    profile.period = 10;
    profile
}

#[test]
fn both_sides_are_in_one_table() {
    let mut comparison = compare(&["main;f 5", "main;g 7"], &["main;f 8", "main;h 1"]);
    assert_eq!(flat(&mut comparison), ["f 5 8", "g 7 0", "h 0 1", "main 0 0"]);
    assert_eq!(comparison.totals(0), [12, 9]);
    assert_eq!(comparison.type_count(), 1);
    let top = table(&mut comparison, Mode::Absolute);
    assert_eq!((top.total.value, top.total.change), ([12, 9], -3.0));
}

#[test]
fn filters_are_those_of_any_profile() {
    let mut comparison = compare(&["main;f;x 5", "main;g 7"], &["main;f;x 8"]);
    let query = Query { focus: "f".into(), hide: "main".into(), ..Query::default() };
    let compared = comparison.select(&query, Mode::Absolute).unwrap();
    let names: Vec<_> = top(&compared).rows.iter().map(|r| (r.name.clone(), r.cum.value)).collect();
    assert_eq!(names, [(b"x".to_vec(), [5, 8]), (b"f".to_vec(), [5, 8])]);
    assert_eq!(compared.totals, [12, 8]);
}

#[test]
fn modes_scale_both_sides() {
    let mut old = profile(&["f 10", "g 30"]);
    let mut new = profile(&["f 10", "g 70"]);
    (old.duration_nanos, new.duration_nanos) = (2_000_000_000, 4_000_000_000);
    let mut comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
    let mut change = |mode| {
        let rows = table(&mut comparison, mode).rows;
        rows.iter().find(|row| row.name == b"f").unwrap().flat.change
    };
    assert_eq!(change(Mode::Absolute), 0.0);
    assert_eq!(change(Mode::PerSecond), 10.0 / 4.0 - 10.0 / 2.0);
    assert_eq!(change(Mode::PerOperation([1.0, 10.0])), -9.0);
    assert_eq!(change(Mode::Share), 10.0 / 80.0 - 10.0 / 40.0);
    assert_eq!(Mode::parse("per:1,10"), Some(Mode::PerOperation([1.0, 10.0])));
    assert_eq!(Mode::parse("per:0,10"), None);
    let kinds = |mode| {
        let remarks = comparison.remarks(mode, 0);
        remarks.iter().map(Remark::kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(Mode::Absolute), ["durations", "no-samples-known"]);
    assert_eq!(kinds(Mode::PerSecond), ["no-samples-known"]);
}

#[test]
fn where_no_time_is_known_there_is_no_rate() {
    let comparison = compare(&["f 1"], &["f 2"]);
    assert_eq!(comparison.scale(Mode::PerSecond, 0), None);
    assert!(comparison.remarks(Mode::PerSecond, 0).contains(&Remark::NoTime));
}

#[test]
fn a_file_against_itself_is_no_difference() {
    let file = sampled(&["main;f 500", "main;g 700"]);
    let mut comparison =
        Comparison::new(vec![file.clone()], vec![file], &Options::default()).unwrap();
    assert_eq!(comparison.remarks(Mode::Absolute, 0), [Remark::NoDifference]);
    let top = table(&mut comparison, Mode::Absolute);
    assert!(top.rows.iter().all(|row| row.flat.verdict == Verdict::Same && row.cum.change == 0.0));
}

#[test]
fn what_is_real_comes_first() {
    let many = |count: usize| format!("main;f {}", count * 10);
    let old = sampled(&[&many(100), "main;g 4000", "main;h 200"]);
    let new = sampled(&[&many(300), "main;g 4300", "main;i 200"]);
    let mut comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
    let top = table(&mut comparison, Mode::Absolute);
    let verdicts: Vec<_> =
        top.rows.iter().map(|r| (String::from_utf8_lossy(&r.name), r.flat.verdict)).collect();
    assert_eq!(verdicts[0], ("f".into(), Verdict::Grew));
    let of = |name| verdicts.iter().find(|(n, _)| n == name).unwrap().1;
    assert_eq!([of("g"), of("h"), of("i")], [Verdict::Noise, Verdict::Gone, Verdict::New]);
    assert!(matches!(comparison.remarks(Mode::Share, 0)[..], [Remark::SpreadAssumed(_)]));
}

#[test]
fn several_runs_say_how_much_runs_differ() {
    let run = |f: i64, g: i64| sampled(&[&format!("f {f}"), &format!("g {g}"), "h 10000"]);
    let wild = || vec![run(10_000, 14_000), run(14_000, 10_000), run(12_000, 12_000)];
    let comparison = Comparison::new(wild(), wild(), &Options::default()).unwrap();
    let judge = comparison.judge(Mode::Absolute, 0);
    assert!(judge.spread > 0.005, "{}", judge.spread);
    let calm = || vec![run(10_000, 10_000); 3];
    let comparison = Comparison::new(calm(), calm(), &Options::default()).unwrap();
    assert_eq!(comparison.judge(Mode::Absolute, 0).spread, 0.0);
}

#[test]
fn a_delta_is_a_comparison() {
    let file = profile(&["f 5", "g -3", "h 2"]);
    let mut comparison = Comparison::of_difference(&file).unwrap().unwrap();
    assert_eq!(flat(&mut comparison), ["f 0 5", "g 3 0", "h 0 2"]);
    assert!(comparison.remarks(Mode::Absolute, 0).contains(&Remark::Delta));
    assert!(Comparison::of_difference(&profile(&["f 5"])).unwrap().is_none());
    // One of two sides may be one.
    let mut comparison = compare(&["f 5", "g -3"], &["f 6"]);
    assert_eq!(flat(&mut comparison), ["f 5 6", "g -3 0"]);
    let remarks = comparison.remarks(Mode::Absolute, 0);
    assert!(remarks.contains(&Remark::Negative { is_new: false }), "{remarks:?}");
}

/// A heap profile: `stack size/objects ever/objects now`, of so many sampled objects.
fn heap(rows: &[(&str, i64, i64)], time: i64) -> Profile {
    const SIZE: i64 = 64 << 10;
    let texts: Vec<String> = rows.iter().map(|(f, ..)| format!("{f} 1 bytes#{SIZE}")).collect();
    let mut heap = profile(&texts.iter().map(|s| &**s).collect::<Vec<_>>());
    let kinds = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"];
    heap.sample_types =
        kinds.map(|kind| ValueType { kind: heap.strings.push(kind.as_bytes()), unit: 0 }).to_vec();
    // Of so many objects, one in eight or so is sampled.
    let sampled = 1.0 - (-(SIZE as f64) / (512.0 * 1024.0)).exp();
    let column = |of: fn(&(&str, i64, i64)) -> i64| -> Vec<i64> {
        rows.iter().map(|row| (of(row) as f64 / sampled).round() as i64).collect()
    };
    heap.samples.values = vec![column(|r| r.1), column(|r| r.1), column(|r| r.2), column(|r| r.2)];
    for bytes in [1, 3] {
        heap.samples.values[bytes].iter_mut().for_each(|value| *value *= SIZE);
    }
    (heap.period, heap.time_nanos) = (512 << 10, time);
    heap
}

#[test]
fn snapshots_of_one_process_share_their_samples() {
    let old = heap(&[("f", 1000, 900), ("g", 1000, 900)], 1);
    // Of f, ten more since, all of them still there; g was nearly all made anew.
    let new = heap(&[("f", 1010, 910), ("g", 2000, 920)], 2);
    let both = |old: &Profile, new: &Profile| {
        Comparison::new(vec![old.clone()], vec![new.clone()], &Options::default()).unwrap()
    };
    let mut comparison = both(&old, &new);
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let samples: Vec<[f64; 2]> =
        compared.stacks.iter().map(|s| s.samples().map(f64::round)).collect();
    assert_eq!(samples, [[0.0, 10.0], [900.0, 920.0]]);
    let row =
        |top: &Top, name: &str| top.rows.iter().find(|r| r.name == name.as_bytes()).unwrap().flat;
    let found = top(&compared);
    assert_eq!(row(&found, "f").verdict, Verdict::Grew);
    assert_eq!(row(&found, "g").verdict, Verdict::Noise);
    // As shares of different totals, nothing cancels.
    let found = table(&mut comparison, Mode::Share);
    assert_eq!(row(&found, "f").verdict, Verdict::Noise);
    // Two processes share nothing.
    let mut apart = both(&old, &heap(&[("f", 990, 910), ("g", 2000, 920)], 2));
    let found = table(&mut apart, Mode::Absolute);
    assert_eq!(row(&found, "f").verdict, Verdict::Noise);
    let kinds = |c: &Comparison, index| {
        let remarks = c.remarks(Mode::Absolute, index);
        remarks.iter().map(Remark::kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&apart, 3), ["restart", "snapshots", "spread-assumed"]);
    assert_eq!(kinds(&comparison, 3), ["snapshots"]);
    assert_eq!(kinds(&comparison, 1), ["cumulative"]);
    let remarks = comparison.remarks(Mode::Absolute, 3);
    assert_eq!(remarks[0].remedies(), [Remedy::SampleType("alloc_space".into())]);
}

#[test]
fn one_large_object_is_a_fact_and_no_chance() {
    // One object of 94 MB, beside some small ones.
    let side = |large: i64| {
        let mut heap = heap(&[("f", 1000, 900), ("g", 1, 1)], 1);
        heap.samples.retain_labels(|_| false);
        for (column, value) in [(0, 1), (1, 94 << 20), (2, 1), (3, 94 << 20)] {
            heap.samples.values[column][1] = value * large;
        }
        heap
    };
    let mut comparison =
        Comparison::new(vec![side(0)], vec![side(1)], &Options::default()).unwrap();
    let top = table(&mut comparison, Mode::Absolute);
    let g = top.rows.iter().find(|row| row.name == b"g").unwrap().flat;
    assert_eq!((g.verdict, g.change), (Verdict::New, (94 << 20) as f64));
    assert_eq!(top.total.verdict, Verdict::Grew);
}

#[test]
fn builds_are_matched() {
    let old = profile(&[
        "main.main;main.run;main.run.func1@main.go:11;work.A 10",
        "main.main;main.run;main.run.func2@main.go:15;work.B 20",
        "main.main;example.com/lib.F;main.Map[go.shape.int] 30",
        "main.main;main.old;work.C 5",
    ]);
    let new = profile(&[
        "main.main;main.run;main.run.func1@main.go:11;work.N 1",
        "main.main;main.run;main.run.func2@main.go:16;work.A 10",
        "main.main;main.run;^main.run.func3@main.go:20;work.B 20",
        "main.main;example.com/lib/v2.F;main.Map[go.shape.int64] 30",
        "main.main;main.fresh;work.C 5",
    ]);
    let make =
        |options: &Options| Comparison::new(vec![old.clone()], vec![new.clone()], options).unwrap();
    let mut comparison = make(&Options::default());
    let cum = |comparison: &mut Comparison, name: &str| {
        let rows = table(comparison, Mode::Absolute).rows;
        rows.iter().find(|r| r.name == name.as_bytes()).map(|r| r.cum.value)
    };
    assert_eq!(cum(&mut comparison, "main.run.func1"), Some([0, 1]));
    assert_eq!(cum(&mut comparison, "main.run.func2"), Some([10, 10]));
    assert_eq!(cum(&mut comparison, "main.run.func3"), Some([20, 20]));
    assert_eq!(cum(&mut comparison, "main.Map[go.shape.int64]"), Some([30, 30]));
    assert_eq!(cum(&mut comparison, "example.com/lib/v2.F"), Some([30, 30]));
    assert_eq!(cum(&mut comparison, "example.com/lib.F"), None);
    let matching = comparison.matching().clone();
    let unmatched: Vec<_> = matching.unmatched.iter().map(|u| (&*u.name, u.is_new)).collect();
    let expected =
        [("work.N", true), ("main.fresh", true), ("main.old", false), ("main.run.func1", true)];
    assert_eq!(unmatched, expected);
    assert_eq!(matching.matched, [1.0, 1.0 - 1.0 / 66.0]);
    let rename = &matching.renames[0];
    assert_eq!((&*rename.old, &*rename.new), ("main.old", "main.fresh"));
    // A function that was inlined is the same box.
    let (compared, pair) = comparison
        .select_shaped(&Query::default(), Mode::Absolute, &Shape::default(), Width::Sum)
        .unwrap();
    let boxes = flame(&compared, &pair, all());
    let both = boxes.differences.iter().filter(|d| d.value == [20, 20]).count();
    assert_eq!(both, 2, "main.run.func3 and work.B");

    let strict = MatchOptions { strict: true, ..MatchOptions::default() };
    let mut comparison = make(&Options { matching: strict, ..Options::default() });
    assert_eq!(cum(&mut comparison, "main.run.func1"), Some([10, 1]));
    assert_eq!(cum(&mut comparison, "example.com/lib.F"), Some([30, 0]));

    let renames = vec![("main.old".to_owned(), "main.fresh".to_owned())];
    let matching = MatchOptions { renames, ..MatchOptions::default() };
    let mut comparison = make(&Options { matching, ..Options::default() });
    assert_eq!(cum(&mut comparison, "main.fresh"), Some([5, 5]));
}

#[test]
fn one_sure_pair_counts_for_more_than_two_that_share_a_caller() {
    // Of three closures on each side, two were sampled; one was put in front.
    let old = ["main.run;main.run.func1;work.A 10", "main.run;main.run.func2;work.B 20"];
    let new = ["main.run;main.run.func1;work.N 1", "main.run;main.run.func2;work.A 10"];
    let comparison = compare(&old, &new);
    let changed = &comparison.matching().changed;
    assert_eq!(changed[..], [("main.run.func1".to_owned(), "main.run.func2".to_owned())]);
}

#[test]
fn lines_move_with_their_function() {
    let with_start = |samples: &[&str], start| {
        let mut profile = profile(samples);
        profile.functions.start_line[0] = start;
        profile
    };
    let (old, new) = (with_start(&["f@a/f.go:15 3"], 10), with_start(&["f@b/f.go:25 4"], 20));
    let mut comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
    let query = Query { granularity: Granularity::Lines, ..Query::default() };
    let rows = top(&comparison.select(&query, Mode::Absolute).unwrap()).rows;
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0].name[..], rows[0].flat.value), (&b"f b/f.go:25"[..], [3, 4]));
}

fn all() -> Window {
    Window { from: 0.0, to: 0.0, min_width: 0.0 }
}

fn boxes(comparison: &mut Comparison, width: Width) -> CompareFlame {
    let (compared, pair) = comparison
        .select_shaped(&Query::default(), Mode::Absolute, &Shape::default(), width)
        .unwrap();
    flame(&compared, &pair, all())
}

#[test]
fn boxes_are_as_wide_as_both_sides_need() {
    let mut comparison = compare(&["a;x 5", "a;y 1", "b 3"], &["a;x 1", "a;y 4", "c 2"]);
    // Of x 5, of y 4, of b 3, of c 2.
    let larger = boxes(&mut comparison, Width::Larger);
    assert_eq!(larger.flame.width, 14.0);
    let a = larger.flame.boxes.iter().position(|b| b.width == 9.0).unwrap();
    assert_eq!(larger.differences[a].value, [6, 5]);
    assert_eq!(boxes(&mut comparison, Width::Sum).flame.width, 16.0);
    assert_eq!(boxes(&mut comparison, Width::Old).flame.width, 9.0);
    assert_eq!(boxes(&mut comparison, Width::New).flame.width, 7.0);
    // What is gone is as visible as what is new.
    let gone = larger.differences.iter().filter(|d| d.value == [3, 0]).count();
    assert_eq!(gone, 1);
}

/// A profile of any shape, of one type.
fn of_one_type(message: &crate::write::schema::Profile) -> Profile {
    let mut profile = open(message);
    profile.sample_types = vec![ValueType::default()];
    profile.period_type = ValueType::default();
    profile.samples.values.truncate(1);
    profile.drop_frames = 0;
    // Merging takes binaries of one build id for one, whatever their files are called.
    profile.mappings.iter_mut().for_each(|mapping| mapping.build_id = 0);
    profile
}

/// Compared by equal names: a law about sums must not depend on how names match.
fn strictly(old: &Profile, new: &Profile) -> Comparison {
    let matching = MatchOptions { strict: true, ..MatchOptions::default() };
    let options = Options { matching, ..Options::default() };
    Comparison::new(vec![old.clone()], vec![new.clone()], &options).unwrap()
}

/// Flat and cum of each node of one profile, by name.
fn alone(profile: &Profile) -> std::collections::BTreeMap<Vec<u8>, [i64; 2]> {
    let mut session = Session::with_all_frames(profile.clone());
    let selection = session.select(&Query::default()).unwrap();
    let rows = crate::view::top::whole_top(&selection, &Query::default()).rows;
    let mut sums = std::collections::BTreeMap::new();
    for row in rows {
        let slot: &mut [i64; 2] = sums.entry(row.name).or_default();
        *slot = [slot[0] + row.flat, slot[1] + row.cum];
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn old_and_change_are_new(a in message(), b in message()) {
        let (old, new) = (of_one_type(&a), of_one_type(&b));
        let mut comparison = strictly(&old, &new);
        let (olds, news) = (alone(&old), alone(&new));
        let mut sums = std::collections::BTreeMap::new();
        for row in table(&mut comparison, Mode::Absolute).rows {
            for of in [&row.flat, &row.cum] {
                let [old, new] = of.value;
                prop_assert_eq!(old + of.change as i64, new);
            }
            let slot: &mut [[i64; 2]; 2] = sums.entry(row.name).or_default();
            for side in [OLD, NEW] {
                slot[side][0] += row.flat.value[side];
                slot[side][1] += row.cum.value[side];
            }
        }
        // The figures are those of each side alone.
        for (side, alone) in [(OLD, olds), (NEW, news)] {
            for (name, value) in alone {
                let found = sums.get(&name).map_or([0; 2], |both| both[side]);
                prop_assert_eq!(found, value, "{:?} of side {}", name, side);
            }
        }
        for width in [Width::Larger, Width::Sum] {
            let boxes = boxes(&mut comparison, width);
            for (of, shown) in boxes.differences.iter().zip(&boxes.flame.boxes) {
                prop_assert_eq!(of.value[OLD] + of.change as i64, of.value[NEW]);
                prop_assert!(shown.width >= of.value.map(i64::abs)[NEW] as f64);
                prop_assert!(shown.width >= of.value.map(i64::abs)[OLD] as f64);
            }
        }
    }

    #[test]
    fn swapping_negates(a in message(), b in message()) {
        let (old, new) = (of_one_type(&a), of_one_type(&b));
        let rows = |a: &Profile, b: &Profile| {
            let mut rows = table(&mut strictly(a, b), Mode::Absolute).rows;
            rows.sort_by(|a, b| (&a.name, a.flat.change.abs() as i64, a.cum.change.abs() as i64)
                .cmp(&(&b.name, b.flat.change.abs() as i64, b.cum.change.abs() as i64)));
            rows.into_iter().map(|r| (r.name, r.flat.change, r.cum.change)).collect::<Vec<_>>()
        };
        let swapped: Vec<_> = rows(&new, &old).into_iter()
            .map(|(name, flat, cum)| (name, 0.0 - flat, 0.0 - cum)).collect();
        prop_assert_eq!(rows(&old, &new), swapped);
    }

    #[test]
    fn against_itself_all_is_zero(a in message()) {
        let profile = of_one_type(&a);
        let mut comparison = Comparison::new(
            vec![profile.clone()], vec![profile], &Options::default()).unwrap();
        for row in table(&mut comparison, Mode::Absolute).rows {
            prop_assert_eq!((row.flat.change, row.cum.change), (0.0, 0.0));
            prop_assert_eq!(row.flat.verdict, Verdict::Same);
        }
        let equal = comparison.remarks(Mode::Absolute, 0).contains(&Remark::NoDifference);
        prop_assert!(equal);
    }
}
