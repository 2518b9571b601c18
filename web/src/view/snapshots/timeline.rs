//! The totals over time, with a slider: every other view shows the moment that it is at.

use super::{SnapshotsProps, sparkline};
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::{FileId, SeriesData};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn timeline(props: &SnapshotsProps, limit: &UseStateHandle<String>) -> Html {
    let w = &words().snapshots;
    let on_limit = {
        let limit = limit.clone();
        move |event: InputEvent| {
            limit.set(event.target_unchecked_into::<HtmlInputElement>().value())
        }
    };
    html! {
        <section class="timeline" data-testid="timeline" aria-label={w.timeline}>
            <h3>{ w.timeline }</h3>
            for series in props.data.series.iter().filter(|series| series.files.len() > 1) {
                { one(props, series, limit) }
            }
            <input
                class="search"
                data-testid="limit-input"
                placeholder={w.limit}
                aria-label={w.limit}
                value={(**limit).clone()}
                oninput={on_limit}
            />
        </section>
    }
}

fn one(props: &SnapshotsProps, series: &SeriesData, limit: &str) -> Html {
    let w = &words().snapshots;
    let last = series.files.len() - 1;
    let is_at = |&file: &FileId| props.active == Some(file);
    let here = series.files.iter().position(is_at);
    let at = here.unwrap_or(last);
    let label = |value: f64| measure::label(value as i64, &series.unit);
    let moment = match series.seconds.get(at) {
        Some(&seconds) => [
            "+",
            &measure::duration((seconds * 1e9).round() as i64 / 1_000_000_000 * 1_000_000_000),
        ]
        .concat(),
        None => [(at + 1).to_string(), (last + 1).to_string()].join("/"),
    };
    let (files, on_activate) = (series.files.clone(), props.on_activate.clone());
    let oninput = move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let place = input.value().parse::<usize>().unwrap_or_default();
        if let Some(&file) = files.get(place) {
            on_activate.emit(file);
        }
    };
    html! {
        <div class="series" data-testid="series">
            <span class="kind">{ &series.kind }</span>
            { sparkline("spark wide", &series.totals, here) }
            <input
                type="range"
                min="0"
                max={last.to_string()}
                value={at.to_string()}
                data-testid="scrub"
                aria-label={fill(w.moment, &[&series.kind])}
                aria-valuetext={moment.clone()}
                {oninput}
            />
            <span class="facts">{ [&*moment, " · ", &label(series.totals[at])].concat() }</span>
            if let Some(limit) = amount(limit) {
                <span class="facts" data-testid="until">{ until(series, limit) }</span>
            }
        </div>
    }
}

/// When a series reaches a limit.
fn until(series: &SeriesData, limit: f64) -> String {
    let w = &words().snapshots;
    let left = limit - series.totals.last().copied().unwrap_or_default();
    if series.per_second <= 0.0 {
        return fill(w.never, &[&series.kind]);
    }
    let seconds = (left / series.per_second).clamp(0.0, 1e9).round();
    fill(w.until, &[&series.kind, &measure::duration(seconds as i64 * 1_000_000_000)])
}

/// `512MB` as bytes, `10000` as it is.
fn amount(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let number = measure::parse(text[..end].trim())?;
    let scale = match text[end..].to_ascii_lowercase().chars().next() {
        None | Some('b') => 1.0,
        Some('k') => 1024.0,
        Some('m') => 1024.0 * 1024.0,
        Some('g') => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    Some(number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_have_units_or_none() {
        assert_eq!(amount("512MB"), Some(512.0 * 1024.0 * 1024.0));
        assert_eq!(amount(" 1.5 GiB"), Some(1.5 * 1024.0 * 1024.0 * 1024.0));
        assert_eq!(amount("10000"), Some(10_000.0));
        assert_eq!(amount("soon"), None);
        assert_eq!(amount(""), None);
    }
}
