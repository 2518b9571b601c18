//! Labels, their values, and the weight of each.

mod filter;

use super::lines::{self, Figures, More};
use super::{Actions, NameList, Tab, shown};
use crate::format;
use crate::words::{fill, lists};
use filter::tag_filter;
use hearth_core::query;
use hearth_messages::{TagKey, TagsData};
use std::rc::Rc;
use yew::prelude::*;

/// Number of values that are listed at first, and with each further step.
const STEP: usize = 50;

/// Example of a Go program that sets labels.
const HOW_TO_LABEL: &str = "labels := pprof.Labels(\"tenant\", tenant)
pprof.Do(ctx, labels, func(ctx context.Context) {
    handle(ctx)
})";

#[derive(Properties)]
pub struct TagsProps {
    pub data: Rc<TagsData>,
    pub actions: Actions,
}

impl PartialEq for TagsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
    }
}

#[component]
pub fn Tags(props: &TagsProps) -> Html {
    let address = Rc::as_ptr(&props.data) as usize;
    let more = Rc::new(lines::use_more(address));
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| lines::take_keyboard(root));
    let (data, w) = (&*props.data, lists());
    if data.keys.is_empty() {
        return html! {
            <div class="tags" data-testid="view-tags">
                <div class="message" data-testid="message" data-kind="no-labels">
                    <h2>{ w.no_labels }</h2>
                    <p>{ w.what_labels_are }</p>
                    <pre><code>{ HOW_TO_LABEL }</code></pre>
                </div>
            </div>
        };
    }
    html! {
        <div
            class="tags lines sheet"
            data-testid="view-tags"
            ref={root}
            onclick={on_click(props, &more)}
            onkeydown={lines::key}
        >
            for (number, key) in data.keys.iter().enumerate() {
                { section(data, number, key, &more) }
            }
        </div>
    }
}

/// A label: its values as a table.
fn section(data: &TagsData, number: usize, key: &TagKey, more: &More) -> Html {
    let w = lists();
    let figures = Figures { total: data.total, unit: &data.unit, output_unit: &data.output_unit };
    let (values, weights) = (NameList::from(&key.values), key.weight.to_vec());
    let count = values.len().min(weights.len());
    let listed = count.min(STEP * (1 + more.steps(number)));
    let button = |text: &'static str, title: &'static str, parameter: &'static str| {
        html! {
            <button
                type="button"
                {title}
                aria-label={[text, ": ", &*shown(&key.key)].concat()}
                data-split={parameter}
                data-testid={parameter}
            >
                { text }
            </button>
        }
    };
    html! {
        <section data-key={number.to_string()}>
            <div class="tools">
                <h3>{ shown(&key.key) }</h3>
                <span class="count">
                    { fill(w.label_of, &[&format::count(count as f64), &figures.both(key.total)]) }
                </span>
                { button(w.split, w.split_title, query::TAGROOT) }
                { button(w.leaves, w.leaves_title, query::TAGLEAF) }
            </div>
            <div role="grid" aria-label={shown(&key.key)} aria-rowcount={(count + 1).to_string()}>
                { lines::head(&[
                    ("number", w.weight),
                    ("number", w.of_label),
                    ("number", w.of_total),
                    ("name", w.value),
                ]) }
                <div role="rowgroup">
                    for (i, value) in values.iter().take(listed).enumerate() {
                        <div
                            role="row"
                            class="row"
                            tabindex={if i == 0 { "0" } else { "-1" }}
                            title={w.tag_title}
                            data-line=""
                            data-value={value.to_owned()}
                            data-testid="row"
                        >
                            { figures.cell("weight", weights[i]) }
                            {" "}
                            { lines::cell("number share", format::share(weights[i], key.total)) }
                            {" "}
                            { lines::cell("number share", figures.share(weights[i])) }
                            {" "}
                            <span role="gridcell" class="value">
                                <span class="text">{ if value.is_empty() { "\"\"".to_owned() } else { shown(value) } }</span>
                                <button
                                    type="button"
                                    class="plain"
                                    tabindex="-1"
                                    title={w.ignore_title}
                                    data-testid="tag-ignore"
                                >
                                    { "ignore" }
                                </button>
                            </span>
                        </div>
                    }
                    { lines::more_line(number, count - listed) }
                </div>
            </div>
        </section>
    }
}

/// Clicks: on a value, its button, or the buttons of a key.
fn on_click(props: &TagsProps, more: &Rc<More>) -> Callback<MouseEvent> {
    let (data, more) = (props.data.clone(), more.clone());
    let on_set = props.actions.on_set.clone();
    Callback::from(move |event: MouseEvent| {
        if more.click(&event) {
            return;
        }
        let number = lines::around(&event, "[data-key]").and_then(|s| s.get_attribute("data-key"));
        let key = number.and_then(|n| data.keys.get(n.parse::<usize>().ok()?));
        let Some(key) = key else { return };
        let button = lines::around(&event, "button");
        let value =
            lines::around(&event, "[data-value]").and_then(|l| l.get_attribute("data-value"));
        let set = match (value, button) {
            (Some(value), button) => {
                let parameter = if button.is_some() { "ti" } else { "tf" };
                vec![(parameter, tag_filter(&key.key, key.is_number, &value))]
            }
            (None, Some(button)) => {
                let is_root = button.get_attribute("data-split").as_deref() == Some(query::TAGROOT);
                let parameter = if is_root { query::TAGROOT } else { query::TAGLEAF };
                vec![(parameter, key.key.clone()), ("view", Tab::Flame.name().to_owned())]
            }
            _ => return,
        };
        on_set.emit((set, true));
    })
}
