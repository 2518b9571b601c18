//! Reports of Go's race detector, as a dump of the goroutines that they speak of.

use super::prefix::Template;
use crate::read::text::goroutine_lines::{function, is_function, place};
use crate::read::text::scan::{Scan, parse_decimal, trim};
use std::collections::BTreeMap;

/// The reports of a text.
#[derive(Default)]
pub struct Races {
    template: Template,
    /// True if a report has begun and not ended.
    is_open: bool,
    pub races: usize,
    /// The line of the first.
    pub number: usize,
    accesses: Vec<Access>,
    /// The report to which the goroutines belong whose creation is known.
    creators: BTreeMap<(usize, i64), Vec<u8>>,
    stage: Stage,
}

struct Access {
    race: usize,
    id: i64,
    what: Vec<u8>,
    stack: Vec<u8>,
}

#[derive(Default)]
enum Stage {
    #[default]
    None,
    Access,
    Creation(i64),
}

impl Races {
    /// Takes the line that starts a report there.
    pub fn start(&mut self, full: &[u8], at: usize, number: usize) {
        self.template = Template::new(&full[..at]);
        self.is_open = true;
        self.races += 1;
        self.stage = Stage::None;
        if self.number == 0 {
            self.number = number;
        }
    }

    /// Takes the next line; `false` where it is none of a report.
    pub fn line(&mut self, full: &[u8]) -> bool {
        if !self.is_open {
            return false;
        }
        let line = match self.template.end_in(full) {
            Some(end) if !self.template.is_empty() => &full[end..],
            _ => full,
        };
        let text = trim(line);
        if text.starts_with(b"==================") {
            self.is_open = false;
        } else if let Some(access) = self.access(text) {
            self.accesses.push(access);
            self.stage = Stage::Access;
        } else if let Some(id) = created(text) {
            self.stage = Stage::Creation(id);
        } else {
            self.frame(line, text);
        }
        true
    }

    fn access(&self, text: &[u8]) -> Option<Access> {
        let text = text.strip_suffix(b":")?;
        let at = text.windows(6).position(|window| window == b" at 0x")?;
        let what = text[..at].to_ascii_lowercase();
        let is_access = what.ends_with(b"read") || what.ends_with(b"write");
        let by = text.windows(4).rposition(|window| window == b" by ")?;
        let who = &text[by + 4..];
        let id = match who.strip_prefix(b"goroutine ") {
            Some(id) => parse_decimal(id)?,
            None => (who == b"main goroutine").then_some(1)?,
        };
        is_access.then_some(Access { race: self.races, id, what, stack: Vec::new() })
    }

    fn frame(&mut self, line: &[u8], text: &[u8]) {
        let is_indented = line.first().is_some_and(u8::is_ascii_whitespace);
        if !is_indented {
            return;
        }
        let is_function = is_function(text);
        let place = place(text).filter(|_| !is_function);
        let line = match (is_function, &place) {
            (true, _) => [text, b"\n"].concat(),
            (false, Some(_)) => [b"\t", text, b"\n"].concat(),
            (false, None) => return,
        };
        match self.stage {
            Stage::None => {}
            Stage::Access => {
                if let Some(access) = self.accesses.last_mut() {
                    access.stack.extend_from_slice(&line);
                }
            }
            Stage::Creation(id) => {
                let creator = self.creators.entry((self.races, id)).or_default();
                // The first function and its place.
                match creator.iter().filter(|&&b| b == b'\n').count() {
                    0 if is_function => {
                        *creator = [b"created by ", function(text), b"\n"].concat();
                    }
                    1 if !is_function => creator.extend_from_slice(&line),
                    _ => self.stage = Stage::None,
                }
            }
        }
    }

    /// The reports as a dump; empty if they have no stack.
    pub fn into_dump(self) -> Vec<u8> {
        let mut dump = Vec::new();
        for Access { race, id, what, stack } in &self.accesses {
            let what = String::from_utf8_lossy(what).replace(['[', ']', ','], " ");
            dump.extend_from_slice(format!("goroutine {id} [{RACE}{what}]:\n").as_bytes());
            dump.extend_from_slice(stack);
            if let Some(creator) = self.creators.get(&(*race, *id)) {
                dump.extend_from_slice(creator);
            }
            dump.push(b'\n');
        }
        dump
    }
}

/// Beginning of the state of a goroutine that is one of a report's.
pub const RACE: &str = "data race: ";

/// `Goroutine 7 (running) created at:`
fn created(text: &[u8]) -> Option<i64> {
    let mut scan = Scan(text);
    scan.literal(b"Goroutine ")?;
    let id = parse_decimal(scan.digits()?)?;
    scan.0.ends_with(b"created at:").then_some(id)
}
