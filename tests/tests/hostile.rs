//! What the fuzzers found, once more; and damage that needs no fuzzer.

use hearth_core::read::{self, Limits, Options, ReadError, Reader};
use hearth_tests::hostile::TARGETS;
use std::fs;
use std::path::Path;

#[test]
fn what_the_fuzzers_found_does_no_harm() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (name, target) in TARGETS {
        let entries = fs::read_dir(corpus.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut count = 0;
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            target(&fs::read(&path).expect("the file can be read"));
            count += 1;
        }
        assert!(count > 0, "the corpus of {name} is empty");
    }
}

/// 10 GB of zeros in 10 MB: deflate's best.
#[test]
fn a_gzip_bomb_stops_at_the_cap() {
    const CAP: usize = 64 << 20;
    let piece = miniz_oxide::deflate::compress_to_vec(&vec![0; 10 << 20], 9);
    // Many members make one content.
    let mut member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    member.extend(&piece);
    member.extend(crc32fast::hash(&vec![0; 10 << 20]).to_le_bytes());
    member.extend((10u32 << 20).to_le_bytes());
    let mut reader = Reader::new(Options {
        limits: Limits { content: CAP, ..Limits::default() },
        ..Options::default()
    });
    let mut pushed = 0;
    let error = (0..1024).find_map(|_| {
        pushed += member.len();
        reader.push(&member).err()
    });
    let error = error.expect("a thousand members are 10 GB");
    assert_eq!(error, ReadError::TooLarge { limit: CAP });
    assert!(error.to_string().contains("larger than 64 MB"), "{error}");
    assert!(pushed <= member.len() * 8, "{pushed} bytes were taken");
}

/// Each would make a careless reader go over all that follows, for each of them.
/// No test measures time: a quadratic step shows here as minutes, not as a failure.
#[test]
fn a_file_of_nothing_but_brackets_is_read() {
    for line in ["goroutine 1 [", "[[[[[[[[", "# labels: {", "0x0 ", "a=$a$a", "1: 1 [1: 1] @ "] {
        let mut text = b"goroutine 1 [running]:\n".to_vec();
        text.extend(line.repeat(200_000).bytes());
        drop(read::open(&text));
        text = b"goroutine profile: total 1\n".to_vec();
        text.extend(format!("{line}\n").repeat(100_000).bytes());
        drop(read::open(&text));
    }
}
