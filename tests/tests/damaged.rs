//! Damaged files: the error says what is damaged, and nothing panics.

use hearth_core::read::{self, ReadError};
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn error_of(name: &str) -> String {
    let bytes = fs::read(fixtures().join(name)).expect("the fixture is there");
    read::open(&bytes).err().unwrap_or_else(|| panic!("{name} opened")).to_string()
}

#[test]
fn errors_say_what_is_damaged_and_where() {
    for (name, words) in [
        ("bad-crc.pb.gz", &["checksum", "byte 2", "fetch the file again"][..]),
        ("truncated.pb.gz", &["cut off", "byte 151"]),
        ("bad-index.pb", &["string 1000", "byte "]),
        ("values-mismatch.pb.gz", &["1 values vs. 2 types", "byte "]),
        ("not-a-profile.png", &["PNG picture"]),
        ("goroutine.debug1.txt", &["goroutine", "without debug="]),
        ("goroutine.debug2.txt", &["goroutine", "without debug="]),
        ("threadcreate.debug1.txt", &["threadcreate", "without debug="]),
        ("heap.debug1.txt", &["heap profile as text", "without debug="]),
        ("mutex.debug1.txt", &["mutex or block", "without debug="]),
        ("block.debug1.txt", &["mutex or block", "without debug="]),
    ] {
        let error = error_of(name);
        for word in words {
            assert!(error.contains(word), "{name}: {word:?} is not in {error:?}");
        }
    }
    assert!(matches!(read::open(b""), Err(ReadError::Empty)));
}

/// A text is as good as the form that its first lines name: no need to cut a long one.
const LONGEST: u64 = 16 << 10;

/// Opens the start of a file, of every length. Neither result matters, but there
/// must be one.
fn cut_everywhere(bytes: &[u8]) {
    for end in 0..bytes.len() {
        drop(read::open(&bytes[..end]));
    }
}

#[test]
fn a_cut_at_any_byte_is_a_result_or_an_error() {
    let mut count = 0;
    for entry in fs::read_dir(fixtures()).expect("the fixtures are there") {
        let path = entry.expect("the folder can be read").path();
        if !path.is_file() || path.metadata().is_ok_and(|m| m.len() > LONGEST) {
            continue;
        }
        let bytes = fs::read(&path).expect("the fixture can be read");
        cut_everywhere(&bytes);
        if let Some(content) = gunzip(&bytes) {
            cut_everywhere(&content);
        }
        count += 1;
    }
    assert!(count > 20, "only {count} fixtures were found");
}

#[test]
fn a_flipped_bit_anywhere_is_a_result_or_an_error() {
    let plain = fs::read(fixtures().join("plain.pb")).expect("the fixture is there");
    let odd = fs::read(fixtures().join("odd-encoding.pb.gz")).expect("the fixture is there");
    for mut bytes in [plain, gunzip(&odd).expect("it is gzip")] {
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            drop(read::open(&bytes));
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// The content of a fixture's only gzip member, whose header has no options.
fn gunzip(file: &[u8]) -> Option<Vec<u8>> {
    let deflated = file.strip_prefix(b"\x1f\x8b\x08\x00")?.get(6..)?;
    miniz_oxide::inflate::decompress_to_vec(deflated).ok()
}
