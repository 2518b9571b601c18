use super::*;
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use ruzstd::encoding::{CompressionLevel, compress_to_vec as zstd_to_vec};

const TEXT: &[u8] = b"goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
const ENOUGH: Allowance = Allowance { content: 1 << 30, input: 1 << 20 };

pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    bytes.extend(compress_to_vec(content, 6));
    bytes.extend(crc32fast::hash(content).to_le_bytes());
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes
}

pub fn zstd(content: &[u8]) -> Vec<u8> {
    zstd_to_vec(content, CompressionLevel::Fastest)
}

fn peeled(content: &[u8]) -> (Vec<u8>, Vec<Container>) {
    let Peeled { content, containers, .. } = peel(content, ENOUGH).unwrap();
    (content.into_owned(), containers)
}

fn refused(content: &[u8]) -> ReadError {
    peel(content, ENOUGH).map(|peeled| peeled.containers).unwrap_err()
}

#[test]
fn containers_are_taken_off_until_none_is_left() {
    use Container::{Gzip, HttpHeaders, Zlib, Zstd};
    let headers = |body: &[u8]| [b"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\n", body].concat();
    for (file, containers) in [
        (TEXT.to_vec(), vec![]),
        (gzip(&gzip(TEXT)), vec![Gzip, Gzip]),
        (zstd(&gzip(TEXT)), vec![Zstd, Gzip]),
        (headers(&gzip(&zstd(TEXT))), vec![HttpHeaders { chunked: false }, Gzip, Zstd]),
        (compress_to_vec_zlib(TEXT, 6), vec![Zlib]),
    ] {
        assert_eq!(peeled(&file), (TEXT.to_vec(), containers));
    }
}

#[test]
fn zstd_has_frames_and_what_is_to_be_skipped() {
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc";
    let (head, tail) = TEXT.split_at(20);
    let file = [&skipped[..], &zstd(head), &skipped[..], &zstd(tail), &skipped[..]].concat();
    assert_eq!(peeled(&file), (TEXT.to_vec(), vec![Container::Zstd]));
    let frame = zstd(TEXT);
    for cut in 4..frame.len() {
        assert!(matches!(refused(&frame[..cut]), ReadError::Zstd { .. }), "{cut}");
    }
    let error = refused(&[&frame[..], b"x"].concat());
    assert_eq!(error, ReadError::Zstd { at: frame.len(), kind: ZstdError::Header });
}

#[test]
fn answers_of_servers() {
    let chunks = b"5;a=b\r\ngorou\r\n1\r\nt\r\n0\r\n\r\n";
    for (file, content, chunked) in [
        ("HTTP/1.0 200 OK\nA: b\n\ngorout", "gorout", false),
        ("HTTP/2 200 \r\na-b: c\r\n\r\ngorout", "gorout", false),
        ("Content-Type: text/plain\r\nA: b\r\n\r\ngorout", "gorout", false),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ngorout", "gorout", false),
    ] {
        let containers = vec![Container::HttpHeaders { chunked }];
        assert_eq!(peeled(file.as_bytes()), (content.as_bytes().to_vec(), containers), "{file}");
    }
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let containers = vec![Container::HttpHeaders { chunked: true }];
    assert_eq!(peeled(&[&head[..], chunks].concat()), (b"gorout".to_vec(), containers));
    // One answer after the other, as with a redirection.
    let twice = b"HTTP/1.1 302 Found\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nx";
    assert_eq!(peeled(twice).0, b"x");
    for text in ["HTTP/1.1 200 OK", "A: b\n\nx", "goroutine 1 [a]:\n\n", "HTTP/1.1 200\nx\n\n"] {
        assert_eq!(peeled(text.as_bytes()), (text.as_bytes().to_vec(), vec![]), "{text}");
    }
}

#[test]
fn compressed_bytes_taken_for_text_are_named() {
    let file = gzip(TEXT);
    let lossy = String::from_utf8_lossy(&file).into_owned().into_bytes();
    let latin: String = file.iter().map(|&b| char::from(b)).collect();
    let wide: Vec<u8> =
        latin.replace('\u{8b}', "ï").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zstd = String::from_utf8_lossy(&zstd(TEXT)).into_owned().into_bytes();
    for file in [lossy, latin.into_bytes(), [&b"\xff\xfe"[..], &wide].concat(), zstd] {
        assert_eq!(refused(&file), ReadError::Foreign(Form::ThroughText));
    }
}

#[test]
fn no_nesting_makes_much_of_little() {
    let mut file = TEXT.to_vec();
    for _ in 0..20 {
        file = gzip(&file);
    }
    assert_eq!(refused(&file), ReadError::TooDeep { limit: 16 });
    let zeros = vec![0; 24 << 20];
    for bomb in [gzip(&gzip(&zeros)), zstd(&zstd(&zeros))] {
        let allowed = Allowance { content: 1 << 30, input: bomb.len() };
        let error = peel(&bomb, allowed).map(|peeled| peeled.containers).unwrap_err();
        assert!(matches!(error, ReadError::OutOfProportion { .. }), "{error}");
        let allowed = Allowance { content: 1 << 20, input: 1 << 20 };
        let error = peel(&bomb, allowed).map(|peeled| peeled.containers).unwrap_err();
        assert_eq!(error, ReadError::TooLarge { limit: 1 << 20 });
    }
}

#[test]
fn zstd_comes_in_pieces_of_any_size() {
    let noise = |i: u32| i.wrapping_mul(0x9e37_79b9).wrapping_mul(i | 1).to_be_bytes();
    let content: Vec<u8> =
        TEXT.repeat(2000).into_iter().chain((0..50_000).flat_map(noise)).collect();
    let (head, tail) = content.split_at(70_000);
    let file = [&zstd(head)[..], b"\x5f\x2a\x4d\x18\x02\0\0\0ab", &zstd(tail)].concat();
    for size in [1, 4093, file.len()] {
        let (mut unzstd, mut out) = (Unzstd::default(), Vec::new());
        for piece in file.chunks(size) {
            unzstd.push(piece);
            while let Some(some) = unzstd.decode().unwrap() {
                out.extend_from_slice(some);
            }
        }
        assert_eq!(unzstd.finish(), Ok(()));
        assert!(out == content, "{size}");
    }
    // The beginning of a file gives what is in its whole blocks.
    let (begins, is_all) = zstd_beginning(&file[..file.len() / 2], 100_000);
    assert!(!is_all && !begins.is_empty() && content.starts_with(&begins));
    assert_eq!(zstd_beginning(&zstd(TEXT), 100_000), (TEXT.to_vec(), true));
}

#[test]
fn damaged_zstd_is_read_or_refused() {
    let file = [zstd(&TEXT.repeat(300)), zstd(TEXT)].concat();
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << bit;
            let _ = peel(&damaged, ENOUGH);
            zstd_beginning(&damaged, 1 << 10);
        }
    }
}
