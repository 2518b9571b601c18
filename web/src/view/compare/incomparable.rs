//! Message where the two sides measure different things, and the pairs that can be compared.

use super::sides::{Candidate, Role, ids, pairs, words as places};
use crate::view::shown;
use crate::words::{comparing, fill};
use yew::prelude::*;

/// Sets parameters of the link, as `Actions::on_set`.
type Set = Callback<(Vec<(&'static str, String)>, bool)>;

/// The message; `None` where both sides are of one kind, or one of them has no file.
pub fn incomparable(files: &[Candidate], on_set: &Set) -> Option<Html> {
    let of = |role| files.iter().find(|file| file.role == role);
    let (base, current) = (of(Role::Base)?, of(Role::Current)?);
    if base.kind == current.kind {
        return None;
    }
    let w = comparing();
    let names = [base, current].map(|file| [&*shown(&file.kind), " ", &file.name].concat());
    let pairs = pairs(files);
    Some(html! {
        <div class="message" data-testid="message" data-kind="incomparable">
            <h2>{ fill(w.cannot, &[&names[0], &names[1]]) }</h2>
            <p>{ if pairs.is_empty() { w.no_pairs } else { w.pairs } }</p>
            <ul class="pairs">
                for pair in pairs {
                    <li>{ offer(files, pair, on_set) }</li>
                }
            </ul>
        </div>
    })
}

/// A button that compares two files: their places among all.
fn offer(files: &[Candidate], [base, current]: [usize; 2], on_set: &Set) -> Html {
    let mut chosen = files.to_vec();
    chosen.iter_mut().for_each(|file| file.role = Role::None);
    (chosen[base].role, chosen[current].role) = (Role::Base, Role::Current);
    let count = files.iter().filter(|file| file.kind == files[base].kind).count();
    let set: Vec<_> = places(&chosen).into();
    debug_assert_eq!(ids(&chosen, Role::Base).len(), 1);
    html! {
        <button
            type="button"
            class="button"
            data-testid="pair"
            onclick={on_set.reform(move |_: MouseEvent| (set.clone(), true))}
        >
            { [&*shown(&files[base].kind), ": ", &files[base].name, " → ", &files[current].name].concat() }
            if count > 2 {
                <span class="dim">{ fill(comparing().first_to_last, &[&count.to_string()]) }</span>
            }
        </button>
    }
}
