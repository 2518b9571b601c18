//! Hit testing: the parts at a place of the drawing. Pure.

use super::scene::Scene;

impl Scene {
    /// The box at a place.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        self.places.iter().position(|&[left, top, width, height]| {
            (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
        })
    }

    /// The arrow that passes nearest to a place, within a distance.
    pub fn arrow_at(&self, x: f64, y: f64, within: f64) -> Option<usize> {
        let mut best = (within * within, None);
        for arrow in 0..self.ends.len() {
            let distance = distance2(self.curve(arrow), [x, y], best.0);
            if distance < best.0 {
                best = (distance, Some(arrow));
            }
        }
        best.1
    }
}

/// The square of the distance of a place from a curve; something not smaller than `best`
/// where it can't be smaller.
fn distance2(curve: &[[f64; 2]], [x, y]: [f64; 2], best: f64) -> f64 {
    const PARTS: usize = 12;
    let near = best.sqrt();
    let mut distance = f64::INFINITY;
    for at in (0..curve.len().saturating_sub(1)).step_by(3) {
        let Some(&[a, b, c, d]) = curve.get(at..at + 4).and_then(|p| p.first_chunk()) else {
            break;
        };
        // A curve lies within what its points span.
        let outside = |axis: usize, value: f64| {
            let all = [a[axis], b[axis], c[axis], d[axis]];
            all.iter().all(|v| *v < value - near) || all.iter().all(|v| *v > value + near)
        };
        if outside(0, x) || outside(1, y) {
            continue;
        }
        let mut last = a;
        for part in 1..=PARTS {
            let next = bezier([a, b, c, d], part as f64 / PARTS as f64);
            distance = distance.min(from_line([x, y], last, next));
            last = next;
        }
    }
    distance
}

/// A place on a cubic Bézier curve.
pub fn bezier([a, b, c, d]: [[f64; 2]; 4], t: f64) -> [f64; 2] {
    let s = 1.0 - t;
    [0, 1].map(|i| {
        s * s * s * a[i] + 3.0 * s * s * t * b[i] + 3.0 * s * t * t * c[i] + t * t * t * d[i]
    })
}

/// The square of the distance from a stretch of a line.
fn from_line([x, y]: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { ((x - a[0]) * dx + (y - a[1]) * dy) / length } else { 0.0 };
    let t = t.clamp(0.0, 1.0);
    let (x, y) = (a[0] + t * dx - x, a[1] + t * dy - y);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::scene;

    #[test]
    fn boxes_and_arrows_are_hit() {
        let scene = scene();
        assert_eq!(scene.at(45.0, 5.0), Some(0));
        assert_eq!(scene.at(45.0, 15.0), None);
        assert_eq!(scene.arrow_at(12.0, 60.0, 4.0), Some(3));
        assert_eq!(scene.arrow_at(15.0, 60.0, 4.0), None);
    }
}
