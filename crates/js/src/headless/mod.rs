//! Additions for the npm package, beyond what the page asks: questions written as objects,
//! reports of open profiles, what grows over snapshots, and the TypeScript declarations of all of it. Its
//! JavaScript is in `npm/` of this crate.

mod bundle;
mod declarations;
mod query;
mod report;
mod snapshots;

pub use bundle::gather;
pub use declarations::{constants, declarations};
pub use query::query_url;
pub use report::ReportRequest;
pub use snapshots::Leaks;

use crate::Reading;
use hearth_core::measure;
use hearth_core::read::{Options, TextForms};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Reading {
    /// As the constructor; but text forms are read as `go tool pprof` reads them, with
    /// all that it gets wrong.
    #[wasm_bindgen(js_name = asReference)]
    pub fn as_reference(bytes: f64, expected: f64, whole: bool) -> Self {
        let options = Options { text: TextForms::AsReference, ..Options::default() };
        Self::with(bytes, expected, whole, options)
    }
}

/// A value as reports write it: `183.16MB`.
#[wasm_bindgen]
pub fn format(value: i64, unit: &str, to: &str) -> String {
    measure::scaled_label(value, unit, to)
}
