//! Bounds of the page where it is a part of somebody else's document: which events are
//! its own, how large it is, what in it has the keyboard.

use super::{HOST, Host, is_guest, root};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, Node};

/// Target for a `resize` of the page.
pub fn frame() -> EventTarget {
    match web_sys::window() {
        Some(window) if !is_guest() => window.into(),
        _ => root().into(),
    }
}

/// Target on which files can be dropped.
pub fn intake() -> EventTarget {
    match root().owner_document() {
        Some(document) if !is_guest() => document.into(),
        _ => root().into(),
    }
}

/// Width and height of the page, in CSS pixels.
pub fn size() -> (f64, f64) {
    let room = HOST.with(Host::place).get_bounding_client_rect();
    (room.width(), room.height())
}

/// Where the page begins in the window.
pub fn offset() -> (f64, f64) {
    let room = HOST.with(Host::place).get_bounding_client_rect();
    (room.left(), room.top())
}

/// Element that an event happened on: seen from outside a shadow tree, events in it happen on the
/// element that it belongs to.
pub fn target(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Returns whether an event that was heard on the document or the window is meant for this page:
/// it has the keyboard, or nothing has and the pointer is over it.
pub fn hears(event: &Event) -> bool {
    if !is_guest() {
        return true;
    }
    let (path, root) = (event.composed_path(), root());
    let nothing_has_it = |e: Element| matches!(&*e.tag_name(), "BODY" | "HTML");
    path.includes(&root, 0)
        || target(event).is_some_and(nothing_has_it) && root.matches(":hover").unwrap_or(false)
}

/// The element of the page that has the keyboard.
pub fn active() -> Option<HtmlElement> {
    HOST.with(Host::tree).active_element()?.dyn_into().ok()
}

/// Returns whether the user has marked text in the page.
pub fn has_marked_text() -> bool {
    let of_window = || web_sys::window()?.get_selection().ok()?;
    let selection = HOST.with(Host::tree).get_selection().unwrap_or_else(|_| of_window());
    let is_here = |node: Option<Node>| root().contains(node.as_ref());
    selection.is_some_and(|s| !s.is_collapsed() && (!is_guest() || is_here(s.anchor_node())))
}
