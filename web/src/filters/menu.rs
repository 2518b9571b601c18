//! Menu of what can be done with a function, where it was asked for.

use super::kind::Kind;
use crate::host::{self, Outside};
use crate::names::shown;
use crate::view::Tab;
use crate::words::menus;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Choice in the menu.
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
    let words = menus();
    let filters = Kind::of_functions().iter().zip(crate::words::code::words().kinds);
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
    let on_choose = &props.on_choose;
    {
        let of = (menu.clone(), props.x, props.y, props.name.clone());
        let on_choose = on_choose.clone();
        use_effect_with(of, move |(menu, x, y, _)| {
            let before = place(menu, *x, *y);
            let listening = listen(menu, on_choose);
            move || {
                drop(listening);
                if let Some(before) = before.filter(|_| is_unclaimed()) {
                    let _ = before.focus();
                }
            }
        });
    }
    html! {
        <div
            class="menu over"
            ref={menu}
            oncontextmenu={|event: MouseEvent| event.prevent_default()}
        >
            <p><bdi>{ shown(&props.name) }</bdi></p>
            <div role="menu" aria-label={shown(&props.name)} data-testid="menu">
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
    }
}

/// Hears what closes the menu, and its keys: they are the page's own, about the selection,
/// everywhere else, so it hears them first.
fn listen(menu: &NodeRef, on_choose: Callback<Choice>) -> Option<(Outside, EventListener)> {
    let menu: Element = menu.cast()?;
    let close = on_choose.clone();
    let outside = Outside::new(&menu, move |_| close.emit(Choice::Close));
    let options = EventListenerOptions::enable_prevent_default();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, ..options };
    let window = web_sys::window()?;
    let keys = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_within = event.composed_path().includes(&menu, 0);
        if is_within || is_unclaimed() && host::hears(event) {
            key(event, &menu, &on_choose);
        }
    });
    Some((outside, keys))
}

fn key(event: &KeyboardEvent, menu: &Element, on_choose: &Callback<Choice>) {
    event.stop_propagation();
    let key = event.key();
    let choice = match &*key {
        "Tab" => Some(Choice::Close),
        "ArrowDown" | "ArrowUp" | "Home" | "End" => {
            walk(event, menu, &key);
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

/// Nothing but the menu has the keyboard: it may go back to where it was. What was pressed
/// to close the menu keeps it.
fn is_unclaimed() -> bool {
    host::active().is_none_or(|e| e.tag_name() == "BODY" || e.matches(".menu *").unwrap_or(false))
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
fn walk(event: &KeyboardEvent, menu: &Element, key: &str) {
    event.prevent_default();
    let here = host::target(event).and_then(|t| t.closest("[role=menuitem]").ok().flatten());
    let Some(items) = menu.query_selector("[role=menu]").ok().flatten() else { return };
    let (first, last) = (items.first_element_child(), items.last_element_child());
    let next = match key {
        "Home" => first,
        "End" => last,
        "ArrowDown" => here.and_then(|here| here.next_element_sibling()).or(first),
        _ => here.and_then(|here| here.previous_element_sibling()).or(last),
    };
    if let Some(next) = next.and_then(|n| n.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
