//! Common parts of the page's dialogs.

use crate::host::{Outside, Reason};
use web_sys::HtmlDialogElement;

/// Closes an open dialog by a press outside of it, and by Escape wherever the keyboard is, for as
/// long as the result lives. Closed, it gives the keyboard back to what had it.
pub fn close_from_outside(dialog: &HtmlDialogElement) -> Outside {
    let closing = dialog.clone();
    Outside::new(dialog, move |reason| {
        if reason != Reason::Moved {
            closing.close();
        }
    })
}
