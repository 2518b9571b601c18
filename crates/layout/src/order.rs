//! The order within each layer, with as few crossings as can be found: section 3 of
//! the paper, and sifting after it.
//!
//! Several starts are improved by sweeps (each layer is sorted by the weighted medians of its
//! neighbors, and pairs are exchanged while that helps), then by sifting (each
//! place tries every position in its layer) and by rerouting whole edges. The best
//! order of all, by crossings and by how long the edges will be, is the result.

mod count;
mod reroute;
mod sift;
mod start;
mod sweep;

use crate::layered::Layered;
use crate::places::Order;
use crate::position::estimated_length;
use reroute::Router;
use sift::Sifter;

/// Sweeps without improvement after which a start is given up.
const PATIENCE: u32 = 6;
/// Sweeps from one start.
const SWEEPS: u32 = 24;

/// Operations of rerouting: in a step, and after which a large graph has to do.
const ROUND: u64 = 500_000;
const EFFORT: u64 = 100_000_000;

/// The share of edges that may as well be crossed: an order with few crossings is better, but
/// none is worth edges that are twice as long.
const CLARITY: f64 = 0.25;

/// An order on its way to its best.
pub struct Ordering {
    now: Order,
    crossings: u64,
    /// The best of this start.
    best: Order,
    best_crossings: u64,
    /// The best of all.
    record: Option<(f64, Order)>,
    start: u32,
    starts: u32,
    sweeps: u32,
    idle: u32,
    stage: Stage,
    sifter: Sifter,
    router: Router,
    /// The next edge to reroute.
    arrow: usize,
    /// Sifting or rerouting helped.
    gained: bool,
    /// Order of what was in an earlier drawing, which is kept.
    fixed: Option<Vec<Option<f64>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Start,
    Sweep,
    Sift,
    Reroute,
    Done,
}

impl Ordering {
    /// `previous` has for each node where its center was.
    pub fn new(layered: &Layered, previous: Option<Vec<Option<f64>>>) -> Self {
        // As many starts as a small graph can afford.
        let starts =
            if previous.is_some() { 1 } else { (6_000 / (layered.links.len() + 1)).clamp(2, 4) };
        Self {
            now: Order::default(),
            crossings: 0,
            best: Order::default(),
            best_crossings: 0,
            record: None,
            start: 0,
            starts: starts as u32,
            sweeps: 0,
            idle: 0,
            stage: Stage::Start,
            sifter: Sifter::new(layered, previous.as_deref()),
            router: Router::default(),
            arrow: 0,
            gained: false,
            fixed: previous,
        }
    }

    /// The share that is done.
    pub fn progress(&self) -> f64 {
        f64::from(self.start) / f64::from(self.starts)
    }

    /// About how many operations the next round takes.
    pub fn cost(&self, layered: &Layered) -> u64 {
        let links = layered.links.len() as u64;
        match self.stage {
            Stage::Start | Stage::Sweep => links * 100,
            Stage::Sift | Stage::Done => links * 500,
            Stage::Reroute => ROUND,
        }
    }

    /// One round. Returns whether that was the last.
    pub fn step(&mut self, layered: &Layered) -> bool {
        match self.stage {
            Stage::Start => self.begin(layered),
            Stage::Sweep => self.sweep(layered),
            Stage::Sift => self.sift(layered),
            Stage::Reroute => self.reroute(layered),
            Stage::Done => {}
        }
        self.stage == Stage::Done
    }

    /// The best order.
    pub fn into_order(self) -> Order {
        self.record.map(|(_, order)| order).unwrap_or_default()
    }

    fn begin(&mut self, layered: &Layered) {
        let layers = match &self.fixed {
            Some(previous) => start::from_previous(layered, previous),
            None => match (self.start, &self.record) {
                (0, _) => start::breadth_first(layered, true),
                (1, _) => start::breadth_first(layered, false),
                (n, Some((_, best))) => start::shaken(best, u64::from(n)),
                (_, None) => start::breadth_first(layered, true),
            },
        };
        self.now = Order::new(layers, layered.kinds.len());
        self.crossings = count::all(layered, &self.now);
        self.best = self.now.clone();
        self.best_crossings = self.crossings;
        (self.sweeps, self.idle) = (0, 0);
        self.stage = if self.fixed.is_some() { Stage::Sift } else { Stage::Sweep };
        self.finish_without_crossings(layered);
    }

    fn sweep(&mut self, layered: &Layered) {
        sweep::sweep(layered, &mut self.now, self.sweeps + self.start);
        self.sifter.exchange_pairs(layered, &mut self.now);
        self.crossings = count::all(layered, &self.now);
        self.sweeps += 1;
        self.idle += 1;
        if self.crossings < self.best_crossings {
            self.best_crossings = self.crossings;
            self.best.clone_from(&self.now);
            self.idle = 0;
        }
        if self.idle >= PATIENCE || self.sweeps >= SWEEPS {
            self.now.clone_from(&self.best);
            self.stage = Stage::Sift;
        }
        self.finish_without_crossings(layered);
    }

    fn sift(&mut self, layered: &Layered) {
        self.gained = self.sifter.sift(layered, &mut self.now);
        self.stage = Stage::Reroute;
        self.arrow = 0;
    }

    /// Reroutes the next few edges. After the last it goes on as long as it helps.
    fn reroute(&mut self, layered: &Layered) {
        let before = self.router.work;
        while self.arrow < layered.chains.len() && self.router.work < before + ROUND {
            self.gained |= self.router.reroute(layered, &mut self.now, self.arrow);
            self.arrow += 1;
        }
        let is_enough = self.router.work > EFFORT;
        if self.arrow == layered.chains.len() || is_enough {
            self.crossings = count::all(layered, &self.now);
            self.stage = Stage::Sift;
            if !self.gained || self.crossings == 0 || is_enough {
                self.end_start(layered);
            }
        }
    }

    fn finish_without_crossings(&mut self, layered: &Layered) {
        if self.best_crossings == 0 {
            self.now.clone_from(&self.best);
            self.crossings = 0;
            self.end_start(layered);
        }
    }

    fn end_start(&mut self, layered: &Layered) {
        let edges = layered.chains.len() as f64;
        let crossings = self.crossings as f64 + 1.0 + edges * CLARITY;
        let is_only = self.starts == 1;
        let score = if is_only { 0.0 } else { crossings * estimated_length(layered, &self.now) };
        if self.record.as_ref().is_none_or(|(best, _)| score < *best) {
            self.record = Some((score, std::mem::take(&mut self.now)));
        }
        self.start += 1;
        let is_clear = self.crossings == 0 && self.start >= 2;
        let is_last = self.start >= self.starts || is_clear || self.router.work > EFFORT;
        self.stage = if is_last { Stage::Done } else { Stage::Start };
    }
}
