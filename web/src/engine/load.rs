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

/// Loads both files. They are on their way since the document's head was read.
pub async fn load(window: &Window) -> Result<Parts, String> {
    let address = |file: &str| {
        address_in(window, &format!("link[data-hearth-file=\"{file}\"]"), "href")
            .ok_or_else(|| format!("the page does not say where {file} is"))
    };
    let wasm = start_fetch(window, &address("engine.wasm")?);
    let script = start_fetch(window, &address("engine.js")?);
    let module = compile("engine.wasm", answer("engine.wasm", wasm).await?).await?;
    let script = answer("engine.js", script).await?;
    let script = JsFuture::from(script.text().map_err(|e| explain("engine.js", &e))?)
        .await
        .map_err(|e| explain("engine.js", &e))?;
    Ok(Parts { script: script_address(&script)?, module })
}

/// An address that the document has in an attribute.
pub fn address_in(window: &Window, selector: &str, attribute: &str) -> Option<String> {
    window.document()?.query_selector(selector).ok()??.get_attribute(attribute)
}

pub fn start_fetch(window: &Window, address: &str) -> JsFuture {
    window.fetch_with_str(address).into()
}

pub async fn answer(file: &str, fetched: JsFuture) -> Result<Response, String> {
    let response: Response = fetched.await.map_err(|e| explain(file, &e))?.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("{file} could not be loaded: the server answered {}", response.status()))
    }
}

/// Compiles while it loads, where the server names the type that this takes.
pub async fn compile(file: &str, response: Response) -> Result<JsValue, String> {
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    let compiled = if kind.starts_with("application/wasm") {
        WebAssembly::compile_streaming(&js_sys::Promise::resolve(&JsValue::from(response)))
    } else {
        let bytes = response.array_buffer().map_err(|e| explain(file, &e))?;
        let bytes = JsFuture::from(bytes).await.map_err(|e| explain(file, &e))?;
        WebAssembly::compile(&bytes)
    };
    JsFuture::from(compiled).await.map_err(|e| explain(file, &e))
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

pub fn explain(file: &str, error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string());
    match message {
        Some(message) => format!("{file} could not be loaded: {message}"),
        None => format!("{file} could not be loaded"),
    }
}
