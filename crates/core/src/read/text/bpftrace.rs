//! Maps of bpftrace whose keys have stacks: `@[`, a frame a line, leaf first, then `]: COUNT`.
//!
//! A key may have further parts, before or behind the stacks: those are labels. A kernel and
//! a user stack in one key are one stack. Offsets (`+12`) are left out of names.

use super::lines::split_line;
use crate::profile::{Label, LabelValue, LocationId, Profile};
use crate::read::formats::{Joined, LeftOut};

/// Reads all entries of maps that have a stack in their key; `None` if there are none.
pub fn read(content: &[u8]) -> Option<Profile> {
    let mut to = Joined::new();
    let column = to.column(b"samples", b"count");
    let mut entry: Option<Entry> = None;
    let mut rest = content;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        rest = after;
        let line = line.trim_ascii_end();
        if let Some(start) = line.strip_prefix(b"@") {
            if entry.is_some() {
                to.leave_out(LeftOut::Lines);
            }
            let open = start.iter().position(|&byte| byte == b'[');
            // The whole entry in one line has no stack.
            entry = open.filter(|_| count(line).is_none()).map(|open| {
                let mut entry = Entry::default();
                entry.part(&start[open + 1..]);
                entry
            });
        } else if let Some(open) = &mut entry {
            match count(line) {
                Some((key, count)) => {
                    let key = key.trim_ascii();
                    match key.strip_prefix(b",") {
                        Some(part) => open.part(part),
                        // Behind the last frame, perhaps.
                        None => open.line(key),
                    }
                    if let Some(entry) = entry.take().filter(|entry| !entry.frames.is_empty()) {
                        entry.add(&mut to, column, count);
                    }
                }
                None => open.line(line),
            }
        }
    }
    (to.len() > 0).then(|| to.finish())
}

/// The end of an entry: what is before the bracket, and the count.
fn count(line: &[u8]) -> Option<(&[u8], i64)> {
    let at = line.windows(3).rposition(|part| part == b"]: ")?;
    let count = std::str::from_utf8(&line[at + 3..]).ok()?.trim().parse().ok()?;
    Some((&line[..at], count))
}

#[derive(Default)]
struct Entry<'a> {
    /// Leaf first.
    frames: Vec<&'a [u8]>,
    parts: Vec<&'a [u8]>,
}

impl<'a> Entry<'a> {
    fn line(&mut self, line: &'a [u8]) {
        // A comma alone is between two stacks.
        let line = line.trim_ascii();
        let line = line.strip_suffix(b",").unwrap_or(line).trim_ascii_end();
        let line = line.strip_prefix(b",").unwrap_or(line).trim_ascii_start();
        if !line.is_empty() {
            self.frames.push(line);
        }
    }

    fn part(&mut self, text: &'a [u8]) {
        let parts = text.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
        self.parts.extend(parts.filter(|part| !part.is_empty()));
    }

    fn add(self, to: &mut Joined, column: usize, count: i64) {
        let stack: Vec<LocationId> = self
            .frames
            .iter()
            .map(|frame| {
                let function = to.builder.function(without_offset(frame), b"");
                to.builder.line(0, function, 0)
            })
            .collect();
        let stack = to.builder.stack(stack);
        let labels: Vec<Label> = self
            .parts
            .iter()
            .map(|part| {
                let number = std::str::from_utf8(part).ok().and_then(|part| part.parse().ok());
                match number {
                    Some(number) => {
                        Label { key: to.string(b"id"), value: LabelValue::Number(number, 0) }
                    }
                    None => {
                        let key = to.string(b"comm");
                        Label { key, value: LabelValue::Text(to.string(part)) }
                    }
                }
            })
            .collect();
        let labels = to.set(0, &labels);
        to.add(stack, labels, column, count);
    }
}

/// `main+12` is `main`.
fn without_offset(frame: &[u8]) -> &[u8] {
    let Some(plus) = frame.iter().rposition(|&byte| byte == b'+') else { return frame };
    let digits = &frame[plus + 1..];
    let is_offset = plus > 0 && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    if is_offset { &frame[..plus] } else { frame }
}

#[cfg(test)]
mod tests {
    use super::super::tests::as_meant;
    use super::*;

    #[test]
    fn keys_are_stacks_and_labels() {
        let text = "Attaching 1 probe...\n\n@[\n    leaf+12\n    caller+3\n]: 3\n\
                    @cpu[\n    leaf+7\n,\n    main+1\n, bash, 12]: 4\n@[sh,\n    leaf+1\n    caller\n]: 5\n\
                    @count: 7\n@names[sh]: 8\n";
        assert_eq!(
            as_meant(text),
            "samples/count\n\
             3: 0=leaf@:0 0=caller@:0\n\
             4: 0=leaf@:0 0=main@:0 {comm=bash} {id=12}\n\
             5: 0=leaf@:0 0=caller@:0 {comm=sh}\n"
        );
    }

    #[test]
    fn maps_without_stacks_are_no_profiles() {
        assert_eq!(read(b"@names[sh]: 8\n@[a, b]: 3\n@x: 1\n"), None);
    }
}
