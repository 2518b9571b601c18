//! The page: it takes files, asks the engine's worker for views of them, and
//! draws what the worker answers.
//!
//! What must stay absent from this crate is the profile. It knows the messages
//! (`hearth-messages`), how numbers and URLs are spelled (`hearth-core`'s
//! `measure` and `query`), and nothing of what a profile is made of. Only
//! `engine/` speaks to the worker; only `seal/` speaks of policies; a view sees
//! plain columns.

mod app;
mod clipboard;
mod clock;
mod deferred;
mod engine;
mod files;
mod filters;
mod format;
mod host;
mod menu;
mod names;
mod page;
mod params;
mod sample_type;
mod seal;
mod settings;
mod shortcuts;
mod ui;
mod view;
mod words;

use std::cell::RefCell;

thread_local! {
    static APP: RefCell<Option<yew::AppHandle<app::App>>> = const { RefCell::new(None) };
}

fn main() {
    let props = app::AppProps { install: app::Install(deferred::install) };
    let app = yew::Renderer::<app::App>::with_root_and_props(host::place(), props).render();
    APP.set(Some(app));
}

/// Ends the page: what it listened to, its worker, and all that it has drawn.
fn end() {
    if let Some(app) = APP.take() {
        app.destroy();
    }
}
