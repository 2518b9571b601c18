//! The start of the bar: the name, the way to the sidebar, the document, the sample types.

use super::tabs::walk;
use crate::sample_type::word_for;
use crate::shortcuts;
use crate::ui::sign;
use crate::view::shown;
use crate::words::{fill, words};
use hearth_messages::{SampleType, Summary};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Something is open, or being read: there is a sidebar.
    pub has_files: bool,
    /// The sidebar is seen.
    pub has_sidebar: bool,
    /// Name of the file that is shown.
    pub name: AttrValue,
    /// Summary of the file that is shown.
    pub summary: Option<Rc<Summary>>,
    pub sample_type: usize,
    pub on_sample_type: Callback<String>,
    pub on_sidebar: Callback<()>,
}

/// See the module.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let words = &words().page;
    html! {
        <>
            if props.has_files {
                <button
                    type="button"
                    class="icon"
                    data-part="sidebar"
                    aria-expanded={props.has_sidebar.to_string()}
                    aria-label={words.open_files}
                    title={[words.open_files, " (", shortcuts::SIDEBAR, ")"].concat()}
                    onclick={props.on_sidebar.reform(|_| ())}
                >
                    { sign("M2 4h12M2 8h12M2 12h12") }
                </button>
            }
            <h1 class="brand">{ crate::ui::mark() }<span>{ "Hearth" }</span></h1>
            if let Some(summary) = &props.summary {
                <span class="document" title={&props.name}>
                    <span class="kind">{ shown(&summary.kind) }</span>
                    <span class="file-name">{ &props.name }</span>
                </span>
                { sample_types(props, summary) }
            }
        </>
    }
}

/// Segments beside each other where they have room, or else a menu of them.
fn sample_types(props: &HeaderProps, summary: &Rc<Summary>) -> Html {
    let chosen = summary.sample_types.get(props.sample_type);
    let count = summary.sample_types.len();
    html! {
        <span class={["types types-", &count.min(4).to_string()].concat()}>
        if let Some(chosen) = chosen.filter(|_| count > 1) {
            <button
                type="button"
                class="current-type"
                data-testid="sample-type"
                aria-label={[words().page.sample_type, ": ", &shown(&chosen.name)].concat()}
                popovertarget="sample-types"
            >
                { shown(&chosen.name) }
            </button>
        }
        <div
            id="sample-types"
            class="sample-types"
            popover="auto"
            role="radiogroup"
            aria-label={words().page.sample_type}
            onkeydown={walk}
        >
            for (i, sample_type) in summary.sample_types.iter().enumerate() {
                <button
                    type="button"
                    role="radio"
                    data-testid={format!("sample-type-{}", sample_type.name)}
                    aria-checked={(i == props.sample_type).to_string()}
                    tabindex={if i == props.sample_type { "0" } else { "-1" }}
                    title={meaning(sample_type)}
                    popovertarget="sample-types"
                    popovertargetaction="hide"
                    onclick={props.on_sample_type.reform({
                        let summary = summary.clone();
                        move |_: MouseEvent| word_for(&summary, i)
                    })}
                >
                    { shown(&sample_type.name) }
                </button>
            }
        </div>
        </span>
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
