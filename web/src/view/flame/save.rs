//! `hearth-save` at the view takes a picture away: see [`crate::view::picture::Wish`].

use super::DEFERRED;
use super::stage::Stage;
use gloo_events::EventListener;
use web_sys::Element;

/// Listens to a view for as long as the result lives.
pub fn listen(view: &Element, stage: &Stage) -> EventListener {
    let stage = stage.clone();
    EventListener::new(view, "hearth-save", move |event| {
        let detail = js_sys::Reflect::get(event, &"detail".into());
        if let (Ok(detail), Some(deferred)) = (detail, DEFERRED.get()) {
            deferred.picture(&detail, &stage);
        }
    })
}
