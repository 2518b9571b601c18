//! Changes between two sides.

use super::{Rows, View, actions, head};
use crate::app::asked::graph_shape;
use crate::app::deferred::zoom_pair;
use crate::app::link::parse_zoom;
use crate::app::{App, Msg, State};
use crate::params;
use crate::view::Tab;
use crate::view::compare::{self, Compare, Comparison, Role, Setup, parse_mode};
use hearth_messages::{
    CompareData, CompareQuestion, CompareView as Shown, Error, FileId, FlameShape, FlameWindow,
    Message, Question, Sides,
};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// See the module.
pub struct CompareView;

impl View for CompareView {
    fn tab(&self) -> Tab {
        Tab::Compare
    }

    fn question(&self, state: &State, _: FileId, query: String) -> Option<Question> {
        let (files, link) = (state.candidates(), &state.link);
        let flame = || FlameShape {
            pivot: link.pivot.clone(),
            search: link.search.clone(),
            collapse: link.collapse,
        };
        let function = link.selected.clone();
        Some(Question::Compare(Box::new(CompareQuestion {
            query,
            sides: Sides {
                old: compare::ids(&files, Role::Base),
                new: compare::ids(&files, Role::Current),
                normalize: link.query.normalize,
                strict: !link.looks.get(params::STRICT).is_empty(),
                renames: compare::parse_renames(link.looks.get(params::RENAME)),
            },
            mode: parse_mode(link.looks.get(params::MODE)),
            boxes: link.looks.get(params::BOXES).to_owned(),
            view: match link.looks.get(params::SHOW) {
                "flame" => {
                    let is_sum = link.looks.get(params::WIDTH) == "sum";
                    Shown::Flame { shape: flame(), is_sum, window: None }
                }
                "both" => Shown::Both { shape: flame(), window: None, beside: None },
                "graph" => Shown::Graph { shape: graph_shape(link), search: link.search.clone() },
                "peek" => Shown::Peek { function },
                "source" => Shown::Source { function },
                _ => Shown::Table,
            },
        })))
    }

    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error> {
        let (state, data) = (&mut app.state, CompareData::read(data)?);
        let setup = setup(&question);
        // A search finds boxes where they are: the graph is the same.
        let old = state.answers.question(Tab::Compare);
        let is_same = old.is_some_and(|old| old.searching(&setup.search) == question);
        state.graph += u32::from(!is_same);
        let data = Comparison::new(data, &setup, state.graph);
        state.answers.put(self.tab(), question, data);
        Ok(())
    }

    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html> {
        let (link, state) = (ctx.link(), &app.state);
        let (question, data) = state.answers.get::<Comparison>(Tab::Compare)?;
        let look = &state.link;
        let files = state.candidates();
        // Pictures are of both sides.
        let (mut flame, mut graph) = (app.look(), app.graph_look());
        let [base, current] = [Role::Base, Role::Current].map(|role| compare::names(&files, role));
        let kind = flame.title.rsplit(" · ").next().unwrap_or_default();
        flame.title = [&base, " → ", &current, " · ", kind].concat();
        graph.title.clone_from(&flame.title);
        look.looks.get(params::PAIR_AT).clone_into(&mut graph.at);
        Some(html! { <Compare
            {data}
            {files}
            sides={setup(question)}
            look={compare::Look {
                by: look.looks.get(params::BY).to_owned(),
                order: look.looks.get(params::ORDER).to_owned(),
                all: !look.looks.get(params::NOISE).is_empty(),
                flame,
                graph,
                zoom: parse_zoom(look.looks.get(params::WINDOW).trim_end_matches(",base")),
                zoom_in_base: look.looks.get(params::WINDOW).ends_with(",base"),
            }}
            selected={app.selected()}
            actions={actions(ctx)}
            source_files={state.source_files.clone()}
            on_alone={link.callback(Msg::Alone)}
            flame_events={app.compare_events(ctx)}
            on_zoom={link.callback(|(zoom, in_base, is_step)| zoom_pair(zoom, in_base, is_step))}
            on_windows={link.callback(|[base, current]: [FlameWindow; 2]| {
                Msg::Window(current, Some(base))
            })}
        /> })
    }

    fn has_search(&self) -> bool {
        true
    }

    fn legend(&self, app: &App, sample_type: &str) -> Html {
        let question = app.state.answers.question(Tab::Compare);
        compare::legend(&question.map(setup).unwrap_or_default(), sample_type)
    }

    fn has_text_report(&self) -> bool {
        true
    }

    fn paths(&self, state: &State) -> Vec<String> {
        let data = state.answers.data::<Comparison>(Tab::Compare);
        data.map_or(Vec::new(), |data| data.paths().map(str::to_owned).collect())
    }

    fn rows(&self, state: &State) -> Option<Rows> {
        let data = state.answers.data::<Comparison>(Tab::Compare)?;
        let compare::View::Table(table) = &data.shown else { return None };
        let unit = data.amounts.unit();
        let columns = ["flat base ", "flat current ", "cum base ", "cum current "];
        let mut names: Vec<String> = columns.map(|c| [c, unit].concat()).into();
        names.extend(head(&["flat verdict", "cum verdict", "function"]));
        let mut rows = vec![names];
        for (row, name) in table.names.iter().enumerate() {
            let value = |of: &[i64]| of[row].to_string();
            let [flat, cum, _] = &table.columns;
            let mut cells: Vec<String> =
                [&flat.old, &flat.new, &cum.old, &cum.new].map(|of| value(of)).into();
            cells.extend([flat, cum].map(|c| compare::verdict(c.verdict[row])[1].to_owned()));
            cells.push(name.to_owned());
            rows.push(cells);
        }
        Some(rows)
    }

    fn forms(&self) -> &'static [&'static str] {
        &[
            "copy", "copy-png", "text", "csv", "dot", "folded", "svg", "png", "svg-dark",
            "png-dark", "proto",
        ]
    }
}

/// Setup that a question has.
fn setup(question: &Question) -> Setup {
    match question {
        Question::Compare(asked) => Setup::from(&**asked),
        _ => Setup::default(),
    }
}
