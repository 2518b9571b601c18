//! Keys of the sidebar, and the row that an event happened in.

use hearth_messages::FileId;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// The file of the row that an event happened in.
pub fn file_of(event: &Event) -> Option<FileId> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row = target.closest("[data-part=row]").ok()??;
    row.get_attribute("data-file")?.parse().ok()
}

/// The file that Space marks: its row has the keyboard.
pub fn mark_of(event: &KeyboardEvent) -> Option<FileId> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_row = target.matches(".file > .show").unwrap_or(false);
    if event.key() == " " && is_row { file_of(event) } else { None }
}

/// Keys: up and down go from row to row, left and right fold and unfold, Delete closes.
pub fn walk(event: KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    if here.tag_name() != "BUTTON" {
        return;
    }
    let row = here.closest("[data-part=row]").ok().flatten();
    let press = |class: &str| {
        let button = row.as_ref().and_then(|row| row.query_selector(class).ok().flatten());
        button.and_then(|button| button.dyn_into::<HtmlElement>().ok())
    };
    let forward = match &*event.key() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        key @ ("ArrowRight" | "ArrowLeft") => {
            let wanted = if key == "ArrowRight" { "false" } else { "true" };
            if let Some(fold) = press(&format!(".fold[aria-expanded={wanted}]")) {
                event.prevent_default();
                fold.click();
            }
            return;
        }
        "Delete" => {
            if let Some(close) = press(".close") {
                event.prevent_default();
                close.click();
            }
            return;
        }
        _ => return,
    };
    let (Some(all), Some(row)) = (
        here.closest(".documents").ok().flatten(),
        row.and_then(|row| row.dyn_into::<Element>().ok()),
    ) else {
        return;
    };
    let Ok(rows) = all.query_selector_all("[data-part=row] > .show") else { return };
    // Those of folded series are not seen.
    let shows = (0..rows.length()).filter_map(|i| rows.get(i)?.dyn_into::<HtmlElement>().ok());
    let shows: Vec<HtmlElement> = shows.filter(|show| show.offset_parent().is_some()).collect();
    let at = shows.iter().position(|show| row.contains(Some(show)));
    let to =
        at.and_then(|at| if forward { shows.get(at + 1) } else { shows.get(at.checked_sub(1)?) });
    if let Some(to) = to {
        event.prevent_default();
        let _ = to.focus();
    }
}
