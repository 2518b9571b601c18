//! Menu of what can be done with a function, where it was asked for.

use super::kind::Kind;
use crate::menu::{Item, Menu};
use crate::names::shown;
use crate::view::Tab;
use crate::words::menus;
use std::rc::Rc;
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

/// Items of the menu: what they do, their names, what others call them, and their keys.
fn choices() -> Vec<(Choice, &'static str, &'static str, &'static str)> {
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

/// See the module.
#[component]
pub fn FunctionMenu(props: &FunctionMenuProps) -> Html {
    let item = |(choice, name, about, key): (Choice, &'static str, &'static str, &'static str)| {
        let run = props.on_choose.reform(move |()| choice);
        Item { name: name.into(), about: about.into(), key, run }
    };
    let items = Rc::new(choices().into_iter().map(item).collect::<Vec<_>>());
    html! { <Menu
        title={shown(&props.name)}
        x={props.x}
        y={props.y}
        {items}
        on_close={props.on_choose.reform(|()| Choice::Close)}
    /> }
}
