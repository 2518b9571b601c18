//! What lengths and colours mean in each view.

use crate::view::Tab;
use crate::view::flame::Mode;
use crate::words::{fill, words};
use yew::{Html, html};

/// The legend of a view of this sample type; `mode` is what the flame graph's colours mean.
pub fn legend(tab: Tab, sample_type: &str, mode: Mode) -> Html {
    match tab {
        Tab::Flame => {
            let words = &words().flame;
            let [low, middle, high] = words.heat;
            let keys: &[(&str, &str)] = match mode {
                Mode::Package => &[
                    ("key warm", words.yours),
                    ("key cool", words.standard),
                    ("key grey", words.runtime),
                ],
                Mode::Share => {
                    &[("key heat-low", low), ("key heat-middle", middle), ("key heat-high", high)]
                }
                Mode::File | Mode::Hue => &[],
            };
            html! {
                <>
                    <span>{ fill(words.shades[mode as usize], &[sample_type]) }</span>
                    for (class, text) in keys.iter().chain([&("key many", words.many)]) {
                        <span class={*class}>{ *text }</span>
                    }
                </>
            }
        }
        Tab::Graph => {
            let words = &words().graph;
            html! {
                <>
                    <span>{ fill(words.legend, &[sample_type]) }</span>
                    <span>{ words.dotted }</span>
                </>
            }
        }
        Tab::Top => html! { <span>{ fill(words().page.bars, &[sample_type]) }</span> },
        _ => Html::default(),
    }
}
