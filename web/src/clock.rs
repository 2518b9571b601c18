//! The page's clock: measures for `performance`, frames, and "once it is
//! painted".

use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

fn window() -> web_sys::Window {
    web_sys::window().expect("the page runs in a window")
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// A time on a worker's clock (`timeOrigin + now()`) on this page's own.
pub fn from_worker(time: f64) -> f64 {
    time - window().performance().map_or(0.0, |p| p.time_origin())
}

/// Adds an entry to the browser's list of measures, which tests and developer
/// tools read. A browser that refuses it loses the entry, nothing else.
pub fn measure(name: &str, start: f64, duration: f64) {
    measure_with(name, start, duration, &[]);
}

/// The same with figures beside it, in the entry's `detail`.
pub fn measure_with(name: &str, start: f64, duration: f64, detail: &[(&str, f64)]) {
    let Some(performance) = window().performance() else { return };
    let object = |fields: &[(&str, JsValue)]| {
        let object = Object::new();
        for (key, value) in fields {
            let _ = Reflect::set(&object, &(*key).into(), value);
        }
        object
    };
    let detail: Vec<(&str, JsValue)> = detail.iter().map(|&(k, v)| (k, v.into())).collect();
    let options = object(&[
        ("start", start.max(0.0).into()),
        ("duration", duration.max(0.0).into()),
        ("detail", object(&detail).into()),
    ]);
    let measure = Reflect::get(&performance, &"measure".into());
    if let Some(measure) = measure.ok().and_then(|m| m.dyn_into::<Function>().ok()) {
        let _ = measure.call2(&performance, &name.into(), &options);
    }
}

/// Tells whoever fits a drawing to its place that it may look otherwise now.
pub fn resized() {
    if let Ok(event) = web_sys::Event::new("resize") {
        let _ = crate::host::frame().dispatch_event(&event);
    }
}

/// Calls `f` with the frame's time when the browser is about to paint.
pub fn on_frame(f: impl FnOnce(f64) + 'static) {
    let callback = Closure::once_into_js(f);
    let _ = window().request_animation_frame(callback.unchecked_ref());
}

/// Calls `f` when what is in the document now has been painted: after the next
/// frame. A hidden page paints nothing, and does not wait.
pub fn after_paint(f: impl FnOnce() + 'static) {
    if window().document().is_some_and(|d| d.hidden()) {
        Timeout::new(0, f).forget();
        return;
    }
    on_frame(move |_| on_frame(move |_| f()));
}
