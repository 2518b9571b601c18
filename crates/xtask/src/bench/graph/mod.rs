//! `cargo xtask bench graph`: the layout of call graphs beside that of Graphviz'
//! `dot`, on the same graphs with the same sizes.

mod geometry;
mod graphviz;
mod input;
mod judge;

use super::{Row, Target, json, median};
use crate::process::say;
use anyhow::{Context, Result, bail};
use hearth_layout::layout;
use input::Input;
use judge::Figures;
use std::time::Instant;

/// Options: the inputs to measure, and the form of the report.
pub struct Options<'a> {
    /// For machines.
    pub json: bool,
    /// Only graphs cut to this many nodes.
    pub nodes: Option<usize>,
    /// Only profiles with this in their path.
    pub only: Option<&'a str>,
}

/// To how many nodes graphs are cut: all that there are for the first, and where
/// there are as many for the others.
const NODES: [usize; 4] = [80, 20, 200, 500];
/// The fastest of this many counts: whatever disturbs makes slower.
const RUNS: usize = 5;

/// By how many seconds two starts of dot differ for no reason: it took at least so long.
const NOISE: f64 = 1e-3;

/// A graph that was laid out by both.
struct Case {
    input: Input,
    ours: Figures,
    theirs: Figures,
}

/// Lays out every graph, prints what came of it, and what was skipped.
///
/// # Errors
///
/// When there is no corpus or no `dot`, or when a drawing of ours breaks a rule that
/// has no exceptions.
pub fn run(options: &Options) -> Result<()> {
    let mut cases = Vec::new();
    let mut skipped = Vec::new();
    for file in input::files(options.only)? {
        for count in NODES.into_iter().filter(|&n| options.nodes.is_none_or(|only| only == n)) {
            match input::read(&file, count)? {
                Ok(input) => match case(input)? {
                    Ok(case) => {
                        if !options.json {
                            case.print();
                        }
                        cases.push(case);
                    }
                    Err(why) => skipped.push(format!("{} at {count}: {why}", file.name)),
                },
                // That a small graph is no large one need not be said.
                Err(_) if count != NODES[0] && options.nodes.is_none() => {}
                Err(why) => skipped.push(format!("{} at {count}: {why}", file.name)),
            }
        }
    }
    let rows: Vec<Row> = NODES.into_iter().flat_map(|count| summary(&cases, count)).collect();
    if options.json {
        let rows: Vec<String> =
            cases.iter().flat_map(Case::rows).chain(rows).map(|r| json(&r)).collect();
        println!("[\n{}\n]", rows.join(",\n"));
    } else {
        say(&format!("skipped: {}", skipped.len()));
        skipped.iter().for_each(|why| println!("  {why}"));
        say(&format!("ours beside dot's, {} graphs", cases.len()));
        super::print(&rows);
    }
    let broken: Vec<String> = cases.iter().filter_map(Case::broken).collect();
    if !broken.is_empty() {
        bail!("{} drawings break a rule:\n  {}", broken.len(), broken.join("\n  "));
    }
    Ok(())
}

/// Lets both lay out a graph, in turns: what disturbs one disturbs the other, too.
fn case(input: Input) -> Result<Result<Case, String>> {
    let mut fastest = [f64::INFINITY; 2];
    let mut start_up = f64::INFINITY;
    let mut drawings = None;
    for _ in 0..RUNS {
        let (theirs, seconds) = match graphviz::lay_out(&input.graph)? {
            Ok(theirs) => theirs,
            Err(why) => return Ok(Err(why)),
        };
        let start = Instant::now();
        let ours = layout(&input.graph, &hearth_layout::Options::default());
        fastest[0] = fastest[0].min(start.elapsed().as_secs_f64());
        fastest[1] = fastest[1].min(seconds);
        start_up = start_up.min(graphviz::start_up()?);
        drawings = Some((ours, theirs));
        // What takes long is not disturbed much.
        if seconds > 2.0 {
            break;
        }
    }
    let (ours, theirs) = drawings.context("there was no run")?;
    let ours = judge::judge(&input.graph, &ours, fastest[0]);
    let theirs = judge::judge(&input.graph, &theirs, (fastest[1] - start_up).max(NOISE));
    Ok(Ok(Case { input, ours, theirs }))
}

/// A figure of a drawing.
type Figure = fn(&Figures) -> f64;

/// The figures that are compared.
const FIGURES: [(&str, Figure); 4] = [
    ("width", |f| f.width),
    ("area", |f| f.area),
    ("weighted edge length", |f| f.length),
    ("time", |f| f.seconds),
];

impl Case {
    fn ratio(&self, figure: Figure) -> f64 {
        let (ours, theirs) = (figure(&self.ours), figure(&self.theirs));
        // Nothing beside nothing is as good.
        if ours == theirs { 1.0 } else { ours / theirs }
    }

    /// By how much our crossings are above what is allowed beside dot's: at most 1 is fine.
    fn crossings(&self, slack: f64) -> f64 {
        let theirs = self.theirs.crossings as f64;
        if self.ours.crossings == 0 { 0.0 } else { (self.ours.crossings as f64 - slack) / theirs }
    }

    fn print(&self) {
        let (ours, theirs) = (&self.ours, &self.theirs);
        let ratios: Vec<String> =
            FIGURES.iter().map(|(_, figure)| format!("{:>6.2}", self.ratio(*figure))).collect();
        println!(
            "{:>4} nodes {:>5} edges  crossings {:>5} : {:<5} over labels {:>4} : {:<4} width, area, \
             length, time{} ({:.1} ms)  {}{}",
            self.input.graph.nodes.len(),
            self.input.graph.edges.len(),
            ours.crossings,
            theirs.crossings,
            ours.edges_over_labels,
            theirs.edges_over_labels,
            ratios.concat(),
            ours.seconds * 1e3,
            self.input.name,
            self.broken().map(|_| "  BROKEN").unwrap_or_default(),
        );
    }

    fn rows(&self) -> Vec<Row> {
        let what = |what: &str| format!("{what}: ours beside dot's, {}", self.input.name);
        let mut rows: Vec<Row> = FIGURES
            .iter()
            .map(|(name, figure)| {
                let target = Target::AtMost(if *name == "time" { 1.0 } else { 1.3 });
                Row { what: what(name), ratio: self.ratio(*figure), target }
            })
            .collect();
        let (ours, theirs) = (self.ours.crossings as f64, self.theirs.crossings as f64);
        let ratio = if ours <= 2.0 { 0.0 } else { (ours - 2.0) / theirs };
        let target = Target::AtMost(1.3);
        rows.push(Row { what: what("crossings above 2"), ratio, target });
        rows
    }

    /// Which rules our drawing breaks.
    fn broken(&self) -> Option<String> {
        let f = &self.ours;
        let broken = [
            (f.overlaps, "nodes overlap"),
            (f.edges_through_nodes, "edges through nodes"),
            (f.labels_over_nodes, "labels over nodes"),
            (f.labels_over_labels, "labels over labels"),
            (f.outside, "things outside the drawing or no numbers"),
        ];
        let words: Vec<String> = (broken.iter().filter(|(count, _)| *count > 0))
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        (!words.is_empty()).then(|| format!("{}: {}", self.input.name, words.join(", ")))
    }
}

/// The median and the worst of each figure, over all graphs that were cut to this many nodes.
fn summary(cases: &[Case], count: usize) -> Vec<Row> {
    let cases: Vec<&Case> = cases.iter().filter(|case| case.input.asked == count).collect();
    if cases.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut row = |what: &str, ratio: f64, limit: Option<f64>| {
        let what = format!("{what} at {count} nodes, {} graphs", cases.len());
        rows.push(Row { what, ratio, target: limit.map_or(Target::None, Target::AtMost) });
    };
    let worst = |ratios: &[f64]| ratios.iter().copied().fold(0.0, f64::max);
    let crossings = |slack| -> Vec<f64> {
        // Where dot has none, the ratio is infinite, unless there are as few as allowed.
        let ratio = |case: &&Case| case.crossings(slack).max(0.0);
        cases.iter().map(ratio).map(|r| if r.is_nan() { 0.0 } else { r }).collect()
    };
    row("crossings, median", median(crossings(0.0)), Some(1.0));
    row("crossings above 2, worst", worst(&crossings(2.0)), Some(1.3));
    for (name, figure) in FIGURES {
        let ratios: Vec<f64> = cases.iter().map(|case| case.ratio(figure)).collect();
        row(&format!("{name}, median"), median(ratios.clone()), Some(1.0));
        let limit = if name == "time" { 1.0 } else { 1.3 };
        row(&format!("{name}, worst"), worst(&ratios), Some(limit));
        let missed = ratios.iter().filter(|&&ratio| ratio > limit).count();
        row(&format!("{name}, graphs that miss"), missed as f64, Some(0.0));
    }
    let sum = |figure: fn(&Figures) -> usize| -> (f64, f64) {
        let sum = |of: fn(&Case) -> &Figures| cases.iter().map(|c| figure(of(c))).sum::<usize>();
        (sum(|c| &c.ours) as f64, sum(|c| &c.theirs) as f64)
    };
    for (name, figure) in [
        ("nodes that overlap", (|f| f.overlaps) as fn(&Figures) -> usize),
        ("edges through nodes", |f| f.edges_through_nodes),
        ("labels over nodes", |f| f.labels_over_nodes),
        ("labels over labels", |f| f.labels_over_labels),
    ] {
        row(&format!("{name}, of ours"), sum(figure).0, Some(0.0));
        row(&format!("{name}, of dot's"), sum(figure).1, None);
    }
    row("edges over labels, of ours", sum(|f| f.edges_over_labels).0, None);
    row("edges over labels, of dot's", sum(|f| f.edges_over_labels).1, None);
    row("ms of ours, median", median(cases.iter().map(|c| c.ours.seconds * 1e3).collect()), None);
    row("ms of dot, median", median(cases.iter().map(|c| c.theirs.seconds * 1e3).collect()), None);
    rows
}
