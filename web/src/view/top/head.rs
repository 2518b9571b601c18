//! Above the rows: what is shown of them, and the names of the columns, with buttons that
//! order the rows by one.

use super::table::COLUMNS;
use super::{Order, PACKAGES, Top, TopMsg, TopProps};
use crate::format;
use crate::params;
use crate::view::lines;
use crate::words::{fill, with_name, words};
use hearth_core::query::Granularity;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The names of the columns.
pub fn head(props: &TopProps, columns: [bool; 3]) -> Html {
    let w = &words().tables;
    let column = |text: &'static str, title: &'static str| {
        html! { <span role="columnheader" class="number" {title}>{ text }</span> }
    };
    let sorted = |class: &'static str, order: Order, title: &'static str| {
        let on_order = props.on_order.clone();
        let descends = matches!(order, Order::Flat | Order::Cum);
        let sort = match props.order == order {
            false => "none",
            true if descends => "descending",
            true => "ascending",
        };
        let text = match (order as usize).checked_sub(Order::Package as usize) {
            Some(column) => w.columns[column],
            None => order.name(),
        };
        html! {
            <span role="columnheader" {class} aria-sort={sort}>
                <button
                    type="button"
                    {title}
                    data-testid={["sort-", order.name()].concat()}
                    onclick={move |_| on_order.emit(order)}
                >
                    { text }
                    <span class="arrow" aria-hidden="true">{ if descends { "▾" } else { "▴" } }</span>
                </button>
            </span>
        }
    };
    let cum = if props.group == PACKAGES { w.no_cum } else { w.titles[2] };
    html! {
        <div role="row" class="head" id="top-head" aria-rowindex="1">
            { sorted("number", Order::Flat, w.titles[0]) }
            { column("flat%", w.titles[1]) }
            { column("sum%", w.titles[4]) }
            { sorted("number", Order::Cum, cum) }
            { column("cum%", w.titles[3]) }
            { sorted("name", Order::Name, "") }
            for (i, order) in [Order::Package, Order::File, Order::Binary].into_iter().enumerate() {
                if columns[i] {
                    { sorted("name", order, "") }
                }
            }
        </div>
    }
}

/// The tools above the table.
pub fn tools(top: &Top, ctx: &Context<Top>) -> Html {
    let (props, link, w) = (ctx.props(), ctx.link(), &words().tables);
    let set = props.actions.on_set.clone();
    let on_rows = move |text| set.emit((vec![(params::ROWS, text)], false));
    let is_grouped = props.group == PACKAGES;
    html! {
        <div class="tools">
            { lines::search_field(&props.rows, w.find_rows, top.invalid, on_rows) }
            <label>
                { w.group_by }
                { " " }
                <select
                    data-testid="group"
                    onchange={link.callback(|event: Event| {
                        TopMsg::Group(event.target_unchecked_into::<HtmlSelectElement>().value())
                    })}
                >
                    for (i, value) in groups().enumerate() {
                        <option {value} selected={value == props.group}>
                            { with_name(w.groups[i], value) }
                        </option>
                    }
                </select>
            </label>
            if !is_grouped {
                <span role="group" aria-label={w.columns_title} class="columns">
                    for (i, name) in COLUMNS.into_iter().enumerate() {
                        <button
                            type="button"
                            aria-pressed={top.columns[i].to_string()}
                            data-testid={["column-", name].concat()}
                            onclick={link.callback(move |_| TopMsg::Column(i))}
                        >
                            { w.columns[i] }
                        </button>
                    }
                </span>
            }
            if let (Some(is_on), false, Some(deferred)) =
                (props.own_first, is_grouped, super::DEFERRED.get())
            {
                { deferred.own_first(is_on, &props.actions) }
            }
            <span class="count" role="status" data-testid="row-count">{ count(top) }</span>
            <button
                type="button"
                title={w.copy_title}
                data-testid="copy"
                onclick={link.callback(|_| TopMsg::Copy(None))}
            >
                { w.copy }
            </button>
        </div>
    }
}

/// Meanings that a row can have: the granularities, and packages.
pub fn groups() -> impl Iterator<Item = &'static str> {
    Granularity::ALL.into_iter().map(Granularity::name).chain([PACKAGES])
}

/// Number of rows that are shown or selected, and their sums.
fn count(top: &Top) -> String {
    let (w, table, ranking) = (&words().tables, &top.table, &top.ranking);
    if top.invalid {
        return w.bad_expression.to_owned();
    }
    let number = |n: usize| format::count(n as f64);
    if top.picks.len() > 1 {
        let sum = top.picks.rows().fold(0_i64, |sum, row| sum.saturating_add(table.flat[row]));
        let sum = table.figures().both(sum);
        return fill(w.rows_selected, &[&number(top.picks.len()), &sum]);
    }
    if ranking.len() == table.len() {
        return fill(w.all_rows, &[&number(table.len())]);
    }
    let sum = ranking.sum(ranking.len().wrapping_sub(1));
    let sum = table.figures().both(sum);
    fill(w.some_rows, &[&number(ranking.len()), &number(table.len()), &sum])
}
