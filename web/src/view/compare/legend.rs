//! Legend: the meaning of lengths and colors.

use super::setup::Setup;
use super::sides::has_halves;
use crate::words::{comparing, fill};
use yew::prelude::*;

/// The legend of what is shown of two sides, of this sample type.
pub fn legend(sides: &Setup, sample_type: &str) -> Html {
    const KEYS: [&str; 5] = ["key more", "key less", "key", "key gone", "key new"];
    let w = comparing();
    let halves = has_halves(sides);
    // Hatches are of boxes with halves.
    let shown = if halves { KEYS.len() } else { 3 };
    let width = match (&*sides.show, &*sides.width) {
        ("flame", "sum") => 1,
        ("flame", _) => 0,
        ("both", _) => 2,
        ("graph", _) => {
            return html! {
                <>
                    <span>{ fill(w.graph_legend, &[sample_type]) }</span>
                    <span class="key more">{ w.flame_keys[0] }</span>
                    <span class="key less">{ w.verdicts[3] }</span>
                    <span class="key">{ w.flame_keys[2] }</span>
                </>
            };
        }
        _ => return html! { <span>{ w.legend }</span> },
    };
    html! {
        <>
            <span>{ fill(w.flame_widths[width], &[sample_type]) }</span>
            if let Some(text) = w.flame_inside.get(width).filter(|_| halves) {
                <span>{ *text }</span>
            }
            for (class, text) in KEYS.into_iter().zip(w.flame_keys).take(shown) {
                <span {class}>{ text }</span>
            }
            if !halves { <span>{ w.flame_solid }</span> }
        </>
    }
}
