use super::*;

fn kind(bytes: &[u8], name: &str) -> Kind {
    judge(bytes, name, true).kind
}

/// A small profile.proto message: a sample type, a sample, strings.
fn profile() -> Vec<u8> {
    let strings: [&[u8]; 3] = [b"", b"cpu", b"nanoseconds"];
    let mut bytes = vec![0x0a, 4, 8, 1, 16, 2, 0x12, 6, 0x0a, 1, 1, 0x12, 1, 1];
    bytes.extend([0x22, 2, 8, 1]);
    for text in strings {
        bytes.extend([0x32, text.len() as u8]);
        bytes.extend(text);
    }
    bytes
}

/// A gzip file of stored blocks.
fn gzip(content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    let len = content.len() as u16;
    bytes.extend(len.to_le_bytes());
    bytes.extend((!len).to_le_bytes());
    bytes.extend(content);
    bytes.extend(crc32fast::hash(content).to_le_bytes());
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes
}

#[test]
fn a_profile_is_one_under_any_name() {
    for name in ["cpu.out", "profile.go", "heap.m", "20260102030400.gz", "x.zip", "x.log", "x"] {
        assert_eq!(kind(&profile(), name), Kind::Profile(None), "{name}");
        let packed = judge(&gzip(&profile()), name, true);
        assert_eq!(packed.kind, Kind::Profile(None), "{name}");
        assert_eq!(packed.layers, [Layer::Gzip]);
        assert_eq!(judge(&gzip(&gzip(&profile())), name, true).layers.len(), 2);
    }
    // Its beginning is enough.
    let bytes = profile();
    for end in 1..bytes.len() {
        assert_eq!(judge(&bytes[..end], "x", false).kind, Kind::Profile(None), "{end}");
    }
}

#[test]
fn text_forms_are_profiles_under_any_name() {
    for name in ["waiting.txt", "stacks.txt", "a.log", "dump.go", "x"] {
        let dump = b"goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
        assert_eq!(kind(dump, name), Kind::Profile(Some(Form::GoroutineDump)), "{name}");
        let counts = b"goroutine profile: total 2\n2 @ 0x11\n";
        assert_eq!(kind(counts, name), Kind::Profile(Some(Form::CountText)), "{name}");
    }
}

#[test]
fn what_is_around_a_dump_does_not_hide_it() {
    let dump = "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(dump.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let answer = ["HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", dump].concat();
    let docker = "{\"log\":\"started\"}\n{\"log\":\"goroutine 1 [running]:\\n\"}\n";
    let logfmt = "level=warn msg=\"goroutine 1 [running]:\\nmain.main()\"\n";
    for bytes in [&wide[..], answer.as_bytes(), docker.as_bytes(), logfmt.as_bytes()] {
        assert!(matches!(kind(bytes, "a.log"), Kind::Profile(Some(_))));
    }
    assert_eq!(kind(b"{\"log\":\"started\"}\n", "a.json"), Kind::Text(Form::Json));
}

#[test]
fn forms_of_other_programs_are_profiles_by_their_beginning() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/formats");
    let Ok(folders) = std::fs::read_dir(beside) else {
        eprintln!("*** SKIPPED: no files at {beside} ***");
        return;
    };
    for folder in folders.flatten().filter(|folder| folder.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            let bytes = std::fs::read(file.path()).unwrap();
            // Of small files half may be a comment.
            for size in [HEAD, (bytes.len() / 2).max(4 << 10)] {
                let head = &bytes[..size.min(bytes.len())];
                let kind = judge(head, "x", head.len() == bytes.len()).kind;
                assert!(matches!(kind, Kind::Profile(_)), "{:?} {kind:?}", file.path());
            }
        }
    }
}

#[test]
fn sources_are_text_in_a_language_however_they_begin() {
    for (text, name, language) in [
        ("package main\n", "main.go", "Go"),
        ("// goroutine 1 [running]:\npackage main\n", "trace_test.go", "Go"),
        ("{\n  const a = 1;\n}\n", "block.mjs", "JavaScript"),
        ("<?php echo 1;", "index.php", "PHP"),
        ("int main(void);\n", "A.H", "C"),
    ] {
        assert_eq!(kind(text.as_bytes(), name), Kind::Source(language), "{name}");
    }
    assert_eq!(kind(b"package main\n", "README"), Kind::Text(Form::Text));
    let page = b"<!DOCTYPE html><title>404</title>";
    assert_eq!(kind(page, "x.js"), Kind::Other(Other::Form(Form::Html)));
    assert_eq!(kind(b"\x7fELF\x02\x01", "x.go"), Kind::Other(Other::Form(Form::Executable)));
}

#[test]
fn what_is_left_out_is_named() {
    for (bytes, name, code) in [
        (&b""[..], "x.txt", "empty"),
        (b"\0\x05\x16\x07\0\x02", "__MACOSX/._heap.pb.gz", "metadata"),
        (b"\0\x05\x16\x07\0\x02", "._heap.pb.gz", "metadata"),
        (b"\x04\x22\x4d\x18abc", "heap.pb", "compressed"),
        (b"BZh91AY", "x.bz2", "compressed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "flame.png", "image"),
        (b"go 1.25 trace\0\0\0\x01", "trace.out", "trace"),
        (b"a line\nanother\n", "x.log", "text"),
        (b"\xff\xfe\xfd\0\0\0\x07", "x.bin", "binary"),
    ] {
        assert_eq!(kind(bytes, name).code(), code, "{name}");
    }
}

#[test]
fn what_calls_itself_a_profile_is_read_to_say_what_is_wrong() {
    for bytes in [&b""[..], b"404 page not found\n", b"<html>", b"{}", b"\xff\xfe\xfd\0\0\0\x07"] {
        assert_eq!(kind(bytes, "heap.99.pb.gz"), Kind::Profile(None));
    }
    assert_eq!(kind(b"\x7fELF", "a.prof").code(), "executable");
}

#[test]
fn goroutines_are_found_wherever_in_a_log() {
    let log = b"2026-01-02 info: started\n".repeat(100);
    let header = b"2026-01-02 warn: goroutine 12 [chan receive, 3 minutes]:\n";
    let all = [&log[..], header, &log].concat();
    for size in [1, 7, 64, 10_000] {
        let mut search = Search::default();
        assert!(all.chunks(size).any(|piece| search.push(piece)), "{size}");
        let mut search = Search::default();
        assert!(!log.chunks(size).any(|piece| search.push(piece)) && !search.finish());
    }
    let mut search = Search::default();
    assert!(!search.push(b"goroutines: 12\na goroutine 12 times\n"));
    assert!(!search.push(b"goroutine 1 [running]:") && search.finish());
}

#[test]
fn no_beginning_of_anything_is_taken_for_more_than_it_is() {
    // Every prefix of a noisy sequence is judged, and none takes long.
    let mut state = 7u32;
    let noise: Vec<u8> = (0..2000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    for end in 8..noise.len() {
        assert_eq!(kind(&noise[..end], "noise").code(), "binary", "{end}");
    }
}

#[test]
fn documents_are_found_wherever_in_a_log() {
    let log = "2026-01-02 info: started\n".repeat(5000);
    for start in [
        "web | heap profile: 1: 2 [3: 4] @ heap/2\nweb | 1: 2 [3: 4] @ 0x5 0x6\n",
        "{\"log\":\"goroutine profile: total 3\\n2 @ 0x11\\n\"}\n",
        "web | --- mutex:\nweb | cycles/second=1000000000\n",
        "heap_v2/524288\n  t*: 1: 2 [0: 0]\n",
        // Each write of the runtime on a line of its own.
        "web | goroutine \nweb | 1\nweb |  [\nweb | running\nweb | ]:\n",
        "{\"log\":\"goroutine \"}\n{\"log\":\"1\"}\n{\"log\":\" [\"}\n",
    ] {
        assert!(matches!(kind(start.as_bytes(), "a.log"), Kind::Profile(_)), "{start}");
        let all = [&log, start, &log].concat();
        assert_eq!(kind(&all.as_bytes()[..HEAD.min(all.len())], "a.log"), Kind::Text(Form::Text));
        let mut search = Search::default();
        assert!(all.as_bytes().chunks(10_000).any(|piece| search.push(piece)), "{start}");
    }
    for text in [
        "the heap profile: none\n",
        "profile: total\n",
        "--- FAIL: TestX\n",
        "heap_v2/\n",
        "in goroutine\n1 of them\n",
        "{\"kind\":\"goroutine\"}\n",
    ] {
        let mut search = Search::default();
        assert!(!search.push(text.as_bytes()) && !search.finish(), "{text}");
    }
}

#[test]
fn logs_with_the_stacks_of_errors_are_named_and_may_have_dumps() {
    let text = b"ERROR boom\nmain.f\n\t/src/main.go:12\n";
    assert_eq!(kind(text, "a.log"), Kind::Text(Form::LoggedStacks));
    assert_eq!(kind(text, "a_test.go"), Kind::Source("Go"));
}

#[test]
fn lines_that_have_the_lengths_of_fields_are_text() {
    // `20` is a string of 48 bytes to a protocol buffer, and two lines have that many.
    let log = b"2026-01-02 info: started\n".repeat(8000);
    assert_eq!(judge(&log[..HEAD], "a", false).kind, Kind::Text(Form::Text));
}
