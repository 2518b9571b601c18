//! Shell of a drawing on canvases, for the flame graph and the call graph: its state outside of yew,
//! frames that paint what changed, listeners of its pointers, and a search that waits until nothing
//! more is typed.

use crate::clock;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{Event, HtmlCanvasElement, HtmlElement};
use yew::NodeRef;

/// State of a drawing.
pub trait Drawing: Sized + 'static {
    /// Paints a frame at a time, in milliseconds.
    fn frame(stage: &Shell<Self>, now: f64);
}

/// A drawing: whoever changes its state has it painted in the next frame.
pub struct Shell<D>(Rc<Held<D>>);

struct Held<D> {
    drawing: RefCell<D>,
    /// A frame was asked for.
    is_awaited: Cell<bool>,
}

impl<D> Clone for Shell<D> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<D> PartialEq for Shell<D> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<D: Drawing> Shell<D> {
    /// A drawing in this state. Nothing is painted yet.
    pub fn new(drawing: D) -> Self {
        Self(Rc::new(Held { drawing: RefCell::new(drawing), is_awaited: Default::default() }))
    }

    /// Changes the state, and paints what that changed in the next frame.
    pub fn with<T>(&self, change: impl FnOnce(&mut D) -> T) -> T {
        let result = self.quietly(change);
        if !self.0.is_awaited.replace(true) {
            let stage = self.clone();
            clock::on_frame(move |now| {
                stage.0.is_awaited.set(false);
                D::frame(&stage, now);
            });
        }
        result
    }

    /// Looks at the state, or changes what is not painted.
    pub fn quietly<T>(&self, change: impl FnOnce(&mut D) -> T) -> T {
        change(&mut self.0.drawing.borrow_mut())
    }
}

/// Events of pointers on a canvas.
pub const POINTERS: &[&str] =
    &["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave", "wheel"];

/// Listens to events of a canvas, none of which is passive, with a state that only they have.
pub fn listen<S: 'static>(
    canvas: &HtmlCanvasElement,
    names: &[&'static str],
    state: &Rc<RefCell<S>>,
    on_event: impl Fn(&mut S, &Event) + 'static,
) -> Vec<EventListener> {
    let on_event = Rc::new(on_event);
    let listener = |&name: &&'static str| {
        let (state, on_event) = (state.clone(), on_event.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(canvas, name, options, move |event| {
            on_event(&mut state.borrow_mut(), event);
        })
    };
    names.iter().map(listener).collect()
}

/// The search of a drawing: what stands in its field, which is looked for when nothing more is typed.
#[derive(Default)]
pub struct Typing {
    /// Text in the field.
    pub text: String,
    waiting: Option<Timeout>,
}

impl Typing {
    /// Pause in typing before it is looked for, in milliseconds.
    const PAUSE: u32 = 150;

    /// A field in which this stands.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), waiting: None }
    }

    /// Something is typed: `search` looks for it a moment later.
    pub fn typed(&mut self, text: String, search: impl FnOnce(String) + 'static) {
        self.text.clone_from(&text);
        self.waiting = Some(Timeout::new(Self::PAUSE, move || search(text)));
    }

    /// The search is left: the drawing gets the keyboard back.
    pub fn left(&mut self, keyboard: &NodeRef) {
        *self = Self::default();
        if let Some(keyboard) = keyboard.cast::<HtmlElement>() {
            let _ = keyboard.focus();
        }
    }

    /// Something else is looked for, as Back or another link says; not an echo of what was typed.
    pub fn follow(&mut self, old: &str, new: &str) {
        if new != old && new != self.text {
            *self = Self::new(new);
        }
    }
}
