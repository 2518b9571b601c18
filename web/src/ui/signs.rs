//! Signs: of closing and unfolding, and Hearth's own.

use yew::{Html, html};

/// The sign on buttons that close something.
pub fn cross() -> Html {
    html! {
        <svg class="cross" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" />
        </svg>
    }
}

/// Hearth's mark: a flame over its stones.
pub fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path class="stone" d="M4 24h24v4H4z" />
            <path
                class="flame-outer"
                d="M16 3c1 5 8 8 8 14 0 3-1.500 5-2.500 6h-11C9.500 22 8 20 8 17c0-3 1.500-5 3-6.500.3 2 1 3 2 3.500 0-4 1-8 3-11z"
            />
            <path class="flame-inner" d="M16.500 14c.5 2.500 3 3.500 3 6 0 1.500-.7 2.500-1.200 3h-4.600c-.6-.5-1.200-1.500-1.200-3 0-2.500 3-3.500 4-6z" />
        </svg>
    }
}

/// The sign on buttons that unfold something: it points down once that is open.
pub fn fold() -> Html {
    html! {
        <svg class="cross" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6 4l4 4-4 4" />
        </svg>
    }
}

/// The sign of a button, by the path that it is drawn with; its name is beside it, where there is
/// room.
pub fn sign(path: &'static str) -> Html {
    html! {
        <svg class="cross" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
