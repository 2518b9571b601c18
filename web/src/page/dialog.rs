//! Common parts of the page's dialogs.

use crate::host::{self, Outside, Reason};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

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

/// A dialog that is open as long as it is there: the browser's own, which keeps the keyboard inside.
#[hook]
pub fn use_open_dialog() -> NodeRef {
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        let dialog = dialog.cast::<HtmlDialogElement>();
        let listening = dialog.map(|dialog| {
            // Over somebody else's page it would block all of that.
            if host::is_guest() {
                dialog.show();
            } else {
                let _ = dialog.show_modal();
            }
            close_from_outside(&dialog)
        });
        move || drop(listening)
    });
    dialog
}
