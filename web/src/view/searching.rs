//! The field in which both graphs are searched, and what it says of what is found.

use crate::format;
use crate::words::{fill, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Callbacks of the field to its view.
pub struct Hands {
    /// Something is typed.
    pub on_typed: Callback<String>,
    /// To the next one that is found, or to the one before.
    pub on_find: Callback<bool>,
    /// The search is left; nothing is looked for any more.
    pub on_leave: Callback<()>,
}

/// The field with what stands in it, which the search follows a moment later; and how many
/// functions it finds and their weight, out of a total, if anything is looked for.
pub fn field(typed: &str, found: Option<(u32, i64, i64)>, hands: Hands) -> Html {
    let words = &words().flame;
    let Hands { on_typed, on_find, on_leave } = hands;
    let oninput = on_typed
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = move |event: KeyboardEvent| {
        match &*event.key() {
            "Enter" => on_find.emit(!event.shift_key()),
            "Escape" => on_leave.emit(()),
            _ => return,
        }
        event.prevent_default();
    };
    let said = found.map_or(String::new(), |(functions, matched, total)| {
        let text = if functions == 1 { words.found_one } else { words.found };
        let count = format::count(f64::from(functions));
        fill(text, &[&count, &format::share(matched, total)])
    });
    html! {
        <>
            <input
                class="search"
                type="search"
                data-search=""
                data-testid="search-input"
                placeholder={words.search}
                aria-label={words.search}
                title={words.search_title}
                autocomplete="off"
                spellcheck="false"
                value={typed.to_owned()}
                {oninput}
                {onkeydown}
            />
            <span class="found" data-testid="search-found" role="status">{ said }</span>
        </>
    }
}
