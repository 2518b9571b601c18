//! Chart of a series: the total over time, the suspects stacked below it, and what is at the
//! pointer. A click shows a moment, a drag chooses two to compare.

use super::figures::Figures;
use super::plot::Plot;
use super::timeline::{Moments, amount, moment, set_since, until};
use super::value;
use crate::view::drawing::Fitting;
use crate::view::shown;
use crate::words::snapshots::{word, words};
use hearth_core::measure;
use hearth_messages::{FileId, SeriesData, SnapshotsData, SuspectData};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Height of the chart, in CSS pixels.
const HEIGHT: f64 = 220.0;

/// A drag this short, in CSS pixels, is a click.
const CLICK: f64 = 5.0;

#[derive(Properties)]
pub struct ChartProps {
    pub data: Rc<SnapshotsData>,
    /// Which series.
    pub series: usize,
    pub files: Rc<[(FileId, AttrValue)]>,
    /// The snapshot that all views show, and the one that it is compared with.
    pub active: Option<FileId>,
    pub since: Option<FileId>,
    /// The limit, as it was typed.
    pub limit: String,
    /// Sets parameters of the link.
    pub on_set: Callback<(Vec<(&'static str, String)>, bool)>,
    pub on_activate: Callback<FileId>,
}

impl PartialEq for ChartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && (self.series, self.active, self.since) == (other.series, other.active, other.since)
            && (&self.limit, &self.files) == (&other.limit, &other.files)
    }
}

/// The chart of the series that is shown, or of the one that most is said of.
pub fn chart(moments: &Moments, data: &Rc<SnapshotsData>, limit: &str) -> Html {
    let is_series = |at: &usize| data.series[*at].files.len() > 1;
    let here = |at: &usize| moments.active.is_some_and(|f| data.series[*at].files.contains(&f));
    let all = (0..data.series.len()).filter(is_series);
    let told = data.suspects.first().map(|suspect| suspect.series as usize).filter(is_series);
    let Some(series) = all.clone().find(here).or(told).or_else(|| all.clone().next()) else {
        return Html::default();
    };
    html! { <Chart
        data={data.clone()}
        {series}
        files={Rc::from(moments.files)}
        active={moments.active}
        since={moments.since}
        limit={limit.to_owned()}
        on_set={moments.actions.on_set.clone()}
        on_activate={moments.on_activate.clone()}
    /> }
}

/// Suspects of a series, with their numbers among all: those with a value for each snapshot. Where
/// one snapshot a day was compared, or a part of the watch, they have fewer.
pub fn suspects_of(data: &SnapshotsData, series: usize) -> Vec<(usize, &SuspectData)> {
    let count = data.series[series].totals.len();
    let fits = |s: &SuspectData| s.series as usize == series && s.values.len() == count;
    data.suspects.iter().chain(&data.grown).enumerate().filter(|(_, s)| fits(s)).collect()
}

/// See the module.
#[component]
fn Chart(props: &ChartProps) -> Html {
    let view = use_node_ref();
    let width = use_state(|| 800.0);
    let pointed = use_state(|| None::<usize>);
    let dragged = use_state(|| None::<f64>);
    use_effect_with(view.clone(), {
        let width = width.clone();
        move |view| {
            let fitting = view.cast::<Element>().map(|view| {
                let measured = view.clone();
                let fit = move || width.set(f64::from(measured.client_width()).max(200.0));
                fit();
                Fitting::new(&view, fit)
            });
            move || drop(fitting)
        }
    });
    let data = &*props.data;
    let series = &data.series[props.series];
    let limit = amount(&props.limit);
    // Not for each movement of the pointer.
    let of = (Rc::as_ptr(&props.data) as usize, props.series, limit, *width);
    let plot = use_memo(of, |(.., limit, width)| {
        Plot::new(series, &suspects_of(data, props.series), *limit, [*width, HEIGHT])
    });
    let place = |file: Option<FileId>| series.files.iter().position(|&f| Some(f) == file);
    let (here, since) = (place(props.active), place(props.since));
    let x_of = |event: &PointerEvent, view: &NodeRef| {
        let view = view.cast::<Element>();
        let left = view.map_or(0.0, |view| view.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let onpointermove = {
        let (plot, view) = (plot.clone(), view.clone());
        let (pointed, dragged) = (pointed.clone(), dragged.clone());
        move |event: PointerEvent| {
            let nearest = plot.nearest(x_of(&event, &view));
            if *pointed != nearest || dragged.is_some() {
                pointed.set(nearest);
            }
        }
    };
    let onpointerleave = {
        let (pointed, dragged) = (pointed.clone(), dragged.clone());
        move |_| {
            pointed.set(None);
            dragged.set(None);
        }
    };
    let onpointerdown = {
        let (view, dragged) = (view.clone(), dragged.clone());
        move |event: PointerEvent| dragged.set(Some(x_of(&event, &view)))
    };
    let onpointerup = {
        let (plot, view, dragged) = (plot.clone(), view.clone(), dragged.clone());
        let (files, all) = (series.files.clone(), props.files.clone());
        let (on_set, on_activate) = (props.on_set.clone(), props.on_activate.clone());
        move |event: PointerEvent| {
            let to = x_of(&event, &view);
            let from = dragged.unwrap_or(to);
            dragged.set(None);
            let (Some(a), Some(b)) = (plot.nearest(from), plot.nearest(to)) else { return };
            let base = if event.shift_key() { Some(b) } else { (a != b).then_some(a.min(b)) };
            if let Some(base) = base.filter(|_| event.shift_key() || (from - to).abs() > CLICK) {
                on_set.emit((set_since(&all, files.get(base).copied()), true));
            }
            if !event.shift_key() {
                on_activate.emit(files[a.max(b)]);
            }
        }
    };
    let shown_at = pointed.or(here);
    let brush = dragged.zip(*pointed).and_then(|(from, to)| Some([from, *plot.x.get(to)?]));
    html! {
        <figure class="chart" data-testid="chart">
            <figcaption>
                <span class="kind">{ &series.kind }</span>
                <span>{ caption(series) }</span>
                if let Some(limit) = limit {
                    <span class="dim">{ until(series, limit) }</span>
                }
            </figcaption>
            <div
                class="plot"
                ref={view}
                {onpointermove}
                {onpointerleave}
                {onpointerdown}
                {onpointerup}
            >
                { drawn(&plot, data, [shown_at, since], brush) }
            </div>
            <p class="at" data-testid="chart-at">
                { shown_at.map_or(String::new(), |at| at_moment(series, at)) }
                for (number, _) in &plot.areas {
                    { key(data, *number, shown_at) }
                }
            </p>
            <Figures data={props.data.clone()} series={props.series} />
        </figure>
    }
}

/// Span and source of the order, in words.
pub fn caption(series: &SeriesData) -> String {
    let (Some(&first), Some(&last)) = (series.times.first(), series.times.last()) else {
        return words().no_times.to_owned();
    };
    if first <= 0.0 || last <= 0.0 {
        let seconds = series.seconds.last().filter(|&&seconds| seconds > 0.0);
        return seconds.map_or(words().no_times.to_owned(), |&seconds| super::span(seconds));
    }
    let text = |time: f64| {
        let text = measure::date_time_utc((time * 1e9) as i64);
        text.get(..16).unwrap_or(&text).to_owned()
    };
    [&*text(first), " – ", &text(last), " UTC"].concat()
}

/// A moment, and the total then.
fn at_moment(series: &SeriesData, at: usize) -> String {
    let total = series.totals.get(at).copied().unwrap_or_default();
    [&*moment(series, at), ": ", &measure::label(total as i64, &series.unit)].concat()
}

/// A suspect's color, its name, and its value at a moment.
fn key(data: &SnapshotsData, number: usize, at: Option<usize>) -> Html {
    let Some(suspect) = data.suspects.iter().chain(&data.grown).nth(number) else {
        return Html::default();
    };
    let now = at.and_then(|at| suspect.values.get(at)).or(suspect.values.last());
    html! {
        <span class={["series-key ", color(number)].concat()}>
            { shown(&suspect.function) }
            { ": " }
            { value(data, suspect, now.copied().unwrap_or_default()) }
        </span>
    }
}

/// Class of a suspect's color, by its number: the same in the chart and in the table.
pub fn color(number: usize) -> &'static str {
    ["s1", "s2", "s3", "s4", "s5", "s6"][number % 6]
}

fn drawn(
    plot: &Plot,
    data: &SnapshotsData,
    [here, since]: [Option<usize>; 2],
    brush: Option<[f64; 2]>,
) -> Html {
    let [left, right, top, bottom] = plot.frame;
    let [width, height] = plot.size.map(|size| size.to_string());
    let points = |points: &[[f64; 2]]| {
        let pairs = points.iter().map(|[x, y]| format_pair(*x, *y));
        pairs.collect::<Vec<_>>().join(" ")
    };
    let total: Vec<[f64; 2]> = plot.x.iter().zip(&plot.y).map(|(&x, &y)| [x, y]).collect();
    let vertical = |class: &'static str, x: f64| {
        let x = x.to_string();
        html! { <line {class} x1={x.clone()} x2={x} y1={top.to_string()} y2={bottom.to_string()} /> }
    };
    let band = |class: &'static str, [from, to]: [f64; 2]| {
        html! {
            <rect
                {class}
                x={from.min(to).to_string()}
                y={top.to_string()}
                width={(to - from).abs().to_string()}
                height={(bottom - top).to_string()}
            />
        }
    };
    let verdict = |number: usize| {
        let suspect = data.suspects.iter().chain(&data.grown).nth(number);
        suspect.map_or("", |suspect| word(&words().verdicts, &suspect.verdict))
    };
    html! {
        <svg width={width} height={height} aria-hidden="true">
            for gap in &plot.gaps {
                { band("gap", *gap) }
            }
            for (y, text) in &plot.values {
                <line class="grid" x1={left.to_string()} x2={right.to_string()} y1={y.to_string()} y2={y.to_string()} />
                <text class="value" x={(left - 6.0).to_string()} y={(y + 4.0).to_string()}>{ text }</text>
            }
            for (x, text) in &plot.times {
                <text class="time" x={x.to_string()} y={(bottom + 16.0).to_string()}>{ text }</text>
            }
            for (number, outline) in &plot.areas {
                <polygon class={["area ", color(*number)].concat()} points={points(outline)}>
                    <title>{ verdict(*number) }</title>
                </polygon>
            }
            <polyline class="total" points={points(&total)} />
            if total.len() <= 60 {
                for [x, y] in &total {
                    <circle class="dot" cx={x.to_string()} cy={y.to_string()} r="2" />
                }
            }
            for &x in &plot.restarts {
                { vertical("restart", x) }
            }
            if let Some(y) = plot.limit {
                <line class="limit" x1={left.to_string()} x2={right.to_string()} y1={y.to_string()} y2={y.to_string()} />
            }
            if let Some(brush) = brush {
                { band("brush", brush) }
            }
            if let Some(at) = since.and_then(|at| plot.x.get(at)) {
                { vertical("since", *at) }
            }
            if let Some(at) = here.and_then(|at| plot.x.get(at)) {
                { vertical("here", *at) }
            }
        </svg>
    }
}

fn format_pair(x: f64, y: f64) -> String {
    let tenth = |number: f64| ((number * 10.0).round() / 10.0).to_string();
    [tenth(x), tenth(y)].join(",")
}
