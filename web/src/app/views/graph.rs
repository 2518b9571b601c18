//! The call graph.

use super::{View, actions};
use crate::app::asked::graph_shape;
use crate::app::{App, State};
use crate::format;
use crate::params;
use crate::view::Tab;
use crate::view::graph::{self, Graph, Scene};
use crate::words::{fill, words};
use hearth_messages::{Error, FileId, GraphData, GraphQuestion, Message, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct GraphView;

impl View for GraphView {
    fn tab(&self) -> Tab {
        Tab::Graph
    }

    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question> {
        let (shape, search) = (graph_shape(&state.link), state.link.search.clone());
        Some(Question::Graph(GraphQuestion { file, query, shape, search }))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = GraphData::read(data)?;
        app.state.note_sums(&question, data.total, None);
        let mut scene = Scene::from(&data);
        question.search().clone_into(&mut scene.search);
        app.state.answers.put(self.tab(), question, scene);
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let (question, scene) = app.state.answers.get::<Scene>(Tab::Graph)?;
        if scene.len() == 0 {
            let too_small = graph::all_too_small(&scene, &actions(ctx));
            return Some(too_small.unwrap_or_else(|| app.no_rows(ctx, scene.total)));
        }
        Some(html! { <Graph
            {scene}
            file={question.file().unwrap_or_default()}
            selected={app.selected()}
            look={app.graph_look()}
            actions={actions(ctx)}
        /> })
    }

    fn has_search(&self) -> bool {
        true
    }

    fn legend(&self, _: &App, sample_type: &str) -> Html {
        graph::legend(sample_type)
    }

    fn forms(&self) -> &'static [&'static str] {
        &["copy-png", "svg", "png", "svg-dark", "png-dark", "dot", "text", "csv", "proto"]
    }
}

impl App {
    /// Look of the call graph.
    pub(in crate::app) fn graph_look(&self) -> graph::Look {
        let link = &self.state.link;
        let [title, filters] = self.caption();
        let filters = [self.graph_total(), filters].join(" · ");
        graph::Look {
            search: link.search.clone(),
            count: link.query.nodecount.unwrap_or(graph::NODE_COUNT),
            tree: link.query.call_tree,
            heavy: link.looks.is_on(params::HEAVY),
            at: link.looks.get(params::AT).to_owned(),
            expand: link.looks.get(params::EXPAND).to_owned(),
            title,
            filters,
        }
    }

    /// Part of the total that the call graph shows, for its pictures.
    fn graph_total(&self) -> String {
        let Some(scene) = self.state.answers.data::<Scene>(Tab::Graph) else {
            return String::new();
        };
        let (left, total) = self.state.left().unwrap_or((scene.total, scene.total));
        let value = |value: i64| scene.value(value);
        if left >= total {
            return value(total);
        }
        let share = format::share(left, total);
        fill(words().flame.left_of, &[&value(left), &value(total), &share])
    }
}
