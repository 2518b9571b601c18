//! Flame graphs of both sides: one picture of both, or one of each.

use super::{columns, shown};
use crate::views::Refusal;
use crate::views::flame::{self, window};
use hearth_core::compare::{Comparison, Mode, Width};
use hearth_core::query::{Query, Search};
use hearth_core::selection::Shape;
use hearth_core::view::compare::flame::flame as pictured;
use hearth_core::view::compare::top::total;
use hearth_messages::{CompareData, CompareFlame, CompareShown, FlameWindow, ViewRequest};
use js_sys::Uint32Array;
use std::rc::Rc;

pub fn data(
    comparison: &mut Comparison,
    query: &Query,
    mode: Mode,
    request: &ViewRequest,
) -> Result<CompareData, Refusal> {
    let (detail, sides) = (&request.detail, &request.detail.sides);
    let shape = Shape { pivot: detail.subject.clone(), collapse: detail.collapse };
    let pictures = match &*sides.show {
        "both" => {
            let whole = request.window.map(|window| FlameWindow { from: 0.0, to: 0.0, ..window });
            vec![(Width::Old, sides.beside.or(whole)), (Width::New, request.window)]
        }
        _ => vec![(Width::parse(&sides.width).unwrap_or_default(), request.window)],
    };
    let matched = match Search::new(&detail.search)? {
        Some(search) => comparison.search(query, &shape, &search)?,
        None => Rc::default(),
    };
    let mut flames = Vec::new();
    for (width, asked) in pictures {
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
