//! Menu at a place of the page: of what can be done with what was pressed there. It takes the
//! keyboard and gives it back.

use crate::host::{self, Outside};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Item of a menu.
#[derive(Clone, PartialEq)]
pub struct Item {
    pub name: AttrValue,
    /// Short description, or the name that others use; may be empty.
    pub about: AttrValue,
    /// Key that chooses it; empty: none.
    pub key: &'static str,
    pub run: Callback<()>,
}

#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// Name of what it is about.
    pub title: AttrValue,
    /// Where, in CSS pixels of the window.
    pub x: i32,
    pub y: i32,
    pub items: Rc<Vec<Item>>,
    /// It is to go; what was chosen is called before.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let menu = use_node_ref();
    {
        let of = (menu.clone(), props.x, props.y, props.title.clone());
        let (items, on_close) = (props.items.clone(), props.on_close.clone());
        use_effect_with(of, move |(menu, x, y, _)| {
            let before = place(menu, *x, *y);
            let listening = listen(menu, items, on_close);
            move || {
                drop(listening);
                if let Some(before) = before.filter(|_| is_unclaimed()) {
                    let _ = before.focus();
                }
            }
        });
    }
    let choose = |item: &Item| {
        let (run, on_close) = (item.run.clone(), props.on_close.clone());
        move |_: MouseEvent| {
            run.emit(());
            on_close.emit(());
        }
    };
    html! {
        <div
            class="menu over"
            ref={menu}
            oncontextmenu={|event: MouseEvent| event.prevent_default()}
        >
            <p><bdi>{ &props.title }</bdi></p>
            <div role="menu" aria-label={props.title.clone()} data-testid="menu">
                for item in props.items.iter() {
                    <button type="button" role="menuitem" tabindex="-1" onclick={choose(item)}>
                        <span>{ &item.name }</span>
                        <span class="dim">{ &item.about }</span>
                        if !item.key.is_empty() { <kbd aria-hidden="true">{ item.key }</kbd> }
                    </button>
                }
            </div>
        </div>
    }
}

/// Hears what closes the menu, and its keys: they are the page's own, about the selection,
/// everywhere else, so it hears them first.
fn listen(
    menu: &NodeRef,
    items: Rc<Vec<Item>>,
    on_close: Callback<()>,
) -> Option<(Outside, EventListener)> {
    let menu: Element = menu.cast()?;
    let close = on_close.clone();
    let outside = Outside::new(&menu, move |_| close.emit(()));
    let options = EventListenerOptions::enable_prevent_default();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, ..options };
    let window = web_sys::window()?;
    let keys = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_within = event.composed_path().includes(&menu, 0);
        if is_within || is_unclaimed() && host::hears(event) {
            key(event, &menu, &items, &on_close);
        }
    });
    Some((outside, keys))
}

fn key(event: &KeyboardEvent, menu: &Element, items: &[Item], on_close: &Callback<()>) {
    event.stop_propagation();
    let key = event.key();
    let item = items.iter().find(|item| !item.key.is_empty() && item.key == key);
    match (&*key, item) {
        ("ArrowDown" | "ArrowUp" | "Home" | "End", _) => return walk(event, menu, &key),
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
        (_, Some(item)) => item.run.emit(()),
        ("Tab", _) => {}
        _ => return,
    }
    event.prevent_default();
    on_close.emit(());
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
