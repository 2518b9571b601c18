//! The names of the columns, and the buttons that order the rows by one.

use super::{Order, TopProps};
use yew::prelude::*;

pub fn head(props: &TopProps) -> Html {
    let column = |text: &'static str, class: &'static str, title: &'static str| {
        html! { <span role="columnheader" {class} {title}>{ text }</span> }
    };
    let sorted = |text: &'static str, class: &'static str, title: &'static str, order: Order| {
        let on_order = props.on_order.clone();
        let here = props.order == order;
        let direction = if order == Order::Name { "ascending" } else { "descending" };
        html! {
            <span role="columnheader" {class} aria-sort={if here { direction } else { "none" }}>
                <button
                    type="button"
                    {title}
                    data-testid={format!("sort-{text}")}
                    onclick={move |_| on_order.emit(order)}
                >
                    { text }
                    <span class="arrow" aria-hidden="true">
                        { if order == Order::Name { "▴" } else { "▾" } }
                    </span>
                </button>
            </span>
        }
    };
    html! {
        <div role="row" class="head" aria-rowindex="1">
            { sorted("flat", "number", "What the function spent itself", Order::Flat) }
            { column("flat%", "number", "flat as a share of the total") }
            { column("sum%", "number", "Shares of flat, summed up down to this row") }
            { sorted("cum", "number", "What the function and everything that it called spent", Order::Cum) }
            { column("cum%", "number", "cum as a share of the total") }
            { sorted("name", "name", "The function", Order::Name) }
        </div>
    }
}
