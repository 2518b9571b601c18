//! Figures of the chart as a table, for those who do not see it. It is drawn once for an answer, not
//! with each movement over the chart.

use super::chart::{caption, suspects_of};
use super::plot::STACKED;
use super::timeline::moment;
use super::value;
use crate::view::shown;
use crate::words::snapshots::words;
use hearth_core::measure;
use hearth_messages::SnapshotsData;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct FiguresProps {
    pub data: Rc<SnapshotsData>,
    /// Which series.
    pub series: usize,
}

impl PartialEq for FiguresProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.series == other.series
    }
}

/// See the module.
#[component]
pub fn Figures(props: &FiguresProps) -> Html {
    let (data, w) = (&*props.data, words());
    let series = &data.series[props.series];
    let suspects = suspects_of(data, props.series);
    html! {
        <div class="hidden">
        <table data-testid="chart-table">
            <caption>{ [&*series.kind, ", ", &caption(series)].concat() }</caption>
            <thead>
                <tr>
                    <th scope="col">{ w.columns[5] }</th>
                    for at in 0..series.files.len() {
                        <th scope="col">{ moment(series, at) }</th>
                    }
                </tr>
            </thead>
            <tbody>
                <tr>
                    <th scope="row">{ w.total }</th>
                    for total in &series.totals {
                        <td>{ measure::label(*total as i64, &series.unit) }</td>
                    }
                </tr>
                for (_, suspect) in suspects.iter().take(STACKED) {
                    <tr>
                        <th scope="row">{ shown(&suspect.function) }</th>
                        for &at in &suspect.values {
                            <td>{ value(data, suspect, at) }</td>
                        }
                    </tr>
                }
            </tbody>
        </table>
        </div>
    }
}
