//! The flame graph.

use super::Refusal;
use hearth_core::query::{Query, Search};
use hearth_core::selection::{Frame, Matched, NodeId, Selection, Session, Shape};
use hearth_core::view::flame::{Content, Flame, FlameBox, Window, shaped};
use hearth_core::view::origin::shades;
use hearth_messages::{FRAME_MANY, FlameData, FlameQuestion, FlameShape, FlameWindow, Names};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use std::rc::Rc;

pub fn data(session: &mut Session, asked: &FlameQuestion) -> Result<FlameData, Refusal> {
    let query = Query::from_url(&asked.query)?;
    let shape = shape(&asked.shape);
    let matched = match Search::new(&asked.shape.search)? {
        Some(search) => session.search(&query, &shape, &search)?,
        None => Rc::default(),
    };
    let (selection, tree) = session.select_shaped(&query, &shape)?;
    let window = window(asked.window, tree.width());
    Ok(columns(&selection, &shaped(&tree, window), window, &matched, &query))
}

/// The shape of a tree that is drawn.
pub fn shape(asked: &FlameShape) -> Shape {
    Shape { pivot: asked.pivot.clone(), collapse: asked.collapse }
}

/// The window to list boxes of, in a graph of this width; all of it, if none is asked for.
pub fn window(asked: Option<FlameWindow>, whole: f64) -> Window {
    asked.map_or(Window { from: 0.0, to: 0.0, min_width: 0.0 }, |w| {
        let span = if w.to > w.from { w.to - w.from } else { whole };
        let min_width = if w.pixels > 0.0 { span * w.min_pixels / w.pixels } else { 0.0 };
        Window { from: w.from, to: w.to, min_width }
    })
}

/// The boxes in a window as a message.
pub fn columns(
    selection: &Selection,
    flame: &Flame,
    window: Window,
    matched: &Matched,
    query: &Query,
) -> FlameData {
    let is_window = window.to > window.from;
    let boxes = &flame.boxes;
    let floats = |value: fn(&FlameBox) -> f64| -> Float64Array {
        Float64Array::from(&*boxes.iter().map(value).collect::<Vec<f64>>())
    };
    let ints = |value: fn(&FlameBox) -> i64| -> BigInt64Array {
        BigInt64Array::from(&*boxes.iter().map(value).collect::<Vec<i64>>())
    };
    let mut used = UsedFrames::new(selection);
    let frame: Vec<u32> = boxes.iter().map(|b| used.index(b.content)).collect();
    let count: Vec<u32> = boxes
        .iter()
        .map(|b| match b.content {
            Content::Many(count) => count,
            _ => 1,
        })
        .collect();
    let inlined: Vec<u8> = boxes
        .iter()
        .map(|b| matches!(b.content, Content::Frame(frame) if frame.is_inlined()).into())
        .collect();
    FlameData {
        total: selection.total,
        unit: selection.unit().into_owned(),
        output_unit: super::each_its_own(query),
        width: flame.width,
        from: if is_window { window.from } else { 0.0 },
        to: if is_window { window.to } else { flame.width },
        levels: Uint32Array::from(&*flame.levels),
        left: floats(|b| b.left),
        widths: floats(|b| b.width),
        cum: ints(|b| b.cum),
        flat: ints(|b| b.flat),
        frame: Uint32Array::from(&*frame),
        count: Uint32Array::from(&*count),
        inlined: Uint8Array::from(&*inlined),
        pivot_depth: flame.pivot_depth,
        matched: matched.weight,
        matched_functions: matched.count,
        matches: Uint8Array::from(&*used.matches(matched)),
        shades: Uint8Array::from(&*used.shades()),
        names: Names::new(used.names.iter().map(|n| &**n)),
        files: Names::new(used.files.iter().map(|n| &**n)),
    }
}

/// The frames that boxes show, numbered as they appear; the root is the first.
struct UsedFrames<'a> {
    selection: &'a Selection<'a>,
    /// The number of each node, + 1; 0 for one that was not seen yet.
    numbers: Vec<u32>,
    /// The nodes; the root is none.
    nodes: Vec<Option<NodeId>>,
    names: Vec<String>,
    files: Vec<String>,
}

impl<'a> UsedFrames<'a> {
    fn new(selection: &'a Selection<'a>) -> Self {
        Self {
            selection,
            numbers: vec![0; selection.frames.nodes.len()],
            nodes: vec![None],
            names: vec!["root".to_owned()],
            files: vec![String::new()],
        }
    }

    /// 1 for each that a search found.
    fn matches(&self, matched: &Matched) -> Vec<u8> {
        let is_match = |node: NodeId| matched.nodes.get(node as usize) == Some(&true);
        self.nodes.iter().map(|node| node.is_some_and(is_match).into()).collect()
    }

    fn shades(&self) -> Vec<u8> {
        let shades = shades(self.selection);
        let of = |node: &Option<NodeId>| node.map_or(0, |node| shades[node as usize]);
        self.nodes.iter().map(of).collect()
    }

    fn index(&mut self, content: Content) -> u32 {
        match content {
            Content::Root => 0,
            Content::Many(_) => FRAME_MANY,
            Content::Frame(frame) => self.number(frame),
        }
    }

    fn number(&mut self, frame: Frame) -> u32 {
        let node = frame.node();
        let slot = node as usize;
        if self.numbers[slot] == 0 {
            let nodes = &self.selection.frames.nodes;
            let name = nodes.printable_name(node);
            self.nodes.push(Some(node));
            self.names.push(String::from_utf8_lossy(&name).into_owned());
            self.files.push(super::file_of(self.selection.profile, nodes.function(node)));
            self.numbers[slot] = self.names.len() as u32;
        }
        self.numbers[slot] - 1
    }
}
