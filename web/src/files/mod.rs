//! Files: how they come in, and the sidebar that lists those that are open.
//!
//! This module hands on `File` objects as the browser gave them. It never reads a
//! byte of one.

mod dropped;
mod examples;
mod folder;
mod groups;
mod intake;
mod keyboard;
mod open;
mod plain;
mod row;
mod sidebar;

pub use dropped::{Dropped, FAILED, Gathering};
pub use examples::{Example, examples};
pub use folder::chosen_folder;
pub use groups::SidebarState;
pub use intake::{Intake, chosen, listen};
pub use open::{OpenFile, Reading};
pub use plain::plain;
pub use sidebar::{Sidebar, sidebar};

/// Number of profiles that are snapshots of one program.
pub const MANY: usize = 5;
