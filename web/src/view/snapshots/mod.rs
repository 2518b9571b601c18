//! What grows from one snapshot to the next: first the answer, then the totals over time,
//! then all that moves.

mod answer;
mod table;
mod timeline;

use super::Actions;
use super::lines;
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::{FileId, SnapshotsData, SuspectData};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct SnapshotsProps {
    pub data: Rc<SnapshotsData>,
    /// The file that all other views show.
    pub active: Option<FileId>,
    pub actions: Actions,
    pub on_activate: Callback<FileId>,
}

impl PartialEq for SnapshotsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.active == other.active
    }
}

#[component]
pub fn Snapshots(props: &SnapshotsProps) -> Html {
    let limit = use_state(String::new);
    let filter = use_state(String::new);
    let data = &*props.data;
    html! {
        <div class="snapshots lines" data-testid="view-snapshots" onkeydown={lines::key}>
            { answer::answer(props) }
            { timeline::timeline(props, &limit) }
            if !data.suspects.is_empty() {
                { table::table(props, &filter) }
            }
        </div>
    }
}

/// A value of a series with its unit.
fn value(data: &SnapshotsData, suspect: &SuspectData, value: f64) -> String {
    measure::label(value as i64, &data.series[suspect.series as usize].unit)
}

/// By how much a suspect grows: a minute, where there are times.
fn growth(data: &SnapshotsData, suspect: &SuspectData) -> String {
    let w = &words().snapshots;
    let (text, growth) = match suspect.per_second {
        Some(per_second) => (w.per_minute, per_second * 60.0),
        None => (w.per_snapshot, suspect.per_snapshot),
    };
    let sign = if growth >= 0.5 { "+" } else { "" };
    fill(text, &[&[sign, &*value(data, suspect, growth.round())].concat()])
}

/// A line over time, as wide and high as its style says.
fn sparkline(class: &'static str, values: &[f64], mark: Option<usize>) -> Html {
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
            if let Some(mark) = mark {
                <line x1={x(mark)} x2={x(mark)} y1="0" y2="20" />
            }
        </svg>
    }
}
