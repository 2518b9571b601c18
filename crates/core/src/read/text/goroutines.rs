//! Dumps of goroutines: `goroutine?debug=2`, and what a Go program prints when it
//! crashes, perhaps in the middle of a log.
//!
//! Every goroutine becomes a sample, with what the dump says of it as labels. What
//! is not understood is skipped, and a dump that was cut is read as far as it goes.

use super::builder::{Builder, Column};
use super::goroutine_lines::{Header, creator, function, is_address, is_function, place};
use super::lines::Lines;
use super::scan::trim;
use crate::profile::{LocationId, Profile};

/// Length of the part of a file that must be text.
const HEAD: usize = 64 << 10;

/// Reads all goroutines of a text; `None` if there are none.
///
/// The labels are `state`; `wait` in minutes; `goroutine`, its id; `locked to
/// thread`; `leaked`, which is proof; `created by` and `created at`, a function and a place; `creator`, the
/// id of the goroutine that created it; and Go's own.
pub fn read(content: &[u8]) -> Option<Profile> {
    if content[..content.len().min(HEAD)].contains(&0) {
        return None;
    }
    const GOROUTINES: Column = ("goroutine", "count");
    let mut builder = Builder::new(&[GOROUTINES]);
    builder.set_period(GOROUTINES, 1);
    let mut lines = Lines::new(content, usize::MAX);
    let mut goroutine: Option<Goroutine> = None;
    // Without a limit, lines cannot be too long.
    while let Ok(Some(line)) = lines.advance() {
        // Most lines are places, and those are no headers.
        let header = if line.starts_with(b"\t") { None } else { Header::parse(line) };
        if let Some(header) = header {
            if let Some(previous) = goroutine.replace(Goroutine::new(header)) {
                previous.finish(&mut builder);
            }
        } else if let Some(goroutine) = &mut goroutine {
            goroutine.line(line, &mut builder);
        }
    }
    goroutine?.finish(&mut builder);
    Some(builder.finish())
}

/// A goroutine of which not all lines were seen.
struct Goroutine<'a> {
    header: Header<'a>,
    stack: Vec<LocationId>,
    /// The line that is a function, if a place follows.
    pending: Option<&'a [u8]>,
    created_by: Option<&'a [u8]>,
    created_at: Option<(&'a [u8], i64)>,
    creator: Option<i64>,
    stage: Stage,
}

#[derive(PartialEq, Eq)]
enum Stage {
    Frames,
    /// The place at which the goroutine was created follows.
    Creator,
    /// All that counts was seen. The stacks of its ancestors may follow.
    Done,
}

impl<'a> Goroutine<'a> {
    fn new(header: Header<'a>) -> Self {
        Self {
            header,
            stack: Vec::new(),
            pending: None,
            created_by: None,
            created_at: None,
            creator: None,
            stage: Stage::Frames,
        }
    }

    fn line(&mut self, line: &'a [u8], builder: &mut Builder) {
        let line = self.header.without_prefix(line);
        match self.stage {
            Stage::Frames => self.frame(line, builder),
            Stage::Creator => {
                self.created_at = place(line);
                self.stage = Stage::Done;
            }
            Stage::Done => {}
        }
    }

    fn frame(&mut self, line: &'a [u8], builder: &mut Builder) {
        if let Some(pending) = self.pending {
            if let Some((file, number)) = place(line) {
                return self.push(pending, file, number, builder);
            } else if is_address(line) {
                return self.push(pending, b"", 0, builder);
            }
            self.flush(builder);
        }
        if trim(line).is_empty() || line.starts_with(b"[originating from goroutine ") {
            self.stage = Stage::Done;
        } else if let Some((name, id)) = creator(line) {
            (self.created_by, self.creator) = (Some(name), id);
            self.stage = Stage::Creator;
        } else if line.starts_with(b"non-Go function at pc=0x") {
            self.push(b"non-Go function", b"", 0, builder);
        } else if !line.starts_with(b"\t") && !line.starts_with(b"...") {
            self.pending = Some(line);
        }
    }

    /// Ends with a function whose place is missing, if it surely is one.
    fn flush(&mut self, builder: &mut Builder) {
        if let Some(pending) = self.pending.take()
            && is_function(pending)
        {
            self.push(pending, b"", 0, builder);
        }
    }

    fn push(&mut self, call: &[u8], file: &[u8], number: i64, builder: &mut Builder) {
        let function = builder.function(function(call), file);
        self.stack.push(builder.line(0, function, number));
        self.pending = None;
    }

    fn finish(mut self, to: &mut Builder) {
        self.flush(to);
        let header = &self.header;
        to.text_label(b"state", header.state);
        if let Some(minutes) = header.wait_minutes {
            to.number_label(b"wait", minutes, b"minutes");
        }
        if let Some(id) = header.id {
            to.number_label(b"goroutine", id, b"id");
        }
        if header.is_locked {
            to.text_label(b"locked to thread", b"yes");
        }
        if header.is_leaked {
            to.text_label(b"leaked", b"yes");
        }
        if let Some(bubble) = header.bubble {
            to.number_label(b"synctest bubble", bubble, b"id");
        }
        if let Some(function) = self.created_by {
            to.text_label(b"created by", function);
        }
        if let Some((file, line)) = self.created_at {
            to.text_label(b"created at", &[file, format!(":{line}").as_bytes()].concat());
        }
        if let Some(id) = self.creator {
            to.number_label(b"creator", id, b"id");
        }
        for (key, value) in &header.labels {
            to.text_label(key, value);
        }
        to.sample(&[1], self.stack);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, describe};
    use super::*;

    #[test]
    fn a_goroutine_is_a_sample() {
        let text = "goroutine 1 [running]:\n\
                    main.(*T).f(0xc0, {0x1, 0x2})\n\t/a b/m.go:12 +0x1d\n\
                    main.main()\n\tC:/m.go:7\n\n\
                    goroutine 7 [chan receive, 3 minutes, locked to thread] {job: a}:\n\
                    main.g[...](...)\n\t/m.go:5\n\
                    created by main.start in goroutine 1\n\t/m.go:40 +0x25\n\
                    [originating from goroutine 1]:\nmain.start(...)\n\t/m.go:40 +0x25\n";
        let expected = "goroutine/count\n\
            1: 0=main.(*T).f@/a b/m.go:12 0=main.main@C:/m.go:7 {state=running} {goroutine=1id}\n\
            1: 0=main.g[...]@/m.go:5 {state=chan receive} {wait=3minutes} {goroutine=7id} \
            {locked to thread=yes} {created by=main.start} {created at=/m.go:40} {creator=1id} {job=a}\n";
        assert_eq!(as_meant(text), expected);
        assert_eq!(as_meant(&text.replace('\n', "\r\n")), expected);
        let logged: String = text.lines().map(|l| format!("web_1 12:00 | {l}\n")).collect();
        assert_eq!(as_meant(&logged), expected);
    }

    #[test]
    fn a_crash_has_more_lines() {
        let text = "panic: no (such) luck\n\nruntime stack:\nruntime.throw({0x1, 0x2})\n\tx.go:1 +0x2\n\n\
                    goroutine 0 gp=0x1 m=0 mp=0x2 [idle]:\n\
                    my_c_function\n\tpc=0x40\n\
                    non-Go function\n\t/m.c:3 pc=0x41\n\
                    non-Go function at pc=0x42\n\
                    runtime.f()\n\t/x.go:3 +0x1 fp=0x1 sp=0x2 pc=0x3\n\
                    ...12 frames elided...\n\
                    panic({0x1, 0x2})\n\t/panic.go:1\n\n\
                    goroutine 2 [running]:\n\tgoroutine running on other thread; stack unavailable\n\
                    created by main.main\n\t/m.go:1 +0x1\n\
                    rax    0x0\nexit status 2 (it says)\n";
        assert_eq!(
            as_meant(text),
            "goroutine/count\n\
             1: 0=my_c_function@:0 0=non-Go function@/m.c:3 0=non-Go function@:0 \
             0=runtime.f@/x.go:3 0=runtime.gopanic@/panic.go:1 {state=idle} {goroutine=0id}\n\
             1: {state=running} {goroutine=2id} {created by=main.main} {created at=/m.go:1}\n"
        );
    }

    #[test]
    fn a_dump_may_be_cut_anywhere() {
        let text = "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\ncreated by main.f in goroutine 2\n\t/m.go:2 +0x1\n";
        for end in 0..text.len() {
            let profile = read(&text.as_bytes()[..end]);
            assert_eq!(profile.is_some(), end >= "goroutine 1 [running]:".len(), "{end}");
        }
        let cut = read(b"goroutine 1 [running]:\nmain.main()\n\t/m").unwrap();
        assert_eq!(
            describe(&cut),
            "goroutine/count\n1: 0=main.main@:0 {state=running} {goroutine=1id}\n"
        );
    }

    #[test]
    fn other_texts_have_no_goroutines() {
        assert!(read(b"goroutine 1 was here\n").is_none());
        assert!(read(b"\0goroutine 1 [running]:\n").is_none());
    }
}
