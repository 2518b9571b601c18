//! Source lines with what they cost, and what was inlined into them.
//!
//! Unlike pprof's `-list`, nothing counts twice: a function, a line, and
//! what was inlined into one get the weight of a stack once, however often they are
//! in it. So no figure passes the total.

mod subject;

use super::graph::{Weight, live_stacks};
use crate::profile::{Line, LocationId, Profile, StackId};
use crate::query::Query;
use crate::selection::{Selection, average, clean_path, trim_path};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use subject::Subject;

/// One function in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The function's name.
    pub function: Vec<u8>,
    /// The file, after `trim_path` and `source_path`; empty where unknown.
    pub path: Vec<u8>,
    /// The line in which the function starts; 0 where unknown.
    pub start_line: i64,
    /// Cost.
    pub cost: Cost,
    /// Its lines that are in a stack, in order; line 0 is unknown.
    pub lines: Vec<SourceLine>,
    /// Functions that were inlined into its lines: by line, then as a tree, the callers first.
    pub inlined: Vec<Inlined>,
}

/// Flat and cum values of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Itself.
    pub flat: i64,
    /// With what it called.
    pub cum: i64,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its number.
    pub number: i64,
    /// Cost; what was inlined into it is not its own.
    pub cost: Cost,
}

/// A line of another function that was inlined into a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlined {
    /// Into which of the part's lines: an index.
    pub at: usize,
    /// Depth: 1 was inlined into the line itself.
    pub depth: u32,
    /// `function file:line`.
    pub name: Vec<u8>,
    /// Cost there.
    pub cost: Cost,
}

/// The lines of a function (its name), or of a file (its path, whole or as it is
/// shown): a part for each function in each file, the heaviest first. The name of a
/// node at any granularity does as well.
pub fn source(selection: &Selection, query: &Query, subject: &[u8]) -> Vec<Part> {
    let mut tally = Tally::new(selection, query, subject);
    if tally.parts.is_empty() {
        return Vec::new();
    }
    for location in 0..selection.profile.locations.len() as LocationId {
        tally.location(location);
    }
    for (stack, weight) in live_stacks(selection) {
        tally.stack(stack, selection.profile.stacks.get(stack), weight);
    }
    tally.finish()
}

/// A row of a tree: parts have lines, lines and what is inlined have what is inlined
/// into them.
#[derive(Clone, Copy)]
struct Row {
    parent: u32,
    /// For a part, its first function; for what is inlined, its function.
    function: u32,
    line: i64,
    flat: Sum,
    cum: Sum,
    /// The stack in which it was last seen, + 1.
    seen: u32,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    value: i64,
    divisor: i64,
}

impl Sum {
    fn add(&mut self, weight: Weight) {
        self.value = self.value.wrapping_add(weight.value);
        self.divisor = self.divisor.wrapping_add(weight.divisor);
    }
}

impl Row {
    fn cost(&self) -> Cost {
        Cost {
            flat: average(self.flat.value, self.flat.divisor),
            cum: average(self.cum.value, self.cum.divisor),
        }
    }
}

const NONE: u32 = u32::MAX;

/// A row that a location is part of, in one number: whether the location's innermost
/// function is in the row is its lowest bit.
#[derive(Clone, Copy)]
struct Touch(u32);

struct Tally<'a> {
    profile: &'a Profile,
    query: &'a Query,
    /// The part's row of each function; [`NONE`] for the others.
    part_of: Vec<u32>,
    parts: Vec<u32>,
    rows: Vec<Row>,
    by_place: HashMap<(u32, u32, i64), u32, FxBuildHasher>,
    /// The rows of each location.
    touches: Vec<Touch>,
    ends: Vec<u32>,
}

impl<'a> Tally<'a> {
    fn new(selection: &'a Selection, query: &'a Query, subject: &[u8]) -> Self {
        let profile = selection.profile;
        let mut this = Self {
            profile,
            query,
            part_of: vec![NONE; profile.functions.len()],
            parts: Vec::new(),
            rows: Vec::new(),
            by_place: HashMap::default(),
            touches: Vec::new(),
            ends: Vec::with_capacity(profile.locations.len()),
        };
        if subject.is_empty() {
            return this;
        }
        let subject = Subject::new(subject);
        let mut known: BTreeMap<(&[u8], Vec<u8>), u32> = BTreeMap::new();
        for function in 0..profile.functions.len() {
            let name = this.name(function as u32);
            let path = profile.strings.get(profile.functions.filename[function]);
            let shown = this.shown_path(function as u32);
            if !subject.is(name, path, &shown) {
                continue;
            }
            let part = *known.entry((name, shown)).or_insert_with(|| {
                let part = this.rows.len() as u32;
                this.rows.push(Row::new(NONE, function as u32, 0));
                this.parts.push(part);
                part
            });
            this.part_of[function] = part;
        }
        this
    }

    fn name(&self, function: u32) -> &'a [u8] {
        self.profile.strings.get(self.profile.functions.name[function as usize])
    }

    fn shown_path(&self, function: u32) -> Vec<u8> {
        let path = self.profile.strings.get(self.profile.functions.filename[function as usize]);
        let trimmed = trim_path(path, &self.query.trim_path, &self.query.source_path);
        if trimmed.is_empty() { Vec::new() } else { clean_path(trimmed) }
    }

    /// Finds the rows that a location is part of.
    fn location(&mut self, location: LocationId) {
        let mut lines = self.profile.locations.lines_of(location);
        if self.query.noinlines {
            lines = &lines[lines.len().saturating_sub(1)..];
        }
        for (depth, line) in lines.iter().enumerate() {
            let part = self.part_of[line.function as usize];
            if part == NONE {
                continue;
            }
            self.touch(part, depth == 0);
            let mut row = self.row(part, NONE, line.line);
            self.touch(row, depth == 0);
            // What was inlined into the line: the outermost is the last before it.
            for (inner, &Line { function, line, .. }) in lines[..depth].iter().enumerate().rev() {
                row = self.row(row, function, line);
                self.touch(row, inner == 0);
            }
        }
        self.ends.push(self.touches.len() as u32);
    }

    fn touch(&mut self, row: u32, is_innermost: bool) {
        self.touches.push(Touch(row << 1 | u32::from(is_innermost)));
    }

    fn row(&mut self, parent: u32, function: u32, line: i64) -> u32 {
        let rows = &mut self.rows;
        *self.by_place.entry((parent, function, line)).or_insert_with(|| {
            rows.push(Row::new(parent, function, line));
            rows.len() as u32 - 1
        })
    }

    /// Adds a stack. A call for each: see `Columns::sample` in `read/samples.rs`.
    #[inline(never)]
    fn stack(&mut self, stack: StackId, locations: &[LocationId], weight: Weight) {
        for (depth, &location) in locations.iter().enumerate() {
            let location = location as usize;
            let start = if location == 0 { 0 } else { self.ends[location - 1] };
            for touch in &self.touches[start as usize..self.ends[location] as usize] {
                let row = &mut self.rows[(touch.0 >> 1) as usize];
                if row.seen != stack + 1 {
                    row.seen = stack + 1;
                    row.cum.add(weight);
                }
                if depth == 0 && touch.0 & 1 == 1 {
                    row.flat.add(weight);
                }
            }
        }
    }

    fn finish(self) -> Vec<Part> {
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); self.rows.len()];
        for (id, row) in (0..).zip(&self.rows).filter(|(_, row)| row.seen > 0) {
            if row.parent != NONE {
                children[row.parent as usize].push(id);
            }
        }
        let seen = self.parts.iter().filter(|&&part| self.rows[part as usize].seen > 0);
        let mut parts: Vec<Part> = seen.map(|&part| self.part(part, &children)).collect();
        let heaviest = |part: &Part| Reverse(part.cost.cum.wrapping_abs());
        parts.sort_by(|a, b| {
            let names = (&a.function, &a.path).cmp(&(&b.function, &b.path));
            heaviest(a).cmp(&heaviest(b)).then(names)
        });
        parts
    }

    fn part(&self, part: u32, children: &[Vec<u32>]) -> Part {
        let row = self.rows[part as usize];
        let all = self.part_of.iter().zip(&self.profile.functions.start_line);
        let starts = all.filter(|&(&of, &line)| of == part && line > 0).map(|(_, &line)| line);
        let mut of_lines = children[part as usize].clone();
        of_lines.sort_by_key(|&line| self.rows[line as usize].line);
        let line = |&id: &u32| {
            let row = &self.rows[id as usize];
            SourceLine { number: row.line, cost: row.cost() }
        };
        let mut inlined = Vec::new();
        for (at, &line) in of_lines.iter().enumerate() {
            self.inlined(at, line, children, &mut inlined);
        }
        Part {
            function: self.name(row.function).to_vec(),
            path: self.shown_path(row.function),
            start_line: starts.min().unwrap_or(0),
            cost: row.cost(),
            lines: of_lines.iter().map(line).collect(),
            inlined,
        }
    }

    /// Lists what was inlined into a line, each before what was inlined into it.
    fn inlined(&self, at: usize, line: u32, children: &[Vec<u32>], to: &mut Vec<Inlined>) {
        let mut todo = vec![(line, 0)];
        while let Some((id, depth)) = todo.pop() {
            let row = &self.rows[id as usize];
            if depth > 0 {
                to.push(Inlined { at, depth, name: self.place(row), cost: row.cost() });
            }
            let mut below = children[id as usize].clone();
            below.sort_by_key(|&child| {
                let row = &self.rows[child as usize];
                (row.cost().cum.wrapping_abs(), Reverse(self.place(row)))
            });
            todo.extend(below.into_iter().map(|child| (child, depth + 1)));
        }
    }

    fn place(&self, row: &Row) -> Vec<u8> {
        let (name, mut place) = (self.name(row.function), self.shown_path(row.function));
        if row.line != 0 {
            place.extend(format!(":{}", row.line).bytes());
        }
        [name, &place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&b' ')
    }
}

impl Row {
    fn new(parent: u32, function: u32, line: i64) -> Self {
        Self { parent, function, line, flat: Sum::default(), cum: Sum::default(), seen: 0 }
    }
}

#[cfg(test)]
mod tests;
