//! What each view is given, and what is said of it in the status line.

use super::{App, Link, Menu, Msg, Rest, Shown};
use crate::page::{self, Message};
use crate::view::flame::{Flame, Look, Mode};
use crate::view::top::{Order, PACKAGES, Top};
use crate::view::{Actions, Tab, shown};
use crate::words::words;
use hearth_core::query::Sort;
use hearth_messages::Question;
use yew::prelude::*;

impl App {
    /// Whether a question differs only in its search from what is shown. What is typed
    /// may make no sense yet: then the view stays, and its field says so.
    pub(super) fn is_search_alone(&self, question: &Question) -> bool {
        let state = &self.state;
        let shown = match state.link.tab {
            Tab::Flame => state.flame.as_ref().map(|shown| &shown.question),
            Tab::Graph => state.call_graph.as_ref().map(|shown| &shown.question),
            Tab::Traces => state.traces.as_ref().map(|shown| &shown.question),
            Tab::Goroutines => return state.goroutines.is_some(),
            Tab::Compare => state.compare.as_ref().map(|shown| &shown.question),
            _ => None,
        };
        let is_same = |s: &&Question| (s.file(), s.query()) == (question.file(), question.query());
        !question.search().is_empty() && shown.as_ref().is_some_and(is_same)
    }

    /// What a view shows, and the question that it answers; `None` before there is
    /// anything.
    pub(super) fn shown_view(&self, ctx: &Context<Self>, tab: Tab) -> Option<(&Question, Html)> {
        let (link, state) = (ctx.link(), &self.state);
        let selected = AttrValue::from(state.link.selected.clone());
        Some(match tab {
            Tab::Top => {
                let Shown { question, data } = state.top.as_ref()?;
                let html = match data.len() {
                    0 => self.no_rows(ctx, data.total),
                    _ => html! { <Top
                        table={data.clone()}
                        order={self.order()}
                        own_first={state.own_first()}
                        {selected}
                        rows={AttrValue::from(state.link.look("h.rows").to_owned())}
                        columns={AttrValue::from(state.link.look("h.columns").to_owned())}
                        group={self.group()}
                        actions={actions(ctx)}
                        on_order={link.callback(Msg::Order)}
                        on_copy={link.callback(|()| Msg::Save("copy"))}
                    /> },
                };
                (question, html)
            }
            Tab::Flame => {
                let Shown { question, data } = state.flame.as_ref()?;
                let html = match data.width {
                    width if width <= 0.0 => self.no_rows(ctx, data.total),
                    _ => html! { <Flame
                        scene={data.clone()}
                        graph={state.graph}
                        zoom={state.link.zoom}
                        {selected}
                        look={self.look()}
                        has_rest={state.rest == Rest::Here}
                        events={self.flame_events.clone()}
                    /> },
                };
                (question, html)
            }
            _ => return self.view_of_the_rest(ctx, tab),
        })
    }

    /// How the flame graph is drawn.
    pub(super) fn look(&self) -> Look {
        let link = &self.state.link;
        let [title, filters] = self.caption();
        Look {
            search: link.search.clone(),
            collapse: link.collapse,
            pivot: link.pivot.clone(),
            up: link.look("h.up") == "t",
            mode: Mode::from_word(link.look("h.colour")),
            heavy: link.look("h.heavy") == "t",
            title,
            filters,
        }
    }

    /// What a saved picture is called, and what it says of the total and the filters.
    pub(super) fn caption(&self) -> [String; 2] {
        let (state, link) = (&self.state, &self.state.link);
        let (file, summary) = state.shown().unzip();
        let kind = summary.and_then(|s| s.sample_types.get(state.sample_type()));
        let mut filters = vec![self.status()];
        filters.extend(link_filters(&link.query.to_url()));
        for (name, value) in [("pivot", &link.pivot), ("search", &link.search)] {
            filters.extend((!value.is_empty()).then(|| [name, value].join("=")));
        }
        let title = [file.map_or("", |f| &f.name), " · ", kind.map_or("", |k| &k.name)].concat();
        [title, filters.join(" · ")]
    }

    fn order(&self) -> Order {
        let link = &self.state.link;
        let (word, columns) = (link.look("h.sort"), link.look("h.columns"));
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

    /// What a row of Top stands for: a granularity, or `packages`.
    fn group(&self) -> &'static str {
        let link = &self.state.link;
        if link.look("h.group") == PACKAGES { PACKAGES } else { link.query.granularity.name() }
    }

    /// What the view shows of everything that there is.
    pub(super) fn status(&self) -> String {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else { return String::new() };
        let sample_type = summary.sample_types.get(state.sample_type());
        let name = sample_type.map_or("", |t| &t.name);
        match state.link.tab {
            Tab::Top => state.top.as_ref().map_or(String::new(), |shown| shown.data.status(name)),
            Tab::Flame => {
                let zoom = state.link.zoom;
                state.flame.as_ref().map_or(String::new(), |shown| shown.data.status(name, zoom))
            }
            _ => String::new(),
        }
    }

    /// What to say where a view has nothing to show of a total.
    pub(super) fn no_rows(&self, ctx: &Context<Self>, total: i64) -> Html {
        let words = &words().page;
        let (kind, title, text, way_out) = if total == 0 {
            ("no-values", words.no_values, words.no_values_text, Html::default())
        } else if self.is_filtered() {
            ("no-match", words.no_match, words.no_match_text, self.way_out(ctx, ""))
        } else {
            ("no-stacks", words.no_stacks, words.no_stacks_text, Html::default())
        };
        html! { <Message {kind} {title} {text}>{ way_out }</Message> }
    }

    pub(super) fn legend(&self) -> Html {
        let state = &self.state;
        let Some((_, summary)) = state.shown().filter(|(_, s)| s.samples > 0) else {
            return Html::default();
        };
        let name = summary.sample_types.get(state.sample_type()).map_or("", |t| &t.name);
        let name = &*shown(name);
        match (state.link.tab, &state.rest) {
            (Tab::Compare, Rest::Here) => self.legend_of_the_rest(name),
            (Tab::Graph, Rest::Here) => page::rest::graph_legend(name),
            (Tab::Flame, Rest::Here) => {
                let mode = Mode::from_word(state.link.look("h.colour"));
                page::rest::flame_legend(state.flame.as_ref().map(|shown| &*shown.data), name, mode)
            }
            (tab, _) => page::legend(tab, name),
        }
    }
}

/// What can be done with a function, in every view.
pub(super) fn actions(ctx: &Context<App>) -> Actions {
    let link = ctx.link();
    Actions {
        on_select: link.callback(Msg::Select),
        on_menu: link.callback(|(name, x, y)| Msg::Menu(Some(Menu { name, x, y }))),
        on_go: link.callback(|(tab, name)| Msg::Go(tab, name)),
        on_set: link.callback(|(parameters, is_step): (Vec<(_, _)>, _)| {
            let set = move |link: &mut Link| {
                parameters.into_iter().for_each(|(name, value)| link.set(name, value));
            };
            Msg::Change(Box::new(set), is_step)
        }),
    }
}

/// A query's parameters, to be read: `f=main`.
fn link_filters(query: &str) -> Vec<String> {
    let params = hearth_core::query::url::params(query);
    params.filter(|(name, _)| name != "si").map(|(name, value)| [name, value].join("=")).collect()
}
