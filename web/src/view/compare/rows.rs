//! The table: a row for each function, with what both sides spent.

use super::CompareProps;
use super::amounts::{Amounts, Columns, NOISE, percent, verdict};
use super::table::{ORDERS, Table};
use crate::params;
use crate::view::lines::{self, More};
use crate::words::comparing;
use yew::prelude::*;

/// Number of rows that are listed at first, and with each further step.
const STEP: usize = 200;

/// The table.
pub fn rows(props: &CompareProps, table: &Table, more: &More) -> Html {
    let (w, look) = (comparing(), &props.look);
    let order = if look.order.is_empty() { ORDERS[0] } else { &look.order };
    let rows = table.rows(props.figure(), order, look.all);
    let shown = rows.len().min(STEP * (1 + more.steps(0)));
    let largest = table.largest(props.figure());
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
                    onclick={move |_| set.emit((vec![(params::ORDER, name.to_owned())], true))}
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
                    { line(props, table, row as usize, place, largest) }
                }
                { lines::more_line(0, rows.len() - shown) }
            </div>
        </div>
    }
}

fn line(props: &CompareProps, table: &Table, row: usize, place: usize, largest: f64) -> Html {
    let amounts = &props.data.amounts;
    let columns = &table.columns[props.figure()];
    let name = table.names.get(row);
    let is_selected = props.selected == name;
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
            { figures(amounts, columns, row, largest) }
            {" "}
            { lines::name_cell(name, "") }
        </div>
    }
}

/// The cells of both sides, of what changed, and of what is to be thought of it.
pub fn figures(amounts: &Amounts, columns: &Columns, row: usize, largest: f64) -> Html {
    let change = columns.change[row];
    let [sign, word] = verdict(columns.verdict[row]);
    html! {
        <>
            { lines::cell("number", amounts.value(columns.old[row], 0)) }
            {" "}
            { lines::cell("number", amounts.value(columns.new[row], 1)) }
            {" "}
            <span role="gridcell" class="number change" title={amounts.interval(columns, row)}>
                <span class="figure">{ amounts.change(change) }</span>
                { bar(change, largest, columns.verdict[row]) }
            </span>
            {" "}
            { lines::cell("number share", percent(amounts.share(change))) }
            {" "}
            <span role="gridcell" class="verdict">
                <span class="sign" aria-hidden="true">{ sign }</span>{ " " }{ word }
            </span>
        </>
    }
}

/// The names of those cells' columns, and of the last one.
pub fn head(last: &'static str) -> Html {
    let columns = &comparing().columns;
    lines::head(&[
        ("number", columns[1]),
        ("number", columns[2]),
        ("number change", columns[3]),
        ("number", columns[4]),
        ("verdict", columns[0]),
        ("name", last),
    ])
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
