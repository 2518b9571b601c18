//! The text of `perf script`: a line for each sample, then its stack, leaf first.
//!
//! What is taken: `COMM PID/TID [CPU] TIME: PERIOD EVENT:`, of which all but the command, a
//! number and the event may be missing; frames `ADDRESS SYMBOL+0xOFFSET (BINARY)`, with
//! inlined functions before the one that has them; source lines below a frame. Each event is a
//! sample type, its period the value; one that has none counts one. Addresses and binaries are
//! kept, for names later.

use super::joined::Joined;
use super::note::LeftOut;
use crate::profile::{Label, LabelValue, Line, LocationId, Mapping, MappingId, Profile};
use crate::read::text::split_line;
use rustc_hash::FxHashMap;

/// Number of lines that are looked at for the first sample: before it are comments, and what the
/// program said.
const HEAD: usize = 200;
/// Comments at the start that are kept.
const COMMENTS: [&[u8]; 5] =
    [b"# captured on", b"# hostname", b"# os release", b"# arch", b"# cmdline"];

/// Reads all samples; `None` if it is another form.
pub fn read(content: &[u8]) -> Option<Profile> {
    let is_sample = |line: &&[u8]| Header::parse(line).is_some_and(|header| header.time.is_some());
    let mut head = lines(content).take(HEAD).filter(|line| !line.starts_with(b"#"));
    head.find(is_sample)?;
    let mut reader = Reader::new();
    for line in lines(content) {
        reader.line(line);
    }
    reader.finish()
}

fn lines(mut content: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if content.is_empty() {
            return None;
        }
        let (line, rest) = split_line(content);
        content = rest;
        Some(line.trim_ascii_end())
    })
}

/// The first line of a sample.
struct Header<'a> {
    comm: &'a [u8],
    pid: Option<i64>,
    tid: i64,
    cpu: Option<i64>,
    /// Nanoseconds.
    time: Option<i64>,
    period: Option<i64>,
    event: &'a [u8],
    /// Content behind it: a frame, where stacks are one frame deep.
    rest: &'a [u8],
}

/// The words of a line, with where they start.
fn words(line: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += line[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let len = line[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        let start = at;
        at += len;
        (len > 0).then(|| (start, &line[start..start + len]))
    })
}

fn number(text: &[u8]) -> Option<i64> {
    let is_number = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    is_number.then(|| std::str::from_utf8(text).ok()?.parse().ok()).flatten()
}

/// `1234.567890:` as nanoseconds.
fn time(word: &[u8]) -> Option<i64> {
    let (seconds, fraction) = {
        let word = word.strip_suffix(b":")?;
        let point = word.iter().position(|&byte| byte == b'.')?;
        (&word[..point], &word[point + 1..])
    };
    let seconds = number(seconds)?;
    number(fraction).filter(|_| fraction.len() <= 9)?;
    let digits = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanos = digits.fold(0, |nanos, digit| nanos * 10 + i64::from(digit - b'0'));
    seconds.checked_mul(1_000_000_000)?.checked_add(nanos)
}

impl<'a> Header<'a> {
    fn parse(line: &'a [u8]) -> Option<Self> {
        let timed = words(line).skip(1).find_map(|(at, word)| Some((at, word.len(), time(word)?)));
        let (before, after, time) = match timed {
            Some((at, len, time)) => (&line[..at], &line[at + len..], Some(time)),
            // Without times, the event ends the line.
            None => {
                let (at, last) = words(line).last()?;
                last.strip_suffix(b":").filter(|event| !event.is_empty())?;
                let mut split = at;
                if let Some((at, word)) = words(&line[..at]).last()
                    && number(word).is_some()
                    && words(&line[..at]).count() > 1
                {
                    split = at;
                }
                (&line[..split], &line[split..], None)
            }
        };
        let mut ids = before.trim_ascii();
        let mut cpu = None;
        let last = words(ids).last()?;
        let inner = last.1.strip_prefix(b"[").and_then(|word| word.strip_suffix(b"]"));
        if let Some(inner) = inner.and_then(number) {
            cpu = Some(inner);
            ids = ids[..last.0].trim_ascii_end();
        }
        let (at, id) = words(ids).last()?;
        let (pid, tid) = match id.iter().position(|&byte| byte == b'/') {
            Some(slash) => (Some(number(&id[..slash])?), number(&id[slash + 1..])?),
            None => (None, number(id.strip_prefix(b"-").unwrap_or(id))?),
        };
        let comm = ids[..at].trim_ascii();
        if comm.is_empty() {
            return None;
        }
        let mut rest = words(after);
        let mut event = rest.next()?;
        let mut period = None;
        if let Some(count) = number(event.1) {
            period = Some(count);
            event = rest.next()?;
        }
        let name = event.1.strip_suffix(b":")?;
        let rest = after[event.0 + event.1.len()..].trim_ascii();
        Some(Self { comm, pid, tid, cpu, time, period, event: without_modifiers(name), rest })
    }
}

/// `cycles:ppp` is `cycles`; the name of a tracepoint has a colon as well.
fn without_modifiers(event: &[u8]) -> &[u8] {
    let event = event.trim_ascii_end();
    let Some(colon) = event.iter().rposition(|&byte| byte == b':') else { return event };
    let modifiers = &event[colon + 1..];
    let is_modifier = |byte: &u8| b"ukhHGDpPSWIe".contains(byte);
    let is_all = modifiers.iter().all(is_modifier) && colon > 0;
    if is_all { &event[..colon] } else { event }
}

/// One frame of a stack.
struct Frame<'a> {
    address: u64,
    symbol: &'a [u8],
    binary: &'a [u8],
}

impl<'a> Frame<'a> {
    fn parse(line: &'a [u8]) -> Option<Self> {
        let line = line.trim_ascii();
        let (at, first) = words(line).next()?;
        let digits = std::str::from_utf8(first.strip_prefix(b"0x").unwrap_or(first)).ok()?;
        let address = u64::from_str_radix(digits, 16).ok();
        let rest = match address {
            Some(_) => line[at + first.len()..].trim_ascii_start(),
            None => line,
        };
        // `(/tmp/a (deleted))` has two of them.
        let searched = rest.strip_suffix(b" (deleted))").unwrap_or(rest);
        let open = searched.windows(2).rposition(|two| two == b" (");
        let open = open.map(|at| at + 1).or_else(|| rest.starts_with(b"(").then_some(0));
        let (symbol, binary) = match open {
            Some(open) if rest.ends_with(b")") => {
                (rest[..open].trim_ascii(), &rest[open + 1..rest.len() - 1])
            }
            // Without an address only a binary says that it is a frame.
            _ => {
                address?;
                (rest, &b""[..])
            }
        };
        let symbol = without_offset(symbol);
        let is_known = !symbol.is_empty() && symbol != b"[unknown]";
        let symbol = if is_known { symbol } else { b"" };
        let binary = if binary == b"[unknown]" { b"" } else { binary };
        Some(Self { address: address.unwrap_or(0), symbol, binary })
    }
}

/// `main+0x12` is `main`.
fn without_offset(symbol: &[u8]) -> &[u8] {
    let Some(plus) = symbol.windows(3).rposition(|part| part == b"+0x") else { return symbol };
    let digits = &symbol[plus + 3..];
    let is_offset = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    if is_offset { &symbol[..plus] } else { symbol }
}

/// `file.c:12`, below a frame.
fn source_line(line: &[u8]) -> Option<(&[u8], i64)> {
    let line = line.trim_ascii();
    let colon = line.iter().rposition(|&byte| byte == b':')?;
    let is_word = !line[..colon].iter().any(u8::is_ascii_whitespace);
    Some((&line[..colon], number(&line[colon + 1..])?)).filter(|_| is_word && colon > 0)
}

/// A frame whose source line may follow.
struct Open {
    address: u64,
    mapping: Option<MappingId>,
    lines: Vec<Line>,
    is_inlined: bool,
}

struct Reader {
    to: Joined,
    mappings: FxHashMap<Vec<u8>, MappingId>,
    /// The labels, the column and the weight of the sample whose stack is read.
    sample: Option<(u32, usize, i64)>,
    stack: Vec<LocationId>,
    frame: Option<Open>,
    samples: usize,
    start: i64,
    end: i64,
    /// The period of all samples, while it is the same.
    period: Option<Option<i64>>,
}

impl Reader {
    fn new() -> Self {
        let mut to = Joined::new();
        to.column(b"samples", b"count");
        Self {
            to,
            mappings: FxHashMap::default(),
            sample: None,
            stack: Vec::new(),
            frame: None,
            samples: 0,
            start: i64::MAX,
            end: i64::MIN,
            period: None,
        }
    }

    fn line(&mut self, line: &[u8]) {
        if line.starts_with(b"#") {
            if self.samples == 0 && COMMENTS.iter().any(|start| line.starts_with(start)) {
                self.to.builder.comment(line[1..].trim_ascii());
            }
        } else if line.is_empty() {
            self.close();
        } else if self.sample.is_some() && line[0].is_ascii_whitespace() && self.part(line) {
        } else if let Some(header) = Header::parse(line) {
            self.close();
            self.header(&header);
        } else {
            self.to.leave_out(LeftOut::Lines);
        }
    }

    fn header(&mut self, header: &Header) {
        let mut labels = Vec::new();
        let key = self.to.string(b"comm");
        let comm = self.to.string(header.comm);
        labels.push(Label { key, value: LabelValue::Text(comm) });
        let numbers = [(&b"pid"[..], header.pid), (b"tid", Some(header.tid)), (b"cpu", header.cpu)];
        for (key, number) in numbers {
            if let Some(number) = number {
                let key = self.to.string(key);
                labels.push(Label { key, value: LabelValue::Number(number, 0) });
            }
        }
        let labels = self.to.set(0, &labels);
        let is_clock = matches!(header.event, b"cpu-clock" | b"task-clock");
        let unit: &[u8] =
            if is_clock && header.period.is_some() { b"nanoseconds" } else { b"count" };
        let column = self.to.column(header.event, unit);
        if self.samples == 0 {
            let kind = self.to.string(header.event);
            self.to.builder.set_default(kind);
            self.to.builder.set_period_type(header.event, unit);
            self.period = Some(header.period);
        } else if self.period != Some(header.period) {
            self.period = None;
        }
        if let Some(time) = header.time {
            self.start = self.start.min(time);
            self.end = self.end.max(time);
        }
        self.samples += 1;
        self.sample = Some((labels, column, header.period.unwrap_or(1)));
        if !header.rest.is_empty() {
            self.part(header.rest);
            self.close();
        }
    }

    /// Takes a line below a sample's first one; `false` if it is none.
    fn part(&mut self, line: &[u8]) -> bool {
        if let Some((file, number)) = source_line(line) {
            if let Some(open) = &mut self.frame
                && let Some(last) = open.lines.last_mut()
            {
                let name = self.to.builder.name_of(last.function).to_vec();
                last.function = self.to.builder.function(&name, file);
                last.line = number;
            }
            return true;
        }
        let Some(frame) = Frame::parse(line) else { return false };
        let mut lines = Vec::new();
        // What was inlined comes first, with the address of the function that has it.
        match self.frame.take() {
            Some(open) if open.is_inlined && open.address == frame.address => lines = open.lines,
            open => self.push(open),
        }
        if !frame.symbol.is_empty() {
            let function = self.to.builder.function(frame.symbol, b"");
            lines.push(Line { function, line: 0, column: 0 });
        }
        let is_inlined = frame.binary == b"inlined";
        let mapping = if is_inlined || frame.binary.is_empty() {
            None
        } else {
            Some(self.mapping(frame.binary))
        };
        self.frame = Some(Open { address: frame.address, mapping, lines, is_inlined });
        true
    }

    fn mapping(&mut self, file: &[u8]) -> MappingId {
        if let Some(&mapping) = self.mappings.get(file) {
            return mapping;
        }
        let name = self.to.string(file);
        let mapping = self.to.builder.mapping(Mapping { file: name, ..Mapping::default() });
        self.mappings.insert(file.to_vec(), mapping);
        mapping
    }

    fn push(&mut self, open: Option<Open>) {
        let Some(open) = open else { return };
        if let Some(mapping) = open.mapping.filter(|_| !open.lines.is_empty()) {
            self.to.builder.mappings()[mapping as usize].has_functions = true;
        }
        let location = self.to.builder.frame(open.address, open.mapping, &open.lines);
        self.stack.push(location);
    }

    /// Ends the sample that is read.
    fn close(&mut self) {
        let open = self.frame.take();
        self.push(open);
        if let Some((labels, column, weight)) = self.sample.take() {
            let stack = self.to.builder.stack(self.stack.iter().copied());
            self.to.add(stack, labels, 0, 1);
            self.to.add(stack, labels, column, weight);
        }
        self.stack.clear();
    }

    fn finish(mut self) -> Option<Profile> {
        self.close();
        if self.samples == 0 {
            return None;
        }
        if let Some(Some(period)) = self.period {
            self.to.builder.set_period_value(period);
        }
        if self.start < self.end {
            self.to.builder.set_times(0, self.end - self.start);
        }
        Some(self.to.finish())
    }
}
