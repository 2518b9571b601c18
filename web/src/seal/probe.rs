//! Tries to reach the network. The page is sealed if it cannot.
//!
//! A failure alone proves nothing: the network may be down. So each refusal must
//! also be reported as a violation of the policy.

use gloo_events::EventListener;
use gloo_timers::future::sleep;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlImageElement, SecurityPolicyViolationEvent, Window};

/// How often to look for a report that browsers send a little later, and how
/// long to wait in between.
const LOOKS: u32 = 40;
const PAUSE: Duration = Duration::from_millis(10);

/// Tries a fetch, a beacon and an image; says which of them was not refused.
pub async fn reach_out() -> Result<(), String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let document = window.document().ok_or("there is no document")?;
    let reports = Rc::new(RefCell::new(Vec::<String>::new()));
    let seen = reports.clone();
    let _listener = EventListener::new(&document, "securitypolicyviolation", move |event| {
        if let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>() {
            seen.borrow_mut().push(event.effective_directive());
        }
    });
    let address = address(&window);

    if JsFuture::from(window.fetch_with_str(&address)).await.is_ok() {
        return Err("a fetch was answered".to_owned());
    }
    let _ = window.navigator().send_beacon(&address);
    if let Ok(image) = HtmlImageElement::new() {
        image.set_src(&address);
        if JsFuture::from(image.decode()).await.is_ok() {
            return Err("an image was loaded".to_owned());
        }
    }
    let count = |directive: &str| reports.borrow().iter().filter(|r| *r == directive).count();
    for _ in 0..LOOKS {
        if count("connect-src") >= 2 && count("img-src") >= 1 {
            return Ok(());
        }
        sleep(PAUSE).await;
    }
    let missing = if count("connect-src") >= 2 { "an image" } else { "a connection" };
    Err(format!("this browser did not report that it refused {missing}"))
}

/// Where to knock: at the page's own server, which would answer. A page that was
/// opened as a file has none, and knocks at a name that nobody can own.
pub fn address(window: &Window) -> String {
    let location = window.location();
    match location.protocol().as_deref() {
        Ok("http:" | "https:") => {
            let origin = location.origin().unwrap_or_default();
            format!("{origin}{}?hearth-probe", location.pathname().unwrap_or_default())
        }
        _ => "https://hearth.invalid/?hearth-probe".to_owned(),
    }
}
