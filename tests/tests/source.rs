//! The figures of source lines are those of `-list`, which agrees with pprof
//! (`parity.rs`); only sums over lines differ, because those never count twice. With
//! the corpus beside the repository, or in HEARTH_CORPUS.

use hearth_cli::{FileError, Host, pprof};
use hearth_core::measure;
use hearth_core::query::Query;
use hearth_core::read;
use hearth_core::selection::Session;
use hearth_core::view::source::{Cost, Part, source};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from)
}

/// A profile, and source files in which every line is empty.
struct EmptySources(Vec<u8>);

impl Host for EmptySources {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        Ok(if path == "profile" { self.0.clone() } else { vec![b'\n'; 12_000] })
    }

    fn current_folder(&self) -> String {
        "/".to_owned()
    }

    fn warn(&mut self, _: &str) {}
}

/// By function and file: each line, `flat cum`.
type Listing = BTreeMap<(String, String), BTreeMap<i64, String>>;

/// Output of `-list`, without the lines that cost nothing.
fn listing(text: &str) -> Listing {
    let mut listing = Listing::new();
    let mut routine = (String::new(), String::new());
    for line in text.lines().skip(1) {
        if let Some(rest) = line.strip_prefix("ROUTINE ======================== ") {
            let (name, file) = rest.rsplit_once(" in ").expect("a routine has a file");
            routine = (name.to_owned(), file.to_owned());
            continue;
        }
        let mut words = line.split_whitespace();
        let (Some(flat), Some(cum), Some(number)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let Some(number) = number.strip_suffix(':').and_then(|n| n.parse().ok()) else { continue };
        if (flat, cum) != (".", ".") {
            let lines = listing.entry(routine.clone()).or_default();
            lines.insert(number, format!("{flat} {cum}"));
        }
    }
    listing
}

fn of_parts(parts: &[Part], unit: &str) -> Listing {
    let value = |value: i64| match value {
        0 => ".".to_owned(),
        value => measure::label(value, unit),
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut listing = Listing::new();
    for part in parts {
        for line in &part.lines {
            let Cost { flat, cum } = line.cost;
            if (flat, cum) != (0, 0) && line.number > 0 {
                let lines = listing.entry((text(&part.function), text(&part.path))).or_default();
                lines.insert(line.number, format!("{} {}", value(flat), value(cum)));
            }
        }
    }
    listing
}

/// The profiles of the service in the corpus.
fn profiles() -> Vec<PathBuf> {
    let orders = corpus().join("orders");
    let Ok(runs) = std::fs::read_dir(&orders) else {
        // Past the test harness, which keeps what a test prints to itself.
        let _ =
            writeln!(std::io::stderr(), "\n*** SKIPPED: no corpus at {} ***\n", orders.display());
        return Vec::new();
    };
    let names = ["cpu.pb.gz", "heap.07.pb.gz", "mutex.07.pb.gz", "goroutine.07.pb.gz"];
    let runs = runs.map(|run| run.expect("readable").path());
    let all = runs.flat_map(|run| names.map(|name| run.join(name)));
    let found: Vec<PathBuf> = all.filter(|path| path.exists()).collect();
    assert!(found.len() > 8, "the corpus has too few profiles");
    found
}

#[test]
fn lines_have_the_figures_of_list() {
    let mut compared = 0;
    let profiles = profiles();
    for path in &profiles {
        let bytes = std::fs::read(path).expect("readable");
        let mut session = Session::new(read::open(&bytes).expect("a profile"));
        let printed =
            pprof::run(&["-list=.", "profile"], &mut EmptySources(bytes)).expect("a list");
        let theirs = listing(&String::from_utf8_lossy(&printed.bytes));
        let query = Query::default();
        let selection = session.select(&query).expect("there is a type");
        let mut names: Vec<&String> = theirs.keys().map(|(name, _)| name).collect();
        names.dedup();
        for name in names {
            let parts = source(&selection, &query, name.as_bytes());
            let ours = of_parts(&parts, &selection.unit());
            let is_it = |((function, _), _): &(&(String, String), _)| function == name;
            let theirs: Listing =
                theirs.iter().filter(is_it).map(|(k, v)| (k.clone(), v.clone())).collect();
            assert_eq!(ours, theirs, "{name} in {}", path.display());
            compared += ours.values().map(BTreeMap::len).sum::<usize>();
            for part in &parts {
                assert!(part.cost.cum <= selection.total && part.cost.flat <= part.cost.cum);
                let lines = || part.lines.iter().map(|line| line.cost);
                assert!(lines().all(|cost| cost.cum <= part.cost.cum));
                assert_eq!(lines().map(|cost| cost.flat).sum::<i64>(), part.cost.flat);
            }
        }
    }
    println!("{compared} lines compared");
    assert!(profiles.is_empty() || compared > 1000, "only {compared} lines were compared");
}
