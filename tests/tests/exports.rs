//! A profile whose every text is hostile goes through every export, and each export through
//! a program that reads it: nothing runs there, and nothing is forged.

use hearth_cli::{FileError, Host, pprof};
use hearth_core::query::Query;
use hearth_core::report::{self, Report};
use hearth_core::selection::Session;
use hearth_core::{harmless, read};
use std::process::{Command, Stdio};

/// Texts that would do something if they were taken for more than texts.
const HOSTILE: [&str; 16] = [
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a;=1",
    "\" URL=\"javascript:hacked()\" x=\"",
    "x\" ]; evil [URL=\"javascript:hacked()\" label=\"",
    "back\\",
    "line\nfn=(1) evil\n0x1 1 99999",
    "a;b 12\nc 3",
    "\x1b]0;title\x07\x1b[2J\x1b]52;c;AAAA\x07",
    "\u{9b}2J\u{202e}elif\u{200b}",
    "nul\0&#34; URL=&quot;x&quot;",
    "```\n# head\n<img src=x onerror=hacked()>",
];

fn varint(mut value: u64, to: &mut Vec<u8>) {
    while value > 127 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

fn number(field: u64, value: u64, to: &mut Vec<u8>) {
    varint(field << 3, to);
    varint(value, to);
}

fn message(field: u64, content: &[u8], to: &mut Vec<u8>) {
    varint(field << 3 | 2, to);
    varint(content.len() as u64, to);
    to.extend_from_slice(content);
}

/// A message of numbers: field and value.
fn numbers(fields: &[(u64, u64)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    fields.iter().for_each(|&(field, value)| number(field, value, &mut bytes));
    bytes
}

/// A profile in which each of these texts is a function, a file, a label's key and value, a
/// comment, and, one after the other, the binary, the type and the unit.
fn profile(texts: &[&str], of_type: usize) -> Vec<u8> {
    let count = texts.len() as u64;
    let text = |i: usize| (i % texts.len()) as u64 + 1;
    let mut bytes = Vec::new();
    let kind = numbers(&[(1, text(of_type)), (2, text(of_type + 1))]);
    message(1, &kind, &mut bytes);
    for i in 0..texts.len() {
        let (id, next) = (i as u64 + 1, (i as u64 + 1) % count + 1);
        let mut sample = numbers(&[(1, id), (1, next), (2, 100 + id)]);
        message(3, &numbers(&[(1, text(i)), (2, text(i + 1))]), &mut sample);
        message(3, &numbers(&[(1, text(i + 2)), (3, 7), (4, text(i + 3))]), &mut sample);
        message(2, &sample, &mut bytes);
    }
    let mapping = [(1, 1), (2, 0), (3, 0xffff), (5, text(of_type + 2)), (6, text(of_type + 3))];
    message(3, &numbers(&mapping), &mut bytes);
    for i in 0..texts.len() {
        let id = i as u64 + 1;
        let mut location = numbers(&[(1, id), (2, 1), (3, 16 * id)]);
        message(4, &numbers(&[(1, id), (2, id)]), &mut location);
        message(4, &location, &mut bytes);
        let function = [(1, id), (2, text(i)), (3, text(i)), (4, text(i + 5))];
        message(5, &numbers(&function), &mut bytes);
    }
    message(6, b"", &mut bytes);
    texts.iter().for_each(|text| message(6, text.as_bytes(), &mut bytes));
    (0..texts.len()).for_each(|i| number(13, text(i), &mut bytes));
    number(15, text(4), &mut bytes);
    bytes
}

struct NoFiles;

impl report::SourceFiles for NoFiles {
    fn current_folder(&self) -> String {
        "/".to_owned()
    }

    fn read(&mut self, _: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::NotFound)
    }
}

fn printed(bytes: &[u8], name: &str) -> Vec<u8> {
    let profile = read::open(bytes).expect("it is a profile");
    let report = Report::from_name(name, "").expect("there is such a report").expect("it is one");
    let query = Query { nodefraction: 0.0, edgefraction: 0.0, ..Query::default() };
    report::print(&report, &mut Session::new(profile), &query, &mut NoFiles)
        .expect("it has an answer")
        .bytes
}

/// The cells of a table as RFC 4180 has it.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut rest = csv.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted, "a cell does not end");
    rows
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for of_type in 0..HOSTILE.len() {
        let csv = printed(&profile(&HOSTILE, of_type), "csv");
        let rows = cells(&String::from_utf8(csv).expect("it is UTF-8"));
        assert_eq!(rows.len(), HOSTILE.len() + 1);
        for cell in rows.iter().inspect(|row| assert_eq!(row.len(), 6, "{row:?}")).flatten() {
            let starts = cell.starts_with(['=', '+', '@', '\t', '\r', '\n', '\0']);
            assert!(!starts && (!cell.starts_with('-') || cell.parse::<f64>().is_ok()), "{cell:?}");
            // A spreadsheet that separates by something else sees no formula either.
            for part in cell.split([';', '\t', '\n', '\r']).skip(1) {
                assert!(!part.starts_with(['=', '+', '-', '@']), "{cell:?}");
            }
        }
    }
    let one = printed(&profile(&["x", "count", "f"], 0), "csv");
    assert!(String::from_utf8_lossy(&one).contains(",\"x\",no\n"));
}

/// Drawing by Graphviz of a text in DOT; nothing where it is not installed.
fn drawn(dot: &[u8]) -> Option<String> {
    use std::io::Write;
    let program = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut program) = program else {
        println!("NOT TRIED: graphviz' dot is not installed");
        return None;
    };
    let mut stdin = program.stdin.take().expect("it is piped");
    let dot = dot.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&dot));
    let output = program.wait_with_output().expect("it ends");
    writer.join().expect("it wrote").expect("dot takes all of it");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("yntax"), "{said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_drawn_profile_has_no_links_and_no_scripts_of_its_own() {
    for of_type in 0..HOSTILE.len() {
        let dot = printed(&profile(&HOSTILE, of_type), "dot");
        assert!(!dot.contains(&0), "NUL ends a file for graphviz");
        let Some(svg) = drawn(&dot) else { return };
        for word in ["href", "<script", "<img"] {
            assert!(!svg.contains(word), "{of_type}: {word} in {svg}");
        }
        let control = svg.bytes().find(|b| matches!(b, 0..=8 | 11 | 12 | 14..=31));
        assert_eq!(control, None, "{of_type}: no XML");
        assert_eq!(svg.matches("class=\"node\"").count(), dot_boxes(&dot), "{of_type}");
    }
}

/// Number of boxes that a text as DOT has: its lines, but for arrows.
fn dot_boxes(dot: &[u8]) -> usize {
    let text = String::from_utf8_lossy(dot);
    let is_box = |line: &&str| line.contains(" [label") && !line.contains(" -> N");
    // And the legend.
    text.lines().filter(|line| line.starts_with('N')).filter(is_box).count() + 1
}

/// The lines that mean something, without names.
fn skeleton(text: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(text).into_owned();
    text.split('\n')
        .map(|line| match line.split_once('=') {
            Some((key, value)) if line.as_bytes()[0].is_ascii_lowercase() => {
                let number = value.split_once(')').map_or("", |(number, _)| number);
                [key, "=", number].concat()
            }
            _ => line.to_owned(),
        })
        .collect()
}

#[test]
fn names_do_not_end_lines_of_callgrind_or_folded_stacks() {
    let plain: Vec<String> = (0..HOSTILE.len()).map(|i| format!("name{i:02}")).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    for of_type in 0..HOSTILE.len() {
        let [hostile, ordinary] =
            [&HOSTILE[..], &plain].map(|texts| printed(&profile(texts, of_type), "callgrind"));
        let [hostile, ordinary] = [hostile, ordinary].map(|text| skeleton(&text));
        assert_eq!(hostile.len(), ordinary.len(), "{hostile:#?}");
        assert_eq!(hostile[1].split_whitespace().count(), 2, "{}", hostile[1]);
        assert!(!hostile.iter().any(|line| line.contains(['\r', '\t'])));
    }
    let folded = String::from_utf8(printed(&profile(&HOSTILE, 0), "folded")).expect("it is UTF-8");
    assert_eq!(folded.lines().count(), HOSTILE.len());
    for line in folded.lines() {
        let (stack, value) = line.rsplit_once(' ').expect("a value is at the end");
        assert_eq!(stack.split(';').count(), 2, "{line:?}");
        assert!(value.parse::<i64>().is_ok_and(|value| value > 100), "{line:?}");
    }
}

/// A command line whose output goes to a terminal, or to a pipe.
struct Terminal {
    bytes: Vec<u8>,
    is_terminal: bool,
    warned: Vec<String>,
}

impl Host for Terminal {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        if path == "p" { Ok(self.bytes.clone()) } else { Err(FileError::NotFound) }
    }

    fn current_folder(&self) -> String {
        "/".to_owned()
    }

    fn warn(&mut self, line: &str) {
        self.warned.push(line.to_owned());
    }

    fn is_terminal(&self) -> bool {
        self.is_terminal
    }
}

#[test]
fn no_control_character_reaches_a_terminal_and_pipes_get_the_bytes() {
    let bytes = profile(&HOSTILE, 12);
    let lines = |name: &str, is_terminal: bool| {
        let mut host = Terminal { bytes: bytes.clone(), is_terminal, warned: Vec::new() };
        let flag = format!("-{name}");
        let output =
            pprof::run(&[&flag, "-nodefraction=0", "p"], &mut host).expect("it has an answer");
        output.bytes
    };
    for name in [
        "top",
        "tree",
        "peek=.",
        "traces",
        "tags",
        "raw",
        "comments",
        "dot",
        "callgrind",
        "folded",
        "csv",
        "speedscope",
    ] {
        let shown = lines(name, true);
        let text = String::from_utf8(shown).expect("it is UTF-8");
        let hidden = text.chars().find(|c| {
            !matches!(c, '\n' | '\t') && (c.is_control() || *c == '\u{202e}' || *c == '\u{200b}')
        });
        assert_eq!(hidden, None, "{name}");
    }
    // Each row of Top is one line, whatever its name is.
    let shown = String::from_utf8(lines("top", true)).expect("it is UTF-8");
    let rows = shown.lines().skip_while(|line| !line.contains("flat%")).count();
    assert_eq!(rows, HOSTILE.len() + 1, "{shown}");
    assert_eq!(lines("top", false), {
        let report = Report::from_name("top", "").unwrap().unwrap();
        let profile = read::open(&bytes).unwrap();
        let query = Query { nodefraction: 0.0, ..Query::default() };
        report::print(&report, &mut Session::new(profile), &query, &mut NoFiles).unwrap().bytes
    });
    let mut host = Terminal { bytes, is_terminal: false, warned: Vec::new() };
    drop(pprof::run(&["-top", "\x1b[2Jfile\n"], &mut host));
    assert_eq!(host.warned, ["\\x1b[2Jfile\\n: no such file or directory"]);
}

#[test]
fn a_name_in_markdown_stays_one() {
    for text in HOSTILE {
        let line = harmless::one_line(text);
        assert!(!line.contains('\n') && !line.starts_with("```"), "{line}");
        let fenced = harmless::fenced(text);
        let fence = fenced.lines().next().expect("it has a first line").to_owned();
        assert_eq!(fenced.lines().filter(|line| *line == fence).count(), 2, "{fenced}");
    }
}
