//! Notices that a worker ended without a word: browsers tell nobody.
//!
//! Time says nothing about it, since a long step looks the same. So the worker holds a lock
//! for which the page waits; and there is a port between both, which some browsers close
//! with an event.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, Worker};

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Calls back when this worker has ended, however it did.
    fn watch(&self, worker: &Worker, on_end: Box<dyn Fn()>);
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn watch(&self, worker: &Worker, on_end: Box<dyn Fn()>) {
        watch(worker, on_end);
    }
}

fn watch(worker: &Worker, on_end: Box<dyn Fn()>) {
    let Ok(channel) = MessageChannel::new() else { return };
    // Others of this origin may have locks, too.
    let name = JsValue::from(["hearth-", &js_sys::Math::random().to_string()].concat());
    let on_end: JsValue = Closure::<dyn Fn()>::wrap(on_end).into_js_value();
    let (port, on_held) = (channel.port1(), {
        let (name, on_end) = (name.clone(), on_end.clone());
        Closure::once_into_js(move || {
            wait(&name, &on_end);
        })
    });
    let _ = Reflect::set(&port, &"onmessage".into(), &on_held);
    let _ = Reflect::set(&port, &"onclose".into(), &on_end);
    let message = Object::new();
    let _ = Reflect::set(&message, &"life".into(), &name);
    let _ = Reflect::set(&message, &"port".into(), &channel.port2());
    let _ = worker.post_message_with_transfer(&message, &Array::of1(&channel.port2()));
}

/// Waits for the lock that the worker holds now.
fn wait(name: &JsValue, on_granted: &JsValue) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, name, on_granted).ok()?.dyn_into().ok()
}
