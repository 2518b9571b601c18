//! What the first view does not need. The build cuts the functions of this module, with
//! all that only they reach, out of the page into a module that comes after it
//! (`crates/xtask/src/split`). Nobody calls them before `State::rest` says that it is there.

mod comparing;
mod gathering;
mod links;
pub mod sent;

pub use comparing::zoom_pair;

use super::views::{self, View};
use super::{App, Command, State, remote, save};
use crate::files::{self, OpenFile};
use crate::format;
use crate::host;
use crate::view::graph::{self};
use crate::view::{Tab, said, shown};
use crate::words::{self, fill, words};
use hearth_core::codes::{self, Coded};
use hearth_core::snapshots;
use hearth_messages::FileId;
use js_sys::Uint8Array;
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

    /// Leaves the view of snapshots, to which many files had led, if no two of them are of one
    /// kind: goroutines have a view of their own.
    pub(super) fn stay_for_series(&mut self, has_series: bool) {
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
    pub(super) fn latest_goroutines(&self) -> Option<(FileId, AttrValue)> {
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

/// A view that comes with the deferred chunk.
#[inline(never)]
pub fn view(tab: Tab) -> &'static dyn View {
    views::any(tab)
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
