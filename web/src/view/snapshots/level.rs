//! Growth at one grain: a row for each stack, function, file, package, label or size.

use super::sparkline;
use super::table::{row_count, verdict_cell};
use crate::view::list::{List, Row};
use crate::view::{Actions, NameList, lines, shown};
use crate::words::fill;
use crate::words::snapshots::{word, words};
use hearth_core::measure;
use hearth_messages::{LevelData, SeriesData, SnapshotsData};
use std::cmp::Ordering;
use std::rc::Rc;
use yew::prelude::*;

/// The verdicts' names, as the message numbers them.
const VERDICTS: [&str; 7] = ["leak", "growing", "warm-up", "burst", "churn", "noise", ""];

/// The orders of rows, by their columns.
const ORDERS: [&str; 4] = ["verdict", "last", "slope", "name"];

#[derive(Properties)]
pub struct LevelsProps {
    pub data: Rc<SnapshotsData>,
    pub filter: AttrValue,
    pub actions: Actions,
}

impl PartialEq for LevelsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.filter == other.filter
    }
}

/// The columns, copied out of the worker's message.
struct Columns {
    level: String,
    unit: String,
    width: usize,
    names: NameList,
    verdicts: Vec<u8>,
    slopes: Vec<f64>,
    values: Vec<f64>,
    /// The seconds from one snapshot to the next, on average; `None` where they have no time.
    step: Option<f64>,
}

impl Columns {
    fn new(data: &SnapshotsData, table: &LevelData) -> Self {
        let series = data.series.get(table.series as usize);
        Self {
            level: table.level.clone(),
            unit: series.map_or(String::new(), |series| series.unit.clone()),
            width: table.width as usize,
            names: NameList::from(&table.names),
            verdicts: table.verdicts.to_vec(),
            slopes: table.slopes.to_vec(),
            step: series.and_then(|series| step(series, table.width as usize)),
            values: table.values.to_vec(),
        }
    }

    fn values(&self, row: usize) -> &[f64] {
        self.values.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    fn last(&self, row: usize) -> f64 {
        self.values(row).last().copied().unwrap_or_default()
    }

    fn verdict(&self, row: usize) -> usize {
        usize::from(self.verdicts.get(row).copied().unwrap_or(6)).min(6)
    }

    /// Title of a row, to be read.
    fn title(&self, row: usize) -> String {
        let (name, w) = (self.names.get(row), words());
        match (&*self.level, name) {
            (_, "") => w.none.to_owned(),
            ("size", ">") => w.large.to_owned(),
            ("size", size) => measure::label(size.parse().unwrap_or(0), "bytes"),
            _ => name.to_owned(),
        }
    }

    /// By how much a row grows: a minute, where there are times.
    fn growth(&self, row: usize) -> String {
        let (w, slope) = (words(), self.slopes[row]);
        let (text, slope) = match self.step {
            Some(step) => (w.per_minute, slope / step * 60.0),
            None => (w.per_snapshot, slope),
        };
        let sign = if slope >= 0.5 { "+" } else { "" };
        fill(text, &[&[sign, &*measure::label(slope.round() as i64, &self.unit)].concat()])
    }

    /// The rows that fit, in an order.
    fn rows(&self, filter: &str, (order, is_turned): (usize, bool)) -> Rc<[u32]> {
        let wanted = filter.to_ascii_lowercase();
        let fits = |&row: &u32| {
            wanted.is_empty() || self.title(row as usize).to_ascii_lowercase().contains(&wanted)
        };
        let mut rows: Vec<u32> = (0..self.names.len() as u32).filter(fits).collect();
        let compare = |a: u32, b: u32| -> Ordering {
            let (a, b) = (a as usize, b as usize);
            let by = match ORDERS[order] {
                "verdict" => self.verdict(a).cmp(&self.verdict(b)),
                "last" => self.last(b).total_cmp(&self.last(a)),
                "slope" => self.slopes[b].total_cmp(&self.slopes[a]),
                _ => self.names.get(a).cmp(self.names.get(b)),
            };
            by.then(a.cmp(&b))
        };
        crate::view::top::sort(&mut rows, &compare);
        if is_turned {
            rows.reverse();
        }
        rows.into()
    }
}

/// The mean distance of the snapshots of the part of a series that has this many, the last
/// such part.
fn step(series: &SeriesData, width: usize) -> Option<f64> {
    let starts = std::iter::once(0).chain(series.restarts.iter().map(|&at| at as usize));
    let ends = series.restarts.iter().map(|&at| at as usize).chain([series.files.len()]);
    let (start, end) = starts.zip(ends).filter(|(start, end)| end - start == width).last()?;
    let [first, .., last] = series.seconds.get(start..end)? else { return None };
    let step = (last - first) / (width - 1) as f64;
    (step > 0.0).then_some(step)
}

#[component]
pub fn Levels(props: &LevelsProps) -> Html {
    // By what grows most, as the engine has it.
    let order = use_state(|| (2, false));
    let address = Rc::as_ptr(&props.data) as usize;
    let data = props.data.clone();
    let columns = use_memo(address, move |_| {
        data.table.as_ref().map(|table| Rc::new(Columns::new(&data, table)))
    });
    let key = (address, props.filter.clone(), *order);
    let rows = use_memo(key, |(_, filter, order)| {
        columns.as_ref().as_ref().map(|columns| columns.rows(filter, *order)).unwrap_or_default()
    });
    let (Some(columns), w) = (&*columns, words()) else { return Html::default() };
    let [verdict, over_time, last, growth, _, _] = w.columns;
    let sorted = |column: usize, class: &'static str, title: &'static str| {
        let (order, is_sorted) = (order.clone(), order.0 == column);
        let is_up = matches!(ORDERS[column], "verdict" | "name") != order.1;
        let onclick = move |_| order.set((column, is_sorted && !order.1));
        html! {
            <span
                role="columnheader"
                {class}
                aria-sort={match (is_sorted, is_up) {
                    (false, _) => "none",
                    (true, true) => "ascending",
                    (true, false) => "descending",
                }}
            >
                <button
                    type="button"
                    class="plain"
                    data-testid={["sort-", ORDERS[column]].concat()}
                    {onclick}
                >
                    { title }
                    if is_sorted {
                        <span class="arrow" aria-hidden="true">{ if is_up { "▴" } else { "▾" } }</span>
                    }
                </button>
            </span>
        }
    };
    let name = word(&w.levels, &columns.level).to_owned();
    let title = w.levels.iter().find(|(level, _)| *level == columns.level).map_or("", |l| l.1);
    let head = html! {
        <div role="row" class="head">
            { sorted(0, "verdict", verdict) }
            <span role="columnheader" class="over">{ over_time }</span>
            { sorted(1, "number", last) }
            { sorted(2, "number", growth) }
            <span role="columnheader" class="number share"></span>
            { sorted(3, "name", title) }
        </div>
    };
    let is_function = columns.level == "function";
    let on_pick = {
        let (rows, columns) = (rows.clone(), columns.clone());
        let on_select = props.actions.on_select.clone();
        Callback::from(move |place: usize| {
            if let (Some(&row), true) = (rows.get(place), is_function) {
                on_select.emit(columns.names.get(row as usize).to_owned());
            }
        })
    };
    let row = {
        let (rows, columns) = (rows.clone(), columns.clone());
        Callback::from(move |place: usize| {
            let row = rows.get(place).map_or(usize::MAX, |&row| row as usize);
            line(&columns, row, is_function)
        })
    };
    html! {
        <>
            <p class="dim" data-testid="level-count">{ row_count(rows.len()) }</p>
            <List
                label={name}
                count={rows.len()}
                of={address + props.filter.len() + 8 * order.0 + usize::from(order.1)}
                {head}
                {row}
                {on_pick}
                on_menu={props.actions.on_menu.clone()}
            />
        </>
    }
}

fn line(columns: &Columns, row: usize, is_function: bool) -> Row {
    if row >= columns.names.len() {
        return Row { name: "".into(), class: Classes::new(), cells: Html::default() };
    }
    let w = words();
    let mut verdict = VERDICTS[columns.verdict(row)];
    // Too few for a verdict: that it grew is all there is to say.
    let ends = columns.values(row);
    if verdict.is_empty() && ends.first() < ends.last() {
        verdict = "grew";
    }
    let title = if verdict.is_empty() { w.unjudged } else { word(&w.verdicts, verdict) };
    let title = title.to_owned();
    let cells = html! {
        <>
            { verdict_cell(verdict, title) }
            <span role="gridcell" class="over">{ sparkline("spark", columns.values(row), &[]) }</span>
            { lines::cell("number", measure::label(columns.last(row) as i64, &columns.unit)) }
            {" "}
            { lines::cell("number", columns.growth(row)) }
            {" "}
            { lines::cell("number share", String::new()) }
            {" "}
            { match (&*columns.level, columns.title(row)) {
                // Of a stack the beginning tells most.
                ("stack", title) => html! {
                    <span role="gridcell" class="name start" title={shown(&title)}>{ shown(&title) }</span>
                },
                (_, title) => lines::name_cell(&title, ""),
            } }
        </>
    };
    let name = if is_function { columns.names.get(row).to_owned() } else { String::new() };
    Row { name: name.into(), class: classes!(verdict), cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_that_of_the_part_that_was_judged() {
        let mut series = SeriesData {
            kind: String::new(),
            program: String::new(),
            unit: String::new(),
            files: (0..9).collect(),
            seconds: vec![0.0, 1.0, 2.0, 100.0, 110.0, 120.0, 130.0, 140.0, 150.0],
            times: Vec::new(),
            ordered_by: String::new(),
            totals: Vec::new(),
            per_second: 0.0,
            restarts: vec![3],
        };
        assert_eq!(step(&series, 6), Some(10.0));
        assert_eq!(step(&series, 3), Some(1.0));
        series.seconds.clear();
        assert_eq!(step(&series, 6), None);
    }
}
