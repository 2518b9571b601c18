//! One function between its callers and its callees. A click or Enter walks to one of
//! them; Back walks back.

use super::lines::{self, Figures, More};
use super::top::TopTable;
use super::{Actions, NameList, Tab, shown};
use crate::format;
use crate::shortcuts;
use crate::words::{fill, lists, words};
use hearth_messages::{NeighbourData, PeekData};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Number of callers or callees that are listed at first, and with each further step.
const STEP: usize = 100;

#[derive(Properties)]
pub struct PeekProps {
    pub data: Rc<PeekData>,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    /// The table of functions, if there is one: it has something to choose from.
    pub top: Option<Rc<TopTable>>,
    pub actions: Actions,
}

impl PartialEq for PeekProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && self.selected == other.selected
            && self.top.as_ref().map(Rc::as_ptr) == other.top.as_ref().map(Rc::as_ptr)
    }
}

#[component]
pub fn Peek(props: &PeekProps) -> Html {
    let address = Rc::as_ptr(&props.data) as usize;
    let more = Rc::new(lines::use_more(address));
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| lines::take_keyboard(root));
    let onclick = {
        let (on_go, more) = (props.actions.on_go.clone(), more.clone());
        move |event: MouseEvent| {
            if !more.click(&event)
                && let Some(name) = lines::name_at(&event)
            {
                on_go.emit((Tab::Peek, name));
            }
        }
    };
    let (data, w) = (&*props.data, lists());
    let figures = Figures { total: data.total, unit: &data.unit, output_unit: &data.output_unit };
    let parts = if data.name.is_empty() {
        nothing(props)
    } else {
        html! {
            <>
                { neighbours(data, &figures, &data.callers, 0, &more) }
                <section class="subject" aria-label={shown(&data.name)} data-testid="peek-subject">
                    <h2>{ shown(&data.name) }</h2>
                    <p class="dim">{ shown(&data.file) }</p>
                    <dl>
                        <dt title={words().tables.titles[0]}>{ "flat" }</dt>
                        <dd>{ figures.both(data.flat) }</dd>
                        <dt title={words().tables.titles[2]}>{ "cum" }</dt>
                        <dd>{ figures.both(data.cum) }</dd>
                    </dl>
                    <p class="dim">{ w.peek_hint }</p>
                </section>
                { neighbours(data, &figures, &data.callees, 1, &more) }
            </>
        }
    };
    html! {
        <div
            class="peek lines sheet"
            data-testid="view-peek"
            ref={root.clone()}
            {onclick}
            oncontextmenu={lines::on_menu(&props.actions)}
            onkeydown={move |event: KeyboardEvent| key(&root, event)}
        >
            { parts }
        </div>
    }
}

/// Left and right are the two tables; the rest is as in all lists.
fn key(root: &NodeRef, event: KeyboardEvent) {
    let side = match &*event.key() {
        "ArrowLeft" => "[data-side=\"0\"] [data-line]",
        "ArrowRight" => "[data-side=\"1\"] [data-line]",
        _ => return lines::key(event),
    };
    if !(event.ctrl_key() || event.meta_key() || event.alt_key()) {
        event.prevent_default();
        lines::focus(root.cast::<Element>().and_then(|r| r.query_selector(side).ok()?));
    }
}

/// The callers (side 0) or the callees (side 1).
fn neighbours(
    data: &PeekData,
    figures: &Figures,
    side: &NeighbourData,
    number: usize,
    more: &More,
) -> Html {
    let w = lists();
    let (names, weights) = (NameList::from(&side.names), side.weight.to_vec());
    let count = names.len().min(weights.len());
    let listed = count.min(STEP * (1 + more.steps(number)));
    let title = fill(w.sides[number], &[&format::count(count as f64)]);
    let inlined = |i: usize| if side.inlined.get_index(i as u32) == 1 { " (inline)" } else { "" };
    html! {
        <section data-side={number.to_string()}>
            <h3>{ &title }</h3>
            <div role="grid" aria-label={title.clone()} aria-rowcount={(count + 1).to_string()}>
                if count == 0 {
                    <div role="row"><span role="gridcell" class="dim">{ w.no_sides[number] }</span></div>
                } else {
                    { lines::head(&[
                        ("number", w.weight),
                        ("number", w.of_function),
                        ("number", w.of_total),
                        ("name", w.function),
                    ]) }
                }
                <div role="rowgroup">
                    for (i, &weight) in weights.iter().take(listed).enumerate() {
                        <div
                            role="row"
                            class="row"
                            tabindex={if i == 0 { "0" } else { "-1" }}
                            data-line=""
                            data-name={names.get(i).to_owned()}
                            data-testid="row"
                        >
                            { figures.cell("weight", weight) }
                            {" "}
                            { lines::cell("number share", format::share(weight, data.cum)) }
                            {" "}
                            { lines::cell("number share", figures.share(weight)) }
                            {" "}
                            { lines::name_cell(names.get(i), inlined(i)) }
                        </div>
                    }
                    { lines::more_line(number, count - listed) }
                </div>
            </div>
        </section>
    }
}

/// Message without a function, and some functions to choose from.
fn nothing(props: &PeekProps) -> Html {
    let w = lists();
    let (kind, title, text) = if props.selected.is_empty() {
        (
            "no-selection",
            w.no_selection.to_owned(),
            lines::how_to_select(&[Tab::Peek.key(), shortcuts::PEEK]),
        )
    } else {
        ("not-there", fill(w.not_there, &[&shown(&props.selected)]), w.why_not_there.to_owned())
    };
    html! {
        <div class="message" data-testid="message" data-kind={kind}>
            <h2>{ title }</h2>
            <p>{ text }</p>
            { lines::choices(props.top.as_deref(), &props.actions) }
        </div>
    }
}
