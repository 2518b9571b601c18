//! What the first view does not need. The build cuts the functions of this module, with
//! all that only they reach, out of the page into a module that comes after it
//! (`crates/xtask/src/split`). Nobody calls them before `State::rest` says that it is there.

mod comparing;
mod gathering;
mod links;
pub mod sent;

pub use gathering::{FAILED, group};

use super::views::actions;
use super::{App, Command, Msg, OpenFile, Shown, State, asked, remote, save, sources};
use crate::files;
use crate::format;
use crate::host;
use crate::view::about::About;
use crate::view::goroutines::{Goroutines, Groups};
use crate::view::graph::{self, Graph};
use crate::view::peek::Peek;
use crate::view::snapshots::Snapshots;
use crate::view::source::{self, Source};
use crate::view::tags::Tags;
use crate::view::traces::Traces;
use crate::view::{Tab, said, shown};
use crate::words::{self, fill, words};
use hearth_core::codes::{self, Coded};
use hearth_core::snapshots;
use hearth_messages::{
    AboutData, Error, FileId, GoroutinesData, GraphData, Message, PeekData, Question,
    SnapshotsData, SourceData, TagsData, TracesData,
};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

impl App {
    /// What was asked of an engine that ended, and is not asked again, is answered with that.
    #[inline(never)]
    pub(super) fn give_up_exports(&mut self, why: &str) {
        for request in std::mem::take(&mut self.pending).iter().map(save::Pending::request) {
            self.complain_of_export(request, why.to_owned());
        }
        self.remote.give_up_reports(why);
    }

    /// Says that the engine ended, nobody knows why, and was started again.
    #[inline(never)]
    pub(super) fn say_restarted(&mut self) {
        let words = words::restarted::words();
        self.state.notify(false, words.title.to_owned(), words.text.to_owned());
    }

    /// As `shown_view`, for the views that are not among the first.
    #[inline(never)]
    pub(super) fn view_of_the_rest(
        &self,
        ctx: &Context<Self>,
        tab: Tab,
    ) -> Option<(&Question, Html)> {
        let (link, state) = (ctx.link(), &self.state);
        let selected = AttrValue::from(state.link.selected.clone());
        Some(match tab {
            Tab::Flame | Tab::Top => return None,
            Tab::Graph => {
                let Shown { question, data } = state.call_graph.as_ref()?;
                let html = match data.len() {
                    0 => graph::all_too_small(data, &actions(ctx))
                        .unwrap_or_else(|| self.no_rows(ctx, data.total)),
                    _ => html! { <Graph
                        scene={data.clone()}
                        file={question.file().unwrap_or_default()}
                        {selected}
                        look={self.graph_look()}
                        actions={actions(ctx)}
                    /> },
                };
                (question, html)
            }
            Tab::Peek => {
                let Shown { question, data } = state.peek.as_ref()?;
                (
                    question,
                    html! { <Peek
                        data={data.clone()}
                        {selected}
                        top={state.top.as_ref().map(|top| top.data.clone())}
                        actions={actions(ctx)}
                    /> },
                )
            }
            Tab::Source => {
                let Shown { question, data } = state.source.as_ref()?;
                let query = &state.link.query;
                let html = html! { <Source
                    data={data.clone()}
                    {selected}
                    top={state.top.as_ref().map(|top| top.data.clone())}
                    actions={actions(ctx)}
                    files={state.source_files.clone()}
                    paths={[query.trim_path.clone().into(), query.source_path.clone().into()]}
                    whole={!state.link.look("h.whole").is_empty()}
                    events={source::Events {
                        on_files: link.callback(Msg::Sources),
                        on_choose: link.callback(Msg::ChooseSource),
                        on_path: link.callback(sources::change_path),
                        on_whole: link.callback(sources::change_whole),
                    }}
                /> };
                (question, html)
            }
            Tab::Traces => {
                let Shown { question, data } = state.traces.as_ref()?;
                (
                    question,
                    html! { <Traces
                        data={data.clone()}
                        {selected}
                        search={AttrValue::from(state.link.search.clone())}
                        invalid={state.refused.as_ref().is_some_and(|(refused, _)| {
                            Some(refused) == state.question(tab).as_ref()
                        })}
                        actions={actions(ctx)}
                        on_shown={link.callback(Msg::TracesShown)}
                    /> },
                )
            }
            Tab::Tags => {
                let Shown { question, data } = state.tags.as_ref()?;
                (question, html! { <Tags data={data.clone()} actions={actions(ctx)} /> })
            }
            Tab::Compare => return self.view_of_two(ctx),
            Tab::Goroutines => {
                let Shown { question, data } = state.goroutines.as_ref()?;
                let looks = ["h.blocked", "h.wait", "h.waitmax", "h.function", "h.label"];
                let looks = looks.map(|name| AttrValue::from(state.link.look(name).to_owned()));
                (
                    question,
                    html! { <Goroutines
                        data={data.clone()}
                        search={AttrValue::from(state.link.search.clone())}
                        {looks}
                        invalid={state.refused.as_ref().is_some_and(|(refused, _)| {
                            Some(refused) == state.question(tab).as_ref()
                        })}
                        sources={state.source_files.clone()}
                        actions={actions(ctx)}
                        files={self.named_files()}
                        other={self.latest_goroutines()}
                        on_show={link.callback(Msg::Activate)}
                    /> },
                )
            }
            Tab::Snapshots => {
                let Shown { question, data } = state.snapshots.as_ref()?;
                (
                    question,
                    html! { <Snapshots
                        data={data.clone()}
                        files={self.named_files()}
                        active={state.active}
                        since={self.since()}
                        times={AttrValue::from(state.link.look("h.times").to_owned())}
                        level={AttrValue::from(state.link.look("h.level").to_owned())}
                        sources={state.source_files.clone()}
                        actions={actions(ctx)}
                        on_activate={link.callback(Msg::Activate)}
                    /> },
                )
            }
            Tab::About => {
                let Shown { question, data } = state.about.as_ref()?;
                (question, html! { <About data={data.clone()} /> })
            }
        })
    }

    /// What a view that is not among the first asks.
    #[inline(never)]
    pub(super) fn question_of_the_rest(
        state: &State,
        tab: Tab,
        file: FileId,
        query: String,
    ) -> Option<Question> {
        asked::question(state, tab, file, query)
    }

    /// What is asked of all files as snapshots.
    #[inline(never)]
    pub(super) fn question_of_all(state: &State) -> Option<Question> {
        asked::snapshots(state)
    }

    /// Takes the data of a view that is not among the first.
    #[inline(never)]
    pub(super) fn take_of_the_rest(
        &mut self,
        tab: Tab,
        question: Question,
        data: JsValue,
    ) -> Result<(), Error> {
        let state = &mut self.state;
        match tab {
            Tab::Flame | Tab::Top => {}
            Tab::Graph => {
                let data: GraphData = Message::read(&data)?;
                state.note_sums(&question, data.total, None);
                let mut scene = graph::Scene::from(&data);
                question.search().clone_into(&mut scene.search);
                show(&mut state.call_graph, question, scene);
            }
            Tab::Peek => {
                let data: PeekData = Message::read(&data)?;
                state.note_sums(&question, data.total, None);
                show(&mut state.peek, question, data);
            }
            Tab::Source => {
                let data: SourceData = Message::read(&data)?;
                state.note_sums(&question, data.total, None);
                show(&mut state.source, question, data);
            }
            Tab::Traces => {
                let data: TracesData = Message::read(&data)?;
                state.note_sums(&question, data.total, None);
                show(&mut state.traces, question, data);
            }
            Tab::Tags => {
                let data: TagsData = Message::read(&data)?;
                state.note_sums(&question, data.total, None);
                show(&mut state.tags, question, data);
            }
            Tab::Compare => state.take_two(question, data)?,
            Tab::Goroutines => {
                let data: GoroutinesData = Message::read(&data)?;
                show(&mut state.goroutines, question, Groups::from(data));
            }
            Tab::Snapshots => {
                let data: SnapshotsData = Message::read(&data)?;
                let has_series = data.series.iter().any(|series| series.files.len() > 1);
                show(&mut state.snapshots, question, data);
                self.activate_newest();
                self.stay_for_series(has_series);
            }
            Tab::About => {
                let data: AboutData = Message::read(&data)?;
                show(&mut state.about, question, data);
            }
        }
        Ok(())
    }

    /// Leaves the view of snapshots, to which many files had led, if no two of them are of one
    /// kind: goroutines have a view of their own.
    fn stay_for_series(&mut self, has_series: bool) {
        if self.state.files.iter().any(|file| file.summary().is_none()) {
            return;
        }
        let Some((before, first)) = self.state.unless_series.take() else { return };
        if has_series || self.state.link.tab != Tab::Snapshots {
            return;
        }
        self.state.link.tab = match self.latest_goroutines() {
            Some((file, _)) if file >= first => {
                self.activate(file);
                Tab::Goroutines
            }
            _ => before,
        };
        self.save(false);
    }

    /// The open file with goroutines that was taken last, or came last.
    fn latest_goroutines(&self) -> Option<(FileId, AttrValue)> {
        let mut files = self.state.in_order().into_iter().map(|at| &self.state.files[at]);
        let of_goroutines = |f: &&OpenFile| f.summary().is_some_and(|s| s.kind == "goroutine");
        let latest = files.rfind(of_goroutines)?;
        Some((latest.id, shown(&latest.name).into()))
    }

    /// Asks what the open files are as snapshots of one program.
    #[inline(never)]
    pub(super) fn ask_for_series(&mut self) {
        if self.state.may_be_series() {
            self.ask_of(Tab::Snapshots);
        }
    }

    /// The timeline beside a view.
    #[inline(never)]
    pub(super) fn moments(&self, ctx: &Context<Self>) -> Html {
        self.timeline(ctx)
    }

    /// Goes to another snapshot, or chooses with which one to compare.
    #[inline(never)]
    pub(super) fn step_moment(&mut self, key: &str) {
        self.step(key);
    }

    /// Asks for the source files that are shown.
    #[inline(never)]
    pub(super) fn ask_for_sources(&mut self) {
        self.ask_sources();
    }

    /// Takes a source file.
    #[inline(never)]
    pub(super) fn take_source(&mut self, request: u32, candidates: Vec<String>, text: String) {
        self.receive_source(request, candidates, text);
    }

    /// How the call graph is drawn.
    fn graph_look(&self) -> graph::Look {
        let link = &self.state.link;
        let [title, filters] = self.caption();
        let filters = [self.graph_total(), filters].join(" · ");
        graph::Look {
            search: link.search.clone(),
            count: link.query.nodecount.unwrap_or(graph::NODE_COUNT),
            tree: link.query.call_tree,
            heavy: link.look("h.heavy") == "t",
            at: link.look("h.at").to_owned(),
            expand: link.look("h.expand").to_owned(),
            title,
            filters,
        }
    }

    /// How much of the total the call graph shows, for its pictures.
    fn graph_total(&self) -> String {
        let Some(shown) = &self.state.call_graph else { return String::new() };
        let (left, total) = self.state.left().unwrap_or((shown.data.total, shown.data.total));
        let value = |value: i64| shown.data.value(value);
        if left >= total {
            return value(total);
        }
        let share = format::share(left, total);
        fill(words().flame.left_of, &[&value(left), &value(total), &share])
    }

    /// How the call graph's texts are measured, for the engine.
    #[inline(never)]
    pub(super) fn advances() -> Vec<f64> {
        graph::advances()
    }

    /// Opens the example.
    #[inline(never)]
    pub(super) fn open_example(&mut self) {
        self.open(files::example().into_iter().collect());
    }

    /// Saves the current view.
    #[inline(never)]
    pub(super) fn save_in_form(&mut self, ctx: &Context<Self>, form: &'static str) {
        self.save_view(ctx, form);
    }

    /// Hands out what the engine made.
    #[inline(never)]
    pub(super) fn exported(&mut self, request: u32, bytes: &Uint8Array) {
        if !self.remote.answer_report(request, Ok(bytes)) {
            self.hand_out_answer(request, bytes);
        }
    }

    /// The engine could not make it.
    #[inline(never)]
    pub(super) fn not_exported(&mut self, request: u32, why: String) {
        if !self.remote.answer_report(request, Err(&why)) {
            self.complain_of_export(request, why);
        }
    }

    /// All that the page does is there from now on.
    #[inline(never)]
    pub(super) fn begin_the_rest(&mut self, ctx: &Context<Self>) {
        if host::remote().is_some() {
            remote::listen(ctx.link().clone());
        }
        self.listen_to_copies(ctx);
        self.state.word_what_was_said();
        self.tell_of_link();
        self.receive_sent(None);
        for (files, sources_only) in std::mem::take(&mut self.state.to_gather) {
            self.gather(files, sources_only);
        }
    }

    /// Says what of the link could not be read.
    #[inline(never)]
    pub(super) fn tell_of_link(&mut self) {
        let Some(problem) = self.state.bad_link.take() else { return };
        let why = codes::write(&problem.statements());
        self.state.notify(true, words().page.bad_link.to_owned(), why);
    }

    /// Does what a program says.
    #[inline(never)]
    pub(super) fn obey_command(&mut self, command: Command) {
        self.obey(command);
    }

    /// Tells a program, and those who hear the page instead of seeing it, what changed.
    #[inline(never)]
    pub(super) fn announce(&mut self) {
        if host::remote().is_some() {
            self.tell_remote();
        }
        self.say_what_changed();
    }
}

impl State {
    /// Says how many source files there are, and which could not be read.
    #[inline(never)]
    pub(super) fn tell_of_sources(&mut self, count: u32, problems: &[String]) {
        let words = words::source();
        let title = fill(words.files, &[&format::count(count.into())]);
        let problems: Vec<String> = problems.iter().map(|problem| said(problem)).collect();
        let text = [words.taken_text.to_owned(), problems.join("\n")].join("\n");
        self.notify(false, title, text.trim_end().to_owned());
    }

    /// Says which folders the browser does not read.
    #[inline(never)]
    pub(super) fn tell_of_unread(&mut self, folders: &[String]) {
        let words = words::source();
        let title = fill(words.problems, &[&folders.join(", ")]);
        self.notify(true, title, words.unread.to_owned());
    }

    /// The order in which open files are listed, as indices into them: those of one kind as
    /// they were taken, the earliest first, in the places that this kind has.
    #[inline(never)]
    pub(super) fn in_order(&self) -> Vec<usize> {
        let kind = |at: usize| self.files[at].summary().map_or("", |summary| &summary.kind);
        in_order(self.files.len(), kind, |at| {
            let file = &self.files[at];
            (&file.name, file.summary().map_or(0, |summary| summary.time_nanos))
        })
    }
}

/// See [`State::in_order`]: files by their number, their kinds, their names and times.
fn in_order<'a>(
    count: usize,
    kind: impl Fn(usize) -> &'a str,
    named: impl Fn(usize) -> (&'a str, i64),
) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for first in 0..count {
        if (0..first).any(|other| kind(other) == kind(first)) || kind(first).is_empty() {
            continue;
        }
        let places: Vec<usize> = (first..count).filter(|&at| kind(at) == kind(first)).collect();
        let files: Vec<(&str, i64)> = places.iter().map(|&at| named(at)).collect();
        for (place, at) in places.iter().zip(snapshots::order(&files).0) {
            all[*place] = places[at];
        }
    }
    all
}

/// Has a view show data that answer a question.
fn show<T>(place: &mut Option<Shown<T>>, question: Question, data: T) {
    *place = Some(Shown { question, data: Rc::new(data) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_kind_are_listed_as_they_were_taken() {
        let listed = |files: &[(&str, &str, i64)]| {
            in_order(files.len(), |at| files[at].0, |at| (files[at].1, files[at].2))
        };
        let [late, early] = ["goroutine.07.debug2.txt", "goroutine.00.debug2.txt"];
        assert_eq!(listed(&[("goroutine", late, 0), ("goroutine", early, 0)]), [1, 0]);
        let mixed = [("heap", "b", 9), ("cpu", "c", 8), ("heap", "a", 7), ("", "d", 0)];
        assert_eq!(listed(&mixed), [2, 1, 0, 3], "each kind keeps its places");
        assert_eq!(listed(&[("heap", "b", 0), ("heap", "a", 7)]), [0, 1]);
    }
}
