//! The inner steps, natively: `cargo bench -p hearth-core`. What they take beside
//! pprof, and in a browser, is measured by `cargo xtask bench`.

#[path = "../examples/generate/profile.rs"]
mod generate;

use divan::Bencher;
use divan::counter::BytesCount;
use generate::Kind;
use hearth_core::profile::Profile;
use hearth_core::query::Query;
use hearth_core::read;
use hearth_core::selection::Session;
use hearth_core::view::flame::{Window, flame};
use hearth_core::view::graph::{Edges, Graph};
use hearth_core::view::top::whole_top;
use hearth_core::write::compress;
use prost::Message;
use std::sync::LazyLock;

/// A profile and its bytes.
struct Input {
    bytes: Vec<u8>,
    profile: Profile,
}

impl Input {
    fn new(kind: Kind, samples: usize) -> Self {
        let bytes = generate::profile(kind, samples).encode_to_vec();
        let profile = read::open(&bytes).expect("what is generated can be read");
        Self { bytes, profile }
    }
}

static POOL: LazyLock<Input> = LazyLock::new(|| Input::new(Kind::Pool, 200_000));
static LABELS: LazyLock<Input> = LazyLock::new(|| Input::new(Kind::Labels, 200_000));
static RANDOM: LazyLock<Input> = LazyLock::new(|| Input::new(Kind::Random, 200_000));
static HEAP: LazyLock<Input> = LazyLock::new(|| Input::new(Kind::Heap, 200_000));
/// Every edge of these is another one.
static FEW: LazyLock<Input> = LazyLock::new(|| Input::new(Kind::Random, 20_000));

const KINDS: [&str; 4] = ["random", "pool", "labels", "heap"];

fn input(kind: &str) -> &'static Input {
    match kind {
        "pool" => &POOL,
        "labels" => &LABELS,
        "heap" => &HEAP,
        _ => &RANDOM,
    }
}

fn main() {
    divan::main();
}

/// A session that has answered this query.
fn session(input: &Input, before: &Query) -> Session {
    let mut session = Session::new(input.profile.clone());
    session.select_tree(before).expect("the query suits the profile");
    session
}

fn select(bencher: Bencher, input: &'static Input, query: &Query) {
    bencher.with_inputs(|| session(input, &Query::default())).bench_local_values(|mut session| {
        session.select_tree(query).expect("the query suits the profile");
        session
    });
}

#[divan::bench(args = KINDS)]
fn decode(bencher: Bencher, kind: &str) {
    let bytes = &input(kind).bytes;
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| read::open(bytes));
}

#[divan::bench(args = KINDS)]
fn inflate_and_decode(bencher: Bencher, kind: &str) {
    let bytes = &input(kind).bytes;
    let file = compress(bytes);
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| read::open(&file));
}

/// Frames, weights and the order of the tree, from nothing.
#[divan::bench(args = KINDS)]
fn first_tree(bencher: Bencher, kind: &str) {
    let input = input(kind);
    bencher.with_inputs(|| Session::new(input.profile.clone())).bench_local_values(
        |mut session| {
            session.select_tree(&Query::default()).expect("there is a sample type");
            session
        },
    );
}

#[divan::bench(args = KINDS)]
fn new_sample_type(bencher: Bencher, kind: &str) {
    select(bencher, input(kind), &Query { sample_index: "0".into(), ..Query::default() });
}

#[divan::bench(args = KINDS)]
fn new_focus(bencher: Bencher, kind: &str) {
    select(bencher, input(kind), &Query { focus: "Method77".into(), ..Query::default() });
}

#[divan::bench(args = KINDS)]
fn new_hide(bencher: Bencher, kind: &str) {
    select(bencher, input(kind), &Query { hide: "Method77".into(), ..Query::default() });
}

#[divan::bench(args = KINDS)]
fn boxes_of_a_flame_graph(bencher: Bencher, kind: &str) {
    let mut session = session(input(kind), &Query::default());
    let (selection, tree) = session.select_tree(&Query::default()).expect("there is a type");
    let width = selection.weights.total_magnitude as f64;
    bencher
        .bench_local(|| flame(&tree, Window { from: 0.0, to: width, min_width: width / 1920.0 }));
}

#[divan::bench(args = KINDS)]
fn rows_of_top(bencher: Bencher, kind: &str) {
    let mut session = session(input(kind), &Query::default());
    let selection = session.select(&Query::default()).expect("there is a type");
    bencher.bench_local(|| whole_top(&selection, &Query::default()));
}

#[divan::bench]
fn edges_of_a_graph(bencher: Bencher) {
    let mut session = session(&FEW, &Query::default());
    let selection = session.select(&Query::default()).expect("there is a type");
    bencher.bench_local(|| Graph::new(&selection, None, Edges::All));
}
