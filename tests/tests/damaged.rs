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
        ("not-a-profile.png", &["picture", "PNG"]),
    ] {
        let error = error_of(name);
        for word in words {
            assert!(error.contains(word), "{name}: {word:?} is not in {error:?}");
        }
    }
    assert!(matches!(read::open(b""), Err(ReadError::Empty)));
}

/// Opens the start of a file, of every length. Neither result matters, but there
/// must be one. Of a long text, the middle is more of the same: it is cut in
/// steps, unless HEARTH_EVERY_BYTE is set.
fn cut_everywhere(bytes: &[u8]) {
    const LONG: usize = 16 << 10;
    const STEP: usize = 101;
    let is_long = bytes.len() > LONG && std::env::var_os("HEARTH_EVERY_BYTE").is_none();
    for end in 0..bytes.len() {
        let is_middle = (LONG / 4..bytes.len().saturating_sub(LONG / 8)).contains(&end);
        if !is_long || !is_middle || end % STEP == 0 {
            drop(read::open(&bytes[..end]));
        }
    }
}

#[test]
fn a_cut_at_any_byte_is_a_result_or_an_error() {
    let mut count = 0;
    for entry in fs::read_dir(fixtures()).expect("the fixtures are there") {
        let path = entry.expect("the folder can be read").path();
        if !path.is_file() {
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
fn damaged_texts_name_the_line() {
    for (text, line) in [
        ("goroutine profile: total 2\n1 @ 0x1\nfive @ 0x2\n", "line 3"),
        ("heap profile: 1: 2 [3: 4] @ heap/8\n\n1: 2 3 @ 0x1\n", "line 3"),
        ("--- mutex:\ncycles/second=1\n\n1 x @ 0x2\n", "line 4"),
    ] {
        let error = read::open(text.as_bytes()).expect_err("it is damaged").to_string();
        assert!(error.contains(line), "{line} is not in {error:?}");
    }
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
