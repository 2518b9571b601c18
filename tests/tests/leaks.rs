//! Lines that leak: services of our own (`tests/leaks`), one planted leak each or none,
//! and the runs of the corpus beside the repository, or HEARTH_CORPUS.

use hearth_core::diagnose::BlockedOn;
use hearth_core::read;
use hearth_core::snapshots::{Findings, Hint, Reason, SnapshotSet, Suspect, Verdict};
use hearth_core::view::goroutines::CaseFile;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn set(files: &[PathBuf]) -> SnapshotSet {
    let mut set = SnapshotSet::default();
    for file in files {
        let bytes = fs::read(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let profile = read::open(&bytes).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        set.add(&file.display().to_string(), &profile).expect("it is a snapshot");
    }
    set
}

/// The files of a folder whose names start like this, in order.
fn files(folder: &Path, starts: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    files.retain(|path| {
        name(path).is_some_and(|name| starts.iter().any(|start| name.starts_with(start)))
    });
    files.sort();
    files
}

fn leaks(findings: &Findings) -> Vec<&Suspect> {
    findings.suspects.iter().filter(|s| s.verdict == Verdict::Leak).collect()
}

/// Functions to blame in each service; none in those that do not leak.
const PLANTED: [(&str, &[&str]); 11] = [
    ("context-chain", &["main.(*consumer).handle"]),
    ("map-keys", &["main.(*metrics).observe", "main.main.func1"]),
    ("small-slice", &["main.receive"]),
    ("chan-send", &["main.query"]),
    ("mutex", &["main.(*account).withdraw"]),
    ("timers", &["main.deliver", "main.retryLater"]),
    ("listeners", &["main.newRequest", "main.handle"]),
    ("none-warm", &[]),
    ("none-pools", &[]),
    ("none-ramp", &[]),
    ("none-steady", &[]),
];

/// The shapes of published bugs: what leaks, and which line waits. Of contexts only the
/// library's own goroutine is there, so that is named; the hint says what it is.
#[test]
fn published_bugs_are_found() {
    let shapes: [(&str, &str, BlockedOn); 5] = [
        ("finish-request", "main.finishRequest.func1", BlockedOn::ChanSend),
        ("context-replaced", "context.(*cancelCtx).propagateCancel.func2", BlockedOn::Select),
        ("wait-in-loop", "main.restoreAll", BlockedOn::WaitGroup),
        ("double-lock", "main.(*store).write", BlockedOn::Mutex),
        ("lock-and-send", "main.(*order).price", BlockedOn::ChanSend),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles");
    for (name, function, blocked) in shapes {
        let findings = set(&files(&folder.join(name), &["goroutine"])).findings();
        let first = &findings.suspects[0];
        assert_eq!((first.function.as_str(), first.verdict), (function, Verdict::Leak), "{name}");
        assert_eq!(first.blocked, Some(blocked), "{name}");
        let is_context = name == "context-replaced";
        assert_eq!(first.hints.contains(&Hint::ContextCancel), is_context, "{name}");
    }
}

/// Signs of a leak are said where they are there, and not where they are not.
#[test]
fn known_shapes_are_hinted_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles");
    for (name, hint) in [
        ("map-keys", Some(Hint::Map)),
        ("small-slice", Some(Hint::LargeBuffers)),
        ("timers", Some(Hint::Timers)),
        ("context-chain", Some(Hint::ContextChain)),
        // What is appended is large here, and the slice itself small.
        ("append", Some(Hint::LargeBuffers)),
        ("listeners", None),
    ] {
        let findings = set(&files(&folder.join(name), &["heap"])).findings();
        let first = &findings.suspects[0];
        let hints: Vec<Hint> = first.hints.clone();
        assert_eq!(hints, Vec::from_iter(hint), "{name}: {}", first.function);
    }
}

/// Of this one nine snapshots have twelve samples, most of them in the first half: as a cache
/// that fills would have. It is what grows most; that it leaks cannot be told.
#[test]
fn what_cannot_be_told_is_growing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles/append");
    let findings = set(&files(&folder, &["heap", "goroutine"])).findings();
    let first = &findings.suspects[0];
    assert_eq!((first.function.as_str(), first.verdict), ("main.recordAudit", Verdict::Growing));
}

#[test]
fn the_planted_line_is_named_first_and_nothing_else_leaks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles");
    for (name, planted) in PLANTED {
        let findings = set(&files(&folder.join(name), &["heap", "goroutine"])).findings();
        assert_eq!(findings.too_few, None, "{name}");
        let leaks = leaks(&findings);
        let functions: Vec<&str> = leaks.iter().map(|s| s.function.as_str()).collect();
        assert_eq!(functions.is_empty(), planted.is_empty(), "{name}: {functions:?}");
        assert!(functions.iter().all(|f| planted.contains(f)), "{name}: {functions:?}");
        let [half, ..] = [files(&folder.join(name), &["heap"])];
        let few = set(&half[..4]).findings();
        assert!(few.too_few.is_some() && few.suspects.is_empty(), "{name}: four are too few");
    }
}

/// The runs of the service in the corpus, if it is there.
fn orders() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let orders = std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from).join("orders");
    if !orders.is_dir() {
        let text = format!("\n*** SKIPPED: no corpus at {} ***\n", orders.display());
        let _ = writeln!(std::io::stderr(), "{text}");
        return None;
    }
    Some(orders)
}

#[test]
fn the_causes_of_the_corpus_are_found() {
    let Some(orders) = orders() else { return };
    let first = |run: &str, starts: &[&str]| {
        let findings = set(&files(&orders.join(run), starts)).findings();
        let name = |s: &&Suspect| (s.function.clone(), s.line);
        leaks(&findings).iter().map(name).collect::<Vec<_>>()
    };
    let append = [("main.recordAudit".to_owned(), 77)];
    let goroutine = [("main.fanOut".to_owned(), 98)];
    for kinds in [&["heap.", "goroutine."][..], &["heap."]] {
        assert_eq!(first("append", kinds), append, "{kinds:?}");
    }
    for form in ["goroutine.", "goroutine.00"] {
        let is_enough = form == "goroutine.";
        assert_eq!(!first("goroutine", &[form]).is_empty(), is_enough, "{form}");
    }
    assert_eq!(first("goroutine", &["heap.", "goroutine."]), goroutine);
    for kinds in [&["heap.", "goroutine."][..], &["heap."], &["goroutine."], &["mutex", "block"]] {
        assert_eq!(first("none", kinds), [], "{kinds:?}");
    }
}

#[test]
fn each_form_of_goroutines_is_enough() {
    let Some(orders) = orders() else { return };
    for form in ["pb.gz", "debug1.txt", "debug2.txt"] {
        let mut all = files(&orders.join("goroutine"), &["goroutine."]);
        all.retain(|path| path.to_string_lossy().ends_with(form));
        let findings = set(&all).findings();
        let first = &findings.suspects[0];
        assert_eq!(first.verdict, Verdict::Leak, "{form}");
        assert_eq!((first.function.as_str(), first.line), ("main.fanOut", 98), "{form}");
        assert_eq!(first.values, [60, 120, 180, 240, 300, 360, 420, 480], "{form}");
    }
}

#[test]
fn two_snapshots_are_too_few() {
    let Some(orders) = orders() else { return };
    for run in ["append", "goroutine", "none"] {
        let heaps = files(&orders.join(run), &["heap.0"]);
        let heaps: Vec<PathBuf> =
            heaps.into_iter().filter(|p| p.to_string_lossy().ends_with("pb.gz")).collect();
        for two in [&heaps[..2], &heaps[6..]] {
            let findings = set(two).findings();
            assert!(findings.suspects.is_empty());
            let why = findings.too_few.expect("two are too few").text();
            assert!(why.contains("2 heap snapshots") && why.contains("/debug/pprof/heap"), "{why}");
        }
    }
}

/// Two snapshots are no verdict; but what grew most is known, in any form and order.
#[test]
fn of_two_snapshots_the_growth_is_named() {
    let Some(orders) = orders() else { return };
    let first = |files: &[PathBuf]| {
        let set = set(files);
        let findings = set.findings();
        assert!(findings.suspects.is_empty());
        let first = &findings.grown[0];
        assert_eq!(first.verdict, Verdict::Grew);
        (first.function.clone(), first.line, first.values.clone(), set.summary(&findings))
    };
    let folder = orders.join("goroutine");
    for forms in [["pb.gz"; 2], ["debug1.txt"; 2], ["debug2.txt"; 2], ["pb.gz", "debug2.txt"]] {
        let mut two = [("00", forms[0]), ("07", forms[1])]
            .map(|(n, f)| folder.join(format!("goroutine.{n}.{f}")));
        for _ in 0..2 {
            let (function, line, values, headline) = first(&two);
            assert_eq!((function.as_str(), line), ("main.fanOut", 98), "{two:?}");
            assert_eq!(values, [60, 480], "{two:?}");
            assert_eq!(
                headline,
                "main.fanOut main.go:98: 60 → 480 goroutines; two snapshots cannot tell a leak \
                 from a burst: take five or more"
            );
            two.reverse();
        }
    }
    // What leaks there is among what grew most; that it is more than a burst cannot be told.
    let heaps = ["00", "07"].map(|n| orders.join(format!("append/heap.{n}.pb.gz")));
    let grown = set(&heaps).findings().grown;
    let place = grown.iter().position(|s| s.function == "main.recordAudit");
    assert!(place.is_some_and(|place| place < 3), "{place:?}");
}

/// Servers that nobody here wrote, if their series are there: no false alarm, and one finding
/// for what grows, the same from all forms.
#[test]
fn one_cause_of_a_real_server_is_one_finding() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/servers");
    let servers = std::env::var_os("HEARTH_SERVERS").map_or(beside, PathBuf::from);
    let Ok(runs) = fs::read_dir(&servers) else {
        let text = format!("\n*** SKIPPED: no servers at {} ***\n", servers.display());
        let _ = writeln!(std::io::stderr(), "{text}");
        return;
    };
    for run in runs.map(|run| run.expect("readable").path()).filter(|run| run.is_dir()) {
        let truth = fs::read_to_string(run.join("truth.json")).expect("it has a truth");
        let is_growth = truth.contains("\"kind\": \"growth\"");
        let of_form = |start: &str, end: &str| {
            let mut all = files(&run, &[start]);
            let is_other = |name: &str| end == ".txt.gz" && name.contains(".debug1.");
            all.retain(|path| {
                let name = path.to_string_lossy();
                name.ends_with(end) && !is_other(&name)
            });
            let findings = set(&all).findings();
            let leaks = leaks(&findings);
            leaks.iter().map(|leak| (leak.function.clone(), leak.each)).collect::<Vec<_>>()
        };
        let heap = of_form("heap.", ".pb.gz");
        assert!(if is_growth { heap.len() <= 2 } else { heap.is_empty() }, "{run:?}: {heap:?}");
        let forms = [".pb.gz", ".debug1.txt.gz", ".txt.gz"];
        let found = forms.map(|end| of_form("goroutine.", end));
        assert!(found[0].len() <= usize::from(is_growth), "{run:?}: {found:?}");
        assert!(found.iter().all(|form| *form == found[0]), "{run:?}: {found:?}");
    }
}

/// A run of more than two minutes: dumps name waits from one minute on.
#[test]
fn who_waits_and_since_when_is_in_a_dump() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("leaks/profiles/chan-send-long");
    let dumps = files(&folder, &["goroutine"]);
    let findings = set(&dumps).findings();
    let first = &findings.suspects[0];
    assert_eq!((first.function.as_str(), first.line), ("main.query", 15));
    assert_eq!(first.verdict, Verdict::Leak);
    assert!(first.reasons.contains(&Reason::StillThere(20, 20)), "{:?}", first.reasons);
    let last = fs::read(&dumps[5]).expect("readable");
    let profile = read::open(&last).expect("it is a dump");
    let case = CaseFile::new(&profile);
    let group = &case.groups[0];
    assert_eq!((group.blocked, group.count), (BlockedOn::ChanSend, 144));
    assert_eq!((group.waiting(1, None), group.waiting(2, None)), (89, 31));
    let creator = profile.strings.text(group.created.0);
    assert_eq!(creator, "main.handle");
}
