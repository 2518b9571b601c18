//! Snapshots of one moment in several forms agree: the text forms with the
//! protobuf. They are in the corpus beside the repository, or HEARTH_CORPUS.

use hearth_core::profile::{LocationId, Profile};
use hearth_core::read;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from)
}

/// The runs of the service that the snapshots are of.
fn runs() -> Vec<PathBuf> {
    let orders = corpus().join("orders");
    let Ok(entries) = fs::read_dir(&orders) else {
        let _ =
            writeln!(std::io::stderr(), "\n*** SKIPPED: no corpus at {} ***\n", orders.display());
        return Vec::new();
    };
    let mut runs: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    runs.retain(|path| path.is_dir() && path.join("heap.07.pb.gz").exists());
    runs.sort();
    assert!(!runs.is_empty(), "the corpus has no runs");
    runs
}

fn open(path: &Path) -> Profile {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    read::open(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

type Stack = Vec<String>;

/// The functions of each stack, leaf first, without the runtime's own: dumps
/// leave them out.
fn functions(profile: &Profile, stack: &[LocationId]) -> Stack {
    let lines = stack.iter().flat_map(|&location| profile.locations.lines_of(location));
    lines
        .map(|line| profile.functions.name[line.function as usize])
        .map(|name| without_type_arguments(&profile.strings.text(name)))
        .filter(|name| !name.starts_with("runtime.") && !name.starts_with("internal/runtime/"))
        .collect()
}

/// Name without its type arguments: `f[go.shape.int]` of a protobuf is `f[...]` in comments.
fn without_type_arguments(name: &str) -> String {
    match (name.find('['), name.rfind(']')) {
        (Some(start), Some(end)) if start < end => {
            format!("{}...{}", &name[..=start], &name[end..])
        }
        _ => name.to_owned(),
    }
}

/// The sums of the values of each stack of functions.
fn sums(profile: &Profile) -> BTreeMap<Stack, Vec<i64>> {
    let mut sums: BTreeMap<Stack, Vec<i64>> = BTreeMap::new();
    for sample in 0..profile.samples.len() {
        let stack = functions(profile, profile.stacks.get(profile.samples.stack[sample]));
        let columns = &profile.samples.values;
        let sum = sums.entry(stack).or_insert_with(|| vec![0; columns.len()]);
        for (sum, column) in sum.iter_mut().zip(columns) {
            *sum += column[sample];
        }
    }
    sums.retain(|_, values| values.iter().any(|&v| v != 0));
    sums
}

/// Returns whether a stack is that of a goroutine that writes a profile, or serves one.
fn collects(stack: &Stack) -> bool {
    stack.iter().any(|name| name.starts_with("runtime/pprof."))
}

#[test]
fn goroutines_are_the_same_in_all_three_forms() {
    let mut compared = 0;
    for run in runs() {
        for number in 0..8 {
            let file = |ending: &str| run.join(format!("goroutine.{number:02}.{ending}"));
            if !file("debug1.txt").exists() {
                continue;
            }
            let counts = |ending: &str| -> BTreeMap<Stack, i64> {
                let sums = sums(&open(&file(ending)));
                let all = sums.into_iter().filter(|(stack, _)| !collects(stack));
                all.map(|(stack, values)| (stack, values[0])).collect()
            };
            let (proto, text, dump) = (counts("pb.gz"), counts("debug1.txt"), counts("debug2.txt"));
            assert!(!proto.is_empty());
            assert_eq!(proto, text, "debug=1, {}", file("").display());
            assert_eq!(proto, dump, "debug=2, {}", file("").display());
            compared += 1;
        }
    }
    println!("{compared} snapshots compared");
}

#[test]
fn heap_text_has_the_figures_of_the_protobuf() {
    for run in runs() {
        let proto = sums(&open(&run.join("heap.07.pb.gz")));
        let text = sums(&open(&run.join("heap.07.debug1.txt")));
        let total = |sums: &BTreeMap<Stack, Vec<i64>>| -> Vec<i64> {
            (0..4).map(|i| sums.values().map(|v| v[i]).sum()).collect()
        };
        assert_eq!(total(&proto), total(&text), "{}", run.display());
        assert_eq!(proto, text, "{}", run.display());
    }
}

#[test]
fn contention_text_has_the_figures_of_the_protobuf() {
    for run in runs() {
        for kind in ["mutex", "block"] {
            let proto = sums(&open(&run.join(format!("{kind}.07.pb.gz"))));
            let text = sums(&open(&run.join(format!("{kind}.07.debug1.txt"))));
            let rows = open(&run.join(format!("{kind}.07.debug1.txt"))).samples.len() as i64;
            assert_eq!(
                proto.keys().collect::<Vec<_>>(),
                text.keys().collect::<Vec<_>>(),
                "{kind} of {}",
                run.display()
            );
            for (stack, values) in &proto {
                let other = &text[stack];
                assert_eq!(values[0], other[0], "{kind}: {stack:?}");
                assert!(
                    (values[1] - other[1]).abs() <= rows,
                    "{kind}: {values:?} {other:?} {stack:?}"
                );
            }
        }
    }
}
