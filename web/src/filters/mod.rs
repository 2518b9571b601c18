//! The filters of the page: chips, the entry where they are typed, presets, the menu of
//! a function, and options.
//!
//! Chips are another form of the query's filters and of what the link has switched off:
//! `chips` reads and writes both, and everything here hands on whole queries. This room
//! knows no engine: completions are asked for and given by the app.

mod bar;
mod chip_list;
mod chips;
mod completion;
mod entry;
mod kind;
mod menu;
mod options;
mod pattern;
mod presets;
mod refused;
pub mod rest;

pub use bar::Bar;
pub use chips::{Chip, Off, add, function_of, read, write};
pub use completion::{Completions, PRESETS, SLOTS};
pub use kind::Kind;
pub use menu::Choice;
