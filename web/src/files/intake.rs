//! The ways in: drop anywhere on the page, paste, and the file button.

use super::folder;
use crate::host;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, File, FileList, HtmlInputElement, Node};
use yew::Callback;

/// Files, with their paths in what was dropped.
pub type Folders = Vec<(String, File)>;

/// Listens for files for as long as it lives.
pub struct Intake {
    _listeners: Vec<EventListener>,
}

/// Listens on the whole page. `on_drag` says whether files are being dragged
/// over it. Folders are gone through: `on_folders` gets all files in them;
/// `on_unread` hears the names of those that the browser does not read.
pub fn listen(
    on_files: Callback<Vec<File>>,
    on_folders: Callback<Folders>,
    on_unread: Callback<Vec<String>>,
    on_drag: Callback<bool>,
) -> Intake {
    let mut listeners = Vec::new();
    for name in ["dragenter", "dragover", "dragleave", "drop"] {
        let (on_files, on_drag) = (on_files.clone(), on_drag.clone());
        let (on_folders, on_unread) = (on_folders.clone(), on_unread.clone());
        let active = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&host::intake(), name, active, move |event| {
                if let Some(event) = event.dyn_ref::<DragEvent>() {
                    drag(event, &on_files, &on_folders, &on_unread, &on_drag);
                }
            });
        listeners.push(listener);
    }
    if let Some(document) = host::root().owner_document() {
        listeners.push(EventListener::new(&document, "paste", move |event| {
            if !host::is_read_only() && host::hears(event) {
                let data = event.dyn_ref::<ClipboardEvent>().and_then(|e| e.clipboard_data());
                take(data.and_then(|d| d.files()), &on_files);
            }
        }));
    }
    Intake { _listeners: listeners }
}

fn drag(
    event: &DragEvent,
    on_files: &Callback<Vec<File>>,
    on_folders: &Callback<Folders>,
    on_unread: &Callback<Vec<String>>,
    on_drag: &Callback<bool>,
) {
    let Some(data) = event.data_transfer() else { return };
    let has_files = data.types().includes(&"Files".into(), 0);
    if !has_files || host::is_read_only() {
        return;
    }
    match &*event.type_() {
        // Leaving the page, not one element of it for another.
        "dragleave" => {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if to.is_none() || !host::root().contains(to.as_ref()) {
                on_drag.emit(false);
            }
        }
        "drop" => {
            event.prevent_default();
            on_drag.emit(false);
            let Some(entries) = folder::dropped(&data) else {
                return take(data.files(), on_files);
            };
            let on_folders = on_folders.clone();
            let on_unread = on_unread.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let found = folder::walk(entries).await;
                if !found.files.is_empty() {
                    on_folders.emit(found.files);
                }
                if !found.unread.is_empty() {
                    on_unread.emit(found.unread);
                }
            });
        }
        _ => {
            event.prevent_default();
            data.set_drop_effect("copy");
            on_drag.emit(true);
        }
    }
}

/// The files that were chosen with a file button, which can then be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = list(input.files());
    input.set_value("");
    files
}

fn take(files: Option<FileList>, on_files: &Callback<Vec<File>>) {
    let files = list(files);
    if !files.is_empty() {
        on_files.emit(files);
    }
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map_or(Vec::new(), |files| (0..files.length()).filter_map(|i| files.get(i)).collect())
}
