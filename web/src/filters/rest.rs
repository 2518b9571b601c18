//! What of the filters comes after the first view: the build puts these functions into what
//! is loaded then. Nobody calls them before it is there.

use super::bar::{Bar, BarMsg, BarProps};
use super::chip_list;
use super::chips::{Chip, Off};
use super::kind::Kind;
use super::menu::{Choice, FunctionMenu};
use super::options::{self, Changing};
use super::pattern::Pattern;
use super::presets::Presets;
use super::refused;
use crate::words::code;
use hearth_core::query::Query;
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

/// What to do about filters that are refused, or that leave nothing.
#[inline(never)]
pub fn way_out(query: &Query, off: &Off, why: &str, on_query: &Callback<(Query, Off)>) -> Html {
    refused::way_out(query, off, why, on_query)
}

/// The chips of the profile's own presets, each with its number among them; those that would
/// change nothing are left out.
#[inline(never)]
pub fn known(expressions: &[String]) -> Vec<(Chip, usize)> {
    let there = expressions.iter().enumerate().filter(|(_, expression)| !expression.is_empty());
    let chip = |(i, expression): (usize, &String)| {
        // What collects garbage or waits is left out with its stacks; the rest is charged to its callers.
        let kind = if matches!(i, 1 | 3) { Kind::Ignore } else { Kind::Hide };
        (Chip::new(kind, Pattern::whole(expression)), i)
    };
    there.map(chip).collect()
}

/// The same, each with its text.
#[inline(never)]
pub fn names(expressions: &[String]) -> Vec<(Chip, &'static str)> {
    let presets = &code::words().presets;
    known(expressions).into_iter().map(|(chip, i)| (chip, presets[i][2])).collect()
}

/// What the popover of the kinds of filters holds: each with what it does.
#[inline(never)]
pub fn kinds(now: Kind, link: &Scope<Bar>) -> Html {
    let words = code::words();
    html! {
        <ul>
            for (kind, what) in Kind::ALL.into_iter().zip(words.kinds) {
                <li>
                    <button
                        type="button"
                        aria-pressed={(kind == now).to_string()}
                        data-kind={kind.name()}
                        popovertarget="filter-kinds"
                        popovertargetaction="hide"
                        onclick={link.callback(move |_: MouseEvent| BarMsg::Kind(kind))}
                    >
                        <b>{ kind.name() }</b>
                        <span class="dim">{ what }</span>
                    </button>
                </li>
            }
        </ul>
    }
}

/// What is said of a text that is found nowhere.
#[inline(never)]
pub fn no_match() -> &'static str {
    code::words().no_match
}

/// What is said of an expression that is offered.
#[inline(never)]
pub fn as_expression() -> &'static str {
    code::words().as_expression
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
