//! The graph in layers: what all later modules work on.
//!
//! Every edge becomes a chain of links from one layer to the next, through bends
//! that take no space and through its label, which does. If there are labels, each second layer
//! is for them alone: then no row of nodes is wider or higher for a label.

use crate::input::{Arrow, Part};
use crate::lists::Lists;
use crate::{Options, Size, length};
use std::ops::Range;

/// Purpose of a place in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A node, by its number in the part.
    Node,
    /// An edge passes, by its number in the part.
    Bend(u32),
    /// The label of an edge.
    Label(u32),
}

/// A part in layers. Places are numbered: first the nodes, then those of each chain.
#[derive(Clone, Debug, Default)]
pub struct Layered {
    pub kinds: Vec<Kind>,
    /// The layer of each place.
    pub layer: Vec<u32>,
    /// Extent of each place to the left of its x, and to the right.
    pub left: Vec<f64>,
    pub right: Vec<f64>,
    /// Height of each place. Its y is the middle.
    pub height: Vec<f64>,
    /// For each arrow, the places between its ends, from the top.
    pub chains: Vec<Range<u32>>,
    /// The links, from one layer to the next.
    pub links: Vec<Link>,
    /// For each place those that it is linked to, above and below.
    pub above: Lists,
    pub below: Lists,
    /// Number of layers.
    pub layers: usize,
    /// The gaps, and how far a label is from its edge.
    pub gaps: Gaps,
}

/// A piece of an edge.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub upper: u32,
    pub lower: u32,
    pub weight: i64,
}

/// Distances between places in one layer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gaps {
    /// Between two nodes.
    pub node: f64,
    /// Beside an edge.
    pub edge: f64,
    /// Between an edge and its label.
    pub label: f64,
    /// Between two rows of nodes.
    pub rank: f64,
}

impl Gaps {
    fn new(options: &Options) -> Self {
        let node = length(options.node_gap);
        Self { node, edge: node * 0.6, label: node / 9.0, rank: length(options.rank_gap) }
    }

    /// Between two places of a layer.
    pub fn between(&self, a: Kind, b: Kind) -> f64 {
        if a == Kind::Node && b == Kind::Node { self.node } else { self.edge }
    }
}

/// Extent of a loop to the right of its node, or of the loop inside it.
pub fn loop_extent(gaps: &Gaps, label: Option<Size>) -> f64 {
    let label = label.map_or(0.0, |label| gaps.label + label.width);
    gaps.node.max(1.0) + label
}

impl Layered {
    /// Builds the layers of a part whose ranks are known.
    pub fn new(part: &Part, ranks: &[i64], options: &Options) -> Self {
        let gaps = Gaps::new(options);
        let has_labels = part.arrows.iter().any(|arrow| arrow.label.is_some());
        let per_rank = if has_labels { 2 } else { 1 };
        let layer: Vec<u32> = ranks.iter().map(|&rank| rank as u32 * per_rank).collect();
        let mut layered = Self {
            kinds: vec![Kind::Node; ranks.len()],
            layers: layer.iter().max().map_or(0, |&last| last as usize + 1),
            layer,
            left: part.sizes.iter().map(|size| size.width / 2.0).collect(),
            right: part.sizes.iter().map(|size| size.width / 2.0).collect(),
            height: part.sizes.iter().map(|size| size.height).collect(),
            gaps,
            ..Self::default()
        };
        for l in &part.loops {
            let node = l.node as usize;
            layered.right[node] += loop_extent(&gaps, l.label);
            let label = l.label.map_or(0.0, |label| label.height);
            layered.height[node] = layered.height[node].max(label);
        }
        // The width of the labels in each layer.
        let mut load = vec![0.0; layered.layers];
        for (number, arrow) in part.arrows.iter().enumerate() {
            layered.add_chain(number as u32, arrow, &mut load);
        }
        let count = layered.kinds.len();
        let links = layered.links.iter();
        layered.above = Lists::new(count, links.clone().map(|link| (link.lower, link.upper)));
        layered.below = Lists::new(count, links.map(|link| (link.upper, link.lower)));
        layered
    }

    fn add_chain(&mut self, number: u32, arrow: &Arrow, load: &mut [f64]) {
        let first = self.kinds.len() as u32;
        let between = self.layer[arrow.from as usize] + 1..self.layer[arrow.to as usize];
        let label = arrow.label.and_then(|label| {
            // Among the layers for labels, the emptiest; the uppermost of those.
            let layers = between.clone().filter(|layer| layer % 2 == 1);
            let layer = layers.min_by(|&a, &b| load[a as usize].total_cmp(&load[b as usize]))?;
            load[layer as usize] += label.width;
            Some((layer, label))
        });
        let mut upper = arrow.from;
        for layer in between {
            let place = self.kinds.len() as u32;
            let label = label.filter(|(at, _)| *at == layer).map(|(_, label)| label);
            self.kinds.push(label.map_or(Kind::Bend(number), |_| Kind::Label(number)));
            self.layer.push(layer);
            self.left.push(0.0);
            self.right.push(label.map_or(0.0, |label| self.gaps.label + label.width));
            self.height.push(label.map_or(0.0, |label| label.height));
            self.links.push(Link { upper, lower: place, weight: arrow.weight });
            upper = place;
        }
        self.links.push(Link { upper, lower: arrow.to, weight: arrow.weight });
        self.chains.push(first..self.kinds.len() as u32);
    }
}
