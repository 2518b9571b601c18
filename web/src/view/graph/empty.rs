//! Message for a graph in which every function is too small to be shown.

use super::Scene;
use crate::format;
use crate::view::Actions;
use crate::words::{self, fill};
use yew::prelude::*;

/// A message with a way out, if it is the limit that leaves nothing.
pub fn all_too_small(scene: &Scene, actions: &Actions) -> Option<Html> {
    let [_, dropped, _] = scene.counts;
    if scene.len() > 0 || dropped == 0 {
        return None;
    }
    let w = words::graph();
    let on_set = actions.on_set.clone();
    let without_limits = || ["nf", "ef"].map(|name| (name, "0".to_owned())).to_vec();
    let onclick = move |_| on_set.emit((without_limits(), true));
    Some(html! {
        <div class="message" data-testid="message" data-kind="too-small">
            <h2>{ w.too_small }</h2>
            <p>{ fill(w.too_small_text, &[&format::count(f64::from(dropped))]) }</p>
            <button type="button" {onclick}>{ w.no_limits }</button>
        </div>
    })
}
