//! Marks on boxes of a canvas.

use super::{HATCHED, PALE, Pair};
use crate::view::flame::paint::{ROW, Rect, Screen, place};
use crate::view::flame::palette::Palette;
use crate::view::flame::{Scene, Span};
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

/// Draws on all boxes that a window shows.
pub fn paint(
    pair: &Pair,
    ctx: &CanvasRenderingContext2d,
    scene: &Scene,
    (view, screen): (Span, &Screen),
    palette: &Palette,
) {
    if screen.row < ROW {
        return;
    }
    let (mut pale, mut hatched) = (Vec::new(), [Vec::new(), Vec::new()]);
    for depth in screen.rows(scene.depths()) {
        for index in scene.within(depth, view.from, view.to) {
            let rect = place(scene, index, depth, view, screen);
            if let Some(hatch) =
                pair.mark(scene, index, &rect, (view, screen), |part| pale.push(part))
            {
                hatched[hatch].push(rect);
            }
        }
    }
    let fill = |rects: &[Rect]| {
        rects.iter().for_each(|r| ctx.fill_rect(r.x, r.y, r.width, r.height));
    };
    ctx.set_fill_style_str(palette.ground);
    ctx.set_global_alpha(PALE);
    fill(&pale);
    if let Some(hatches) = hatches(pair, ctx, palette, screen.ratio) {
        ctx.set_global_alpha(HATCHED);
        for (hatch, rects) in hatches.iter().zip(&hatched) {
            ctx.set_fill_style_canvas_pattern(hatch);
            fill(rects);
        }
    }
    ctx.set_global_alpha(1.0);
}

/// The hatching of what is gone, and of what is new.
fn hatches(
    pair: &Pair,
    ctx: &CanvasRenderingContext2d,
    palette: &Palette,
    ratio: f64,
) -> Option<[CanvasPattern; 2]> {
    if let Some((of, text, hatches)) = &*pair.hatches.borrow()
        && (*of, *text) == (ratio, palette.text)
    {
        return Some(hatches.clone());
    }
    let hatches = [hatch(ctx, palette.text, ratio, false)?, hatch(ctx, palette.text, ratio, true)?];
    *pair.hatches.borrow_mut() = Some((ratio, palette.text, hatches.clone()));
    Some(hatches)
}

/// Diagonal lines, rising or falling.
fn hatch(
    ctx: &CanvasRenderingContext2d,
    color: &str,
    ratio: f64,
    rising: bool,
) -> Option<CanvasPattern> {
    let document = web_sys::window()?.document()?;
    let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let size = (8.0 * ratio).round();
    tile.set_width(size as u32);
    tile.set_height(size as u32);
    let on_tile: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    on_tile.set_stroke_style_str(color);
    on_tile.set_line_width(ratio);
    on_tile.begin_path();
    // Also its neighbors' corners, so that lines go on from tile to tile.
    for shift in [-size, 0.0, size] {
        let (from, to) = if rising { (size, 0.0) } else { (0.0, size) };
        on_tile.move_to(shift - 1.0, from + if rising { 1.0 } else { -1.0 });
        on_tile.line_to(shift + size + 1.0, to + if rising { -1.0 } else { 1.0 });
    }
    on_tile.stroke();
    ctx.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
}
