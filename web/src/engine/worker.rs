//! One worker, from its start to its end.

use crate::host::{self, EngineFiles};
use gloo_events::EventListener;
use hearth_messages::{Message, Reply};
use js_sys::{Array, Function, Object, Reflect};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker};

/// Parts of a worker. It is kept: a worker that died is made again when
/// nothing can be loaded any more.
pub struct Parts {
    /// The address of the script's blob, as a trusted one where there is such a
    /// thing.
    script: JsValue,
    /// The compiled engine, a `WebAssembly.Module`.
    module: JsValue,
}

impl Parts {
    /// Makes a blob of the script, unless the place has one. To be called before the page
    /// is sealed.
    pub fn new(files: &EngineFiles) -> Result<Self, String> {
        if let Some(script) = files.address() {
            return Ok(Self { script, module: files.module() });
        }
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&files.script()), &options);
        let address = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
        let address = address.map_err(|_| "the engine's script could not be kept".to_owned())?;
        Ok(Self { script: host::script(&address), module: files.module() })
    }
}

/// A worker that runs, and those who listen to it.
pub struct Running {
    pub worker: Worker,
    /// Until it is stopped.
    life: Rc<()>,
    _listeners: [EventListener; 2],
}

impl Running {
    /// Starts a worker and sends it the compiled engine, with its deferred chunk if that is there;
    /// `is_whole` says that there is none.
    /// `on_death` is called when the worker broke without being able to say so itself.
    pub fn start(
        parts: &Parts,
        deferred: Option<&JsValue>,
        is_whole: bool,
        on_reply: impl Fn(Reply) + 'static,
        on_death: impl Fn(String) + 'static,
    ) -> Result<Self, String> {
        let worker = construct(&parts.script)
            .map_err(|e| format!("the engine's worker could not be started: {e:?}"))?;
        let replies = EventListener::new(&worker, "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            match Reply::read(&event.data()) {
                Ok(reply) => on_reply(reply),
                // Only a page and an engine of different versions can disagree.
                Err(error) => web_sys::console::error_1(&error.into()),
            }
        });
        let errors = EventListener::new(&worker, "error", move |event| {
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            on_death(message.filter(|m| !m.is_empty()).unwrap_or("no reason was given".to_owned()));
        });
        let first = Object::new();
        let _ = Reflect::set(&first, &"module".into(), &parts.module);
        if is_whole {
            let _ = Reflect::set(&first, &"whole".into(), &true.into());
        }
        worker
            .post_message(&first)
            .map_err(|_| "the engine could not be sent to its worker".to_owned())?;
        let running = Self { worker, life: Rc::default(), _listeners: [replies, errors] };
        deferred.into_iter().for_each(|chunk| running.complete(chunk));
        Ok(running)
    }

    /// Returns a value that is there until the worker is stopped.
    pub fn life(&self) -> Weak<()> {
        Rc::downgrade(&self.life)
    }

    /// Sends the engine's deferred chunk, compiled.
    pub fn complete(&self, chunk: &JsValue) {
        let message = Object::new();
        let _ = Reflect::set(&message, &"deferred".into(), chunk);
        self.post(&message);
    }

    /// Sends a request.
    pub fn post(&self, request: &JsValue) {
        let _ = self.worker.post_message(request);
    }

    /// Ends the worker at once, whatever it is doing.
    pub fn stop(&self) {
        self.worker.terminate();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `new Worker(script)`, where the script's address may be a trusted one, which
/// is no string.
fn construct(script: &JsValue) -> Result<Worker, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Reflect::construct(&class, &Array::of1(script))?.dyn_into()
}
