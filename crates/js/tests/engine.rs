//! The engine as JavaScript sees it: what goes in, what comes out.

#![cfg(target_arch = "wasm32")]

mod common;

use common::{ask, asked, open, words};
use hearth_core::codes::{self, Code};
use hearth_core::write::schema::{Function, Line, Location, Profile, Sample, ValueType};
use hearth_js::{Engine, Reading};
use hearth_messages::*;
use prost::Message as _;
use wasm_bindgen_test::wasm_bindgen_test;

/// main calls work and idle; values are larger than a double can hold.
const WORK: i64 = (1 << 60) + 1;
const IDLE: i64 = 1 << 50;

fn file() -> Vec<u8> {
    let strings = ["", "cpu", "nanoseconds", "main", "work", "idle", "main.go"];
    let sample =
        |leaf: u64, value| Sample { location_id: vec![leaf, 1], value: vec![value], label: vec![] };
    Profile {
        sample_type: vec![ValueType { r#type: 1, unit: 2 }],
        string_table: strings.map(|s| s.as_bytes().to_vec()).into(),
        function: (1..4)
            .map(|id| Function {
                id,
                name: id as i64 + 2,
                filename: 6,
                start_line: 10 * id as i64,
                ..Default::default()
            })
            .collect(),
        location: (1..4)
            .map(|id| {
                let line = Line { function_id: id, line: 1, column: 0 };
                Location { id, line: vec![line], ..Default::default() }
            })
            .collect(),
        sample: vec![sample(2, WORK), sample(3, IDLE)],
        ..Default::default()
    }
    .encode_to_vec()
}

/// An engine in which the file is number 1.
fn engine() -> Engine {
    let mut engine = Engine::new();
    open(&mut engine, 1, &file()).expect("it is a profile");
    engine
}

fn summary(engine: &Engine) -> Summary {
    Summary::read(&engine.summary(1).expect("it is open")).expect("it is a summary")
}

fn of_file(query: &str) -> FileQuestion {
    FileQuestion { file: 1, query: query.into() }
}

fn function(name: &str) -> FunctionQuestion {
    FunctionQuestion { file: 1, query: String::new(), function: name.into() }
}

fn flame(shape: FlameShape, window: Option<FlameWindow>) -> Result<FlameData, String> {
    let query = String::new();
    ask(&mut engine(), Question::Flame(FlameQuestion { file: 1, query, shape, window }))
}

fn graph(search: &str) -> Question {
    let shape = GraphShape { advances: vec![0.6; 96], ..GraphShape::default() };
    Question::Graph(GraphQuestion { file: 1, query: String::new(), shape, search: search.into() })
}

/// Results do not depend on who inflates a file.
#[wasm_bindgen_test]
fn what_somebody_else_inflated_is_the_same() {
    let mut reading = Reading::new(1.0, 0.0, false);
    for piece in file().chunks(1000) {
        assert!(reading.push_inflated(piece));
    }
    reading.finish_input();
    while reading.step(1000).is_some() {}
    assert!(!reading.needs_rest());
    let mut inflated = Engine::new();
    inflated.open(1, String::new(), reading);
    assert_eq!(summary(&inflated), Summary { bytes: 1.0, ..summary(&engine()) });
}

#[wasm_bindgen_test]
fn a_summary_says_what_is_in_a_file() {
    let summary = summary(&engine());
    assert_eq!(summary.kind, "CPU");
    assert_eq!((summary.samples, summary.stacks, summary.functions), (2, 2, 3));
    assert_eq!(summary.bytes, file().len() as f64);
    assert_eq!(summary.sample_types[summary.default_sample_type as usize].name, "cpu");
}

#[wasm_bindgen_test]
fn top_keeps_every_digit() {
    let asked = TopQuestion { file: 1, ..TopQuestion::default() };
    let top: TopData = ask(&mut engine(), Question::Top(asked)).unwrap();
    assert_eq!(top.total, WORK + IDLE);
    assert_eq!(top.flat.to_vec(), [WORK, IDLE, 0]);
    assert_eq!(top.cum.to_vec(), [WORK, IDLE, WORK + IDLE]);
    assert_eq!(top.names.to_vec(), ["work", "idle", "main"]);
    assert_eq!(top.file.to_vec(), [0, 1, 2]);
    assert_eq!(top.files.to_vec(), ["main.go:20", "main.go:30", "main.go:10"]);
    assert_eq!(top.package.to_vec(), [0, 0, 0]);
    assert_eq!(top.packages.to_vec(), [""]);
    assert_eq!(top.binaries.to_vec(), [""]);
}

#[wasm_bindgen_test]
fn peek_shows_both_sides_of_a_function() {
    let peek = |name| -> PeekData { ask(&mut engine(), Question::Peek(function(name))).unwrap() };
    let main = peek("main");
    assert_eq!((&*main.name, &*main.file), ("main", "main.go:10"));
    assert_eq!((main.flat, main.cum), (0, WORK + IDLE));
    assert_eq!(main.callees.names.to_vec(), ["work", "idle"]);
    assert_eq!(main.callees.weight.to_vec(), [WORK, IDLE]);
    assert_eq!(peek("work").callers.names.to_vec(), ["main"]);
    assert_eq!(peek("nobody").name, "");
}

#[wasm_bindgen_test]
fn source_has_a_part_for_each_function() {
    let asked = Question::Source(function("main.go"));
    let source: SourceData = ask(&mut engine(), asked).unwrap();
    let functions: Vec<&str> = source.parts.iter().map(|part| &*part.function).collect();
    assert_eq!(functions, ["main", "work", "idle"]);
    let work = &source.parts[1];
    assert_eq!((&*work.path, work.start_line), ("main.go", 20));
    assert_eq!((work.lines.to_vec(), work.line_flat.to_vec()), (vec![1], vec![WORK]));
}

#[wasm_bindgen_test]
fn traces_come_by_weight() {
    let traces = |search: &str| -> Result<TracesData, String> {
        let (query, search) = (String::new(), search.into());
        let asked = TracesQuestion { file: 1, query, search, first: 0, count: 10 };
        ask(&mut engine(), Question::Traces(asked))
    };
    let refused = traces("/(/").unwrap_err();
    assert!(refused.ends_with("missing-parenthesis"), "{refused}");
    let traces = traces("").unwrap();
    assert_eq!((traces.count, traces.matched), (2, WORK + IDLE));
    assert_eq!(traces.weight.to_vec(), [WORK, IDLE]);
    assert_eq!(traces.ends.to_vec(), [2, 4]);
    assert_eq!(traces.frame.to_vec(), [0, 1, 2, 1]);
    assert_eq!(traces.names.to_vec(), ["work", "main", "idle"]);
}

#[wasm_bindgen_test]
fn a_file_says_what_it_is() {
    let about: AboutData = ask(&mut engine(), Question::About(of_file(""))).unwrap();
    assert!(about.facts.contains(&("kind".into(), "CPU".into())));
    let tags: TagsData = ask(&mut engine(), Question::Tags(of_file(""))).unwrap();
    assert!(tags.keys.is_empty());
    let total: TotalData = ask(&mut engine(), Question::Total(of_file("f=idle"))).unwrap();
    assert_eq!(total.total, WORK + IDLE, "shares are of the whole");
    let total: TotalData = ask(&mut engine(), Question::Total(of_file("f=idle&rel=t"))).unwrap();
    assert_eq!(total.total, IDLE);
}

#[wasm_bindgen_test]
fn a_flame_graph_has_columns_of_equal_length() {
    let window = FlameWindow { from: 0.0, to: 0.0, min_pixels: 1.0, pixels: 100.0 };
    let flame = flame(FlameShape::default(), Some(window)).unwrap();
    assert_eq!(flame.levels.to_vec(), [0, 1, 2, 4]);
    assert_eq!(flame.count.to_vec(), [1, 1, 1, 1]);
    let names = flame.names.to_vec();
    let files = flame.files.to_vec();
    let frames = flame.frame.to_vec();
    let box_names: Vec<&str> =
        frames.iter().map(|&f| names.get(f as usize).map_or("many", |n| n)).collect();
    assert_eq!(box_names, ["root", "main", "work", "many"]);
    assert_eq!(files[frames[2] as usize], "main.go:20");
    assert_eq!(flame.cum.to_vec(), [WORK + IDLE, WORK + IDLE, WORK, IDLE]);
}

#[wasm_bindgen_test]
fn a_flame_graph_turns_around_a_frame_and_says_what_matches() {
    let shape = FlameShape { search: "/(/".into(), ..FlameShape::default() };
    let refused = flame(shape, None).unwrap_err();
    assert_eq!(refused, "bad-pattern-at\u{1f}(\u{1f}1\u{1e}missing-parenthesis");
    let shape = FlameShape { pivot: "work".into(), search: "MAI".into(), collapse: false };
    let flame = flame(shape, None).unwrap();
    assert_eq!((flame.pivot_depth, flame.levels.to_vec()), (1, vec![0, 1, 2]));
    assert_eq!(flame.names.to_vec(), ["root", "main", "work"]);
    assert_eq!(flame.frame.to_vec(), [1, 2]);
    assert_eq!((flame.cum.to_vec(), flame.flat.to_vec()), (vec![WORK; 2], vec![0, WORK]));
    assert_eq!((flame.matched, flame.matched_functions), (WORK, 1));
    assert_eq!(flame.matches.to_vec(), [0, 1, 0]);
}

#[wasm_bindgen_test]
fn names_are_completed() {
    let mut engine = engine();
    let mut complete = |kind: &str, text: &str| engine.complete(1, kind, text);
    assert_eq!(complete("function", "I"), ["idle", "main"]);
    assert_eq!(complete("file", "main"), ["main.go"]);
    assert!(complete("label", "").is_empty());
    assert!(complete("nothing", "").is_empty());
}

#[wasm_bindgen_test]
fn reports_are_files() {
    let mut engine = engine();
    let mut export = |report: &str, query: &str, function: &str| {
        let (report, query, function) = (report.into(), query.into(), function.into());
        let of = ExportOf::File { file: 1 };
        let asked = ExportQuestion { report, function, query, of };
        engine.export_file(&asked.write()).map_err(words)
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert_eq!(text(export("folded", "f=idle", "").unwrap()), format!("main;idle {IDLE}\n"));
    assert!(text(export("peek", "", "work").unwrap()).contains("| work"));
    let left = Profile::decode(&*export("proto", "f=idle", "").unwrap()).unwrap();
    assert_eq!(left.sample.len(), 1);
    assert_eq!(left.sample[0].value, [IDLE]);
    assert_eq!(export("peek", "", "wor").unwrap_err(), "no-match\u{1f}^wor$");
    assert!(export("raw", "", "").is_err());
    assert_eq!(export("x", "", "").unwrap_err(), "no-report\u{1f}x");
}

#[wasm_bindgen_test]
fn errors_are_statements_that_the_page_words() {
    let said = |error: String| {
        let statements = codes::read(&error).unwrap_or_else(|| panic!("{error:?} has no codes"));
        let [statement] = &*statements else { panic!("{error:?} is one statement") };
        (statement.code, statement.values.clone())
    };
    let asked = TopQuestion { file: 1, query: "si=alloc_space".into(), own_first: false };
    let refused = ask::<TopData>(&mut engine(), Question::Top(asked)).unwrap_err();
    let refused = said(refused);
    assert_eq!(refused, (Code::NoSuchSampleType, vec!["alloc_space".into(), "cpu".into()]));
    let refused = open(&mut Engine::new(), 1, b"\x89PNG\r\n\x1a\n");
    let refused = said(refused.unwrap_err());
    assert_eq!(refused, (Code::FormImage, vec!["PNG".into()]));
}

#[wasm_bindgen_test]
fn the_call_graph_is_drawn_in_steps_and_searched_where_it_is() {
    let mut engine = engine();
    let mut draw = |search: &str| {
        let (data, steps): (GraphData, u32) = asked(&mut engine, graph(search)).unwrap();
        (steps, data)
    };
    let (steps, graph) = draw("");
    let (nodes, arrows) = (graph.names.to_vec(), graph.weights.length());
    assert!(steps > 1);
    assert!(nodes.len() > 1 && arrows > 0);
    assert_eq!(graph.places.length(), 4 * nodes.len() as u32);
    assert_eq!(graph.ends.length(), 2 * arrows);
    assert_eq!(graph.curves.length(), arrows);
    assert!(graph.places.to_vec().iter().chain(&graph.points.to_vec()).all(|at| at.is_finite()));
    // A search changes what is found, and nothing else; nothing is laid out again.
    let (steps, found) = draw(&nodes[0]);
    assert_eq!(steps, 1);
    assert_eq!(found.places.to_vec(), graph.places.to_vec());
    assert_eq!(found.matches.get_index(0), 1);
    assert!(found.matched_functions >= 1);
}

#[wasm_bindgen_test]
fn what_was_closed_is_not_answered() {
    let mut engine = engine();
    let mut work = engine.begin(&graph("").write()).map_err(words).unwrap().unwrap();
    assert!(engine.step(&mut work, 1).map_err(words).unwrap().is_undefined());
    engine.close(1);
    assert!(engine.begin(&graph("").write()).map_err(words).unwrap().is_none());
    let end = loop {
        match engine.step(&mut work, 1000).map_err(words).unwrap() {
            going if going.is_undefined() => {}
            end => break end,
        }
    };
    assert!(end.is_null());
    assert!(engine.summary(1).is_none());
}
