//! The views, each as one value: what it asks, how it takes the answer, what it shows, and what can
//! be taken away of it. `Flame` and `Top` are there at once, the others come with the deferred
//! chunk.

mod about;
mod compare;
mod flame;
mod goroutines;
mod graph;
mod peek;
mod snapshots;
mod source;
mod tags;
mod top;
mod traces;

use super::{App, Link, Menu, Msg, State, deferred};
use crate::ui::Message;
use crate::view::{Actions, Tab, shown};
use crate::words::words;
use hearth_messages::{Error, FileId, Message as Wire, Question};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Rows of texts; the first one has the columns' names.
pub type Rows = Vec<Vec<String>>;

/// A view, between the page and the engine.
pub trait View: Sync {
    /// Its tab.
    fn tab(&self) -> Tab;

    /// Question about the file that is shown, with the query of that. `None` while it cannot ask.
    fn question(&self, state: &State, file: FileId, query: String) -> Option<Question>;

    /// Takes what answers its question.
    ///
    /// # Errors
    ///
    /// When that is something else.
    fn take(&self, app: &mut App, question: Question, data: &JsValue) -> Result<(), Error>;

    /// Drawing of its newest answer; `None` before there is one.
    fn show(&self, app: &App, ctx: &Context<App>) -> Option<Html>;

    /// It is about all open files, whichever is shown.
    fn is_of_all_files(&self) -> bool {
        false
    }

    /// Something can be looked for in it.
    fn has_search(&self) -> bool {
        false
    }

    /// It stays where a question is refused that differs only in its search: what is typed may
    /// make no sense yet.
    fn stays_when_refused(&self, question: &Question, shown: &Question) -> bool {
        let of = |question: &Question| (question.file(), question.query().to_owned());
        self.has_search() && !question.search().is_empty() && of(question) == of(shown)
    }

    /// It is about one function, and offers some of Top's where none is selected.
    fn wants_choices(&self) -> bool {
        false
    }

    /// The status line says how much of the total its filters leave.
    fn has_sums(&self) -> bool {
        true
    }

    /// Legend: the meaning of lengths and colors, for this sample type.
    fn legend(&self, _app: &App, _sample_type: &str) -> Html {
        Html::default()
    }

    /// Status line: the part of everything that it shows.
    fn status(&self, _state: &State, _sample_type: &str) -> String {
        String::new()
    }

    /// It shows source lines, or offers to take source files.
    fn takes_sources(&self) -> bool {
        false
    }

    /// Paths of the source files whose lines it shows.
    fn paths(&self, _state: &State) -> Vec<String> {
        Vec::new()
    }

    /// Its texts are a report of the engine, and only tables are made of its own rows.
    fn has_text_report(&self) -> bool {
        false
    }

    /// Its data as a table; `None` where the engine has a report of it, or there is no table.
    fn rows(&self, _state: &State) -> Option<Rows> {
        None
    }

    /// Names of the forms in which it can be saved.
    fn forms(&self) -> &'static [&'static str] {
        &["copy", "text", "csv", "svg", "png", "proto"]
    }
}

/// The view of a tab; `None` before that is there.
pub fn view(tab: Tab) -> Option<&'static dyn View> {
    match tab {
        Tab::Flame => Some(&flame::FlameView),
        Tab::Top => Some(&top::TopView),
        _ => deferred().map(|deferred| deferred.view(tab)),
    }
}

/// The view of any tab, whenever it comes.
pub(super) fn any(tab: Tab) -> &'static dyn View {
    match tab {
        Tab::Flame => &flame::FlameView,
        Tab::Top => &top::TopView,
        Tab::Graph => &graph::GraphView,
        Tab::Peek => &peek::PeekView,
        Tab::Source => &source::SourceView,
        Tab::Traces => &traces::TracesView,
        Tab::Tags => &tags::TagsView,
        Tab::Compare => &compare::CompareView,
        Tab::Goroutines => &goroutines::GoroutinesView,
        Tab::Growth => &snapshots::SnapshotsView,
        Tab::About => &about::AboutView,
    }
}

/// Texts of a row.
fn head(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

impl State {
    /// The view that is shown; `None` before it is there.
    pub(super) fn view(&self) -> Option<&'static dyn View> {
        view(self.link.tab)
    }
}

impl App {
    /// Keeps an answer as it is, and its total.
    fn keep<T: Wire + 'static>(
        &mut self,
        tab: Tab,
        question: Question,
        data: &JsValue,
        total: fn(&T) -> i64,
    ) -> Result<(), Error> {
        let data = T::read(data)?;
        self.state.note_sums(&question, total(&data), None);
        self.state.answers.put(tab, question, data);
        Ok(())
    }

    /// The name of the selected function.
    fn selected(&self) -> AttrValue {
        AttrValue::from(self.state.link.selected.clone())
    }

    /// The question of a view was refused.
    fn is_refused(&self, tab: Tab) -> bool {
        let refused = self.state.refused.as_ref();
        refused.is_some_and(|(refused, _)| Some(refused) == self.state.question(tab).as_ref())
    }

    /// Returns whether a question that was refused leaves what is shown: its field says so.
    pub(super) fn is_search_alone(&self, question: &Question) -> bool {
        let shown = self.state.answers.question(self.state.link.tab);
        let view = self.state.view();
        view.zip(shown).is_some_and(|(view, shown)| view.stays_when_refused(question, shown))
    }

    /// Title of a saved picture, and its line about the total and the filters.
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

    /// Status line: the part of everything that the view shows.
    pub(super) fn status(&self) -> String {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else { return String::new() };
        let sample_type = summary.sample_types.get(state.sample_type());
        let name = sample_type.map_or("", |t| &t.name);
        state.view().map_or(String::new(), |view| view.status(state, name))
    }

    /// Message where a view has nothing to show of a total.
    fn no_rows(&self, ctx: &Context<Self>, total: i64) -> Html {
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
        state.view().map_or(Html::default(), |view| view.legend(self, &shown(name)))
    }
}

/// Actions on a function, in every view.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tab_has_the_view_of_its_own() {
        for tab in Tab::ALL {
            assert_eq!(any(tab).tab(), tab);
        }
    }
}
