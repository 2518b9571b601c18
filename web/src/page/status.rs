//! The bottom line: what is shown of everything, what colours mean, how long
//! opening took, and whether the page is sealed.

use super::rest;
use crate::format;
use crate::seal::{Seal, Traffic};
use crate::words::{fill, words};
use yew::prelude::*;

pub struct Status {
    pub text: String,
    pub opened_in: Option<f64>,
    pub legend: Html,
    pub seal: Seal,
    pub traffic: Traffic,
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
    let (word, text, title) = match &props.seal {
        Seal::Loading => ("sealing", words.loading.to_owned(), words.loading_title.to_owned()),
        Seal::Trying => ("sealing", words.sealing.to_owned(), words.sealing_title.to_owned()),
        Seal::Sealed => {
            let requests = format::count_of(f64::from(props.traffic.requests), words.requests);
            let refused = format::count_of(f64::from(props.traffic.refused), words.attempts);
            (
                "sealed",
                fill(words.sealed, &[&requests]),
                fill(words.sealed_title, &[&requests, &refused]),
            )
        }
        Seal::Broken(why) => {
            ("not-sealed", fill(words.not_sealed, &[why]), words.not_sealed_title.to_owned())
        }
        Seal::Guest => rest::guest(),
    };
    html! {
        <span class="seal" data-testid="seal" data-state={word} {title}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 1l6 2v5c0 3.500-2.500 6-6 7-3.500-1-6-3.500-6-7V3z" />
            </svg>
            <span>{ text }</span>
        </span>
    }
}
