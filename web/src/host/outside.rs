//! Events that close something that lies over the page: a press outside of it, Escape wherever
//! the keyboard is, the loss of the window. Heard by the window before anything else
//! hears it, as yew's own listeners are the root's: their `current_target` is never the
//! element that they were written on.

use super::{hears, target};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// Listens for as long as it lives.
pub struct Outside {
    _listeners: Vec<EventListener>,
}

/// Event that closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A pointer was pressed.
    Press,
    /// Escape, heard by nobody else.
    Escape,
    /// The window lost the keyboard, changed its size, or what lies below moved away.
    Moved,
}

impl Outside {
    /// Calls back for each reason to close `element`.
    pub fn new(element: &Element, on_close: impl Fn(Reason) + Clone + 'static) -> Self {
        let Some(window) = web_sys::window() else { return Self { _listeners: Vec::new() } };
        let options =
            || EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let (inside, close) = (element.clone(), on_close.clone());
        let on_press = move |event: &Event| {
            if !is_within(event, &inside) {
                close(Reason::Press);
                swallow_on_drawing(event);
            }
        };
        let close = on_close.clone();
        let on_key = move |event: &Event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|e| e.key() == "Escape");
            if escape && hears(event) {
                event.stop_propagation();
                event.prevent_default();
                close(Reason::Escape);
            }
        };
        let mut listeners = vec![
            EventListener::new_with_options(&window, "pointerdown", options(), on_press),
            EventListener::new_with_options(&window, "keydown", options(), on_key),
        ];
        for name in ["blur", "resize", "wheel"] {
            let (inside, close) = (element.clone(), on_close.clone());
            let on_move = move |event: &Event| {
                // Without capturing it a window hears of its own loss alone.
                if !is_within(event, &inside) {
                    close(Reason::Moved);
                }
            };
            listeners.push(EventListener::new(&window, name, on_move));
        }
        Self { _listeners: listeners }
    }
}

/// Returns whether an event happened in an element. What lies behind a modal dialog is the
/// dialog's own, outside of its box.
fn is_within(event: &Event, element: &Element) -> bool {
    if !event.composed_path().includes(element, 0) {
        return false;
    }
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return true };
    let room = element.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let is_in_box = x >= room.left() && x <= room.right() && y >= room.top() && y <= room.bottom();
    is_in_box || target(event).is_some_and(|target| target != *element)
}

/// A press on a drawing would zoom or select: one that closes something does only that.
/// Controls get theirs.
fn swallow_on_drawing(event: &Event) {
    let is_main = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.button() == 0);
    if is_main && target(event).is_some_and(|target| target.tag_name() == "CANVAS") {
        event.stop_propagation();
        event.prevent_default();
    }
}

/// Folds what lies over the view without being a popover or a dialog of the browser's: by a press
/// outside of it, or by Escape where nothing else hears that. Listens for as long as it lives.
pub struct Folding {
    _listeners: [EventListener; 2],
}

impl Folding {
    /// Calls back when `element` is to be folded; not for presses on what `button` selects, which
    /// does so itself. Nothing without a window.
    pub fn new(
        element: &Element,
        button: &'static str,
        on_fold: impl Fn() + Clone + 'static,
    ) -> Option<Self> {
        let window = web_sys::window()?;
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
        let (inside, fold) = (element.clone(), on_fold.clone());
        let on_press = move |event: &Event| {
            let is_button =
                || target(event).is_some_and(|t| t.closest(button).is_ok_and(|b| b.is_some()));
            if !event.composed_path().includes(&inside, 0) && !is_button() {
                fold();
            }
        };
        let on_key = move |event: &Event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|e| e.key() == "Escape");
            let is_over = || super::find(":is(dialog[open], :popover-open)").is_some();
            if escape && hears(event) && !event.default_prevented() && !is_over() {
                on_fold();
            }
        };
        Some(Self {
            _listeners: [
                EventListener::new_with_options(&window, "pointerdown", options, on_press),
                EventListener::new(&window, "keydown", on_key),
            ],
        })
    }
}
