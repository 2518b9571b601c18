//! What is around the views: the header, the empty page, messages, the status
//! line, the sheet of keys. Nothing here knows the engine.

mod build;
mod dialog;
mod dropped;
mod empty;
mod greeting;
mod header;
mod keys;
mod notices;
mod recipes;
pub mod rest;
mod save;
mod seal;
mod settings;
mod status;
mod toast;
mod update;

pub use empty::Empty;
pub use header::Header;
pub use notices::{Notice, no_samples, notices, unsealed};
pub use status::{Status, status};
