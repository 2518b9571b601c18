//! One row. It is drawn again only when it shows another function, or when its
//! selection changes.

use super::table::{Ranking, TopTable};
use crate::format;
use crate::view::split_name;
use hearth_core::measure;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct RowProps {
    pub table: Rc<TopTable>,
    pub ranking: Rc<Ranking>,
    pub place: usize,
    pub selected: bool,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
            && self.selected == other.selected
            && Rc::ptr_eq(&self.table, &other.table)
            && Rc::ptr_eq(&self.ranking, &other.ranking)
    }
}

#[component]
pub fn Row(props: &RowProps) -> Html {
    let (table, ranking) = (&props.table, &props.ranking);
    let row = ranking.row(props.place);
    let (flat, cum) = (table.flat[row], table.cum[row]);
    let value = |v| measure::scaled_label(v, &table.unit, &table.output_unit);
    let share = |v| format::share(v, table.total);
    let name = table.names.get(row);
    let suffix = table.suffix(row);
    let (path, own) = split_name(name);
    html! {
        <div
            role="row"
            class={classes!("row", props.selected.then_some("selected"))}
            id={format!("row-{}", props.place)}
            data-testid="row"
            data-index={props.place.to_string()}
            aria-rowindex={(props.place + 2).to_string()}
            aria-selected={props.selected.to_string()}
        >
            <span role="gridcell" class="number flat">{ bar(flat, table.total) }<span class="figure">{ value(flat) }</span></span>
            {" "}
            <span role="gridcell" class="number share">{ share(flat) }</span>
            {" "}
            <span role="gridcell" class="number sum">{ share(ranking.sum(row)) }</span>
            {" "}
            <span role="gridcell" class="number cum">{ bar(cum, table.total) }<span class="figure">{ value(cum) }</span></span>
            {" "}
            <span role="gridcell" class="number share">{ share(cum) }</span>
            {" "}
            <span role="gridcell" class="name" title={format!("{name}{suffix}")}>
                // One run of text: it is cut at its beginning, and copied whole.
                <span class="text">
                    <span class="path">{ path }</span>
                    { own }
                    <span class="suffix">{ suffix }</span>
                </span>
            </span>
        </div>
    }
}

/// The share as a bar behind the value. An attribute of a drawing says how long
/// it is, since the page's policy allows no `style` attribute.
pub fn bar(value: i64, total: i64) -> Html {
    let share = if total == 0 { 0.0 } else { (value as f64 / total as f64).abs() };
    let width = (share.min(1.0) * 100.0).to_string();
    let class = if value < 0 { "share-bar negative" } else { "share-bar" };
    html! {
        <svg {class} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect {width} height="1" />
        </svg>
    }
}
