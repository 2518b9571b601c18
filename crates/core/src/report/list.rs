//! `-list`: source lines with what they cost.

use super::{ReportError, SourceFiles, Text, Values};
use crate::query::{Pattern, Query};
use crate::selection::{Nodes, Selection, path_list, trim_path};
use crate::view::graph::{Edges, Graph, Vertex};
use std::collections::BTreeMap;

/// The report of `go tool pprof -list`: the functions whose name matches.
///
/// # Errors
///
/// When no name matches.
pub fn list(
    selection: &Selection,
    query: &Query,
    (regexp, pattern): (&str, &Pattern),
    sources: &mut dyn SourceFiles,
) -> Result<Vec<u8>, ReportError> {
    let nodes = &selection.frames.nodes;
    let mut graph = Graph::new(selection, None, Edges::ToInlined);
    if query.drop_negative {
        graph.drop_negative();
    }
    let vertices = graph.listed.iter().map(|&v| &graph.vertices[v as usize]);
    let mut functions: BTreeMap<&[u8], Vec<&Vertex>> = BTreeMap::new();
    for vertex in vertices {
        let name = nodes.texts.get(nodes.get(vertex.node).name);
        if pattern.is_match(name) {
            functions.entry(name).or_default().push(vertex);
        }
    }
    if functions.is_empty() {
        return Err(ReportError::NoMatch(regexp.to_owned()));
    }

    let values = Values::new(selection, query, &query.unit);
    let mut reader = SourceReader::new(query, sources);
    let mut out = Text::default();
    out.line(format!("Total: {}", values.value(values.total)));
    for (name, lines) in functions {
        let mut files: BTreeMap<&[u8], Vec<&Vertex>> = BTreeMap::new();
        for line in lines {
            let file = nodes.texts.get(nodes.get(line.node).file);
            if !file.is_empty() {
                files.entry(file).or_default().push(line);
            }
        }
        if files.is_empty() {
            out.parts([b"No source information for ", name]);
        }
        for (file, lines) in files {
            let sum = |value: fn(&Vertex) -> i64| {
                lines.iter().fold(0i64, |sum, line| sum.wrapping_add(value(line)))
            };
            let (flat, cum) = (sum(|l| l.flat), sum(|l| l.cum));
            out.parts([b"ROUTINE ======================== ", name, b" in ", file]);
            out.line(format!(
                "{:>10} {:>10} (flat, cum) {} of Total",
                values.value(flat),
                values.value(cum),
                values.share(cum)
            ));
            match reader.lines(file) {
                Err(error) => out.line(format!(" Error: {error}")),
                Ok(text) => print(nodes, &lines, text, &values, &mut out),
            }
        }
    }
    Ok(out.0)
}

/// Prints the lines around those that cost something.
fn print(nodes: &Nodes, lines: &[&Vertex], text: &[Vec<u8>], values: &Values, out: &mut Text) {
    let (start, end) = range(nodes, lines);
    let mut costs: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for line in lines {
        let (flat, cum) = costs.entry(nodes.get(line.node).line).or_default();
        (*flat, *cum) = (flat.wrapping_add(line.flat), cum.wrapping_add(line.cum));
    }
    for number in start..=end {
        let index = usize::try_from(number - 1).ok();
        let Some(text) = index.and_then(|index| text.get(index)) else { return };
        let (flat, cum) = costs.get(&number).copied().unwrap_or_default();
        let figures = format!(
            "{:>10} {:>10} {number:>6}:",
            values.value_or_dot(flat),
            values.value_or_dot(cum)
        );
        out.parts([figures.as_bytes(), text]);
    }
}

/// From where the function starts, or some lines before the first that costs
/// something, to some lines after the last.
fn range(nodes: &Nodes, lines: &[&Vertex]) -> (i64, i64) {
    const MARGIN: i64 = 5;
    let place = |vertex: &Vertex| {
        let node = nodes.get(vertex.node);
        let start = match node.start_line {
            0 => node.line.saturating_sub(MARGIN),
            start => start,
        };
        (start, node.line.saturating_add(MARGIN))
    };
    let Some((first, _)) = lines.split_first() else { return (1, 0) };
    let (mut start, mut end) = place(first);
    for line in lines {
        let (line_start, line_end) = place(line);
        // A line that moves the start does not move the end: pprof does so.
        if line_start < start {
            start = line_start;
        } else if line_end > end {
            end = line_end;
        }
    }
    (start.max(1), end)
}

/// Finds source files and keeps their lines.
struct SourceReader<'a> {
    query: &'a Query,
    sources: &'a mut dyn SourceFiles,
    files: BTreeMap<Vec<u8>, Result<Vec<Vec<u8>>, String>>,
}

impl<'a> SourceReader<'a> {
    fn new(query: &'a Query, sources: &'a mut dyn SourceFiles) -> Self {
        Self { query, sources, files: BTreeMap::new() }
    }

    fn lines(&mut self, file: &[u8]) -> Result<&[Vec<u8>], &str> {
        if !self.files.contains_key(file) {
            let lines = self.find(file).map(|text| split_lines(&text));
            self.files.insert(file.to_vec(), lines);
        }
        match self.files.get(file) {
            Some(Ok(lines)) => Ok(lines),
            Some(Err(error)) => Err(error),
            None => Ok(&[]),
        }
    }

    /// An absolute path must be there; a relative one is looked for in each
    /// folder of `source_path` and in all folders above it.
    fn find(&mut self, file: &[u8]) -> Result<Vec<u8>, String> {
        let search = match &*self.query.source_path {
            "" => self.sources.current_folder(),
            path => path.to_owned(),
        };
        let path = String::from_utf8_lossy(trim_path(file, &self.query.trim_path, &search));
        if path.starts_with('/') {
            return self.sources.read(&path).map_err(|error| format!("open {path}: {error}"));
        }
        for folder in path_list(&search) {
            let mut folder = folder.trim_end_matches('/');
            loop {
                if let Ok(text) = self.sources.read(&format!("{folder}/{path}")) {
                    return Ok(text);
                }
                folder = match folder.rsplit_once('/') {
                    Some((above, _)) => above,
                    None if folder.is_empty() || folder == "." => break,
                    None => ".",
                };
            }
        }
        Err(format!("could not find file {path} on path {search}"))
    }
}

/// Lines as pprof reads them: up to the first that is too long.
fn split_lines(text: &[u8]) -> Vec<Vec<u8>> {
    const LONGEST: usize = 64 << 10;
    let mut lines: Vec<&[u8]> = text.split(|&b| b == b'\n').collect();
    if lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    let fits = lines.into_iter().take_while(|line| line.len() < LONGEST);
    fits.map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec()).collect()
}
