//! The engine's codes in words, as soon as these are there.

use super::rest;
use crate::names::is_complete;
use yew::prelude::*;

/// What the engine says, in words. Until these are there, it stays codes: who shows it asks again
/// when they are.
pub fn said(text: &str) -> String {
    if is_complete() { rest::in_words(text) } else { text.to_owned() }
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
