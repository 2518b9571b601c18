//! The clipboard: one way to copy a text, which tells the user what became of it.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlDocument};
use yew::Callback;

/// Kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A link to what is shown.
    Link,
    /// A name, a command, a table, a report.
    Text,
}

/// A text that was to be copied.
pub struct Copied {
    pub text: String,
    pub what: What,
    /// It is on the clipboard.
    pub is_done: bool,
}

thread_local! {
    static HEARD: RefCell<Option<Callback<Copied>>> = const { RefCell::new(None) };
}

/// Tells of every copy from now on.
pub fn listen(on_copied: Callback<Copied>) {
    HEARD.set(Some(on_copied));
}

/// Tells that a text was copied, or not.
pub fn tell(copied: Copied) {
    let heard = HEARD.with_borrow(Clone::clone);
    if let Some(heard) = heard {
        heard.emit(copied);
    }
}

/// Puts a text on the clipboard, in answer to a key or a click. Unlike
/// `navigator.clipboard` this works on pages without TLS too.
pub fn copy(text: String, what: What) {
    let document = web_sys::window().and_then(|w| w.document());
    let Some(document) = document.and_then(|d| d.dyn_into::<HtmlDocument>().ok()) else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let given = text.clone();
    let _listener = EventListener::new_with_options(&document, "copy", options, move |event| {
        event.stop_propagation();
        fill(event, &given);
    });
    let is_done = document.exec_command("copy").unwrap_or(false);
    tell(Copied { text, what, is_done });
}

/// Answers the browser's `copy`.
pub fn fill(event: &Event, text: &str) {
    let data = event.dyn_ref::<ClipboardEvent>().and_then(|e| e.clipboard_data());
    if data.is_some_and(|data| data.set_data("text/plain", text).is_ok()) {
        event.prevent_default();
    }
}
