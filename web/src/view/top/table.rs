//! The table's data: a row for each function, or for each package.

use super::ranking::sort;
use crate::format;
use crate::view::NameList;
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::{Names, TopData};
use js_sys::Uint32Array;

/// The columns of the table, copied out of the worker's message.
#[derive(Debug, Default, PartialEq)]
pub struct TopTable {
    /// The total that shares are of.
    pub total: i64,
    /// The unit of all values.
    pub unit: String,
    /// The unit to show values in.
    pub output_unit: String,
    /// Flat value of each function.
    pub flat: Vec<i64>,
    /// Cum value of each function. Empty for packages: a
    /// call from a package to itself would count twice in a sum.
    pub cum: Vec<i64>,
    /// 0: never inlined, 1: sometimes, 2: always.
    pub inlined: Vec<u8>,
    /// The functions' names.
    pub names: NameList,
    /// Content of [`COLUMNS`].
    pub columns: [Column; 3],
}

/// The further columns, as the link names them.
pub const COLUMNS: [&str; 3] = ["package", "file", "binary"];

/// A column of texts of which many rows have the same.
#[derive(Debug, Default, PartialEq)]
pub struct Column {
    /// Each row's text, as an index into `texts`.
    pub of: Vec<u32>,
    /// The texts.
    pub texts: NameList,
}

impl Column {
    fn new(of: &Uint32Array, texts: &Names) -> Self {
        Self { of: of.to_vec(), texts: NameList::from(texts) }
    }

    /// A row's text.
    pub fn get(&self, row: usize) -> &str {
        self.of.get(row).map_or("", |&text| self.texts.get(text as usize))
    }
}

/// Which of [`COLUMNS`] a list of names, separated by commas, means.
pub fn columns(list: &str) -> [bool; 3] {
    COLUMNS.map(|name| list.split(',').any(|part| part == name))
}

impl TopTable {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.flat.len().min(self.names.len())
    }

    /// A row for each package, the heaviest first.
    pub fn by_package(&self) -> Self {
        let package = &self.columns[0];
        let mut sums: Vec<Option<i64>> = vec![None; package.texts.len()];
        for (flat, &of) in self.flat.iter().zip(&package.of) {
            if let Some(sum) = sums.get_mut(of as usize) {
                *sum = Some(sum.unwrap_or(0).saturating_add(*flat));
            }
        }
        let sum = |text: u32| sums[text as usize].unwrap_or(0);
        let mut rows: Vec<u32> = (0..sums.len() as u32).collect();
        rows.retain(|&text| sums[text as usize].is_some());
        sort(&mut rows, &|a, b| {
            let heavier = sum(b).unsigned_abs().cmp(&sum(a).unsigned_abs());
            heavier.then_with(|| package.texts.get(a as usize).cmp(package.texts.get(b as usize)))
        });
        let names: Vec<&str> = rows.iter().map(|&text| package.texts.get(text as usize)).collect();
        Self {
            total: self.total,
            unit: self.unit.clone(),
            output_unit: self.output_unit.clone(),
            flat: rows.iter().map(|&text| sum(text)).collect(),
            names: NameList::of(&names),
            ..Self::default()
        }
    }

    /// Words for the part of everything that the table shows. Nothing is left out: the
    /// flats add up to the total, unless some of them are negative.
    pub fn status(&self, sample_type: &str) -> String {
        let sum = self.flat.iter().fold(0_i64, |sum, &flat| sum.saturating_add(flat));
        let words = &words().page;
        fill(
            words.table_status,
            &[
                &format::count_of(self.len() as f64, words.functions),
                &measure::label(sum, &self.unit),
                &measure::label(self.total, &self.unit),
                sample_type,
                &format::share(sum, self.total),
            ],
        )
    }

    /// Suffix that pprof adds to a name.
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
            columns: [
                Column::new(&data.package, &data.packages),
                Column::new(&data.file, &data.files),
                Column::new(&data.binary, &data.binaries),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_add_up_what_their_functions_spent() {
        let packages = Column { of: vec![2, 0, 2], texts: NameList::of(&["a", "unused", "b"]) };
        let table = TopTable {
            flat: vec![1, 5, -9],
            cum: vec![1, 6, 2],
            names: NameList::of(&["b.x", "a.y", "b.z"]),
            columns: [packages, Column::default(), Column::default()],
            ..TopTable::default()
        };
        let grouped = table.by_package();
        assert_eq!(grouped.names.iter().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((grouped.flat, grouped.cum), (vec![-8, 5], vec![]));
    }

    #[test]
    fn columns_are_known_by_name() {
        assert_eq!(columns("binary,package,x"), [true, false, true]);
        assert_eq!(columns(""), [false; 3]);
    }
}
