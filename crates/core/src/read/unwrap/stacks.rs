//! The stacks of goroutines among other lines.

use super::grammar::{Kind, find_start, kind};
use super::joined;
use super::prefix::Template;
use super::when::timestamp;
use crate::read::text::goroutine_lines::Header;
use crate::read::text::scan::trim;
use std::borrow::Cow;

/// Number of lines in a row that are kept though none is of a stack: where a line was broken, its
/// parts are among them.
const MOST_OTHERS: usize = 1000;

/// A line that may be one of a stack's, without what was before it.
#[derive(Clone)]
pub struct Entry<'a> {
    pub line: Cow<'a, [u8]>,
    pub kind: Kind,
    /// The line as it was.
    pub full: &'a [u8],
    /// Its number.
    pub number: usize,
}

/// All lines that may be those of stacks.
#[derive(Default)]
pub struct Stacks<'a> {
    entries: Vec<Entry<'a>>,
    template: Template,
    others: usize,
    /// Kind of the last line of a stack.
    last: Option<Kind>,
    /// From how many lines a prefix was taken, and the first.
    pub prefixed: usize,
    pub example: Option<Vec<u8>>,
    /// Lines that are not kept.
    around: usize,
}

/// A goroutine, as lines in a text.
#[derive(Debug)]
pub struct Goroutine {
    pub text: std::ops::Range<usize>,
    pub id: i64,
    /// True if it ran while the others were stopped: it wrote the dump.
    pub is_first: bool,
    pub has_stack: bool,
    pub number: usize,
    pub taken: Option<String>,
}

/// Lines, sorted.
#[derive(Default)]
pub struct Sorted {
    /// The lines of the goroutines.
    pub text: Vec<u8>,
    pub goroutines: Vec<Goroutine>,
    /// Lines of others, within stacks and around them, and the first within.
    pub within: usize,
    pub around: usize,
    pub first: usize,
    /// The width at which lines were broken; 0 if it differs.
    pub width: Option<usize>,
    pub is_double_spaced: bool,
}

impl<'a> Stacks<'a> {
    /// Takes the first line of a goroutine, which starts there in the line.
    pub fn header(&mut self, full: &'a [u8], at: usize, number: usize) {
        let prefix = &full[..at];
        if self.template.example() != prefix {
            self.template = Template::new(prefix);
        }
        if !prefix.is_empty() {
            self.prefixed += 1;
            self.example.get_or_insert_with(|| prefix.to_vec());
        }
        self.push(&full[at..], Kind::Header, full, number);
    }

    /// Takes another line.
    pub fn line(&mut self, full: &'a [u8], number: usize) {
        let (line, kind) = self.strip(full);
        self.push(line, kind, full, number);
    }

    /// Says that no stack goes on from here.
    pub fn end(&mut self, number: usize) {
        self.push(b"", Kind::End, b"", number);
    }

    fn push(&mut self, line: &'a [u8], kind: Kind, full: &'a [u8], number: usize) {
        self.others = match kind {
            Kind::Other => self.others + 1,
            Kind::Blank => self.others,
            _ => 0,
        };
        if !matches!(kind, Kind::Other | Kind::Blank) {
            self.last = Some(kind);
        }
        if self.others > MOST_OTHERS {
            self.around += usize::from(kind == Kind::Other);
            return;
        }
        self.entries.push(Entry { line: Cow::Borrowed(line), kind, full, number });
    }

    /// The line without what was before it, and what it is.
    fn strip(&mut self, full: &'a [u8]) -> (&'a [u8], Kind) {
        let mut other = full;
        if !self.template.is_empty()
            && let Some(end) = self.template.end_in(full)
        {
            let line = &full[end..];
            match kind(line) {
                Kind::Other => other = line,
                kind => {
                    self.prefixed += 1;
                    return (line, kind);
                }
            }
        }
        let found = kind(full);
        let awaits_place = matches!(self.last, Some(Kind::Function | Kind::Creator));
        let is_plain = match found {
            Kind::Other => false,
            // Anything can stand before a place.
            Kind::Place => {
                self.template.is_empty() || full.first().is_some_and(u8::is_ascii_whitespace)
            }
            _ => true,
        };
        if is_plain {
            return (full, found);
        }
        if !self.template.is_empty()
            && let Some((at, kind)) = find_start(full, awaits_place)
        {
            self.prefixed += 1;
            return (&full[at..], kind);
        }
        if found == Kind::Place && awaits_place {
            return (full, found);
        }
        (other, Kind::Other)
    }

    /// Sorts the lines into goroutines.
    pub fn sort(mut self) -> Sorted {
        let width = joined::undo_wrapping(&mut self.entries);
        let mut sorting = Sorting {
            out: Sorted { width, around: self.around, ..Sorted::default() },
            open: None,
            pending: None,
            last_other: b"",
        };
        for at in 0..self.entries.len() {
            let next = self.entries.get(at + 1);
            sorting.entry(&self.entries[at], next);
        }
        sorting.close();
        sorting.out
    }
}

struct Sorting<'a> {
    out: Sorted,
    open: Option<Open>,
    pending: Option<Pending>,
    last_other: &'a [u8],
}

/// Lines that a place can belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Function,
    Creator,
}

struct Open {
    goroutine: Goroutine,
    /// True if all of its stack was seen.
    is_done: bool,
    is_running: bool,
}

impl<'a> Sorting<'a> {
    fn close(&mut self) {
        self.pending = None;
        if let Some(Open { mut goroutine, is_running, .. }) = self.open.take() {
            self.out.text.push(b'\n');
            goroutine.text.end = self.out.text.len();
            goroutine.is_first = is_running && goroutine.has_stack;
            self.out.goroutines.push(goroutine);
        }
    }

    fn entry(&mut self, entry: &Entry<'a>, next: Option<&Entry<'a>>) {
        let line = trim(&entry.line);
        if entry.kind == Kind::Header {
            self.close();
            self.open(entry, line);
            self.out.is_double_spaced |=
                next.is_some_and(|next| next.kind == Kind::Blank) && self.out.goroutines.is_empty();
            return;
        }
        let Some(open) = self.open.as_mut().filter(|open| !open.is_done) else {
            self.outside(entry);
            return;
        };
        match entry.kind {
            Kind::Blank | Kind::Header => {}
            Kind::Function => {
                self.pending = Some(Pending::Function);
                open.goroutine.has_stack = true;
                self.write(b"", line);
            }
            Kind::Note => {
                open.goroutine.has_stack |= line.starts_with(b"non-Go");
                self.pending = None;
                self.write(b"", line);
            }
            Kind::Creator => {
                self.pending = Some(Pending::Creator);
                self.write(b"", line);
            }
            Kind::Place | Kind::Address => match self.pending.take() {
                Some(pending) => {
                    open.is_done = pending == Pending::Creator;
                    self.write(b"\t", line);
                }
                None => self.skip(entry),
            },
            Kind::Ancestor | Kind::End => {
                open.is_done = true;
                self.pending = None;
            }
            Kind::Other => {
                let has_place = next.is_some_and(|next| {
                    matches!(next.kind, Kind::Place | Kind::Address)
                        && next.line.first().is_some_and(u8::is_ascii_whitespace)
                });
                if has_place && self.pending.is_none() && may_be_function(line) {
                    open.goroutine.has_stack = true;
                    self.pending = Some(Pending::Function);
                    self.write(b"", line);
                } else {
                    self.skip(entry);
                }
            }
        }
    }

    fn open(&mut self, entry: &Entry<'a>, line: &[u8]) {
        let at = self.out.text.len();
        let header = Header::parse(line);
        let (id, state) = header.map_or((None, Vec::new()), |h| (h.id, h.state.to_vec()));
        let prefix = &entry.full[..entry.full.len().saturating_sub(entry.line.len())];
        self.open = Some(Open {
            goroutine: Goroutine {
                text: at..at,
                id: id.unwrap_or(0),
                is_first: false,
                has_stack: false,
                number: entry.number,
                taken: timestamp(prefix).or_else(|| timestamp(self.last_other)),
            },
            is_done: false,
            is_running: state.starts_with(b"running") && !line.windows(4).any(|w| w == b" gp="),
        });
        self.write(b"", line);
    }

    fn write(&mut self, before: &[u8], line: &[u8]) {
        self.out.text.extend_from_slice(before);
        self.out.text.extend_from_slice(line);
        self.out.text.push(b'\n');
    }

    fn skip(&mut self, entry: &Entry<'a>) {
        self.out.within += 1;
        if self.out.first == 0 {
            self.out.first = entry.number;
        }
    }

    fn outside(&mut self, entry: &Entry<'a>) {
        match entry.kind {
            Kind::Other => {
                self.last_other = entry.full;
                self.out.around += 1;
            }
            Kind::End if !entry.full.is_empty() => {
                self.last_other = entry.full;
                self.out.around += 1;
            }
            _ => {}
        }
    }
}

/// Returns whether the line may be the name of a function that is not Go's.
fn may_be_function(line: &[u8]) -> bool {
    let is_name = !line.iter().any(|b| b" =\"|".contains(b));
    is_name || line == b"non-Go function" || (line.ends_with(b")") && !line.contains(&b'='))
}
