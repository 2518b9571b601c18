//! The drawing as it came: boxes, arrows, and who is connected to whom. Pure.

use crate::format;
use crate::view::NameList;
use hearth_core::measure;
use hearth_messages::{ARROW_DOTTED, ARROW_INLINED, GraphData, NO_OWNER};

/// Left, top, width and height, in the drawing's own unit.
pub type Place = [f64; 4];

/// A drawn call graph. Columns have an entry for each box, or for each arrow.
#[derive(Debug, Default, PartialEq)]
pub struct Scene {
    pub total: i64,
    unit: String,
    output_unit: String,
    pub size: (f64, f64),
    /// Nodes without a limit of their number; nodes and edges that were too small.
    pub counts: [u32; 3],
    pub places: Vec<Place>,
    pub flat: Vec<i64>,
    pub cum: Vec<i64>,
    pub font_sizes: Vec<f64>,
    owners: Vec<u32>,
    /// Callers and callees that are not shown.
    pub hidden: Vec<[u32; 2]>,
    pub names: NameList,
    texts: NameList,
    pub ends: Vec<[u32; 2]>,
    pub weights: Vec<i64>,
    styles: Vec<u8>,
    labels: NameList,
    /// The middle of each arrow's text.
    pub label_places: Vec<[f64; 2]>,
    curves: Vec<u32>,
    points: Vec<[f64; 2]>,
    /// Of boxes, and then of arrows.
    colours: Vec<u32>,
    matches: Vec<u8>,
    pub matched: i64,
    pub matched_functions: u32,
    /// What was looked for.
    pub search: String,
}

/// What is connected with a box: itself, what leads to it, what it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lit {
    pub boxes: Vec<bool>,
    pub arrows: Vec<bool>,
}

impl From<&GraphData> for Scene {
    fn from(data: &GraphData) -> Self {
        let pairs = |all: Vec<u32>| all.as_chunks().0.to_vec();
        let values = data.values.to_vec();
        let values = values.as_chunks::<2>().0;
        Self {
            total: data.total,
            unit: data.unit.clone(),
            output_unit: data.output_unit.clone(),
            size: (data.width, data.height),
            counts: [data.original_count, data.dropped_nodes, data.dropped_edges],
            places: data.places.to_vec().as_chunks().0.to_vec(),
            flat: values.iter().map(|v| v[0]).collect(),
            cum: values.iter().map(|v| v[1]).collect(),
            font_sizes: data.font_sizes.to_vec().into_iter().map(f64::from).collect(),
            owners: data.owners.to_vec(),
            hidden: pairs(data.hidden.to_vec()),
            names: NameList::from(&data.names),
            texts: NameList::from(&data.texts),
            ends: pairs(data.ends.to_vec()),
            weights: data.weights.to_vec(),
            styles: data.styles.to_vec(),
            labels: NameList::from(&data.labels),
            label_places: data.label_places.to_vec().as_chunks().0.to_vec(),
            curves: data.curves.to_vec(),
            points: data.points.to_vec().as_chunks().0.to_vec(),
            colours: data.colours.to_vec(),
            matches: data.matches.to_vec(),
            matched: data.matched,
            matched_functions: data.matched_functions,
            search: String::new(),
        }
    }
}

impl Scene {
    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// How many of them are nodes.
    pub fn nodes(&self) -> usize {
        (0..self.len()).filter(|&i| self.is_node(i)).count()
    }

    /// A box is a node's; others are labels that hang on one.
    pub fn is_node(&self, index: usize) -> bool {
        self.owners.get(index) == Some(&NO_OWNER)
    }

    /// The lines of a box's text.
    pub fn lines(&self, index: usize) -> impl DoubleEndedIterator<Item = &str> {
        self.texts.get(index).split('\n')
    }

    /// The lines of an arrow's text.
    pub fn label(&self, arrow: usize) -> impl DoubleEndedIterator<Item = &str> {
        self.labels.get(arrow).split('\n')
    }

    /// The points of an arrow: a start, then three for each curve.
    pub fn curve(&self, arrow: usize) -> &[[f64; 2]] {
        let start = if arrow == 0 { 0 } else { self.curves[arrow - 1] as usize };
        self.points.get(start..self.curves[arrow] as usize).unwrap_or_default()
    }

    /// How wide an arrow's line is, 1 to 6.
    pub fn width(&self, arrow: usize) -> f64 {
        f64::from(self.styles[arrow] >> 2)
    }

    pub fn is_dotted(&self, arrow: usize) -> bool {
        self.styles[arrow] & ARROW_DOTTED != 0
    }

    pub fn is_inlined(&self, arrow: usize) -> bool {
        self.styles[arrow] & ARROW_INLINED != 0
    }

    pub fn box_colour(&self, index: usize) -> u32 {
        self.colours[index]
    }

    pub fn arrow_colour(&self, arrow: usize) -> u32 {
        self.colours[self.len() + arrow]
    }

    /// Whether a search found a box; what hangs on a node is as the node.
    pub fn is_found(&self, index: usize) -> bool {
        let owner = self.owners[index];
        match owner {
            NO_OWNER => self.matches.get(index) == Some(&1),
            owner => self.is_found(owner as usize),
        }
    }

    /// The box of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        if name.is_empty() { None } else { self.names.position(name) }
    }

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

    /// The arrows that leave a node for others, the heaviest first; or enter it.
    pub fn arrows_of(&self, index: usize, leaving: bool) -> impl Iterator<Item = usize> {
        let (mine, other) = if leaving { (0, 1) } else { (1, 0) };
        (0..self.ends.len()).filter(move |&arrow| {
            let ends = self.ends[arrow];
            ends[mine] as usize == index
                && ends[other] as usize != index
                && self.is_node(ends[other] as usize)
        })
    }

    /// What is reached from a box, both ways, with the arrows on the way.
    pub fn lit(&self, index: usize) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        for (mine, other) in [(0, 1), (1, 0)] {
            let mut seen = vec![false; self.len()];
            let mut todo = vec![index];
            seen[index] = true;
            while let Some(at) = todo.pop() {
                lit.boxes[at] = true;
                for (arrow, ends) in self.ends.iter().enumerate() {
                    if ends[mine] as usize == at {
                        lit.arrows[arrow] = true;
                        let next = ends[other] as usize;
                        if !std::mem::replace(&mut seen[next], true) {
                            todo.push(next);
                        }
                    }
                }
            }
        }
        lit
    }

    /// The boxes of an arrow, and itself.
    pub fn lit_arrow(&self, arrow: usize) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        lit.arrows[arrow] = true;
        self.ends[arrow].iter().for_each(|&end| lit.boxes[end as usize] = true);
        lit
    }

    /// What a search found, and the arrows between that.
    pub fn lit_search(&self) -> Lit {
        let boxes: Vec<bool> = (0..self.len()).map(|i| self.is_found(i)).collect();
        let is_lit = |ends: &[u32; 2]| ends.iter().all(|&end| boxes[end as usize]);
        Lit { arrows: self.ends.iter().map(is_lit).collect(), boxes }
    }

    /// The path that follows the heaviest arrows, from the root of the largest cum.
    pub fn heaviest(&self) -> Lit {
        let mut lit = Lit { boxes: vec![false; self.len()], arrows: vec![false; self.ends.len()] };
        let mut at = self.start();
        while let Some(here) = at {
            lit.boxes[here] = true;
            let next = |arrow: &usize| !lit.boxes[self.ends[*arrow][1] as usize];
            let arrow = self.arrows_of(here, true).find(next);
            at = arrow.map(|arrow| {
                lit.arrows[arrow] = true;
                self.ends[arrow][1] as usize
            });
        }
        lit
    }

    /// Where to begin: at the root of the largest cum, or else the node.
    pub fn start(&self) -> Option<usize> {
        let nodes = || (0..self.len()).filter(|&i| self.is_node(i));
        let size = |i: &usize| self.cum[*i].unsigned_abs();
        let roots = nodes().filter(|&i| self.arrows_of(i, false).next().is_none());
        // The first of equals: `max_by_key` takes the last.
        roots.rev().max_by_key(size).or_else(|| nodes().rev().max_by_key(size))
    }

    /// Where a step of the keyboard leads from a box: up to its heaviest caller, down to
    /// its heaviest callee, or to the next node to the left or right in about the same row.
    pub fn step(&self, from: usize, (right, down): (i32, i32)) -> Option<usize> {
        if down != 0 {
            let arrow = self.arrows_of(from, down > 0).next()?;
            return Some(self.ends[arrow][usize::from(down > 0)] as usize);
        }
        let middle = |i: usize| {
            let [left, top, width, height] = self.places[i];
            (left + width / 2.0, top + height / 2.0)
        };
        let (x, y) = middle(from);
        let [_, top, _, height] = self.places[from];
        let is_beside = |&i: &usize| {
            let (its_x, its_y) = middle(i);
            let in_row = (top..=top + height).contains(&its_y)
                || (self.places[i][1]..=self.places[i][1] + self.places[i][3]).contains(&y);
            i != from && self.is_node(i) && in_row && (its_x - x) * f64::from(right) > 0.0
        };
        let distance = |i: usize| (middle(i).0 - x).abs();
        (0..self.len()).filter(is_beside).min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
    }

    /// A value with its unit.
    pub fn value(&self, value: i64) -> String {
        measure::scaled_label(value, &self.unit, &self.output_unit)
    }

    /// A value, and its share of the total.
    pub fn with_share(&self, value: i64) -> String {
        format!("{} ({})", self.value(value), format::share(value, self.total))
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
pub mod tests {
    use super::*;

    /// `a` calls `b` (heavy) and `c` (light), both call `d`; a label hangs on `d`.
    pub fn scene() -> Scene {
        let place = |x: f64, y: f64| [x, y, 20.0, 10.0];
        Scene {
            total: 100,
            size: (100.0, 130.0),
            places: vec![
                place(40.0, 0.0),
                place(0.0, 40.0),
                place(80.0, 44.0),
                place(40.0, 80.0),
                place(40.0, 120.0),
            ],
            flat: vec![0, 0, 0, 100, 100],
            cum: vec![100, 70, 30, 100, 100],
            font_sizes: vec![8.0; 5],
            owners: vec![NO_OWNER, NO_OWNER, NO_OWNER, NO_OWNER, 3],
            hidden: vec![[0, 0]; 5],
            names: NameList::of(&["a", "b", "c", "d", ""]),
            texts: NameList::of(&["a\n0 of 100", "b", "c", "d", "k:v"]),
            ends: vec![[3, 4], [0, 1], [0, 2], [1, 3], [2, 3]],
            weights: vec![100, 70, 30, 70, 30],
            styles: vec![4; 5],
            labels: NameList::of(&["100", "70", "30", "70", "30"]),
            label_places: vec![[f64::NAN; 2]; 5],
            curves: vec![4, 8, 12, 16, 20],
            points: [(50, 90, 120), (50, 10, 40), (50, 10, 44), (10, 50, 80), (90, 54, 80)]
                .map(|(x, from, to)| [[x, from], [x, from], [x, to], [x, to]])
                .as_flattened()
                .iter()
                .map(|p| p.map(f64::from))
                .collect(),
            colours: vec![0xb2_0000; 10],
            matches: vec![0, 0, 1, 1, 0],
            ..Scene::default()
        }
    }

    #[test]
    fn the_keyboard_walks_along_the_heaviest_arrows() {
        let scene = scene();
        assert_eq!(scene.start(), Some(0));
        assert_eq!([0, 1, 3].map(|i| scene.step(i, (0, 1))), [Some(1), Some(3), None]);
        assert_eq!([3, 2, 0].map(|i| scene.step(i, (0, -1))), [Some(1), Some(0), None]);
        assert_eq!([1, 2].map(|i| scene.step(i, (1, 0))), [Some(2), None]);
        assert_eq!([1, 2].map(|i| scene.step(i, (-1, 0))), [None, Some(1)]);
    }

    #[test]
    fn paths_through_a_box_are_lit() {
        let scene = scene();
        let lit = scene.lit(1);
        assert_eq!(lit.boxes, [true, true, false, true, true]);
        assert_eq!(lit.arrows, [true, true, false, true, false]);
        assert_eq!(scene.heaviest().boxes, [true, true, false, true, false]);
        assert_eq!(scene.lit_arrow(2).boxes, [true, false, true, false, false]);
    }

    #[test]
    fn boxes_and_arrows_are_hit() {
        let scene = scene();
        assert_eq!(scene.at(45.0, 5.0), Some(0));
        assert_eq!(scene.at(45.0, 15.0), None);
        assert_eq!(scene.arrow_at(12.0, 60.0, 4.0), Some(3));
        assert_eq!(scene.arrow_at(15.0, 60.0, 4.0), None);
    }

    #[test]
    fn labels_are_found_with_their_node() {
        let scene = scene();
        assert_eq!([0, 1, 2, 3, 4].map(|i| scene.is_found(i)), [false, false, true, true, true]);
        assert_eq!(scene.nodes(), 4);
    }
}
