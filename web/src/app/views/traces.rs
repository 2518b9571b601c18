//! Stacks by weight.

use super::{View, actions};
use crate::app::{App, Msg, State};
use crate::view::Tab;
use crate::view::traces::{STACKS, Traces};
use hearth_messages::{Error, FileId, Question, TracesData, TracesQuestion};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct TracesView;

impl View for TracesView {
    fn tab(&self) -> Tab {
        Tab::Traces
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let (first, count) = state.traces_shown;
        let (search, count) = (state.link.search.clone(), count.max(STACKS));
        Some(Question::Traces(TracesQuestion { file, query, search, first, count }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        app.keep::<TracesData>(self.tab(), question, data, |data| data.total)
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        Some(html! { <Traces
            data={app.state.answers.data(Tab::Traces)?}
            selected={app.selected()}
            search={AttrValue::from(app.state.link.search.clone())}
            invalid={app.is_refused(Tab::Traces)}
            actions={actions(ctx)}
            on_shown={ctx.link().callback(Msg::TracesShown)}
        /> })
    }

    fn has_search(&self) -> bool {
        true
    }

    fn forms(&self) -> &'static [&'static str] {
        &["copy", "text", "folded", "svg", "png", "proto"]
    }
}
