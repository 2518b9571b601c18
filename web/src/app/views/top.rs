//! The table of functions.

use super::{View, actions};
use crate::app::deferred::Act;
use crate::app::{App, Msg, State};
use crate::params;
use crate::view::Tab;
use crate::view::top::{Order, PACKAGES, Top, TopTable};
use crate::words::{fill, words};
use hearth_core::query::Sort;
use hearth_messages::{Error, FileId, Message, Question, TopData, TopQuestion};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct TopView;

impl View for TopView {
    fn tab(&self) -> Tab {
        Tab::Top
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let own_first = state.own_first() == Some(true);
        Some(Question::Top(TopQuestion { file, query, own_first }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = TopData::read(data)?;
        let sum = |sum: i64, flat: &i64| sum.saturating_add(flat.saturating_abs());
        let own = data.flat.to_vec().iter().fold(0, sum);
        app.state.note_sums(&question, data.total, Some(own));
        app.state.answers.put(self.tab(), question, TopTable::from(&data));
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let (link, state) = (ctx.link(), &app.state);
        let table = state.answers.data::<TopTable>(Tab::Top)?;
        if table.len() == 0 {
            return Some(app.no_rows(ctx, table.total));
        }
        Some(html! { <Top
            {table}
            order={app.order()}
            own_first={state.own_first()}
            selected={app.selected()}
            rows={AttrValue::from(state.link.looks.get(params::ROWS).to_owned())}
            columns={AttrValue::from(state.link.looks.get(params::COLUMNS).to_owned())}
            group={app.group()}
            actions={actions(ctx)}
            on_order={link.callback(Msg::Order)}
            on_copy={link.callback(|()| Act::Save("copy"))}
        /> })
    }

    fn legend(&self, _: &App, sample_type: &str) -> Html {
        html! { <span>{ fill(words().page.bars, &[sample_type]) }</span> }
    }

    fn status(&self, state: &State, sample_type: &str) -> String {
        let table = state.answers.data::<TopTable>(Tab::Top);
        table.map_or(String::new(), |table| table.status(sample_type))
    }
}

impl App {
    fn order(&self) -> Order {
        let link = &self.state.link;
        let (word, columns) = (link.looks.get(params::SORT), link.looks.get(params::COLUMNS));
        // A column that is not shown orders nothing, and packages have no cum.
        let is_grouped = self.group() == PACKAGES;
        let shown = word == "name" || !is_grouped && columns.split(',').any(|c| c == word);
        match link.query.sort {
            _ if shown && !word.is_empty() => Order::from_word(word),
            Sort::Cum if !is_grouped => Order::Cum,
            _ if !is_grouped && self.state.own_first() == Some(true) => Order::Cum,
            _ => Order::Flat,
        }
    }

    /// Meaning of a row of Top: a granularity, or `packages`.
    fn group(&self) -> &'static str {
        let link = &self.state.link;
        if link.looks.get(params::GROUP) == PACKAGES {
            PACKAGES
        } else {
            link.query.granularity.name()
        }
    }
}
