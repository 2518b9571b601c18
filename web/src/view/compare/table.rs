//! The functions of both sides, and in which order they are shown.

use super::amounts::{Columns, NOISE};
use crate::view::NameList;
use crate::view::top::sort;
use hearth_messages::CompareTable;
use std::cmp::Ordering;

/// The functions, out of JavaScript's memory.
pub struct Table {
    pub names: NameList,
    /// Flat, cum, and what is charged to each.
    pub columns: [Columns; 3],
}

impl From<&CompareTable> for Table {
    fn from(data: &CompareTable) -> Self {
        Self {
            names: NameList::from(&data.names),
            columns: [&data.flat, &data.cum, &data.own].map(Columns::from),
        }
    }
}

/// By what rows are ordered.
pub const ORDERS: [&str; 6] = ["verdict", "old", "new", "change", "share", "name"];

impl Table {
    /// The rows to show, in an order: those that are real, or all that are not nothing.
    pub fn rows(&self, figure: usize, order: &str, all: bool) -> Vec<u32> {
        let columns = &self.columns[figure];
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
            _ if figure == 0 => return rows,
            _ => &|a, b| {
                let is_real = |row: u32| columns.verdict[row as usize] > NOISE;
                let change = |row: u32| columns.change[row as usize].abs();
                is_real(b).cmp(&is_real(a)).then(change(b).total_cmp(&change(a))).then(a.cmp(&b))
            },
        };
        sort(&mut rows, by);
        rows
    }

    /// Numbers of rows that are real, and of those that may be chance.
    pub fn counts(&self, figure: usize) -> [usize; 2] {
        let verdicts = &self.columns[figure].verdict;
        let real = verdicts.iter().filter(|&&v| v > NOISE).count();
        [real, verdicts.iter().filter(|&&v| v == NOISE).count()]
    }

    /// The largest change of all rows: bars are as long as shares of it.
    pub fn largest(&self, figure: usize) -> f64 {
        self.columns[figure].largest()
    }
}
