//! What lengths and colors mean in each view.

use crate::view::Tab;
use crate::words::{fill, words};
use yew::{Html, html};

/// The legend of a view of this sample type; those of the flame graph and the call graph come
/// later ([`rest::flame_legend`](super::rest::flame_legend) and its neighbor).
pub fn legend(tab: Tab, sample_type: &str) -> Html {
    match tab {
        Tab::Top => html! { <span>{ fill(words().page.bars, &[sample_type]) }</span> },
        _ => Html::default(),
    }
}
