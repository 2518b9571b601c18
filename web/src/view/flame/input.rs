//! Pointer and wheel on the flame graph.
//!
//! Wheel scrolls rows and pans; with Ctrl or ⌘, as a pinch sends it, it zooms at
//! the pointer. Within one gesture the two never swap. A drag pans, with Shift it
//! chooses a range to zoom to.

use super::camera::Span;
use super::keyboard::{key, menu, shortcut};
use super::paint::ROW;
use super::stage::{Inner, MIN_PIXELS, Spot, Stage};
use crate::clock;
use crate::format::between;
use crate::view::canvas;
use crate::view::drawing::{Press, is_free, is_typing};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    EventTarget, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};

/// A press that moves less than this, in CSS pixels, is a click.
const CLICK: f64 = 5.0;

/// Least factor by which a click on small frames zooms in that fill the screen already.
const CLOSER: f64 = 8.0;

/// Largest factor of such a click.
const FARTHEST: f64 = 4096.0;

/// A click this soon after another one, in milliseconds, is the second half of a double
/// click: what it hits is there only because the first one zooms.
const DOUBLE: f64 = 350.0;

/// Wheel events closer together than this, in milliseconds, are one gesture.
const GESTURE: f64 = 120.0;

/// State of the pointers on the canvas.
#[derive(Default)]
struct Hands {
    /// Those that are down: number and place.
    down: Vec<(i32, f64, f64)>,
    /// Where a drag began: the pointer, the camera, the scroll.
    start: Option<(f64, f64, Span, f64)>,
    dragged: bool,
    press: Press,
    /// The drag chooses a range: where it began, in the graph's units.
    range: Option<f64>,
    /// The last click's time and place.
    clicked: Option<(f64, f64, f64)>,
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
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            pointer(&of_canvas, hands, &on, event);
        } else if let Some(event) = event.dyn_ref::<WheelEvent>() {
            event.prevent_default();
            wheel(&of_canvas, hands, event);
        }
    });
    let active = EventListenerOptions::enable_prevent_default();
    let on_key = stage.clone();
    listeners.push(EventListener::new_with_options(keyboard, "keydown", active, move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| key(&on_key, event)) {
            event.prevent_default();
        }
    }));
    let (on_menu, canvas_of, menu_hands) = (stage.clone(), canvas.clone(), hands.clone());
    listeners.push(EventListener::new_with_options(
        keyboard,
        "contextmenu",
        active,
        move |event| {
            if let Some(event) = event.dyn_ref::<MouseEvent>() {
                event.prevent_default();
                if menu_hands.borrow().press.is_on() {
                    return;
                }
                // The keyboard's menu key sends it to what has the keyboard.
                if event.target().is_some_and(|target| target == *canvas_of.as_ref()) {
                    let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
                    let at = on_menu.with(|inner| spot(inner, x, y));
                    menu(&on_menu, at, Some((event.client_x(), event.client_y())));
                } else {
                    menu(&on_menu, None, None);
                }
            }
        },
    ));
    // Escape zooms out wherever the keyboard is, unless a dialog is open; and the view's
    // letters are keys wherever nothing is typed.
    if let Some(document) = canvas.owner_document() {
        let stage = stage.clone();
        listeners.push(EventListener::new(&document, "keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if !is_free(event) {
            } else if event.key() == "Escape" {
                escape(&stage);
            } else if !is_typing(event) {
                shortcut(&stage, event);
            }
        }));
    }
    listeners
}

fn pointer(stage: &Stage, hands: &mut Hands, canvas: &HtmlCanvasElement, event: &PointerEvent) {
    let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let id = event.pointer_id();
    match &*event.type_() {
        "pointerdown" if event.button() == 0 => {
            let _ = canvas.set_pointer_capture(id);
            hands.down.push((id, x, y));
            hands.dragged = hands.down.len() > 1;
            hands.start = Some(stage.with(|i| (x, y, i.camera.now, i.screen.scroll)));
            let (pressed, place) = (stage.clone(), (event.client_x(), event.client_y()));
            hands.press.begin(event, !hands.dragged, move || {
                let at = pressed.with(|inner| spot(inner, x, y));
                menu(&pressed, at, Some(place));
            });
            hands.range = (event.shift_key() && !hands.dragged)
                .then(|| stage.with(|inner| position(inner, x)));
        }
        "pointermove" => {
            let Some(at) = hands.down.iter().position(|d| d.0 == id) else {
                stage.with(|inner| inner.hover = spot(inner, x, y));
                return;
            };
            let (_, old_x, old_y) = std::mem::replace(&mut hands.down[at], (id, x, y));
            if hands.down.len() == 2 {
                let (_, other_x, other_y) = hands.down[1 - at];
                let apart = |x: f64, y: f64| (x - other_x).hypot(y - other_y).max(1.0);
                // What is between the fingers stays there.
                pan(stage, ((old_x - x) / 2.0, (old_y - y) / 2.0));
                zoom_at(stage, apart(x, y) / apart(old_x, old_y), (x + other_x) / 2.0);
            } else if hands.down.len() == 1 {
                drag(stage, hands, x, y);
            }
        }
        "pointerup" => {
            hands.down.retain(|d| d.0 != id);
            // What is left of a pinch is not a drag.
            let started = hands.start.take().is_some() && !hands.press.end();
            if let Some(band) = stage.with(|inner| inner.band.take()) {
                zoom_to(stage, band);
            } else if !hands.dragged && started && !hands.is_double(x, y) {
                click(stage, x, y);
            }
        }
        "pointercancel" => {
            hands.down.retain(|d| d.0 != id);
            hands.start = None;
            hands.press.end();
            stage.with(|inner| inner.band = None);
        }
        "pointerleave" => stage.with(|inner| inner.hover = None),
        _ => {}
    }
}

impl Hands {
    /// A click here and now is the second of a double click.
    fn is_double(&mut self, x: f64, y: f64) -> bool {
        let now = clock::now();
        let last = self.clicked.replace((now, x, y));
        last.is_some_and(|(at, old_x, old_y)| {
            now - at < DOUBLE && (x - old_x).hypot(y - old_y) < CLICK
        })
    }
}

fn drag(stage: &Stage, hands: &mut Hands, x: f64, y: f64) {
    let Some((start_x, start_y, camera, scroll)) = hands.start else { return };
    hands.dragged |= (x - start_x).hypot(y - start_y) > CLICK;
    if !hands.dragged {
        return;
    }
    hands.press.end();
    if let Some(from) = hands.range {
        return stage.with(|inner| {
            let to = between(position(inner, x), 0.0, inner.width());
            inner.band = Some(Span::new(from.min(to), from.max(to)));
            inner.hover = None;
        });
    }
    stage.with(|inner| {
        let units = camera.width() / inner.screen.width * inner.screen.ratio;
        let to = camera.moved((start_x - x) * units, inner.width());
        inner.camera.jump(to);
        inner.screen.scroll = scroll + inner.away(start_y - y);
        inner.hover = None;
        inner.touch();
    });
    moved(stage);
}

impl Inner {
    /// Returns a number of CSS pixels down, as device pixels away from depth 0.
    pub fn away(&self, dy: f64) -> f64 {
        if self.screen.up { -dy * self.screen.ratio } else { dy * self.screen.ratio }
    }
}

/// Position in the graph at a distance from the left, in CSS pixels.
fn position(inner: &Inner, x: f64) -> f64 {
    let view = inner.camera.now;
    view.from + x * inner.screen.ratio / inner.screen.width * view.width()
}

/// Spot at a place on the canvas, in CSS pixels.
fn spot(inner: &Inner, x: f64, y: f64) -> Option<Spot> {
    let depth = inner.screen.depth_at(y * inner.screen.ratio);
    let spot = Spot { depth, position: position(inner, x) };
    inner.scene()?.at(spot.depth, spot.position).map(|_| spot)
}

/// Zooms to a part of the graph, as a step.
pub fn zoom_to(stage: &Stage, to: Span) {
    let (events, zoom) = stage.with(|inner| {
        let to = to.clamped(inner.width());
        inner.fly(to);
        (inner.events.clone(), (!to.is_whole(inner.width())).then_some((to.from, to.to)))
    });
    events.on_zoom.emit((zoom, true));
    stage.ask();
}

fn click(stage: &Stage, x: f64, y: f64) {
    let at = stage.with(|inner| {
        let spot = spot(inner, x, y);
        inner.focus = spot.or(inner.focus);
        spot
    });
    if let Some(spot) = at {
        enter(stage, spot);
    }
}

/// Zooms to a box and selects its function.
pub fn enter(stage: &Stage, spot: Spot) {
    let (events, zoom, name) = stage.with(|inner| {
        let found = inner.scene().and_then(|s| s.at(spot.depth, spot.position).map(|i| (s, i)));
        let Some((scene, index)) = found else { return (inner.events.clone(), None, None) };
        let name = scene.name(index).to_owned();
        let whole = inner.width();
        let around = Span::new(scene.left[index], scene.right(index)).clamped(whole);
        let goal = inner.camera.goal;
        let to = if scene.is_root(spot.depth) {
            inner.all()
        } else if scene.is_many(index) && around.width() * CLOSER > goal.width() {
            // Small frames that fill the screen would only fill it again: so near that those of
            // average width are no longer gathered.
            let average = around.width() / f64::from(scene.count[index].max(1));
            let pixels = inner.screen.width / inner.screen.ratio.max(1.0);
            let enough =
                1.1 * MIN_PIXELS * goal.width() / (average * pixels).max(f64::MIN_POSITIVE);
            goal.zoomed(enough.clamp(CLOSER, FARTHEST), spot.position, whole)
        } else {
            around
        };
        let zoom = (to != inner.camera.goal).then(|| {
            inner.fly(to);
            inner.reveal(spot.depth);
            (!to.is_whole(inner.width())).then_some((to.from, to.to))
        });
        let name = if scene.is_root(spot.depth) { String::new() } else { name };
        (inner.events.clone(), zoom, Some(name))
    });
    // The zoom first: it is the step, and the selection belongs to it.
    if let Some(zoom) = zoom {
        events.on_zoom.emit((zoom, true));
        stage.ask();
    }
    if let Some(name) = name {
        events.on_select.emit(name);
    }
}

/// Zooms out, or, when there is nothing to zoom out of, selects nothing.
pub fn escape(stage: &Stage) {
    let (events, zoomed) = stage.with(|inner| {
        let zoomed = !inner.camera.goal.is_whole(inner.width());
        if zoomed {
            inner.fly(inner.all());
        } else {
            inner.focus = None;
        }
        (inner.events.clone(), zoomed)
    });
    if zoomed {
        events.on_zoom.emit((None, true));
        stage.ask();
    } else {
        events.on_select.emit(String::new());
    }
}

fn wheel(stage: &Stage, hands: &mut Hands, event: &WheelEvent) {
    let zooms = event.ctrl_key() || event.meta_key();
    let now = clock::now();
    if hands.wheel.is_some_and(|(last, kind)| now - last < GESTURE && kind != zooms) {
        return;
    }
    hands.wheel = Some((now, zooms));
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => ROW,
        WheelEvent::DOM_DELTA_PAGE => 10.0 * ROW,
        _ => 1.0,
    };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    if zooms {
        // A pinch sends small steps, a wheel's notch a big one.
        zoom_at(stage, (-between(dy, -40.0, 40.0) * 0.01).exp(), f64::from(event.offset_x()));
        return;
    }
    let (dx, dy) = if event.shift_key() && dx == 0.0 { (dy, 0.0) } else { (dx, dy) };
    pan(stage, (dx, dy));
    stage.with(|inner| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        inner.hover = spot(inner, x, y);
    });
    moved(stage);
}

/// Moves what is seen by a distance, in CSS pixels.
fn pan(stage: &Stage, (dx, dy): (f64, f64)) {
    stage.with(|inner| {
        let units = inner.camera.now.width() / inner.screen.width * inner.screen.ratio;
        let to = inner.camera.now.moved(dx * units, inner.width());
        inner.camera.jump(to);
        inner.screen.scroll += inner.away(dy);
        inner.touch();
    });
}

/// Zooms by a factor about a place on the canvas, in CSS pixels.
pub fn zoom_at(stage: &Stage, factor: f64, x: f64) {
    stage.with(|inner| {
        let to = inner.camera.now.zoomed(factor, position(inner, x), inner.width());
        inner.camera.jump(to);
        inner.touch();
    });
    moved(stage);
}

/// After a step of a gesture: asks for boxes, and tells the app where the
/// gesture ended once it has.
pub fn moved(stage: &Stage) {
    stage.ask();
    let settled = stage.clone();
    stage.with(|inner| {
        inner.settling = Some(Timeout::new(250, move || {
            let (events, to, width) = settled.with(|i| {
                i.settle();
                (i.events.clone(), i.camera.goal, i.width())
            });
            let zoom = (!to.is_whole(width)).then_some((to.from, to.to));
            events.on_zoom.emit((zoom, false));
        }));
    });
}
