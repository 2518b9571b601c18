//! Growth over the open files.

use super::{Rows, View, actions, head};
use crate::app::asked::arrangement;
use crate::app::{App, Msg, State};
use crate::params;
use crate::view::Tab;
use crate::view::snapshots::{self, Snapshots};
use hearth_messages::{Error, FileId, Message, Question, SnapshotsData, SnapshotsQuestion};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct SnapshotsView;

impl View for SnapshotsView {
    fn tab(&self) -> Tab {
        Tab::Growth
    }

    fn question(&self, state: &State, _: FileId, _: String) -> Option<Question> {
        // Some are still read.
        if state.files.is_empty() || state.files.iter().any(|f| f.summary().is_none()) {
            return None;
        }
        let link = &state.link;
        let level = link.looks.get(params::LEVEL);
        Some(Question::Snapshots(SnapshotsQuestion {
            files: state.read_files(),
            arrangement: arrangement(link),
            level: (!level.is_empty()).then(|| level.to_owned()),
            series: link.looks.get(params::SERIES).parse().ok(),
        }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = SnapshotsData::read(data)?;
        let has_series = data.series.iter().any(|series| series.files.len() > 1);
        app.state.answers.put(self.tab(), question, data);
        app.activate_newest();
        app.stay_for_series(has_series);
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let state = &app.state;
        Some(html! { <Snapshots
            data={state.answers.data(Tab::Growth)?}
            files={app.named_files()}
            active={state.active}
            since={app.since()}
            times={AttrValue::from(state.link.looks.get(params::TIMES).to_owned())}
            level={AttrValue::from(state.link.looks.get(params::LEVEL).to_owned())}
            sources={state.source_files.clone()}
            actions={actions(ctx)}
            on_activate={ctx.link().callback(Msg::Activate)}
        /> })
    }

    fn is_of_all_files(&self) -> bool {
        true
    }

    fn takes_sources(&self) -> bool {
        true
    }

    fn paths(&self, state: &State) -> Vec<String> {
        let data = state.answers.data::<SnapshotsData>(Tab::Growth);
        data.map_or(Vec::new(), |data| {
            snapshots::suspects(&data).iter().map(|s| s.file.clone()).collect()
        })
    }

    fn has_sums(&self) -> bool {
        false
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<SnapshotsData>(Tab::Growth)?;
        let columns = [
            "kind",
            "verdict",
            "confidence",
            "function",
            "place",
            "values",
            "certainty",
            "headline",
        ];
        let mut rows = vec![head(&columns)];
        rows.extend(data.suspects.iter().chain(&data.grown).map(|s| {
            vec![
                data.series[s.series as usize].kind.clone(),
                s.verdict.clone(),
                s.confidence.to_string(),
                s.function.clone(),
                [&*s.file, ":", &s.line.to_string()].concat(),
                s.values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
                s.certainty.map_or(String::new(), |certainty| certainty.to_string()),
                snapshots::title(&data, s),
            ]
        }));
        Some(rows)
    }

    fn forms(&self) -> &'static [&'static str] {
        &["copy", "text", "csv"]
    }
}
