//! Source lines, of both sides.

use super::tally;
use crate::compare::{Compared, Difference, FALSE_DISCOVERIES, NEW, OLD, Sums};
use crate::query::Query;
use crate::stats::discovery_limit;
use crate::view::source::{Cost, Part, source as of_one};
use std::collections::BTreeMap;

/// One function in one file.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparePart {
    /// The function's name.
    pub function: Vec<u8>,
    /// The file, as it is shown.
    pub path: Vec<u8>,
    /// The line in which the function starts; 0 where unknown.
    pub start_line: i64,
    /// Cost.
    pub cost: CompareCost,
    /// Its lines that are in a stack of either side, in order. Those of the old side are
    /// where they would be if the function had only moved. What was inlined into a line comes
    /// after it, as a tree, the callers first.
    pub lines: Vec<CompareLine>,
}

/// Flat and cum values of something.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CompareCost {
    /// Itself.
    pub flat: Difference,
    /// With what it called.
    pub cum: Difference,
}

/// A line, or what was inlined into one.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareLine {
    /// The line's number.
    pub number: i64,
    /// Depth of inlining: 0 is the line itself, 1 was inlined into that.
    pub depth: u32,
    /// Name of what was inlined, as `function file:line`; empty for the line itself.
    pub name: Vec<u8>,
    /// Cost.
    pub cost: CompareCost,
}

/// Both sides of a cost.
#[derive(Clone, Copy, Default)]
struct Both {
    flat: [i64; 2],
    cum: [i64; 2],
}

impl Both {
    fn set(&mut self, side: usize, cost: Cost) {
        self.flat[side] = self.flat[side].wrapping_add(cost.flat);
        self.cum[side] = self.cum[side].wrapping_add(cost.cum);
    }
}

#[derive(Default)]
struct Joined {
    start_line: i64,
    cost: Both,
    lines: BTreeMap<Place, Both>,
}

/// A line, and what was inlined into it, from the outermost on: none is the line itself.
type Place = (i64, Vec<Vec<u8>>);

/// The lines of a function or a file, as [`of_one`] has them. A line is judged as if it
/// rested on as many samples, for its weight, as all stacks together do.
pub fn source(compared: &Compared, query: &Query, subject: &[u8]) -> Vec<ComparePart> {
    let mut joined: BTreeMap<(Vec<u8>, Vec<u8>), Joined> = BTreeMap::new();
    let sides = [(OLD, compared.old_selection()), (NEW, compared.selection.clone())];
    for (side, selection) in sides {
        for part in of_one(&selection, query, subject) {
            let Part { function, path, start_line, cost, lines, inlined } = part;
            let to = joined.entry((function, path)).or_default();
            // The new side comes last: its start is where the function is now.
            to.start_line = if start_line > 0 { start_line } else { to.start_line };
            to.cost.set(side, cost);
            for line in &lines {
                to.lines.entry((line.number, Vec::new())).or_default().set(side, line.cost);
            }
            let mut within: Vec<Vec<u8>> = Vec::new();
            for one in inlined {
                within.truncate((one.depth as usize).saturating_sub(1));
                within.push(one.name);
                let place = (lines[one.at].number, within.clone());
                to.lines.entry(place).or_default().set(side, one.cost);
            }
        }
    }
    let mut all = Sums::default();
    tally(compared).iter().for_each(|node| all.add(&node.flat));
    let judge = &compared.judge;
    let values = |of: fn(&Both) -> [i64; 2]| {
        let each = joined.values().flat_map(|j| j.lines.values().chain([&j.cost]));
        let values = each.filter_map(|both| judge.p_value(&all.part(of(both)))).collect();
        discovery_limit(values, FALSE_DISCOVERIES)
    };
    let thresholds = [values(|both| both.flat), values(|both| both.cum)];
    let cost = |both: &Both| CompareCost {
        flat: judge.difference(&all.part(both.flat), thresholds[0]),
        cum: judge.difference(&all.part(both.cum), thresholds[1]),
    };
    let mut parts: Vec<ComparePart> = (joined.into_iter())
        .map(|((function, path), joined)| ComparePart {
            function,
            path,
            start_line: joined.start_line,
            cost: cost(&joined.cost),
            lines: (joined.lines.iter())
                .map(|((number, within), both)| CompareLine {
                    number: *number,
                    depth: within.len() as u32,
                    name: within.last().cloned().unwrap_or_default(),
                    cost: cost(both),
                })
                .collect(),
        })
        .collect();
    let heaviest = |part: &ComparePart| {
        let value = part.cost.cum.value.map(i64::unsigned_abs);
        std::cmp::Reverse(value[OLD].max(value[NEW]))
    };
    parts.sort_by_key(heaviest);
    parts
}
