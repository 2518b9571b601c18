//! What went wrong and what to do: dismissible notices above the view, and
//! messages in its place.

use crate::app::Notice;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    pub notices: Vec<Notice>,
    pub on_dismiss: Callback<u32>,
}

#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    html! {
        <div class="notices" aria-live="polite">
            for notice in &props.notices {
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
                        aria-label="Dismiss"
                        title="Dismiss"
                        onclick={props.on_dismiss.reform({
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

#[derive(Properties, PartialEq)]
pub struct UnsealedProps {
    /// Which attempt to reach out was not refused.
    pub why: AttrValue,
    pub on_open_anyway: Callback<()>,
}

/// The page could not be sealed: the user decides whether to go on.
#[component]
pub fn Unsealed(props: &UnsealedProps) -> Html {
    let on_open_anyway = props.on_open_anyway.clone();
    html! {
        <div class="message not-sealed" data-testid="message" data-kind="not-sealed" role="alert">
            <h2>{ "This page is not sealed" }</h2>
            <p>
                { format!(
                    "Before it opens a file, Hearth forbids itself every connection and tries \
                     whether the browser holds it to that. Here, {}. An extension or a setting may \
                     switch such policies off; another browser or a private window may help. Hearth \
                     itself sends nothing anywhere.",
                    props.why
                ) }
            </p>
            <button
                type="button"
                class="button"
                data-testid="open-anyway"
                onclick={move |_| on_open_anyway.emit(())}
            >
                { "Open anyway" }
            </button>
        </div>
    }
}

/// What to do about a profile of this kind that has no samples.
pub fn no_samples(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "cpu" => {
            "Nothing ran while it was recorded, or it was stopped before the first sample, which \
             comes after 10 ms. Record for longer, and while the program works."
        }
        // Both write the same, so the engine can't tell which one it is.
        "mutex or block" => {
            "Go records these only when it was told to: call runtime.SetMutexProfileFraction(10) or \
             runtime.SetBlockProfileRate(10000) when the program starts, and record again."
        }
        _ => {
            "It is a whole file, but nothing was recorded in it. Record again while the program \
             works; for heap profiles, runtime.MemProfileRate must not be 0."
        }
    }
}
