//! The page's address: the link in it is the state, and Back undoes a step.

use super::link::Link;
use super::{App, deferred};
use crate::host;
use hearth_core::query::{Granularity, QueryError};

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The link in the address, and what could not be read of it.
pub fn read() -> (Link, Option<QueryError>) {
    Link::from_fragment(&host::address())
}

impl App {
    /// Writes the state into the address: as a step that Back undoes, or in
    /// place of the one before.
    pub(super) fn save(&self, is_step: bool) {
        if !self.state.settings.in_address {
            return;
        }
        host::visit(&["#", &self.fragment(&self.state.link)].concat(), is_step);
    }

    /// A link's fragment. Functions as rows are the default, and left out, but where no
    /// function has a name they were chosen.
    pub(super) fn fragment(&self, link: &Link) -> String {
        let mut fragment = link.to_fragment();
        if self.state.is_nameless() && link.query.granularity == Granularity::Functions {
            fragment.push_str("&g=functions");
        }
        fragment
    }

    /// The user went back or forward, or edited the address.
    pub(super) fn navigated(&mut self) -> bool {
        let (link, problem) = read();
        if problem.is_none() && link == self.state.link {
            return false;
        }
        self.state.link = link;
        self.state.bad_link = problem;
        if let Some(deferred) = deferred() {
            deferred.navigated(self);
        }
        self.ask();
        true
    }
}
