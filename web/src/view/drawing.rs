//! Things that both drawings on canvases, the flame graph and the call graph, need of the
//! browser; pictures of other views need some of it, too.

use crate::host;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use hearth_core::harmless::visible_bytes;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, Element, Event, HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent,
    ResizeObserver, Url,
};

/// The fonts that names are written in, the best first.
pub const FONTS: &str = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif";

/// A key that the document heard is for this page, nothing else has used it, and nothing
/// lies over the page.
pub fn is_free(event: &KeyboardEvent) -> bool {
    !event.default_prevented()
        && host::hears(event)
        && host::find(":is(dialog[open], :popover-open)").is_none()
}

pub fn is_typing(event: &Event) -> bool {
    let is_field = |e: Element| matches!(&*e.tag_name(), "INPUT" | "SELECT" | "TEXTAREA");
    host::target(event).is_some_and(is_field)
}

/// A finger that stays where it is asks for a menu: not every browser says so.
#[derive(Default)]
pub struct Press {
    waiting: Option<Timeout>,
    held: Rc<Cell<bool>>,
}

impl Press {
    /// After this long, in milliseconds.
    const LONG: u32 = 450;

    /// A pointer is down: the only one, if it is to become a press.
    pub fn begin(&mut self, event: &PointerEvent, is_only: bool, menu: impl FnOnce() + 'static) {
        self.waiting = None;
        self.held.set(false);
        if is_only && event.pointer_type() == "touch" {
            let held = self.held.clone();
            self.waiting = Some(Timeout::new(Self::LONG, move || {
                held.set(true);
                menu();
            }));
        }
    }

    /// It moved, or it is up; says whether it was held.
    pub fn end(&mut self) -> bool {
        self.waiting = None;
        self.held.take()
    }

    /// Returns whether a finger asks, or has asked: then no other event has to.
    pub fn is_on(&self) -> bool {
        self.waiting.is_some()
    }
}

/// The user asked for less motion.
pub fn is_still() -> bool {
    let window = web_sys::window();
    let still = window.and_then(|w| w.match_media("(prefers-reduced-motion: reduce)").ok()?);
    still.is_some_and(|m| m.matches())
}

/// Calls back whenever a drawing has to be fitted to its room again: its element's size
/// changed, the page's, or the scheme of colors.
pub struct Fitting {
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
    _listeners: Vec<EventListener>,
}

impl Fitting {
    pub fn new(element: &Element, fit: impl Fn() + 'static) -> Self {
        let fit = Rc::new(fit);
        let resized = fit.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || resized());
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        observer.iter().for_each(|observer| observer.observe(element));
        let mut listeners = Vec::new();
        let (of_page, of_system) = (fit.clone(), fit);
        listeners.push(EventListener::new(&host::frame(), "resize", move |_| of_page()));
        if let Some(window) = web_sys::window()
            && let Ok(Some(dark)) = window.match_media("(prefers-color-scheme: dark)")
        {
            listeners.push(EventListener::new(&dark, "change", move |_| of_system()));
        }
        Self { observer, _on_resize: on_resize, _listeners: listeners }
    }
}

impl Drop for Fitting {
    fn drop(&mut self) {
        self.observer.iter().for_each(ResizeObserver::disconnect);
    }
}

/// Gives back the memory of a canvas that is shown no more.
pub fn empty(canvas: &HtmlCanvasElement) {
    canvas.set_width(0);
    canvas.set_height(0);
}

/// A text as XML has it. What XML can't have at all becomes a replacement character.
pub fn escaped(text: &str) -> String {
    // What XML can have, readers may not see: marks of direction, for instance.
    let text = String::from_utf8_lossy(&visible_bytes(text.as_bytes())).into_owned();
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | ' '.. if !matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(c),
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped
}

/// Saves a file under a name, where the browser saves files.
pub fn download(blob: &Blob, name: &str) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    let document = web_sys::window().and_then(|w| w.document());
    if let Some(link) = document.and_then(|d| d.create_element("a").ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.unchecked_ref::<HtmlElement>().click();
    }
    // The browser reads it a moment later.
    Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}
