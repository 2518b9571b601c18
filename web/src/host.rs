//! Platform that the page runs on. A boot script for each (`web/boot`) makes an object
//! `hearth_host`, and this is the only module that knows it: the page asks here where it may
//! draw, what it is made of, and where its address and its settings are kept.

mod bounds;
mod outside;

pub use bounds::{active, frame, has_marked_text, hears, intake, offset, size, target};
pub use outside::{Folding, Outside, Reason};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Selection, Storage};

#[wasm_bindgen]
extern "C" {
    type Host;

    #[wasm_bindgen(thread_local_v2, js_name = hearth_host)]
    static HOST: Host;

    #[wasm_bindgen(method, getter)]
    fn root(this: &Host) -> Element;
    #[wasm_bindgen(method, getter)]
    fn place(this: &Host) -> Element;
    #[wasm_bindgen(method, getter)]
    fn tree(this: &Host) -> Tree;
    #[wasm_bindgen(method)]
    fn engine(this: &Host) -> Promise;
    #[wasm_bindgen(method)]
    fn deferred(this: &Host) -> Option<Deferred>;
    #[wasm_bindgen(method)]
    fn seal(this: &Host) -> Promise;
    #[wasm_bindgen(method)]
    fn around(this: &Host) -> Promise;
    #[wasm_bindgen(method)]
    fn address(this: &Host) -> String;
    #[wasm_bindgen(method)]
    fn link(this: &Host, fragment: &str) -> String;
    #[wasm_bindgen(method)]
    fn visit(this: &Host, fragment: &str, is_step: bool);
    #[wasm_bindgen(method)]
    fn step(this: &Host, forward: bool);
    #[wasm_bindgen(method)]
    fn title(this: &Host, file: &str);
    #[wasm_bindgen(method)]
    fn storage(this: &Host) -> Option<Storage>;
    #[wasm_bindgen(method)]
    fn script(this: &Host, address: &str) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn build(this: &Host) -> Option<Promise>;
    #[wasm_bindgen(method, getter)]
    fn updated(this: &Host) -> Option<Promise>;
    #[wasm_bindgen(method, getter)]
    fn guest(this: &Host) -> bool;
    #[wasm_bindgen(method, getter, js_name = readOnly)]
    fn read_only(this: &Host) -> bool;
    #[wasm_bindgen(method, getter)]
    fn remote(this: &Host) -> Option<Remote>;

    /// A program that tells the page what to show.
    pub type Remote;

    /// Hands it what takes its commands: a name, the call's number, and a value.
    #[wasm_bindgen(method)]
    pub fn started(this: &Remote, command: &Function);
    /// Tells it that something happened.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Remote, name: &str, detail: &JsValue);

    /// A document, or the root of a shadow tree.
    type Tree;

    #[wasm_bindgen(method, js_name = querySelector)]
    fn query_selector(this: &Tree, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    fn active_element(this: &Tree) -> Option<Element>;
    /// Not every browser has it for shadow trees.
    #[wasm_bindgen(method, catch, js_name = getSelection)]
    fn get_selection(this: &Tree) -> Result<Option<Selection>, JsValue>;

    /// Parts of the engine's worker.
    pub type EngineFiles;

    /// The worker's script, its text.
    #[wasm_bindgen(method, getter)]
    pub fn script(this: &EngineFiles) -> JsValue;
    /// The script's address, where the place has one already: then it is the place's to
    /// give up.
    #[wasm_bindgen(method, getter)]
    pub fn address(this: &EngineFiles) -> Option<JsValue>;
    /// The engine, a `WebAssembly.Module`.
    #[wasm_bindgen(method, getter)]
    pub fn module(this: &EngineFiles) -> JsValue;

    /// Parts of the deferred chunks.
    pub type Deferred;

    #[wasm_bindgen(method, getter)]
    fn begun(this: &Deferred) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn taken(this: &Deferred) -> Promise;
}

/// The element that says what state the page is in, its language and its colors.
pub fn root() -> Element {
    HOST.with(Host::root)
}

/// The element that the page is drawn into.
pub fn place() -> Element {
    HOST.with(Host::place)
}

/// The first element of the page that a selector fits.
pub fn find(selector: &str) -> Option<Element> {
    HOST.with(Host::tree).query_selector(selector)
}

/// The document is somebody else's, and the page only a part of it: it must not touch its
/// title, its policy or its history, and hears only what happens within itself.
pub fn is_guest() -> bool {
    HOST.with(Host::guest)
}

/// The user opens and closes no files: somebody else does.
pub fn is_read_only() -> bool {
    HOST.with(Host::read_only)
}

/// Who tells the page what to show, if somebody does.
pub fn remote() -> Option<Remote> {
    HOST.with(Host::remote)
}

/// Takes what the engine's worker is made of.
///
/// # Errors
///
/// Which file is missing and why, in words.
pub async fn engine(promise: Promise) -> Result<EngineFiles, String> {
    let parts = JsFuture::from(promise).await.map_err(|e| message(&e))?;
    Ok(parts.unchecked_into())
}

/// Asks for what the engine's worker is made of.
pub fn ask_engine() -> Promise {
    HOST.with(Host::engine)
}

/// Asks for the deferred chunk. `None` where everything is there.
pub fn ask_deferred() -> Option<Deferred> {
    HOST.with(Host::deferred)
}

/// Has the page forbid itself every connection, and tries it (`boot/seal.js`).
///
/// # Errors
///
/// What was not refused, in words.
pub async fn seal() -> Result<(), String> {
    JsFuture::from(HOST.with(Host::seal)).await.map(drop).map_err(|e| message(&e))
}

/// Which other pages of this origin there are that can read this one (`opener`, `frame`), or
/// change what comes next (`worker`).
pub async fn around() -> Vec<String> {
    let names = JsFuture::from(HOST.with(Host::around)).await.unwrap_or_default();
    let names = names.dyn_ref::<js_sys::Array>();
    names.into_iter().flat_map(js_sys::Array::iter).filter_map(|name| name.as_string()).collect()
}

impl Deferred {
    /// Waits until it is on its way: a policy stops requests that begin after it.
    pub async fn under_way(&self) {
        let _ = JsFuture::from(self.begun()).await;
    }

    /// Puts the page's part into the page, and returns the engine's, compiled.
    ///
    /// # Errors
    ///
    /// Which file is missing and why, in words.
    pub async fn take(&self) -> Result<JsValue, String> {
        JsFuture::from(self.taken()).await.map_err(|e| message(&e))
    }
}

/// The state that is kept in the address: `#view=top`, or nothing.
pub fn address() -> String {
    HOST.with(Host::address)
}

/// A link to this page with such an address.
pub fn link(fragment: &str) -> String {
    HOST.with(|host| host.link(fragment))
}

/// Writes the address: as a step that Back undoes, or in place of the one before.
pub fn visit(fragment: &str, is_step: bool) {
    HOST.with(|host| host.visit(fragment, is_step));
}

/// Undoes a step, if there is one, or does it again.
pub fn step(forward: bool) {
    HOST.with(|host| host.step(forward));
}

/// Names the document after a file; empty: after the program. Not for guests.
pub fn title(file: &str) {
    HOST.with(|host| host.title(file));
}

/// `None` where nothing is kept, as in some private windows.
pub fn storage() -> Option<Storage> {
    HOST.with(Host::storage)
}

/// Turns the address of a blob into what a browser with Trusted Types takes as a script's.
pub fn script(address: &str) -> JsValue {
    HOST.with(|host| host.script(address))
}

/// Waits for another version of the site. `None` where there is none to wait for.
pub fn updated() -> Option<Promise> {
    HOST.with(Host::updated)
}

/// Facts of a page that is one file about how it was made, and of the parts in it: pairs of
/// name and text. `None` elsewhere.
pub fn build() -> Option<Promise> {
    HOST.with(Host::build)
}

fn message(error: &JsValue) -> String {
    js_sys::Error::from(error.clone()).message().into()
}
