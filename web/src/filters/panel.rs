//! Panel of the filters: in the bar as far as it fits, or unfolded below it. Has the buttons that
//! unfold it, and counts the chips that do not fit.

use super::bar::{Bar, BarMsg};
use crate::ui::sign;
use crate::words::words;
use web_sys::Element;
use yew::html::Scope;
use yew::prelude::*;

/// Button of narrow pages, with the number of chips.
pub fn funnel(count: usize, is_unfolded: bool, link: &Scope<Bar>) -> Html {
    let content = html! {
        <>
            { sign("M2 3h12l-4.500 5.500V14l-3-2V8.500z") }
            if count > 0 {
                { count }
            }
        </>
    };
    button("funnel", "unfold-filters", is_unfolded, content, link)
}

/// Button for the chips that do not fit: how many, or the way back. Nothing where all of them fit.
pub fn more(hidden: usize, is_unfolded: bool, link: &Scope<Bar>) -> Html {
    let content = match (is_unfolded, hidden) {
        (true, _) => "×".to_owned(),
        (false, 0) => return Html::default(),
        (false, hidden) => ["+", &hidden.to_string()].concat(),
    };
    button("more-chips", "more-chips", is_unfolded, html! { { content } }, link)
}

fn button(
    class: &'static str,
    test: &'static str,
    is_unfolded: bool,
    content: Html,
    link: &Scope<Bar>,
) -> Html {
    let name = words().filters.filters;
    html! {
        <button
            type="button"
            {class}
            data-testid={test}
            aria-expanded={is_unfolded.to_string()}
            aria-label={name}
            title={name}
            onclick={link.callback(|_| BarMsg::Unfold)}
        >
            { content }
        </button>
    }
}

/// Number of the elements that do not fit into the first line of one.
pub fn overflow(list: &Element) -> usize {
    let bounds = list.get_bounding_client_rect();
    let items = list.children();
    let is_below = |i: &u32| {
        items
            .get_with_index(*i)
            .is_some_and(|e| e.get_bounding_client_rect().top() >= bounds.bottom())
    };
    (0..items.length()).filter(is_below).count()
}
