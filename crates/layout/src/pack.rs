//! Puts the parts of a graph beside each other, so close that their outlines touch.

use crate::{Point, Size};

/// A part of what a drawing takes up: between two heights, from its left to its right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

/// Space that a drawing takes up: strips from the top, the first at 0.
pub type Outline = Vec<Strip>;

/// Where the top left corner of each part goes, and the size of all.
///
/// Parts with a previous x come first, from the left, then tall ones. Each goes where it
/// ends farthest to the left: at the top, or below
/// what is there, but no lower than the tallest part reaches, or than makes the
/// drawing about as high as it is wide.
pub fn pack(parts: &[Outline], previous: &[Option<f64>], gap: Size) -> (Vec<Point>, Size) {
    let sizes: Vec<Size> = parts.iter().map(size).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| {
        let was = |part: usize| previous.get(part).copied().flatten().unwrap_or(f64::INFINITY);
        let by_height = sizes[b].height.total_cmp(&sizes[a].height);
        was(a).total_cmp(&was(b)).then(by_height)
    });
    let tallest = sizes.iter().map(|size| size.height).fold(0.0, f64::max);
    let area: f64 = sizes.iter().map(|s| (s.width + gap.width) * (s.height + gap.height)).sum();
    let limit = tallest.max(area.sqrt() * 0.7);

    let mut corners = vec![Point::default(); parts.len()];
    let mut profile = Profile { steps: vec![(0.0, 0.0)], gap };
    let mut all = Size::default();
    for part in order {
        let Size { width, height } = sizes[part];
        // At each height at which something ends.
        let tops = profile.steps.iter().map(|&(top, _)| top);
        let tops = tops.filter(|&top| top == 0.0 || top + height <= limit);
        let corners_of = tops.map(|y| Point { x: profile.right_of(&parts[part], y), y });
        let corner = corners_of.min_by(|a, b| a.x.total_cmp(&b.x)).unwrap_or_default();
        for strip in &parts[part] {
            profile.add(strip, corner);
        }
        corners[part] = corner;
        all.width = all.width.max(corner.x + width);
        all.height = all.height.max(corner.y + height);
    }
    (corners, all)
}

fn size(outline: &Outline) -> Size {
    Size {
        width: outline.iter().map(|strip| strip.right).fold(0.0, f64::max),
        height: outline.last().map_or(0.0, |strip| strip.bottom),
    }
}

/// Right border of everything so far, at each height.
struct Profile {
    /// From this height down to that of the next step; gaps are included.
    steps: Vec<(f64, f64)>,
    gap: Size,
}

impl Profile {
    /// The least x of a part at this height.
    fn right_of(&self, part: &Outline, y: f64) -> f64 {
        let mut x = 0.0f64;
        for strip in part {
            let (top, bottom) = (y + strip.top, y + strip.bottom);
            let first = self.steps.partition_point(|step| step.0 <= top).saturating_sub(1);
            let steps =
                self.steps[first..].iter().take_while(|step| step.0 < bottom || step.0 <= top);
            x = steps.fold(x, |x, step| x.max(step.1 - strip.left));
        }
        x
    }

    fn add(&mut self, strip: &Strip, corner: Point) {
        let top = (corner.y + strip.top - self.gap.height).max(0.0);
        let bottom = corner.y + strip.bottom + self.gap.height;
        let right = corner.x + strip.right + self.gap.width;
        self.split(top);
        self.split(bottom);
        for step in &mut self.steps {
            if top <= step.0 && step.0 < bottom {
                step.1 = step.1.max(right);
            }
        }
        self.steps.dedup_by(|next, step| next.1 == step.1);
    }

    /// Makes a step begin here.
    fn split(&mut self, y: f64) {
        let at = self.steps.partition_point(|step| step.0 < y);
        if self.steps.get(at).is_none_or(|step| step.0 != y) {
            let right = self.steps[at - 1].1;
            self.steps.insert(at, (y, right));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(top: f64, bottom: f64, left: f64, right: f64) -> Strip {
        Strip { top, bottom, left, right }
    }

    #[test]
    fn parts_fill_what_others_leave_free() {
        // Wide at the bottom; beside its top and above its foot there is space.
        let foot = vec![strip(0.0, 60.0, 40.0, 50.0), strip(60.0, 100.0, 0.0, 100.0)];
        let small = vec![strip(0.0, 20.0, 0.0, 30.0)];
        let (corners, all) =
            pack(&[small.clone(), foot, small], &[], Size { width: 10.0, height: 5.0 });
        let corners: Vec<(f64, f64)> = corners.iter().map(|corner| (corner.x, corner.y)).collect();
        assert_eq!(corners, [(60.0, 0.0), (0.0, 0.0), (60.0, 25.0)]);
        assert_eq!(all, Size { width: 100.0, height: 100.0 });
    }

    #[test]
    fn many_flat_parts_make_no_line() {
        let flat = vec![strip(0.0, 10.0, 0.0, 30.0)];
        let (_, size) = pack(&vec![flat; 100], &[], Size::default());
        assert!(size.width < 3.0 * size.height);
    }
}
