//! The seal's word in the status line, and the dialog behind it: what was tried and refused,
//! what went out since, what a page cannot forbid itself, what is kept.

use super::build::Build;
use super::dialog::close_from_outside;
use super::status::sign;
use super::update::Update;
use crate::host::{self, Outside};
use crate::seal::proof::{Attempt, Measured, Traffic, Watch, prove};
use crate::words::{self, fill, seal, settings};
use crate::{format, settings};
use std::rc::Rc;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ProofProps {
    /// `sealed` or `not-sealed`.
    pub state: &'static str,
    /// The same in words.
    pub text: String,
    pub on_broken: Callback<String>,
    pub on_forget: Callback<()>,
}

/// Outcome of the full proof. `None` until it is made.
type Outcome = Option<Rc<Result<Vec<Attempt>, String>>>;

/// The word, and its dialog. Makes the proof once, if the page is sealed.
#[component]
pub fn Proof(props: &ProofProps) -> Html {
    let (outcome, traffic) = (use_state(|| Outcome::None), use_state(Traffic::default));
    let around = use_state(Vec::<String>::new);
    let watch = use_mut_ref(|| None::<Watch>);
    let dialog = use_node_ref();
    {
        let (outcome, traffic) = (outcome.clone(), traffic.clone());
        let (state, on_broken) = (props.state, props.on_broken.clone());
        use_effect_with((), move |()| {
            if state == "sealed" {
                wasm_bindgen_futures::spawn_local(async move {
                    let proof = prove().await;
                    // Its own attempts are not counted.
                    let on_traffic = Callback::from(move |now| traffic.set(now));
                    *watch.borrow_mut() = Some(Watch::new(on_traffic));
                    if let Some(hole) = hole(&proof) {
                        on_broken.emit(hole);
                    }
                    outcome.set(Some(Rc::new(proof)));
                });
            }
        });
    }
    {
        let setter = around.setter();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move { setter.set(host::around().await) });
        });
    }
    let w = seal::words();
    let requests = format::count_of(f64::from(traffic.requests), w.requests);
    let text = match props.state {
        "sealed" if is_read(&around) => [&props.text, " · ", w.read].concat(),
        "sealed" => [&props.text, " · ", &fill(w.since, &[&requests])].concat(),
        _ => props.text.clone(),
    };
    let (open, listening) = (dialog.clone(), use_mut_ref(|| None::<Outside>));
    let closed = listening.clone();
    let on_open = Callback::from(move |()| {
        if let Some(dialog) = open.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
            *listening.borrow_mut() = Some(close_from_outside(&dialog));
        }
    });
    html! {
        <>
            <Update />
            <button
                type="button"
                class="seal"
                data-testid="seal"
                data-state={props.state}
                data-proof={outcome.as_ref().map(|_| "made")}
                aria-haspopup="dialog"
                onclick={on_open.reform(|_| ())}
            >
                { sign() }
                <span>{ text }</span>
            </button>
            <dialog
                class="keys"
                ref={dialog}
                aria-labelledby="seal-title"
                data-testid="proof"
                onclose={move |_| drop(closed.take())}
            >
                <form method="dialog" class="keys-head">
                    <h2 id="seal-title">{ w.title }</h2>
                    <button class="icon" aria-label={words::words().page.close}>{ crate::ui::cross() }</button>
                </form>
                { neighbours(&around) }
                { summary(&outcome) }
                <p>{ fill(w.counted, &[&requests, &format::count_of(f64::from(traffic.refused), w.attempts)]) }</p>
                { attempts(&outcome) }
                <section>
                    <h3>{ w.beyond }</h3>
                    <ul>for limit in w.limits { <li>{ limit }</li> }</ul>
                    { measured() }
                </section>
                { kept(&props.on_forget) }
                <Build on_checked={on_open} />
            </dialog>
        </>
    }
}

/// Returns whether another page can read this one now.
fn is_read(around: &[String]) -> bool {
    around.iter().any(|name| name != "worker")
}

/// Who else is on this origin, and what helps.
fn neighbours(around: &[String]) -> Html {
    let w = seal::words();
    if around.is_empty() {
        return Html::default();
    }
    html! {
        <section data-testid="around">
            <h3>{ w.around }</h3>
            <ul>for name in around { <li>{ seal::word(&w.neighbours, name) }</li> }</ul>
            <p>{ w.alone }</p>
        </section>
    }
}

/// List of what got out in tests with this browser.
fn measured() -> Html {
    let w = seal::words();
    let Some(Measured { browser, version, date, bare, again, headers }) =
        Measured::of_this_browser()
    else {
        return Html::default();
    };
    let list = |ways: &str| if ways.is_empty() { w.nothing.to_owned() } else { ways.to_owned() };
    html! {
        <section data-testid="measured">
            <p>{ fill(w.measured, &[browser, version, date]) }</p>
            <dl>
                for (name, ways) in w.scenes.iter().zip([bare, again, headers]) {
                    <div><dt>{ *name }</dt><dd>{ list(ways) }</dd></div>
                }
            </dl>
        </section>
    }
}

/// Words for what the proof found and was not refused.
fn hole(proof: &Result<Vec<Attempt>, String>) -> Option<String> {
    let w = seal::words();
    match proof {
        Ok(attempts) => attempts.iter().find(|attempt| attempt.is_hole()).map(|attempt| {
            let place = seal::word(&w.places, &attempt.place);
            fill(w.hole, &[&format!("{} ({place})", attempt.way)])
        }),
        Err(why) => Some(fill(w.not_proven, &[why])),
    }
}

fn summary(outcome: &Outcome) -> Html {
    let w = seal::words();
    let text = match outcome.as_deref() {
        None => w.proving.to_owned(),
        Some(proof) => match (hole(proof), proof) {
            (None, Ok(attempts)) => {
                let tried = attempts.iter().filter(|attempt| attempt.outcome != "absent");
                let count = tried.clone().count().to_string();
                let mut ways: Vec<&str> = tried.map(|attempt| &*attempt.way).collect();
                ways.sort_unstable();
                ways.dedup();
                fill(w.proven, &[&ways.len().to_string(), &count])
            }
            (hole, _) => hole.unwrap_or_default(),
        },
    };
    html! { <p data-testid="proof-summary">{ text }</p> }
}

/// Each way with its places, by what came of it.
fn attempts(outcome: &Outcome) -> Html {
    let Some(Ok(attempts)) = outcome.as_deref() else { return Html::default() };
    let w = seal::words();
    let mut ways: Vec<&str> = Vec::new();
    for attempt in attempts {
        if !ways.contains(&&*attempt.way) {
            ways.push(&attempt.way);
        }
    }
    let places = |way: &str, outcome: &str| -> Vec<&str> {
        let fits = attempts.iter().filter(|a| a.way == way && a.outcome == outcome);
        fits.map(|attempt| seal::word(&w.places, &attempt.place)).collect()
    };
    let line = |way: &str| -> String {
        let was_tried = attempts.iter().any(|a| a.way == way && a.outcome != "absent");
        let mut parts = Vec::new();
        for (outcome, word) in w.outcomes {
            let places = places(way, outcome);
            // Where else it does not exist is not worth a word.
            let is_idle = was_tried && outcome == "absent";
            if !is_idle && !places.is_empty() {
                parts.push(fill(word, &[&places.join(", ")]));
            }
        }
        parts.join("; ")
    };
    html! {
        <section data-testid="attempts">
            <h3>{ w.tried }</h3>
            <dl>
                for way in &ways {
                    <div><dt>{ *way }</dt><dd>{ line(way) }</dd></div>
                }
            </dl>
        </section>
    }
}

fn kept(on_forget: &Callback<()>) -> Html {
    let (w, kept) = (seal::words(), settings::kept());
    html! {
        <section data-testid="kept">
            <h3>{ w.kept }</h3>
            <p>{ w.kept_text }</p>
            if kept.is_empty() {
                <p class="dim">{ settings().kept_nothing }</p>
            } else {
                <p class="dim">{ fill(settings().kept, &[&kept.join(", ")]) }</p>
                <button type="button" class="button" onclick={on_forget.reform(|_| ())}>
                    { settings().forget }
                </button>
            }
        </section>
    }
}
