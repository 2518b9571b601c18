//! Modules of this crate in their order, in steps.

use crate::acyclic::break_cycles;
use crate::input::{Part, parts};
use crate::layered::{Kind, Layered};
use crate::order::Ordering;
use crate::pack::{Outline, Strip, pack};
use crate::places::Order;
use crate::position::{Horizontal, Rows};
use crate::route::{Placed, draw, draw_loop, ports, reach};
use crate::simplex::Simplex;
use crate::{Curve, Graph, Layout, Options, Point, Size, length, rank};

/// Lays a graph out. See [`Layouter`] for doing so in steps.
pub fn layout(graph: &Graph, options: &Options) -> Layout {
    Layouter::new(graph, options).finish()
}

/// Operations that a unit of budget is for: about a microsecond's.
const UNIT: u64 = 1000;
/// Operations that each simplex may take in a part: what has not
/// been improved by then stays as it is, which is valid, too.
const SIMPLEX_LIMIT: u64 = 80_000_000;

/// A layout in steps: for those who must look at other things in between. The result
/// is that of [`layout`], whatever the steps.
pub struct Layouter {
    options: Options,
    nodes: usize,
    edges: usize,
    parts: Vec<Work>,
    /// The part in work.
    current: usize,
}

/// A part, and how far it is.
struct Work {
    part: Part,
    stage: Stage,
    operations: u64,
}

enum Stage {
    Waiting,
    Rank(Box<Simplex>),
    Order(Box<(Layered, Ordering)>),
    Position(Box<(Layered, Order, Horizontal)>),
    Route(Box<Routing>),
}

/// A part whose edges are being drawn.
struct Routing {
    layered: Layered,
    order: Order,
    x: Vec<f64>,
    width: f64,
    rows: Rows,
    ports: Vec<(f64, f64)>,
    curves: Vec<Curve>,
}

impl Layouter {
    /// Takes a graph; nothing is done yet.
    pub fn new(graph: &Graph, options: &Options) -> Self {
        let parts = parts(graph).into_iter();
        let work = |part| Work { part, stage: Stage::Waiting, operations: 0 };
        Self {
            options: options.clone(),
            nodes: graph.nodes.len(),
            edges: graph.edges.len(),
            parts: parts.map(work).collect(),
            current: 0,
        }
    }

    /// Goes on for about as many microseconds as `budget` says, but at least a little. Returns
    /// whether all is done.
    pub fn step(&mut self, budget: u32) -> bool {
        let mut left = (u64::from(budget) * UNIT).max(1);
        while let Some(work) = self.parts.get_mut(self.current) {
            let (done, operations) = work.advance(&self.options);
            self.current += usize::from(done);
            left = left.saturating_sub(operations + 1);
            if left == 0 {
                break;
            }
        }
        self.current == self.parts.len()
    }

    /// The share that is done, about: from 0 to 1.
    pub fn progress(&self) -> f64 {
        let all: usize = self.parts.iter().map(Work::size).sum();
        let done: usize = self.parts[..self.current].iter().map(Work::size).sum();
        let current = self.parts.get(self.current);
        let current = current.map_or(0.0, |work| work.progress() * work.size() as f64);
        if all == 0 { 1.0 } else { (done as f64 + current) / all as f64 }
    }

    /// The drawing; does what is left to do.
    pub fn finish(mut self) -> Layout {
        while !self.step(u32::MAX) {}
        let outlines: Vec<Outline> = self.parts.iter().map(Work::outline).collect();
        let leftmost = |work: &Work| {
            let known = work.previous(&self.options).into_iter().flatten();
            known.min_by(f64::total_cmp)
        };
        let previous: Vec<Option<f64>> = self.parts.iter().map(leftmost).collect();
        let node_gap = length(self.options.node_gap);
        // Nothing leads from one part to the other.
        let gap = Size { width: node_gap, height: length(self.options.rank_gap) / 3.0 };
        let (corners, size) = pack(&outlines, &previous, gap);
        let mut layout = Layout {
            size,
            nodes: vec![Point::default(); self.nodes],
            edges: vec![Curve::default(); self.edges],
        };
        for (work, corner) in self.parts.iter_mut().zip(corners) {
            work.place(corner, &mut layout);
        }
        layout
    }
}

impl Work {
    fn size(&self) -> usize {
        self.part.sizes.len() + self.part.arrows.len()
    }

    /// Does a little. Returns whether the part is done, and how many operations it took.
    fn advance(&mut self, options: &Options) -> (bool, u64) {
        let size = self.size() as u64;
        let stage = std::mem::replace(&mut self.stage, Stage::Waiting);
        let (stage, operations, done) = match stage {
            Stage::Waiting => {
                break_cycles(self.part.sizes.len(), &mut self.part.arrows);
                (Stage::Rank(Box::new(rank::problem(&self.part))), size * 50, false)
            }
            Stage::Rank(mut simplex) => {
                let before = simplex.work;
                let best = simplex.pivot();
                let operations = simplex.work - before;
                self.operations += operations;
                if best || self.operations > SIMPLEX_LIMIT {
                    (self.begin_order(*simplex, options), operations + size * 20, false)
                } else {
                    (Stage::Rank(simplex), operations, false)
                }
            }
            Stage::Order(mut state) => {
                let (layered, ordering) = &mut *state;
                let operations = ordering.cost(layered);
                if ordering.step(layered) {
                    let (layered, ordering) = *state;
                    (
                        self.begin_position(layered, ordering.into_order(), options),
                        operations,
                        false,
                    )
                } else {
                    (Stage::Order(state), operations, false)
                }
            }
            Stage::Position(mut state) => {
                let before = state.2.work();
                let best = state.2.pivot();
                let operations = state.2.work() - before;
                self.operations += operations;
                if best || self.operations > SIMPLEX_LIMIT {
                    let (layered, order, horizontal) = *state;
                    (self.begin_route(layered, order, horizontal), operations, false)
                } else {
                    (Stage::Position(state), operations, false)
                }
            }
            Stage::Route(mut routing) => {
                let number = routing.curves.len() as u32;
                let done = number as usize == self.part.arrows.len();
                if !done {
                    let placed = routing.placed(&self.part);
                    let curve = draw(&placed, number);
                    routing.curves.push(curve);
                }
                (Stage::Route(routing), 20_000, done)
            }
        };
        self.stage = stage;
        (done, operations)
    }

    fn begin_order(&mut self, simplex: Simplex, options: &Options) -> Stage {
        let mut ranks = simplex.into_places();
        rank::balance(&self.part, &mut ranks);
        self.operations = 0;
        let layered = Layered::new(&self.part, &ranks, options);
        let previous = self.previous(options);
        let is_known = previous.iter().any(Option::is_some);
        let ordering = Ordering::new(&layered, is_known.then_some(previous));
        Stage::Order(Box::new((layered, ordering)))
    }

    fn begin_position(&mut self, layered: Layered, order: Order, options: &Options) -> Stage {
        let horizontal = Horizontal::new(&layered, &order, &self.previous(options));
        self.operations = 0;
        Stage::Position(Box::new((layered, order, horizontal)))
    }

    fn begin_route(&self, layered: Layered, order: Order, horizontal: Horizontal) -> Stage {
        let (x, width) = horizontal.finish(&layered);
        let rows = Rows::new(&layered);
        let ports = ports(&self.part, &layered, &order, &x);
        let curves = Vec::with_capacity(self.part.arrows.len());
        Stage::Route(Box::new(Routing { layered, order, x, width, rows, ports, curves }))
    }

    /// Where the nodes of the part were.
    fn previous(&self, options: &Options) -> Vec<Option<f64>> {
        let was = |&name: &u32| {
            let point = options.previous.get(name as usize).copied().flatten()?;
            point.x.is_finite().then(|| point.x.clamp(-1e9, 1e9))
        };
        self.part.names.iter().map(was).collect()
    }

    fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Waiting => 0.0,
            Stage::Rank(_) => 0.05,
            Stage::Order(state) => 0.1 + 0.4 * state.1.progress(),
            Stage::Position(state) => {
                // How many exchanges it will take cannot be known.
                let expected = (state.2.size() as u64 * UNIT) as f64;
                let share = self.operations as f64 / expected;
                0.5 + 0.4 * share / (share + 1.0)
            }
            Stage::Route(routing) => {
                let all = self.part.arrows.len().max(1);
                0.9 + 0.1 * routing.curves.len() as f64 / all as f64
            }
        }
    }

    /// Space that the drawing of the part takes up: a strip for each layer and what is below it.
    fn outline(&self) -> Outline {
        let Stage::Route(routing) = &self.stage else { return Outline::new() };
        let rows = &routing.rows.rows;
        let mut strips: Outline = Vec::with_capacity(rows.len());
        for (layer, &(top, bottom)) in rows.iter().enumerate() {
            let bottom = rows.get(layer + 1).map_or(bottom, |next| next.0);
            strips.push(Strip { top, bottom, left: routing.width, right: 0.0 });
        }
        let layered = &routing.layered;
        for (place, &x) in routing.x.iter().enumerate() {
            let strip = &mut strips[layered.layer[place] as usize];
            strip.left = strip.left.min(x - layered.left[place]);
            strip.right = strip.right.max(x + layered.right[place]);
        }
        for (arrow, curve) in self.part.arrows.iter().zip(&routing.curves) {
            let layers = [arrow.from, arrow.to].map(|node| layered.layer[node as usize] as usize);
            for strip in &mut strips[layers[0]..layers[1] + 1] {
                let (left, right) = reach(curve, arrow.reversed, strip.top, strip.bottom);
                strip.left = strip.left.min(left);
                strip.right = strip.right.max(right);
            }
        }
        strips
    }

    /// Writes the part into the drawing, its top left corner here.
    fn place(&mut self, corner: Point, layout: &mut Layout) {
        let Stage::Route(routing) = &mut self.stage else { return };
        let moved = |point: Point| Point { x: point.x + corner.x, y: point.y + corner.y };
        let curves = std::mem::take(&mut routing.curves);
        let placed = routing.placed(&self.part);
        let part = &self.part;
        let mut write = |name: u32, curve: Curve| {
            layout.edges[name as usize] = Curve {
                points: curve.points.into_iter().map(moved).collect(),
                label: curve.label.map(moved),
            };
        };
        for (arrow, curve) in part.arrows.iter().zip(curves) {
            write(arrow.name, curve);
        }
        let mut loops: Vec<usize> = (0..part.loops.len()).collect();
        loops.sort_by_key(|&l| part.loops[l].node);
        for same in loops.chunk_by(|&a, &b| part.loops[a].node == part.loops[b].node) {
            let node = part.loops[same[0]].node;
            let labels: Vec<Option<Size>> = same.iter().map(|&l| part.loops[l].label).collect();
            let size = part.sizes[node as usize];
            let curves = draw_loop(&placed.layered.gaps, placed.centre(node), size, &labels);
            for (&l, curve) in same.iter().zip(curves) {
                write(part.loops[l].name, curve);
            }
        }
        for (node, &name) in part.names.iter().enumerate() {
            debug_assert_eq!(placed.layered.kinds[node], Kind::Node);
            layout.nodes[name as usize] = moved(placed.centre(node as u32));
        }
    }
}

impl Routing {
    fn placed<'a>(&'a self, part: &'a Part) -> Placed<'a> {
        Placed {
            part,
            layered: &self.layered,
            order: &self.order,
            x: &self.x,
            width: self.width,
            rows: &self.rows,
            ports: &self.ports,
        }
    }
}
