//! Facts of a file about itself.

use super::{Rows, View};
use crate::app::{App, State};
use crate::view::about::About;
use crate::view::{Tab, plain, said};
use hearth_messages::{AboutData, Error, FileId, FileQuestion, Message, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct AboutView;

impl View for AboutView {
    fn tab(&self) -> Tab {
        Tab::About
    }

    fn question(&self, _: &State, file: FileId, query: String) -> Option<Question> {
        Some(Question::About(FileQuestion { file, query }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        app.state.answers.put(self.tab(), question, AboutData::read(data)?);
        Ok(())
    }

    fn show(&self, app: &App, _: &Context<App>) -> Option<Html> {
        let data = app.state.answers.data(Tab::About)?;
        Some(html! { <About {data} /> })
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<AboutData>(Tab::About)?;
        let facts = data.facts.iter().map(|(name, fact)| vec![name.clone(), fact.clone()]);
        let comments = data.comments.iter().map(|text| vec!["comment".to_owned(), text.clone()]);
        let mappings = data.mappings.iter().map(|m| vec!["mapping".to_owned(), m.join(" ")]);
        let remarks =
            data.remarks.iter().map(|(kind, text)| vec![kind.clone(), plain(&said(text))]);
        Some(facts.chain(comments).chain(mappings).chain(remarks).collect())
    }
}
