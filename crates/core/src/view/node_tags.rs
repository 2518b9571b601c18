//! The labels of the samples at each node, for pictures.

use super::graph::{Graph, NodeSet, VertexId};
use crate::measure;
use crate::profile::combine::DIFF_BASE;
use crate::profile::{Interner, LabelValue, StringId, Strings};
use crate::selection::{NodeId, Selection, average};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// The texts of the samples at a vertex, or a number that comes with them.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The vertex.
    pub vertex: VertexId,
    /// The texts of a sample, all in one, in [`NodeTags::texts`].
    pub labels: StringId,
    /// The number, if this is the tag of one.
    pub number: Option<NumberTag>,
    /// Weight of the samples that end here.
    pub flat: i64,
    /// Divisor of `flat` for an average.
    pub flat_divisor: i64,
    /// Weight of the samples that come through here.
    pub cum: i64,
    /// Divisor of `cum` for an average.
    pub cum_divisor: i64,
}

/// A number at a vertex. Numbers that are written the same are one.
#[derive(Clone, Copy, Debug)]
pub struct NumberTag {
    /// Text, in [`NodeTags::texts`].
    pub name: StringId,
    /// The first number that was written so.
    pub value: i64,
}

impl Tag {
    /// The value to show for the samples that end here.
    pub fn flat_value(&self) -> i64 {
        average(self.flat, self.flat_divisor)
    }

    /// The value to show for the samples that come through here.
    pub fn cum_value(&self) -> i64 {
        average(self.cum, self.cum_divisor)
    }
}

/// The tags of all vertices.
#[derive(Clone, Debug, Default)]
pub struct NodeTags {
    /// The names of tags; the first is empty.
    pub texts: Strings,
    /// The unit of the numbers.
    pub unit: String,
    by_vertex: HashMap<VertexId, Vec<Tag>, FxBuildHasher>,
}

/// The only numbers that are shown at nodes: the sizes of allocations.
const BYTES: &[u8] = b"bytes";

/// Labels and weight of a sample.
struct Carried {
    labels: StringId,
    numbers: Vec<NumberTag>,
}

impl NodeTags {
    /// Collects the tags for a graph that was made of the `kept` nodes, sample by
    /// sample in the profile's order. Numbers are written in `unit`.
    pub fn new(selection: &Selection, graph: &Graph, kept: Option<&NodeSet>, unit: &str) -> Self {
        let profile = selection.profile;
        let mut this = Self { unit: selection.units.get(BYTES).to_owned(), ..Self::default() };
        this.texts.push(b"");
        if profile.samples.labels.is_empty() {
            return this;
        }
        let mut interner = Interner::new(&this.texts);
        let values = &profile.samples.values;
        for (sample, &value) in values[selection.sample_index].iter().enumerate() {
            let divisor = if selection.mean { values[0][sample] } else { 0 };
            let carried = this.carried(selection, sample, unit, &mut interner);
            let is_nothing = carried.labels == 0 && carried.numbers.is_empty();
            if is_nothing || (value == 0 && divisor == 0) {
                continue;
            }
            let (path, leaf) = walk(selection, graph, kept, profile.samples.stack[sample]);
            for vertex in path {
                this.add(vertex, &carried, |tag| {
                    tag.cum = tag.cum.wrapping_add(value);
                    tag.cum_divisor = tag.cum_divisor.wrapping_add(divisor);
                });
            }
            if let Some(vertex) = leaf {
                this.add(vertex, &carried, |tag| {
                    tag.flat = tag.flat.wrapping_add(value);
                    tag.flat_divisor = tag.flat_divisor.wrapping_add(divisor);
                });
            }
        }
        this
    }

    /// The tags of a vertex, in no particular order.
    pub fn of(&self, vertex: VertexId) -> &[Tag] {
        self.by_vertex.get(&vertex).map_or(&[], Vec::as_slice)
    }

    /// Removes the tags of listed vertices that are too light.
    pub fn trim(&mut self, graph: &Graph, limit: i64) {
        for vertex in &graph.listed {
            if let Some(tags) = self.by_vertex.get_mut(vertex) {
                let is_heavy = |v: i64| v.wrapping_abs() >= limit;
                tags.retain(|tag| is_heavy(tag.flat) || is_heavy(tag.cum));
            }
        }
    }

    /// Number of tags of a vertex that samples ended with.
    pub fn count_flat(&self, vertex: VertexId) -> usize {
        self.of(vertex).iter().filter(|tag| tag.flat != 0).count()
    }

    fn carried(
        &mut self,
        selection: &Selection,
        sample: usize,
        unit: &str,
        interner: &mut Interner,
    ) -> Carried {
        let strings = &selection.profile.strings;
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        for label in selection.profile.samples.labels.of(sample) {
            let key = strings.get(label.key);
            match label.value {
                LabelValue::Text(_) if key == DIFF_BASE.0 => {}
                LabelValue::Text(text) => texts.push([key, b":", strings.get(text)].concat()),
                LabelValue::Number(value, _) if key == BYTES => {
                    let name = measure::scaled_label(value, &self.unit, unit);
                    let name = interner.intern(&mut self.texts, name.as_bytes());
                    numbers.push(NumberTag { name, value });
                }
                LabelValue::Number(..) => {}
            }
        }
        texts.sort_unstable();
        let labels = interner.intern(&mut self.texts, &texts.join(&b"\\n"[..]));
        Carried { labels, numbers }
    }

    fn add(&mut self, vertex: VertexId, carried: &Carried, add: impl Fn(&mut Tag)) {
        let tags = self.by_vertex.entry(vertex).or_default();
        let text = (carried.labels != 0).then_some(None);
        for number in text.into_iter().chain(carried.numbers.iter().copied().map(Some)) {
            let name = number.map(|n: NumberTag| n.name);
            let is_same =
                |tag: &Tag| tag.labels == carried.labels && tag.number.map(|n| n.name) == name;
            let at = tags.iter().position(is_same).unwrap_or_else(|| {
                tags.push(Tag {
                    vertex,
                    labels: carried.labels,
                    number,
                    flat: 0,
                    flat_divisor: 0,
                    cum: 0,
                    cum_divisor: 0,
                });
                tags.len() - 1
            });
            add(&mut tags[at]);
        }
    }
}

/// The vertices of a stack and, if it was kept, the leaf. In a tree a vertex
/// comes once for each frame; in a graph once.
fn walk(
    selection: &Selection,
    graph: &Graph,
    kept: Option<&NodeSet>,
    stack: u32,
) -> (Vec<VertexId>, Option<VertexId>) {
    let mut path: Vec<VertexId> = Vec::new();
    let mut last = None;
    let mut is_leaf = false;
    for frame in selection.frames.root_first(selection.profile.stacks.get(stack)) {
        let node: NodeId = frame.node();
        let vertex = match &graph.paths {
            Some(paths) => paths.below(last, node),
            None => kept.is_none_or(|kept| kept.contains(node)).then_some(node),
        };
        is_leaf = vertex.is_some();
        let Some(vertex) = vertex else { continue };
        last = Some(vertex);
        path.push(vertex);
    }
    if graph.paths.is_none() {
        path.sort_unstable();
        path.dedup();
    }
    (path, last.filter(|_| is_leaf))
}
