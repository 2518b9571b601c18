use super::*;
use crate::query::Query;
use crate::selection::Session;
use crate::view::testing::profile;

const SAMPLES: [&str; 7] = [
    "main@m.go:1;work 10 user=ann",
    "main@m.go:2;work 5 user=bob bytes#2048",
    "main;^idle 8",
    "main;idle 7",
    "main;Wait -20",
    "main;nothing 0 user=zoe",
    "main@m.go:1;work 1 user=ann",
];

/// `count matched: stack weight samples labels, …`.
fn listed(samples: &[&str], search: &str, window: Range<usize>) -> String {
    let mut session = Session::new(profile(samples));
    let selection = session.select(&Query::default()).unwrap();
    let search = Search::new(search).unwrap();
    let traces = traces(&selection, search.as_ref(), window);
    let text = |row: &Trace| {
        let names = row.frames(&selection).map(|f| {
            let name = selection.frames.nodes.printable_name(f.node());
            let inlined = if f.is_inlined() { "^" } else { "" };
            format!("{inlined}{}", String::from_utf8_lossy(&name))
        });
        let names = names.collect::<Vec<_>>().join("<");
        let labels = String::from_utf8_lossy(&row.labels);
        format!("{names} {} {} {labels}", row.weight, row.samples)
    };
    let rows = traces.rows.iter().map(text).collect::<Vec<_>>().join(", ");
    format!("{} {}: {rows}", traces.count, traces.matched)
}

#[test]
fn stacks_that_read_the_same_are_one_and_the_heaviest_comes_first() {
    assert_eq!(
        listed(&SAMPLES, "", 0..10),
        "4 11: Wait<main -20 1 , work<main 16 3 user:ann user:bob bytes:2kB, \
         ^idle<main 8 1 , idle<main 7 1 "
    );
}

#[test]
fn a_window_is_a_part_of_the_same_order() {
    assert_eq!(listed(&SAMPLES, "", 2..3), "4 11: ^idle<main 8 1 ");
    assert_eq!(listed(&SAMPLES, "", 3..9), "4 11: idle<main 7 1 ");
    assert_eq!(listed(&SAMPLES, "", 4..9), "4 11: ");
    assert_eq!(listed(&SAMPLES, "", 0..0), "4 11: ");
    let many: Vec<String> = (0..100).map(|i| format!("f{i} {}", i * 37 % 101)).collect();
    let many: Vec<&str> = many.iter().map(|s| &**s).collect();
    let whole = listed(&many, "", 0..100);
    let rows: Vec<&str> = whole.split_once(": ").unwrap().1.split(", ").collect();
    for start in [0, 1, 50, 98, 99] {
        let part = listed(&many, "", start..start + 3);
        let expected = rows[start..rows.len().min(start + 3)].join(", ");
        assert_eq!(part.split_once(": ").unwrap().1, expected);
    }
}

#[test]
fn a_search_leaves_the_stacks_that_have_a_match() {
    assert_eq!(listed(&SAMPLES, "wAiT", 0..9), "1 -20: Wait<main -20 1 ");
    assert_eq!(listed(&SAMPLES, "/^idle$/", 0..9), "2 15: ^idle<main 8 1 , idle<main 7 1 ");
    assert_eq!(listed(&SAMPLES, "nobody", 0..9), "0 0: ");
}

#[test]
fn of_many_labels_the_first_few_are_shown() {
    let samples: Vec<String> = (0..20).map(|i| format!("f 1 n=v{i}")).collect();
    let samples: Vec<&str> = samples.iter().map(|s| &**s).collect();
    let expected = "1 20: f 20 20 n:v0 n:v1 n:v2 n:v3 n:v4 n:v5 n:v6 n:v7 …";
    assert_eq!(listed(&samples, "", 0..1), expected);
}
