//! Pairs of files that can be compared, offered where the chosen ones cannot.

use super::CompareProps;
use super::sides::{Candidate, Role, pairs, words as places};
use crate::view::shown;
use crate::words::{comparing, fill};
use yew::prelude::*;

/// The pairs, each a button; nothing where no two files are of one kind.
pub fn offers(props: &CompareProps) -> Html {
    let pairs = pairs(&props.files);
    if pairs.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p>{ comparing().pairs }</p>
            <ul class="pairs">
                for pair in pairs {
                    <li>{ offer(props, pair) }</li>
                }
            </ul>
        </>
    }
}

/// A button that compares two files, by their places among all.
fn offer(props: &CompareProps, [base, current]: [usize; 2]) -> Html {
    let files = &props.files;
    let of_none = |file: &Candidate| Candidate { role: Role::None, ..file.clone() };
    let mut chosen: Vec<Candidate> = files.iter().map(of_none).collect();
    (chosen[base].role, chosen[current].role) = (Role::Base, Role::Current);
    let set: Vec<_> = places(&chosen).into();
    let kind = &files[base].kind;
    let count = files.iter().filter(|file| file.kind == *kind).count();
    let name = [&*shown(kind), ": ", &files[base].name, " → ", &files[current].name].concat();
    html! {
        <button
            type="button"
            class="button"
            data-testid="pair"
            onclick={props.actions.on_set.reform(move |_: MouseEvent| (set.clone(), true))}
        >
            { name }
            if count > 2 {
                <span class="dim">{ fill(comparing().first_to_last, &[&count.to_string()]) }</span>
            }
        </button>
    }
}
