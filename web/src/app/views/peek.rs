//! A function between its callers and its callees.

use super::{Rows, View, actions, head};
use crate::app::{App, State};
use crate::view::peek::Peek;
use crate::view::{NameList, Tab};
use hearth_messages::{Error, FileId, FunctionQuestion, NeighbourData, PeekData, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct PeekView;

impl View for PeekView {
    fn tab(&self) -> Tab {
        Tab::Peek
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let function = state.subject();
        Some(Question::Peek(FunctionQuestion { file, query, function }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        app.keep::<PeekData>(self.tab(), question, data, |data| data.total)
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let data = app.state.answers.data(Tab::Peek)?;
        let top = app.state.answers.data(Tab::Top);
        Some(html! { <Peek {data} selected={app.selected()} {top} actions={actions(ctx)} /> })
    }

    fn wants_choices(&self) -> bool {
        true
    }

    fn has_text_report(&self) -> bool {
        true
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<PeekData>(Tab::Peek)?;
        let mut rows = vec![head(&["", &data.unit, "function"])];
        let own =
            |what: &str, value: i64| vec![what.to_owned(), value.to_string(), data.name.clone()];
        neighbours(&mut rows, "caller", &data.callers);
        rows.extend([own("flat", data.flat), own("cum", data.cum)]);
        neighbours(&mut rows, "callee", &data.callees);
        Some(rows)
    }
}

fn neighbours(rows: &mut Rows, side: &str, data: &NeighbourData) {
    let names = NameList::from(&data.names);
    for (name, weight) in names.iter().zip(data.weight.to_vec()) {
        rows.push(vec![side.to_owned(), weight.to_string(), name.to_owned()]);
    }
}
