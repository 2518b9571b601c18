//! Entry points for hostile bytes: one function for each way in. They are the
//! bodies of the fuzz targets in `fuzz/`, and the tests replay on them what the
//! fuzzers found.

use hearth_core::profile::Profile;
use hearth_core::query::Query;
use hearth_core::read::{self, KEEP_ALL, Limits, Options, TextForms};
use hearth_core::report::{self, FileError, Report, SourceFiles};
use hearth_core::selection::Session;

/// Function to feed with bytes.
pub type Target = fn(&[u8]);

/// Each target by its name.
pub const TARGETS: [(&str, Target); 19] = [
    ("gzip", gzip),
    ("proto", proto),
    ("count", count),
    ("heap", heap),
    ("contention", contention),
    ("threads", threads),
    ("java", java),
    ("goroutines", goroutines),
    ("cpu", cpu),
    ("folded", folded),
    ("bpftrace", bpftrace),
    ("perf-script", perf_script),
    ("jemalloc", jemalloc),
    ("otlp", otlp),
    ("speedscope", speedscope),
    ("v8", v8),
    ("wrapped", wrapped),
    ("filters", filters),
    ("url", url),
];

/// The most that a file may inflate to here: enough to see whether it is heeded.
const CONTENT: usize = 1 << 20;

/// Reads a file both ways and makes a few reports of what was read.
fn open(bytes: &[u8]) {
    for text in [TextForms::AsMeant, TextForms::AsReference] {
        let limits = Limits { content: CONTENT, ..Limits::default() };
        let options = Options { limits, text, ..Options::default() };
        let open = |kept| read::open_with(bytes, Options { kept, ..options });
        let whole = open(KEEP_ALL);
        assert!(open(0) == whole, "it makes a difference when it is decoded");
        if let Ok(profile) = whole {
            print(profile, &Query::default(), &["raw", "top", "dot"]);
        }
    }
}

struct NoFiles;

impl SourceFiles for NoFiles {
    fn current_folder(&self) -> String {
        "/".to_owned()
    }

    fn read(&mut self, _: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::NotFound)
    }
}

fn print(profile: Profile, query: &Query, reports: &[&str]) {
    let mut session = Session::new(profile);
    for name in reports {
        if let Some(Ok(report)) = Report::from_name(name, "a|b") {
            drop(report::print(&report, &mut session, query, &mut NoFiles));
        }
    }
}

/// Opens the bytes as they are, and behind the first lines of a form.
fn open_as(header: &[u8], bytes: &[u8]) {
    open(bytes);
    open(&[header, bytes].concat());
}

/// A gzip member whose content is the bytes' own, and the bytes as members.
pub fn gzip(bytes: &[u8]) {
    open_as(b"\x1f\x8b\x08\0\0\0\0\0\0\xff", bytes);
    open_as(b"\x1f\x8b", bytes);
}

/// profile.proto, alone and behind a table of strings.
pub fn proto(bytes: &[u8]) {
    open_as(b"\x32\0\x32\x01a\x32\x01b\x0a\x04\x08\x01\x10\x02", bytes);
}

/// Go's count profiles.
pub fn count(bytes: &[u8]) {
    open_as(b"goroutine profile: total 3\n1 @ 0x1 0x2\n#\t0x0\tmain.f+0x1\ta.go:1\n", bytes);
}

/// Heap profiles as text.
pub fn heap(bytes: &[u8]) {
    open_as(b"heap profile: 1: 2 [3: 4] @ heap/1048576\n", bytes);
    open_as(b"heap profile: 1: 2 [1: 2] @ heapz_v2/524288\n", bytes);
}

/// Mutex, block and contention profiles as text.
pub fn contention(bytes: &[u8]) {
    open_as(b"--- mutex:\ncycles/second=1000000000\nsampling period=5\n", bytes);
    open_as(b"--- contentionz 1 ---\ncycles/second = 3\nsampling period = 2\n", bytes);
}

/// Lists of threads.
pub fn threads(bytes: &[u8]) {
    open_as(b"--- threadz 1 ---\n\n--- Thread 7f (name: a/1) stack: ---\n  PC: 0x1\n", bytes);
}

/// Java's profiles as text.
pub fn java(bytes: &[u8]) {
    open_as(b"--- heapz 1 ---\nformat = java\nresolution = bytes\n 8 1 @ 0x1 0x2\n", bytes);
    open_as(b"--- contentionz 1 ---\nformat = java\nresolution = us\n", bytes);
}

/// Dumps of goroutines.
pub fn goroutines(bytes: &[u8]) {
    open_as(b"goroutine 1 [running]:\nmain.f(0x1)\n\t/a.go:1 +0x1\n", bytes);
}

/// Folded stacks.
pub fn folded(bytes: &[u8]) {
    open_as(b"a;b 1\na;b;c_[k] 2.5\n", bytes);
}

/// Maps of bpftrace with stacks.
pub fn bpftrace(bytes: &[u8]) {
    open_as(b"@[\n    f+1\n    g\n]: 2\n", bytes);
}

/// The text of `perf script`.
pub fn perf_script(bytes: &[u8]) {
    open_as(b"a 12/13 [002] 1.5: 10 cpu-clock:u:\n 10 f+0x4 (/bin/a)\n\n", bytes);
}

/// Heap profiles of jemalloc.
pub fn jemalloc(bytes: &[u8]) {
    open_as(b"heap_v2/1024\n  t*: 1: 8 [0: 0]\n@ 0x11 0x21\n  t*: 1: 8 [0: 0]\n", bytes);
}

/// OpenTelemetry's profiles: behind tables of strings, in a stream, and as JSON.
pub fn otlp(bytes: &[u8]) {
    open_as(b"\x12\x05\x2a\x00\x2a\x01a", bytes);
    open_as(b"OTLP\0\0\0\x01\0\0\0\x07\x12\x05\x2a\x00\x2a\x01a", bytes);
    open_as(b"{\"dictionary\":{\"stringTable\":[\"\",\"a\"]},\"resourceProfiles\":", bytes);
}

/// speedscope's JSON.
pub fn speedscope(bytes: &[u8]) {
    open_as(b"{\"shared\":{\"frames\":[{\"name\":\"a\"}]},\"profiles\":", bytes);
}

/// Profiles of V8, and traces of Chrome.
pub fn v8(bytes: &[u8]) {
    open_as(b"{\"samples\":[1],\"timeDeltas\":[1],\"nodes\":", bytes);
    open_as(b"{\"head\":", bytes);
    open_as(b"[{\"ph\":\"P\",\"name\":\"ProfileChunk\",\"args\":", bytes);
}

/// Texts within texts and containers: each document that is found is opened by itself. One that
/// holds others in turn comes to an end, since these are smaller.
pub fn wrapped(bytes: &[u8]) {
    open(bytes);
    let options =
        Options { limits: Limits { content: CONTENT, ..Limits::default() }, ..Options::default() };
    let escaped = [b"x: goroutine 1 [running]:\\nmain.f(0x1)\\n", bytes].concat();
    let quoted = [b"{\"log\":\"goroutine 1 [running]:\\n\"}\n{\"log\":\"", bytes].concat();
    let logged = [b"12:00 web | goroutine 1 [running]:\n12:00 web | ", bytes].concat();
    let zstd = [b"\x28\xb5\x2f\xfd", bytes].concat();
    for file in [bytes, &escaped, &quoted, &logged, &zstd] {
        let Ok(documents) = read::open_documents(file, options) else { continue };
        for document in documents.others {
            if let Ok(again) = read::open_documents(&document.content, options) {
                let is_smaller =
                    |inner: &read::Document| inner.content.len() < document.content.len();
                assert!(again.others.iter().all(is_smaller), "a document holds itself");
            }
        }
    }
}

/// The old binary CPU profiles, C++'s and Java's.
pub fn cpu(bytes: &[u8]) {
    let header = |kind: u64| [0, 3, kind, 10_000, 0].map(u64::to_le_bytes).concat();
    open_as(&header(0), bytes);
    open_as(&header(1), bytes);
}

/// Options of any kind, in their URL form, over a profile that has everything.
pub fn filters(bytes: &[u8]) {
    const PROFILE: &[u8] = include_bytes!("../fixtures/odd-encoding.pb.gz");
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (Ok(query), Ok(profile)) = (Query::from_url(text), read::open(PROFILE)) else { return };
    let reports = ["top", "tree", "dot", "raw", "traces", "tags", "callgrind", "list", "proto"];
    print(profile, &query, &reports);
}

/// The state in a URL: what is read and written is read as the same.
pub fn url(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(query) = Query::from_url(text) else { return };
    let again = Query::from_url(&query.to_url()).expect("what was written can be read");
    // No number is not equal to itself.
    assert_eq!(again.to_url(), query.to_url());
}
