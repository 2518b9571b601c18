//! Legend of the call graph.

use crate::words::{self, fill};
use yew::prelude::*;

/// Legend: the meaning of sizes and colors, for this sample type.
pub fn legend(sample_type: &str) -> Html {
    let words = words::graph();
    html! {
        <>
            <span>{ fill(words.legend, &[sample_type]) }</span>
            <span>{ words.dotted }</span>
        </>
    }
}
