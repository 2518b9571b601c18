//! Another version of the site is there: offered, and never forced on a page that is open.

use crate::host;
use crate::words::seal;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// A button, once there is something to reload for.
#[component]
pub fn Update() -> Html {
    let is_there = use_state(|| false);
    let setter = is_there.setter();
    use_effect_with((), move |()| {
        if let Some(updated) = host::updated() {
            wasm_bindgen_futures::spawn_local(async move {
                setter.set(JsFuture::from(updated).await.is_ok());
            });
        }
    });
    if !*is_there {
        return Html::default();
    }
    let w = seal::words();
    html! {
        <button
            type="button"
            class="button"
            data-testid="update"
            title={w.update_title}
            onclick={|_| reload()}
        >
            { w.update }
        </button>
    }
}
