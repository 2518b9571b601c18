//! What the page forbids itself.
//!
//! Not in its power, and so not promised: its own navigation (a link, a closed
//! tab), what a page does that has it in a frame, and what extensions and developer tools
//! do. No directive that Chromium 156 knows covers WebRTC, name lookups and connections made
//! ahead (`dns-prefetch`, `preconnect`). So WebRTC is taken from the page's window (a new
//! frame has its own), and the site comes with a header that forbids all three:
//! `Connection-Allowlist` (`cargo xtask dist`, docs/seal.md).

use js_sys::{Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::HtmlMetaElement;

/// The policy from the moment of sealing on. It adds to the one that the
/// document came with; what either forbids is forbidden.
///
/// The style sheet that is in use stays in use; the engine's module was compiled
/// before. `'self'` must not come back in any line: a script's address, too, can
/// carry data away.
const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval' blob:; worker-src blob:; \
     connect-src blob: data:; img-src blob: data:; style-src 'none'; font-src 'none'; \
     media-src 'none'; object-src 'none'; frame-src 'none'; child-src blob:; manifest-src 'none'; \
     form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hearth";

/// Adds the policy to the document.
pub fn add() -> Result<(), String> {
    let document = web_sys::window().and_then(|w| w.document()).ok_or("there is no document")?;
    let head = document.head().ok_or("the document has no head")?;
    let meta = document.create_element("meta").map_err(|_| "no element could be made")?;
    let meta: HtmlMetaElement = meta.unchecked_into();
    meta.set_http_equiv("Content-Security-Policy");
    meta.set_content(POLICY);
    head.append_child(&meta).map_err(|_| "the policy could not be added")?;
    let global: Object = js_sys::global().unchecked_into();
    let _ = Reflect::delete_property(&global, &"RTCPeerConnection".into());
    Ok(())
}

thread_local! {
    /// The one Trusted Types policy that there is. A second one cannot be made.
    static TRUSTED: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Turns the address of a blob into what a browser with Trusted Types takes as
/// a script's, by the one policy that there is. It allows blobs only.
///
/// To be called for the first time before sealing: afterwards no policy can be made.
pub fn script_url(blob_url: &str) -> JsValue {
    let make_policy = || -> Result<JsValue, JsValue> {
        let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
        let create: Function = Reflect::get(&factory, &"createPolicy".into())?.dyn_into()?;
        let only_blobs =
            Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(|url: String| {
                if url.starts_with("blob:") { Ok(url) } else { Err("not a blob".into()) }
            });
        let rules = Object::new();
        Reflect::set(&rules, &"createScriptURL".into(), &only_blobs.into_js_value())?;
        create.call2(&factory, &"hearth".into(), &rules)
    };
    let trusted = || -> Result<JsValue, JsValue> {
        let policy = match TRUSTED.take() {
            Some(policy) => policy,
            None => make_policy()?,
        };
        TRUSTED.set(Some(policy.clone()));
        let make: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
        make.call1(&policy, &blob_url.into())
    };
    trusted().unwrap_or_else(|_| blob_url.into())
}
