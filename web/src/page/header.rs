//! The top line: the name, the views, the sample types, and the file button.

use super::DEFERRED;
use crate::files;
use crate::sample_type::word_for;
use crate::settings::Settings;
use crate::shortcuts;
use crate::view::{Tab, shown};
use crate::words::{fill, words};
use hearth_messages::{SampleType, Summary};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlElement, HtmlInputElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Summary of the file that is shown.
    pub summary: Option<Rc<Summary>>,
    pub sample_type: usize,
    pub tab: Tab,
    /// The tabs that are offered.
    pub tabs: Vec<Tab>,
    /// In which forms the view can be saved.
    pub forms: &'static [&'static str],
    /// There is something to compare: its tab has a mark.
    pub comparable: bool,
    pub on_sample_type: Callback<String>,
    pub on_tab: Callback<Tab>,
    pub on_files: Callback<Vec<File>>,
    pub on_keys: Callback<()>,
    pub on_save: Callback<&'static str>,
    pub on_copy_link: Callback<()>,
    /// Set if the deferred chunk is there.
    pub has_deferred: bool,
    /// The user opens no files.
    pub is_read_only: bool,
    pub settings: Settings,
    pub on_settings: Callback<Settings>,
    pub on_forget: Callback<()>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let on_files = props.on_files.clone();
    let on_change = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        on_files.emit(files::chosen(&input));
    };
    let on_keys = props.on_keys.clone();
    let words = &words().page;
    let types = use_node_ref();
    // On a narrow screen the chosen one may be beyond the edge.
    use_effect_with((types.clone(), props.sample_type, props.summary.clone()), |(types, ..)| {
        let chosen = types.cast::<Element>().and_then(|types| {
            types.query_selector("[aria-checked=true]").ok().flatten()?.dyn_into().ok()
        });
        if let (Some(types), Some(chosen)) = (types.cast::<HtmlElement>(), chosen) {
            let chosen: HtmlElement = chosen;
            let middle = chosen.offset_left() + chosen.offset_width() / 2 - types.offset_left();
            types.set_scroll_left(middle - types.client_width() / 2);
        }
    });
    html! {
        <header class="bar">
            <h1 class="brand">{ crate::ui::mark() }<span>{ "Hearth" }</span></h1>
            if let Some(summary) = &props.summary {
                { tabs(props) }
                { sample_types(props, summary, types) }
            }
            <span class="push"></span>
            if !props.is_read_only {
                <input
                    type="file"
                    multiple=true
                    id="open-files"
                    class="hidden"
                    onchange={on_change}
                />
                <label class="button" for="open-files">{ words.open }</label>
            }
            if let Some(deferred) = DEFERRED.get() {
                { deferred.tools(props) }
            }
            <button
                type="button"
                class="icon"
                aria-label={words.keys}
                data-part="keys"
                title={[words.keys, " (", shortcuts::SHEET, ")"].concat()}
                onclick={move |_| on_keys.emit(())}
            >
                { shortcuts::SHEET }
            </button>
        </header>
    }
}

fn tabs(props: &HeaderProps) -> Html {
    html! {
        <div class="tabs" role="tablist" aria-label={words().page.views} onkeydown={walk}>
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

fn sample_types(props: &HeaderProps, summary: &Rc<Summary>, types: NodeRef) -> Html {
    html! {
        <div class="sample-types" ref={types} role="radiogroup" aria-label={words().page.sample_type} onkeydown={walk}>
            for (i, sample_type) in summary.sample_types.iter().enumerate() {
                <button
                    type="button"
                    role="radio"
                    data-testid={format!("sample-type-{}", sample_type.name)}
                    aria-checked={(i == props.sample_type).to_string()}
                    tabindex={if i == props.sample_type { "0" } else { "-1" }}
                    title={meaning(sample_type)}
                    onclick={props.on_sample_type.reform({
                        let summary = summary.clone();
                        move |_: MouseEvent| word_for(&summary, i)
                    })}
                >
                    { shown(&sample_type.name) }
                </button>
            }
        </div>
    }
}

/// Words for the meaning of a sample type, and for its unit.
fn meaning(sample_type: &SampleType) -> String {
    let SampleType { name, unit } = sample_type;
    let words = words();
    let known = words.howto.types.iter().find(|(known, _)| known == name);
    let what = known.map_or(&**name, |(_, meaning)| meaning);
    fill(words.page.sample_type_in, &[&shown(what), &shown(unit)])
}

/// Arrow keys go from one button of a group to the next, and press it.
fn walk(event: KeyboardEvent) {
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
