//! What can be done with a function, as a menu where it was asked for.

use super::kind::Kind;
use crate::host;
use crate::view::Tab;
use crate::words::words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What was chosen in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Filter(Kind),
    Go(Tab),
    /// Turn the flame graph around it.
    Pivot,
    /// Copy its name.
    Copy,
    /// Nothing.
    Close,
}

#[derive(Properties, PartialEq)]
pub struct FunctionMenuProps {
    pub name: AttrValue,
    /// Where, in CSS pixels of the window.
    pub x: i32,
    pub y: i32,
    pub on_choose: Callback<Choice>,
}

/// The items: what they do, their name, what others call it, and their key.
fn items() -> Vec<(Choice, &'static str, &'static str, &'static str)> {
    let words = &words().filters;
    let filters = Kind::of_functions().iter().zip(words.aka);
    let filters =
        filters.map(|(&kind, aka)| (Choice::Filter(kind), kind.name(), aka, kind.short()));
    let others = [
        (Choice::Go(Tab::Peek), Tab::Peek.title(), words.peek, "e"),
        (Choice::Go(Tab::Source), Tab::Source.title(), words.source, "o"),
        (Choice::Pivot, words.pivot, words.pivot_aka, "v"),
        (Choice::Copy, words.copy, "", ""),
    ];
    filters.chain(others).collect()
}

#[component]
pub fn FunctionMenu(props: &FunctionMenuProps) -> Html {
    let menu = use_node_ref();
    use_effect_with((menu.clone(), props.x, props.y, props.name.clone()), |(menu, x, y, _)| {
        let before = place(menu, *x, *y);
        move || {
            if let Some(before) = before {
                let _ = before.focus();
            }
        }
    });
    let on_choose = &props.on_choose;
    let on_key = {
        let on_choose = on_choose.clone();
        move |event: KeyboardEvent| {
            // The page's own keys are about the selection.
            event.stop_propagation();
            let key = event.key();
            let choice = match &*key {
                "Escape" | "Tab" => Some(Choice::Close),
                "ArrowDown" | "ArrowUp" | "Home" | "End" => {
                    walk(&event, &key);
                    None
                }
                _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
                _ => items().into_iter().find(|item| item.3 == key).map(|item| item.0),
            };
            if let Some(choice) = choice {
                event.prevent_default();
                on_choose.emit(choice);
            }
        }
    };
    let on_press = {
        let on_choose = on_choose.clone();
        move |event: PointerEvent| {
            if event.target() == event.current_target() {
                on_choose.emit(Choice::Close);
            }
        }
    };
    html! {
        <div
            class="menu-ground"
            onpointerdown={on_press}
            oncontextmenu={|event: MouseEvent| event.prevent_default()}
        >
            <div class="menu" ref={menu}>
                <p>{ &props.name }</p>
                <div role="menu" aria-label={&props.name} data-testid="menu" onkeydown={on_key}>
                    for (choice, name, aka, key) in items() {
                        <button
                            type="button"
                            role="menuitem"
                            tabindex="-1"
                            onclick={on_choose.reform(move |_: MouseEvent| choice)}
                        >
                            <span>{ name }</span>
                            <span class="dim">{ aka }</span>
                            if !key.is_empty() { <kbd aria-hidden="true">{ key }</kbd> }
                        </button>
                    }
                </div>
            </div>
        </div>
    }
}

/// Puts the menu at a place, as far as it fits, and gives it the keyboard; says what had
/// it before.
fn place(menu: &NodeRef, x: i32, y: i32) -> Option<HtmlElement> {
    let menu: HtmlElement = menu.cast()?;
    let ((begin, above), (width, height)) = (host::offset(), host::size());
    let fit = |at: i32, from: f64, room: f64, own: i32| {
        (at - from as i32).min(room as i32 - own - 4).max(4)
    };
    let left = fit(x, begin, width, menu.offset_width());
    let top = fit(y, above, height, menu.offset_height());
    let _ = menu.style().set_property("left", &[&*left.to_string(), "px"].concat());
    let _ = menu.style().set_property("top", &[&*top.to_string(), "px"].concat());
    let before = host::active();
    let first = menu.query_selector("[role=menuitem]").ok().flatten()?;
    let _ = first.dyn_into::<HtmlElement>().ok()?.focus();
    before
}

/// Moves the keyboard to another item; from the last one to the first.
fn walk(event: &KeyboardEvent, key: &str) {
    event.prevent_default();
    let here = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let here = here.and_then(|h| h.closest("[role=menuitem]").ok().flatten());
    let Some((here, menu)) = here.and_then(|h| h.parent_element().map(|menu| (h, menu))) else {
        return;
    };
    let (first, last) = (menu.first_element_child(), menu.last_element_child());
    let next = match key {
        "Home" => first,
        "End" => last,
        "ArrowDown" => here.next_element_sibling().or(first),
        _ => here.previous_element_sibling().or(last),
    };
    if let Some(next) = next.and_then(|n| n.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
