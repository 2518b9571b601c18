//! Findings of the fuzzers, once more; and damage that needs no fuzzer.

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

/// Deflates a content that repeats itself, as one member of a gzip file.
fn member(content: &[u8]) -> Vec<u8> {
    let mut member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    member.extend(miniz_oxide::deflate::compress_to_vec(content, 9));
    member.extend(crc32fast::hash(content).to_le_bytes());
    member.extend((content.len() as u32).to_le_bytes());
    member
}

/// Reads members, one after the other, until they are refused: how much was read of what.
fn refusal(limits: Limits, kept: usize, piece: &[u8]) -> (usize, ReadError) {
    let member = member(piece);
    let mut reader = Reader::new(Options { limits, kept, ..Options::default() });
    let error = (0..1024).find_map(|_| reader.push(&member).err());
    (reader.content_size(), error.expect("a thousand members are too much"))
}

#[test]
fn a_gzip_bomb_stops_at_the_cap() {
    const CAP: usize = 8 << 20;
    let limits = Limits { content: CAP, ..Limits::default() };
    let (_, error) = refusal(limits, 0, &vec![0; 1 << 20]);
    assert_eq!(error, ReadError::TooLarge { limit: CAP });
    assert!(error.to_string().contains("larger than 8 MB"), "{error}");
}

/// Whatever costs nothing in a file and something in memory: of each kind a small file with
/// hundreds of megabytes of it. Refused early, and nothing is left to be given back.
#[test]
fn what_is_out_of_proportion_to_its_file_is_refused_early() {
    let first = [0x32, 0]; // The empty string.
    let kinds: [(&str, &[u8]); 9] = [
        ("zeros", &[0]),
        ("empty strings", &[0x32, 0]),
        ("short strings", &[0x32, 1, b'a']),
        ("empty sample types", &[0x0a, 0]),
        ("empty samples", &[0x12, 0]),
        ("empty mappings", &[0x1a, 0]),
        ("empty locations", &[0x22, 0]),
        ("empty functions", &[0x2a, 0]),
        ("comments", &[0x6a, 4, 0, 0, 0, 0]),
    ];
    for (what, one) in kinds {
        for kept in [0, read::KEEP_ALL] {
            let content = [&first[..], &one.repeat((1 << 20) / one.len())].concat();
            let (read, error) = refusal(Limits::default(), kept, &content);
            // A reader that forgets what it decoded has to begin again, as a whole.
            let is_early = matches!(error, ReadError::OutOfProportion { .. })
                || kept != read::KEEP_ALL && error == ReadError::NeedsWhole;
            assert!(is_early, "{what}, {kept}: {error}");
            assert!(read <= 18 << 20, "{what}, {kept}: {read} bytes were read");
        }
    }
}

/// Fields that are compressed little enough, and take far more in memory than in the file.
#[test]
fn memory_is_in_proportion_to_the_file_as_well() {
    // A location with 2^19 lines of function 1, which take 4 bytes each and 32 in memory.
    let lines = [0x22, 2, 0x08, 1].repeat(1 << 19);
    let mut location = vec![0x08, 1];
    location.extend(&lines);
    let length = location.len();
    let varint: Vec<u8> =
        (0..4).map(|i| (length >> (7 * i)) as u8 & 0x7f | if i < 3 { 0x80 } else { 0 }).collect();
    let field = [&[0x22][..], &varint, &location].concat();
    let mut reader = Reader::new(Options { input: 100_000, ..Options::default() });
    let error = (0..64).find_map(|_| reader.push_inflated(&field).err());
    assert!(matches!(error, Some(ReadError::OutOfProportion { .. })), "{error:?}");
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
