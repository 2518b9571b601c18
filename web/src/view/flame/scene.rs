//! The boxes of a flame graph, and which of them is where.

use super::overlay::Over;
use crate::format;
use crate::view::NameList;
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::{FRAME_MANY, FlameData};
use std::ops::Range;

/// The boxes that the worker answered for one window, as columns.
///
/// They are ordered by depth, then from left to right.
#[derive(Debug, Default, PartialEq)]
pub struct Scene {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// The right end of the whole graph.
    pub width: f64,
    /// The window that this answers.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// Each box's left end.
    pub left: Vec<f64>,
    /// Each box's width.
    pub widths: Vec<f64>,
    /// Each box's value with what it called.
    pub cum: Vec<i64>,
    /// Each box's own value.
    pub flat: Vec<i64>,
    /// Each box's frame: an index into `names`, or [`FRAME_MANY`].
    pub frame: Vec<u32>,
    /// Number of boxes that each one stands for.
    pub count: Vec<u32>,
    /// 1 where the frame was inlined into the one above it.
    pub inlined: Vec<u8>,
    /// The frames' names.
    pub names: NameList,
    /// The frames' files.
    pub files: NameList,
    /// The frames' shades: whose code they are, and one for each package.
    pub shades: Vec<u8>,
    /// The first box of each depth, and the number of boxes at the end.
    pub levels: Vec<u32>,
    /// The function that the graph is turned around; empty: none.
    pub pivot: String,
    /// The depth of the pivot; what is above it called it, the nearest first upwards.
    pub pivot_depth: usize,
    /// Text that is looked for; empty: nothing.
    pub search: String,
    /// Weight of the samples in which something is found.
    pub matched: i64,
    /// Number of functions that are found.
    pub matched_functions: u32,
    /// 1 for each name that is found.
    pub matches: Vec<u8>,
    /// Overlay: what else is shown than one profile.
    pub over: Over,
}

impl Scene {
    /// Words for the part of everything that a zoom shows.
    pub fn status(&self, sample_type: &str, zoom: Option<(f64, f64)>) -> String {
        let (total, words) = (self.label(self.total), &words().flame);
        // A pivot is a part of the total too, and so is what filters leave.
        let all = (!self.pivot.is_empty() || self.is_part()).then_some((0.0, self.width));
        match zoom.or(all) {
            None => fill(words.all_of, &[&total, sample_type]),
            Some((from, to)) => {
                let part = (to.min(self.width) - from).max(0.0) as i64;
                let share = format::share(part, self.total);
                fill(words.part_of, &[&self.label(part), &total, sample_type, &share])
            }
        }
    }

    /// Filters left less than the total.
    fn is_part(&self) -> bool {
        (self.width as i64) < self.total
    }

    /// Words for the rest of the total: the total alone where that is all of it.
    pub fn left_of_total(&self) -> String {
        let (left, total) = (self.width as i64, self.label(self.total));
        if !self.is_part() {
            return total;
        }
        let share = format::share(left, self.total);
        fill(words().flame.left_of, &[&self.label(left), &total, &share])
    }

    /// A value in the unit to show it in.
    pub fn label(&self, value: i64) -> String {
        let unit = if self.output_unit.is_empty() { measure::AUTO } else { &self.output_unit };
        measure::scaled_label(value, &self.unit, unit)
    }

    /// The frame of this number is one that a search finds.
    pub fn is_found(&self, frame: u32) -> bool {
        self.matches.get(frame as usize) == Some(&1)
    }

    /// The box of this depth stands for everything.
    pub fn is_root(&self, depth: usize) -> bool {
        depth == 0 && self.pivot.is_empty()
    }

    /// The depth that is one further from the root, or from the pivot; on the pivot
    /// `up` says on which side.
    pub fn outward(&self, depth: usize, up: bool) -> Option<usize> {
        if depth < self.pivot_depth || (up && depth == self.pivot_depth) {
            depth.checked_sub(1)
        } else {
            Some(depth + 1)
        }
    }

    /// The depth that is one nearer to the root, or to the pivot.
    pub fn inward(&self, depth: usize) -> Option<usize> {
        match depth.cmp(&self.pivot_depth) {
            std::cmp::Ordering::Less => Some(depth + 1),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(depth - 1),
        }
    }

    /// The depth of a box.
    pub fn depth_of(&self, index: usize) -> usize {
        self.levels.partition_point(|&first| first as usize <= index).saturating_sub(1)
    }

    /// Number of boxes.
    pub fn len(&self) -> usize {
        self.left.len()
    }

    /// Number of rows of boxes.
    pub fn depths(&self) -> usize {
        self.levels.len().saturating_sub(1)
    }

    /// The boxes of one depth.
    pub fn level(&self, depth: usize) -> Range<usize> {
        match (self.levels.get(depth), self.levels.get(depth + 1)) {
            (Some(&start), Some(&end)) => start as usize..(end as usize).min(self.len()),
            _ => 0..0,
        }
    }

    /// The boxes of one depth that reach into a window.
    pub fn within(&self, depth: usize, from: f64, to: f64) -> Range<usize> {
        let level = self.level(depth);
        let left = &self.left[level.clone()];
        let first = left.partition_point(|&l| l <= from).saturating_sub(1);
        let last = left.partition_point(|&l| l < to);
        let first = level.start + first;
        let first = if first < level.end && self.right(first) <= from { first + 1 } else { first };
        first..(level.start + last).max(first)
    }

    /// The box of one depth at a position.
    pub fn at(&self, depth: usize, position: f64) -> Option<usize> {
        let level = self.level(depth);
        let count = self.left[level.clone()].partition_point(|&l| l <= position);
        let index = level.start + count.checked_sub(1)?;
        (position < self.right(index)).then_some(index)
    }

    /// A box's right end.
    pub fn right(&self, index: usize) -> f64 {
        self.left[index] + self.widths[index]
    }

    /// The box stands for several that are too narrow to draw.
    pub fn is_many(&self, index: usize) -> bool {
        self.frame[index] == FRAME_MANY
    }

    /// The name of a box's frame; empty where it stands for several.
    pub fn name(&self, index: usize) -> &str {
        if self.is_many(index) { "" } else { self.names.get(self.frame[index] as usize) }
    }

    /// The file of a box's frame; empty where unknown.
    pub fn file(&self, index: usize) -> &str {
        if self.is_many(index) { "" } else { self.files.get(self.frame[index] as usize) }
    }

    /// The widest box of `depth` that lies within a box above it.
    pub fn widest(&self, depth: usize, from: f64, to: f64) -> Option<usize> {
        self.within(depth, from, to).max_by(|&a, &b| self.widths[a].total_cmp(&self.widths[b]))
    }

    /// Everything that is to be seen in a window is in this scene.
    pub fn covers(&self, from: f64, to: f64) -> bool {
        let slack = (to - from) * 1e-6;
        self.from <= from + slack && to <= self.to + slack
    }
}

impl From<&FlameData> for Scene {
    fn from(data: &FlameData) -> Self {
        let mut scene = Self {
            total: data.total,
            unit: data.unit.clone(),
            output_unit: data.output_unit.clone(),
            width: data.width,
            from: data.from,
            to: if data.to > data.from { data.to } else { data.width },
            left: data.left.to_vec(),
            widths: data.widths.to_vec(),
            cum: data.cum.to_vec(),
            flat: data.flat.to_vec(),
            frame: data.frame.to_vec(),
            count: data.count.to_vec(),
            inlined: data.inlined.to_vec(),
            names: NameList::from(&data.names),
            files: NameList::from(&data.files),
            shades: data.shades.to_vec(),
            levels: data.levels.to_vec(),
            pivot: String::new(),
            pivot_depth: data.pivot_depth as usize,
            search: String::new(),
            matched: data.matched,
            matched_functions: data.matched_functions,
            matches: data.matches.to_vec(),
            over: Over::default(),
        };
        // Columns of different lengths would be the worker's mistake; the page
        // shows less rather than nothing.
        let len = [scene.widths.len(), scene.cum.len(), scene.flat.len(), scene.frame.len()]
            .into_iter()
            .fold(scene.left.len(), usize::min);
        scene.left.truncate(len);
        scene.count.resize(scene.left.len(), 1);
        scene.inlined.resize(scene.left.len(), 0);
        scene.levels.iter_mut().for_each(|l| *l = (*l).min(len as u32));
        scene
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root of width 10 over boxes at 0..4, 4..5 and 7..10.
    fn scene() -> Scene {
        Scene {
            width: 10.0,
            to: 10.0,
            left: vec![0.0, 0.0, 4.0, 7.0],
            widths: vec![10.0, 4.0, 1.0, 3.0],
            frame: vec![0, 1, FRAME_MANY, 2],
            names: NameList::of(&["root", "a", "b"]),
            levels: vec![0, 1, 4],
            ..Scene::default()
        }
    }

    #[test]
    fn a_box_is_found_where_it_is_drawn() {
        let scene = scene();
        assert_eq!(scene.at(0, 9.9), Some(0));
        assert_eq!(scene.at(1, 0.0), Some(1));
        assert_eq!(scene.at(1, 4.0), Some(2));
        assert_eq!(scene.at(1, 6.0), None);
        assert_eq!(scene.at(1, 10.0), None);
        assert_eq!(scene.at(2, 1.0), None);
        assert_eq!(scene.at(1, -1.0), None);
    }

    #[test]
    fn a_window_holds_what_reaches_into_it() {
        let scene = scene();
        assert_eq!(scene.within(1, 0.0, 10.0), 1..4);
        assert_eq!(scene.within(1, 4.5, 6.0), 2..3);
        assert_eq!(scene.within(1, 5.5, 6.5), 3..3);
        assert_eq!(scene.within(1, 3.9, 4.0), 1..2);
        assert_eq!(scene.within(5, 0.0, 10.0), 0..0);
        assert_eq!(scene.widest(1, 4.0, 10.0), Some(3));
    }

    #[test]
    fn callers_lie_the_other_way_round() {
        let mut scene = scene();
        assert_eq!((scene.outward(0, true), scene.inward(0)), (None, None));
        assert_eq!((scene.outward(1, false), scene.inward(1)), (Some(2), Some(0)));
        scene.pivot_depth = 2;
        assert_eq!((scene.outward(1, false), scene.inward(1)), (Some(0), Some(2)));
        assert_eq!((scene.outward(2, true), scene.outward(2, false)), (Some(1), Some(3)));
        assert_eq!([0, 1, 2, 3].map(|i| scene.depth_of(i)), [0, 1, 1, 1]);
    }

    #[test]
    fn a_box_of_many_has_no_name() {
        let scene = scene();
        assert_eq!((scene.name(2), scene.name(3)), ("", "b"));
    }
}
