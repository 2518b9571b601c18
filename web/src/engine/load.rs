//! Loads what the worker is made of, before the page is sealed: its script, and
//! the engine's module, compiled.

use crate::seal;
use js_sys::{Array, WebAssembly};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Response, Url, Window};

/// What a worker is made of. It is kept: a worker that died is made again when
/// nothing can be loaded any more.
pub struct Parts {
    /// The address of the script's blob, as a trusted one where there is such a
    /// thing.
    pub script: JsValue,
    /// The compiled engine, a `WebAssembly.Module`.
    pub module: JsValue,
}

/// Loads both files.
pub async fn load() -> Result<Parts, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let wasm = start_fetch(&window, "engine.wasm")?;
    let script = start_fetch(&window, "engine.js")?;
    let module = compile(answer("engine.wasm", wasm).await?).await?;
    let script = answer("engine.js", script).await?;
    let script = JsFuture::from(script.text().map_err(|e| explain("engine.js", &e))?)
        .await
        .map_err(|e| explain("engine.js", &e))?;
    Ok(Parts { script: script_address(&script)?, module })
}

/// The address of one of the engine's files, from the document's head.
fn address(window: &Window, file: &str) -> Result<String, String> {
    let selector = format!("link[data-hearth-file=\"{file}\"]");
    let link = window.document().and_then(|d| d.query_selector(&selector).ok().flatten());
    link.and_then(|link| link.get_attribute("href"))
        .ok_or_else(|| format!("the page does not say where {file} is"))
}

fn start_fetch(window: &Window, file: &str) -> Result<JsFuture, String> {
    Ok(window.fetch_with_str(&address(window, file)?).into())
}

async fn answer(file: &str, fetched: JsFuture) -> Result<Response, String> {
    let response: Response = fetched.await.map_err(|e| explain(file, &e))?.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("{file} could not be loaded: the server answered {}", response.status()))
    }
}

/// Compiles while it loads, where the server names the type that this takes.
async fn compile(response: Response) -> Result<JsValue, String> {
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    let compiled = if kind.starts_with("application/wasm") {
        WebAssembly::compile_streaming(&js_sys::Promise::resolve(&JsValue::from(response)))
    } else {
        let bytes = response.array_buffer().map_err(|e| explain("engine.wasm", &e))?;
        let bytes = JsFuture::from(bytes).await.map_err(|e| explain("engine.wasm", &e))?;
        WebAssembly::compile(&bytes)
    };
    JsFuture::from(compiled).await.map_err(|e| explain("engine.wasm", &e))
}

/// A blob of a script, as an address to start workers from.
fn script_address(script: &JsValue) -> Result<JsValue, String> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(script), &options)
        .map_err(|e| explain("engine.js", &e))?;
    let url = Url::create_object_url_with_blob(&blob).map_err(|e| explain("engine.js", &e))?;
    Ok(seal::script_url(&url))
}

fn explain(file: &str, error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string());
    match message {
        Some(message) => format!("{file} could not be loaded: {message}"),
        None => format!("{file} could not be loaded"),
    }
}
