//! Labels.

use super::{Rows, View, actions, head};
use crate::app::{App, State};
use crate::view::tags::Tags;
use crate::view::{NameList, Tab};
use hearth_messages::{Error, FileId, FileQuestion, Question, TagsData};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct TagsView;

impl View for TagsView {
    fn tab(&self) -> Tab {
        Tab::Tags
    }

    fn question(&self, _: &State, file: FileId, query: String) -> Option<Question> {
        Some(Question::Tags(FileQuestion { file, query }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        app.keep::<TagsData>(self.tab(), question, data, |data| data.total)
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let data = app.state.answers.data(Tab::Tags)?;
        Some(html! { <Tags {data} actions={actions(ctx)} /> })
    }

    fn has_text_report(&self) -> bool {
        true
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<TagsData>(Tab::Tags)?;
        let mut rows = vec![head(&["label", "value", &data.unit])];
        for key in &data.keys {
            let values = NameList::from(&key.values);
            for (value, weight) in values.iter().zip(key.weight.to_vec()) {
                rows.push(vec![key.key.clone(), value.to_owned(), weight.to_string()]);
            }
        }
        Some(rows)
    }
}
