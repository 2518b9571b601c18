//! Part of the deferred chunk: what Top has only for some kinds of profiles.

use crate::params;
use crate::view::Actions;
use crate::words::snapshots::words;
use yew::prelude::*;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// The button that has the user's own functions first, or all by cum alone.
    fn own_first(&self, is_on: bool, actions: &Actions) -> Html;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn own_first(&self, is_on: bool, actions: &Actions) -> Html {
        let (w, on_set) = (words(), actions.on_set.clone());
        // Off is the order by cum; on is what the link says nothing of.
        let sort = if is_on { "cum" } else { "flat" };
        let onclick = move |_: MouseEvent| {
            on_set.emit((vec![("sort", sort.to_owned()), (params::SORT, String::new())], true));
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
}
