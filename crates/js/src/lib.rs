//! The engine: hearth-core for JavaScript.
//!
//! One wasm module, which the page's worker runs (`worker/` in this crate)
//! and the npm package ships (with the feature `headless`). A [`Reading`] takes the bytes of a file and
//! becomes a [`Profile`], which answers [`Profile::view`], [`Profile::complete`] and
//! [`Profile::export`], and draws the call graph in steps ([`Profile::draw`]). Everything that goes out is a message of `hearth-messages`: plain objects and typed arrays.
//!
//! This crate converts and nothing more. It has no figures of its own, no state
//! beside the profiles, and it does not know the page.

#![warn(missing_docs)]

mod bundle;
#[cfg(feature = "cli")]
mod cli;
mod compare;
mod complete;
mod export;
mod graph;
#[cfg(feature = "headless")]
mod headless;
mod panics;
mod pile;
mod profile;
mod reading;
mod rest;
mod thrown;
mod views;

pub use bundle::Bundle;
#[cfg(feature = "cli")]
pub use cli::{CliHost, pprof};
pub use compare::Sides;
pub use graph::Drawing;
#[cfg(feature = "headless")]
pub use headless::{ReportRequest, Snapshots, declarations, format, gather, query_url};
pub use pile::Pile;
pub use profile::Profile;
pub use reading::Reading;
