//! A panic's last words.
//!
//! A panic ends the wasm instance with a bare trap. The message would be lost,
//! so it is handed to `globalThis.hearthPanicked`, if the host defines that, and
//! to the console if not.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// Has panics tell their last words.
pub fn listen() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        let handler = Reflect::get(&js_sys::global(), &"hearthPanicked".into());
        match handler.map(|h| h.dyn_into::<Function>()) {
            // Nothing can be done about an error in the handler.
            Ok(Ok(handler)) => drop(handler.call1(&JsValue::NULL, &message.into())),
            _ => error(&message),
        }
    }));
}
