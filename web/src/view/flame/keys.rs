//! The keyboard on the flame graph.

use super::input::{enter, escape, zoom_at};
use super::stage::{Spot, Stage};
use web_sys::KeyboardEvent;

/// Handles a key, and says whether it meant something.
pub fn key(stage: &Stage, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    match &*event.key() {
        "ArrowUp" => walk(stage, -1, 0),
        "ArrowDown" => walk(stage, 1, 0),
        "ArrowLeft" => walk(stage, 0, -1),
        "ArrowRight" => walk(stage, 0, 1),
        "Enter" | " " => {
            if let Some(spot) = stage.with(|inner| inner.focus) {
                enter(stage, spot);
            }
        }
        "Escape" => escape(stage),
        "+" | "=" => zoom_by_key(stage, 1.5),
        "-" => zoom_by_key(stage, 1.0 / 1.5),
        "0" => {
            if stage.with(|inner| !inner.camera.goal.is_whole(inner.width())) {
                escape(stage);
            }
        }
        _ => return false,
    }
    true
}

/// Zooms about the box that the keyboard is at, or the middle.
fn zoom_by_key(stage: &Stage, factor: f64) {
    let x = stage.with(|inner| {
        let (view, width) = (inner.camera.now, inner.screen.width / inner.screen.ratio);
        let focus = inner.focus.map(|f| (f.position - view.from) / view.width());
        focus.filter(|f| (0.0..=1.0).contains(f)).unwrap_or(0.5) * width
    });
    zoom_at(stage, factor, x);
}

/// Moves the keyboard's box: down to its widest callee, up to its caller, or to
/// the next box beside it.
fn walk(stage: &Stage, down: isize, right: isize) {
    stage.with(|inner| {
        inner.hover = None;
        let (Some(scene), view) = (inner.scene(), inner.camera.now) else { return };
        let here = inner.focus.and_then(|f| scene.at(f.depth, f.position).map(|i| (f, i)));
        let next = match here {
            None => scene.widest(0, view.from, view.to).map(|i| (0, i)),
            Some((at, i)) if down > 0 => {
                scene.widest(at.depth + 1, scene.left[i], scene.right(i)).map(|i| (at.depth + 1, i))
            }
            Some((at, _)) if down < 0 => at
                .depth
                .checked_sub(1)
                .and_then(|depth| scene.at(depth, at.position).map(|i| (depth, i))),
            Some((at, i)) => {
                let level = scene.level(at.depth);
                let next = i.saturating_add_signed(right);
                level.contains(&next).then_some((at.depth, next))
            }
        };
        if let Some((depth, index)) = next {
            let position = scene.left[index] + scene.widths[index] / 2.0;
            inner.focus = Some(Spot { depth, position });
            inner.reveal(depth);
        }
    });
}
