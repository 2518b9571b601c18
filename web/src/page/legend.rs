//! What lengths and colours mean in each view.

use crate::view::Tab;
use crate::words::{fill, words};
use yew::{Html, html};

/// The legend of a view of this sample type; that of the flame graph comes later
/// ([`rest::flame_legend`](super::rest::flame_legend)).
pub fn legend(tab: Tab, sample_type: &str) -> Html {
    match tab {
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
