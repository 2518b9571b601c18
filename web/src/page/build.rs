//! Of a page that is one file: how it was made and the SHA-256 of its parts, and what comes of
//! comparing another file with it, which is dropped on the page for that.

use crate::host;
use crate::words::{fill, seal};
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CustomEvent;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BuildProps {
    /// A file was compared.
    pub on_checked: Callback<()>,
}

/// Nothing, where the page is not one file.
#[component]
pub fn Build(props: &BuildProps) -> Html {
    let (said, checked) = (use_state(Vec::<[String; 2]>::new), use_state(|| None::<[String; 4]>));
    {
        let (said, checked, on_checked) = (said.clone(), checked.clone(), props.on_checked.clone());
        use_effect_with((), move |()| {
            if let Some(build) = host::build() {
                wasm_bindgen_futures::spawn_local(async move {
                    if let Ok(pairs) = JsFuture::from(build).await {
                        said.set(
                            pairs.unchecked_into::<Array>().iter().map(|p| texts(&p)).collect(),
                        );
                    }
                });
            }
            let document = web_sys::window().and_then(|w| w.document());
            let listener = document.map(|document| {
                EventListener::new(&document, "hearth:checked", move |event| {
                    let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
                    checked.set(detail.as_ref().map(texts));
                    on_checked.emit(());
                })
            });
            move || drop(listener)
        });
    }
    if said.is_empty() {
        return Html::default();
    }
    let w = seal::words();
    html! {
        <section data-testid="build">
            <h3>{ w.build }</h3>
            if let Some([name, digest, differs, listed]) = &*checked {
                <p role="status" data-testid="checked">
                    { fill(if differs.is_empty() { w.same } else { w.differs }, &[name, digest, differs]) }
                    { match &**listed {
                        "same" => w.listed,
                        "other" => w.listed_otherwise,
                        "missing" => w.not_listed,
                        _ => "",
                    } }
                </p>
            }
            <dl>
                for [name, text] in &*said {
                    <div><dt>{ name }</dt><dd>{ text }</dd></div>
                }
            </dl>
        </section>
    }
}

/// The texts in a list.
fn texts<const N: usize>(list: &JsValue) -> [String; N] {
    let list: &Array = list.unchecked_ref();
    std::array::from_fn(|i| list.get(i as u32).as_string().unwrap_or_default())
}
