//! Listeners to keys, wherever the keyboard is: the page's own keys, and the browser's
//! Back and Forward.

use super::{App, Msg};
use crate::host;
use crate::shortcuts;
use crate::view::Tab;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::Context;
use yew::html::Scope;

/// Listens for as long as the result lives.
pub fn listen(ctx: &Context<App>) -> Vec<EventListener> {
    let window = web_sys::window().expect("the page runs in a window");
    let mut listeners = Vec::new();
    // Somebody else's history is none of the page's business.
    for name in ["popstate", "hashchange"].into_iter().filter(|_| !host::is_guest()) {
        let link = ctx.link().clone();
        listeners
            .push(EventListener::new(&window, name, move |_| link.send_message(Msg::Navigated)));
    }
    let link = ctx.link().clone();
    // `/` must not open the browser's own search.
    let options = EventListenerOptions::enable_prevent_default();
    let on_key = move |event: &web_sys::Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_palette = (event.ctrl_key() || event.meta_key())
            && !(event.alt_key() || event.shift_key())
            && event.key().eq_ignore_ascii_case(shortcuts::PALETTE);
        // From a field, too; the browser's own meaning of it is another search.
        if is_palette && host::hears(event) && host::find("dialog[open]").is_none() {
            event.prevent_default();
            return link.send_message(Msg::Palette(true));
        }
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if has_modifier || !host::hears(event) || is_taken(event) {
            return;
        }
        match &*event.key() {
            shortcuts::SHEET => link.send_message(Msg::Keys(true)),
            shortcuts::SIDEBAR => link.send_message(Msg::Sidebar),
            shortcuts::UNDO => host::step(false),
            shortcuts::REDO => host::step(true),
            // Where the context menu of the selection is asked for without a pointer.
            "ContextMenu" => menu(&link, event),
            "F10" if event.shift_key() => menu(&link, event),
            shortcuts::SEARCH if search() => event.prevent_default(),
            key => {
                match Tab::ALL.into_iter().find(|tab| tab.key() == key) {
                    Some(tab) => link.send_message(Msg::Tab(tab)),
                    // Letters; what has a longer name is for whatever has the keyboard.
                    None if key.len() == 1 => link.send_message(Msg::Press(key.to_owned())),
                    None => {}
                }
                // Some browsers search in the page as soon as one types; and a letter
                // that brings the keyboard into a field must not be typed there.
                if key.len() == 1 && key != " " {
                    event.prevent_default();
                }
            }
        }
    };
    listeners.push(EventListener::new_with_options(&window, "keydown", options, on_key));
    listeners
}

/// Opens the menu of the selection beside what has the keyboard.
fn menu(link: &Scope<App>, event: &KeyboardEvent) {
    event.prevent_default();
    let place = host::target(event).map(|e| e.get_bounding_client_rect());
    let (x, y) = place.map_or((0.0, 0.0), |p| (p.x() + p.width() / 3.0, p.y() + 60.0));
    link.send_message(Msg::MenuOfSelection(x as i32, y as i32));
}

/// Goes to where the view searches, or else to the filters.
fn search() -> bool {
    let field = host::find("[data-search]").or_else(|| host::find("[data-testid=filter-input]"));
    let field = field.and_then(|f| f.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|f| f.focus().is_ok())
}

/// Goes to the filters, to type one of this kind.
pub fn type_filter(kind: &str) {
    let field = host::find("[data-testid=filter-input]");
    if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&[kind, ": "].concat());
        let _ = field.focus();
        // Its component reads what is in it.
        if let Ok(input) = web_sys::Event::new("input") {
            let _ = field.dispatch_event(&input);
        }
    }
}

/// A key goes to a field, or to a dialog that lies over the page.
fn is_taken(event: &KeyboardEvent) -> bool {
    event.default_prevented()
        || host::target(event).is_some_and(|e| match &*e.tag_name() {
            "TEXTAREA" | "SELECT" => true,
            "INPUT" => {
                let kind = e.get_attribute("type").unwrap_or_default();
                !matches!(&*kind, "file" | "checkbox" | "radio")
            }
            _ => false,
        })
        || host::find("dialog[open]").is_some()
}
