use super::*;
use crate::profile::Profile;
use crate::query::Query;
use crate::read;
use crate::selection::Session;
use crate::write::schema;
use prost::Message;

/// A profile of one value per stack; frames are letters, root first.
fn profile(stacks: &[(&str, i64)]) -> Profile {
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
    let mut session = Session::new(profile(stacks));
    let (selection, tree) = session.select_tree(&Query::default()).expect("there is a type");
    let flame = flame(&tree, window);
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
    flame
        .levels
        .windows(2)
        .map(|l| {
            let level = &flame.boxes[l[0] as usize..l[1] as usize];
            level.iter().map(text).collect::<Vec<_>>().join(", ")
        })
        .collect()
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
