//! The flame graph.

use super::View;
use crate::app::{App, State, deferred};
use crate::params;
use crate::view::Tab;
use crate::view::flame::{self, Flame, Look, Mode, Scene};
use hearth_messages::{Error, FileId, FlameData, FlameQuestion, FlameShape, Message, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct FlameView;

impl View for FlameView {
    fn tab(&self) -> Tab {
        Tab::Flame
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let link = &state.link;
        let (pivot, search) = (link.pivot.clone(), link.search.clone());
        let shape = FlameShape { pivot, search, collapse: link.collapse };
        Some(Question::Flame(FlameQuestion { file, query, shape, window: None }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = FlameData::read(data)?;
        let shape = match &question {
            Question::Flame(asked) => asked.shape.clone(),
            _ => FlameShape::default(),
        };
        let state = &mut app.state;
        // Around a pivot it is only what passes through that.
        let own = shape.pivot.is_empty().then_some(data.width as i64);
        state.note_sums(&question, data.total, own);
        // A search finds boxes where they are: the graph is the same.
        let old = state.answers.question(Tab::Flame);
        let is_same = old.is_some_and(|old| old.searching(&shape.search) == question);
        state.graph += u32::from(!is_same);
        let mut scene = Scene::from(&data);
        (scene.search, scene.pivot) = (shape.search, shape.pivot);
        state.answers.put(self.tab(), question, scene);
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let state = &app.state;
        let scene = state.answers.data::<Scene>(Tab::Flame)?;
        if scene.width <= 0.0 {
            return Some(app.no_rows(ctx, scene.total));
        }
        Some(html! { <Flame
            {scene}
            graph={state.graph}
            zoom={state.link.zoom}
            selected={app.selected()}
            look={app.look()}
            has_deferred={deferred().is_some()}
            events={app.flame_events.clone()}
        /> })
    }

    fn has_search(&self) -> bool {
        true
    }

    fn legend(&self, app: &App, sample_type: &str) -> Html {
        let Some(deferred) = flame::DEFERRED.get() else { return Html::default() };
        let mode = Mode::from_word(app.state.link.looks.get(params::COLOR));
        let scene = app.state.answers.data::<Scene>(Tab::Flame);
        deferred.legend(scene.as_deref(), sample_type, mode)
    }

    fn status(&self, state: &State, sample_type: &str) -> String {
        let scene = state.answers.data::<Scene>(Tab::Flame);
        scene.map_or(String::new(), |scene| scene.status(sample_type, state.link.zoom))
    }

    fn forms(&self) -> &'static [&'static str] {
        &[
            "copy-png",
            "svg",
            "png",
            "svg-dark",
            "png-dark",
            "text",
            "csv",
            "folded",
            "speedscope",
            "proto",
        ]
    }
}

impl App {
    /// Look of the flame graph.
    pub(in crate::app) fn look(&self) -> Look {
        let link = &self.state.link;
        let [title, filters] = self.caption();
        Look {
            search: link.search.clone(),
            collapse: link.collapse,
            pivot: link.pivot.clone(),
            up: link.looks.is_on(params::UP),
            mode: Mode::from_word(link.looks.get(params::COLOR)),
            heavy: link.looks.is_on(params::HEAVY),
            title,
            filters,
        }
    }
}
