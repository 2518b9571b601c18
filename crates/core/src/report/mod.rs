//! Views as text and files: to the byte what `go tool pprof -symbolize=none`
//! prints in UTC.
//!
//! A report writes bytes, because names are bytes. [`cli`] takes the reference's
//! flags. Reports compute nothing themselves: the figures come from `view/`,
//! their spelling from `measure/`.

pub mod cli;
mod labels;
mod top;

pub use top::top;

use crate::measure;
use crate::selection::Selection;

/// How a report spells the values of a selection.
struct Values<'a> {
    unit: std::borrow::Cow<'a, str>,
    output_unit: &'a str,
    total: i64,
}

impl<'a> Values<'a> {
    fn new(selection: &'a Selection, output_unit: &'a str) -> Self {
        Self { unit: selection.unit(), output_unit, total: selection.weights.total }
    }

    fn value(&self, value: i64) -> String {
        measure::scaled_label(value, &self.unit, self.output_unit)
    }

    fn share(&self, value: i64) -> String {
        measure::percentage(value, self.total)
    }
}
