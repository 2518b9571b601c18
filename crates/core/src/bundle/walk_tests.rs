use super::*;
use crate::read::judge::tar::is_tar;

/// Content of a profile, as far as the judge is concerned.
const DUMP: &[u8] = b"goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";

/// Form of a zip.
#[derive(Clone, Copy, Default)]
struct How {
    zip64: bool,
    /// Sizes come behind the entry.
    streamed: bool,
    /// Entries lie over each other.
    overlap: bool,
    /// Entries say that they are encrypted.
    encrypted: bool,
    /// It is behind something else.
    behind: bool,
}

fn zip(entries: &[(&str, &[u8])], how: How) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    if how.behind {
        bytes.extend(b"#!/bin/sh\nexit\n");
    }
    let begin = bytes.len();
    let flags = u16::from(how.streamed) << 3 | u16::from(how.encrypted);
    let small = |value: usize| if how.zip64 { u32::MAX } else { value as u32 };
    for (name, content) in entries {
        let at = if how.overlap { 0 } else { bytes.len() - begin };
        let mut head = vec![10, 0];
        head.extend(flags.to_le_bytes());
        head.extend([0; 6]);
        head.extend(crc32fast::hash(content).to_le_bytes());
        let sizes = if how.streamed { 0 } else { content.len() as u32 };
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend([sizes.to_le_bytes(), sizes.to_le_bytes()].concat());
        bytes.extend([name.len() as u8, 0, 0, 0]);
        bytes.extend(name.bytes());
        bytes.extend(*content);
        if how.streamed {
            bytes.extend(b"PK\x07\x08");
            bytes.extend([0; 12]);
        }
        list.extend(b"PK\x01\x02\x0a\0");
        list.extend(&head);
        list.extend(small(content.len()).to_le_bytes());
        list.extend(small(content.len()).to_le_bytes());
        let extra = if how.zip64 { 28 } else { 0 };
        list.extend([name.len() as u8, 0, extra, 0]);
        list.extend([0; 10]);
        list.extend(small(at).to_le_bytes());
        list.extend(name.bytes());
        if how.zip64 {
            list.extend([1, 0, 24, 0]);
            for value in [content.len(), content.len(), at] {
                list.extend((value as u64).to_le_bytes());
            }
        }
    }
    let offset = bytes.len() - begin;
    bytes.extend(&list);
    if how.zip64 {
        bytes.extend(b"PK\x06\x06");
        bytes.extend([0; 20]);
        for value in [entries.len(), entries.len(), list.len(), offset] {
            bytes.extend((value as u64).to_le_bytes());
        }
        bytes.extend(b"PK\x06\x07");
        bytes.extend([0; 16]);
    }
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    let count = if how.zip64 { 0xffff } else { entries.len() as u16 };
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(small(list.len()).to_le_bytes());
    bytes.extend(small(offset).to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn tar_block(name: &[u8], size: usize, kind: u8) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len().min(100)].copy_from_slice(&name[..name.len().min(100)]);
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[148..156].fill(b' ');
    block[156] = kind;
    block[257..263].copy_from_slice(b"ustar\0");
    let sum: u64 = block.iter().map(|&b| u64::from(b)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = tar_block(b"folder/", 0, b'5');
    let mut put = |name: &[u8], content: &[u8], kind| {
        bytes.extend(tar_block(name, content.len(), kind));
        bytes.extend(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    };
    for (i, (name, content)) in entries.iter().enumerate() {
        // Long names in both ways in which they are written.
        if name.len() > 100 && i % 2 == 0 {
            put(b"././@LongLink", &[name.as_bytes(), b"\0"].concat(), b'L');
        } else if name.len() > 100 {
            let record = |len: usize| format!("{len} path={name}\n");
            let len = (0..).find(|&len| record(len).len() == len).unwrap();
            put(b"x", record(len).as_bytes(), b'x');
        }
        put(name.as_bytes(), content, b'0');
    }
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    bytes.extend(miniz_oxide::deflate::compress_to_vec(content, 6));
    bytes.extend(crc32fast::hash(content).to_le_bytes());
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes
}

/// Paths, and what they are.
fn found(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    walk(name, bytes, &mut |entry| {
        let what = match entry.content {
            Content::Profile(bytes) => {
                assert!(bytes == DUMP || std::str::from_utf8(bytes).is_err(), "{}", entry.path);
                "profile"
            }
            Content::Source(_, language) => language,
            Content::Other(other) => other.code(),
            Content::Unread(why) => why.code(),
        };
        found.push(format!("{} {what}", entry.path));
    });
    found
}

const ENTRIES: [(&str, &[u8]); 4] = [
    ("nodes/1/waiting.txt", DUMP),
    ("__MACOSX/nodes/1/._waiting.txt", b"\0\x05\x16\x07\0"),
    ("status.json", b"{}"),
    ("src/main.go", b"package main\n"),
];

#[test]
fn a_zip_is_gone_through_however_it_is_written() {
    let expected = ["x/nodes/1/waiting.txt profile", "x/status.json json", "x/src/main.go Go"];
    for zip64 in [false, true] {
        for streamed in [false, true] {
            let how = How { zip64, streamed, ..How::default() };
            assert_eq!(found("x", &zip(&ENTRIES, how)), expected, "{zip64} {streamed}");
        }
    }
}

#[test]
fn what_cannot_be_read_of_a_zip_is_said_and_stops_nothing() {
    let how = How { overlap: true, ..How::default() };
    assert_eq!(found("x", &zip(&ENTRIES, how)), ["x overlap"]);
    let how = How { encrypted: true, ..How::default() };
    assert_eq!(found("x", &zip(&ENTRIES[..1], how)), ["x/nodes/1/waiting.txt encrypted"]);
    let whole = zip(&ENTRIES, How::default());
    // It is found by its end, wherever it begins.
    let cut = &whole[..whole.len() - 30];
    assert_eq!(found("x", cut), ["x cut-off"]);
    let behind = zip(&ENTRIES, How { behind: true, ..How::default() });
    let mut count = 0;
    let mut take = |_: Entry<'_>| count += 1;
    let mut walk = Walk { take: &mut take, entries: 0, room: MOST_UNPACKED };
    assert_eq!(walk.zip("x", &behind, 0), Ok(()));
    assert_eq!(count, 3);
}

#[test]
fn a_tar_is_gone_through_also_in_gzip_and_in_an_archive() {
    let long = "deep/".repeat(30) + "stacks.log";
    let text = [&b"2026-01-02 info\n".repeat(9000)[..], DUMP].concat();
    let entries: [(&str, &[u8]); 4] = [
        (&long, DUMP),
        (&long, DUMP),
        ("goroutines/a.txt.gz", &gzip(DUMP)),
        ("notes", b"nothing\n"),
    ];
    let plain = tar(&entries);
    assert!(is_tar(&plain));
    let expected = |prefix: &str| {
        [
            format!("{prefix}/{long} profile"),
            format!("{prefix}/{long} profile"),
            format!("{prefix}/goroutines/a.txt.gz profile"),
            format!("{prefix}/notes text"),
        ]
    };
    assert_eq!(found("x", &plain), expected("x"));
    assert_eq!(found("x", &gzip(&plain)), expected("x"));
    let outer = zip(&[("in/debug.tar.gz", &gzip(&plain))], How::default());
    assert_eq!(found("o", &outer), expected("o/in/debug.tar.gz"));
    // A dump far down in a log is one.
    let mut paths = Vec::new();
    walk("x", &tar(&[("a.log", &text)]), &mut |entry| {
        paths.push((entry.path.to_owned(), matches!(entry.content, Content::Profile(_))));
    });
    assert_eq!(paths, [("x/a.log".to_owned(), true)]);
}

#[test]
fn archives_that_are_cut_off_give_what_is_there() {
    let plain = tar(&[("a", DUMP), ("b", DUMP)]);
    assert_eq!(found("x", &plain[..512 * 4 + 10]), ["x/a profile", "x cut-off"]);
}

#[test]
fn archives_in_archives_have_an_end() {
    let mut bytes = tar(&[("a", DUMP)]);
    for _ in 0..5 {
        bytes = tar(&[("in.tar", &bytes)]);
    }
    assert_eq!(found("x", &bytes), ["x/in.tar/in.tar/in.tar depth"]);
}

#[test]
fn what_grows_out_of_proportion_is_refused_before_it_does() {
    let zeros = vec![0; 20 << 20];
    let small = gzip(&zeros);
    assert!(small.len() < 30_000);
    // As a profile in gzip it is for the reader to refuse; as an entry it is refused here.
    let mut deflated = zip(&[("a.pb", b"")], How::default());
    deflated.clear();
    let packed = miniz_oxide::deflate::compress_to_vec(&zeros, 9);
    let mut walk = Walk { take: &mut |_| {}, entries: 0, room: MOST_UNPACKED };
    let refused = walk.inflated(&packed, usize::MAX);
    assert!(matches!(refused, Err(BundleError::Proportion { .. })));
    walk.room = 1 << 20;
    assert_eq!(walk.inflated(&packed, usize::MAX), Err(BundleError::Total));
}

fn zstd(content: &[u8]) -> Vec<u8> {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    compress_to_vec(content, CompressionLevel::Fastest)
}

/// Frame after frame, with what is to be skipped between them.
fn frames(content: &[u8]) -> Vec<u8> {
    let skipped = b"\x50\x2a\x4d\x18\x01\0\0\0x";
    content.chunks(1000).flat_map(|part| [&skipped[..], &zstd(part)].concat()).collect()
}

type Pack<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

#[test]
fn what_packed_an_archive_or_an_entry_does_not_matter() {
    // It does not become smaller: no block of it ends within what is looked at.
    let noise = |i: u32| i.wrapping_mul(0x9e37_79b9).wrapping_mul(i | 1).to_be_bytes();
    let noise: Vec<u8> = b"\x7fELF".iter().copied().chain((0..90_000).flat_map(noise)).collect();
    let log = [&b"2026-01-02 info\n".repeat(9000)[..], DUMP].concat();
    let packings: [Pack<'_>; 5] =
        [&gzip, &zstd, &frames, &|content| gzip(&zstd(content)), &|content| zstd(&gzip(content))];
    for pack in packings {
        let (dump, log) = (pack(DUMP), pack(&log));
        let entries: [(&str, &[u8]); 4] =
            [("bin", &noise), ("dump", &dump), ("a.log", &log), ("b", b"nothing\n")];
        let expected = |prefix: &str| {
            ["bin executable", "dump profile", "a.log profile", "b text"]
                .map(|entry| format!("{prefix}/{entry}"))
        };
        for archive in [tar(&entries), zip(&entries, How::default())] {
            assert_eq!(found("x", &pack(&archive)), expected("x"));
            let outer = tar(&[("in", &pack(&archive))]);
            assert_eq!(found("x", &pack(&outer)), expected("x/in"));
        }
    }
}

#[test]
fn packed_archives_that_are_cut_off_give_what_is_there() {
    let file = frames(&tar(&[("a", DUMP), ("b", DUMP), ("c", DUMP)]));
    assert_eq!(found("x", &file[..file.len() - 60]).first().unwrap(), "x/a profile");
}

#[test]
fn what_grows_out_of_proportion_is_refused_whatever_packed_it() {
    let bomb = zstd(&tar(&[("a", &vec![0; 20 << 20])]));
    assert!(bomb.len() < 30_000, "{}", bomb.len());
    assert_eq!(found("x", &bomb), ["x proportion"]);
}
