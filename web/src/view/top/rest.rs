//! What Top has only for some kinds of profiles. It is among what comes after the first
//! load: nobody calls it before the deferred chunk is there.

use crate::view::Actions;
use crate::words::snapshots::words;
use yew::prelude::*;

/// The button that has the user's own functions first, or all by cum alone.
#[inline(never)]
pub fn own_first(is_on: bool, actions: &Actions) -> Html {
    let (w, on_set) = (words(), actions.on_set.clone());
    // Off is the order by cum; on is what the link says nothing of.
    let sort = if is_on { "cum" } else { "flat" };
    let onclick = move |_: MouseEvent| {
        on_set.emit((vec![("sort", sort.to_owned()), ("h.sort", String::new())], true));
    };
    html! {
        <button
            type="button"
            title={w.own_first_title}
            aria-pressed={is_on.to_string()}
            data-testid="own-first"
            {onclick}
        >
            { w.own_first }
        </button>
    }
}
