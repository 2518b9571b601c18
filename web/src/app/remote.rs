//! A program that says what the page shows, and hears what happens: what embeds the page, as
//! a component or in a frame. Its commands come by `host::Remote`, as names with values:
//!
//! * `show`, a list of `File`s: closes what is open, and opens these;
//! * `navigate`: takes the state that the host's address has now;
//! * `settings`, `{theme, language}`;
//! * `state`: answered with the state, as in an address;
//! * `report`, `{report, query}`: answered with what the command line prints.
//!
//! It is told `ready`, `state`, `selection`, `error`, and `done` with the number of the call.

use super::App;
use super::deferred::Act;
use crate::clock;
use crate::host;
use crate::seal::Seal;
use crate::settings::{Settings, Theme};
use crate::words::Language;
use hearth_core::query::Query;
use hearth_messages::{ExportOf, ExportQuestion, FileId, Request};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::File;
use yew::html::Scope;

/// Something to be done.
pub struct Command {
    name: String,
    /// The call's number; 0 if nobody waits for an answer.
    id: u32,
    value: JsValue,
}

/// Calls that are not answered, and what was told.
#[derive(Default)]
pub struct Calls {
    /// Files that are to be shown, by the number of the call.
    shows: Vec<(u32, Vec<FileId>)>,
    /// Reports: the engine's number, the call's, and whether it is text.
    reports: Vec<(u32, u32, bool)>,
    is_ready: bool,
    /// The state as it was told: the page's word, the link, the file's name.
    state: (&'static str, String, String),
    selected: String,
    /// The newest notice that was told of.
    notice: u32,
}

/// Takes commands from now on.
pub fn listen(link: Scope<App>) {
    let command = move |name: String, id: u32, value: JsValue| match &*name {
        // Not within an update of what is to be destroyed.
        "stop" => crate::end(),
        _ => link.send_message(Act::Command(Command { name, id, value })),
    };
    let command = Closure::<dyn Fn(String, u32, JsValue)>::new(command).into_js_value();
    if let Some(remote) = host::remote() {
        remote.started(command.unchecked_ref());
    }
}

impl App {
    pub(super) fn obey(&mut self, command: Command) {
        let Command { name, id, value } = command;
        match &*name {
            "show" => self.show_given(id, &value),
            "navigate" => drop(self.navigated()),
            "settings" => {
                let text = |name| text_of(&value, name);
                let theme = Theme::ALL.into_iter().find(|t| t.name() == text("theme"));
                let tag = text("language");
                self.state.settings = Settings {
                    theme: theme.unwrap_or_default(),
                    language: (!tag.is_empty()).then(|| Language::from_tag(&tag)),
                    ..self.state.settings
                };
                self.state.settings.apply();
                clock::on_frame(|_| clock::resized());
            }
            "state" => done(id, Ok(&self.state.link.to_fragment().into())),
            "report" => {
                if let Err((code, why)) = self.ask_report(id, &value) {
                    done(id, Err((code, &why, "")));
                }
            }
            _ => done(id, Err(("protocol", &["there is no command ", &name].concat(), ""))),
        }
    }

    fn show_given(&mut self, id: u32, files: &JsValue) {
        let files: Vec<File> = Array::from(files).iter().map(JsCast::unchecked_into).collect();
        let open: Vec<FileId> = self.state.files.iter().map(|f| f.id).collect();
        open.into_iter().for_each(|id| self.close(id));
        self.state.notices.clear();
        self.open(files);
        if let Some(why) = &self.state.unavailable {
            return done(id, Err(("not-loaded", why, "")));
        }
        // The last of them is the newest.
        let last = self.state.files.len().saturating_sub(1);
        self.state.files.iter_mut().enumerate().for_each(|(i, file)| file.show = i == last);
        self.remote.shows.push((id, self.state.files.iter().map(|f| f.id).collect()));
    }

    fn ask_report(&mut self, id: u32, what: &JsValue) -> Result<(), (&'static str, String)> {
        let (report, query) = (text_of(what, "report"), text_of(what, "query"));
        let (report, subject) = report.split_once('=').unwrap_or((&report, ""));
        let query = Query::from_url(&query).map_err(|e| ("query", e.to_string()))?;
        let Some((file, _)) = self.state.shown() else {
            return Err(("query", "there is no profile to report on".to_owned()));
        };
        let file = file.id;
        let export = ExportQuestion {
            report: report.to_owned(),
            function: subject.to_owned(),
            query: query.to_url(),
            of: ExportOf::File { file },
        };
        let request = self.state.new_id();
        self.remote.reports.push((request, id, report != "proto"));
        self.engine.post(&Request::Export { request, file, export });
        Ok(())
    }

    /// Tells what changed since it was told last.
    pub(super) fn tell_remote(&mut self) {
        let (state, calls) = (&mut self.state, &mut self.remote);
        if !calls.is_ready && matches!(state.seal, Seal::Sealed | Seal::Guest) {
            calls.is_ready = true;
            tell("ready", &[("sealed", (state.seal == Seal::Sealed).into())]);
        }
        calls.shows.retain(|(id, files)| {
            let is_read = |id: &FileId| state.file(*id).is_none_or(|f| f.summary().is_some());
            if !files.iter().all(is_read) {
                return true;
            }
            match state.failures.iter().find(|(failed, _)| files.contains(failed)) {
                Some((_, [name, why])) => done(*id, Err(("profile", why, name))),
                None => done(*id, Ok(&JsValue::UNDEFINED)),
            }
            false
        });
        if calls.shows.is_empty() {
            state.failures.clear();
        }
        for notice in state.notices.iter().filter(|n| n.id > calls.notice && n.is_error) {
            let message = [&*notice.title, ": ", &notice.text].concat();
            tell("error", &[("code", "page".into()), ("message", message.into())]);
        }
        calls.notice = state.notices.iter().map(|n| n.id).fold(calls.notice, u32::max);
        let file = state.shown().map_or(String::new(), |(f, _)| f.name.clone());
        let now = (state.word(), state.link.to_fragment(), file);
        if now != calls.state {
            calls.state = now;
            let (page, link, file) = &calls.state;
            tell(
                "state",
                &[("page", (*page).into()), ("state", link.into()), ("file", file.into())],
            );
        }
        if state.link.selected != calls.selected {
            calls.selected.clone_from(&state.link.selected);
            tell("selection", &[("name", (&*calls.selected).into())]);
        }
    }
}

impl Calls {
    /// No report that was asked for will come.
    pub fn give_up_reports(&mut self, why: &str) {
        for (_, id, _) in std::mem::take(&mut self.reports) {
            done(id, Err(("stopped", why, "")));
        }
    }

    /// Hands over a report, if it is one that a program asked for.
    pub fn answer_report(&mut self, request: u32, answer: Result<&Uint8Array, &str>) -> bool {
        let Some(at) = self.reports.iter().position(|r| r.0 == request) else { return false };
        let (_, id, is_text) = self.reports.swap_remove(at);
        match answer {
            Ok(bytes) if is_text => {
                done(id, Ok(&String::from_utf8_lossy(&bytes.to_vec()).as_ref().into()));
            }
            Ok(bytes) => done(id, Ok(bytes)),
            Err(why) => done(id, Err(("query", why, ""))),
        }
        true
    }
}

/// Answers a call: with a value, or with an error's code, its words and a file's name.
fn done(id: u32, answer: Result<&JsValue, (&str, &str, &str)>) {
    if id == 0 {
        return;
    }
    match answer {
        Ok(value) => tell("done", &[("id", id.into()), ("value", value.clone())]),
        Err((code, message, file)) => {
            let mut fields = vec![("code", code.into()), ("message", message.into())];
            if !file.is_empty() {
                fields.push(("file", file.into()));
            }
            tell("done", &[("id", id.into()), ("error", object(&fields))]);
        }
    }
}

fn tell(name: &str, fields: &[(&str, JsValue)]) {
    if let Some(remote) = host::remote() {
        remote.tell(name, &object(fields));
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A field's text; empty where there is none.
fn text_of(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &name.into()).ok().and_then(|v| v.as_string()).unwrap_or_default()
}
