//! The engine: hearth-core for JavaScript.
//!
//! One wasm module, which the page's worker runs (`worker/` in this crate)
//! and the npm package ships (with the feature `headless`). A [`Reading`] takes the bytes of a file,
//! the [`Engine`] takes the reading, and answers questions about all files that it has. Everything
//! that goes in and out is a message of `hearth-messages`: plain objects and typed arrays.
//!
//! This crate converts and nothing more. It has no figures of its own, no state
//! beside what is open, and it does not know the page.

#![warn(missing_docs)]

mod answer;
mod bundle;
#[cfg(feature = "cli")]
mod cli;
mod compare;
mod complete;
mod deferred;
mod engine;
mod export;
mod graph;
#[cfg(feature = "headless")]
mod headless;
mod panics;
mod profile;
mod reading;
mod said;
mod snapshots;
mod thrown;
mod views;

pub use bundle::Bundle;
#[cfg(feature = "cli")]
pub use cli::{CliHost, pprof};
pub use deferred::install;
pub use engine::{Engine, Work};
#[cfg(feature = "headless")]
pub use headless::{Leaks, ReportRequest, constants, declarations, format, gather, query_url};
pub use reading::Reading;

#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    panics::listen();
    // Programs have all of the engine in one piece.
    if cfg!(feature = "cli") {
        install();
    }
}
