//! Filters of goroutines: a text anywhere, what they wait for, for how long, a
//! function of the stack, a label.

use super::GoroutinesProps;
use crate::format;
use crate::params;
use crate::view::lines;
use crate::words::snapshots::{word, words};
use crate::words::{fill, with_name};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The parameters of the link that filter.
const FILTERS: [&str; 6] = [
    params::SEARCH,
    params::BLOCKED,
    params::WAIT,
    params::WAIT_MAX,
    params::FUNCTION,
    params::LABEL,
];

pub fn tools(props: &GoroutinesProps) -> Html {
    let (data, w) = (&props.data.data, words());
    let set = |name: &'static str| {
        let on_set = props.actions.on_set.clone();
        move |text: String| on_set.emit((vec![(name, text)], false))
    };
    let choose = set(params::BLOCKED);
    let onchange = move |event: Event| {
        choose(event.target_unchecked_into::<HtmlSelectElement>().value());
    };
    let field = |name: &'static str, label: &'static str, value: &AttrValue| {
        let is_number = matches!(name, params::WAIT | params::WAIT_MAX);
        let set = set(name);
        let oninput = move |event: InputEvent| {
            set(event.target_unchecked_into::<HtmlInputElement>().value());
        };
        html! {
            <input
                type={if is_number { "number" } else { "search" }}
                class={if is_number { "" } else { "search" }}
                min={is_number.then_some("0")}
                list={(name == params::LABEL).then_some("labels")}
                data-testid={name}
                aria-label={label}
                title={label}
                placeholder={label}
                spellcheck="false"
                autocomplete="off"
                value={value.clone()}
                {oninput}
                disabled={is_number && !data.has_waits}
            />
        }
    };
    let [blocked, least, most, function, label] = &props.looks;
    let groups = format::count_of(props.data.keys.len() as f64, w.in_groups);
    let counts = [data.matched, data.total].map(format::count);
    let is_filtered = !props.search.is_empty() || props.looks.iter().any(|look| !look.is_empty());
    let on_clear = {
        let on_set = props.actions.on_set.clone();
        move |_| on_set.emit((FILTERS.map(|name| (name, String::new())).to_vec(), true))
    };
    html! {
        <div class="tools">
            { lines::search_field(&props.search, w.filter, props.invalid, set(params::SEARCH)) }
            <select data-testid="blocked" aria-label={w.blocked_on} {onchange}>
                <option value="" selected={blocked.is_empty()}>{ w.anything }</option>
                for (on, count) in &data.waiting {
                    <option value={on.clone()} selected={**blocked == **on}>
                        { with_name(word(w.blocks, on), &format::count(*count)) }
                    </option>
                }
            </select>
            { field(params::WAIT, w.least, least) }
            { field(params::WAIT_MAX, w.most, most) }
            { field(params::FUNCTION, w.function, function) }
            if !data.labels.is_empty() || !label.is_empty() {
                { field(params::LABEL, w.label, label) }
                <datalist id="labels">
                    for (label, count) in &data.labels {
                        <option value={label.clone()}>{ format::count(*count) }</option>
                    }
                </datalist>
            }
            if is_filtered {
                <button type="button" data-testid="clear" onclick={on_clear}>{ w.clear }</button>
            }
            <span class="count" role="status" data-testid="goroutine-count">
                { fill(w.of_goroutines, &[&counts[0], &counts[1], &groups]) }
            </span>
        </div>
    }
}
