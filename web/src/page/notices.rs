//! What went wrong and what to do: notices over the view, and messages in its place.

use super::rest;
use crate::app::Notice;
use crate::view::backticks;
use crate::words::{fill, words};
use yew::prelude::*;

/// All notices, over the view: nothing moves when one comes or goes. Those that tell of no
/// error go by themselves.
pub fn notices(notices: &[Notice], has_rest: bool, on_dismiss: &Callback<u32>) -> Html {
    html! {
        <div class="notices" aria-live="polite">
            for notice in notices {
                if has_rest {
                    { rest::notice(notice, on_dismiss) }
                } else {
                    <p class="notice" data-testid={word(notice)}>
                        { [&*notice.title, ": ", &notice.text].concat() }
                    </p>
                }
            }
        </div>
    }
}

/// What a notice is, for tests.
pub fn word(notice: &Notice) -> &'static str {
    if notice.is_error { "error" } else { "remark" }
}

#[derive(Properties, PartialEq)]
pub struct MessageProps {
    /// A word for tests: `wait`, `no-samples`, `no-values`, `no-match`, `refused`.
    pub kind: &'static str,
    pub title: AttrValue,
    #[prop_or_default]
    pub text: AttrValue,
    /// What can be done about it.
    #[prop_or_default]
    pub children: Html,
}

/// A message in place of a view.
#[component]
pub fn Message(props: &MessageProps) -> Html {
    html! {
        <div class={classes!("message", props.kind)} data-testid="message" data-kind={props.kind}>
            <h2>{ &props.title }</h2>
            if !props.text.is_empty() {
                <p>{ backticks(&props.text) }</p>
            }
            { props.children.clone() }
        </div>
    }
}

/// The page could not be sealed: the user decides whether to go on. `why` is the attempt to
/// reach out that was not refused.
pub fn unsealed(why: &str, on_open_anyway: Callback<()>) -> Html {
    html! {
        <div class="message not-sealed" data-testid="message" data-kind="not-sealed" role="alert">
            <h2>{ words().page.unsealed }</h2>
            <p>
                { fill(words().page.unsealed_text, &[why]) }
            </p>
            <button
                type="button"
                class="button"
                data-testid="open-anyway"
                onclick={move |_| on_open_anyway.emit(())}
            >
                { words().page.open_anyway }
            </button>
        </div>
    }
}

/// What to do about a profile of this kind that has no samples.
pub fn no_samples(kind: &str) -> &'static str {
    let words = &words().page;
    match kind.to_ascii_lowercase().as_str() {
        "cpu" => words.no_samples_cpu,
        // Both write the same, so the engine can't tell which one it is.
        "mutex or block" => words.no_samples_lock,
        _ => words.no_samples_other,
    }
}
