//! `hearth-save` at the view, with `svg` or `png` as its detail, downloads a picture; with
//! `svg:base` its file is of the base.

use super::picture;
use super::stage::Stage;
use gloo_events::EventListener;
use web_sys::Element;

/// Listens to a view for as long as the result lives.
pub fn listen(view: &Element, stage: &Stage) -> EventListener {
    let stage = stage.clone();
    EventListener::new(view, "hearth-save", move |event| {
        let detail = js_sys::Reflect::get(event, &"detail".into()).ok();
        if let Some(form) = detail.and_then(|d| d.as_string()) {
            picture::download_as(&form, &stage);
        }
    })
}
