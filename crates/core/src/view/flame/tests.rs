use super::*;
use crate::profile::Profile;
use crate::query::{Query, Search};
use crate::read;
use crate::selection::{Session, Shape};
use crate::write::schema;
use prost::Message;

/// A profile of one value per stack; frames are letters, root first.
pub fn profile(stacks: &[(&str, i64)]) -> Profile {
    let letters = (b'a'..=b'z').map(|letter| vec![letter]);
    let ids = 1..=26u64;
    let message = schema::Profile {
        sample_type: vec![schema::ValueType { r#type: 1, unit: 2 }],
        string_table: std::iter::once(Vec::new()).chain(letters).collect(),
        function: ids
            .clone()
            .map(|id| schema::Function { id, name: id as i64, ..Default::default() })
            .collect(),
        location: ids
            .map(|id| {
                let line = schema::Line { function_id: id, ..Default::default() };
                schema::Location { id, line: vec![line], ..Default::default() }
            })
            .collect(),
        sample: stacks
            .iter()
            .map(|(stack, value)| schema::Sample {
                location_id: stack.bytes().rev().map(|b| u64::from(b - b'a') + 1).collect(),
                value: vec![*value],
                label: vec![],
            })
            .collect(),
        ..Default::default()
    };
    read::open(&message.encode_to_vec()).expect("the message is valid")
}

/// The boxes of each depth as text: name, left, width; own value behind a colon.
fn drawn(stacks: &[(&str, i64)], window: Window) -> Vec<String> {
    drawn_as(stacks, Shape::default(), window).1
}

/// The same in some shape, behind the depth of the pivot.
fn drawn_as(stacks: &[(&str, i64)], shape: Shape, window: Window) -> (u32, Vec<String>) {
    let mut session = Session::new(profile(stacks));
    let selected = session.select_shaped(&Query::default(), &shape);
    let (selection, tree) = selected.expect("there is a type");
    let flame = shaped(&tree, window);
    let text = |b: &FlameBox| {
        let name = match b.content {
            Content::Root => "root".to_owned(),
            Content::Many(n) => format!("{n} small"),
            Content::Frame(f) => {
                String::from_utf8(selection.frames.nodes.printable_name(f.node())).unwrap()
            }
        };
        format!("{name} {}+{}:{}", b.left, b.width, b.flat)
    };
    let levels = (flame.levels)
        .windows(2)
        .map(|l| {
            let level = &flame.boxes[l[0] as usize..l[1] as usize];
            level.iter().map(text).collect::<Vec<_>>().join(", ")
        })
        .collect();
    (flame.pivot_depth, levels)
}

fn around(pivot: &str) -> Shape {
    Shape { pivot: pivot.to_owned(), ..Shape::default() }
}

const ALL: Window = Window { from: 0.0, to: 0.0, min_width: 0.0 };
const STACKS: &[(&str, i64)] =
    &[("ab", 10), ("a", 5), ("ac", 30), ("abd", 4), ("e", 1), ("ac", 10), ("", 2)];

#[test]
fn children_lie_behind_the_gap_of_their_parent_widest_first() {
    assert_eq!(
        drawn(STACKS, ALL),
        ["root 0+62:2", "a 2+59:5, e 61+1:1", "c 7+40:40, b 47+14:10", "d 57+4:4"]
    );
}

#[test]
fn narrow_boxes_are_counted_not_dropped() {
    let stacks = &[("a", 100), ("b", 1), ("c", 2), ("cd", 1), ("e", 0)];
    let window = Window { min_width: 5.0, ..ALL };
    assert_eq!(drawn(stacks, window), ["root 0+104:0", "a 0+100:100, 2 small 100+4:0"]);
}

#[test]
fn a_window_shows_the_same_boxes_in_the_same_places() {
    let window = Window { from: 46.0, to: 58.0, min_width: 0.0 };
    assert_eq!(
        drawn(STACKS, window),
        ["root 0+62:2", "a 2+59:5", "c 7+40:40, b 47+14:10", "d 57+4:4"]
    );
}

#[test]
fn losses_take_as_much_room_as_gains() {
    let stacks = &[("ab", 10), ("ac", -4), ("d", 3), ("e", 2), ("e", -2)];
    assert_eq!(
        drawn(stacks, ALL),
        ["root 0+21:0", "a 0+14:0, e 14+4:0, d 18+3:3", "b 0+10:10, c 10+4:-4"]
    );
}

#[test]
fn no_stacks_leave_an_empty_root() {
    assert_eq!(drawn(&[], ALL), ["root 0+0:0"]);
}

#[test]
fn deep_recursion_needs_no_recursion() {
    let deep = "ab".repeat(20_000);
    assert_eq!(drawn(&[(&deep, 1)], ALL).len(), 40_001);
}

#[test]
fn callers_are_above_a_pivot_and_callees_below() {
    let stacks = &[("abpc", 10), ("bp", 5), ("abpd", 1), ("pcd", 4), ("apc", 2), ("ac", 99)];
    let (depth, levels) = drawn_as(stacks, around("p"), ALL);
    assert_eq!(depth, 2);
    assert_eq!(
        levels,
        ["a 9+11:0", "b 4+16:0, a 20+2:0", "p 0+22:5", "c 5+16:12, d 21+1:1", "d 17+4:4"]
    );
}

#[test]
fn recursion_through_a_pivot_counts_once() {
    let stacks = &[("apbpc", 10), ("app", 3), ("p", 1)];
    let (depth, levels) = drawn_as(stacks, around("p"), ALL);
    assert_eq!(depth, 1);
    assert_eq!(levels, ["a 1+13:0", "p 0+14:1", "b 1+10:0, p 11+3:3", "p 1+10:0", "c 1+10:10"]);
}

#[test]
fn a_window_around_a_pivot_shows_the_same_boxes_in_the_same_places() {
    let stacks = &[("abpc", 10), ("bp", 5), ("abpd", 1), ("pcd", 4), ("apc", 2), ("ac", 99)];
    let window = Window { from: 20.5, to: 21.5, min_width: 1.5 };
    let (depth, levels) = drawn_as(stacks, around("p"), window);
    assert_eq!(depth, 1);
    assert_eq!(levels, ["a 20+2:0", "p 0+22:5", "c 5+16:12, 1 small 21+1:0", "d 17+4:4"]);
}

#[test]
fn what_is_not_there_leaves_an_empty_root() {
    assert_eq!(drawn_as(STACKS, around("x"), ALL), (0, vec!["root 0+0:0".to_owned()]));
}

#[test]
fn losses_around_a_pivot_take_room() {
    let (_, levels) = drawn_as(&[("ap", 10), ("bp", -4)], around("p"), ALL);
    assert_eq!(levels, ["a 0+10:0, b 10+4:0", "p 0+14:6"]);
}

#[test]
fn recursion_can_be_collapsed() {
    let collapse = Shape { collapse: true, ..Shape::default() };
    let stacks = &[("aabbbc", 10), ("ab", 2), ("aba", 1), ("aa", 4)];
    let (_, levels) = drawn_as(stacks, collapse.clone(), ALL);
    assert_eq!(levels, ["root 0+17:0", "a 0+17:4", "b 4+13:2", "c 6+10:10, a 16+1:1"]);
    let (depth, levels) =
        drawn_as(stacks, Shape { pivot: "b".to_owned(), ..collapse.clone() }, ALL);
    assert_eq!((depth, &*levels[0]), (1, "a 0+13:0"));
    assert_eq!(levels[1..], ["b 0+13:2", "c 2+10:10, a 12+1:1"]);
    // Where nothing repeats, it is the tree as it was.
    assert_eq!(drawn_as(STACKS, collapse, ALL).1, drawn(STACKS, ALL));
}

#[test]
fn a_search_sums_the_stacks_that_it_is_in() {
    let mut session = Session::new(profile(&[("aba", 10), ("b", 2), ("ca", 4), ("d", 0)]));
    let query = Query::default();
    let mut found = |text: &str, shape: &Shape| {
        let search = Search::new(text).unwrap().unwrap();
        let matched = session.search(&query, shape, &search).unwrap();
        (matched.weight, matched.count)
    };
    assert_eq!(found("A", &Shape::default()), (14, 1));
    assert_eq!(found("/[ab]/", &Shape::default()), (16, 2));
    assert_eq!(found("a", &around("b")), (10, 1));
    assert_eq!(found("c", &around("b")), (0, 0));
    assert_eq!(found("d", &Shape::default()), (0, 0));
    let focused = Query { focus: "c".to_owned(), ..Query::default() };
    let search = Search::new("/./").unwrap().unwrap();
    let matched = session.search(&focused, &Shape::default(), &search).unwrap();
    assert_eq!((matched.weight, matched.count), (4, 2));
}
