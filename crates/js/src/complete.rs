//! What a name that is being typed may become.

use crate::Profile;
use wasm_bindgen::prelude::*;

/// So many fit under a field.
const LIMIT: usize = 20;

#[wasm_bindgen]
impl Profile {
    /// The names of a kind (`function`, `package`, `file` or `label`) that contain a
    /// text in any case: what fits best first, then the heaviest. Of `expression` the
    /// functions that it matches, of `presets` their expressions. None for any other kind.
    pub fn complete(&mut self, kind: &str, text: &str) -> Vec<String> {
        crate::rest::complete(&mut self.catalog, self.session.profile(), kind, text, LIMIT)
    }
}
