//! The graphs: what Hearth's `-dot` report says of each profile of the corpus, with
//! sizes estimated from the texts.

use crate::bench::inputs::command;
use crate::workspace;
use anyhow::{Context, Result};
use hearth_layout::{Edge, Graph, Size};
use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

/// A profile.
pub struct File {
    /// Its path in the corpus.
    pub name: String,
    path: PathBuf,
    hearth: PathBuf,
}

/// A graph to lay out.
pub struct Input {
    /// Which profile it is of, and to how many nodes it was cut.
    pub name: String,
    /// To how many nodes it was to be cut.
    pub asked: usize,
    pub graph: Graph,
}

/// The profiles of the corpus: a folder `shared/corpus` beside the repository, or
/// HEARTH_CORPUS.
pub fn files(only: Option<&str>) -> Result<Vec<File>> {
    let beside = workspace::root().join("../shared/corpus");
    let corpus = std::env::var_os("HEARTH_CORPUS").map_or(beside, PathBuf::from);
    let manifest = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).with_context(|| {
        format!("there is no corpus in {}: set HEARTH_CORPUS", corpus.display())
    })?;
    let hearth = command()?;
    let columns = manifest.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let can_be_opened = columns.filter(|columns| columns.get(1) == Some(&"open"));
    let files = can_be_opened.map(|columns| File {
        name: columns[0].to_owned(),
        path: corpus.join(columns[0]),
        hearth: hearth.clone(),
    });
    Ok(files.filter(|file| only.is_none_or(|only| file.name.contains(only))).collect())
}

/// The graph of a profile, cut to this many nodes; or why there is none. The default is
/// to leave out nodes that are small, too: then there would be no large graphs.
pub fn read(file: &File, nodes: usize) -> Result<Result<Input, String>> {
    let mut command = Command::new(&file.hearth);
    command.args(["pprof", "-dot", &format!("-nodecount={nodes}")]);
    if nodes > 80 {
        command.arg("-nodefraction=0");
    }
    let output = command.arg(&file.path).output().context("hearth could not be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        return Ok(Err(error.lines().next().unwrap_or("no report").to_owned()));
    }
    let graph = parse(&text);
    let functions = text.lines().filter(|line| is_function(line)).count();
    if functions == 0 {
        return Ok(Err("it has no graph".to_owned()));
    }
    if nodes != 80 && functions < nodes {
        return Ok(Err(format!("it has {functions} nodes")));
    }
    let name = format!("{} at {nodes}", file.name);
    Ok(Ok(Input { name, asked: nodes, graph }))
}

fn is_function(line: &str) -> bool {
    let name = line.split(' ').next().unwrap_or_default();
    name.starts_with('N') && name[1..].parse::<u32>().is_ok() && !line.contains(" -> ")
}

/// Reads the report: a node or an edge is a line.
fn parse(text: &str) -> Graph {
    let mut graph = Graph::default();
    let mut numbers = HashMap::new();
    for line in text.lines().filter(|line| line.starts_with('N')) {
        let Some((head, attributes)) = line.split_once(" [") else { continue };
        let mut number = |graph: &mut Graph, name: &str| -> u32 {
            *numbers.entry(name.to_owned()).or_insert_with(|| {
                // As dot has it for what is only named in an edge.
                graph.nodes.push(Size { width: 54.0, height: 36.0 });
                graph.nodes.len() as u32 - 1
            })
        };
        let label = quoted(attributes, "label");
        if let Some((from, to)) = head.split_once(" -> ") {
            let (from, to) = (number(&mut graph, from), number(&mut graph, to));
            graph.edges.push(Edge {
                from,
                to,
                weight: plain(attributes, "weight").unwrap_or(1.0),
                min_length: plain(attributes, "minlen").unwrap_or(1.0) as u32,
                label: label.map(|label| text_size(&label, 14.0)),
            });
        } else {
            let number = number(&mut graph, head);
            let size = text_size(
                &label.unwrap_or_default(),
                plain(attributes, "fontsize").unwrap_or(14.0),
            );
            let size = Size { width: size.width + 16.0, height: size.height + 8.0 };
            graph.nodes[number as usize] = size;
        }
    }
    graph
}

/// The value of an attribute in quotes.
fn quoted(attributes: &str, name: &str) -> Option<String> {
    let at = attributes.find(name)?;
    let rest = attributes[at + name.len()..].trim_start_matches([' ', '=']).strip_prefix('"')?;
    let mut value = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next()? {
                'n' | 'l' | 'r' => value.push('\n'),
                other => value.push(other),
            },
            other => value.push(other),
        }
    }
    Some(value)
}

/// The value of an attribute that is a number.
fn plain(attributes: &str, name: &str) -> Option<f64> {
    let at = attributes.find(&format!(" {name}="))?;
    let rest = &attributes[at + name.len() + 2..];
    rest.split([' ', ']']).next()?.parse().ok()
}

/// About how large a text is, in points.
fn text_size(text: &str, font: f64) -> Size {
    let lines = text.trim_end_matches('\n').split('\n');
    let longest = lines.clone().map(|line| line.chars().count()).max().unwrap_or(0);
    // Whole points: so dot wants them for labels.
    Size {
        width: (longest as f64 * font * 0.5).ceil(),
        height: (lines.count() as f64 * font * 1.2).ceil(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_as_a_graph() {
        let graph = parse(
            "digraph \"x\" {\n\
             subgraph cluster_L { \"File\" [shape=box] }\n\
             N1 [label=\"main\\nmain\\n0 of 1s (50%)\" id=\"node1\" fontsize=10 shape=box]\n\
             N1_0 [label = \"key:\\\"v\\\"\" id=\"N1_0\" fontsize=8 shape=box3d]\n\
             N1 -> N1_0 [label=\" 1s\" weight=100 tooltip=\"1s\"]\n\
             N1 -> N0 [label=\" 1s\\n (inline)\" color=\"#b2b2b2\" minlen=2]\n}\n",
        );
        let size = |width, height| Size { width, height };
        assert_eq!(graph.nodes, [size(81.0, 44.0), size(44.0, 18.0), size(54.0, 36.0)]);
        let edge = |to, weight, min_length, label| Edge {
            from: 0,
            to,
            weight,
            min_length,
            label: Some(label),
        };
        let edges = [edge(1, 100.0, 1, size(21.0, 17.0)), edge(2, 1.0, 2, size(63.0, 34.0))];
        assert_eq!(graph.edges, edges);
    }
}
