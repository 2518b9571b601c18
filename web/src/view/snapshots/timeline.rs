//! The totals over time, with a slider: every other view shows the moment that it is at, and
//! comparisons are with a second moment, if one is chosen.

use super::{order, sparkline};
use crate::format;
use crate::params;
use crate::view::lines;
use crate::view::{Actions, Tab};
use crate::words::fill;
use crate::words::snapshots::words;
use hearth_core::measure;
use hearth_messages::{FileId, SeriesData, SnapshotsData, SuspectData};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Data of a timeline.
pub struct Moments<'a> {
    pub data: &'a SnapshotsData,
    /// All open files and their names, in order: links name them by their places.
    pub files: &'a [(FileId, AttrValue)],
    /// The file that all views show.
    pub active: Option<FileId>,
    /// The one that it is compared with.
    pub since: Option<FileId>,
    /// The change since that one is what is shown.
    pub is_compared: bool,
    /// There is room to say more than where one is.
    pub has_room: bool,
    /// The times that were typed, as the link has them.
    pub times: &'a str,
    pub actions: &'a Actions,
    pub on_activate: &'a Callback<FileId>,
}

/// Callback for the file that others are compared with; `None`: each has its own.
pub fn set_since(
    files: &[(FileId, AttrValue)],
    since: Option<FileId>,
) -> Vec<(&'static str, String)> {
    let place = files.iter().position(|(file, _)| Some(*file) == since);
    let place = place.map_or(String::new(), |place| (place + 1).to_string());
    vec![(params::SIDE_BASE, place), (params::SIDE_CURRENT, String::new())]
}

/// All series, the limit, and their order.
pub fn timeline(moments: &Moments, limit: &UseStateHandle<String>) -> Html {
    let w = words();
    let on_limit = {
        let limit = limit.clone();
        move |event: InputEvent| {
            limit.set(event.target_unchecked_into::<HtmlInputElement>().value())
        }
    };
    html! {
        <section class="timeline" data-testid="timeline" aria-label={w.timeline}>
            <h3>{ w.timeline }</h3>
            for series in moments.data.series.iter().filter(|series| series.files.len() > 1) {
                { one(moments, series, limit) }
            }
            <input
                class="search"
                data-testid="limit-input"
                placeholder={w.limit}
                aria-label={w.limit}
                value={(**limit).clone()}
                oninput={on_limit}
            />
            { order::order(moments) }
        </section>
    }
}

/// Marks of a series in a list: its totals over time, and how many leaks were found in it.
pub fn marks(data: &SnapshotsData, files: &[FileId], active: Option<FileId>) -> Html {
    let has = |series: &SeriesData| series.files.len() > 1 && files.contains(&series.files[0]);
    let Some(at) = data.series.iter().position(has) else { return Html::default() };
    let series = &data.series[at];
    let place = series.files.iter().position(|&file| Some(file) == active);
    let is_leak = |s: &&SuspectData| s.series as usize == at && s.verdict == "leak";
    let leaks = data.suspects.iter().filter(is_leak).count();
    html! {
        <>
            { sparkline("spark", &series.totals, &[place, None]) }
            if leaks > 0 {
                <span class="badge" data-testid="verdict">
                    { format::count_of(leaks as f64, words().leak_count) }
                </span>
            }
        </>
    }
}

/// Which snapshot is shown, of how many; with buttons for the ones before and after, each
/// with whether there is none.
pub fn stepper(
    at: usize,
    count: usize,
    (is_first, earlier): (bool, Callback<MouseEvent>),
    (is_last, later): (bool, Callback<MouseEvent>),
) -> Html {
    let w = words();
    let button = |text: &'static str, sign: &'static str, disabled: bool, onclick| {
        html! {
            <button type="button" class="icon" aria-label={text} title={text} {disabled} {onclick}>
                { sign }
            </button>
        }
    };
    html! {
        <span class="stepper" role="group" aria-label={w.timeline}>
            { button(w.earlier, "‹", is_first, earlier) }
            <span>{ [(at + 1).to_string(), count.to_string()].join("/") }</span>
            { button(w.later, "›", is_last, later) }
        </span>
    }
}

/// The series of the file that is shown, beside the other views.
pub fn beside(moments: &Moments) -> Html {
    let series = moments.data.series.iter().filter(|series| series.files.len() > 1);
    let here = |series: &&SeriesData| moments.active.is_some_and(|f| series.files.contains(&f));
    match series.clone().find(here) {
        Some(series) => html! {
            <section class="moments" data-testid="moments" aria-label={words().timeline}>
                { one(moments, series, "") }
            </section>
        },
        None => Html::default(),
    }
}

fn one(moments: &Moments, series: &SeriesData, limit: &str) -> Html {
    let w = words();
    let last = series.files.len() - 1;
    let place = |file: Option<FileId>| series.files.iter().position(|&f| Some(f) == file);
    let (here, since) = (place(moments.active), place(moments.since));
    let at = here.unwrap_or(last);
    let activate = {
        let (files, on_activate) = (series.files.clone(), moments.on_activate.clone());
        move |place: usize| {
            if let Some(&file) = files.get(place) {
                on_activate.emit(file);
            }
        }
    };
    let on_since = {
        let (files, all) = (series.files.clone(), moments.files.to_vec());
        let on_set = moments.actions.on_set.clone();
        move |place: Option<usize>| {
            let file = place.and_then(|place| files.get(place).copied());
            on_set.emit((set_since(&all, file), true));
        }
    };
    let oninput = {
        let activate = activate.clone();
        move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            activate(input.value().parse::<usize>().unwrap_or_default());
        }
    };
    let on_line = {
        let (activate, on_since) = (activate.clone(), on_since.clone());
        move |event: MouseEvent| {
            let Some(line) = lines::around(&event, "[data-testid=line]") else { return };
            let bounds = Element::from(line).get_bounding_client_rect();
            let part = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
            let place = (part * last as f64).round().max(0.0) as usize;
            if event.shift_key() { on_since(Some(place)) } else { activate(place) }
        }
    };
    let step = |text: &'static str, sign: &'static str, to: Option<usize>| {
        let activate = activate.clone();
        html! {
            <button
                type="button"
                class="icon"
                aria-label={text}
                title={text}
                disabled={to.is_none()}
                onclick={move |_| to.into_iter().for_each(&activate)}
            >
                { sign }
            </button>
        }
    };
    html! {
        <div class="series" data-testid="series-line">
            <span class="kind">{ &series.kind }</span>
            <div class="line" data-testid="line" onclick={on_line}>
                { sparkline("spark wide", &series.totals, &[here, since]) }
            </div>
            <span class="scrub">
                { step(w.earlier, "‹", at.checked_sub(1)) }
                <input
                    type="range"
                    min="0"
                    max={last.to_string()}
                    value={at.to_string()}
                    data-testid="scrub"
                    aria-label={fill(w.moment, &[&series.kind])}
                    aria-valuetext={moment(series, at)}
                    {oninput}
                />
                { step(w.later, "›", Some(at + 1).filter(|&next| next <= last)) }
            </span>
            <span class="facts" data-testid="moment">
                { [&*moment(series, at), " · ", &total(series, at)].concat() }
            </span>
            <span class="since">
                { second(moments, series, at, since, &on_since) }
            </span>
            if let Some(limit) = amount(limit) {
                <span class="facts" data-testid="until">{ until(series, limit) }</span>
            }
        </div>
    }
}

/// The second moment: how to choose it, or how to see what changed since.
fn second(
    moments: &Moments,
    series: &SeriesData,
    at: usize,
    since: Option<usize>,
    on_since: &(impl Fn(Option<usize>) + Clone + 'static),
) -> Html {
    let w = words();
    let choose = {
        let on_since = on_since.clone();
        move |_: MouseEvent| on_since(Some(at))
    };
    let on_set = moments.actions.on_set.clone();
    let Some(since) = since else {
        let mut set = set_since(moments.files, series.files.first().copied());
        set.push(("view", Tab::Compare.name().to_owned()));
        let show = move |_| on_set.emit((set.clone(), true));
        return html! {
            <>
                <button type="button" data-testid="since" title={w.since_title} onclick={choose}>
                    { w.since }
                </button>
                if at > 0 && moments.has_room {
                    <button
                        type="button"
                        data-testid="since-first"
                        title={w.since_first_title}
                        onclick={show}
                    >
                        { w.since_first }
                    </button>
                }
            </>
        };
    };
    let show = move |_| on_set.emit((vec![("view", Tab::Compare.name().to_owned())], true));
    let forget = {
        let on_since = on_since.clone();
        move |_| on_since(None)
    };
    let change = series.totals[at] - series.totals[since];
    let sign = if change >= 0.0 { "+" } else { "" };
    let change = [sign, &measure::label(change as i64, &series.unit)].concat();
    html! {
        <>
            <span data-testid="changed-since">
                { [&*fill(w.changed_since, &[&moment(series, since)]), ": ", &change].concat() }
            </span>
            if !moments.is_compared {
                <button type="button" data-testid="show-change" onclick={show}>
                    { w.show_change }
                </button>
            }
            <button
                type="button"
                class="icon"
                data-testid="no-since"
                aria-label={w.no_since}
                title={w.no_since}
                onclick={forget}
            >
                { "×" }
            </button>
        </>
    }
}

/// When a snapshot was taken: since the first, or its number.
pub fn moment(series: &SeriesData, at: usize) -> String {
    match series.seconds.get(at) {
        Some(&seconds) => ["+", &span(seconds)].concat(),
        None => [(at + 1).to_string(), series.files.len().to_string()].join("/"),
    }
}

/// A time span, to the second.
pub fn span(seconds: f64) -> String {
    measure::duration(seconds.round() as i64 * 1_000_000_000)
}

fn total(series: &SeriesData, at: usize) -> String {
    measure::label(series.totals[at] as i64, &series.unit)
}

/// When a series reaches a limit.
pub fn until(series: &SeriesData, limit: f64) -> String {
    let w = words();
    let left = limit - series.totals.last().copied().unwrap_or_default();
    if series.per_second <= 0.0 {
        return fill(w.never, &[&series.kind]);
    }
    fill(w.until, &[&series.kind, &span((left / series.per_second).clamp(0.0, 1e9))])
}

/// `512MB` as bytes, `10000` as it is.
pub fn amount(text: &str) -> Option<f64> {
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
