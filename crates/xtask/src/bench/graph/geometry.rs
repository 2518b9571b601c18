//! Boxes, straight pieces of curves, and where they cross.

use hearth_layout::{Point, Size};
use std::collections::HashMap;

/// A box with its sides along the axes.
#[derive(Clone, Copy, Debug)]
pub struct Box2 {
    pub least: Point,
    pub most: Point,
}

/// A straight piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    pub a: Point,
    pub b: Point,
}

impl Box2 {
    /// The box with this center.
    pub fn around(centre: Point, size: Size) -> Self {
        let (x, y) = (size.width / 2.0, size.height / 2.0);
        Self {
            least: Point { x: centre.x - x, y: centre.y - y },
            most: Point { x: centre.x + x, y: centre.y + y },
        }
    }

    /// Rectangle around a line.
    pub fn of(line: &[Segment]) -> Self {
        let far = f64::INFINITY;
        let mut bounds = Self { least: Point { x: far, y: far }, most: Point { x: -far, y: -far } };
        for point in line.iter().flat_map(|segment| [segment.a, segment.b]) {
            bounds.least.x = bounds.least.x.min(point.x);
            bounds.least.y = bounds.least.y.min(point.y);
            bounds.most.x = bounds.most.x.max(point.x);
            bounds.most.y = bounds.most.y.max(point.y);
        }
        bounds
    }

    /// Smaller by so much on each side.
    pub fn shrunk(self, by: f64) -> Self {
        Self {
            least: Point { x: self.least.x + by, y: self.least.y + by },
            most: Point { x: self.most.x - by, y: self.most.y - by },
        }
    }

    /// Returns whether they have a point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.least.x <= other.most.x
            && other.least.x <= self.most.x
            && self.least.y <= other.most.y
            && other.least.y <= self.most.y
    }

    /// Returns whether a part of the segment is inside: it is cut off side by side.
    pub fn is_crossed_by(&self, segment: &Segment) -> bool {
        let (mut start, mut end) = (0.0f64, 1.0f64);
        let along = Point { x: segment.b.x - segment.a.x, y: segment.b.y - segment.a.y };
        for (from, along, least, most) in [
            (segment.a.x, along.x, self.least.x, self.most.x),
            (segment.a.y, along.y, self.least.y, self.most.y),
        ] {
            if along == 0.0 {
                if from < least || most < from {
                    return false;
                }
                continue;
            }
            let (first, second) = ((least - from) / along, (most - from) / along);
            start = start.max(first.min(second));
            end = end.min(first.max(second));
        }
        start <= end
    }
}

impl Segment {
    pub fn length(&self) -> f64 {
        (self.b.x - self.a.x).hypot(self.b.y - self.a.y)
    }

    /// Where it crosses another, if it does so within both.
    fn crossing(&self, other: &Self) -> Option<Point> {
        let (p, q) = (self.a, other.a);
        let r = Point { x: self.b.x - p.x, y: self.b.y - p.y };
        let s = Point { x: other.b.x - q.x, y: other.b.y - q.y };
        let cross = r.x * s.y - r.y * s.x;
        if cross == 0.0 {
            return None;
        }
        let between = Point { x: q.x - p.x, y: q.y - p.y };
        let t = (between.x * s.y - between.y * s.x) / cross;
        let u = (between.x * r.y - between.y * r.x) / cross;
        // The end of one piece is the start of the next: it counts once.
        let within = 0.0..1.0;
        let crosses = within.contains(&t) && within.contains(&u);
        crosses.then_some(Point { x: p.x + t * r.x, y: p.y + t * r.y })
    }
}

/// Cuts cubic Bézier curves, end to end, into straight pieces.
pub fn flatten(points: &[Point], pieces: usize) -> Vec<Segment> {
    let mut line = Vec::new();
    for first in (0..points.len().saturating_sub(1)).step_by(3) {
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| points[(first + i).min(points.len() - 1)]);
        let at = |t: f64| {
            let u = 1.0 - t;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            Point { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) }
        };
        let mut last = a;
        for piece in 1..=pieces {
            let next = if piece == pieces { d } else { at(piece as f64 / pieces as f64) };
            line.push(Segment { a: last, b: next });
            last = next;
        }
    }
    line
}

/// Number of crossings of different lines. Only pieces in the same cell of a grid are compared,
/// and a crossing counts in the cell that it is in.
pub fn crossings(lines: &[Vec<Segment>]) -> usize {
    const CELL: f64 = 40.0;
    let cell = |x: f64| (x / CELL).floor() as i64;
    let mut grid: HashMap<(i64, i64), Vec<(usize, Segment)>> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        for segment in line {
            let bounds = Box2::of(&[*segment]);
            for x in cell(bounds.least.x)..=cell(bounds.most.x) {
                for y in cell(bounds.least.y)..=cell(bounds.most.y) {
                    grid.entry((x, y)).or_default().push((number, *segment));
                }
            }
        }
    }
    let mut crossings = 0;
    for ((x, y), segments) in grid {
        for (i, (number, segment)) in segments.iter().enumerate() {
            for (other, against) in &segments[i + 1..] {
                let at = if other == number { None } else { segment.crossing(against) };
                if at.is_some_and(|at| (cell(at.x), cell(at.y)) == (x, y)) {
                    crossings += 1;
                }
            }
        }
    }
    crossings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Segment> {
        let point = |&(x, y): &(f64, f64)| Point { x, y };
        points.windows(2).map(|p| Segment { a: point(&p[0]), b: point(&p[1]) }).collect()
    }

    #[test]
    fn crossings_are_counted_once() {
        let zigzag = line(&[(0.0, 10.0), (100.0, 90.0), (200.0, 10.0), (300.0, 90.0)]);
        let straight = line(&[(0.0, 50.0), (150.0, 50.0), (300.0, 50.0)]);
        assert_eq!(crossings(&[zigzag.clone(), straight]), 3);
        assert_eq!(crossings(&[zigzag.clone(), line(&[(0.0, 0.0), (300.0, 0.0)])]), 0);
        // Where both have a corner.
        assert_eq!(crossings(&[zigzag, line(&[(100.0, 0.0), (100.0, 90.0), (100.0, 200.0)])]), 1);
    }

    #[test]
    fn a_line_through_a_box() {
        let target = Box2::around(Point { x: 10.0, y: 10.0 }, Size { width: 4.0, height: 4.0 });
        let passes = |points: &[(f64, f64)]| line(points).iter().any(|s| target.is_crossed_by(s));
        assert!(passes(&[(0.0, 0.0), (20.0, 20.0)]));
        assert!(passes(&[(10.0, 10.0), (11.0, 10.0)]));
        assert!(!passes(&[(0.0, 10.0), (7.9, 10.0)]));
        assert!(!passes(&[(0.0, 8.0), (8.0, 16.1)]));
    }
}
