//! Counts what the page loads after it was sealed. The count should stay 0, and
//! is shown so that nobody has to take the page's word for it.
//!
//! What was loaded between sealing and now counts, too: browsers keep that list.

use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList};
use yew::Callback;

/// Traffic since the page was sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traffic {
    /// Number of requests that went out.
    pub requests: u32,
    /// Attempts that the policy refused.
    pub refused: u32,
}

/// Watches for as long as it lives.
pub struct Watch {
    observer: Option<PerformanceObserver>,
    _on_entries: Closure<dyn FnMut(PerformanceObserverEntryList)>,
    _refusals: Option<EventListener>,
}

impl Watch {
    /// Starts to watch; `changed` hears of every change.
    pub fn new(changed: Callback<Traffic>) -> Self {
        let traffic = Rc::new(Cell::new(Traffic::default()));
        let since = sealed_at();
        let (count, tell) = (traffic.clone(), changed.clone());
        let on_entries = Closure::new(move |list: PerformanceObserverEntryList| {
            let entries: Array = list.get_entries();
            let new = entries.iter().filter(|entry| went_out(entry.unchecked_ref(), since)).count();
            if new > 0 {
                let old = count.get();
                count.set(Traffic { requests: old.requests + new as u32, ..old });
                tell.emit(count.get());
            }
        });
        let observer = observe(on_entries.as_ref().unchecked_ref());
        let document = web_sys::window().and_then(|w| w.document());
        let refusals = document.map(|document| {
            EventListener::new(&document, "securitypolicyviolation", move |_| {
                let old = traffic.get();
                traffic.set(Traffic { refused: old.refused + 1, ..old });
                changed.emit(traffic.get());
            })
        });
        Self { observer, _on_entries: on_entries, _refusals: refusals }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// When the page was sealed, in milliseconds since it was opened.
fn sealed_at() -> f64 {
    let performance = web_sys::window().and_then(|w| w.performance());
    let marks = performance.map(|p| p.get_entries_by_name("hearth:sealed"));
    let last = marks.map(|marks| marks.pop()).filter(JsValue::is_object);
    last.map_or(0.0, |mark| mark.unchecked_into::<PerformanceEntry>().start_time())
}

fn observe(callback: &Function) -> Option<PerformanceObserver> {
    let observer = PerformanceObserver::new(callback).ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"resource".into()).ok()?;
    Reflect::set(&options, &"buffered".into(), &true.into()).ok()?;
    let observe = Reflect::get(&observer, &"observe".into()).ok()?.dyn_into::<Function>().ok()?;
    observe.call1(&observer, &options).ok()?;
    Some(observer)
}

/// The entry is of something that left the page. What was refused, too, has an
/// entry in some browsers: one that never got as far as being sent.
fn went_out(entry: &PerformanceEntry, since: f64) -> bool {
    let name = entry.name();
    let own = name.starts_with("blob:") || name.starts_with("data:");
    let figure = |key: &str| Reflect::get(entry, &key.into()).ok()?.as_f64();
    let sent = figure("requestStart").is_none_or(|t| t > 0.0)
        || figure("responseStatus").is_some_and(|s| s > 0.0)
        || figure("transferSize").is_some_and(|s| s > 0.0);
    !own && sent && entry.start_time() >= since
}
