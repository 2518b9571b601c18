//! Two sides: what the engine is asked of them, what it says, and what happens in their view.

use super::show;
use crate::app::link::{Link, parse_zoom, zoom_word};
use crate::app::update::draw_otherwise;
use crate::app::views::actions;
use crate::app::{App, Msg, Shown, State};
use crate::view::Tab;
use crate::view::compare::{self, Compare, Role, Setup};
use crate::view::flame::{self, Change};
use crate::view::snapshots;
use hearth_messages::{CompareData, Error, FileId, FlameWindow, Message, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

impl App {
    /// What the comparison shows, and the question that it answers.
    pub(super) fn view_of_two(&self, ctx: &Context<Self>) -> Option<(&Question, Html)> {
        let (link, state) = (ctx.link(), &self.state);
        let selected = AttrValue::from(state.link.selected.clone());
        let Shown { question, data } = state.compare.as_ref()?;
        let look = &state.link;
        let files = state.candidates();
        // Pictures are of both sides.
        let (mut flame, mut graph) = (self.look(), self.graph_look());
        let [base, current] = [Role::Base, Role::Current].map(|role| compare::names(&files, role));
        let kind = flame.title.rsplit(" · ").next().unwrap_or_default();
        flame.title = [&base, " → ", &current, " · ", kind].concat();
        graph.title.clone_from(&flame.title);
        look.look("h.pairat").clone_into(&mut graph.at);
        let html = html! { <Compare
            data={data.clone()}
            {files}
            sides={setup(question)}
            look={compare::Look {
                by: look.look("h.by").to_owned(),
                order: look.look("h.order").to_owned(),
                all: !look.look("h.noise").is_empty(),
                flame,
                graph,
                zoom: parse_zoom(look.look("h.window").trim_end_matches(",base")),
                zoom_in_base: look.look("h.window").ends_with(",base"),
            }}
            {selected}
            actions={actions(ctx)}
            source_files={state.source_files.clone()}
            on_alone={link.callback(Msg::Alone)}
            flame_events={self.compare_events(ctx)}
            on_zoom={link.callback(|(zoom, in_base, is_step)| zoom_pair(zoom, in_base, is_step))}
            on_windows={link.callback(|[base, current]: [FlameWindow; 2]| Msg::Window(current, Some(base)))}
        /> };
        Some((question, html))
    }

    /// What happens in the comparison's flame graphs. Its window is not that of the flame
    /// graph: other widths are elsewhere.
    fn compare_events(&self, ctx: &Context<Self>) -> flame::Events {
        let link = ctx.link();
        flame::Events {
            on_zoom: link.callback(|(zoom, is_step)| zoom_pair(zoom, false, is_step)),
            on_change: link.callback(|change: Change| {
                let is_step = !matches!(change, Change::Search(_));
                let set = move |link: &mut Link| {
                    if let Change::Collapse(_) | Change::Pivot(_) = change {
                        link.set_look("h.window", "");
                    }
                    draw_otherwise(link, change);
                };
                Msg::Change(Box::new(set), is_step)
            }),
            ..self.flame_events.clone()
        }
    }

    /// A file's part in the comparison: to be chosen there, elsewhere as it was chosen.
    #[inline(never)]
    pub(in crate::app) fn role_of(&self, ctx: &Context<Self>, id: FileId) -> Html {
        let (state, link) = (&self.state, &self.state.link);
        match link.tab {
            // A link gives the files their parts when all of them are here.
            _ if state.shown().is_none() => Html::default(),
            Tab::Compare => compare::role(&state.candidates(), id, &actions(ctx).on_set),
            _ if link.look("h.side_base").is_empty() => Html::default(),
            _ => compare::named_role(&state.candidates(), id),
        }
    }

    /// What offers to compare, where there is something to compare.
    #[inline(never)]
    pub(in crate::app) fn offer_comparison(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let has_view = state.shown().is_some() && state.link.tab != Tab::Compare;
        if !state.is_comparable() || !has_view {
            return Html::default();
        }
        let on_compare = ctx.link().callback(|_| Msg::Tab(Tab::Compare));
        compare::offer(&self.state.candidates(), on_compare)
    }

    /// Keys: `b` makes the file that is shown the base, or no longer; `B` has both sides
    /// change places.
    pub(in crate::app) fn choose_sides(&mut self, key: &str) {
        let set = match key {
            "b" => {
                let since = self.state.active.filter(|_| self.since() != self.state.active);
                snapshots::set_since(&self.named_files(), since)
            }
            _ => compare::swapped_words(&self.state.candidates()).into(),
        };
        let link = &mut self.state.link;
        set.into_iter().for_each(|(name, value)| link.set(name, value));
        self.save(true);
    }

    /// What lengths and colors mean in a comparison of this sample type.
    #[inline(never)]
    pub(in crate::app) fn legend_of_the_rest(&self, sample_type: &str) -> Html {
        let shown = self.state.compare.as_ref();
        let sides = shown.map(|shown| setup(&shown.question)).unwrap_or_default();
        compare::legend(&sides, sample_type)
    }
}

impl State {
    /// Takes what answers a question about two sides.
    pub(super) fn take_two(&mut self, question: Question, data: JsValue) -> Result<(), Error> {
        let data: CompareData = Message::read(&data)?;
        let setup = setup(&question);
        // A search finds boxes where they are: the graph is the same.
        let same =
            |old: &Shown<compare::Comparison>| old.question.searching(&setup.search) == question;
        self.graph += u32::from(!self.compare.as_ref().is_some_and(same));
        let data = compare::Comparison::new(data, &setup, self.graph);
        show(&mut self.compare, question, data);
        Ok(())
    }
}

/// How a question compares and shows two sides.
fn setup(question: &Question) -> Setup {
    match question {
        Question::Compare(asked) => Setup::from(&**asked),
        _ => Setup::default(),
    }
}

/// Zooms to a part of a comparison's flame graph: of the base's, if there are two.
fn zoom_pair(zoom: Option<(f64, f64)>, in_base: bool, is_step: bool) -> Msg {
    let mut word = zoom.map_or(String::new(), zoom_word);
    if in_base && zoom.is_some() {
        word.push_str(",base");
    }
    Msg::Change(Box::new(move |link| link.set_look("h.window", &word)), is_step)
}
