//! Remarks on a file, for the page and for programs.

use hearth_core::codes::{self, Coded};

/// A remark for whoever reads the messages: as a statement to the page, in words to programs.
pub fn said(remark: &(impl Coded + ToString)) -> String {
    if cfg!(feature = "headless") { remark.to_string() } else { codes::write(&remark.statements()) }
}
