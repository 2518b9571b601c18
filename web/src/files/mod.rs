//! Files: how they come in, and the sidebar that lists those that are open.
//!
//! This module hands on `File` objects as the browser gave them. It never reads a
//! byte of one.

mod dropped;
mod folder;
mod groups;
mod intake;
mod open;
mod row;
mod sidebar;

pub use dropped::{Dropped, FAILED, Gathering};
pub use folder::chosen_folder;
pub use groups::SidebarState;
pub use intake::{Intake, chosen, listen};
pub use open::{OpenFile, Reading};
pub use sidebar::{Sidebar, sidebar};

use js_sys::{Array, Uint8Array};
use web_sys::{File, FilePropertyBag};

/// Number of profiles that are snapshots of one program.
pub const MANY: usize = 5;

/// A small heap profile of a Go program, for those who have none at hand.
static EXAMPLE: &[u8] = include_bytes!("../../../tests/fixtures/heap.pb.gz");

/// Name of the example.
const EXAMPLE_NAME: &str = "example.heap.pb.gz";

/// The example as a file, as if it had been dropped.
pub fn example() -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type("application/octet-stream");
    let parts = Array::of1(&Uint8Array::from(EXAMPLE));
    File::new_with_u8_array_sequence_and_options(&parts, EXAMPLE_NAME, &options).ok()
}
