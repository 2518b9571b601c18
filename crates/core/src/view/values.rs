//! Spelling of the values of a selection.

use crate::measure;
use crate::query::Query;
use crate::selection::Selection;
use std::borrow::Cow;

/// Spells values in one unit, or each in its own.
pub struct Values<'a> {
    unit: Cow<'a, str>,
    output_unit: &'a str,
    divide_by: f64,
    /// Total that shares are of.
    pub total: i64,
}

impl<'a> Values<'a> {
    /// For values of the selection, to be printed in `output_unit`.
    pub fn new(selection: &'a Selection, query: &Query, output_unit: &'a str) -> Self {
        let divide_by = query.divide_by;
        Self { unit: selection.unit(), output_unit, divide_by, total: selection.total }
    }

    /// The unit that the profile has the values in.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// A value.
    pub fn value(&self, value: i64) -> String {
        let divided = measure::divided(value, self.divide_by);
        measure::scaled_label(divided, &self.unit, self.output_unit)
    }

    /// A value, or a dot for nothing.
    pub fn value_or_dot(&self, value: i64) -> String {
        if value == 0 { ".".to_owned() } else { self.value(value) }
    }

    /// A value's share of the total.
    pub fn share(&self, value: i64) -> String {
        measure::percentage(value, self.total)
    }
}
