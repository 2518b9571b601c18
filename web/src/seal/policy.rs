//! What the page forbids itself.
//!
//! Not in its power, and so not promised: its own navigation (a link, a closed
//! tab), what a page does that has it in a frame, and what extensions and developer tools
//! do. No directive that Chromium 156 knows covers WebRTC, name lookups and connections made
//! ahead (`dns-prefetch`, `preconnect`). So WebRTC is taken from the page's window (a new
//! frame has its own), and the site comes with a header that forbids all three:
//! `Connection-Allowlist` (`cargo xtask dist`, docs/seal.md).

use js_sys::{Object, Reflect};
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
