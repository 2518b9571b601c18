//! Acts: what the app does at the wish of the user, or of a program, beyond the first view.

use crate::app::remote::Command;
use crate::app::{App, Msg, State, save};
use crate::clock;
use crate::files::{self, Example};
use crate::format;
use crate::settings::{self, Settings};
use crate::view::{Tab, said};
use crate::words::{self, fill};
use hearth_messages::{Reply, Request};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// Act to be done. Before the chunk is there, it waits.
pub enum Act {
    /// Opens an example.
    Example(Example),
    /// Goes through files of folders, with their paths there; the flag wants source files alone.
    Gather(Vec<(String, File)>, bool),
    /// Stops going through what was dropped.
    Leave(u32),
    /// Shows what was dropped, or hides it; the flag closes even the line that tells of it.
    Dropped(bool, bool),
    /// Folders were dropped that the browser does not read.
    Unread(Vec<String>),
    /// Chooses which of several source files a profile's path means.
    ChooseSource((String, String)),
    /// Takes the view away in a form.
    Save(&'static str),
    Settings(Settings),
    /// Forgets what is kept in the browser.
    Forget,
    /// Does what a program says.
    Command(Command),
    CopyLink,
    /// Shows what a link says with files that it was not made for.
    LookAnyway,
}

impl From<Act> for Msg {
    fn from(act: Act) -> Self {
        Msg::Act(act)
    }
}

/// See [`Deferred::act`](super::Deferred::act).
pub fn act(app: &mut App, ctx: &Context<App>, act: Act) {
    match act {
        Act::Example(example) => {
            if example == Example::Goroutines {
                app.state.link.tab = Tab::Goroutines;
                app.save(true);
            }
            app.open(files::examples(example));
        }
        Act::Gather(..) if app.state.unavailable.is_some() => app.complain(),
        Act::Gather(files, sources_only) => app.gather(files, sources_only),
        Act::Leave(drop) => {
            let left = app.state.gathering.iter_mut().find(|g| g.drop == drop);
            left.into_iter().for_each(|gathering| gathering.is_cancelled = true);
            app.engine.post(&Request::Leave { drop });
        }
        Act::Dropped(open, forget) => {
            app.state.dropped_open = open;
            if forget {
                app.state.dropped = None;
            }
        }
        Act::Unread(folders) => {
            let words = words::source();
            let title = fill(words.problems, &[&folders.join(", ")]);
            app.state.notify(true, title, words.unread.to_owned());
        }
        Act::ChooseSource((path, choice)) => app.sources.choose(path, choice),
        Act::Save(form) => app.save_view(ctx, form),
        Act::Settings(settings) => {
            settings.keep();
            settings.apply();
            app.state.settings = settings;
            clock::on_frame(|_| clock::resized());
        }
        Act::Forget => {
            settings::forget();
            app.state.settings = Settings::default();
            app.state.settings.apply();
        }
        Act::Command(command) => app.obey(command),
        Act::CopyLink => app.copy_link(),
        Act::LookAnyway => app.look_anyway(),
    }
}

/// See [`Deferred::receive`](super::Deferred::receive).
pub fn receive(app: &mut App, reply: Reply) {
    match reply {
        Reply::SourceText { request, candidates, text } => {
            app.receive_source(request, candidates, text);
        }
        Reply::SourceFiles { count, problems } => app.count_sources(count, problems),
        Reply::Apart { file } => app.set_apart(file),
        Reply::Gathered { drop, data, profiles } => app.gathered(drop, data, &profiles),
        Reply::Exported { request, bytes } => {
            if !app.remote.answer_report(request, Ok(&bytes)) {
                app.hand_out_answer(request, &bytes);
            }
        }
        Reply::NotExported { request, message } => {
            if !app.remote.answer_report(request, Err(&message)) {
                app.complain_of_export(request, message);
            }
        }
        Reply::Hashed { file, sha256 } => app.hashed(file, sha256),
        Reply::Completions { request, kind, items } => {
            Rc::make_mut(&mut app.state.completions)[kind as usize] = (request, items);
        }
        // The initial chunk takes these.
        Reply::Ready
        | Reply::Died { .. }
        | Reply::Progress { .. }
        | Reply::Opened { .. }
        | Reply::Failed { .. }
        | Reply::Cancelled { .. }
        | Reply::Answer { .. }
        | Reply::Refused { .. } => {}
    }
}

/// See [`Deferred::tell_of_sources`](super::Deferred::tell_of_sources).
pub fn tell_of_sources(state: &mut State, count: u32, problems: &[String]) {
    let words = words::source();
    let title = fill(words.files, &[&format::count(count.into())]);
    let problems: Vec<String> = problems.iter().map(|problem| said(problem)).collect();
    let text = [words.taken_text.to_owned(), problems.join("\n")].join("\n");
    state.notify(false, title, text.trim_end().to_owned());
}

impl App {
    /// Answers what was asked of an engine that ended and is not asked again.
    pub(in crate::app) fn give_up_exports(&mut self, why: &str) {
        for request in std::mem::take(&mut self.pending).iter().map(save::Pending::request) {
            self.complain_of_export(request, why.to_owned());
        }
        self.remote.give_up_reports(why);
    }
}
