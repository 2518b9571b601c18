//! One row. It is drawn again only when it shows another function, or when its
//! selection changes.

use super::ranking::Ranking;
use super::table::TopTable;
use crate::view::lines::{self, Figures};
use crate::view::shown;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct RowProps {
    pub table: Rc<TopTable>,
    pub ranking: Rc<Ranking>,
    pub place: usize,
    /// Which further columns are shown.
    pub columns: [bool; 3],
    pub selected: bool,
    /// The keyboard is at it.
    pub current: bool,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        (self.place, self.columns, self.selected, self.current)
            == (other.place, other.columns, other.selected, other.current)
            && Rc::ptr_eq(&self.table, &other.table)
            && Rc::ptr_eq(&self.ranking, &other.ranking)
    }
}

impl TopTable {
    /// Spelling of its values.
    pub(super) fn figures(&self) -> Figures<'_> {
        Figures { total: self.total, unit: &self.unit, output_unit: &self.output_unit }
    }
}

#[component]
pub fn Row(props: &RowProps) -> Html {
    let (table, ranking) = (&props.table, &props.ranking);
    let row = ranking.row(props.place);
    let figures = table.figures();
    let flat = table.flat[row];
    let share = |v| lines::cell("number share", figures.share(v));
    html! {
        <div
            role="row"
            class={classes!(
                "row",
                props.selected.then_some("selected"),
                props.current.then_some("current"),
            )}
            id={format!("row-{}", props.place)}
            data-testid="row"
            data-index={props.place.to_string()}
            aria-rowindex={(props.place + 2).to_string()}
            aria-selected={props.selected.to_string()}
        >
            { figures.cell("flat", flat) }
            {" "}
            { share(flat) }
            {" "}
            { lines::cell("number sum", figures.share(ranking.sum(props.place))) }
            {" "}
            if let Some(&cum) = table.cum.get(row) {
                { figures.cell("cum", cum) }
                {" "}
                { share(cum) }
            } else {
                { lines::cell("number cum", "–".to_owned()) }
                { lines::cell("number share", "–".to_owned()) }
            }
            {" "}
            { lines::name_cell(table.names.get(row), table.suffix(row)) }
            for (column, _) in table.columns.iter().zip(props.columns).filter(|(_, shown)| *shown) {
                {" "}
                <span role="gridcell" class="name extra" title={shown(column.get(row))}>
                    <span class="text">{ shown(column.get(row)) }</span>
                </span>
            }
        </div>
    }
}
