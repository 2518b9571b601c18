//! The line above the graph: what is looked for, and how the graph is drawn.

use super::palette::Mode;
use super::scene::Scene;
use super::{Change, Look};
use crate::view::{searching, tools};
use crate::words::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Callbacks of the line to the view.
pub struct Hands {
    pub search: searching::Hands,
    /// The graph is turned around what is selected, or back.
    pub on_pivot: Callback<MouseEvent>,
    pub on_change: Callback<Change>,
}

/// The line. `typed` is what stands in the search, which the look follows a moment later.
pub fn toolbar(look: &Look, scene: &Scene, typed: &str, can_pivot: bool, hands: Hands) -> Html {
    let words = &words().flame;
    let Hands { search, on_pivot, on_change } = hands;
    let change = |change: Change| {
        let on_change = on_change.clone();
        Callback::from(move |_: MouseEvent| on_change.emit(change.clone()))
    };
    let found =
        (!scene.search.is_empty()).then_some((scene.matched_functions, scene.matched, scene.total));
    let mode = {
        let on_change = on_change.clone();
        move |event: Event| {
            // A `select` has its value where an `input` has it.
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            on_change.emit(Change::Mode(Mode::from_word(&value)));
        }
    };
    let toggle = |name: &str, label, title, pressed, onclick| {
        tools::button(name.to_owned(), label, title, Some(pressed), false, onclick)
    };
    html! {
        <div class="tools" role="toolbar" aria-label={words.tools}>
            { searching::field(typed, found, search) }
            { toggle("flame-collapse", words.collapse, words.collapse_title, look.collapse,
                change(Change::Collapse(!look.collapse))) }
            { tools::button("flame-pivot".to_owned(),
                if can_pivot { words.pivot } else { words.pivot_none }, words.pivot_title,
                Some(!look.pivot.is_empty()), !can_pivot, on_pivot) }
            if !look.pivot.is_empty() {
                <span class="pivot" data-testid="pivot">
                    <span class="name" title={look.pivot.clone()}>{ crate::view::split_name(&look.pivot).1 }</span>
                    <button
                        type="button"
                        class="icon"
                        aria-label={words.unpivot}
                        title={words.unpivot}
                        onclick={change(Change::Pivot(String::new()))}
                    >{ "×" }</button>
                </span>
            }
            { toggle("flame-heavy", words.heavy, words.heavy_title, look.heavy,
                change(Change::Heavy(!look.heavy))) }
            { toggle("flame-up", words.up, words.up_title, look.up, change(Change::Up(!look.up))) }
            if scene.over.0.is_none() {
                <select
                    data-testid="flame-colours"
                    aria-label={words.colors}
                    title={words.colors_title}
                    onchange={mode}
                >
                    for mode in Mode::ALL {
                        <option value={mode.word()} selected={mode == look.mode}>
                            { words.modes[mode as usize] }
                        </option>
                    }
                </select>
            }
        </div>
    }
}
