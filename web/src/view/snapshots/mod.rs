//! Growth from one snapshot to the next: first the answer, then the totals over time,
//! then all that moves.

mod answer;
mod chart;
mod excerpt;
mod figures;
mod level;
mod order;
mod plot;
mod said;
mod table;
mod timeline;

pub use excerpt::excerpt;
pub use said::{short_place, suspects, title};
pub use timeline::{Moments, beside, marks, set_since, span, stepper};

use super::Actions;
use super::lines;
use super::source::Files;
use crate::ui::Message;
use crate::words::fill;
use crate::words::snapshots::words;
use hearth_core::measure;
use hearth_messages::{FileId, SnapshotsData, SuspectData};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct SnapshotsProps {
    pub data: Rc<SnapshotsData>,
    /// All open files and their names, in order.
    pub files: Rc<[(FileId, AttrValue)]>,
    /// The file that all other views show.
    pub active: Option<FileId>,
    /// The one that it is compared with.
    pub since: Option<FileId>,
    /// The times that were typed, as the link has them.
    pub times: AttrValue,
    /// Grain of a row of the table; empty: a suspect.
    pub level: AttrValue,
    /// The source files that were dropped.
    pub sources: Rc<Files>,
    pub actions: Actions,
    pub on_activate: Callback<FileId>,
}

impl PartialEq for SnapshotsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && Rc::ptr_eq(&self.sources, &other.sources)
            && (&self.files, self.active, self.since) == (&other.files, other.active, other.since)
            && (&self.times, &self.level) == (&other.times, &other.level)
    }
}

#[component]
pub fn Snapshots(props: &SnapshotsProps) -> Html {
    let limit = use_state(String::new);
    let filter = use_state(String::new);
    let data = &props.data;
    if data.series.iter().all(|series| series.files.len() < 2) {
        let w = words();
        return html! {
            <div class="snapshots lines sheet" data-testid="view-growth">
                <Message kind="one-snapshot" title={w.alone} text={w.alone_text} />
            </div>
        };
    }
    html! {
        <div class="snapshots lines sheet" data-testid="view-growth" onkeydown={lines::key}>
            { chart::chart(&props.moments(), data, &limit) }
            { answer::answer(props) }
            { timeline::timeline(&props.moments(), &limit) }
            { table::table(props, &filter) }
        </div>
    }
}

impl SnapshotsProps {
    fn moments(&self) -> Moments<'_> {
        Moments {
            data: &self.data,
            files: &self.files,
            active: self.active,
            since: self.since,
            is_compared: false,
            has_room: true,
            times: &self.times,
            actions: &self.actions,
            on_activate: &self.on_activate,
        }
    }
}

/// A value of a series with its unit.
fn value(data: &SnapshotsData, suspect: &SuspectData, value: f64) -> String {
    measure::label(value as i64, &data.series[suspect.series as usize].unit)
}

/// By how much a suspect grows: a minute, where there are times.
fn growth(data: &SnapshotsData, suspect: &SuspectData) -> String {
    let w = words();
    let (text, growth) = match suspect.per_second {
        Some(per_second) => (w.per_minute, per_second * 60.0),
        None => (w.per_snapshot, suspect.per_snapshot),
    };
    let sign = if growth >= 0.5 { "+" } else { "" };
    fill(text, &[&[sign, &*value(data, suspect, growth.round())].concat()])
}

/// A line over time, as wide and high as its style says: the first mark is where one is, the
/// second what that is compared with.
fn sparkline(class: &'static str, values: &[f64], marks: &[Option<usize>]) -> Html {
    let most = values.iter().copied().fold(1.0, f64::max);
    let step = 100.0 / (values.len().max(2) - 1) as f64;
    let x = |i: usize| (i as f64 * step).to_string();
    let points = values.iter().enumerate().map(|(i, value)| {
        let y = 19.0 - 18.0 * (value / most);
        [&*x(i), ",", &y.to_string()].concat()
    });
    let points = points.collect::<Vec<_>>().join(" ");
    html! {
        <svg {class} viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
            <polyline {points} />
            for (i, mark) in marks.iter().enumerate() {
                if let Some(mark) = mark {
                    <line
                        class={if i == 0 { "here" } else { "since" }}
                        x1={x(*mark)}
                        x2={x(*mark)}
                        y1="0"
                        y2="20"
                    />
                }
            }
        </svg>
    }
}
