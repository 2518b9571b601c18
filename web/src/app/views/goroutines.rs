//! Groups of goroutines.

use super::{Rows, View, actions, head};
use crate::app::asked::arrangement;
use crate::app::{App, Msg, State};
use crate::params;
use crate::view::Tab;
use crate::view::goroutines::{Goroutines, Groups};
use hearth_core::measure;
use hearth_messages::{
    Error, FileId, GoroutineFilter, GoroutinesData, GoroutinesQuestion, Message, Question,
};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct GoroutinesView;

impl View for GoroutinesView {
    fn tab(&self) -> Tab {
        Tab::Goroutines
    }

    /// Filters are of samples; here they would only make groups smaller.
    fn question(&self, state: &State, file: FileId, _: String) -> Option<Question> {
        let link = &state.link;
        Some(Question::Goroutines(GoroutinesQuestion {
            file,
            files: state.read_files(),
            arrangement: arrangement(link),
            search: link.search.clone(),
            filter: GoroutineFilter {
                blocked: link.looks.get(params::BLOCKED).to_owned(),
                min_minutes: link.looks.get(params::WAIT).parse().unwrap_or(0),
                max_minutes: link.looks.get(params::WAIT_MAX).parse().ok(),
                function: link.looks.get(params::FUNCTION).to_owned(),
                label: link.looks.get(params::LABEL).to_owned(),
            },
            open: measure::parse(link.looks.get(params::OPEN)),
        }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let groups = Groups::from(GoroutinesData::read(data)?);
        app.state.answers.put(self.tab(), question, groups);
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let state = &app.state;
        let looks =
            [params::BLOCKED, params::WAIT, params::WAIT_MAX, params::FUNCTION, params::LABEL];
        let looks = looks.map(|name| AttrValue::from(state.link.looks.get(name).to_owned()));
        Some(html! { <Goroutines
            data={state.answers.data(Tab::Goroutines)?}
            search={AttrValue::from(state.link.search.clone())}
            {looks}
            invalid={app.is_refused(Tab::Goroutines)}
            sources={state.source_files.clone()}
            actions={actions(ctx)}
            files={app.named_files()}
            other={app.latest_goroutines()}
            on_show={ctx.link().callback(Msg::Activate)}
        /> })
    }

    /// A search, or a filter, that makes no sense yet changes nothing.
    fn stays_when_refused(&self, question: &Question, _: &Question) -> bool {
        !question.search().is_empty()
    }

    fn takes_sources(&self) -> bool {
        true
    }

    fn paths(&self, state: &State) -> Vec<String> {
        let groups = state.answers.data::<Groups>(Tab::Goroutines);
        groups.and_then(|groups| groups.open_place()).into_iter().collect()
    }

    fn has_sums(&self) -> bool {
        false
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let groups = state.answers.data::<Groups>(Tab::Goroutines)?;
        let columns =
            ["goroutines", "blocked on", "waiting", "function", "place", "created by", "labels"];
        let mut rows = vec![head(&columns)];
        for (i, count) in groups.count.iter().enumerate() {
            let waits = groups.waits(i);
            let count = count.to_string();
            let [function, place] = [groups.function(i), groups.place(i)];
            let texts = [&count, groups.blocked_name(i), &waits, function, place];
            let mut row = head(&texts);
            row.extend(head(&[groups.created(i), groups.labels(i)]));
            rows.push(row);
        }
        Some(rows)
    }

    fn forms(&self) -> &'static [&'static str] {
        &["copy", "text", "csv"]
    }
}
