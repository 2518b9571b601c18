//! What of the filters comes after the first view: the build puts these functions into what
//! is loaded then. Nobody calls them before it is there.

use super::bar::{Bar, BarProps};
use super::chip_list;
use super::chips::Chip;
use super::menu::{Choice, FunctionMenu};
use super::options::{self, Changing};
use super::presets::Presets;
use hearth_messages::Summary;
use yew::html::Scope;
use yew::prelude::*;

/// What the popover of presets holds.
#[inline(never)]
pub fn presets(
    props: &BarProps,
    chips: &[Chip],
    presets: &Presets,
    name: &NodeRef,
    link: &Scope<Bar>,
) -> Html {
    chip_list::presets(props, chips, presets, name, link)
}

/// What the popover of options holds.
#[inline(never)]
pub fn options(changing: &Changing, summary: &Summary, unit: &str) -> Html {
    options::options(changing, summary, unit)
}

/// The menu of a function, at a place in the window.
#[inline(never)]
pub fn menu(name: String, (x, y): (i32, i32), on_choose: Callback<Choice>) -> Html {
    html! { <FunctionMenu {name} {x} {y} {on_choose} /> }
}
