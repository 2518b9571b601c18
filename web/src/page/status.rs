//! The bottom line: what is shown of everything, what colours mean, how long
//! opening took, and whether the page is sealed.

use crate::format;
use crate::seal::{Seal, Traffic};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StatusProps {
    pub text: String,
    pub opened_in: Option<f64>,
    pub legend: Html,
    pub seal: Seal,
    pub traffic: Traffic,
}

#[component]
pub fn Status(props: &StatusProps) -> Html {
    html! {
        <footer class="foot">
            <span class="status" data-testid="status">
                if !props.text.is_empty() {
                    <span>{ &props.text }</span>
                }
                if let Some(time) = props.opened_in {
                    <span class="dim">{ format!("opened in {}", format::wait(time)) }</span>
                }
            </span>
            <span class="legend" data-testid="legend">{ props.legend.clone() }</span>
            { seal(props) }
        </footer>
    }
}

fn seal(props: &StatusProps) -> Html {
    let (word, text, title) = match &props.seal {
        Seal::Loading => ("sealing", "loading…".to_owned(), "Hearth loads its engine.".to_owned()),
        Seal::Trying => (
            "sealing",
            "sealing…".to_owned(),
            "The page cuts its own access to the network, and tries whether it is cut.".to_owned(),
        ),
        Seal::Sealed => {
            let requests = format::counted(f64::from(props.traffic.requests), "request");
            (
                "sealed",
                format!("sealed · {requests} since"),
                format!(
                    "Before it opened any file, this page forbade itself every connection, and \
                     tried: a fetch, a beacon and an image were all refused by the browser. Since \
                     then {requests} went out, and {} refused. What no page can forbid itself is \
                     to follow a link; there is none here.",
                    format::counted(f64::from(props.traffic.refused), "attempt")
                ),
            )
        }
        Seal::Broken(why) => (
            "not-sealed",
            format!("not sealed: {why}"),
            "This page could still reach the network. It sends nothing anywhere, but this browser \
             does not guarantee it."
                .to_owned(),
        ),
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
