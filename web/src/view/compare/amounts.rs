//! Spelling of the figures of a comparison.

use crate::words::comparing;
use hearth_core::measure;
use hearth_messages::{CompareColumns, CompareData};

/// A verdict, as the engine numbers them: there is no difference.
pub const SAME: u8 = 0;
/// It may be chance: this one and the one before are not real.
pub const NOISE: u8 = 1;
/// It was not there before.
pub const NEW: u8 = 4;
/// It is not there any more.
pub const GONE: u8 = 5;

/// Both sides of one kind of figure.
#[derive(Debug, Default, PartialEq)]
pub struct Columns {
    pub old: Vec<i64>,
    pub new: Vec<i64>,
    pub change: Vec<f64>,
    pub half: Vec<f64>,
    pub verdict: Vec<u8>,
}

impl From<&CompareColumns> for Columns {
    fn from(columns: &CompareColumns) -> Self {
        Self {
            old: columns.old.to_vec(),
            new: columns.new.to_vec(),
            change: columns.change.to_vec(),
            half: columns.half.to_vec(),
            verdict: columns.verdict.to_vec(),
        }
    }
}

impl Columns {
    /// The largest change: bars are as long as shares of it.
    pub fn largest(&self) -> f64 {
        self.change.iter().fold(0.0, |largest, change| change.abs().max(largest))
    }
}

/// Meaning of the figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amounts {
    unit: String,
    output_unit: String,
    /// Factors of values: old, new.
    pub factors: [f64; 2],
    is_share: bool,
    /// Totals of both sides.
    pub total: [i64; 2],
}

impl From<&CompareData> for Amounts {
    fn from(data: &CompareData) -> Self {
        Self {
            unit: data.unit.clone(),
            output_unit: data.output_unit.clone(),
            factors: data.factors,
            is_share: data.is_share,
            total: data.total,
        }
    }
}

impl Amounts {
    /// The unit of values as they are in the profiles.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// A value of a side, scaled.
    pub fn value(&self, value: i64, side: usize) -> String {
        if self.factors == [1.0, 1.0] {
            return measure::scaled_label(value, &self.unit, &self.output_unit);
        }
        self.scaled(value as f64 * self.factors[side])
    }

    /// Change, with its sign.
    pub fn change(&self, change: f64) -> String {
        let sign = if change > 0.0 { "+" } else { "" };
        [sign, &self.scaled(change)].concat()
    }

    fn scaled(&self, value: f64) -> String {
        let Self { factors, is_share, unit, output_unit, .. } = self;
        if *is_share {
            return percent(value);
        }
        if measure::same_family(unit, unit) || *factors == [1.0, 1.0] {
            return measure::scaled_label(value.round() as i64, unit, output_unit);
        }
        decimals(value)
    }

    /// A change as a share of the base's total.
    pub fn share(&self, change: f64) -> f64 {
        let base = self.total[0] as f64 * self.factors[0];
        if base == 0.0 { 0.0 } else { change / base }
    }

    /// Totals of both sides, and the change: `17s → 23.10s: +6.10s (35.88%)`.
    pub fn summary(&self) -> String {
        let [old, new] = self.total;
        let change = new as f64 * self.factors[1] - old as f64 * self.factors[0];
        let share = percent(self.share(change));
        let sides = [self.value(old, 0), self.value(new, 1)];
        crate::words::fill(
            comparing().summary,
            &[&sides[0], &sides[1], &self.change(change), &share],
        )
    }

    /// Both sides and what changed, in words: `3s → 9s: +6s (35.29%), grew`.
    pub fn said(&self, columns: &Columns, row: usize) -> String {
        let change = columns.change[row];
        let sides = [self.value(columns.old[row], 0), self.value(columns.new[row], 1)];
        let share = percent(self.share(change));
        let text = crate::words::fill(
            comparing().summary,
            &[&sides[0], &sides[1], &self.change(change), &share],
        );
        [&text, ", ", verdict(columns.verdict[row])[1]].concat()
    }

    /// The interval of a change, in words; empty where none is known.
    pub fn interval(&self, columns: &Columns, row: usize) -> String {
        let (change, half) = (columns.change[row], columns.half[row]);
        if half.is_nan() {
            return String::new();
        }
        let ends = [change - half, change + half].map(|end| self.change(end));
        crate::words::fill(comparing().interval, &[&ends[0], &ends[1]])
    }
}

/// A share in per cent.
pub fn percent(share: f64) -> String {
    [&*decimals(share * 100.0), "%"].concat()
}

/// With two decimals: the page has no other use for what prints floats in full.
pub fn decimals(value: f64) -> String {
    let hundredths = (value.abs() * 100.0).round() as i64;
    let sign = if value < 0.0 && hundredths > 0 { "-" } else { "" };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let zero = if rest < 10 { "0" } else { "" };
    [sign, &whole.to_string(), ".", zero, &rest.to_string()].concat()
}

/// A sign and a word for a verdict.
pub fn verdict(verdict: u8) -> [&'static str; 2] {
    const SIGNS: [&str; 6] = ["=", "~", "▲", "▼", "✚", "✖"];
    let verdict = usize::from(verdict).min(5);
    [SIGNS[verdict], comparing().verdicts[verdict]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_two_decimals() {
        assert_eq!(percent(0.12345), "12.35%");
        assert_eq!(percent(-0.0005), "-0.05%");
        assert_eq!(percent(-0.000001), "0.00%");
        assert_eq!(percent(1.0), "100.00%");
    }
}
