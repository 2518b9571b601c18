//! Graphs to lay out, and what must be true of every drawing.

use hearth_layout::{Edge, Graph, Layout, Point, Size};

/// Random numbers, always the same ones: Steele, Lea and Flood's SplitMix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// A length up to `limit`, in eighths.
    pub fn length(&mut self, limit: usize) -> f64 {
        self.below(limit * 8 + 1) as f64 / 8.0
    }
}

/// A graph with everything in it that callers may pass: loops, parallel edges,
/// cycles, parts that are not connected, and weights of any kind.
pub fn graph(nodes: usize, edges: usize, random: &mut Random) -> Graph {
    let mut graph = Graph::default();
    for _ in 0..nodes {
        let size = Size { width: random.length(120), height: random.length(50) };
        graph.nodes.push(if random.below(50) == 0 { Size::default() } else { size });
    }
    let labels = random.below(3);
    while graph.edges.len() < edges {
        let from = random.below(nodes);
        // Mostly to what is near, so that not all is one part.
        let to = match random.below(12) {
            0 => random.below(nodes),
            1 => from,
            2 => from.saturating_sub(1 + random.below(3)),
            _ => (from + 1 + random.below(8)).min(nodes - 1),
        };
        let weight = match random.below(12) {
            0 => 0.0,
            1 => -random.length(100),
            2 => random.length(1_000_000),
            _ => random.length(100),
        };
        let has_label = labels == 2 || (labels == 1 && random.below(3) == 0);
        let label = has_label.then(|| Size { width: random.length(60), height: random.length(30) });
        let edge = Edge {
            from: from as u32,
            to: to as u32,
            weight,
            min_length: random.below(4) as u32,
            label,
        };
        for _ in 0..1 + usize::from(random.below(10) == 0) * random.below(4) {
            graph.edges.push(edge);
        }
        if random.below(10) == 0 {
            graph.edges.push(Edge { from: edge.to, to: edge.from, ..edge });
        }
    }
    graph
}

/// Tolerance for rounding.
const TOLERANCE: f64 = 1e-3;

/// Panics with what is wrong with a drawing.
pub fn check(graph: &Graph, layout: &Layout) {
    assert_eq!(layout.nodes.len(), graph.nodes.len());
    assert_eq!(layout.edges.len(), graph.edges.len());
    let nodes: Vec<Rectangle> =
        layout.nodes.iter().zip(&graph.nodes).map(|(&at, &size)| around(at, size)).collect();
    let mut boxes = nodes.clone();
    for (curve, edge) in layout.edges.iter().zip(&graph.edges) {
        assert_eq!(curve.label.is_some(), edge.label.is_some());
        boxes.extend(curve.label.zip(edge.label).map(|(at, size)| around(at, size)));
    }
    let all = Rectangle {
        left: -TOLERANCE,
        top: -TOLERANCE,
        right: layout.size.width + TOLERANCE,
        bottom: layout.size.height + TOLERANCE,
    };
    for (i, a) in boxes.iter().enumerate() {
        assert!(a.is_inside(&all), "{i}: {a:?} is not in {:?}", layout.size);
    }
    let mut sorted: Vec<&Rectangle> = boxes.iter().collect();
    sorted.sort_by(|a, b| a.top.total_cmp(&b.top));
    for (i, a) in sorted.iter().enumerate() {
        for b in sorted[i + 1..].iter().take_while(|b| b.top < a.bottom) {
            assert!(!a.overlaps(b), "{a:?} {b:?}");
        }
    }
    let mut by_top: Vec<(f64, u32)> = nodes.iter().zip(0..).map(|(r, i)| (r.top, i)).collect();
    by_top.sort_by(|a, b| a.0.total_cmp(&b.0));
    let tallest = nodes.iter().map(|r| r.bottom - r.top).fold(0.0, f64::max);
    for (curve, edge) in layout.edges.iter().zip(&graph.edges) {
        let points = &curve.points;
        assert!(points.len() >= 4 && points.len() % 3 == 1, "{edge:?} {points:?}");
        let border = |node: u32, point: Point| {
            let r = &nodes[node as usize];
            point.x >= r.left - TOLERANCE
                && point.x <= r.right + TOLERANCE
                && [r.top, r.bottom].iter().any(|y| (point.y - y).abs() < TOLERANCE)
                || (edge.from == edge.to && (point.x - r.right).abs() < TOLERANCE)
        };
        assert!(border(edge.from, points[0]), "{edge:?} starts at {:?}", points[0]);
        assert!(border(edge.to, points[points.len() - 1]), "{edge:?}");
        for piece in points.windows(4).step_by(3) {
            for step in 0..=24 {
                let point = on_curve(piece, f64::from(step) / 24.0);
                assert!(around(point, Size::default()).is_inside(&all), "{edge:?} {point:?}");
                let first = by_top.partition_point(|(top, _)| *top < point.y - tallest);
                for &(top, node) in &by_top[first..] {
                    if top > point.y {
                        break;
                    }
                    let is_end = node == edge.from || node == edge.to;
                    let r = &nodes[node as usize];
                    let through = point.x > r.left + TOLERANCE
                        && point.x < r.right - TOLERANCE
                        && point.y > r.top + TOLERANCE
                        && point.y < r.bottom - TOLERANCE;
                    assert!(is_end || !through, "{edge:?} passes {node} at {point:?}");
                }
            }
        }
    }
}

fn on_curve(piece: &[Point], t: f64) -> Point {
    let u = 1.0 - t;
    let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
    let sum = |of: fn(&Point) -> f64| piece.iter().zip(weights).map(|(p, w)| of(p) * w).sum();
    Point { x: sum(|p| p.x), y: sum(|p| p.y) }
}

#[derive(Clone, Copy, Debug)]
struct Rectangle {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn around(centre: Point, size: Size) -> Rectangle {
    assert!(centre.x.is_finite() && centre.y.is_finite());
    Rectangle {
        left: centre.x - size.width / 2.0,
        right: centre.x + size.width / 2.0,
        top: centre.y - size.height / 2.0,
        bottom: centre.y + size.height / 2.0,
    }
}

impl Rectangle {
    fn is_inside(&self, other: &Self) -> bool {
        other.left <= self.left
            && self.right <= other.right
            && other.top <= self.top
            && self.bottom <= other.bottom
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left + TOLERANCE < other.right
            && other.left + TOLERANCE < self.right
            && self.top + TOLERANCE < other.bottom
            && other.top + TOLERANCE < self.bottom
    }
}
