//! The drawing as it came: boxes, arrows, and who is connected to whom. Pure.

use crate::format;
use crate::view::NameList;
use hearth_core::measure;
use hearth_messages::{ARROW_DOTTED, ARROW_INLINED, GraphData, NO_OWNER};
use std::cell::OnceCell;

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
    colors: Vec<u32>,
    matches: Vec<u8>,
    pub matched: i64,
    pub matched_functions: u32,
    /// Text that was looked for.
    pub search: String,
    /// The boxes and the arrows of the heaviest path.
    pub heaviest: [Vec<u32>; 2],
    /// Notes on each box instead of its flat and cum, where anything is.
    pub notes: Vec<String>,
    /// Notes on each arrow instead of its weight; empty where nothing is.
    pub arrow_notes: Vec<String>,
    /// The arrows that leave each box, and those that enter it.
    links: OnceCell<[Vec<Vec<u32>>; 2]>,
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
            colors: data.colors.to_vec(),
            matches: data.matches.to_vec(),
            matched: data.matched,
            matched_functions: data.matched_functions,
            search: String::new(),
            heaviest: [data.heaviest.to_vec(), data.heaviest_arrows.to_vec()],
            notes: Vec::new(),
            arrow_notes: Vec::new(),
            links: OnceCell::new(),
        }
    }
}

impl Scene {
    /// The arrows that leave a box (`side` 0), or enter it (1), in their order.
    pub fn links(&self, side: usize, index: usize) -> &[u32] {
        let links = self.links.get_or_init(|| {
            [0, 1].map(|side| {
                let mut links = vec![Vec::new(); self.len()];
                for (arrow, ends) in self.ends.iter().enumerate() {
                    links[ends[side] as usize].push(arrow as u32);
                }
                links
            })
        });
        &links[side][index]
    }

    /// Number of boxes.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Number of those that are nodes.
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

    /// Width of an arrow's line, 1 to 6.
    pub fn width(&self, arrow: usize) -> f64 {
        f64::from(self.styles[arrow] >> 2)
    }

    pub fn is_dotted(&self, arrow: usize) -> bool {
        self.styles[arrow] & ARROW_DOTTED != 0
    }

    pub fn is_inlined(&self, arrow: usize) -> bool {
        self.styles[arrow] & ARROW_INLINED != 0
    }

    /// Gives a box another color.
    pub fn paint_box(&mut self, index: usize, color: u32) {
        self.colors[index] = color;
    }

    /// Gives an arrow another color.
    pub fn paint_arrow(&mut self, arrow: usize, color: u32) {
        let at = self.len() + arrow;
        self.colors[at] = color;
    }

    pub fn box_color(&self, index: usize) -> u32 {
        self.colors[index]
    }

    pub fn arrow_color(&self, arrow: usize) -> u32 {
        self.colors[self.len() + arrow]
    }

    /// Returns whether a search found a box; what hangs on a node is as the node.
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

    /// The arrows that leave a node for others, the heaviest first; or enter it.
    pub fn arrows_of(&self, index: usize, leaving: bool) -> impl Iterator<Item = usize> {
        let (mine, other) = if leaving { (0, 1) } else { (1, 0) };
        let links = self.links(mine, index).iter().map(|&arrow| arrow as usize);
        links.filter(move |&arrow| {
            let end = self.ends[arrow][other] as usize;
            end != index && self.is_node(end)
        })
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
            colors: vec![0xb2_0000; 10],
            matches: vec![0, 0, 1, 1, 0],
            heaviest: [vec![0, 1, 3], vec![1, 3]],
            ..Scene::default()
        }
    }

    #[test]
    fn labels_are_found_with_their_node() {
        let scene = scene();
        assert_eq!([0, 1, 2, 3, 4].map(|i| scene.is_found(i)), [false, false, true, true, true]);
        assert_eq!(scene.nodes(), 4);
    }
}
