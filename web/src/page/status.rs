//! The bottom line: what is shown of everything, what colors mean, how long
//! opening took, and whether the page is sealed.

use super::DEFERRED;
use crate::format;
use crate::seal::Seal;
use crate::words::{fill, words};
use yew::prelude::*;

pub struct Status {
    pub text: String,
    pub opened_in: Option<f64>,
    pub legend: Html,
    pub seal: Seal,
    /// The full proof found a way out: which one.
    pub on_broken: Callback<String>,
    pub on_forget: Callback<()>,
}

pub fn status(props: &Status) -> Html {
    html! {
        <footer class="foot">
            <span class="status" data-testid="status">
                if !props.text.is_empty() {
                    <span>{ &props.text }</span>
                }
                if let Some(time) = props.opened_in {
                    <span class="dim">{ fill(words().page.opened_in, &[&format::wait(time)]) }</span>
                }
            </span>
            <span class="legend" data-testid="legend">{ props.legend.clone() }</span>
            { seal(props) }
        </footer>
    }
}

fn seal(props: &Status) -> Html {
    let words = &words().page;
    let (state, text, title) = match &props.seal {
        Seal::Loading => ("sealing", words.loading.to_owned(), words.loading_title),
        Seal::Trying => ("sealing", words.sealing.to_owned(), words.sealing_title),
        Seal::Sealed => ("sealed", words.sealed.to_owned(), ""),
        Seal::Broken(why) => ("not-sealed", fill(words.not_sealed, &[why]), words.not_sealed_title),
        Seal::Guest => match DEFERRED.get() {
            Some(deferred) => deferred.guest(),
            None => ("guest", String::new(), ""),
        },
    };
    if let Some(deferred) = DEFERRED.get().filter(|_| !matches!(state, "sealing" | "guest")) {
        return deferred.seal(props, state, text);
    }
    html! {
        <span class="seal" data-testid="seal" data-state={state} {title}>
            { sign() }
            <span>{ text }</span>
        </span>
    }
}

/// A shield.
pub fn sign() -> Html {
    html! {
        <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1l6 2v5c0 3.500-2.500 6-6 7-3.500-1-6-3.500-6-7V3z" />
        </svg>
    }
}
