//! The picture as columns, before and after it is laid out.

use super::text_size::TextSizes;
use hearth_core::harmless::{shortened, visible};
use hearth_core::measure;
use hearth_core::view::heaviest::{self, Shown};
use hearth_core::view::picture::{Content, NODELET_WEIGHT, Picture, PictureBox};
use hearth_core::view::trim::Trimmed;
use hearth_layout::{Edge, Graph, Layout, Point};
use hearth_messages::{ARROW_DOTTED, ARROW_INLINED, GraphData, NO_OWNER, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};

/// The color of what hangs on nodes.
const GREY: u32 = 0xb2_b2b2;

/// An arrow's style; its line is 1 to 6 wide.
fn style(is_inlined: bool, is_dotted: bool, width: i64) -> u8 {
    let inlined = if is_inlined { ARROW_INLINED } else { 0 };
    let dotted = if is_dotted { ARROW_DOTTED } else { 0 };
    inlined | dotted | ((width as u8) << 2)
}

/// A picture's columns. Those of [`GraphData`] that have the same names are the same.
#[derive(Default)]
pub struct Columns {
    total: i64,
    unit: String,
    output_unit: String,
    counts: [u32; 3],
    /// Each node's name; empty for what hangs on one.
    pub names: Vec<Vec<u8>>,
    texts: Vec<String>,
    values: Vec<i64>,
    font_sizes: Vec<u8>,
    owners: Vec<u32>,
    hidden: Vec<u32>,
    weights: Vec<i64>,
    styles: Vec<u8>,
    labels: Vec<String>,
    box_colors: Vec<u32>,
    arrow_colors: Vec<u32>,
    /// Parts that show the heaviest path.
    pub heaviest: Shown,
    /// Graph to lay out: a node for each box, an edge for each arrow.
    pub graph: Graph,
    /// Where everything is, when that is known.
    pub layout: Layout,
}

impl Columns {
    /// The columns of a trimmed graph's picture; `color` has the color of each share of the
    /// total.
    pub fn new(
        trimmed: &Trimmed,
        picture: Picture,
        sizes: TextSizes,
        color: fn(f64) -> u32,
    ) -> Self {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut columns = Self {
            total: trimmed.selection.total,
            unit: trimmed.selection.unit().into_owned(),
            output_unit: trimmed.output_unit.clone(),
            counts: [trimmed.original_count, trimmed.dropped_nodes, trimmed.dropped_edges]
                .map(count),
            ..Self::default()
        };
        for (index, shown) in picture.boxes.into_iter().enumerate() {
            columns.add_box(trimmed, shown, index as u32, &sizes, color);
        }
        let mut shown = vec![[0, 0]; columns.names.len()];
        for arrow in &picture.arrows {
            let (Some(from), Some(to)) = (arrow.from, arrow.to) else { continue };
            let edge = &trimmed.graph.edges[arrow.edge as usize];
            let inline = if edge.is_inlined() { "\n(inline)" } else { "" };
            let label = [&*arrow.value, inline].concat();
            let color = arrow.score.map_or(GREY, color);
            let style = style(edge.is_inlined(), edge.is_residual(), arrow.width);
            let edge_drawn = Edge {
                from,
                to,
                weight: arrow.pull as f64,
                min_length: arrow.min_length,
                label: Some(sizes.of_label(&label)),
            };
            columns.add_arrow(edge_drawn, label, arrow.weight, style, color);
            if !edge.is_residual() && from != to {
                shown[to as usize][0] += 1;
                shown[from as usize][1] += 1;
            }
        }
        let hidden = columns.hidden.iter().zip(shown.as_flattened());
        columns.hidden = hidden.map(|(all, shown)| all.saturating_sub(*shown)).collect();
        columns
    }

    /// Marks what shows a path of nodes; `is_tree`: a name may have several boxes.
    pub fn mark(&mut self, path: &[Vec<u8>], is_tree: bool) {
        let arrows: Vec<[u32; 2]> = self.graph.edges.iter().map(|e| [e.from, e.to]).collect();
        self.heaviest = heaviest::shown(path, &self.names, &arrows, is_tree);
    }

    fn add_box(
        &mut self,
        trimmed: &Trimmed,
        shown: PictureBox,
        index: u32,
        sizes: &TextSizes,
        color: fn(f64) -> u32,
    ) {
        // Boxes are as large as what is seen in them.
        let lines = shown.lines.iter().map(|line| seen(line));
        let text = lines.chain(shown.figures).collect::<Vec<_>>().join("\n");
        let (name, color, owner, values, hidden) = match shown.content {
            Content::Node { vertex, name, score, .. } => {
                let values = &trimmed.graph.vertices[vertex as usize];
                let hidden = trimmed.neighbours.get(vertex as usize).copied().unwrap_or_default();
                let values = [values.flat_value(), values.cum_value()];
                (name, color(score), NO_OWNER, values, hidden)
            }
            Content::Nodelet { owner, weight, value, dotted, .. } => {
                let edge = Edge {
                    from: owner,
                    to: index,
                    weight: NODELET_WEIGHT as f64,
                    min_length: 1,
                    label: Some(sizes.of_label(&value)),
                };
                let style = style(false, dotted, 1);
                self.add_arrow(edge, value, weight, style, GREY);
                (Vec::new(), GREY, owner, [weight, weight], [0, 0])
            }
        };
        self.graph.nodes.push(sizes.of_box(&text, shown.font_size as f64));
        self.names.push(name);
        self.texts.push(text);
        self.values.extend(values);
        self.font_sizes.push(shown.font_size as u8);
        self.owners.push(owner);
        self.hidden.extend(hidden);
        self.box_colors.push(color);
    }

    fn add_arrow(&mut self, edge: Edge, label: String, weight: i64, style: u8, color: u32) {
        self.graph.edges.push(edge);
        self.labels.push(label);
        self.weights.push(weight);
        self.styles.push(style);
        self.arrow_colors.push(color);
    }

    /// As a message, without what a search finds.
    pub fn data(&self) -> GraphData {
        let (layout, graph) = (&self.layout, &self.graph);
        let place = |(at, size): (&Point, &hearth_layout::Size)| {
            let (width, height) = (size.width, size.height);
            [at.x - width / 2.0, at.y - height / 2.0, width, height]
        };
        let places: Vec<f64> = layout.nodes.iter().zip(&graph.nodes).flat_map(place).collect();
        let label = |label: Option<Point>| label.map_or([f64::NAN; 2], |at| [at.x, at.y]);
        let label_places: Vec<f64> = layout.edges.iter().flat_map(|e| label(e.label)).collect();
        let (mut curves, mut points) = (Vec::new(), Vec::new());
        for curve in &layout.edges {
            points.extend(curve.points.iter().flat_map(|at| [at.x, at.y]));
            curves.push(points.len() as u32 / 2);
        }
        let ends: Vec<u32> = graph.edges.iter().flat_map(|e| [e.from, e.to]).collect();
        let colors = [&*self.box_colors, &*self.arrow_colors].concat();
        let names: Vec<_> = self.names.iter().map(|name| String::from_utf8_lossy(name)).collect();
        let [original_count, dropped_nodes, dropped_edges] = self.counts;
        GraphData {
            total: self.total,
            unit: self.unit.clone(),
            output_unit: match &*self.output_unit {
                "" => measure::AUTO.to_owned(),
                unit => unit.to_owned(),
            },
            width: layout.size.width,
            height: layout.size.height,
            original_count,
            dropped_nodes,
            dropped_edges,
            places: Float64Array::from(&*places),
            values: BigInt64Array::from(&*self.values),
            font_sizes: Uint8Array::from(&*self.font_sizes),
            owners: Uint32Array::from(&*self.owners),
            hidden: Uint32Array::from(&*self.hidden),
            names: Names::new(names.iter().map(|name| &**name)),
            texts: Names::new(self.texts.iter().map(|text| &**text)),
            ends: Uint32Array::from(&*ends),
            weights: BigInt64Array::from(&*self.weights),
            styles: Uint8Array::from(&*self.styles),
            labels: Names::new(self.labels.iter().map(|label| &**label)),
            label_places: Float64Array::from(&*label_places),
            curves: Uint32Array::from(&*curves),
            points: Float64Array::from(&*points),
            colors: Uint32Array::from(&*colors),
            matches: Uint8Array::new_with_length(self.names.len() as u32),
            matched: 0,
            matched_functions: 0,
            heaviest: Uint32Array::from(&*self.heaviest.boxes),
            heaviest_arrows: Uint32Array::from(&*self.heaviest.arrows),
        }
    }
}

/// Number of characters of a line that are drawn.
const LONGEST: usize = 400;

/// A line of a name as it is drawn.
fn seen(line: &[u8]) -> String {
    let line = String::from_utf8_lossy(line);
    visible(&shortened(&line, LONGEST)).into_owned()
}
