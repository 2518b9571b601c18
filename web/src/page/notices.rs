//! Notices over the view: faults with their remedies, and remarks.

use super::DEFERRED;
use crate::words::{fill, words};
use yew::prelude::*;

/// Something that the user has to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u32,
    /// Something failed; otherwise something is only odd.
    pub is_error: bool,
    pub title: String,
    pub text: String,
}

/// All notices, over the view: nothing moves when one comes or goes. Those that tell of no
/// error go by themselves.
pub fn notices(notices: &[Notice], on_dismiss: &Callback<u32>) -> Html {
    html! {
        <div class="notices" aria-live="polite">
            for notice in notices {
                if let Some(deferred) = DEFERRED.get() {
                    { deferred.notice(notice, on_dismiss) }
                } else {
                    <p class="notice" data-testid={word(notice)}>
                        { [&*notice.title, ": ", &notice.text].concat() }
                    </p>
                }
            }
        </div>
    }
}

/// Name of a notice, for tests.
pub fn word(notice: &Notice) -> &'static str {
    if notice.is_error { "error" } else { "remark" }
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

/// Remedy for a profile of this kind that has no samples.
pub fn no_samples(kind: &str) -> &'static str {
    let words = &words().page;
    match kind.to_ascii_lowercase().as_str() {
        "cpu" => words.no_samples_cpu,
        // Both write the same, so the engine can't tell which one it is.
        "mutex or block" => words.no_samples_lock,
        _ => words.no_samples_other,
    }
}
