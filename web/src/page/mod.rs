//! Frame around the views: the header, the empty page, messages, the status
//! line, the sheet of keys. Nothing here knows the engine.

mod build;
pub mod deferred;
mod dialog;
mod dropped;
mod empty;
mod examples;
mod greeting;
mod header;
mod notices;
pub mod palette;
mod recipes;
mod save;
mod seal;
mod settings;
mod shortcut_sheet;
mod status;
mod tabs;
mod toast;
mod tools;
mod update;

pub use dropped::{DroppedLine, gathering};
pub use empty::Empty;
pub use greeting::{Greeting, Sent, greeting};
pub use header::Header;
pub use notices::{Notice, no_samples, notices, unsealed};
pub use shortcut_sheet::Keys;
pub use status::{Status, status};
pub use tabs::Tabs;
pub use tools::Tools;

use hearth_messages::Slot;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();
