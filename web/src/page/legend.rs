//! What lengths and colours mean in each view.

use crate::view::Tab;
use yew::{Html, html};

/// The legend of a view of this sample type.
pub fn legend(tab: Tab, sample_type: &str) -> Html {
    match tab {
        Tab::Flame => html! {
            <>
                <span>{ format!("width: {sample_type}, shade: package") }</span>
                <span class="key warm">{ "your code, modules" }</span>
                <span class="key cool">{ "standard library" }</span>
                <span class="key grey">{ "runtime" }</span>
                <span class="key many">{ "many small" }</span>
            </>
        },
        Tab::Top => html! { <span>{ format!("bars: share of the total {sample_type}") }</span> },
        _ => Html::default(),
    }
}
