//! All that moves: the suspects, ranked, or whatever grows at another grain.

use super::level::Levels;
use super::said::percent;
use super::{SnapshotsProps, chart, growth, sparkline, value};
use crate::params;
use crate::view::lines;
use crate::view::list::{List, Row};
use crate::words::snapshots::{word, words};
use hearth_messages::{SnapshotsData, SuspectData};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

pub fn table(props: &SnapshotsProps, filter: &UseStateHandle<String>) -> Html {
    let (data, w) = (&props.data, words());
    let on_input = {
        let filter = filter.clone();
        move |text| filter.set(text)
    };
    let select = |name: &'static str| {
        let on_set = props.actions.on_set.clone();
        move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            on_set.emit((vec![(name, value)], true));
        }
    };
    let level = &props.level;
    let series = data.table.as_ref().map(|table| table.series as usize);
    html! {
        <section class="moving">
            <div class="tools">
                <h3>{ w.suspects }</h3>
                <select data-testid="level" aria-label={w.level} onchange={select(params::LEVEL)}>
                    for (name, title) in w.levels {
                        <option value={name} selected={level == name}>{ title }</option>
                    }
                </select>
                if !level.is_empty() && data.series.len() > 1 {
                    <select
                        data-testid="of-series"
                        aria-label={w.of_series}
                        onchange={select(params::SERIES)}
                    >
                        for (i, one) in data.series.iter().enumerate() {
                            <option value={i.to_string()} selected={series == Some(i)}>
                                { &one.kind }
                            </option>
                        }
                    </select>
                }
                { lines::search_field(filter, w.filter, false, on_input) }
            </div>
            if level.is_empty() {
                { suspects(props, filter) }
            } else {
                <Levels
                    data={props.data.clone()}
                    filter={AttrValue::from((**filter).clone())}
                    actions={props.actions.clone()}
                />
            }
        </section>
    }
}

fn suspects(props: &SnapshotsProps, filter: &str) -> Html {
    let (data, w) = (props.data.clone(), words());
    let wanted = filter.to_ascii_lowercase();
    let fits = |s: &SuspectData| {
        let verdict = verdict(s);
        [&*s.function, &*s.file, verdict].iter().any(|t| t.to_ascii_lowercase().contains(&wanted))
    };
    let numbers = 0..data.suspects.len() + data.grown.len();
    let rows: Rc<[usize]> = numbers.filter(|&i| at(&data, i).is_some_and(fits)).collect();
    if rows.is_empty() {
        // Headings alone would say nothing.
        let text = if filter.is_empty() { w.nothing_grew } else { w.no_rows };
        return html! { <p class="dim" data-testid="no-rows">{ text }</p> };
    }
    let [verdict, over_time, last, slope, right, function] = w.columns;
    let head = lines::head(&[
        ("verdict", verdict),
        ("over", over_time),
        ("number", last),
        ("number", slope),
        ("number share", right),
        ("name", function),
    ]);
    let on_pick = {
        let (rows, data, on_select) = (rows.clone(), data.clone(), props.actions.on_select.clone());
        Callback::from(move |place: usize| {
            if let Some(suspect) = rows.get(place).and_then(|&i| at(&data, i)) {
                on_select.emit(suspect.function.clone());
            }
        })
    };
    let (count, of) = (rows.len(), wanted.len() + Rc::as_ptr(&props.data) as usize);
    let row =
        Callback::from(move |place: usize| match rows.get(place).and_then(|&i| at(&data, i)) {
            Some(suspect) => row(&data, rows[place], suspect),
            None => Row { name: "".into(), class: Classes::new(), cells: Html::default() },
        });
    html! {
        <List
            label={w.suspects}
            {count}
            {of}
            {head}
            {row}
            {on_pick}
            on_menu={props.actions.on_menu.clone()}
        />
    }
}

/// The suspects, and after them what merely grew.
fn at(data: &SnapshotsData, place: usize) -> Option<&SuspectData> {
    data.suspects.iter().chain(&data.grown).nth(place)
}

/// The verdict in words: of a leak, how sure it is.
fn verdict(s: &SuspectData) -> &str {
    match &*s.verdict {
        "leak" => word(&words().leaks, &s.strength),
        verdict => word(&words().verdicts, verdict),
    }
}

fn row(data: &SnapshotsData, number: usize, s: &SuspectData) -> Row {
    let last = value(data, s, s.values.last().copied().unwrap_or_default());
    let sure = s.certainty.map_or(String::new(), percent);
    let name = verdict(s).to_owned();
    let cells = html! {
        <>
            { verdict_cell(&s.verdict, name) }
            <span role="gridcell" class="over"><span class={chart::color(number)}>{ sparkline("spark", &s.values, &[]) }</span></span>
            { lines::cell("number", last) }
            {" "}
            { lines::cell("number", growth(data, s)) }
            {" "}
            { lines::cell("number share", sure) }
            {" "}
            { lines::name_cell(&s.function, "") }
        </>
    };
    Row { name: s.function.clone().into(), class: classes!(s.verdict.clone()), cells }
}

/// A cell with a verdict, and its name for tests and styles.
pub fn verdict_cell(name: &str, title: String) -> Html {
    html! { <span role="gridcell" class="verdict" data-verdict={name.to_owned()}>{ title }</span> }
}

/// Number of rows, in words.
pub fn row_count(count: usize) -> String {
    crate::format::count_of(count as f64, words().rows)
}
