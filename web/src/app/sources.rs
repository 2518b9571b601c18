//! Source files that the user gave: offered to each worker, and asked for when their
//! lines are shown. Neither the files nor what was chosen among them is in the link.

use super::link::Link;
use super::{App, Msg, deferred};
use crate::params;
use crate::view::source::Text;
use hearth_messages::Request;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Number of files that are read for one view at the most.
const MOST_TEXTS: usize = 50;

/// See the module.
#[derive(Default)]
pub struct Given {
    /// All that was given and had source files, as it was posted: another worker needs it
    /// again.
    pub posted: Vec<JsValue>,
    /// For a path of the profile, which of several files it means.
    choices: BTreeMap<String, String>,
    /// Request for a path of the profile: the request's number, and the path
    /// that was looked for.
    asked: BTreeMap<String, (u32, String)>,
}

impl Given {
    pub fn choose(&mut self, path: String, choice: String) {
        self.asked.remove(&path);
        self.choices.insert(path, choice);
    }
}

impl App {
    /// Tells a new worker of all source files, and of what the last one did not finish.
    pub(super) fn offer_sources(&self) {
        for files in &self.sources.posted {
            let files = files.clone();
            self.engine.post(&Request::Gather { drop: 0, files, sources_only: true, again: true });
        }
        self.state.gathering.iter().for_each(|gathering| self.engine.post(&gathering.request()));
    }

    /// There are other source files than before: whatever was read may be another one now.
    pub(super) fn count_sources(&mut self, count: u32, problems: Vec<String>) {
        self.sources.asked.clear();
        let files = Rc::make_mut(&mut self.state.source_files);
        files.texts.clear();
        if (files.count, &files.problems) == (count, &problems) {
            return;
        }
        (files.count, files.problems) = (count, problems.clone());
        let takes_sources = self.state.view().is_some_and(|view| view.takes_sources());
        let is_seen = takes_sources && self.state.shown().is_some();
        if let Some(deferred) = deferred().filter(|_| !is_seen) {
            deferred.tell_of_sources(&mut self.state, count, &problems);
        }
    }

    /// Asks for the source of what the view shows, unless it was asked for already.
    pub(super) fn ask_sources(&mut self) {
        if self.state.source_files.count == 0 {
            return;
        }
        for path in self.shown_paths() {
            let wanted = self.spellings(&path);
            let asked = self.sources.asked.get(&path);
            if asked.is_some_and(|(_, before)| *before == wanted)
                || (asked.is_none() && self.sources.asked.len() >= MOST_TEXTS)
            {
                continue;
            }
            let request = self.state.new_id();
            let choice = self.sources.choices.get(&path).cloned().unwrap_or_default();
            self.engine.post(&Request::ReadSource { request, path: wanted.clone(), choice });
            self.sources.asked.insert(path, (request, wanted));
        }
    }

    /// The files of which the current view shows lines.
    fn shown_paths(&self) -> Vec<String> {
        let state = &self.state;
        let mut paths = state.view().map_or(Vec::new(), |view| view.paths(state));
        paths.retain(|path| !path.is_empty());
        paths
    }

    /// Spellings of a path in the files that were given, one a line: a relative
    /// one lies in one of the `source_path` folders. `trim_path` was taken off already.
    fn spellings(&self, path: &str) -> String {
        let folders = &self.state.link.query.source_path;
        if path.starts_with('/') || folders.is_empty() {
            return path.to_owned();
        }
        let within = folders.split(':').map(|folder| [folder, "/", path].concat());
        within.collect::<Vec<_>>().join("\n")
    }

    pub(super) fn receive_source(&mut self, request: u32, candidates: Vec<String>, text: String) {
        let asked = self.sources.asked.iter().find(|(_, (number, _))| *number == request);
        let Some((path, _)) = asked else { return };
        let text = Rc::new(Text::new(candidates, text));
        Rc::make_mut(&mut self.state.source_files).texts.insert(path.clone(), text);
    }
}

/// Sets `trim_path` or `source_path`.
pub fn change_path((name, value): (&'static str, String)) -> Msg {
    let change = move |link: &mut Link| match name {
        "trim_path" => link.query.trim_path = value,
        _ => link.query.source_path = value,
    };
    Msg::Change(Box::new(change), true)
}

/// Shows whole files, or the functions alone.
pub fn change_whole(whole: bool) -> Msg {
    Msg::Change(Box::new(move |link| link.looks.switch(params::WHOLE, whole)), true)
}
