//! The page's address: the link in it is the state, and Back undoes a step.

use super::App;
use super::link::Link;
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

/// The link in the address, and what could not be read of it.
pub fn read() -> (Link, Option<String>) {
    Link::from_fragment(&window().location().hash().unwrap_or_default())
}

impl App {
    /// Writes the state into the address: as a step that Back undoes, or in
    /// place of the one before.
    pub(super) fn save(&self, is_step: bool) {
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

    /// The user went back or forward, or edited the address.
    pub(super) fn navigated(&mut self) -> bool {
        let (link, problem) = read();
        if let Some(problem) = problem {
            self.state.notify(true, "The link could not be read".to_owned(), problem);
        } else if link == self.state.link {
            return false;
        }
        self.state.link = link;
        self.ask();
        true
    }
}
