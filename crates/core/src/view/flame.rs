//! The flame graph: the boxes that can be seen in a window.
//!
//! Nothing is built for what is not seen. Starting at the root, a box's children
//! are runs of the sorted stacks below it; those that are outside the window, or
//! narrower than can be drawn, are counted but not entered. Children are laid
//! out widest first, behind a gap that is the box's flat value, so what is
//! too narrow lies together at the right and is drawn as one sliver that says how
//! many it stands for.
//!
//! Positions are sums of magnitudes from the left, in the values' own unit. They
//! depend only on the selection: zooming in changes which boxes are listed, and
//! never where they are.
//!
//! Turned around a frame, the graph is two of them: what the frame called, below
//! it, and its callers above it, laid out by the same rules from the frame up.

use crate::selection::{Frame, PrefixSums, Shaped, Sorted, Tree};
use std::ops::Range;

/// The part of the graph that is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The left end.
    pub from: f64,
    /// The right end.
    pub to: f64,
    /// Boxes narrower than this are gathered.
    pub min_width: f64,
}

/// Content of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// All stacks.
    Root,
    /// A frame.
    Frame(Frame),
    /// Number of boxes that are too narrow to be drawn.
    Many(u32),
}

/// One box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlameBox {
    /// Its distance from the left, in the values' unit.
    pub left: f64,
    /// Its width: the sum of the magnitudes of its values.
    pub width: f64,
    /// The sum of its values.
    pub cum: i64,
    /// The sum of the values of the stacks that end here.
    pub flat: i64,
    /// Content.
    pub content: Content,
    /// Where its stacks start and end in the sorted ones; those of many boxes are at
    /// several places: then both are 0.
    pub stacks: [u32; 2],
}

/// The boxes in a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flame {
    /// The width of the whole graph.
    pub width: f64,
    /// The boxes, by depth (the root first), then from left to right.
    pub boxes: Vec<FlameBox>,
    /// Where each depth starts in `boxes`, and the number of boxes at the end.
    pub levels: Vec<u32>,
    /// The depth of the frame that the graph is turned around, with its callers
    /// above it; 0 for the root.
    pub pivot_depth: u32,
}

/// A box whose children are still to be found.
struct Open {
    stacks: Range<usize>,
    left: f64,
}

/// A run of stacks with the same frame below a box.
struct Child {
    stacks: Range<usize>,
    width: i64,
    frame: Frame,
}

/// The children of a box that are too narrow to be drawn, together.
#[derive(Default)]
struct Narrow {
    count: u32,
    width: f64,
    net: i64,
}

/// Lists the boxes in a window of a graph of any shape; all of it, if the window is
/// empty.
pub fn shaped(shaped: &Shaped, window: Window) -> Flame {
    let below = flame(&shaped.below, window);
    let Some((pivot, above)) = &shaped.above else { return below };
    let above = flame(above, window);
    let mut all = Flame { width: below.width, ..Flame::default() };
    for level in above.levels.windows(2).skip(1).rev() {
        all.levels.push(all.boxes.len() as u32);
        let callers = &above.boxes[level[0] as usize..level[1] as usize];
        // These stacks end in the pivot, or below it: nothing is the callers' own.
        all.boxes.extend(callers.iter().map(|&caller| FlameBox { flat: 0, ..caller }));
    }
    all.pivot_depth = all.levels.len() as u32;
    let start = all.boxes.len();
    all.levels.extend(below.levels.iter().map(|level| level + start as u32));
    all.boxes.extend(below.boxes);
    all.boxes[start].content = Content::Frame(*pivot);
    all
}

/// Lists the boxes in a window; all of the graph, if the window is empty.
pub fn flame(tree: &Tree, window: Window) -> Flame {
    let Tree { sorted, sums } = tree;
    let all = 0..sorted.len();
    let width = sums.magnitude(all.clone()) as f64;
    let is_empty = window.to <= window.from;
    let window = if is_empty { Window { from: 0.0, to: width, ..window } } else { window };
    let mut builder = Builder { sorted, sums, window, flame: Flame { width, ..Flame::default() } };

    builder.flame.levels.push(0);
    let mut level = vec![builder.add(all, 0, 0.0, Content::Root)];
    let mut depth = 0;
    let mut children = Vec::new();
    while !level.is_empty() {
        builder.flame.levels.push(builder.flame.boxes.len() as u32);
        let mut next = Vec::new();
        for parent in &level {
            builder.children(parent, depth, &mut children, &mut next);
        }
        level = next;
        depth += 1;
    }
    let end = builder.flame.boxes.len() as u32;
    if builder.flame.levels.last() != Some(&end) {
        builder.flame.levels.push(end);
    }
    builder.flame
}

struct Builder<'a> {
    sorted: &'a Sorted,
    sums: &'a PrefixSums,
    window: Window,
    flame: Flame,
}

impl Builder<'_> {
    /// Lists one box. `depth` is the number of frames down to it, and so that of
    /// its children in the stacks.
    fn add(&mut self, stacks: Range<usize>, depth: usize, left: f64, content: Content) -> Open {
        let own = self.sorted.own_end(stacks.clone(), depth);
        self.flame.boxes.push(FlameBox {
            left,
            width: self.sums.magnitude(stacks.clone()) as f64,
            cum: self.sums.net(stacks.clone()),
            flat: self.sums.net(stacks.start..own),
            content,
            stacks: [stacks.start as u32, stacks.end as u32],
        });
        Open { stacks, left }
    }

    fn children(
        &mut self,
        parent: &Open,
        depth: usize,
        children: &mut Vec<Child>,
        next: &mut Vec<Open>,
    ) {
        let own = self.sorted.own_end(parent.stacks.clone(), depth);
        let narrow = self.runs(own..parent.stacks.end, depth, children);
        children.sort_unstable_by(|a, b| b.width.cmp(&a.width).then(a.frame.cmp(&b.frame)));

        let mut left = parent.left + self.sums.magnitude(parent.stacks.start..own) as f64;
        for child in children.drain(..) {
            let width = child.width as f64;
            if self.is_in_window(left, width) {
                let content = Content::Frame(child.frame);
                next.push(self.add(child.stacks, depth + 1, left, content));
            }
            left += width;
        }
        if narrow.width > 0.0 && self.is_in_window(left, narrow.width) {
            self.flame.boxes.push(FlameBox {
                left,
                width: narrow.width,
                cum: narrow.net,
                flat: 0,
                content: Content::Many(narrow.count),
                stacks: [0; 2],
            });
        }
    }

    fn is_in_window(&self, left: f64, width: f64) -> bool {
        left < self.window.to && left + width > self.window.from
    }

    /// The children of a box that are not nothing: lists those that are wide enough
    /// to be drawn, and sums the others.
    fn runs(&self, stacks: Range<usize>, depth: usize, wide: &mut Vec<Child>) -> Narrow {
        let mut narrow = Narrow::default();
        let mut start = stacks.start;
        while start < stacks.end {
            let run = start..self.sorted.run_end(start..stacks.end, depth);
            start = run.end;
            let width = self.sums.magnitude(run.clone());
            if width <= 0 {
                continue;
            }
            if (width as f64) < self.window.min_width {
                narrow.count += 1;
                narrow.width += width as f64;
                narrow.net = narrow.net.wrapping_add(self.sums.net(run));
            } else if let Some(frame) = self.sorted.frame_at(run.start, depth) {
                wide.push(Child { stacks: run, width, frame });
            }
        }
        narrow
    }
}

#[cfg(test)]
pub(crate) mod tests;
