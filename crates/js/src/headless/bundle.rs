//! Content of a file: the file itself, or the entries of an archive.

use hearth_core::bundle::{Content, walk};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Goes through a file and what is in it. `take` is called with each entry's path, its kind
/// (`profile`, `source`, `other` or `unread`), a code, words about it, and, of a profile, its
/// bytes.
#[wasm_bindgen]
pub fn gather(bytes: &[u8], path: &str, take: &js_sys::Function) {
    walk(path, bytes, &mut |entry| {
        let mut content = JsValue::UNDEFINED;
        let (kind, code, text) = match entry.content {
            Content::Profile(bytes) => {
                content = Uint8Array::from(bytes).into();
                ("profile", "profile".to_owned(), String::new())
            }
            Content::Source(_, language) => {
                ("source", language.to_owned(), format!("source text ({language})"))
            }
            Content::Other(other) => ("other", other.code().to_owned(), other.text()),
            Content::Unread(why) => ("unread", why.code().to_owned(), why.to_string()),
        };
        let given =
            Array::of5(&entry.path.into(), &kind.into(), &code.into(), &text.into(), &content);
        // What it throws has nowhere to go: it does not throw.
        let _ = take.apply(&JsValue::NULL, &given);
    });
}
