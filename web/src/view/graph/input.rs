//! Pointer, wheel and keyboard on the call graph.
//!
//! A drag pans, the wheel too; with Ctrl or ⌘, as a pinch sends it, it zooms at the
//! pointer. Within one gesture the two never swap.

use super::camera::View;
use super::stage::{Inner, Spot, Stage};
use crate::clock;
use crate::params;
use crate::view::canvas;
use crate::view::drawing::{Press, is_free, is_typing};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    EventTarget, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};

/// A press that moves less than this, in CSS pixels, is a click.
const CLICK: f64 = 5.0;
/// Wheel events closer together than this, in milliseconds, are one gesture.
const GESTURE: f64 = 120.0;

/// State of the pointers on the canvas.
#[derive(Default)]
struct Hands {
    /// Those that are down: number and place.
    down: Vec<(i32, f64, f64)>,
    /// Where a drag began: the pointer, and the camera.
    start: Option<((f64, f64), View)>,
    dragged: bool,
    press: Press,
    on_map: bool,
    /// The last wheel event's time, and whether it zoomed.
    wheel: Option<(f64, bool)>,
}

/// Listens to a canvas, and to what has the keyboard for it, for as long as the result
/// lives.
pub fn listen(
    canvas: &HtmlCanvasElement,
    keyboard: &EventTarget,
    stage: &Stage,
) -> Vec<EventListener> {
    let hands = Rc::new(RefCell::new(Hands::default()));
    let (of_canvas, on) = (stage.clone(), canvas.clone());
    let mut listeners = canvas::listen(canvas, canvas::POINTERS, &hands, move |hands, event| {
        if let Some(event) = event.dyn_ref::<WheelEvent>() {
            event.prevent_default();
            wheel(&of_canvas, hands, event);
        } else if let Some(event) = event.dyn_ref::<PointerEvent>() {
            pointer(&of_canvas, hands, &on, event);
        }
    });
    let menus = stage.clone();
    listeners.extend(canvas::listen(canvas, &["dblclick", "contextmenu"], &hands, {
        move |hands, event| {
            let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
            event.prevent_default();
            let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            match (&*event.type_(), menus.with(|inner| inner.spot(at))) {
                ("dblclick", Some(Spot::Box(index))) => closer(&menus, index),
                ("contextmenu", Some(Spot::Box(index) | Spot::Handle(index, _)))
                    if !hands.press.is_on() =>
                {
                    menu(&menus, index, Some((event.client_x(), event.client_y())));
                }
                _ => {}
            }
        }
    }));
    let active = EventListenerOptions::enable_prevent_default;
    let on_key = stage.clone();
    listeners.push(EventListener::new_with_options(keyboard, "keydown", active(), move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| key(&on_key, event)) {
            event.prevent_default();
        }
    }));
    // The view's letters are keys wherever nothing is typed.
    if let Some(document) = canvas.owner_document() {
        let stage = stage.clone();
        listeners.push(EventListener::new(&document, "keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if is_free(event) && !is_typing(event) {
                shortcut(&stage, event);
            }
        }));
    }
    listeners
}

fn pointer(stage: &Stage, hands: &mut Hands, canvas: &HtmlCanvasElement, event: &PointerEvent) {
    let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let id = event.pointer_id();
    match &*event.type_() {
        "pointerdown" if event.button() == 0 => {
            let _ = canvas.set_pointer_capture(id);
            hands.down.push((id, at.0, at.1));
            hands.dragged = hands.down.len() > 1;
            hands.start = Some((at, stage.with(|inner| inner.camera)));
            hands.on_map = stage.with(|inner| inner.on_map(at).is_some());
            let (pressed, place) = (stage.clone(), (event.client_x(), event.client_y()));
            hands.press.begin(event, !hands.dragged && !hands.on_map, move || {
                let spot = pressed.with(|inner| inner.spot(at));
                if let Some(Spot::Box(index) | Spot::Handle(index, _)) = spot {
                    menu(&pressed, index, Some(place));
                }
            });
            if hands.on_map {
                to_map(stage, at);
            }
        }
        "pointermove" => {
            let Some(mine) = hands.down.iter().position(|d| d.0 == id) else {
                return stage.with(|inner| {
                    inner.hover = if inner.on_map(at).is_some() { None } else { inner.spot(at) };
                });
            };
            let (_, old_x, old_y) = std::mem::replace(&mut hands.down[mine], (id, at.0, at.1));
            if hands.down.len() == 2 {
                let (_, x, y) = hands.down[1 - mine];
                let apart = |of: (f64, f64)| (of.0 - x).hypot(of.1 - y).max(1.0);
                let about = ((at.0 + x) / 2.0, (at.1 + y) / 2.0);
                // What is between the fingers stays there.
                let by = ((old_x - at.0) / 2.0, (old_y - at.1) / 2.0);
                stage.with(|inner| inner.jump(inner.goal().moved(by, inner.scene.size)));
                zoom(stage, apart(at) / apart((old_x, old_y)), about);
            } else if hands.on_map {
                to_map(stage, at);
            } else if let Some((start, camera)) = hands.start {
                let by = (start.0 - at.0, start.1 - at.1);
                hands.dragged |= by.0.hypot(by.1) > CLICK;
                if hands.dragged {
                    hands.press.end();
                    stage.with(|inner| {
                        inner.hover = None;
                        inner.jump(camera.moved(by, inner.scene.size));
                    });
                    stage.moved();
                }
            }
        }
        "pointerup" => {
            hands.down.retain(|d| d.0 != id);
            let was_held = hands.press.end();
            if hands.start.take().is_some() && !hands.dragged && !hands.on_map && !was_held {
                click(stage, at);
            }
        }
        "pointercancel" => {
            hands.down.retain(|d| d.0 != id);
            hands.start = None;
            hands.press.end();
        }
        "pointerleave" => stage.with(|inner| inner.hover = None),
        _ => {}
    }
}

/// Puts what the minimap shows at a place in the middle.
fn to_map(stage: &Stage, at: (f64, f64)) {
    stage.with(|inner| {
        if let Some((x, y)) = inner.on_map(at) {
            inner.jump(View { x, y, ..inner.camera });
        }
    });
    stage.moved();
}

fn wheel(stage: &Stage, hands: &mut Hands, event: &WheelEvent) {
    let zooms = event.ctrl_key() || event.meta_key();
    let now = clock::now();
    if hands.wheel.is_some_and(|(last, kind)| now - last < GESTURE && kind != zooms) {
        return;
    }
    hands.wheel = Some((now, zooms));
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { 20.0 };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    if zooms {
        // A pinch sends small steps, a wheel's notch a big one.
        return zoom(stage, (-dy.clamp(-40.0, 40.0) * 0.01).exp(), at);
    }
    let by = if event.shift_key() && dx == 0.0 { (dy, 0.0) } else { (dx, dy) };
    stage.with(|inner| {
        inner.jump(inner.camera.moved(by, inner.scene.size));
        inner.hover = inner.spot(at);
    });
    stage.moved();
}

fn zoom(stage: &Stage, factor: f64, about: (f64, f64)) {
    stage.with(|inner| inner.jump(inner.goal().zoomed(factor, about, inner.screen)));
    stage.moved();
}

fn click(stage: &Stage, at: (f64, f64)) {
    let spot = stage.with(|inner| inner.spot(at));
    match spot {
        Some(Spot::Box(index)) => select(stage, index),
        Some(Spot::Handle(index, callees)) => expand(stage, Some(index), callees),
        Some(Spot::Arrow(arrow)) => {
            let to = stage.with(|inner| inner.scene.ends[arrow][1] as usize);
            stage.with(|inner| inner.focus_on(to));
        }
        None => {
            let actions = stage.with(|inner| {
                inner.focus = None;
                inner.actions.clone()
            });
            actions.on_select.emit(String::new());
        }
    }
}

/// Selects a box's function.
fn select(stage: &Stage, index: usize) {
    let (actions, name) = stage.with(|inner| {
        inner.focus = Some(index);
        (inner.actions.clone(), inner.scene.names.get(index).to_owned())
    });
    if !name.is_empty() {
        actions.on_select.emit(name);
    }
}

/// Flies to a box, so close that it can be read.
fn closer(stage: &Stage, index: usize) {
    stage.with(|inner| {
        let [left, top, width, height] = inner.scene.places[index];
        let scale = inner.goal().scale.max(1.0);
        inner.fly(View { x: left + width / 2.0, y: top + height / 2.0, scale });
    });
    stage.moved();
}

/// Opens the menu of a box, at a place in the window or below the box.
fn menu(stage: &Stage, index: usize, place: Option<(i32, i32)>) {
    let (actions, name, place) = stage.with(|inner| {
        let [left, top, _, height] = inner.scene.places[index];
        let below = || {
            let (x, y) = inner.camera.on_screen((left, top + height), inner.screen);
            let room = inner.room();
            ((room.0 + x) as i32, (room.1 + y) as i32)
        };
        let place = place.unwrap_or_else(below);
        inner.focus = Some(index);
        (inner.actions.clone(), inner.scene.names.get(index).to_owned(), place)
    });
    if !name.is_empty() {
        actions.on_menu.emit((name, place.0, place.1));
    }
}

/// Shows the callers, or the callees, of a box (or of the keyboard's, or the selected
/// one), however small they are; or takes them away again.
pub fn expand(stage: &Stage, index: Option<usize>, callees: bool) {
    let change = stage.with(|inner| {
        let index = index.or(inner.focus).or_else(|| inner.scene.find(inner.selected()))?;
        let name = inner.scene.names.get(index);
        let line = [if callees { ">" } else { "<" }, name].concat();
        let mut lines: Vec<&str> = inner.expanded.lines().filter(|l| *l != line).collect();
        if lines.len() == inner.expanded.lines().count() {
            lines.push(&line);
        }
        (!name.is_empty()).then(|| (inner.actions.clone(), lines.join("\n")))
    });
    if let Some((actions, lines)) = change {
        actions.on_set.emit((vec![(params::EXPAND, lines)], true));
    }
}

/// Handles a key, and says whether it meant something.
fn key(stage: &Stage, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    // Keys zoom about the keyboard's box, where that is on the screen.
    let middle = |inner: &Inner| {
        let (width, height) = inner.screen;
        let focus = inner.focus.map(|focus| {
            let [left, top, box_width, box_height] = inner.scene.places[focus];
            let middle = (left + box_width / 2.0, top + box_height / 2.0);
            inner.goal().on_screen(middle, inner.screen)
        });
        let is_seen =
            |at: &(f64, f64)| (0.0..width).contains(&at.0) && (0.0..height).contains(&at.1);
        focus.filter(is_seen).unwrap_or((width / 2.0, height / 2.0))
    };
    let arrow = match &*event.key() {
        "ArrowUp" => Some((0, -1)),
        "ArrowDown" => Some((0, 1)),
        "ArrowLeft" => Some((-1, 0)),
        "ArrowRight" => Some((1, 0)),
        _ => None,
    };
    if let Some((right, down)) = arrow {
        stage.with(|inner| {
            if event.shift_key() {
                let by = (f64::from(right) * 80.0, f64::from(down) * 80.0);
                let to = inner.goal().moved(by, inner.scene.size);
                return inner.fly(to);
            }
            let scene = &inner.scene;
            let next = match inner.focus.or_else(|| scene.find(inner.selected())) {
                None => scene.start(),
                Some(here) => scene.step(here, (right, down)),
            };
            if let Some(next) = next {
                inner.focus_on(next);
            }
        });
        stage.moved();
        return true;
    }
    let focus = stage.with(|inner| inner.focus);
    match (&*event.key(), focus) {
        ("Enter" | " ", Some(index)) => select(stage, index),
        ("ContextMenu", Some(index)) => menu(stage, index, None),
        ("F10", Some(index)) if event.shift_key() => menu(stage, index, None),
        ("+" | "=", _) => zoom(stage, 1.4, stage.with(|inner| middle(inner))),
        ("-", _) => zoom(stage, 1.0 / 1.4, stage.with(|inner| middle(inner))),
        ("0", _) => all(stage),
        ("Escape", _) => {
            let actions = stage.with(|inner| {
                inner.focus = None;
                inner.actions.clone()
            });
            actions.on_select.emit(String::new());
        }
        _ => return false,
    }
    true
}

/// Shows everything.
pub fn all(stage: &Stage) {
    stage.with(Inner::fly_to_all);
    stage.moved();
}

/// Handles the view's letters, wherever the keyboard is.
fn shortcut(stage: &Stage, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let (heavy, tree) = stage.with(|inner| (inner.is_heavy(), inner.is_tree));
    let word = |on: bool| if on { "t".to_owned() } else { String::new() };
    let set = match &*event.key() {
        "<" => return expand(stage, None, false),
        ">" => return expand(stage, None, true),
        "w" | "k" => (params::HEAVY, word(!heavy)),
        "y" => ("calltree", if tree { "f" } else { "t" }.to_owned()),
        _ => return,
    };
    let actions = stage.with(|inner| inner.actions.clone());
    actions.on_set.emit((vec![set], true));
}

/// Brings the next box that a search finds onto the screen, or the one before.
pub fn find(stage: &Stage, forward: bool) {
    stage.with(|inner| {
        let scene = &inner.scene;
        let is_found = |&i: &usize| scene.is_node(i) && scene.is_found(i);
        let all = 0..scene.len();
        let next = match (inner.focus, forward) {
            (None, true) => all.clone().find(is_found),
            (None, false) => all.clone().rfind(is_found),
            (Some(here), true) => (here + 1..scene.len()).chain(0..=here).find(is_found),
            (Some(here), false) => (0..here).rev().chain((here..scene.len()).rev()).find(is_found),
        };
        if let Some(next) = next {
            inner.focus_on(next);
        }
    });
    stage.moved();
}
