//! The page's address: the link in it is the state, and Back undoes a step.

use super::App;
use super::link::Link;
use super::save::copy;
use crate::host;
use crate::words::{fill, words};
use hearth_messages::{FileId, Request};

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The link in the address, and what could not be read of it.
pub fn read() -> (Link, Option<String>) {
    Link::from_fragment(&host::address())
}

impl App {
    /// Writes the state into the address: as a step that Back undoes, or in
    /// place of the one before.
    pub(super) fn save(&self, is_step: bool) {
        if !self.state.settings.in_address {
            return;
        }
        host::visit(&["#", &self.state.link.to_fragment()].concat(), is_step);
    }

    /// Copies a link to what is shown. It names the file by its hash, for which the
    /// worker has to read it.
    pub(super) fn copy_link(&mut self) {
        let Some((file, _)) = self.state.shown() else { return };
        let id = file.id;
        let Some(sha256) = file.sha256.clone() else {
            self.state.copying = Some(id);
            return self.ask_hash(id);
        };
        let link = Link { sha256, ..self.state.link.clone() };
        copy(&host::link(&["#", &link.to_fragment()].concat()));
        let words = &words().page;
        self.state.notify(false, words.link_copied.to_owned(), words.link_text.to_owned());
    }

    /// Asks for a file's hash, unless it is known.
    pub(super) fn ask_hash(&self, id: FileId) {
        if let Some(file) = self.state.file(id) {
            self.engine.post(&Request::Hash { file: id, blob: file.blob.clone().into() });
        }
    }

    /// A file's hash is known: a link waits for it, or it tells whether this is the file
    /// that a link was made for.
    pub(super) fn hashed(&mut self, id: FileId, sha256: String) {
        let Some(file) = self.state.file_mut(id) else { return };
        let name = file.name.clone();
        file.sha256 = Some(sha256.clone());
        let wanted = std::mem::take(&mut self.state.link.sha256);
        if !wanted.is_empty() && wanted != sha256 {
            let words = &words().page;
            let start = wanted.get(..12).unwrap_or(&wanted);
            let text = fill(words.other_file_text, &[&name, start]);
            self.state.notify(false, words.other_file.to_owned(), text);
        }
        if self.state.copying.take_if(|copying| *copying == id).is_some() {
            self.copy_link();
        }
    }

    /// The user went back or forward, or edited the address.
    pub(super) fn navigated(&mut self) -> bool {
        let (link, problem) = read();
        if let Some(problem) = problem {
            self.state.notify(true, words().page.bad_link.to_owned(), problem);
        } else if link == self.state.link {
            return false;
        }
        self.state.link = link;
        self.ask();
        true
    }
}
