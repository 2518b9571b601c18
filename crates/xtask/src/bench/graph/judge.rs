//! Quality of a drawing, in figures: the same judge for both.

use super::geometry::{self, Box2, Segment};
use hearth_layout::{Graph, Layout, Point, Size};

/// Figures of a drawing. Lengths are in points.
pub struct Figures {
    pub overlaps: usize,
    pub edges_through_nodes: usize,
    pub labels_over_nodes: usize,
    pub labels_over_labels: usize,
    /// Faults against no rule that make labels hard to read.
    pub edges_over_labels: usize,
    /// Coordinates that are outside of the drawing or no numbers.
    pub outside: usize,
    pub crossings: usize,
    pub width: f64,
    pub area: f64,
    /// The length of each edge times its weight.
    pub length: f64,
    pub seconds: f64,
}

/// Overlaps of no more than this are none: dot rounds.
const TOLERANCE: f64 = 0.01;
/// Straight pieces that a curve is cut into.
const PIECES: usize = 16;

/// Measures a drawing.
pub fn judge(graph: &Graph, layout: &Layout, seconds: f64) -> Figures {
    let around = |centre: Point, size: Size| Box2::around(centre, size).shrunk(TOLERANCE);
    let nodes: Vec<Box2> =
        layout.nodes.iter().zip(&graph.nodes).map(|(&at, &size)| around(at, size)).collect();
    let labels: Vec<Option<Box2>> = (layout.edges.iter().zip(&graph.edges))
        .map(|(curve, edge)| Some(around(curve.label?, edge.label?)))
        .collect();
    let lines: Vec<Vec<Segment>> =
        layout.edges.iter().map(|curve| geometry::flatten(&curve.points, PIECES)).collect();
    let present = || labels.iter().flatten();
    let pairs = |boxes: &[Box2]| {
        let later = |i: usize| boxes[i + 1..].iter().filter(move |b| b.overlaps(&boxes[i])).count();
        (0..boxes.len()).map(later).sum()
    };
    let passes = |line: &[Segment], target: &Box2| line.iter().any(|s| target.is_crossed_by(s));
    let mut edges_through_nodes = 0;
    let mut edges_over_labels = 0;
    for (number, (line, edge)) in lines.iter().zip(&graph.edges).enumerate() {
        let bounds = Box2::of(line);
        let others = nodes.iter().enumerate().filter(|(node, target)| {
            let is_end = *node == edge.from as usize || *node == edge.to as usize;
            !is_end && target.overlaps(&bounds)
        });
        edges_through_nodes += others.filter(|(_, target)| passes(line, target)).count();
        let labels = labels.iter().enumerate().filter(|(other, _)| *other != number);
        let labels = labels.filter_map(|(_, label)| label.as_ref());
        edges_over_labels += labels.filter(|l| l.overlaps(&bounds) && passes(line, l)).count();
    }
    let over_nodes = |label: &Box2| nodes.iter().filter(|node| node.overlaps(label)).count();
    let lengths = lines
        .iter()
        .zip(&graph.edges)
        .map(|(line, edge)| line.iter().map(Segment::length).sum::<f64>() * edge.weight.abs());
    Figures {
        overlaps: pairs(&nodes),
        edges_through_nodes,
        labels_over_nodes: present().map(over_nodes).sum(),
        labels_over_labels: pairs(&present().copied().collect::<Vec<_>>()),
        edges_over_labels,
        outside: outside(layout, &nodes, present()),
        crossings: geometry::crossings(&lines),
        width: layout.size.width,
        area: layout.size.width * layout.size.height,
        length: lengths.sum(),
        seconds,
    }
}

fn outside<'a>(
    layout: &Layout,
    nodes: &'a [Box2],
    labels: impl Iterator<Item = &'a Box2>,
) -> usize {
    let corners = nodes.iter().chain(labels).flat_map(|b| [b.least, b.most]);
    let points = layout.edges.iter().flat_map(|curve| curve.points.iter().copied());
    // A control point is not drawn, but may be expected inside, too.
    let is_inside = |point: Point| {
        (-TOLERANCE..=layout.size.width + TOLERANCE).contains(&point.x)
            && (-TOLERANCE..=layout.size.height + TOLERANCE).contains(&point.y)
    };
    corners.chain(points).filter(|&point| !is_inside(point)).count()
}
