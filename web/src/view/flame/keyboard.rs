//! The keyboard on the flame graph.

use super::Change;
use super::camera::Span;
use super::input::{enter, escape, moved, zoom_at};
use super::stage::{Spot, Stage};
use web_sys::KeyboardEvent;

/// Handles a key, and says whether it meant something.
pub fn key(stage: &Stage, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    if event.shift_key() {
        match &*event.key() {
            "ArrowUp" => pan(stage, 0.0, -1.0),
            "ArrowDown" => pan(stage, 0.0, 1.0),
            "ArrowLeft" => pan(stage, -1.0, 0.0),
            "ArrowRight" => pan(stage, 1.0, 0.0),
            "F10" => menu(stage, None, None),
            "+" => zoom_by_key(stage, 1.5),
            _ => return false,
        }
        return true;
    }
    match &*event.key() {
        "ContextMenu" => menu(stage, None, None),
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

/// Handles the view's letters, wherever the keyboard is.
pub fn shortcut(stage: &Stage, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let (look, on_change) = stage.with(|i| (i.look.clone(), i.events.on_change.clone()));
    on_change.emit(match &*event.key() {
        "c" => Change::Collapse(!look.collapse),
        "y" => Change::Up(!look.up),
        "k" => Change::Mode(look.mode.next()),
        "w" => Change::Heavy(!look.heavy),
        "v" => return pivot(stage),
        _ => return,
    });
}

/// Turns the graph around the selection, or around the keyboard's box; back, if it is
/// turned around that already.
pub fn pivot(stage: &Stage) {
    let (on_change, old, name) = stage.with(|inner| {
        let focused = || {
            let (focus, scene) = (inner.focus?, inner.scene()?);
            let index = scene.at(focus.depth, focus.position)?;
            (!scene.is_root(focus.depth)).then(|| scene.name(index).to_owned())
        };
        let selected = Some(inner.selected.clone()).filter(|name| !name.is_empty());
        let name = selected.or_else(focused).unwrap_or_default();
        (inner.events.on_change.clone(), inner.look.pivot.clone(), name)
    });
    let name = if name == old { String::new() } else { name };
    if name != old {
        on_change.emit(Change::Pivot(name));
    }
}

/// Opens the menu of a box: the one at a spot, or else the keyboard's; at a place in the
/// window, or else below the box.
pub fn menu(stage: &Stage, spot: Option<Spot>, place: Option<(i32, i32)>) {
    let found = stage.with(|inner| {
        let spot = if place.is_some() { spot } else { inner.focus }?;
        let scene = inner.scene()?;
        let index = scene.at(spot.depth, spot.position)?;
        let name = scene.name(index).to_owned();
        if scene.is_root(spot.depth) || name.is_empty() {
            return None;
        }
        let (screen, view) = (inner.screen, inner.camera.now);
        let (x, y) = place.unwrap_or_else(|| {
            let room = inner.base.0.get_bounding_client_rect();
            let share = (scene.left[index].max(view.from) - view.from) / view.width();
            let bottom = (screen.top(spot.depth) + screen.row()) / screen.ratio;
            ((room.left() + share * room.width()) as i32, (room.top() + bottom) as i32)
        });
        inner.focus = Some(spot);
        Some((inner.events.on_menu.clone(), (name, x, y)))
    });
    if let Some((on_menu, what)) = found {
        on_menu.emit(what);
    }
}

/// Moves the window by an eighth, or some rows.
fn pan(stage: &Stage, right: f64, down: f64) {
    stage.with(|inner| {
        let goal = inner.camera.goal;
        inner.fly(goal.moved(right * goal.width() / 8.0, inner.width()));
        inner.screen.scroll += inner.away(down * 3.0 * super::paint::ROW);
        inner.touch();
    });
    moved(stage);
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

/// Moves the keyboard's box: away from the root (or the pivot) to the widest one, back to
/// the one that it belongs to, or to the next one beside it.
fn walk(stage: &Stage, down: isize, right: isize) {
    let flies = stage.with(|inner| {
        inner.hover = None;
        let (scene, view) = (inner.scene()?, inner.camera.now);
        let down = if inner.screen.up { -down } else { down };
        let here = inner.focus.and_then(|f| scene.at(f.depth, f.position).map(|i| (f, i)));
        let (depth, index) = match here {
            None => {
                let start = scene.pivot_depth;
                (start, scene.widest(start, view.from, view.to)?)
            }
            Some((at, i)) if down != 0 => {
                let next = at.depth.checked_add_signed(down)?;
                if scene.inward(at.depth) == Some(next) {
                    (next, scene.at(next, at.position)?)
                } else {
                    (next, scene.widest(next, scene.left[i], scene.right(i))?)
                }
            }
            Some((at, i)) => {
                let next = i.saturating_add_signed(right);
                (at.depth, Some(next).filter(|next| scene.level(at.depth).contains(next))?)
            }
        };
        let (left, right) = (scene.left[index], scene.right(index));
        inner.focus = Some(Spot { depth, position: (left + right) / 2.0 });
        Some(inner.bring(depth, Span::new(left, right), false))
    });
    if flies == Some(true) {
        moved(stage);
    }
}
