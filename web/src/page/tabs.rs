//! The views of the document that is shown, as tabs.

use crate::view::Tab;
use crate::words::words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    pub tab: Tab,
    /// The tabs that are offered.
    pub tabs: Vec<Tab>,
    /// There is something to compare: its tab has a mark.
    pub comparable: bool,
    pub on_tab: Callback<Tab>,
}

/// See the module. The chosen one is brought into sight where not all have room.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let tabs = use_node_ref();
    use_effect_with((tabs.clone(), props.tab), |(tabs, _)| {
        let chosen = tabs.cast::<Element>().and_then(|tabs| {
            tabs.query_selector("[aria-selected=true]").ok().flatten()?.dyn_into().ok()
        });
        if let (Some(tabs), Some(chosen)) = (tabs.cast::<HtmlElement>(), chosen) {
            let chosen: HtmlElement = chosen;
            let middle = chosen.offset_left() + chosen.offset_width() / 2 - tabs.offset_left();
            tabs.set_scroll_left(middle - tabs.client_width() / 2);
        }
    });
    html! {
        <div class="tabs" ref={tabs} role="tablist" aria-label={words().page.views} onkeydown={walk}>
            for &tab in &props.tabs {
                <button
                    type="button"
                    role="tab"
                    data-testid={format!("tab-{}", tab.name())}
                    aria-selected={(tab == props.tab).to_string()}
                    aria-controls="view"
                    tabindex={if tab == props.tab { "0" } else { "-1" }}
                    class={(tab == Tab::Compare && props.comparable).then_some("dot")}
                    title={[tab.title(), " (", tab.key(), ")"].concat()}
                    onclick={props.on_tab.reform(move |_: MouseEvent| tab)}
                >
                    { tab.title() }
                </button>
            }
        </div>
    }
}

/// Arrow keys go from one button of a group to the next, and press it.
pub fn walk(event: KeyboardEvent) {
    let forward = match &*event.key() {
        "ArrowRight" | "ArrowDown" => true,
        "ArrowLeft" | "ArrowUp" => false,
        _ => return,
    };
    let here = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let next = here.and_then(|here| {
        if forward { here.next_element_sibling() } else { here.previous_element_sibling() }
    });
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = next.focus();
        next.click();
    }
}
