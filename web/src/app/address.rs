//! The page's address: the link in it is the state, and Back undoes a step.

use super::App;
use super::link::Link;
use super::save::copy;
use crate::words::{fill, words};
use hearth_messages::{FileId, Request};
use web_sys::{History, Window};

/// Counts the steps since the page was opened, in the history itself: what is before
/// the first of them is another page.
fn steps(history: &History) -> f64 {
    history.state().ok().and_then(|state| state.as_f64()).unwrap_or(0.0)
}

/// Undoes a step, if there is one, or does it again.
pub fn step(forward: bool) {
    if let Ok(history) = window().history() {
        // A browser that refuses has no undo.
        let _ = match forward {
            true => history.forward(),
            false if steps(&history) > 0.0 => history.back(),
            false => Ok(()),
        };
    }
}

fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// The link in the address, and what could not be read of it.
pub fn read() -> (Link, Option<String>) {
    Link::from_fragment(&window().location().hash().unwrap_or_default())
}

impl App {
    /// Writes the state into the address: as a step that Back undoes, or in
    /// place of the one before.
    pub(super) fn save(&self, is_step: bool) {
        if !self.state.settings.in_address {
            return;
        }
        let fragment = format!("#{}", self.state.link.to_fragment());
        if window().location().hash().is_ok_and(|hash| hash == fragment) {
            return;
        }
        if let Ok(history) = window().history() {
            let steps = steps(&history);
            // A browser that allows no more steps has no undo; the page goes on.
            let _ = if is_step {
                history.push_state_with_url(&(steps + 1.0).into(), "", Some(&fragment))
            } else {
                history.replace_state_with_url(&steps.into(), "", Some(&fragment))
            };
        }
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
        let address = window().location().href().unwrap_or_default();
        let page = address.split('#').next().unwrap_or_default();
        copy(&[page, "#", &link.to_fragment()].concat());
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
