//! Parts that tables share: figures and bars, names, the field that searches, the clipboard, and
//! lines that the arrow keys walk.
//!
//! A line is an element with `data-line`; the lines of one list are siblings. One that
//! shows a function has its name in `data-name`. Views listen in one place for all lines.

use super::top::TopTable;
use super::{Actions, Tab, shown, split_name};
use crate::clipboard::{self, Copied, What};
use crate::format;
use crate::shortcuts;
use crate::words::{fill, lists, words};
use hearth_core::measure;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Spelling of the values of one view.
pub struct Figures<'a> {
    /// The total that shares are of.
    pub total: i64,
    /// The values' unit.
    pub unit: &'a str,
    /// The unit to show them in.
    pub output_unit: &'a str,
}

impl Figures<'_> {
    /// A value with its unit.
    pub fn value(&self, value: i64) -> String {
        measure::scaled_label(value, self.unit, self.output_unit)
    }

    /// A value as a share of the total.
    pub fn share(&self, value: i64) -> String {
        format::share(value, self.total)
    }

    /// A value and its share, in words: `1.20s (12.00%)`.
    pub fn both(&self, value: i64) -> String {
        [&*self.value(value), " (", &self.share(value), ")"].concat()
    }

    /// A cell with a value, and its share of the total as a bar behind it.
    pub fn cell(&self, class: &'static str, value: i64) -> Html {
        html! {
            <span role="gridcell" class={classes!("number", class)}>
                { bar(value, self.total) }
                <span class="figure">{ self.value(value) }</span>
            </span>
        }
    }
}

/// The share as a bar. An attribute of a drawing says how long it is, since the page's
/// policy allows no `style` attribute.
pub fn bar(value: i64, total: i64) -> Html {
    let share = if total == 0 { 0.0 } else { (value as f64 / total as f64).abs() };
    let width = format::number(share.min(1.0) * 100.0);
    let class = if value < 0 { "share-bar negative" } else { "share-bar" };
    html! {
        <svg {class} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect {width} height="1" />
        </svg>
    }
}

/// A cell with a text, as those with shares are.
pub fn cell(class: &'static str, text: String) -> Html {
    html! { <span role="gridcell" {class}>{ text }</span> }
}

/// The names of a table's columns, with their classes.
pub fn head(columns: &[(&'static str, &'static str)]) -> Html {
    html! {
        <div role="row" class="head">
            for (class, text) in columns {
                <span role="columnheader" class={*class}>{ *text }</span>
            }
        </div>
    }
}

/// A cell with a function's name, and what pprof adds to it.
pub fn name_cell(name: &str, suffix: &'static str) -> Html {
    let name = shown(name);
    let (path, own) = split_name(&name);
    html! {
        <span role="gridcell" class="name" title={[&*name, suffix].concat()}>
            // One run of text: it is cut at its beginning, and copied whole.
            <span class="text">
                <span class="path">{ path }</span>
                { own }
                <span class="suffix">{ suffix }</span>
            </span>
        </span>
    }
}

/// A field that searches in a view, while it is typed.
pub fn search_field(
    value: &str,
    label: &'static str,
    invalid: bool,
    on_input: impl Fn(String) + 'static,
) -> Html {
    let oninput = move |event: InputEvent| {
        on_input(event.target_unchecked_into::<HtmlInputElement>().value());
    };
    html! {
        <input
            type="search"
            class="search"
            data-search=""
            data-testid="search-input"
            placeholder={label}
            aria-label={label}
            aria-invalid={invalid.then_some("true")}
            spellcheck="false"
            autocomplete="off"
            value={value.to_owned()}
            {oninput}
            onkeydown={leave_field}
        />
    }
}

/// From the field that searches, the keyboard goes on to what was found.
fn leave_field(event: KeyboardEvent) {
    let field: HtmlInputElement = event.target_unchecked_into();
    let leaves = match &*event.key() {
        "Enter" | "ArrowDown" => !event.is_composing(),
        "Escape" => field.value().is_empty(),
        _ => false,
    };
    let view = field.closest("#view").ok().flatten().filter(|_| leaves);
    if let Some(view) = view {
        event.prevent_default();
        focus(view.query_selector(".scroller[tabindex], [data-line]").ok().flatten());
    }
}

/// Gives an element the keyboard, and shows it.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The element around what an event happened on that fits a selector.
pub fn around(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// The function on whose line an event happened.
pub fn name_at(event: &Event) -> Option<String> {
    around(event, "[data-name]")?.get_attribute("data-name")
}

/// Some functions to choose from, the heaviest of Top, and the way to all of them.
pub fn choices(top: Option<&TopTable>, actions: &Actions) -> Html {
    let on_go = actions.on_go.clone();
    let to_top = move |_| on_go.emit((Tab::Top, String::new()));
    let names = top.iter().flat_map(|top| top.names.iter().take(10));
    html! {
        <>
            <div class="choices" role="list">
                for name in names {
                    <div role="listitem">
                        <button type="button" class="plain" data-name={name.to_owned()}>{ shown(name) }</button>
                    </div>
                }
            </div>
            <button type="button" onclick={to_top}>{ lists().to_top }</button>
        </>
    }
}

/// Keys on a line: arrows walk, Enter does what a click does. A line's button is to its
/// right.
pub fn key(event: KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(line) = around(&event, "[data-line]") else { return };
    let is_on_line = event.target().is_some_and(|t| t == ***line);
    let list = line.parent_element();
    let to = match &*event.key() {
        "ArrowDown" => line.next_element_sibling(),
        "ArrowUp" => line.previous_element_sibling(),
        "ArrowRight" => line.query_selector("button").ok().flatten(),
        "ArrowLeft" => Some((*line).clone()),
        "Home" => list.and_then(|l| l.first_element_child()),
        "End" => list.and_then(|l| l.last_element_child()),
        "Enter" | " " if is_on_line => {
            line.click();
            None
        }
        _ => return,
    };
    // Also where there is nowhere to go: the page should not scroll instead. But a
    // button's own Enter is the browser's.
    if is_on_line || to.is_some() {
        event.prevent_default();
    }
    focus(to);
}

/// Opens the menu of the function on whose line it is asked for, by mouse or keyboard.
pub fn on_menu(actions: &Actions) -> Callback<MouseEvent> {
    let on_menu = actions.on_menu.clone();
    Callback::from(move |event: MouseEvent| {
        if let (Some(name), Some(line)) = (name_at(&event), around(&event, "[data-line]")) {
            event.prevent_default();
            let (x, y) = menu_place(&event, &line);
            on_menu.emit((name, x, y));
        }
    })
}

/// Where a menu opens: at the pointer, or below the line if the keyboard asked.
pub fn menu_place(event: &MouseEvent, line: &Element) -> (i32, i32) {
    match (event.client_x(), event.client_y()) {
        (0, 0) => {
            let line = line.get_bounding_client_rect();
            (line.left() as i32 + 16, line.bottom() as i32)
        }
        place => place,
    }
}

/// Hint on selecting a function for a view that has none: with the keys that come back to it,
/// where there are keys.
pub fn how_to_select(back: &[&str]) -> String {
    let w = words();
    let [with_keys, without] = lists().how_to_select;
    let or = [" ", w.filters.or, " "].concat();
    if shortcuts::has_keyboard() { fill(with_keys, &[&back.join(&or)]) } else { without.to_owned() }
}

/// Puts a text on the clipboard, in answer to a key or a click, and tells the user.
pub fn copy_text(text: String) {
    clipboard::copy(text, What::Text);
}

/// Answers the browser's `copy`, and tells the user.
pub fn fill_clipboard(event: &Event, text: String) {
    clipboard::fill(event, &text);
    clipboard::tell(Copied { text, what: What::Text, is_done: true });
}

/// Part of each of a view's lists that is shown: few lines at first, more on wish.
pub struct More {
    of: usize,
    steps: UseStateHandle<(usize, Vec<usize>)>,
}

/// See [`More`]; `of` is the address of the data: other data starts anew.
#[hook]
pub fn use_more(of: usize) -> More {
    More { of, steps: use_state(Default::default) }
}

impl More {
    /// Number of times that more of a list was asked for.
    pub fn steps(&self, list: usize) -> usize {
        let (of, steps) = &*self.steps;
        steps.get(list).copied().filter(|_| *of == self.of).unwrap_or(0)
    }

    /// Shows this much of a list.
    pub fn set(&self, list: usize, steps: usize) {
        let (of, mut all) = (*self.steps).clone();
        if of != self.of {
            all.clear();
        }
        all.resize(all.len().max(list + 1), 0);
        all[list] = steps;
        self.steps.set((self.of, all));
    }

    /// A click on the line that asks for more of a list; says whether it was one.
    pub fn click(&self, event: &MouseEvent) -> bool {
        let list = around(event, "[data-more]").and_then(|l| l.get_attribute("data-more"));
        let Some(list) = list.and_then(|l| l.parse().ok()) else { return false };
        self.set(list, self.steps(list) + 1);
        true
    }
}

/// The line that asks for more of a list, of which this many are hidden.
pub fn more_line(list: usize, hidden: usize) -> Html {
    if hidden == 0 {
        return Html::default();
    }
    let text = fill(lists().more, &[&format::count(hidden as f64)]);
    html! {
        <div
            role="row"
            class="row more"
            tabindex="-1"
            data-line=""
            data-more={list.to_string()}
            data-testid="more"
        >
            <span role="gridcell">{ text }</span>
        </div>
    }
}

/// Returns whether the user has marked text in the page, which is then what is to be copied.
pub fn has_marked_text() -> bool {
    crate::host::has_marked_text()
}

/// Gives a view's first line the keyboard, unless something else has it.
pub fn take_keyboard(view: &NodeRef) {
    let Some(view) = view.cast::<Element>() else { return };
    let line = view.query_selector("[data-line]").ok().flatten();
    if let Some(line) = line.as_ref().and_then(|l| l.dyn_ref()) {
        super::focus_if_free(line);
    }
}
