//! The lines of a text, sorted into documents.

use super::anchors::{Start, start};
use super::quoted::lines;
use super::race::{RACE, Races};
use super::rows::Rows;
use super::sources;
use super::stacks::{Goroutine, Sorted, Stacks};
use super::when::timestamp;
use super::{Document, Found};
use crate::read::remark::{Remark, Wrapping};
use crate::read::sniff::Form;
use crate::read::text::scan::{find, trim};
use std::collections::{HashSet, VecDeque};

/// Distance before a dump within which a program says why it crashed.
const BEFORE: usize = 30;

#[derive(Default)]
struct Sections<'a> {
    stacks: Stacks<'a>,
    rows: Vec<Rows>,
    races: Races,
    around: usize,
    crash: Option<String>,
    /// The last lines.
    last: VecDeque<&'a [u8]>,
    /// A time stamp for each profile of rows, if there is one.
    taken: Vec<Option<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Nothing,
    Stacks,
    Rows,
    Race,
}

/// Sorts all lines.
pub fn split(text: &[u8]) -> Found {
    let text = sources::apart(text);
    let mut sections = Sections::default();
    let mut place = In::Nothing;
    let mut first_line = 0;
    for (at, line) in lines(&text).enumerate() {
        let number = at + 1;
        if first_line == 0 && !trim(line).is_empty() {
            first_line = number;
        }
        place = sections.line(line, number, place);
        if sections.last.len() == BEFORE {
            sections.last.pop_front();
        }
        sections.last.push_back(line);
    }
    sections.finish(first_line)
}

impl<'a> Sections<'a> {
    fn line(&mut self, line: &'a [u8], number: usize, place: In) -> In {
        if let Some((start, at)) = start(line) {
            if place == In::Stacks && start != Start::Goroutine {
                self.stacks.end(number);
            }
            return match start {
                Start::Goroutine => {
                    if self.crash.is_none() && place != In::Stacks {
                        self.crash = self.last.iter().rev().find_map(|line| crash(line));
                    }
                    self.stacks.header(line, at, number);
                    In::Stacks
                }
                Start::Race => {
                    self.races.start(line, at, number);
                    In::Race
                }
                _ => {
                    let before = self.last.back().copied().unwrap_or_default();
                    self.taken.push(timestamp(&line[..at]).or_else(|| timestamp(before)));
                    self.rows.push(Rows::new(start, line, at, number));
                    In::Rows
                }
            };
        }
        match place {
            In::Stacks => self.stacks.line(line, number),
            In::Rows => {
                if let Some(rows) = self.rows.last_mut() {
                    rows.line(line, number);
                }
            }
            In::Race if self.races.line(line) => {}
            In::Race | In::Nothing => {
                self.around += usize::from(!trim(line).is_empty());
                return In::Nothing;
            }
        }
        place
    }

    fn finish(self, first_line: usize) -> Found {
        let Self { stacks, rows, races, mut around, crash, taken, .. } = self;
        let mut found = Found::default();
        let mut prefixed = stacks.prefixed;
        let mut example = stacks.example.clone();
        let sorted = stacks.sort();
        around += sorted.around;
        let (mut within, mut first) = (sorted.within, sorted.first);
        for rows in &rows {
            prefixed += rows.prefixed;
            within += rows.within;
            first = if first == 0 { rows.first } else { first };
            if rows.prefixed > 0 {
                example.get_or_insert_with(|| rows.prefix().to_vec());
            }
        }
        let is_first = |rows: &Rows| rows.numbers.first() == Some(&first_line);
        found.is_whole = rows.len() == 1
            && sorted.goroutines.is_empty()
            && races.races == 0
            && rows.iter().all(|rows| is_first(rows) && rows.prefixed == 0);
        let mut numbers = Vec::new();
        for (rows, taken) in rows.into_iter().zip(taken) {
            found.documents.push(Document {
                form: form(rows.start, &rows.text),
                line: rows.numbers.first().copied().unwrap_or(0),
                taken,
                content: rows.text,
            });
            numbers.push(rows.numbers);
        }
        found.documents.extend(dumps(&sorted));
        found.documents.sort_by_key(|document| document.line);
        found.documents.extend(singles(&sorted));
        let (count, number) = (races.races, races.number);
        let dump = races.into_dump();
        if !dump.is_empty() {
            found.remarks.push(Remark::RaceReports { races: count });
            found.documents.push(Document {
                form: Form::GoroutineDump,
                line: number,
                taken: None,
                content: dump,
            });
        }
        if let Some(document) = found.documents.first() {
            let own = numbers.into_iter().find(|all| all.first() == Some(&document.line));
            found.numbers = own.unwrap_or_default();
        }
        if sorted.is_double_spaced {
            found.remarks.push(Remark::Unwrapped(Wrapping::DoubleSpaced));
        }
        if let Some(width) = sorted.width {
            found.remarks.push(Remark::Unwrapped(Wrapping::Wrapped { width }));
        }
        if let Some(example) = example {
            let example = String::from_utf8_lossy(&example).into_owned();
            found.remarks.push(Remark::Prefixes { lines: prefixed, example });
        }
        if let Some(text) = crash {
            found.remarks.push(Remark::Crash { text });
        }
        if within + around > 0 {
            found.remarks.push(Remark::Skipped { within, around, first });
        }
        found
    }
}

fn form(start: Start, text: &[u8]) -> Form {
    match start {
        Start::Heap => Form::HeapText,
        Start::Count => Form::CountText,
        Start::Contention => Form::ContentionText,
        Start::Goroutine | Start::Race => Form::GoroutineDump,
        Start::Other if text.starts_with(b"heap_v2/") => Form::JemallocHeap,
        Start::Other if text.starts_with(b"--- threadz") => Form::ThreadText,
        Start::Other if find(text, b"format = java").is_some() => Form::JavaText,
        Start::Other if text.starts_with(b"--- heapz") => Form::JavaText,
        Start::Other => Form::ContentionText,
    }
}

/// `panic: it failed`, without what a logger put before it.
fn crash(line: &[u8]) -> Option<String> {
    /// Messages can be long.
    const LONGEST: usize = 200;
    let words: [&[u8]; 3] = [b"panic: ", b"fatal error: ", b"SIGQUIT: "];
    let at = words.iter().find_map(|word| find(line, word))?;
    let text = String::from_utf8_lossy(trim(&line[at..]));
    Some(text.chars().take(LONGEST).collect())
}

/// The goroutines of each dump: a dump begins where a goroutine ran while the others were
/// stopped, or where one comes again.
fn groups(all: &[Goroutine], text: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    // Each goroutine of the dump, and whether its stack was there.
    let mut seen: HashSet<i64> = HashSet::new();
    let mut without_stack: HashSet<i64> = HashSet::new();
    let is_race = |goroutine: &Goroutine| {
        find(&text[goroutine.text.clone()], b"[")
            .is_some_and(|at| text[goroutine.text.start + at + 1..].starts_with(RACE.as_bytes()))
    };
    for (at, goroutine) in all.iter().enumerate() {
        let is_again = goroutine.id != 0
            && seen.contains(&goroutine.id)
            && !without_stack.contains(&goroutine.id)
            && !is_race(goroutine);
        if is_again || (goroutine.is_first && at > start) {
            // The dump began with the goroutine that wrote it.
            groups.push(start..at);
            start = at;
            seen.clear();
            without_stack.clear();
        }
        seen.insert(goroutine.id);
        match goroutine.has_stack {
            true => without_stack.remove(&goroutine.id),
            false => without_stack.insert(goroutine.id),
        };
    }
    if start < all.len() {
        groups.push(start..all.len());
    }
    groups
}

fn document(sorted: &Sorted, groups: &[std::ops::Range<usize>]) -> Option<Document> {
    let first = &sorted.goroutines[groups.first()?.start];
    let texts = groups.iter().cloned().flatten().map(|at| sorted.goroutines[at].text.clone());
    let content = texts.flat_map(|range| &sorted.text[range]).copied().collect();
    Some(Document {
        form: Form::GoroutineDump,
        line: first.number,
        taken: first.taken.clone(),
        content,
    })
}

/// The dumps of more than one goroutine.
fn dumps(sorted: &Sorted) -> Vec<Document> {
    let groups = groups(&sorted.goroutines, &sorted.text);
    let dumps = groups.iter().filter(|group| group.len() > 1);
    dumps.filter_map(|group| document(sorted, std::slice::from_ref(group))).collect()
}

/// All goroutines that were dumped alone, as one dump.
fn singles(sorted: &Sorted) -> Option<Document> {
    let mut groups = groups(&sorted.goroutines, &sorted.text);
    groups.retain(|g| g.len() == 1);
    document(sorted, &groups)
}
