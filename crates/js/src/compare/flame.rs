//! Flame graphs of both sides: one picture of both, or one of each.

use super::{columns, shown};
use crate::views::Refusal;
use crate::views::flame::{self, window};
use hearth_core::compare::{Comparison, Mode, Width};
use hearth_core::query::{Query, Search};
use hearth_core::view::compare::flame::flame as pictured;
use hearth_core::view::compare::top::total;
use hearth_messages::{CompareData, CompareFlame, CompareShown, FlameShape, FlameWindow};
use js_sys::Uint32Array;
use std::rc::Rc;

/// Graphs to draw: what their widths stand for, and the part of each that is on the screen.
pub type Pictures = [(Width, Option<FlameWindow>)];

/// The two graphs of `both`.
pub fn both(
    window: Option<FlameWindow>,
    beside: Option<FlameWindow>,
) -> [(Width, Option<FlameWindow>); 2] {
    let whole = window.map(|window| FlameWindow { from: 0.0, to: 0.0, ..window });
    [(Width::Old, beside.or(whole)), (Width::New, window)]
}

pub fn data(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
    asked: &FlameShape,
    pictures: &Pictures,
) -> Result<CompareData, Refusal> {
    let shape = flame::shape(asked);
    let matched = match Search::new(&asked.search)? {
        Some(search) => comparison.search(query, &shape, &search)?,
        None => Rc::default(),
    };
    let mut flames = Vec::new();
    for &(width, asked) in pictures {
        let (compared, pair) = comparison.select_shaped(query, mode, &shape, width)?;
        let window = window(asked, pair.shaped().width());
        let found = pictured(&compared, &pair, window);
        let stacks: Vec<u32> = found.flame.boxes.iter().flat_map(|b| b.stacks).collect();
        flames.push(CompareFlame {
            flame: flame::columns(&compared.selection, &found.flame, window, &matched, query),
            boxes: columns(found.differences.iter()),
            stacks: Uint32Array::from(&*stacks),
            units: pair.units,
        });
    }
    let compared = comparison.select(query, mode)?;
    Ok(shown(&compared, &total(&compared), query, CompareShown::Flame(flames)))
}
