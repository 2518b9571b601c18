//! Two sides, and what changed between them: which files they are, what stands between
//! them, and a table of functions with what both spent.

mod panel;
mod sides;
mod table;

pub use sides::{Candidate, Role, assign, ids};
pub use table::{Table, verdict};

use super::Actions;
use super::lines::{self, More};
use crate::format;
use crate::words::{fill, words};
use hearth_messages::Sides;
use std::rc::Rc;
use table::{NOISE, ORDERS, percent};
use web_sys::Element;
use yew::prelude::*;

/// How many rows are listed at first, and with each further step.
const STEP: usize = 200;

/// How the table is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Figures are those with what functions called.
    pub by_cum: bool,
    /// One of the orders.
    pub order: String,
    /// Also what may be chance.
    pub all: bool,
}

#[derive(Properties)]
pub struct CompareProps {
    pub data: Rc<Table>,
    pub files: Vec<Candidate>,
    /// What was asked.
    pub sides: Sides,
    pub look: Look,
    /// The name of the selected function; empty: none.
    pub selected: AttrValue,
    pub actions: Actions,
    /// Shows one file alone.
    pub on_alone: Callback<hearth_messages::FileId>,
}

impl PartialEq for CompareProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && (&self.files, &self.sides, &self.look, &self.selected)
                == (&other.files, &other.sides, &other.look, &other.selected)
    }
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let address = Rc::as_ptr(&props.data) as usize;
    let more = Rc::new(lines::use_more(address));
    let root = use_node_ref();
    use_effect_with((root.clone(), address), |(root, _)| lines::take_keyboard(root));
    let onclick = {
        let (on_select, more) = (props.actions.on_select.clone(), more.clone());
        move |event: MouseEvent| {
            if !more.click(&event)
                && let Some(name) = lines::name_at(&event)
            {
                on_select.emit(name);
            }
        }
    };
    let data = &props.data;
    html! {
        <div
            class="compare lines"
            data-testid="view-compare"
            ref={root}
            {onclick}
            oncontextmenu={lines::on_menu(&props.actions)}
            onkeydown={lines::key}
        >
            { panel::sides(props) }
            if data.data.problem.is_empty() {
                { panel::modes(props) }
                { panel::remarks(props) }
                { summary(props) }
                { rows(props, &more) }
                { panel::unmatched(props) }
            } else {
                <div class="message" data-testid="message" data-kind="one-side">
                    <p>{ &data.data.problem }</p>
                </div>
                { panel::remarks(props) }
            }
        </div>
    }
}

/// What both sides come to, in a sentence, and how many rows are hidden.
fn summary(props: &CompareProps) -> Html {
    let (w, table, look) = (&words().compare, &props.data, &props.look);
    let [old, new] = table.data.total;
    let factors = table.data.factors;
    let change = new as f64 * factors[1] - old as f64 * factors[0];
    let share = percent(table.share(change));
    let text = fill(
        w.summary,
        &[&table.value(old, 0), &table.value(new, 1), &table.change(change), &share],
    );
    let [real, noise] = table.counts(look.by_cum);
    let number = |n: usize| format::count(n as f64);
    let counts = match (real, noise) {
        (0, 0) => w.no_difference.to_owned(),
        _ => fill(w.counts, &[&number(real), &number(noise)]),
    };
    let set = props.actions.on_set.clone();
    let value = if look.all { "" } else { "t" };
    let on_all = move |_| set.emit((vec![("h.noise", value.to_owned())], true));
    html! {
        <div class="tools summary" data-testid="compare-summary">
            <strong>{ text }</strong>
            <span class="count" role="status">{ counts }</span>
            <button
                type="button"
                data-testid="show-noise"
                aria-pressed={look.all.to_string()}
                title={w.show_all_title}
                onclick={on_all}
            >
                { w.show_all }
            </button>
            <details class="method">
                <summary data-testid="method" title={w.method_title}>{ "i" }</summary>
                for text in w.method { <p>{ *text }</p> }
            </details>
        </div>
    }
}

/// The table.
fn rows(props: &CompareProps, more: &More) -> Html {
    let (w, table, look) = (&words().compare, &props.data, &props.look);
    let order = if look.order.is_empty() { ORDERS[0] } else { &look.order };
    let rows = table.rows(look.by_cum, order, look.all);
    let shown = rows.len().min(STEP * (1 + more.steps(0)));
    let largest = table.largest(look.by_cum);
    let set = &props.actions.on_set;
    let head = |column: usize, class: &'static str| {
        let (set, name) = (set.clone(), ORDERS[column]);
        let is_sorted = order == name;
        let sort = match (is_sorted, name) {
            (false, _) => "none",
            (true, "name") => "ascending",
            (true, _) => "descending",
        };
        html! {
            <span role="columnheader" {class} aria-sort={sort}>
                <button
                    type="button"
                    class="plain"
                    title={w.column_titles[column]}
                    data-testid={["sort-", name].concat()}
                    onclick={move |_| set.emit((vec![("h.order", name.to_owned())], true))}
                >
                    { w.columns[column] }
                    if is_sorted { <span class="arrow" aria-hidden="true">{ "▾" }</span> }
                </button>
            </span>
        }
    };
    if rows.is_empty() {
        let text = if table.names.len() == 0 { w.nothing } else { w.nothing_real };
        return html! { <p class="message" data-testid="message" data-kind="no-change">{ text }</p> };
    }
    html! {
        <div role="grid" aria-label={w.table} aria-rowcount={(rows.len() + 1).to_string()}>
            <div role="row" class="head">
                { head(1, "number") }
                { head(2, "number") }
                { head(3, "number change") }
                { head(4, "number") }
                { head(0, "verdict") }
                { head(5, "name") }
            </div>
            <div role="rowgroup">
                for (place, &row) in rows.iter().take(shown).enumerate() {
                    { line(props, row as usize, place, largest) }
                }
                { lines::more_line(0, rows.len() - shown) }
            </div>
        </div>
    }
}

fn line(props: &CompareProps, row: usize, place: usize, largest: f64) -> Html {
    let table = &props.data;
    let columns = &table.columns[usize::from(props.look.by_cum)];
    let (name, change) = (table.names.get(row), columns.change[row]);
    let [sign, word] = verdict(columns.verdict[row]);
    let is_selected = props.selected == name;
    let half = columns.half[row];
    let interval = match half.is_nan() {
        true => String::new(),
        false => {
            let ends = [change - half, change + half].map(|end| table.change(end));
            fill(words().compare.interval, &[&ends[0], &ends[1]])
        }
    };
    html! {
        <div
            role="row"
            class={classes!("row", is_selected.then_some("selected"))}
            tabindex={if place == 0 { "0" } else { "-1" }}
            data-line=""
            data-name={name.to_owned()}
            data-testid="row"
            data-verdict={columns.verdict[row].to_string()}
            aria-selected={is_selected.to_string()}
        >
            { lines::cell("number", table.value(columns.old[row], 0)) }
            {" "}
            { lines::cell("number", table.value(columns.new[row], 1)) }
            {" "}
            <span role="gridcell" class="number change" title={interval}>
                { bar(change, largest, columns.verdict[row]) }
                <span class="figure">{ table.change(change) }</span>
            </span>
            {" "}
            { lines::cell("number share", percent(table.share(change))) }
            {" "}
            <span role="gridcell" class="verdict">
                <span class="sign" aria-hidden="true">{ sign }</span>{ " " }{ word }
            </span>
            {" "}
            { lines::name_cell(name, "") }
        </div>
    }
}

/// A bar from the middle: to the right for more, to the left for less.
fn bar(change: f64, largest: f64, verdict: u8) -> Html {
    let width = if largest > 0.0 { change.abs() / largest * 50.0 } else { 0.0 };
    let x = if change < 0.0 { 50.0 - width } else { 50.0 };
    let class = match () {
        () if verdict <= NOISE => "change-bar noise",
        () if change < 0.0 => "change-bar less",
        () => "change-bar more",
    };
    html! {
        <svg {class} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect x={x.to_string()} width={width.to_string()} height="1" />
        </svg>
    }
}

/// The value of a field that an event happened in.
fn value_of(event: &Event) -> String {
    let target = event.target().map(wasm_bindgen::JsValue::from).unwrap_or_default();
    let value = js_sys::Reflect::get(&target, &"value".into());
    value.ok().and_then(|v| v.as_string()).unwrap_or_default()
}

/// The text of an attribute around what an event happened on.
fn attribute(event: &Event, name: &str) -> Option<String> {
    let element: web_sys::HtmlElement = lines::around(event, &["[", name, "]"].concat())?;
    Element::from(element).get_attribute(name)
}
