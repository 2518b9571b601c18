use super::edges::edges;
use super::flame::flame;
use super::peek::{CompareNeighbour, peek};
use super::source::{CompareLine, source};
use super::top::top;
use crate::compare::{Comparison, Difference, Mode, Options, Width};
use crate::query::Query;
use crate::selection::{NodeId, Shape};
use crate::view::flame::Window;
use crate::view::graph::NodeSet;
use crate::view::testing::profile;

fn compare(old: &[&str], new: &[&str]) -> Comparison {
    Comparison::new(vec![profile(old)], vec![profile(new)], &Options::default()).unwrap()
}

#[test]
fn callers_and_callees_have_both_sides() {
    let old = ["a;m;x 5", "a;m 1", "b;m;x 2"];
    let new = ["a;m;x 9", "a;m;y 4", "c;m;m 3"];
    let mut comparison = compare(&old, &new);
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let found = peek(&compared, b"m").unwrap();
    assert_eq!((found.flat.value, found.cum.value), ([1, 3], [8, 16]));
    let ends = |ends: &[CompareNeighbour]| {
        let text = |n: &CompareNeighbour| {
            let [old, new] = n.weight.value;
            format!("{} {old} {new}", String::from_utf8_lossy(&n.name))
        };
        ends.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(ends(&found.callers), ["a 6 13", "c 0 3", "b 2 0"]);
    assert_eq!(ends(&found.callees), ["y 0 4", "x 7 9"]);
    assert_eq!(peek(&compared, b"nobody"), None);
    // The figures are those of the table.
    for row in top(&compared).rows {
        let found = peek(&compared, &row.name).unwrap();
        assert_eq!((found.flat.value, found.cum.value), (row.flat.value, row.cum.value));
    }
}

#[test]
fn source_has_what_was_inlined() {
    let old = ["f@f.go:7;^in@i.go:2;^deep@d.go:4 5", "f@f.go:7 1", "f@f.go:8 1"];
    let new = ["f@f.go:7;^in@i.go:2;^deep@d.go:4 2", "f@f.go:7;^other@i.go:9 4"];
    let mut comparison = compare(&old, &new);
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let parts = source(&compared, &Query::default(), b"f");
    let text = |l: &CompareLine| {
        let [old, new] = l.cost.cum.value;
        format!("{} {} {} {old} {new}", l.number, l.depth, String::from_utf8_lossy(&l.name))
    };
    let lines: Vec<_> = parts[0].lines.iter().map(text).collect();
    let expected = [
        "7 0  6 6",
        "7 1 in i.go:2 5 2",
        "7 2 deep d.go:4 5 2",
        "7 1 other i.go:9 0 4",
        "8 0  1 0",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn edges_are_those_of_peek_and_reach_over_what_is_not_there() {
    let old = ["a;m;x 4", "a;m;x;y 2", "b;y 1"];
    let new = ["a;m;x 9", "a;m;x;y 3", "c;y 1"];
    let mut comparison = compare(&old, &new);
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let nodes = &compared.selection.frames.nodes;
    let all: Vec<NodeId> = (0..nodes.len() as NodeId).collect();
    let between = |names: &[&str]| {
        let is_kept =
            |&node: &NodeId| names.iter().any(|n| n.as_bytes() == nodes.printable_name(node));
        let kept = NodeSet::new(nodes.len(), all.iter().copied().filter(is_kept));
        let text = |((from, to), difference): (&(NodeId, NodeId), &Difference)| {
            let name = |node| String::from_utf8_lossy(&nodes.printable_name(node)).into_owned();
            (format!("{}>{}", name(*from), name(*to)), difference.value)
        };
        let mut found: Vec<_> = edges(&compared, &kept).iter().map(text).collect();
        found.sort();
        found
    };
    let named = |all: &[(&str, [i64; 2])]| -> Vec<(String, [i64; 2])> {
        all.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    };
    let whole = between(&["a", "b", "c", "m", "x", "y"]);
    let wanted = [("a>m", [6, 12]), ("b>y", [1, 0]), ("c>y", [0, 1]), ("m>x", [6, 12])];
    assert_eq!(whole, named(&[&wanted[..], &[("x>y", [2, 3])]].concat()));
    for callee in peek(&compared, b"m").unwrap().callees {
        let name = format!("m>{}", String::from_utf8_lossy(&callee.name));
        assert!(whole.contains(&(name, callee.weight.value)));
    }
    assert_eq!(between(&["a", "y"]), named(&[("a>y", [2, 3])]));
}

#[test]
fn source_has_two_columns() {
    let old = ["main@m.go:3;f@f.go:7 5", "main@m.go:3;f@f.go:8 1"];
    let new = ["main@m.go:3;f@f.go:7 2", "main@m.go:4;f@f.go:9 4"];
    let mut comparison = compare(&old, &new);
    let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
    let parts = source(&compared, &Query::default(), b"f");
    assert_eq!(parts.len(), 1);
    assert_eq!((&parts[0].function[..], &parts[0].path[..]), (&b"f"[..], &b"f.go"[..]));
    let lines: Vec<_> = parts[0].lines.iter().map(|l| (l.number, l.cost.flat.value)).collect();
    assert_eq!(lines, [(7, [5, 2]), (8, [1, 0]), (9, [0, 4])]);
    assert_eq!(parts[0].cost.cum.value, [6, 6]);
    assert_eq!(parts[0].cost.cum.change, 0.0);
}

#[test]
fn the_graph_turns_around_a_function_of_either_side() {
    let mut comparison = compare(&["a;m;x 5", "b 2"], &["c;m;y 4", "m 1"]);
    let shape = Shape { pivot: "m".to_owned(), collapse: false };
    let (compared, pair) =
        comparison.select_shaped(&Query::default(), Mode::Absolute, &shape, Width::Sum).unwrap();
    let window = Window { from: 0.0, to: 0.0, min_width: 0.0 };
    let found = flame(&compared, &pair, window);
    assert_eq!((found.flame.pivot_depth, found.flame.width), (1, 10.0));
    let values: Vec<[i64; 2]> = found.differences.iter().map(|d: &Difference| d.value).collect();
    // a and c above, m, then x and y.
    assert_eq!(values, [[5, 0], [0, 4], [5, 5], [5, 0], [0, 4]]);
}

#[test]
fn boxes_that_are_too_narrow_are_counted() {
    let mut comparison = compare(&["a 100", "b 1", "c 1"], &["a 100", "d 1"]);
    let (compared, pair) = comparison
        .select_shaped(&Query::default(), Mode::Absolute, &Shape::default(), Width::Larger)
        .unwrap();
    let window = Window { from: 0.0, to: 0.0, min_width: 2.0 };
    let found = flame(&compared, &pair, window);
    let shown: Vec<_> = found.flame.boxes.iter().map(|b| b.width).collect();
    assert_eq!(shown, [103.0, 100.0, 3.0]);
    assert_eq!(found.differences[0].value, [102, 101]);
    assert_eq!(found.differences[2], Difference::default());
}
