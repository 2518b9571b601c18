//! Source lines.

use super::{Rows, View, actions, head};
use crate::app::deferred::Act;
use crate::app::{App, State, sources};
use crate::params;
use crate::view::Tab;
use crate::view::source::{self, Source};
use hearth_messages::{Error, FileId, FunctionQuestion, Question, SourceData};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct SourceView;

impl View for SourceView {
    fn tab(&self) -> Tab {
        Tab::Source
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let function = state.subject();
        Some(Question::Source(FunctionQuestion { file, query, function }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        app.keep::<SourceData>(self.tab(), question, data, |data| data.total)
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let (link, state) = (ctx.link(), &app.state);
        let query = &state.link.query;
        Some(html! { <Source
            data={state.answers.data(Tab::Source)?}
            selected={app.selected()}
            top={state.answers.data(Tab::Top)}
            actions={actions(ctx)}
            files={state.source_files.clone()}
            paths={[query.trim_path.clone().into(), query.source_path.clone().into()]}
            whole={!state.link.looks.get(params::WHOLE).is_empty()}
            events={source::Events {
                on_files: link.callback(|files| Act::Gather(files, true)),
                on_choose: link.callback(Act::ChooseSource),
                on_path: link.callback(sources::change_path),
                on_whole: link.callback(sources::change_whole),
            }}
        /> })
    }

    fn wants_choices(&self) -> bool {
        true
    }

    fn takes_sources(&self) -> bool {
        true
    }

    fn paths(&self, state: &State) -> Vec<String> {
        let data = state.answers.data::<SourceData>(Tab::Source);
        data.map_or(Vec::new(), |data| data.parts.iter().map(|part| part.path.clone()).collect())
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<SourceData>(Tab::Source)?;
        let [flat, cum] = ["flat ", "cum "].map(|figure| [figure, &data.unit].concat());
        let mut rows = vec![head(&["file", "line", &flat, &cum, "function"])];
        for part in &data.parts {
            let lines = part.lines.to_vec();
            let figures = part.line_flat.to_vec().into_iter().zip(part.line_cum.to_vec());
            for (line, (flat, cum)) in lines.into_iter().zip(figures) {
                rows.push(vec![
                    part.path.clone(),
                    line.to_string(),
                    flat.to_string(),
                    cum.to_string(),
                    part.function.clone(),
                ]);
            }
        }
        Some(rows)
    }
}
