//! The figures of both sides, how they are written, and in which order.

use crate::view::NameList;
use crate::view::top::sort;
use crate::words::words;
use hearth_core::measure;
use hearth_messages::{CompareColumns, CompareData};
use std::cmp::Ordering;

/// A verdict, as the engine numbers them.
pub const NOISE: u8 = 1;

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

/// The table, out of JavaScript's memory.
pub struct Table {
    pub data: CompareData,
    pub names: NameList,
    /// Flat and cum.
    pub columns: [Columns; 2],
}

impl From<CompareData> for Table {
    fn from(data: CompareData) -> Self {
        Self {
            names: NameList::from(&data.names),
            columns: [Columns::from(&data.flat), Columns::from(&data.cum)],
            data,
        }
    }
}

/// By what rows are ordered.
pub const ORDERS: [&str; 6] = ["verdict", "old", "new", "change", "share", "name"];

impl Table {
    /// The rows to show, in an order: those that are real, or all that are not nothing.
    pub fn rows(&self, by_cum: bool, order: &str, all: bool) -> Vec<u32> {
        let columns = &self.columns[usize::from(by_cum)];
        let is_shown = |&row: &u32| {
            let row = row as usize;
            let is_something = columns.old[row] != 0 || columns.new[row] != 0;
            is_something && (all || columns.verdict[row] > NOISE)
        };
        let mut rows: Vec<u32> = (0..self.names.len() as u32).filter(is_shown).collect();
        let value = |row: u32| -> f64 {
            let row = row as usize;
            match order {
                "old" => (columns.old[row] as f64).abs(),
                "new" => (columns.new[row] as f64).abs(),
                "change" => columns.change[row].abs(),
                _ => columns.change[row],
            }
        };
        let falling = |a: u32, b: u32| value(b).total_cmp(&value(a)).then(a.cmp(&b));
        let name = |row: u32| self.names.get(row as usize);
        let by: &dyn Fn(u32, u32) -> Ordering = match order {
            "name" => &|a, b| name(a).cmp(name(b)),
            "old" | "new" | "change" | "share" => &falling,
            // The engine's own order is that of flat.
            _ if !by_cum => return rows,
            _ => &|a, b| {
                let is_real = |row: u32| columns.verdict[row as usize] > NOISE;
                let change = |row: u32| columns.change[row as usize].abs();
                is_real(b).cmp(&is_real(a)).then(change(b).total_cmp(&change(a))).then(a.cmp(&b))
            },
        };
        sort(&mut rows, by);
        rows
    }

    /// How many rows are real, and how many may be chance.
    pub fn counts(&self, by_cum: bool) -> [usize; 2] {
        let verdicts = &self.columns[usize::from(by_cum)].verdict;
        let real = verdicts.iter().filter(|&&v| v > NOISE).count();
        [real, verdicts.iter().filter(|&&v| v == NOISE).count()]
    }

    /// A value of a side, scaled.
    pub fn value(&self, value: i64, side: usize) -> String {
        if self.data.factors == [1.0, 1.0] {
            return measure::scaled_label(value, &self.data.unit, &self.data.output_unit);
        }
        self.scaled(value as f64 * self.data.factors[side])
    }

    /// What changed in a row, with its sign.
    pub fn change(&self, change: f64) -> String {
        let sign = if change > 0.0 { "+" } else { "" };
        [sign, &self.scaled(change)].concat()
    }

    fn scaled(&self, value: f64) -> String {
        let CompareData { factors, is_share, unit, output_unit, .. } = &self.data;
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
        let base = self.data.total[0] as f64 * self.data.factors[0];
        if base == 0.0 { 0.0 } else { change / base }
    }

    /// The largest change of all rows: bars are as long as shares of it.
    pub fn largest(&self, by_cum: bool) -> f64 {
        let changes = self.columns[usize::from(by_cum)].change.iter();
        changes.fold(0.0, |largest, change| change.abs().max(largest))
    }
}

/// A share in per cent.
pub fn percent(share: f64) -> String {
    [&*decimals(share * 100.0), "%"].concat()
}

/// With two decimals: the page has no other use for what prints floats in full.
fn decimals(value: f64) -> String {
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
    [SIGNS[verdict], words().compare.verdicts[verdict]]
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
