//! Has `dot` lay a graph out, and reads what it says.

use anyhow::{Context, Result, bail};
use hearth_layout::{Curve, Graph, Layout, Point, Size};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Some graphs take dot hours.
const LIMIT: Duration = Duration::from_secs(60);

/// The seconds that dot takes for nothing.
pub fn start_up() -> Result<f64> {
    let (output, seconds) = dot("digraph {}")?;
    output.context("dot did not finish an empty graph")?;
    Ok(seconds)
}

/// The drawing, and the seconds that it took; or why there is none.
pub fn lay_out(graph: &Graph) -> Result<Result<(Layout, f64), String>> {
    let (output, seconds) = dot(&write(graph))?;
    let Some(output) = output else {
        return Ok(Err(format!("dot took more than {} s", LIMIT.as_secs())));
    };
    Ok(Ok((read(&output, graph).context("dot printed something odd")?, seconds)))
}

fn write(graph: &Graph) -> String {
    let mut text = String::from(
        "digraph {\nnodesep=0.25\nranksep=0.5\n\
         node [shape=box fixedsize=true label=\"\"]\nedge [dir=none]\n",
    );
    for (i, node) in graph.nodes.iter().enumerate() {
        let (width, height) = (node.width / 72.0, node.height / 72.0);
        let _ = writeln!(text, "{i} [width={width:.6} height={height:.6}]");
    }
    for (i, edge) in graph.edges.iter().enumerate() {
        let _ = write!(
            text,
            "{} -> {} [id=e{i} weight={} minlen={}",
            edge.from, edge.to, edge.weight, edge.min_length
        );
        if let Some(label) = edge.label {
            let size =
                format!("FIXEDSIZE=\"TRUE\" WIDTH=\"{}\" HEIGHT=\"{}\"", label.width, label.height);
            let _ = write!(
                text,
                " label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" \
                 {size}><TR><TD {size}></TD></TR></TABLE>>"
            );
        }
        text += "]\n";
    }
    text + "}\n"
}

/// Output of dot, unless it takes too long, and the seconds that it took.
fn dot(text: &str) -> Result<(Option<String>, f64)> {
    let start = Instant::now();
    let mut child = Command::new("dot")
        .arg("-Tjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("dot could not be started: install Graphviz")?;
    // It reads all before it writes anything.
    child.stdin.take().context("dot has no input")?.write_all(text.as_bytes())?;
    let stdout = child.stdout.take().context("dot has no output")?;
    let reader = std::thread::spawn(move || std::io::read_to_string(stdout));
    while !reader.is_finished() {
        if start.elapsed() > LIMIT {
            stop(&mut child)?;
            return Ok((None, start.elapsed().as_secs_f64()));
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    let seconds = start.elapsed().as_secs_f64();
    let Ok(output) = reader.join() else { bail!("dot's output could not be read") };
    child.wait()?;
    Ok((Some(output?), seconds))
}

fn stop(child: &mut Child) -> Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// Reads dot's JSON: each attribute is in a line of its own.
fn read(output: &str, graph: &Graph) -> Option<Layout> {
    let mut layout = Layout {
        size: Size::default(),
        nodes: vec![Point::default(); graph.nodes.len()],
        edges: vec![Curve::default(); graph.edges.len()],
    };
    let mut height = 0.0;
    let flipped = |numbers: &[f64], height: f64| Point { x: numbers[0], y: height - numbers[1] };
    let mut node = None;
    let mut curve = Curve::default();
    let mut is_curve = false;
    let mut edge: Option<usize> = None;
    let mut in_edges = false;
    for line in output.lines() {
        let line = line.trim().trim_end_matches(',');
        let Some((key, value)) = line.split_once(": ") else { continue };
        let value = value.trim_matches('"');
        match key {
            "\"bb\"" => {
                let numbers = numbers(value);
                layout.size = Size { width: *numbers.get(2)?, height: *numbers.get(3)? };
                height = layout.size.height;
            }
            "\"name\"" if !in_edges => node = value.parse::<usize>().ok(),
            "\"edges\"" if value == "[" => in_edges = true,
            "\"tail\"" => {
                in_edges = true;
                curve = Curve::default();
                edge = None;
            }
            "\"op\"" => is_curve = value == "b",
            "\"points\"" if in_edges && is_curve => {
                curve.points = numbers(value).chunks_exact(2).map(|p| flipped(p, height)).collect();
            }
            "\"id\"" => {
                let number: usize = value.strip_prefix('e')?.parse().ok()?;
                edge = Some(number);
                *layout.edges.get_mut(number)? = curve.clone();
            }
            "\"lp\"" => {
                let edge = layout.edges.get_mut(edge?)?;
                edge.label = Some(flipped(&numbers(value), height));
            }
            "\"pos\"" if !in_edges => {
                *layout.nodes.get_mut(node?)? = flipped(&numbers(value), height);
            }
            _ => {}
        }
    }
    Some(layout)
}

/// All numbers in a text.
fn numbers(text: &str) -> Vec<f64> {
    text.split([',', ' ', '[', ']']).filter_map(|number| number.parse().ok()).collect()
}
