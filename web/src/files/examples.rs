//! Small examples, one of each kind of document, for those who have no profile at hand. They come
//! with the deferred chunk.

use js_sys::{Array, Uint8Array};
use web_sys::{File, FilePropertyBag};

/// An example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A heap profile of a Go program.
    Heap,
    /// A CPU profile of the same.
    Cpu,
    /// Heap profiles of a service that leaks, taken one after the other.
    Series,
    /// The first and the last of these.
    Comparison,
    /// A dump of goroutines.
    Goroutines,
}

impl Example {
    /// All of them, in the order of their words.
    pub const ALL: [Self; 5] =
        [Self::Heap, Self::Cpu, Self::Series, Self::Comparison, Self::Goroutines];

    /// Name for tests.
    pub fn name(self) -> &'static str {
        ["heap", "cpu", "series", "comparison", "goroutines"][self as usize]
    }
}

/// Snapshots of a service whose consumers keep what they handled.
const SERIES: [&[u8]; 9] = [
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.00.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.01.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.02.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.03.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.04.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.05.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.06.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.07.pb.gz"),
    include_bytes!("../../../tests/leaks/profiles/context-chain/heap.08.pb.gz"),
];

/// The files of an example, as if they had been dropped; fewer where the browser makes none.
pub fn examples(example: Example) -> Vec<File> {
    let last = SERIES.len() - 1;
    let numbered =
        |at: usize| file(&["example.heap.0", &at.to_string(), ".pb.gz"].concat(), SERIES[at]);
    let files: Vec<Option<File>> = match example {
        Example::Heap => {
            vec![file("example.heap.pb.gz", include_bytes!("../../../tests/fixtures/heap.pb.gz"))]
        }
        Example::Cpu => {
            vec![file("example.cpu.pb.gz", include_bytes!("../../../tests/fixtures/cpu.pb.gz"))]
        }
        Example::Series => (0..=last).map(numbered).collect(),
        Example::Comparison => vec![numbered(0), numbered(last)],
        Example::Goroutines => vec![file(
            "example.goroutines.txt.gz",
            include_bytes!(
                "../../../tests/leaks/profiles/chan-send-long/goroutine.05.debug2.txt.gz"
            ),
        )],
    };
    files.into_iter().flatten().collect()
}

fn file(name: &str, bytes: &[u8]) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type("application/octet-stream");
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()
}
