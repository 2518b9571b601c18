//! The engine as JavaScript sees it: what goes in, what comes out.

#![cfg(target_arch = "wasm32")]

use hearth_core::codes::{self, Code};
use hearth_core::write::schema::{Function, Line, Location, Profile, Sample, ValueType};
use hearth_js::Reading;
use hearth_messages::{Detail, FlameWindow, Summary, ViewData, ViewRequest, from_js, to_js};
use prost::Message;
use wasm_bindgen::JsValue;
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

/// What the user would read.
fn words(error: impl Into<JsValue>) -> String {
    let error: JsValue = error.into();
    js_sys::Error::from(error).message().into()
}

fn open(file: &[u8]) -> Result<hearth_js::Profile, String> {
    let mut reading = Reading::new(file.len() as f64, 0.0, false);
    for piece in file.chunks(7) {
        reading.push(piece);
    }
    reading.finish_input();
    while reading.step(16).is_some() {}
    reading.finish().map_err(words)?;
    Ok(reading.profile())
}

fn view(view: &str, query: &str, window: Option<FlameWindow>) -> Result<ViewData, String> {
    ask(view, query, window, Detail::default())
}

fn request(view: &str, query: &str, window: Option<FlameWindow>, detail: Detail) -> JsValue {
    let (view, query) = (view.into(), query.into());
    let advances = vec![0.6; 96];
    let request = ViewRequest { view, file: 1, generation: 1, query, window, detail, advances };
    to_js(&request).expect("a request has a JavaScript form")
}

fn ask(
    view: &str,
    query: &str,
    window: Option<FlameWindow>,
    detail: Detail,
) -> Result<ViewData, String> {
    let request = request(view, query, window, detail);
    let data = open(&file())?.view(request).map_err(words)?;
    Ok(from_js(data).expect("the answer is a view"))
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
    let inflated: Summary = from_js(reading.profile().summary().map_err(words).unwrap()).unwrap();
    let plain = open(&file()).and_then(|p| p.summary().map_err(words)).unwrap();
    let plain: Summary = from_js(plain).unwrap();
    assert_eq!(inflated, Summary { bytes: 1.0, ..plain });
}

#[wasm_bindgen_test]
fn a_summary_says_what_is_in_a_file() {
    let summary = open(&file()).and_then(|p| p.summary().map_err(words)).unwrap();
    let summary: Summary = from_js(summary).unwrap();
    assert_eq!(summary.kind, "CPU");
    assert_eq!((summary.samples, summary.stacks, summary.functions), (2, 2, 3));
    assert_eq!(summary.bytes, file().len() as f64);
    assert_eq!(summary.sample_types[summary.default_sample_type as usize].name, "cpu");
}

#[wasm_bindgen_test]
fn top_keeps_every_digit() {
    let Ok(ViewData::Top(top)) = view("top", "", None) else { panic!("no top") };
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

fn about(subject: &str) -> Detail {
    Detail { subject: subject.into(), count: 10, ..Detail::default() }
}

#[wasm_bindgen_test]
fn peek_shows_both_sides_of_a_function() {
    let peek = |name| match ask("peek", "", None, about(name)) {
        Ok(ViewData::Peek(peek)) => peek,
        other => panic!("{other:?}"),
    };
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
    let Ok(ViewData::Source(source)) = ask("source", "", None, about("main.go")) else {
        panic!("no source")
    };
    let functions: Vec<&str> = source.parts.iter().map(|part| &*part.function).collect();
    assert_eq!(functions, ["main", "work", "idle"]);
    let work = &source.parts[1];
    assert_eq!((&*work.path, work.start_line), ("main.go", 20));
    assert_eq!((work.lines.to_vec(), work.line_flat.to_vec()), (vec![1], vec![WORK]));
}

#[wasm_bindgen_test]
fn traces_come_by_weight() {
    let Ok(ViewData::Traces(traces)) = ask("traces", "", None, about("")) else {
        panic!("no traces")
    };
    assert_eq!((traces.count, traces.matched), (2, WORK + IDLE));
    assert_eq!(traces.weight.to_vec(), [WORK, IDLE]);
    assert_eq!(traces.ends.to_vec(), [2, 4]);
    assert_eq!(traces.frame.to_vec(), [0, 1, 2, 1]);
    assert_eq!(traces.names.to_vec(), ["work", "main", "idle"]);
    let search = Detail { search: "/(/".into(), ..about("") };
    let refused = ask("traces", "", None, search).unwrap_err();
    assert!(refused.ends_with("missing-parenthesis"), "{refused}");
}

#[wasm_bindgen_test]
fn a_file_says_what_it_is() {
    let Ok(ViewData::About(about)) = view("about", "", None) else { panic!("no about") };
    assert!(about.facts.contains(&("kind".into(), "CPU".into())));
    let Ok(ViewData::Tags(tags)) = view("tags", "", None) else { panic!("no tags") };
    assert!(tags.keys.is_empty());
}

#[wasm_bindgen_test]
fn a_flame_graph_has_columns_of_equal_length() {
    let window = FlameWindow { from: 0.0, to: 0.0, min_pixels: 1.0, pixels: 100.0 };
    let Ok(ViewData::Flame(flame)) = view("flame", "", Some(window)) else { panic!("no flame") };
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
    let detail = Detail { subject: "work".into(), search: "MAI".into(), ..Detail::default() };
    let Ok(ViewData::Flame(flame)) = ask("flame", "", None, detail) else { panic!("no flame") };
    assert_eq!((flame.pivot_depth, flame.levels.to_vec()), (1, vec![0, 1, 2]));
    assert_eq!(flame.names.to_vec(), ["root", "main", "work"]);
    assert_eq!(flame.frame.to_vec(), [1, 2]);
    assert_eq!((flame.cum.to_vec(), flame.flat.to_vec()), (vec![WORK; 2], vec![0, WORK]));
    assert_eq!((flame.matched, flame.matched_functions), (WORK, 1));
    assert_eq!(flame.matches.to_vec(), [0, 1, 0]);
    let detail = Detail { search: "/(/".into(), ..Detail::default() };
    let refused = ask("flame", "", None, detail).unwrap_err();
    assert_eq!(refused, "bad-pattern-at\u{1f}(\u{1f}1\u{1e}missing-parenthesis");
}

#[wasm_bindgen_test]
fn names_are_completed() {
    let mut profile = open(&file()).unwrap();
    assert_eq!(profile.complete("function", "I"), ["idle", "main"]);
    assert_eq!(profile.complete("file", "main"), ["main.go"]);
    assert!(profile.complete("label", "").is_empty());
    assert!(profile.complete("nothing", "").is_empty());
}

#[wasm_bindgen_test]
fn reports_are_files() {
    let mut profile = open(&file()).unwrap();
    let mut export = |view: &str, query: &str, subject: &str| {
        let detail = Detail { subject: subject.into(), ..Detail::default() };
        profile.export_file(request(view, query, None, detail)).map_err(words)
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert_eq!(text(export("folded", "f=idle", "").unwrap()), format!("main;idle {IDLE}\n"));
    assert!(text(export("peek", "", "work").unwrap()).contains("| work"));
    let left = Profile::decode(&*export("proto", "f=idle", "").unwrap()).unwrap();
    assert_eq!(left.sample.len(), 1);
    assert_eq!(left.sample[0].value, [IDLE]);
    assert_eq!(export("peek", "", "wor").unwrap_err(), "no-match\u{1f}^wor$");
    assert!(export("raw", "", "").is_err());
    assert_eq!(export("x", "", "").unwrap_err(), "no-view\u{1f}x");
}

#[wasm_bindgen_test]
fn errors_are_statements_that_the_page_words() {
    let said = |error: String| {
        let statements = codes::read(&error).unwrap_or_else(|| panic!("{error:?} has no codes"));
        let [statement] = &*statements else { panic!("{error:?} is one statement") };
        (statement.code, statement.values.clone())
    };
    let refused = said(view("top", "si=alloc_space", None).unwrap_err());
    assert_eq!(refused, (Code::NoSuchSampleType, vec!["alloc_space".into(), "cpu".into()]));
    let refused = said(view("graph", "", None).unwrap_err());
    assert_eq!(refused, (Code::NoView, vec!["graph".into()]));
    let refused = said(open(b"\x89PNG\r\n\x1a\n").err().unwrap());
    assert_eq!(refused, (Code::FormImage, vec!["PNG".into()]));
}

#[wasm_bindgen_test]
fn the_call_graph_is_drawn_in_steps_and_searched_where_it_is() {
    let mut profile = open(&file()).expect("it is a profile");
    let mut draw = |search: &str| {
        let detail = Detail { search: search.to_owned(), ..Detail::default() };
        let mut drawing = profile.draw(request("graph", "", None, detail)).map_err(words).unwrap();
        let mut steps = 1;
        while !drawing.step(1) {
            steps += 1;
        }
        let data = profile.drawn(drawing).map_err(words).unwrap();
        let Ok(ViewData::Graph(graph)) = from_js(data) else { panic!("no graph") };
        (steps, graph)
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
