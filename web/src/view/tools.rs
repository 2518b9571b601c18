//! The buttons in a view's line of tools.

use yew::prelude::*;

/// A button. One that is a switch says whether it is `pressed`; `testid` is a word for tests.
pub fn button(
    testid: String,
    label: &'static str,
    title: &'static str,
    pressed: Option<bool>,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button
            type="button"
            data-testid={testid}
            aria-pressed={pressed.map(|pressed| pressed.to_string())}
            title={(!title.is_empty()).then_some(title)}
            {disabled}
            {onclick}
        >
            { label }
        </button>
    }
}
