//! The order of snapshots, and what it comes from: it is corrected by hand.

use super::timeline::Moments;
use crate::params;
use crate::words::fill;
use crate::words::snapshots::{word, words};
use hearth_core::measure;
use hearth_messages::{FileId, SeriesData};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn order(moments: &Moments) -> Html {
    let w = words();
    let all = moments.data.series.iter().filter(|series| series.files.len() > 1);
    if all.clone().next().is_none() {
        return Html::default();
    }
    let mut said: Vec<&str> = all.clone().map(|s| word(&w.orders, &s.ordered_by)).collect();
    said.dedup();
    let is_odd = all.clone().any(|series| series.ordered_by != "time");
    let on_set = moments.actions.on_set.clone();
    let reset = move |_| {
        on_set
            .emit((vec![(params::SNAPSHOTS, String::new()), (params::TIMES, String::new())], true));
    };
    html! {
        <details class="order" data-testid="order">
            <summary>
                <span class={if is_odd { "" } else { "dim" }} data-testid="ordered-by">
                    { said.join("; ") }
                </span>
                { " · " }{ w.order }
            </summary>
            <p class="dim">{ w.order_text }</p>
            for series in all {
                <h4>{ &series.kind }</h4>
                <ol>
                    for (at, &file) in series.files.iter().enumerate() {
                        { one(moments, series, at, file) }
                    }
                </ol>
            }
            <button type="button" data-testid="own-order" onclick={reset}>{ w.own_order }</button>
        </details>
    }
}

fn one(moments: &Moments, series: &SeriesData, at: usize, file: FileId) -> Html {
    let w = words();
    let name = moments.files.iter().find(|(f, _)| *f == file).map_or("", |(_, name)| name);
    let place = |file: FileId| {
        let place = moments.files.iter().position(|(f, _)| *f == file);
        place.map_or(String::new(), |place| (place + 1).to_string())
    };
    // The order of this series, and of those that were ordered by hand already.
    let moved = |to: Option<usize>| {
        let to = to.filter(|&to| to < series.files.len())?;
        let mut files = series.files.clone();
        files.swap(at, to);
        for other in &moments.data.series {
            if other.ordered_by == "hand" && other.files != series.files {
                files.extend(&other.files);
            }
        }
        Some(files.into_iter().map(place).collect::<Vec<_>>().join(","))
    };
    let button = |text: &'static str, sign: &'static str, test: &'static str, to| {
        let (order, on_set) = (moved(to), moments.actions.on_set.clone());
        html! {
            <button
                type="button"
                class="icon"
                data-testid={test}
                aria-label={fill(text, &[name])}
                disabled={order.is_none()}
                onclick={move |_| on_set.emit((vec![(params::SNAPSHOTS, order.clone().unwrap_or_default())], true))}
            >
                { sign }
            </button>
        }
    };
    let time = series.times.get(at).copied().unwrap_or_default();
    let value = match time {
        0.0 => String::new(),
        time => measure::date_time_utc(time as i64 * 1_000_000_000),
    };
    let typed = {
        let on_set = moments.actions.on_set.clone();
        let own = place(file);
        let is_other = |pair: &&str| pair.split(':').next().is_some_and(|place| place != own);
        let kept = moments.times.split(',').filter(|pair| !pair.is_empty()).filter(is_other);
        let kept: Vec<String> = kept.map(str::to_owned).collect();
        let first = series.times.iter().copied().find(|&time| time > 0.0);
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut all = kept.clone();
            match seconds(&input.value(), first) {
                Some(seconds) => all.push([&*own, ":", &seconds.to_string()].concat()),
                None if input.value().trim().is_empty() => {}
                None => return input.set_custom_validity("?"),
            }
            input.set_custom_validity("");
            // An order by hand would hide what times say.
            let set = vec![(params::TIMES, all.join(",")), (params::SNAPSHOTS, String::new())];
            on_set.emit((set, true));
        }
    };
    html! {
        <li key={file} data-testid="ordered">
            { button(w.move_up, "↑", "move-up", at.checked_sub(1)) }
            { button(w.move_down, "↓", "move-down", Some(at + 1)) }
            <input
                class="search"
                data-testid="time-input"
                aria-label={fill(w.time_of, &[name])}
                placeholder="12:00:05"
                {value}
                onchange={typed}
            />
            { " " }{ name.to_owned() }
        </li>
    }
}

/// A time as seconds since 1970: of a day, or on the day of the first time that is known.
fn seconds(text: &str, first: Option<f64>) -> Option<i64> {
    let text = text.trim();
    let day = measure::date_time_utc(first.unwrap_or(946_684_800.0) as i64 * 1_000_000_000);
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((day.get(..10)?, text));
    let time =
        if time.matches(':').count() == 1 { [time, ":00"].concat() } else { time.to_owned() };
    let millis = js_sys::Date::parse(&[day, "T", &time, "Z"].concat());
    (millis.is_finite() && millis > 0.0).then_some((millis / 1000.0) as i64)
}
