//! The full proof: tries each way out that browsers have, in the page, in a new frame of it
//! and in a worker (`ways.js`).

use crate::host;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

/// It runs from a blob: a worker is made of it as well, and the policy allows no other script.
const WAYS: &str = include_str!("ways.js");

/// One way that was tried in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// `page`, `frame`, `worker`.
    pub place: String,
    /// Name in `ways.js`.
    pub way: String,
    /// `refused`; `absent`: the browser does not have it there; `silent`: it failed, and
    /// the browser did not say that it refused it; `open`.
    pub outcome: String,
}

impl Attempt {
    /// The page cannot say that it is sealed. Not every browser reports everything that it
    /// refuses (Firefox 153 is silent about preloads and some of what new frames try,
    /// though nothing arrives): what failed is listed as that, and no hole.
    pub fn is_hole(&self) -> bool {
        self.outcome == "open"
    }
}

/// Tries everything. The page has to be sealed: it looks the same otherwise, but what is
/// tried arrives.
///
/// # Errors
///
/// Why the proof could not be made, in words.
pub async fn prove() -> Result<Vec<Attempt>, String> {
    crate::seal::say_why();
    let rows = run(&address().unwrap_or_default()).await.map_err(|error| {
        let message = || js_sys::Error::from(error.clone()).message().as_string();
        error.as_string().or_else(message).unwrap_or_default()
    })?;
    let rows: Array = rows.unchecked_into();
    let text = |row: &Array, i: u32| row.get(i).as_string().unwrap_or_default();
    Ok(rows
        .iter()
        .map(|row| row.unchecked_into::<Array>())
        .map(|row| Attempt { place: text(&row, 0), way: text(&row, 1), outcome: text(&row, 2) })
        .collect())
}

/// Where to knock: at the page's own server, which would answer. A page that was opened as a
/// file has none, and knocks at a name that nobody can own.
fn address() -> Option<String> {
    let location = web_sys::window()?.location();
    match location.protocol().ok()?.as_str() {
        "http:" | "https:" => Some(location.origin().ok()? + &location.pathname().ok()?),
        _ => Some("https://hearth.invalid/".to_owned()),
    }
}

async fn run(address: &str) -> Result<JsValue, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&WAYS.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let script = host::script(&url);
    load(&script).await?;
    let ways = Reflect::get(&js_sys::global(), &"hearth_ways".into())?;
    let prove: Function = Reflect::get(&ways, &"prove".into())?.dyn_into()?;
    let proof: Promise = prove.call2(&ways, &script, &address.into())?.dyn_into()?;
    let rows = JsFuture::from(proof).await;
    let _ = Url::revoke_object_url(&url);
    rows
}

/// Runs a script in the page.
async fn load(script: &JsValue) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|w| w.document()).ok_or("there is no document")?;
    let tag = document.create_element("script")?;
    Reflect::set(&tag, &"src".into(), script)?;
    let loaded = Promise::new(&mut |resolve, reject| {
        let _ = tag.add_event_listener_with_callback("load", &resolve);
        let _ = tag.add_event_listener_with_callback("error", &reject);
    });
    document.head().ok_or("the document has no head")?.append_child(&tag)?;
    JsFuture::from(loaded).await.map_err(|_| "its script did not run")?;
    tag.remove();
    Ok(())
}
