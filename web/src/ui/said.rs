//! The engine's codes in words, as soon as these are there.

use super::DEFERRED;
use yew::prelude::*;

/// Words for what the engine says. Until these are there, it stays codes: who shows it asks again
/// when they are.
pub fn said(text: &str) -> String {
    DEFERRED.get().map_or_else(|| text.to_owned(), |deferred| deferred.in_words(text))
}

/// Words without the backticks around code: for what can't be set in another font.
pub fn plain(words: &str) -> String {
    words.replace('`', "")
}

/// Words in which what stands in backticks is set as code.
pub fn backticks(words: &str) -> Html {
    words
        .split('`')
        .enumerate()
        .map(|(i, part)| {
            if i % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { part }
            }
        })
        .collect()
}
