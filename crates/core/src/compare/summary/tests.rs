use super::*;
use crate::compare::Verdict;
use crate::profile::ValueType;
use crate::view::compare::top::top;
use crate::view::testing::profile;

/// Goroutines: one sample type of counts, a period of 1.
fn goroutines(samples: &[&str]) -> Profile {
    let mut profile = profile(samples);
    let kind = profile.strings.push(b"goroutine");
    let unit = profile.strings.push(b"count");
    profile.sample_types = vec![ValueType { kind, unit }];
    (profile.period_type, profile.period) = (profile.sample_types[0], 1);
    profile
}

/// A CPU profile with samples of 10.
fn cpu(samples: &[&str]) -> Profile {
    let mut profile = profile(samples);
    (profile.period_type, profile.period) = (profile.sample_types[0], 10);
    profile
}

fn answer(old: &Profile, new: &Profile) -> Summary {
    summarize(old, new, "").unwrap()
}

/// `main.f 42 +40`, with the line.
fn named(parts: &[Part]) -> Vec<String> {
    let text = |part: &Part| {
        let Part { function, file, line, difference, .. } = part;
        format!("{function} {file}:{line} {:+}", difference.change)
    };
    parts.iter().map(text).collect()
}

#[test]
fn a_leak_of_goroutines_is_at_the_user_s_own_line() {
    let stacks = |leaked: i64, served: i64| {
        goroutines(&[
            &format!(
                "main.fanOut@main.go:98;runtime.chansend1@chan.go:1;runtime.gopark@p.go:1 {leaked}"
            ),
            &format!(
                "net/http.(*conn).serve@h.go:3;internal/poll.wait@p.go:2;runtime.gopark@p.go:1 {served}"
            ),
            "runtime.main@proc.go:1;main.main@main.go:20;time.Sleep@t.go:1;runtime.gopark@p.go:1 1",
        ])
    };
    let found = answer(&stacks(60, 2), &stacks(480, 2));
    assert_eq!((found.answer, found.subject), (Answer::All, Subject::Goroutines));
    assert_eq!((found.total.value, found.total.verdict), ([63, 483], Verdict::Grew));
    assert_eq!(found.total.interval, None, "these are counts, not samples");
    assert_eq!(named(&found.parts), ["main.fanOut main.go:98 +420"]);
    assert_eq!((found.parts[0].share, found.parts[0].owner), (1.0, Ownership::Own));
    // In the other order it shrank, and nothing else changes.
    let back = answer(&stacks(480, 2), &stacks(60, 2));
    assert_eq!(named(&back.parts), ["main.fanOut main.go:98 -420"]);
    assert_eq!((back.answer, back.total.verdict), (Answer::All, Verdict::Shrank));
    // What is nobody's own is charged to the library, not to the runtime that it waits in.
    let served = answer(&stacks(60, 2), &stacks(60, 9));
    assert_eq!(named(&served.parts), ["internal/poll.wait p.go:2 +7"]);
}

#[test]
fn exact_counts_are_judged_as_facts() {
    let (old, new) = (goroutines(&["main.a 3", "main.b 2"]), goroutines(&["main.a 4", "main.b 2"]));
    let mut comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let rows = top(&compared).rows;
    let verdicts: Vec<_> = rows.iter().map(|row| (row.flat.verdict, row.flat.interval)).collect();
    assert_eq!(verdicts[0], (Verdict::Grew, None));
    assert_eq!(verdicts[1].0, Verdict::Same);
    let kinds: Vec<_> = comparison.remarks(Mode::Absolute, 0).iter().map(|r| r.kind()).collect();
    assert_eq!(kinds, ["snapshots", "exact"]);
}

#[test]
fn the_table_charges_waiting_to_the_user_s_own_frames() {
    let stack =
        |n: i64| format!("main.main@m.go:2;main.fanOut@m.go:9;runtime.chansend;runtime.gopark {n}");
    let (old, new) = (goroutines(&[&stack(60)]), goroutines(&[&stack(480)]));
    let mut comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    assert!(compared.is_waiting);
    let rows = top(&compared).rows;
    let own: Vec<_> = (rows.iter().filter(|row| row.own.value != [0, 0]))
        .map(|row| (String::from_utf8_lossy(&row.name).into_owned(), row.own.value))
        .collect();
    assert_eq!(own, [("main.fanOut".to_owned(), [60, 480])]);
}

#[test]
fn most_of_a_change_may_be_more_than_all_of_it() {
    let run = |hash: i64, read: i64, rest: i64| {
        cpu(&[
            &format!("main.main;main.hash@h.go:7 {hash}"),
            &format!("main.main;main.read {read}"),
            &format!("main.main;main.rest {rest}"),
        ])
    };
    let found = answer(&run(20_000, 30_000, 90_000), &run(60_000, 18_000, 90_000));
    assert_eq!((found.answer, found.subject), (Answer::Most, Subject::Cpu));
    assert_eq!(named(&found.parts), ["main.hash h.go:7 +40000"]);
    assert_eq!(named(&found.against), ["main.read :0 -12000"]);
    assert!(found.parts[0].share > 1.4 && found.against[0].share < -0.4);
}

#[test]
fn a_function_is_not_all_of_a_change_where_others_cancel() {
    let run = |work: i64, fresh: i64, old: i64| {
        let texts = [("work", work), ("fresh", fresh), ("old", old)];
        let texts = texts.map(|(name, value)| format!("main.{name} {value}"));
        cpu(&texts.each_ref().map(|text| &**text))
    };
    let found = answer(&run(30_000, 0, 40_000), &run(90_000, 40_000, 0));
    assert_eq!(found.answer, Answer::Most);
    assert_eq!(named(&found.parts), ["main.work :0 +60000", "main.fresh :0 +40000"]);
    assert_eq!(named(&found.against), ["main.old :0 -40000"]);
}

#[test]
fn a_total_may_stay_while_its_parts_move() {
    let run = |a: i64, b: i64| cpu(&[&format!("main.a {a}"), &format!("main.b {b}")]);
    let found = answer(&run(50_000, 20_000), &run(20_000, 50_000));
    assert_eq!((found.answer, found.functions), (Answer::Shift, 2));
    assert_eq!(named(&found.parts), ["main.a :0 -30000", "main.b :0 +30000"]);
    // Of the whole, shares say the same, whatever the totals are.
    let sides = (vec![run(50_000, 20_000)], vec![run(50_000, 200_000)]);
    let mut comparison = Comparison::new(sides.0, sides.1, &Options::default()).unwrap();
    let found = comparison.summary(&Query::default(), Mode::Share).unwrap();
    assert_eq!((found.answer, found.total.change), (Answer::Shift, 0.0));
    // Scaled to the base's totals, likewise.
    let sides = (vec![run(50_000, 20_000)], vec![run(50_000, 200_000)]);
    let options = Options { normalize: true, ..Options::default() };
    let mut comparison = Comparison::new(sides.0, sides.1, &options).unwrap();
    let found = comparison.summary(&Query::default(), Mode::Absolute).unwrap();
    assert_eq!(found.answer, Answer::Shift);
}

#[test]
fn what_many_functions_bring_is_spread() {
    let run = |each: i64| {
        let texts: Vec<String> = (0..40).map(|i| format!("main.f{i:02} {each}")).collect();
        cpu(&texts.iter().map(|text| &**text).collect::<Vec<_>>())
    };
    let found = answer(&run(10_000), &run(20_000));
    assert_eq!((found.answer, found.total.verdict), (Answer::Spread, Verdict::Grew));
    assert_eq!(found.total.change, 400_000.0);
}

#[test]
fn nothing_is_said_to_be_nothing() {
    let run = |a: i64| cpu(&[&format!("main.a {a}"), "main.b 4000"]);
    let equal = answer(&run(4000), &run(4000));
    assert_eq!((equal.answer, equal.parts.len()), (Answer::Equal, 0));
    let noise = answer(&run(4000), &run(4200));
    assert_eq!((noise.answer, noise.total.verdict), (Answer::Noise, Verdict::Noise));
    let empty = answer(&profile(&["main.a 0"]), &profile(&["main.a 0"]));
    assert_eq!(empty.answer, Answer::Empty);
    // All of it is new.
    let new = answer(&goroutines(&["main.a 0"]), &goroutines(&["main.a 7"]));
    assert_eq!((new.answer, new.total.verdict), (Answer::All, Verdict::New));
    assert_eq!(summarize(&profile(&["a 1"]), &goroutines(&["a 1"]), ""), None);
}

#[test]
fn names_are_not_needed() {
    let run = |n: i64| cpu(&[&format!(" {n}"), "x 100"]);
    let found = answer(&run(10_000), &run(30_000));
    assert_eq!(found.total.verdict, Verdict::Grew);
    assert_eq!(found.answer, Answer::Spread);
}

#[test]
fn what_is_less_than_nothing_is_summed_as_it_is() {
    let delta = profile(&["main.a 500", "main.b -300", "main.c -10"]);
    let mut comparison = Comparison::of_difference(&delta).unwrap().unwrap();
    let found = comparison.summary(&Query::default(), Mode::Absolute).unwrap();
    assert_eq!(found.total.value, [310, 500]);
    assert_eq!(named(&found.parts), ["main.a :0 +500"]);
    assert_eq!(named(&found.against), ["main.b :0 -300"]);
}
