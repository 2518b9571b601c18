use super::super::text::tests::describe;
use super::super::{Encoding, Wrapping};
use super::*;

mod wrapped;

const DUMP: &str = "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n\n\
                    goroutine 7 [chan receive, 3 minutes]:\nmain.work(...)\n\t/m.go:5\n\
                    created by main.main in goroutine 1\n\t/m.go:9 +0x2\n\n";
const HEAP: &str = "heap profile: 1: 2 [3: 4] @ heap/2\n1: 2 [3: 4] @ 0x5 0x6\n\
                    #\t0x4\tmain.f+0x1\tx.go:1\n\n# runtime.MemStats\n# Alloc = 5\n";
const COUNT: &str =
    "goroutine profile: total 3\n2 @ 0x11\n#\t0x10\tmain.f+0x4\t/m.go:7\n\n1 @ 0x21\n";
const MUTEX: &str = "--- mutex:\ncycles/second=1000000000\nsampling period=5\n300 2 @ 0x11\n\
                     #\t0x10\tmain.f+0x1\tx.go:3\n";

pub fn opened(bytes: &[u8]) -> Documents {
    open_documents(bytes, Options::default()).unwrap()
}

fn error(bytes: &[u8]) -> String {
    open_documents(bytes, Options::default()).unwrap_err().to_string()
}

fn read(text: &str) -> String {
    describe(&opened(text.as_bytes()).first)
}

#[test]
fn profiles_of_rows_are_found_behind_anything() {
    for text in [
        HEAP,
        COUNT,
        MUTEX,
        "--- threadz 1 ---\n\n--- Thread 7f (name: a/1) stack: ---\n  PC: 0x1\n--- Memory map: ---\n",
    ] {
        let expected = read(text);
        let indented: String =
            text.lines().map(|line| format!("12:00:01 web | {line}\n")).collect();
        let json: String = text.lines().map(|line| format!("{{\"log\":{line:?}}}\n")).collect();
        for (what, wrapped) in [
            ("headers", format!("=====\nCollected by x\n=====\n{text}")),
            ("an answer", format!("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{text}")),
            ("line ends", text.replace('\n', "\r\r\n")),
            ("a mark", format!("\u{feff}{text}")),
            ("prefixes", indented),
            ("strings", json),
        ] {
            assert_eq!(read(&wrapped), expected, "{what}:\n{wrapped}");
        }
    }
}

#[test]
fn lines_of_others_are_no_rows() {
    for text in [HEAP, COUNT, MUTEX] {
        let (head, tail) = text.split_at(text.find('#').unwrap());
        let wrapped =
            format!("{head}2026-01-02 12:00:00 GET /healthz (200)\n{tail}=====\nBye.\n=====\n");
        let Documents { first, remarks, .. } = opened(wrapped.as_bytes());
        assert_eq!(describe(&first), read(text), "{wrapped}");
        assert!(
            matches!(remarks[..], [Remark::Skipped { within: 1.., first: 3.., .. }]),
            "{remarks:?}"
        );
    }
}

#[test]
fn damage_is_said_with_its_line() {
    for text in
        ["goroutine profile: total 1\nx\n", "\n\nx\ny: goroutine profile: total 1\ny: 1 @ 0xG\n"]
    {
        assert!(error(text.as_bytes()).contains("COUNT @ 0xADDRESS"), "{text}");
    }
    let behind = format!("a\nb c d e\n{HEAP}1: 2 [3: 4]\n");
    assert!(error(behind.as_bytes()).contains("line 9"), "{}", error(behind.as_bytes()));
}

#[test]
fn profiles_that_were_appended_are_documents() {
    for text in [HEAP, COUNT, MUTEX, DUMP] {
        let Documents { first, others, remarks } = opened(text.repeat(3).as_bytes());
        assert_eq!(describe(&first), read(text));
        assert_eq!(remarks, [Remark::Documents { count: 3 }]);
        assert_eq!(others.len(), 2);
        for other in others {
            let again = opened(&other.content);
            assert_eq!((describe(&again.first), again.others.len()), (read(text), 0));
        }
        let all = open_all(text.repeat(3).as_bytes(), Options::default()).unwrap();
        assert_eq!(all.len(), 3);
        assert!(all.iter().all(|(_, profile)| describe(profile) == read(text)));
    }
}

#[test]
fn dumps_in_one_log_are_documents_and_lone_stacks_are_one() {
    let log = |time: &str, text: &str| -> String {
        text.lines().map(|line| format!("2026-01-02T{time}Z {line}\n")).collect()
    };
    let lone = |id: u32| {
        format!("http: panic serving\ngoroutine {id} [running]:\nmain.f(0x1)\n\t/m.go:3 +0x4\n")
    };
    let text = [
        log("01:00:00", &lone(5)),
        log("02:00:00", DUMP),
        log("03:00:00", &lone(6)),
        log("04:00:00", DUMP),
        log("05:00:00", HEAP),
    ];
    let Documents { first, others, remarks } = opened(text.concat().as_bytes());
    assert_eq!(describe(&first), read(DUMP));
    let labels: Vec<_> = others.iter().map(Document::label).collect();
    assert_eq!(labels, ["2026-01-02T04:00:00Z", "2026-01-02T05:00:00Z", "2026-01-02T01:00:00Z"]);
    assert_eq!(opened(&others[2].content).first.samples.len(), 2);
    assert!(remarks.contains(&Remark::Documents { count: 4 }), "{remarks:?}");
}

#[test]
fn a_dump_that_writes_itself_begins_with_what_wrote_it() {
    let second = DUMP.replace("goroutine 1 [", "goroutine 44 [");
    let Documents { first, others, .. } = opened([DUMP, &second].concat().as_bytes());
    assert_eq!((describe(&first), others.len()), (read(DUMP), 1));
    assert_eq!(describe(&opened(&others[0].content).first), read(&second));
    // A crash lists a running goroutine twice: once without its stack.
    let crash = "goroutine 1 gp=0x1 m=0 mp=0x2 [running]:\n\tgoroutine running on other thread; stack unavailable\n\n\
                 goroutine 2 gp=0x2 m=1 mp=0x2 [running]:\nmain.f()\n\t/m.go:1\n\n-----\n\n\
                 goroutine 1 gp=0x1 m=0 mp=0x2 [running]:\nmain.main()\n\t/m.go:1\n";
    assert_eq!(opened(crash.as_bytes()).others, []);
}

#[test]
fn lines_of_several_programs_are_told_apart() {
    let other = DUMP.replace("main.", "other.");
    let mix: String = DUMP
        .lines()
        .zip(other.lines())
        .map(|(a, b)| format!("web-1 | {a}\ndb-2 | {b}\n"))
        .collect();
    let all = open_all(mix.as_bytes(), Options::default()).unwrap();
    let all: Vec<_> = all.iter().map(|(_, profile)| describe(profile)).collect();
    assert_eq!(all, [read(DUMP), read(&other)]);
}

#[test]
fn places_go_to_their_functions_upside_down() {
    let upside_down: String = DUMP.lines().rev().map(|line| format!("{line}\n")).collect();
    let Documents { first, remarks, .. } = opened(upside_down.as_bytes());
    assert_eq!(describe(&first), read(DUMP));
    assert_eq!(remarks, [Remark::Unwrapped(Wrapping::NewestFirst)]);
    let headers_first = "goroutine 7 [running]:\n\t/x.s:1 +0x1\nmain.a()\n\t/x.go:2 +0x1\nmain.b()\n\t/x.go:3\nmain.c()\n";
    assert_eq!(
        read(headers_first),
        "goroutine/count\n1: 0=main.c@/x.go:3 0=main.b@/x.go:2 0=main.a@/x.s:1 {state=running} {goroutine=7id}\n"
    );
}

#[test]
fn crashes_and_their_words_are_said() {
    let text = format!(
        "12:00 starting\nfatal error: all goroutines are asleep - deadlock!\n\n{DUMP}exit status 2\n"
    );
    let Documents { remarks, .. } = opened(text.as_bytes());
    let text = "fatal error: all goroutines are asleep - deadlock!".to_owned();
    assert!(remarks.contains(&Remark::Crash { text }), "{remarks:?}");
}

#[test]
fn dumps_without_a_stack_say_so() {
    let text = "goroutine 1 [running]:\nno stack here\n\ngoroutine 2 [select]:\n";
    let Documents { remarks, .. } = opened(text.as_bytes());
    assert!(remarks.contains(&Remark::NoStacks { goroutines: 2 }), "{remarks:?}");
}

#[test]
fn leaks_are_labels() {
    let text = "goroutine 12 [chan receive (leaked), 3 minutes]:\nmain.f()\n\t/m.go:1\n";
    assert_eq!(
        read(text),
        "goroutine/count\n1: 0=main.f@/m.go:1 {state=chan receive} {wait=3minutes} {goroutine=12id} {leaked=yes}\n"
    );
    let counts = "goroutineleak profile: total 2\n2 @ 0x11\n";
    assert_eq!(read(counts), "goroutineleak/count\n2: 10\n");
}

#[test]
fn reports_of_data_races_are_dumps() {
    let text = "==================\nWARNING: DATA RACE\nWrite at 0x00c0000a4018 by goroutine 7:\n\
                \u{20} main.main.func1()\n      /m.go:12 +0x44\n\nPrevious read at 0x00c0000a4018 by main goroutine:\n\
                \u{20} main.main()\n      /m.go:16 +0xbd\n\nGoroutine 7 (running) created at:\n\
                \u{20} main.main()\n      /m.go:11 +0xae\n==================\nFound 1 data race(s)\n";
    let expected = "goroutine/count\n\
        1: 0=main.main.func1@/m.go:12 {state=data race: write} {goroutine=7id} {created by=main.main} {created at=/m.go:11}\n\
        1: 0=main.main@/m.go:16 {state=data race: previous read} {goroutine=1id}\n";
    let logged: String = text.lines().map(|line| format!("app_1  | {line}\n")).collect();
    for text in [text, &logged] {
        let Documents { first, remarks, .. } = opened(text.as_bytes());
        assert_eq!(describe(&first), expected);
        assert!(remarks.contains(&Remark::RaceReports { races: 1 }), "{remarks:?}");
    }
    let empty = error(b"WARNING: DATA RACE\nnothing more\n");
    assert!(empty.contains("a race detector's report"), "{empty}");
}

#[test]
fn reasons_are_not_hidden() {
    for (bytes, reason) in [
        (&b"\x04\x22\x4d\x18\x64\x40\xa7"[..], "lz4 -d"),
        (b"BZh91AY&SY\0\0", "bunzip2"),
        (b"\xfd7zXZ\0\0\0", "xz -d"),
        (b"\xff\x06\0\0sNaPpY\0\0", "snzip -d"),
        (b"\x1f\xef\xbf\xbd\x08\0\0", "binary mode"),
        (b"HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n404 page not found\n", "status 404"),
        (
            b"\x0a\x04\x08\x01\x10\x02\x12\x07\x0a\x01\x01\x12\x02\x01\x01\x32\x01x\x32\x01y",
            "string_table[0]",
        ),
    ] {
        let error = error(bytes);
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn containers_and_encodings_are_said() {
    use super::super::peel::tests::{gzip, zstd};
    let wide: Vec<u8> = DUMP.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let Documents { first, remarks, .. } = opened(&gzip(&zstd(&wide)));
    assert_eq!(describe(&first), read(DUMP));
    // The outermost gzip is the reader's own.
    use super::super::Container::Zstd;
    assert_eq!(remarks, [Remark::Peeled(Zstd), Remark::Encoding(Encoding::Utf16Be)]);
    // profile.proto in zstd, too.
    let message = b"\x0a\x04\x08\x01\x10\x02\x12\x05\x12\x01\x01\x0a\0\x32\0\x32\x01a\x32\x01b";
    assert_eq!(opened(&zstd(message)).first, opened(message).first);
}

/// A log whose lines have prefixes, with a dump of so many goroutines somewhere within.
fn log_of(goroutines: usize, others: usize) -> (String, String) {
    use std::fmt::Write;
    let (mut dump, mut log) = (String::new(), String::new());
    for id in 1..=goroutines {
        let state = if id == 1 { "running" } else { "chan receive, 3 minutes" };
        write!(
            dump,
            "goroutine {id} [{state}]:\nmain.(*pool).work{}(0xc000{id:x}, {{0x1, 0x2}})\n\t/src/app/main.go:{} +0x6f\n\
             net/http.(*conn).serve(...)\n\t/usr/local/go/src/net/http/server.go:{id} +0x1\n\
             created by main.main in goroutine 1\n\t/src/app/main.go:23 +0x6f\n\n",
            id % 50, id % 1000
        )
        .unwrap();
    }
    let mut number = 0_u64;
    let mut stamp = |log: &mut String, line: &str| {
        number += 1;
        let nanos = format!("{:09}", number * 7919 % 1_000_000_000);
        let nanos = nanos.trim_end_matches('0');
        writeln!(
            log,
            "2026-01-02T03:{:02}:{:02}.{nanos}Z web-7d9f8b app[{}]: {line}",
            number / 60 % 60,
            number % 60,
            number % 977
        )
        .unwrap();
    };
    let other = "level=info msg=\"GET /healthz (200)\" took=3ms from=10.0.0.1:8080 agent=\"kube-probe/1.30\"";
    (0..others).for_each(|_| stamp(&mut log, other));
    for (at, line) in dump.lines().enumerate() {
        stamp(&mut log, line);
        if at % 5 == 3 {
            stamp(&mut log, other);
        }
    }
    (0..others).for_each(|_| stamp(&mut log, other));
    (dump, log)
}

#[test]
fn a_dump_in_a_log_is_the_dump_goroutine_by_goroutine() {
    let (dump, log) = log_of(300, 1000);
    let Documents { first, others, remarks } = opened(log.as_bytes());
    assert_eq!((first.samples.len(), others.len()), (300, 0));
    assert_eq!(describe(&first), read(&dump));
    assert!(
        remarks
            .iter()
            .any(|remark| matches!(remark, Remark::Skipped { within: 1.., around: 1000.., .. })),
        "{remarks:?}"
    );
}

/// Time against that for the dump alone; by hand, as times on a shared machine say little.
#[test]
#[ignore = "takes long, and prints times"]
fn a_large_log_takes_its_size_in_time() {
    let (dump, log) = log_of(20_000, 130_000);
    let time = |text: &str| {
        let start = std::time::Instant::now();
        let documents = opened(text.as_bytes());
        (documents.first, start.elapsed())
    };
    let (alone, took_alone) = time(&dump);
    let (within, took_within) = time(&log);
    println!(
        "{} MB alone: {took_alone:?}; {} MB of log: {took_within:?}",
        dump.len() >> 20,
        log.len() >> 20
    );
    assert!(alone == within);
}

#[test]
fn what_is_no_text_is_named_by_its_own_bytes() {
    // Its line ends would be undone in a text.
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for length in [8, picture.len()] {
        let error = crate::read::open(&picture[..length]).unwrap_err();
        assert_eq!(error, ReadError::Foreign(Form::Image("PNG")));
    }
}

#[test]
fn rows_whose_newest_line_comes_first_are_read_from_their_end() {
    let jemalloc = "heap_v2/524288\n  t*: 1: 2 [0: 0]\n@ 0x1 0x2\n  t*: 1: 2 [0: 0]\n";
    for text in [HEAP, COUNT, MUTEX, jemalloc] {
        let expected = read(text);
        for prefix in ["", "2026-01-02T03:04:05Z web | "] {
            let lines: Vec<String> = text.lines().map(|line| format!("{prefix}{line}\n")).collect();
            let reversed: String = lines.iter().rev().map(String::as_str).collect();
            let Documents { first, remarks, .. } = opened(reversed.as_bytes());
            assert_eq!(describe(&first), expected, "{reversed}");
            assert!(remarks.contains(&Remark::Unwrapped(Wrapping::NewestFirst)), "{remarks:?}");
            // Upright rows stay so, also one behind the other.
            let upright = lines.concat();
            let Documents { remarks, .. } = opened([&*upright, &upright].concat().as_bytes());
            assert!(!remarks.contains(&Remark::Unwrapped(Wrapping::NewestFirst)), "{upright}");
        }
    }
    // The order of folded stacks means nothing.
    assert_eq!(read("a;c 2\na;b 1\n").len(), read("a;b 1\na;c 2\n").len());
}

#[test]
fn logs_with_the_stacks_of_errors_are_said_to_be_such() {
    let before = "2026-01-02 served\n".repeat(9000);
    for stack in [
        r#"{"level":"error","msg":"boom","stacktrace":"main.f\n\t/src/main.go:12\nmain.main\n\t/src/main.go:5"}"#,
        "ERROR boom\nmain.f\n\t/src/main.go:12\n",
        "level=error msg=\"boom\\nmain.f\\n\\t/src/main.go:12\"\n",
        r#"{"level":"error","stack":[{"func":"f","line":"20","source":"errors.go"}]}"#,
    ] {
        for text in [stack.to_owned(), format!("{before}{stack}")] {
            let error = error(text.as_bytes());
            assert!(error.contains("stacks of errors"), "{error}");
        }
    }
    // One with the header of a goroutine is a dump.
    let dump = format!("{{\"level\":\"error\",\"stacktrace\":{DUMP:?}}}\n");
    assert_eq!(read(&dump), read(DUMP));
}
