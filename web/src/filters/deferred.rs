//! Part of the deferred chunk: what of the filters is not needed for the first view.

use super::bar::{Bar, BarMsg, BarProps};
use super::chip_list;
use super::chips::{Chip, Off};
use super::kind::Kind;
use super::options::{self, Changing};
use super::pattern::Pattern;
use super::presets::Presets;
use super::refused;
use crate::words::code;
use hearth_core::query::Query;
use hearth_messages::Summary;
use yew::html::Scope;
use yew::prelude::*;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Content of the popover of presets.
    fn presets(
        &self,
        props: &BarProps,
        chips: &[Chip],
        presets: &Presets,
        name: &NodeRef,
        link: &Scope<Bar>,
    ) -> Html;

    /// Remedies where filters are refused, or leave nothing.
    fn way_out(
        &self,
        query: &Query,
        off: &Off,
        why: &str,
        on_query: &Callback<(Query, Off)>,
    ) -> Html;

    /// The chips of the profile's own presets, each with its number among them; those that would
    /// change nothing are left out.
    fn known(&self, expressions: &[String]) -> Vec<(Chip, usize)>;

    /// The same, each with its text.
    fn names(&self, expressions: &[String]) -> Vec<(Chip, &'static str)>;

    /// Content of the popover of the kinds of filters: each with what it does.
    fn kinds(&self, now: Kind, link: &Scope<Bar>) -> Html;

    /// Message about a text that is found nowhere.
    fn no_match(&self) -> &'static str;

    /// Name of an expression that is offered.
    fn as_expression(&self) -> &'static str;

    /// Content of the popover of options.
    fn options(&self, changing: &Changing, summary: &Summary, unit: &str) -> Html;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn presets(
        &self,
        props: &BarProps,
        chips: &[Chip],
        presets: &Presets,
        name: &NodeRef,
        link: &Scope<Bar>,
    ) -> Html {
        chip_list::presets(props, chips, presets, name, link)
    }

    fn way_out(
        &self,
        query: &Query,
        off: &Off,
        why: &str,
        on_query: &Callback<(Query, Off)>,
    ) -> Html {
        refused::way_out(query, off, why, on_query)
    }

    fn known(&self, expressions: &[String]) -> Vec<(Chip, usize)> {
        known(expressions)
    }

    fn names(&self, expressions: &[String]) -> Vec<(Chip, &'static str)> {
        let presets = &code::words().presets;
        known(expressions).into_iter().map(|(chip, i)| (chip, presets[i][2])).collect()
    }

    fn kinds(&self, now: Kind, link: &Scope<Bar>) -> Html {
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

    fn no_match(&self) -> &'static str {
        code::words().no_match
    }

    fn as_expression(&self) -> &'static str {
        code::words().as_expression
    }

    fn options(&self, changing: &Changing, summary: &Summary, unit: &str) -> Html {
        options::options(changing, summary, unit)
    }
}

/// The chips of the profile's own presets, each with its number among them; those that would
/// change nothing are left out.
pub(super) fn known(expressions: &[String]) -> Vec<(Chip, usize)> {
    let there = expressions.iter().enumerate().filter(|(_, expression)| !expression.is_empty());
    let chip = |(i, expression): (usize, &String)| {
        // What collects garbage or waits is left out with its stacks; the rest is charged to its callers.
        let kind = if matches!(i, 1 | 3) { Kind::Ignore } else { Kind::Hide };
        (Chip::new(kind, Pattern::whole(expression)), i)
    };
    there.map(chip).collect()
}
