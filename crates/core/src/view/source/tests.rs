use super::*;
use crate::selection::Session;
use crate::view::testing::profile;

/// Each part as text: `function path flat/cum`, its lines, and what is inlined.
fn listed_with(query: &Query, samples: &[&str], subject: &str) -> Vec<String> {
    let mut session = Session::new(profile(samples));
    let selection = session.select(query).unwrap();
    let cost = |cost: Cost| format!("{}/{}", cost.flat, cost.cum);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let part = |part: &Part| {
        let head = format!("{} {} {}", text(&part.function), text(&part.path), cost(part.cost));
        let lines = part.lines.iter().enumerate().map(|(at, line)| {
            let inlined = part.inlined.iter().filter(|inlined| inlined.at == at);
            let inlined = inlined.map(|i| {
                format!(" {}{} {}", "+".repeat(i.depth as usize), text(&i.name), cost(i.cost))
            });
            format!("{} {}{}", line.number, cost(line.cost), inlined.collect::<String>())
        });
        std::iter::once(head).chain(lines).collect::<Vec<_>>().join("; ")
    };
    source(&selection, query, subject.as_bytes()).iter().map(part).collect()
}

fn listed(samples: &[&str], subject: &str) -> Vec<String> {
    listed_with(&Query::default(), samples, subject)
}

const SAMPLES: [&str; 4] = [
    "main@/src/m.go:3;work@/src/w.go:12 10",
    "main@/src/m.go:3;work@/src/w.go:14;copy@/go/c.s:1 5",
    "main@/src/m.go:9;work@/src/w.go:12;copy@/go/c.s:1 1",
    "main@/src/m.go:9;^min@/go/min.go:7 100",
];

#[test]
fn lines_have_what_they_spent_and_what_they_called() {
    assert_eq!(listed(&SAMPLES, "work"), ["work /src/w.go 10/16; 12 10/11; 14 0/5"]);
    let inlined = "main /src/m.go 0/116; 3 0/15; 9 0/101 +min /go/min.go:7 100/100";
    assert_eq!(listed(&SAMPLES, "main"), [inlined]);
    assert_eq!(listed(&SAMPLES, "min"), ["min /go/min.go 100/100; 7 100/100"]);
    assert_eq!(listed(&SAMPLES, "nobody"), [""; 0]);
    assert_eq!(listed(&SAMPLES, ""), [""; 0]);
}

#[test]
fn recursion_counts_once() {
    let samples = [
        "f@f.go:1;f@f.go:2;f@f.go:1;g@g.go:1 7",
        "f@f.go:2;f@f.go:2 1",
        "f@f.go:1;^f@f.go:2;^f@f.go:2 20",
    ];
    assert_eq!(
        listed(&samples, "f"),
        ["f f.go 21/28; 1 0/27 +f f.go:2 0/20 ++f f.go:2 20/20; 2 21/28 +f f.go:2 20/20"]
    );
}

#[test]
fn a_part_for_each_function_in_each_file_the_heaviest_first() {
    let samples = ["a@x.go:1 1", "a@y.go:1 5", "b@x.go:3;a@x.go:2 3", "c@z.go:1 9", "d@x.go:9 0"];
    assert_eq!(listed(&samples, "a"), ["a y.go 5/5; 1 5/5", "a x.go 4/4; 1 1/1; 2 3/3"]);
    assert_eq!(listed(&samples, "x.go"), ["a x.go 4/4; 1 1/1; 2 3/3", "b x.go 0/3; 3 0/3"]);
}

#[test]
fn what_is_inlined_comes_as_a_tree() {
    let samples = [
        "f@f:1;^g@g:2;^h@h:3 1",
        "f@f:1;^g@g:2;^i@i:4 6",
        "f@f:1;^g@g:2;z 10",
        "f@f:1;^j@j:5 40",
        "f@f:2;^j@j:5 50",
    ];
    assert_eq!(
        listed(&samples, "f"),
        ["f f 0/107; 1 0/57 +j j:5 40/40 +g g:2 0/17 ++i i:4 6/6 ++h h:3 1/1; 2 0/50 +j j:5 50/50"]
    );
    let query = Query { noinlines: true, ..Query::default() };
    assert_eq!(listed_with(&query, &samples, "f"), ["f f 97/107; 1 47/57; 2 50/50"]);
    assert_eq!(listed_with(&query, &samples, "j"), [""; 0]);
}

#[test]
fn paths_are_trimmed_and_found_either_way() {
    let query = Query { trim_path: "/src".into(), ..Query::default() };
    for subject in [
        "work",
        "w.go",
        "/src/w.go",
        "work w.go",
        "work w.go:12",
        "w.go:12",
        "000000000000c0de work w.go:12:3",
    ] {
        let expected = ["work w.go 10/16; 12 10/11; 14 0/5"];
        assert_eq!(listed_with(&query, &SAMPLES, subject), expected, "{subject}");
    }
}

#[test]
fn functions_without_a_file_have_a_line_that_is_unknown() {
    assert_eq!(listed(&["f;g 3", "f 1"], "f"), ["f  1/4; 0 1/4"]);
}
