//! The table's data, and the order in which its rows are shown.

use crate::format;
use crate::view::NameList;
use hearth_core::measure;
use hearth_messages::TopData;

/// The columns of the table, copied out of the worker's message.
#[derive(Debug, Default, PartialEq)]
pub struct TopTable {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// What each function spent itself.
    pub flat: Vec<i64>,
    /// What each function and everything that it called spent.
    pub cum: Vec<i64>,
    /// 0: never inlined, 1: sometimes, 2: always.
    pub inlined: Vec<u8>,
    /// The functions' names.
    pub names: NameList,
}

impl TopTable {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.flat.len().min(self.cum.len()).min(self.names.len())
    }

    /// What the table shows of everything, in words. Nothing is left out: the
    /// flats add up to the total, unless some of them are negative.
    pub fn status(&self, sample_type: &str) -> String {
        let sum = self.flat.iter().fold(0_i64, |sum, &flat| sum.saturating_add(flat));
        format!(
            "{} · {} of {} {sample_type} ({})",
            format::counted(self.len() as f64, "function"),
            measure::label(sum, &self.unit),
            measure::label(self.total, &self.unit),
            format::share(sum, self.total),
        )
    }

    /// What the reference adds to a name.
    pub fn suffix(&self, row: usize) -> &'static str {
        match self.inlined.get(row) {
            Some(1) => " (partial-inline)",
            Some(2) => " (inline)",
            _ => "",
        }
    }
}

impl From<&TopData> for TopTable {
    fn from(data: &TopData) -> Self {
        Self {
            total: data.total,
            unit: data.unit.clone(),
            output_unit: data.output_unit.clone(),
            flat: data.flat.to_vec(),
            cum: data.cum.to_vec(),
            inlined: data.inlined.to_vec(),
            names: NameList::from(&data.names),
        }
    }
}

/// Rows in the order in which they are shown, and the sums down to each of them.
#[derive(Debug, Default, PartialEq)]
pub struct Ranking {
    /// The row at each place; `None`: the data's own order.
    order: Option<Vec<u32>>,
    /// For each row, the sum of the flats down to it.
    sums: Vec<i64>,
}

impl Ranking {
    /// The data's own order, or the alphabet's.
    pub fn new(table: &TopTable, by_name: bool) -> Self {
        let order = by_name.then(|| {
            let mut rows: Vec<u32> = (0..table.len() as u32).collect();
            rows.sort_unstable_by_key(|&row| (table.names.get(row as usize), row));
            rows
        });
        let mut ranking = Self { order, sums: vec![0; table.len()] };
        let mut sum = 0_i64;
        for place in 0..table.len() {
            let row = ranking.row(place);
            sum = sum.saturating_add(table.flat[row]);
            ranking.sums[row] = sum;
        }
        ranking
    }

    /// The row at a place.
    pub fn row(&self, place: usize) -> usize {
        match &self.order {
            Some(order) => order[place] as usize,
            None => place,
        }
    }

    /// The place of a row.
    pub fn place(&self, row: usize) -> Option<usize> {
        match &self.order {
            Some(order) => order.iter().position(|&r| r as usize == row),
            None => Some(row),
        }
    }

    /// The sum of the flats down to a row.
    pub fn sum(&self, row: usize) -> i64 {
        self.sums.get(row).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> TopTable {
        TopTable {
            total: 10,
            flat: vec![6, 3, 1],
            cum: vec![6, 10, 1],
            names: NameList::of(&["c", "a", "b"]),
            ..TopTable::default()
        }
    }

    #[test]
    fn sums_run_down_the_order_that_is_shown() {
        let sums = |by_name| {
            let ranking = Ranking::new(&table(), by_name);
            (0..3).map(|p| (ranking.row(p), ranking.sum(ranking.row(p)))).collect::<Vec<_>>()
        };
        assert_eq!(sums(false), [(0, 6), (1, 9), (2, 10)]);
        assert_eq!(sums(true), [(1, 3), (2, 4), (0, 10)]);
    }

    #[test]
    fn every_row_has_a_place() {
        for by_name in [false, true] {
            let ranking = Ranking::new(&table(), by_name);
            for row in 0..3 {
                assert_eq!(ranking.row(ranking.place(row).unwrap()), row);
            }
        }
    }
}
