//! The shortest way through a corridor.

use super::corridor::Rectangle;
use crate::Point;

/// From `start`, in the first rectangle, to `end`, in the last. Its corners are those of the
/// corridor.
///
/// The funnel of what can be seen from the last corner narrows from rectangle to
/// rectangle; where one side crosses the other is the next corner (Lee and
/// Preparata, "Euclidean Shortest Paths in the Presence of Rectilinear Barriers",
/// Networks 14, 1984).
pub fn shortest(start: Point, end: Point, corridor: &[Rectangle]) -> Vec<Point> {
    let mut doors: Vec<(Point, Point)> = corridor
        .windows(2)
        .map(|pair| {
            let y = pair[0].bottom;
            let left = pair[0].left.max(pair[1].left);
            let right = pair[0].right.min(pair[1].right).max(left);
            (Point { x: left, y }, Point { x: right, y })
        })
        .collect();
    doors.push((end, end));

    let mut path = vec![start];
    let mut apex = start;
    let (mut left, mut right) = (start, start);
    let (mut left_door, mut right_door) = (0, 0);
    let mut door = 0;
    while let Some(&(new_left, new_right)) = doors.get(door) {
        if right == apex || turn(apex, right, new_right) <= 0.0 {
            if right == apex || turn(apex, left, new_right) > 0.0 || left == apex {
                (right, right_door) = (new_right, door);
            } else {
                (apex, door) = (left, left_door + 1);
                path.push(apex);
                (left, right, right_door) = (apex, apex, left_door);
                continue;
            }
        }
        if left == apex || turn(apex, left, new_left) >= 0.0 {
            if left == apex || turn(apex, right, new_left) < 0.0 || right == apex {
                (left, left_door) = (new_left, door);
            } else {
                (apex, door) = (right, right_door + 1);
                path.push(apex);
                (left, right, left_door) = (apex, apex, right_door);
                continue;
            }
        }
        door += 1;
    }
    path.push(end);
    path.dedup();
    if path.len() == 1 {
        path.push(end);
    }
    path
}

/// Positive if b is to the right of a, seen from the apex downwards.
fn turn(apex: Point, a: Point, b: Point) -> f64 {
    let (a_x, a_y) = (a.x - apex.x, a.y - apex.y);
    let (b_x, b_y) = (b.x - apex.x, b.y - apex.y);
    b_x * a_y - a_x * b_y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(end: f64, walls: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let corridor: Vec<Rectangle> = walls
            .iter()
            .enumerate()
            .map(|(i, &(left, right))| Rectangle {
                left,
                right,
                top: i as f64,
                bottom: i as f64 + 1.0,
            })
            .collect();
        let end = Point { x: end, y: walls.len() as f64 };
        let path = shortest(Point { x: 0.0, y: 0.0 }, end, &corridor);
        path.iter().map(|point| (point.x, point.y)).collect()
    }

    #[test]
    fn straight_where_it_is_free() {
        assert_eq!(path(4.0, &[(-9.0, 9.0); 4]), [(0.0, 0.0), (4.0, 4.0)]);
    }

    #[test]
    fn around_corners() {
        let walls = [(-9.0, 9.0), (3.0, 9.0), (-9.0, 9.0), (-9.0, -2.0), (-9.0, 9.0)];
        let expected = [(0.0, 0.0), (3.0, 1.0), (3.0, 2.0), (-2.0, 3.0), (-2.0, 4.0), (0.0, 5.0)];
        assert_eq!(path(0.0, &walls), expected);
    }

    #[test]
    fn no_more_corners_than_needed() {
        let walls = [(-9.0, 9.0), (1.0, 9.0), (-9.0, 9.0), (5.0, 9.0), (-9.0, 9.0)];
        assert_eq!(path(6.0, &walls), [(0.0, 0.0), (5.0, 3.0), (6.0, 5.0)]);
    }
}
