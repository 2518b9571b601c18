//! Two sides as JavaScript sees them: what goes in, what comes out.

#![cfg(target_arch = "wasm32")]

mod common;

use common::words;
use hearth_core::write::schema::{Function, Line, Location, Profile, Sample, ValueType};
use hearth_js::Engine;
use hearth_messages::*;
use prost::Message as _;
use wasm_bindgen_test::wasm_bindgen_test;

/// main calls what has these names, with so many samples of 10 ns each.
fn profile(leaves: &[(&str, i64)]) -> Vec<u8> {
    let mut strings = vec!["", "samples", "count", "cpu", "nanoseconds", "main", "main.go"];
    strings.extend(leaves.iter().map(|(name, _)| *name));
    let count = 1 + leaves.len() as u64;
    // The name of main is the sixth text, those of the others follow the file's.
    let name = |id: u64| if id == 1 { 5 } else { id as i64 + 5 };
    Profile {
        sample_type: vec![ValueType { r#type: 1, unit: 2 }, ValueType { r#type: 3, unit: 4 }],
        string_table: strings.iter().map(|s| s.as_bytes().to_vec()).collect(),
        function: (1..=count)
            .map(|id| Function { id, name: name(id), filename: 6, ..Default::default() })
            .collect(),
        location: (1..=count)
            .map(|id| {
                let line = vec![Line { function_id: id, line: 1 + id as i64, column: 0 }];
                Location { id, line, ..Default::default() }
            })
            .collect(),
        sample: (2..)
            .zip(leaves)
            .map(|(leaf, &(_, count))| {
                let value = vec![count, 10 * count];
                Sample { location_id: vec![leaf, 1], value, label: vec![] }
            })
            .collect(),
        ..Default::default()
    }
    .encode_to_vec()
}

/// Two files, and sides of them.
fn pair() -> (Engine, Sides) {
    let mut engine = Engine::new();
    let old = profile(&[("steady", 1000), ("work", 300), ("old", 400)]);
    let new = profile(&[("steady", 1000), ("work", 900), ("fresh", 400)]);
    for (number, file) in [(1, old), (2, new)] {
        common::open(&mut engine, number, &file).expect("it is a profile");
    }
    (engine, Sides { old: vec![1], new: vec![2], ..Sides::default() })
}

const WINDOW: Option<FlameWindow> =
    Some(FlameWindow { from: 0.0, to: 0.0, min_pixels: 1.0, pixels: 1000.0 });

fn ask((engine, sides): &mut (Engine, Sides), view: CompareView) -> CompareData {
    let asked = CompareQuestion { sides: sides.clone(), view, ..CompareQuestion::default() };
    common::ask(engine, Question::Compare(Box::new(asked))).expect("it is compared")
}

fn graph() -> CompareView {
    let shape = GraphShape { advances: vec![0.6; 96], ..GraphShape::default() };
    CompareView::Graph { shape, search: String::new() }
}

#[wasm_bindgen_test]
fn the_table_has_both_sides() {
    let data = ask(&mut pair(), CompareView::Table);
    assert_eq!((&*data.problem, data.total, &*data.unit), ("", [17_000, 23_000], "nanoseconds"));
    let CompareShown::Table(table) = data.shown else { panic!("it is no table") };
    let names = table.names.to_vec();
    let at = names.iter().position(|name| name == "work").expect("work is listed") as u32;
    let value = |of: &js_sys::BigInt64Array| i64::try_from(of.get_index(at)).expect("a number");
    assert_eq!([value(&table.flat.old), value(&table.flat.new)], [3000, 9000]);
    assert_eq!(table.flat.verdict.get_index(at), 2);
    assert_eq!(table.flat.change.get_index(at), 6000.0);
    assert!(data.remarks.iter().any(|remark| remark.kind == "unmatched"));
}

#[wasm_bindgen_test]
fn flame_graphs_are_of_both_or_of_each() {
    let mut sides = pair();
    let one = |is_sum| CompareView::Flame { shape: FlameShape::default(), is_sum, window: WINDOW };
    let both = CompareView::Both { shape: FlameShape::default(), window: WINDOW, beside: None };
    let flames = |sides: &mut (Engine, Sides), view: CompareView| match ask(sides, view).shown {
        CompareShown::Flame(flames) => flames,
        other => panic!("{other:?} has no flame graph"),
    };
    let widths = |view: CompareView, sides: &mut (Engine, Sides)| -> Vec<f64> {
        flames(sides, view).iter().map(|one| one.flame.width).collect()
    };
    // Larger: 1000 + 900 + 400 + 400 samples.
    assert_eq!(widths(one(false), &mut sides), [27_000.0]);
    assert_eq!(widths(one(true), &mut sides), [40_000.0]);
    assert_eq!(widths(both, &mut sides), [17_000.0, 23_000.0]);
    let one = flames(&mut sides, one(false)).remove(0);
    let boxes = one.flame.left.length();
    assert_eq!(one.boxes.verdict.length(), boxes);
    assert_eq!(one.stacks.length(), 2 * boxes);
    assert_eq!(one.units, [1.0, 1.0]);
    // The root has all stacks.
    assert_eq!(one.stacks.get_index(0), 0);
    // Gone and new are there.
    let verdicts = one.boxes.verdict.to_vec();
    assert!(verdicts.contains(&4) && verdicts.contains(&5));
}

#[wasm_bindgen_test]
fn what_changed_is_drawn() {
    let data = ask(&mut pair(), graph());
    let CompareShown::Graph(shown) = data.shown else { panic!("it is no graph") };
    let names = shown.graph.names.to_vec();
    let at = names.iter().position(|name| name == "old").expect("what is gone is drawn") as u32;
    let cum = i64::try_from(shown.graph.values.get_index(2 * at + 1));
    assert_eq!(cum, Ok(-4000));
    assert_eq!(shown.cum.verdict.get_index(at), 5);
    // One side alone has nothing to draw.
    let (engine, sides) = pair();
    let mut alone = (engine, Sides { old: vec![], ..sides });
    for view in [graph(), CompareView::Table] {
        assert_eq!(ask(&mut alone, view).problem, "one-side");
    }
}

#[wasm_bindgen_test]
fn callers_and_lines_have_both_sides() {
    let mut sides = pair();
    let data = ask(&mut sides, CompareView::Peek { function: "main".to_owned() });
    let CompareShown::Peek(peek) = data.shown else { panic!("it is no function") };
    assert_eq!(peek.callee_names.to_vec().len(), 4);
    assert_eq!(peek.own.change.to_vec(), [0.0, 6000.0]);
    let data = ask(&mut sides, CompareView::Source { function: "work".to_owned() });
    let CompareShown::Source(parts) = data.shown else { panic!("these are no lines") };
    assert_eq!(parts.len(), 1);
    assert_eq!((&*parts[0].path, parts[0].flat.change.to_vec()), ("main.go", vec![6000.0]));
}

#[wasm_bindgen_test]
fn a_rename_is_taken_and_a_difference_exported() {
    let (engine, sides) = pair();
    let renames = vec![("old".to_owned(), "fresh".to_owned())];
    let mut renamed = (engine, Sides { renames, ..sides.clone() });
    assert_eq!(ask(&mut renamed, CompareView::Table).unmatched_count, 0);
    let of = ExportOf::Difference { sides, mode: Mode::Absolute };
    let export = ExportQuestion { report: "top".to_owned(), of, ..ExportQuestion::default() };
    let text = renamed.0.export_file(&export.write()).map_err(words).expect("it is exported");
    let text = String::from_utf8(text).expect("a report is text");
    // Shares are of the base, as with -diff_base.
    assert!(text.contains("35.29%") && text.contains("work"), "{text}");
    assert!(text.contains("-4us") && text.contains("old"), "{text}");
}

#[wasm_bindgen_test]
fn sides_that_are_closed_while_they_are_drawn_have_no_answer() {
    let (mut engine, sides) = pair();
    let asked = CompareQuestion { sides, view: graph(), ..CompareQuestion::default() };
    let question = Question::Compare(Box::new(asked)).write();
    let mut work = engine.begin(&question).map_err(words).unwrap().expect("both are open");
    assert!(engine.step(&mut work, 1).map_err(words).unwrap().is_undefined());
    engine.close(2);
    let end = loop {
        match engine.step(&mut work, 1000).map_err(words).unwrap() {
            going if going.is_undefined() => {}
            end => break end,
        }
    };
    assert!(end.is_null());
}
