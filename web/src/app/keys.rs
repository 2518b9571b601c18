//! What the app hears wherever the keyboard is: its own keys, and the browser's
//! Back and Forward.

use super::{App, Msg};
use crate::view::Tab;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::Context;

/// Listens for as long as the result lives.
pub fn listen(ctx: &Context<App>) -> Vec<EventListener> {
    let window = web_sys::window().expect("the page runs in a window");
    let mut listeners = Vec::new();
    for name in ["popstate", "hashchange"] {
        let link = ctx.link().clone();
        listeners
            .push(EventListener::new(&window, name, move |_| link.send_message(Msg::Navigated)));
    }
    let link = ctx.link().clone();
    listeners.push(EventListener::new(&window, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(event) {
            return;
        }
        match &*event.key() {
            "?" => link.send_message(Msg::Keys(true)),
            digit => {
                let number: Option<usize> = digit.parse().ok();
                if let Some(tab) = number.and_then(|n| Tab::ALL.get(n.checked_sub(1)?)) {
                    link.send_message(Msg::Tab(*tab));
                }
            }
        }
    }));
    listeners
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    element.is_some_and(|e| matches!(&*e.tag_name(), "TEXTAREA" | "SELECT") || is_text_input(&e))
}

fn is_text_input(element: &Element) -> bool {
    element.tag_name() == "INPUT" && element.get_attribute("type").as_deref() != Some("file")
}
