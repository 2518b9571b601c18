//! Smooth curves along a path that stay in the corridor.

use super::corridor::Rectangle;
use crate::Point;

/// Length of the handles of a curve at first, in thirds of the distance that it
/// spans, and how short they get before the path is split.
const HANDLES: [f64; 6] = [1.3, 1.0, 0.7, 0.4, 0.2, 0.0];
/// Distance that rounding may put a curve outside.
const TOLERANCE: f64 = 1e-6;

/// Cubic Bézier curves along a path, end to end. They lead downwards all the way.
///
/// A curve takes the directions of the path at its ends. One that does not fit with any
/// handles is split at the corner that is farthest from it.
pub fn fit(path: &[Point], corridor: &[Rectangle]) -> Vec<Point> {
    let mut points = vec![path[0]];
    let last = path.len() - 1;
    let first = Piece {
        start: 0,
        end: last,
        from: direction(path[0], path[1]),
        to: direction(path[last - 1], path[last]),
    };
    let mut pieces = vec![first];
    while let Some(piece) = pieces.pop() {
        match curve(path, &piece, corridor) {
            Some(curve) => points.extend_from_slice(&curve[1..]),
            None => {
                let corner = farthest(path, &piece);
                let before = direction(path[corner - 1], path[corner]);
                let after = direction(path[corner], path[corner + 1]);
                let tangent = normal(Point { x: before.x + after.x, y: before.y + after.y });
                pieces.push(Piece { start: corner, from: tangent, ..piece });
                pieces.push(Piece { end: corner, to: tangent, ..piece });
            }
        }
    }
    points
}

/// A part of the path, and the directions at its ends.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    from: Point,
    to: Point,
}

fn curve(path: &[Point], piece: &Piece, corridor: &[Rectangle]) -> Option<[Point; 4]> {
    let (a, b) = (path[piece.start], path[piece.end]);
    let span = distance(a, b) / 3.0;
    // Handles that reach below the middle would turn the curve upwards.
    let most = |direction: Point| {
        if direction.y > 0.0 { (b.y - a.y) / 2.0 / direction.y } else { f64::INFINITY }
    };
    let left = corridor.iter().map(|r| r.left).fold(f64::INFINITY, f64::min);
    let bounds = left..=corridor.iter().map(|r| r.right).fold(f64::NEG_INFINITY, f64::max);
    for factor in HANDLES {
        let from = (span * factor).min(most(piece.from));
        let to = (span * factor).min(most(piece.to));
        let curve = if factor == 0.0 {
            let third = |t: f64| Point { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
            [a, third(1.0 / 3.0), third(2.0 / 3.0), b]
        } else {
            let first = Point { x: a.x + piece.from.x * from, y: a.y + piece.from.y * from };
            let second = Point { x: b.x - piece.to.x * to, y: b.y - piece.to.y * to };
            [a, first, second, b]
        };
        // Not even the handles leave the drawing.
        let is_near = [curve[1], curve[2]].iter().all(|handle| bounds.contains(&handle.x));
        let is_path = factor == 0.0 && piece.end == piece.start + 1;
        if is_path || (is_near && is_inside(&curve, corridor)) {
            return Some(curve);
        }
    }
    None
}

/// The corner that is farthest from the straight line.
fn farthest(path: &[Point], piece: &Piece) -> usize {
    let (a, b) = (path[piece.start], path[piece.end]);
    let off = |point: Point| ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)).abs();
    let mut best = piece.start + 1;
    for corner in piece.start + 2..piece.end {
        if off(path[corner]) > off(path[best]) {
            best = corner;
        }
    }
    best
}

/// Returns whether a curve that leads downwards stays in the corridor.
fn is_inside(curve: &[Point; 4], corridor: &[Rectangle]) -> bool {
    let [a, _, _, b] = curve;
    let x = curve.map(|point| point.x);
    let least = x.iter().copied().fold(f64::INFINITY, f64::min);
    let most = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let turns = turns(x);
    let first = corridor.partition_point(|r| r.bottom < a.y);
    // When the curve left the rectangle before, if that is known.
    let mut left = None;
    for rectangle in corridor[first..].iter().take_while(|r| r.top <= b.y) {
        let range = (rectangle.left - TOLERANCE)..=(rectangle.right + TOLERANCE);
        // A curve lies between its control points.
        if range.contains(&least) && range.contains(&most) {
            left = None;
            continue;
        }
        let enters = || if rectangle.top <= a.y { 0.0 } else { time(curve, rectangle.top) };
        let start = left.unwrap_or_else(enters);
        let end = if rectangle.bottom >= b.y { 1.0 } else { time(curve, rectangle.bottom) };
        left = Some(end);
        let between = turns.iter().copied().filter(|t| (start..end).contains(t));
        if !between.chain([start, end]).all(|t| range.contains(&at(x, t))) {
            return false;
        }
    }
    true
}

/// Where the curve turns to the other side. What is not in the curve is far off.
fn turns(x: [f64; 4]) -> [f64; 2] {
    let [p, q, r] = [x[1] - x[0], x[2] - x[1], x[3] - x[2]];
    // The derivative by thirds is p(1-t)² + 2q(1-t)t + rt².
    let (a, b, c) = (p - 2.0 * q + r, 2.0 * (q - p), p);
    if a == 0.0 {
        return [if b == 0.0 { 2.0 } else { -c / b }, 2.0];
    }
    let root = b * b - 4.0 * a * c;
    if root < 0.0 {
        return [2.0, 2.0];
    }
    let root = root.sqrt();
    [(-b - root) / (2.0 * a), (-b + root) / (2.0 * a)]
}

/// When a curve that leads downwards is at a height.
fn time(curve: &[Point; 4], y: f64) -> f64 {
    let heights = curve.map(|point| point.y);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if at(heights, middle) < y { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

fn at(c: [f64; 4], t: f64) -> f64 {
    let u = 1.0 - t;
    u * u * (u * c[0] + 3.0 * t * c[1]) + t * t * (3.0 * u * c[2] + t * c[3])
}

/// Extent to the left and to the right of curves that lead downwards, between two
/// heights.
pub fn reach(points: &[Point], top: f64, bottom: f64) -> (f64, f64) {
    let mut reach = (f64::INFINITY, f64::NEG_INFINITY);
    for i in (0..points.len().saturating_sub(1)).step_by(3) {
        let curve = [points[i], points[i + 1], points[i + 2], points[i + 3]];
        if curve[3].y < top || bottom < curve[0].y {
            continue;
        }
        let start = if top <= curve[0].y { 0.0 } else { time(&curve, top) };
        let end = if bottom >= curve[3].y { 1.0 } else { time(&curve, bottom) };
        let x = curve.map(|point| point.x);
        let turns = turns(x).into_iter().filter(|t| (start..end).contains(t));
        for t in turns.chain([start, end]) {
            reach = (reach.0.min(at(x, t)), reach.1.max(at(x, t)));
        }
    }
    reach
}

fn direction(a: Point, b: Point) -> Point {
    normal(Point { x: b.x - a.x, y: b.y - a.y })
}

fn normal(vector: Point) -> Point {
    let length = (vector.x * vector.x + vector.y * vector.y).sqrt();
    if length == 0.0 {
        return Point { x: 0.0, y: 1.0 };
    }
    Point { x: vector.x / length, y: vector.y / length }
}

fn distance(a: Point, b: Point) -> f64 {
    let (x, y) = (b.x - a.x, b.y - a.y);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(left: f64, right: f64, top: f64, bottom: f64) -> Rectangle {
        Rectangle { left, right, top, bottom }
    }

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn curves_do_not_leave_the_corridor() {
        let corridor = [
            rectangle(-90.0, 90.0, 0.0, 10.0),
            rectangle(30.0, 90.0, 10.0, 40.0),
            rectangle(-90.0, 90.0, 40.0, 50.0),
            rectangle(-90.0, -20.0, 50.0, 60.0),
            rectangle(-90.0, 90.0, 60.0, 70.0),
        ];
        let (start, end) = (point(0.0, 0.0), point(10.0, 70.0));
        let path = super::super::path::shortest(start, end, &corridor);
        let points = fit(&path, &corridor);
        assert_eq!(points.len() % 3, 1);
        assert_eq!((points[0], points[points.len() - 1]), (start, end));
        for i in (0..points.len() - 1).step_by(3) {
            let curve = [points[i], points[i + 1], points[i + 2], points[i + 3]];
            for step in 0..=100 {
                let t = f64::from(step) / 100.0;
                let (x, y) = (at(curve.map(|p| p.x), t), at(curve.map(|p| p.y), t));
                let inside = corridor.iter().any(|r| {
                    r.top - 1e-6 <= y
                        && y <= r.bottom + 1e-6
                        && r.left - 1e-6 <= x
                        && x <= r.right + 1e-6
                });
                assert!(inside, "{x} {y}");
            }
        }
    }

    #[test]
    fn what_is_free_is_one_curve() {
        let corridor = [rectangle(-90.0, 90.0, 0.0, 100.0)];
        assert_eq!(fit(&[point(0.0, 0.0), point(30.0, 90.0)], &corridor).len(), 4);
    }

    #[test]
    fn the_reach_between_two_heights() {
        let points = [point(0.0, 0.0), point(40.0, 0.0), point(40.0, 100.0), point(0.0, 100.0)];
        assert_eq!(reach(&points, 0.0, 100.0), (0.0, 30.0));
        assert_eq!(reach(&points, 50.0, 90.0).1, 30.0);
        assert!(reach(&points, 60.0, 100.0).1 < 30.0);
    }
}
