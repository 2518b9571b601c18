//! The line above the drawing: what is looked for, how many nodes there are, and how it
//! is drawn.

use super::Look;
use super::scene::Scene;
use crate::format;
use crate::params;
use crate::view::{searching, tools};
use crate::words::{self, fill, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The most nodes that are drawn.
const MOST: usize = 2000;

/// The slider has more room for few nodes: its position is a square root.
const STEPS: f64 = 1000.0;

/// Callbacks of the line to the view.
pub struct Hands {
    pub search: searching::Hands,
    /// Shows callers (`false`) or callees of what is selected.
    pub on_expand: Callback<bool>,
    pub on_fit: Callback<MouseEvent>,
    pub on_set: Callback<(Vec<(&'static str, String)>, bool)>,
}

/// The number of nodes at a position of the slider.
pub fn count_at(position: f64) -> usize {
    let share = position / STEPS;
    (5.0 + (MOST - 5) as f64 * share * share).round() as usize
}

fn position_of(count: usize) -> f64 {
    let count = if count == 0 { MOST } else { count.clamp(5, MOST) };
    (((count - 5) as f64 / (MOST - 5) as f64).sqrt() * STEPS).round()
}

pub fn toolbar(look: &Look, scene: &Scene, typed: &str, can_expand: bool, hands: Hands) -> Html {
    let (words, flame) = (words::graph(), &words().flame);
    let Hands { search, on_expand, on_fit, on_set } = hands;
    let value =
        |event: &Event| -> String { event.target_unchecked_into::<HtmlInputElement>().value() };
    let found =
        (!scene.search.is_empty()).then_some((scene.matched_functions, scene.matched, scene.total));
    let set = |name: &'static str, value: &'static str| {
        let on_set = on_set.clone();
        Callback::from(move |_: MouseEvent| on_set.emit((vec![(name, value.to_owned())], true)))
    };
    let count = {
        let on_set = on_set.clone();
        move |event: Event| {
            let position = value(&event).parse().unwrap_or(0_u32);
            let count = count_at(f64::from(position));
            on_set.emit((vec![("n", count.to_string())], true));
        }
    };
    let button = |name: &str, label, title, pressed: Option<bool>, onclick| {
        let disabled = pressed.is_none() && name != "fit" && !can_expand;
        tools::button(["graph-", name].concat(), label, title, pressed, disabled, onclick)
    };
    let (nodes, all) = (scene.nodes(), scene.counts[0] as usize);
    let [nodes, all] = [nodes, all.max(nodes)].map(|n| format::count(n as f64));
    let expand = |callees: bool| on_expand.reform(move |_: MouseEvent| callees);
    html! {
        <div class="tools" role="toolbar" aria-label={flame.tools}>
            { searching::field(typed, found, search) }
            <label class="count" title={words.count_title}>
                <span data-testid="graph-nodes">{ fill(words.count, &[&nodes, &all]) }</span>
                <input
                    type="range"
                    data-testid="graph-count"
                    aria-label={words.count_title}
                    min="0"
                    max={STEPS.to_string()}
                    step="5"
                    value={position_of(look.count).to_string()}
                    onchange={count}
                />
            </label>
            { button("callers", words.callers, words.callers_title, None, expand(false)) }
            { button("callees", words.callees, words.callees_title, None, expand(true)) }
            { button("heavy", flame.heavy, flame.heavy_title, Some(look.heavy),
                set(params::HEAVY, if look.heavy { "" } else { "t" })) }
            { button("tree", words.tree, words.tree_title, Some(look.tree),
                set("calltree", if look.tree { "f" } else { "t" })) }
            { button("fit", words.fit, words.fit_title, None, on_fit) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_goes_from_few_to_very_many() {
        assert_eq!([0.0, STEPS].map(count_at), [5, MOST]);
        assert_eq!(count_at(position_of(80)).abs_diff(80), 0);
        assert_eq!(position_of(0), STEPS);
    }
}
