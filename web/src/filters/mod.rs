//! The filters of the page: chips, the entry where they are typed, presets, the menu of
//! a function, and options.
//!
//! Chips are another form of the query's filters and of what the link has switched off:
//! `chips` reads and writes both, and everything here hands on whole queries. This module
//! knows no engine: completions are asked for and given by the app.

mod bar;
mod chip_list;
mod chips;
mod completion;
pub mod deferred;
mod entry;
mod kind;
mod menu;
mod options;
mod panel;
mod pattern;
mod presets;
mod refused;

pub use bar::Bar;
pub use chips::{Chip, Off, add, function_of, read, write};
pub use completion::{Completions, Item};
pub use kind::Kind;
pub use menu::{Choice, FunctionMenu};

use hearth_messages::Slot;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();
