//! The figures of comparisons beside those of `go tool pprof` with `-base`, `-diff_base`
//! and `-normalize`, for pairs of other people's profiles: where these are, as in
//! `corpus.rs`, and where Go is (`HEARTH_GO`, or `go` on the PATH). Without Go, the figures
//! are compared with those of Hearth's own reports, which other tests hold to the same.

use hearth_cli::{FileError, Host, pprof};
use hearth_core::compare::{Answer, Comparison, MatchOptions, Mode, NEW, OLD, Options, summarize};
use hearth_core::profile::Profile;
use hearth_core::query::Query;
use hearth_core::read;
use hearth_core::view::compare::top::top;
use hearth_core::view::picture::STYLE;
use hearth_core::view::trim::trimmed;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of the corpus, the base, the other side, and the sample types to look at with
/// their units.
type Pair = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const CPU: &[(&str, &str)] = &[("samples", "count"), ("cpu", "ns")];
const HEAP: &[(&str, &str)] =
    &[("alloc_space", "B"), ("inuse_space", "B"), ("inuse_objects", "count")];
const BLOCK: &[(&str, &str)] = &[("contentions", "count"), ("delay", "ns")];
const GOROUTINE: &[(&str, &str)] = &[("goroutine", "count")];

const PAIRS: [Pair; 14] = [
    ("cpu", "avalanchego-2024.pgo", "avalanchego-2025.pgo", CPU),
    ("cpu", "prometheus-2.47-rc0.pb.gz", "prometheus-amd64.pprof", CPU),
    ("cpu", "pprofutils-anon-in-uncompressed.pprof", "pprofutils-anon-out.pb.gz", CPU),
    (
        "heap-series",
        "advanced-cache-1-20250608T2116.pb.gz",
        "advanced-cache-2-20250608T2338.pb.gz",
        HEAP,
    ),
    (
        "heap-series",
        "advanced-cache-3-20250609T1231.pb.gz",
        "advanced-cache-4-20250609T1416.pb.gz",
        HEAP,
    ),
    ("heap-series", "concurrentmap-1-5MB.pb.gz", "concurrentmap-4-464MB.pb.gz", HEAP),
    ("heap-series", "dd-stress-1-before.pprof", "dd-stress-1-after.pprof", HEAP),
    ("heap-series", "parca-many-01.pb.gz", "parca-many-10.pb.gz", HEAP),
    ("orders/append", "heap.00.pb.gz", "heap.07.pb.gz", HEAP),
    ("orders/none", "heap.03.pb.gz", "heap.04.pb.gz", HEAP),
    ("orders/goroutine", "goroutine.00.pb.gz", "goroutine.07.pb.gz", GOROUTINE),
    ("contention", "dd-block-before.pprof", "dd-block-after.pprof", BLOCK),
    ("contention", "badger-mutex.pb.gz", "weaviate-mutex-after.pb.gz", BLOCK),
    ("heap", "parca-delta-negative.pb.gz", "parca-delta-negative.pb.gz", HEAP),
];

/// Flat and cum by name, of what is not nothing.
type Figures = BTreeMap<String, [i64; 2]>;

struct Files;

impl Host for Files {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(path).map_err(|error| FileError::Other(error.to_string()))
    }

    fn current_folder(&self) -> String {
        String::new()
    }

    fn warn(&mut self, _: &str) {}
}

fn reference() -> Option<PathBuf> {
    let go = std::env::var_os("HEARTH_GO").map_or_else(|| PathBuf::from("go"), PathBuf::from);
    let found = Command::new(go).args(["tool", "-n", "pprof"]).output().ok()?;
    let program = String::from_utf8(found.stdout).ok()?;
    found.status.success().then(|| program.trim().into())
}

/// Output of pprof, or of our own report; `None` if it refuses.
fn printed(reference: Option<&Path>, args: &[&str]) -> Option<String> {
    let bytes = match reference {
        Some(program) => {
            let mut command = Command::new(program);
            let output = command.arg("-symbolize=none").args(args).output().expect("pprof runs");
            output.status.success().then_some(output.stdout)?
        }
        None => pprof::run(args, &mut Files).ok()?.bytes,
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads the rows of `-top`.
fn figures(text: &str) -> Figures {
    let number = |word: &str| -> i64 {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().unwrap_or_else(|_| panic!("{word:?} is no whole number"))
    };
    let rows = text.lines().skip_while(|line| !line.contains("flat%")).skip(1);
    let mut figures = Figures::new();
    for row in rows {
        let words: Vec<&str> = row.split_whitespace().collect();
        let name = words[5..].join(" ");
        let name = name.trim_end_matches(" (inline)").trim_end_matches(" (partial-inline)");
        let sums = figures.entry(name.to_owned()).or_default();
        *sums = [sums[0] + number(words[0]), sums[1] + number(words[3])];
    }
    figures.retain(|_, sums| *sums != [0, 0]);
    figures
}

fn ours(old: &Profile, new: &Profile, sample_type: &str, normalize: bool) -> Figures {
    let matching = MatchOptions { strict: true, ..MatchOptions::default() };
    let options = Options { matching, normalize };
    let mut comparison = Comparison::new(vec![old.clone()], vec![new.clone()], &options)
        .expect("the profiles are comparable");
    let query = Query { sample_index: sample_type.into(), ..Query::default() };
    let compared = comparison.select(&query, Mode::Absolute).expect("the type is there");
    let mut figures = Figures::new();
    for row in top(&compared).rows {
        let change = |of: hearth_core::compare::Difference| of.value[NEW] - of.value[OLD];
        let name = String::from_utf8_lossy(&row.name);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let sums = figures.entry(name).or_default();
        *sums = [sums[0] + change(row.flat), sums[1] + change(row.cum)];
    }
    figures.retain(|_, sums| *sums != [0, 0]);
    figures
}

/// Reads the nodes (flat and cum) and the edges of `-dot`.
fn drawn(text: &str) -> (Figures, BTreeMap<[String; 2], i64>) {
    let number = |text: &str| -> i64 {
        let digits =
            text.trim_start_matches("of ").split(|c: char| c != '-' && !c.is_ascii_digit());
        digits.into_iter().next().and_then(|digits| digits.parse().ok()).expect("a whole number")
    };
    let field = |line: &str, name: &str| {
        let start = line.find(name).map(|at| at + name.len())?;
        let rest = &line[start..];
        let mut escaped = false;
        let end = rest.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        Some(rest[..end].to_owned())
    };
    let plain = |name: &str| name.replace("\\\"", "\"").replace("\\\\", "\\");
    let (mut nodes, mut edges) = (Figures::new(), BTreeMap::new());
    for line in text.lines().filter(|line| line.starts_with('N') && line.contains("tooltip=")) {
        let head = line.split(" [").next().unwrap_or_default();
        if head.contains("_") {
            continue; // What hangs on nodes.
        }
        let tooltip = field(line, " tooltip=\"").expect("nodes and edges have one");
        let (name, value) = tooltip.rsplit_once(" (").expect("it ends with a value");
        let name = plain(name);
        if head.contains("->") {
            let ends = name.split_once(" -> ").or_else(|| name.split_once(" ... "));
            let (from, to) = ends.expect("an edge has two ends");
            *edges.entry([from.to_owned(), to.to_owned()]).or_default() += number(value);
            continue;
        }
        let label = field(line, "[label=\"").expect("nodes have a label");
        let lines: Vec<&str> = label.split("\\n").collect();
        let last = lines.last().expect("a label has lines");
        let flat = match last.strip_prefix("of ") {
            Some(_) => number(lines[lines.len() - 2]),
            None => number(last),
        };
        let sums = nodes.entry(name).or_default();
        *sums = [sums[0] + flat, sums[1] + number(value)];
    }
    nodes.retain(|_, sums| *sums != [0, 0]);
    edges.retain(|_, weight| *weight != 0);
    (nodes, edges)
}

fn our_graph(
    old: &Profile,
    new: &Profile,
    sample_type: &str,
) -> (Figures, BTreeMap<[String; 2], i64>) {
    let matching = MatchOptions { strict: true, ..MatchOptions::default() };
    let options = Options { matching, normalize: false };
    let mut comparison = Comparison::new(vec![old.clone()], vec![new.clone()], &options)
        .expect("the profiles are comparable");
    let query = Query {
        sample_index: sample_type.into(),
        nodecount: Some(1_000_000),
        nodefraction: 0.0,
        edgefraction: 0.0,
        ..Query::default()
    };
    let compared = comparison.select(&query, Mode::Absolute).expect("the type is there");
    let change = compared.change();
    let trimmed = trimmed(&compared.change_selection(&change), &query, STYLE);
    let (graph, frames) = (&trimmed.graph, &trimmed.selection.frames);
    let name = |vertex: u32| {
        let name = frames.nodes.printable_name(graph.vertices[vertex as usize].node);
        String::from_utf8_lossy(&name).into_owned()
    };
    let (mut nodes, mut edges) = (Figures::new(), BTreeMap::new());
    for &listed in &graph.listed {
        let vertex = &graph.vertices[listed as usize];
        let sums = nodes.entry(name(listed)).or_default();
        *sums = [sums[0] + vertex.flat_value(), sums[1] + vertex.cum_value()];
    }
    // Nodes that come to nothing are not in the picture, nor is what leaves them. The
    // reference writes arrows that lead to them, though to nowhere.
    let listed: BTreeSet<u32> = graph.listed.iter().copied().collect();
    for edge in graph.edges.iter().filter(|edge| listed.contains(&edge.from)) {
        *edges.entry([name(edge.from), name(edge.to())]).or_default() += edge.weight;
    }
    nodes.retain(|_, sums| *sums != [0, 0]);
    edges.retain(|_, weight| *weight != 0);
    (nodes, edges)
}

/// Where the corpus is; says that a test is skipped where it is not.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let corpus = std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from);
    if !corpus.join("MANIFEST.tsv").exists() {
        say(&format!("SKIPPED: no corpus at {}", corpus.display()));
        return None;
    }
    Some(corpus)
}

/// Past the test harness, which keeps what a test prints to itself.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** {what} ***\n");
}

#[test]
fn graphs_are_those_of_the_reference() {
    let Some(corpus) = corpus() else { return };
    let reference = reference();
    if reference.is_none() {
        say("no go tool pprof: compared with Hearth's own reports instead");
    }
    let mut compared = [0, 0];
    for (folder, old, new, types) in PAIRS {
        let [old_path, new_path] = [old, new].map(|name| corpus.join(folder).join(name));
        let open = |path: &Path| {
            read::open(&std::fs::read(path).expect("the corpus has its files")).expect("it opens")
        };
        let (old_profile, new_profile) = (open(&old_path), open(&new_path));
        let has = |profile: &Profile, name: &str| {
            profile.sample_type_names().any(|other| other == name.as_bytes())
        };
        let is_common = |name: &str| has(&old_profile, name) && has(&new_profile, name);
        for (sample_type, unit) in types.iter().filter(|(name, _)| is_common(name)) {
            let base = format!("-base={}", old_path.display());
            let (index, unit) = (format!("-sample_index={sample_type}"), format!("-unit={unit}"));
            let file = new_path.display().to_string();
            let mut args = vec!["-dot", "-nodefraction=0", "-edgefraction=0", "-nodecount=1000000"];
            args.extend([&*index, &*unit, &*base, &*file]);
            let Some(text) = printed(reference.as_deref(), &args) else { continue };
            let (theirs, ours) = (drawn(&text), our_graph(&old_profile, &new_profile, sample_type));
            let what = format!("{folder} {old} {new} {sample_type}");
            for (name, sums) in &theirs.0 {
                assert_eq!(ours.0.get(name), Some(sums), "{what}: {name}");
            }
            for (ends, weight) in &theirs.1 {
                assert_eq!(ours.1.get(ends), Some(weight), "{what}: {ends:?}");
            }
            assert_eq!([ours.0.len(), ours.1.len()], [theirs.0.len(), theirs.1.len()], "{what}");
            compared = [compared[0] + theirs.0.len(), compared[1] + theirs.1.len()];
        }
    }
    println!("{} nodes and {} edges", compared[0], compared[1]);
    assert!(compared[0] > 5_000 && compared[1] > 5_000, "only {compared:?} were compared");
}

#[test]
fn changes_are_those_of_the_reference() {
    let Some(corpus) = corpus() else { return };
    let reference = reference();
    if reference.is_none() {
        say("no go tool pprof: compared with Hearth's own reports instead");
    }
    let mut failures = Vec::new();
    let (mut compared, mut refused) = (0, 0);
    for (folder, old, new, types) in PAIRS {
        let [old_path, new_path] = [old, new].map(|name| corpus.join(folder).join(name));
        let open = |path: &Path| {
            let bytes = std::fs::read(path).expect("the corpus has its files");
            read::open(&bytes).expect("it opens")
        };
        let (old_profile, new_profile) = (open(&old_path), open(&new_path));
        let has = |profile: &Profile, name: &str| {
            profile.sample_type_names().any(|other| other == name.as_bytes())
        };
        let is_common = |name: &str| has(&old_profile, name) && has(&new_profile, name);
        for (sample_type, unit) in types.iter().filter(|(name, _)| is_common(name)) {
            for (base, normalize) in
                [("-base", false), ("-diff_base", false), ("-base", true), ("-diff_base", true)]
            {
                let base = format!("{base}={}", old_path.display());
                let (index, unit) =
                    (format!("-sample_index={sample_type}"), format!("-unit={unit}"));
                let file = new_path.display().to_string();
                let mut args = vec!["-top", "-nodefraction=0", "-nodecount=1000000"];
                args.extend([&*index, &*unit, &*base]);
                args.extend(normalize.then_some("-normalize"));
                args.push(&file);
                // It does not normalize where one side has more sample types.
                let Some(text) = printed(reference.as_deref(), &args) else {
                    refused += 1;
                    continue;
                };
                let theirs = figures(&text);
                let ours = ours(&old_profile, &new_profile, sample_type, normalize);
                compared += ours.len();
                if theirs != ours {
                    let differ = |name: &&String| theirs.get(*name) != ours.get(*name);
                    let mut names = theirs.keys().chain(ours.keys());
                    let name = names.find(differ).expect("they differ");
                    failures.push(format!(
                        "{folder}: {}: {name}: theirs {:?}, ours {:?} ({} and {} rows)",
                        args[3..args.len() - 1].join(" "),
                        theirs.get(name),
                        ours.get(name),
                        theirs.len(),
                        ours.len(),
                    ));
                }
            }
        }
    }
    println!("{compared} figures of {} pairs", PAIRS.len());
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
    assert!(refused <= 2, "{refused} comparisons were refused");
    assert!(compared > 10_000, "only {compared} figures were compared");
}

/// The answer of two files of the corpus: what is said, and of whom.
fn answer(corpus: &Path, [old, new]: [&str; 2], sample_type: &str) -> (Answer, Vec<String>, f64) {
    let open = |name: &str| {
        read::open(&std::fs::read(corpus.join(name)).expect("the corpus has its files"))
            .expect("it opens")
    };
    let found = summarize(&open(old), &open(new), sample_type).expect("both can be compared");
    let parts = found.parts.iter().map(|part| {
        let file = part.file.rsplit('/').next().unwrap_or_default();
        format!("{} {file}:{}", part.function, part.line)
    });
    (found.answer, parts.collect(), found.total.change)
}

#[test]
fn a_leak_of_goroutines_is_all_of_the_change() {
    let Some(corpus) = corpus() else { return };
    for form in ["pb.gz", "debug1.txt", "debug2.txt"] {
        let names = ["00", "07"].map(|at| format!("orders/goroutine/goroutine.{at}.{form}"));
        if !names.iter().all(|name| corpus.join(name).exists()) {
            continue;
        }
        let [old, new] = names.each_ref().map(|name| &**name);
        let (said, parts, change) = answer(&corpus, [old, new], "");
        assert_eq!((said, change), (Answer::All, 420.0), "{form}");
        assert_eq!(parts, ["main.fanOut main.go:98"], "{form}");
        let (said, parts, change) = answer(&corpus, [new, old], "");
        assert_eq!((said, change), (Answer::All, -420.0), "{form}");
        assert_eq!(parts, ["main.fanOut main.go:98"], "{form}");
    }
}

#[test]
fn functions_of_packages_that_moved_are_neither_gone_nor_new() {
    let Some(corpus) = corpus() else { return };
    let pair = ["cpu/avalanchego-2024.pgo", "cpu/avalanchego-2025.pgo"];
    let open = |name: &str| {
        read::open(&std::fs::read(corpus.join(name)).expect("the corpus has its files"))
            .expect("it opens")
    };
    let [old, new] = pair.map(|name| vec![open(name)]);
    let comparison = Comparison::new(old, new, &Options::default()).expect("they compare");
    let matching = comparison.matching();
    let moved = (
        "runtime/internal/syscall.Syscall6".to_owned(),
        "internal/runtime/syscall.Syscall6".to_owned(),
    );
    assert!(matching.changed.contains(&moved));
    assert!(!matching.unmatched.iter().any(|one| one.name.ends_with("syscall.Syscall6")));
}
