//! Who waits where, for what, since when, and who started them.

use super::lines;
use super::{Actions, NameList};
use crate::format;
use crate::words::{fill, words};
use hearth_messages::GoroutinesData;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// How many groups are listed at first, and with each further step.
const STEP: usize = 100;

#[derive(Properties)]
pub struct GoroutinesProps {
    pub data: Rc<GoroutinesData>,
    /// What is searched for.
    pub search: AttrValue,
    /// What they wait for, and the least and the most minutes.
    pub looks: [AttrValue; 3],
    pub actions: Actions,
}

impl PartialEq for GoroutinesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && (&self.search, &self.looks) == (&other.search, &other.looks)
    }
}

#[component]
pub fn Goroutines(props: &GoroutinesProps) -> Html {
    let address = Rc::as_ptr(&props.data) as usize;
    let more = Rc::new(lines::use_more(address));
    let open = use_state(|| None::<usize>);
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| lines::take_keyboard(root));
    let (data, w) = (&*props.data, &words().snapshots);
    if data.total == 0.0 && data.waiting.is_empty() {
        return html! {
            <div class="goroutines" data-testid="view-goroutines">
                <div class="message" data-testid="message" data-kind="no-goroutines">
                    <h2>{ w.not_goroutines }</h2>
                    <p>{ w.not_goroutines_text }</p>
                </div>
            </div>
        };
    }
    let counts = data.count.to_vec();
    let minutes = data.minutes.to_vec();
    let [functions, places, created, labels, stacks, ids] =
        [&data.functions, &data.places, &data.created, &data.labels, &data.stacks, &data.ids]
            .map(NameList::from);
    let shown = counts.len().min(STEP * (1 + more.steps(0)));
    let onclick = {
        let (more, open, on_select) = (more.clone(), open.clone(), props.actions.on_select.clone());
        move |event: MouseEvent| {
            if more.click(&event) {
                return;
            }
            let Some(line) = lines::around(&event, "[data-group]") else { return };
            let group = line.get_attribute("data-group").and_then(|g| g.parse().ok());
            open.set(group.filter(|group| *open != Some(*group)));
            on_select.emit(line.get_attribute("data-name").unwrap_or_default());
        }
    };
    let [count, blocked, waiting, function, starter] = w.groups;
    let wait = |i: usize| match (minutes.get(2 * i), minutes.get(2 * i + 1)) {
        (Some(least), Some(most)) if *most > 0 => {
            let range = if least == most {
                most.to_string()
            } else {
                [least.to_string(), most.to_string()].join("–")
            };
            fill(w.minutes, &[&range])
        }
        _ => String::new(),
    };
    let on = |i: usize| {
        let index = usize::from(data.blocked.get_index(i as u32));
        data.waiting.get(index).map_or(String::new(), |(on, _)| on.clone())
    };
    html! {
        <div class="goroutines" data-testid="view-goroutines">
            { tools(props, counts.len()) }
            if data.is_proof {
                <p class="hint" data-testid="proof">{ w.proof }</p>
            } else if !data.has_waits {
                <p class="hint">{ w.no_waits }</p>
            }
            <div
                class="scroller lines"
                ref={root}
                {onclick}
                oncontextmenu={lines::on_menu(&props.actions)}
                onkeydown={lines::key}
            >
                <div role="grid" aria-label={w.goroutines} aria-rowcount={(counts.len() + 1).to_string()}>
                    { lines::head(&[
                        ("number", count),
                        ("verdict", blocked),
                        ("number", waiting),
                        ("name", function),
                        ("name", starter),
                    ]) }
                    <div role="rowgroup">
                        for (i, &count) in counts.iter().take(shown).enumerate() {
                            <div
                                role="row"
                                class="row"
                                tabindex={if i == 0 { "0" } else { "-1" }}
                                data-line=""
                                data-group={i.to_string()}
                                data-name={functions.get(i).to_owned()}
                                aria-expanded={(*open == Some(i)).to_string()}
                                data-testid="row"
                            >
                                { lines::cell("number", format::count(f64::from(count))) }
                                {" "}
                                { lines::cell("verdict", on(i)) }
                                {" "}
                                { lines::cell("number", wait(i)) }
                                {" "}
                                { lines::name_cell(&at(functions.get(i), places.get(i)), "") }
                                {" "}
                                { lines::name_cell(created.get(i), "") }
                                if *open == Some(i) {
                                    <pre class="stack" data-testid="stack">
                                        { [places.get(i), "\n\n", stacks.get(i)].concat() }
                                        if !labels.get(i).is_empty() {
                                            { ["\n\n", w.labels, ": ", labels.get(i)].concat() }
                                        }
                                        if !ids.get(i).is_empty() {
                                            { ["\n\n", w.ids, ": ", ids.get(i)].concat() }
                                        }
                                    </pre>
                                }
                            </div>
                        }
                        { lines::more_line(0, counts.len() - shown) }
                    </div>
                </div>
            </div>
        </div>
    }
}

/// A function, and its line in the file without its folders.
fn at(function: &str, place: &str) -> String {
    let file = place.rsplit(['/', '\\']).next().unwrap_or(place);
    [function, " ", file].concat()
}

/// The search, what they wait for, and the range of waits.
fn tools(props: &GoroutinesProps, groups: usize) -> Html {
    let (data, w) = (&props.data, &words().snapshots);
    let set = |name: &'static str| {
        let on_set = props.actions.on_set.clone();
        move |text: String| on_set.emit((vec![(name, text)], false))
    };
    let choose = set("h.blocked");
    let onchange = move |event: Event| {
        choose(event.target_unchecked_into::<HtmlSelectElement>().value());
    };
    let number = |name: &'static str, label: &'static str, value: &AttrValue| {
        let set = set(name);
        let oninput = move |event: InputEvent| {
            set(event.target_unchecked_into::<HtmlInputElement>().value());
        };
        html! {
            <input
                type="number"
                min="0"
                data-testid={name}
                aria-label={label}
                title={label}
                placeholder={label}
                {value}
                {oninput}
                disabled={!data.has_waits}
            />
        }
    };
    let [blocked, least, most] = &props.looks;
    let counts = [data.matched, data.total, groups as f64].map(format::count);
    html! {
        <div class="tools">
            { lines::search_field(&props.search, w.filter, false, set("h.search")) }
            <select data-testid="blocked" aria-label={w.blocked_on} {onchange}>
                <option value="" selected={blocked.is_empty()}>{ w.anything }</option>
                for (on, count) in &data.waiting {
                    <option value={on.clone()} selected={**blocked == **on}>
                        { [on, " (", &*format::count(*count), ")"].concat() }
                    </option>
                }
            </select>
            { number("h.wait", w.least, least) }
            { number("h.waitmax", w.most, most) }
            <span class="count" data-testid="goroutine-count">
                { fill(w.of_goroutines, &[&counts[0], &counts[1], &counts[2]]) }
            </span>
        </div>
    }
}
