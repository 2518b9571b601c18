//! What went wrong and what to do: dismissible notices above the view, and
//! messages in its place.

use crate::app::Notice;
use crate::words::{fill, words};
use yew::prelude::*;

pub fn notices(notices: &[Notice], on_dismiss: &Callback<u32>) -> Html {
    html! {
        <div class="notices" aria-live="polite">
            for notice in notices {
                <div
                    key={notice.id}
                    class={if notice.is_error { "notice error" } else { "notice" }}
                    role={if notice.is_error { "alert" } else { "status" }}
                    data-testid={if notice.is_error { "error" } else { "remark" }}
                >
                    <p>
                        <strong>{ &notice.title }</strong>
                        { ": " }
                        <span>{ &notice.text }</span>
                    </p>
                    <button
                        type="button"
                        class="icon"
                        aria-label={words().page.dismiss}
                        title={words().page.dismiss}
                        onclick={on_dismiss.reform({
                            let id = notice.id;
                            move |_: MouseEvent| id
                        })}
                    >
                        { super::cross() }
                    </button>
                </div>
            }
        </div>
    }
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
                <p>{ &props.text }</p>
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
