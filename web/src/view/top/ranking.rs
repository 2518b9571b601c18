//! Choice and order of the rows, and the sums down to each of them.

use super::Order;
use super::table::TopTable;
use js_sys::{Array, Function, Reflect, RegExp};
use std::cmp::Ordering;
use wasm_bindgen::JsCast;

/// Rows in the order in which they are shown.
#[derive(Debug, Default, PartialEq)]
pub struct Ranking {
    /// The row at each place.
    rows: Vec<u32>,
    /// For each place, the sum of the flats down to it.
    sums: Vec<i64>,
}

impl Ranking {
    /// The rows that `keep` has, in an order.
    pub fn new(table: &TopTable, order: Order, keep: &[bool]) -> Self {
        let shown = |row: &u32| keep.get(*row as usize) == Some(&true);
        let mut rows: Vec<u32> = (0..table.len() as u32).filter(shown).collect();
        let column = (order as usize).checked_sub(Order::Package as usize);
        let text = |row: u32| match column {
            Some(column) => table.columns[column].get(row as usize),
            None => table.names.get(row as usize),
        };
        // The data's own order is that of flat or cum.
        if !matches!(order, Order::Flat | Order::Cum) {
            sort(&mut rows, &|a, b| text(a).cmp(text(b)).then(a.cmp(&b)));
        }
        let mut sum = 0_i64;
        let add = |&row: &u32| {
            sum = sum.saturating_add(table.flat[row as usize]);
            sum
        };
        let sums = rows.iter().map(add).collect();
        Self { rows, sums }
    }

    /// Number of rows that are shown.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at a place.
    pub fn row(&self, place: usize) -> usize {
        self.rows.get(place).map_or(usize::MAX, |&row| row as usize)
    }

    /// The place of a row, if it is shown.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|&r| r as usize == row)
    }

    /// The sum of the flats down to a place.
    pub fn sum(&self, place: usize) -> i64 {
        self.sums.get(place).copied().unwrap_or(0)
    }
}

/// Sorts numbers. Not generic: each sort of its own would cost the page kilobytes.
pub fn sort(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|&a, &b| compare(a, b));
}

/// The rows in whose name, or in one of the columns that are shown, a text matches.
pub fn matching(
    table: &TopTable,
    columns: [bool; 3],
    is_match: &dyn Fn(&str) -> bool,
) -> Vec<bool> {
    let mut keep: Vec<bool> = table.names.iter().map(is_match).collect();
    for (column, _) in table.columns.iter().zip(columns).filter(|(_, shown)| *shown) {
        let texts: Vec<bool> = column.texts.iter().map(is_match).collect();
        for (keep, of) in keep.iter_mut().zip(&column.of) {
            *keep |= texts.get(*of as usize) == Some(&true);
        }
    }
    keep
}

/// True if a text is what is looked for.
type Matcher = Box<dyn Fn(&str) -> bool>;

/// Matcher of a search: a text in any case, or `/…/` for a regular expression; `None` where
/// that makes no sense.
pub fn matcher(search: &str) -> Option<Matcher> {
    let inside = search.strip_prefix('/').and_then(|s| s.strip_suffix('/'));
    if let Some(pattern) = inside.filter(|pattern| !pattern.is_empty()) {
        let expression = expression(pattern)?;
        return Some(Box::new(move |text| expression.test(text)));
    }
    let search = search.as_bytes().to_owned();
    Some(Box::new(move |text| contains(text.as_bytes(), &search)))
}

/// The browser's expression: it costs the page no code of its own. As in pprof,
/// `(?i)` in front takes any case.
fn expression(pattern: &str) -> Option<RegExp> {
    let (pattern, flags) = pattern.strip_prefix("(?i)").map_or((pattern, ""), |rest| (rest, "i"));
    // `new RegExp` throws where an expression is wrong: only this way can it be caught.
    let class = Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?;
    let arguments = Array::of2(&pattern.into(), &flags.into());
    Reflect::construct(class.unchecked_ref::<Function>(), &arguments).ok()?.dyn_into().ok()
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;
    use crate::view::top::table::Column;

    fn table() -> TopTable {
        TopTable {
            total: 10,
            flat: vec![6, 3, 1],
            cum: vec![6, 10, 1],
            names: NameList::of(&["c", "a", "B"]),
            columns: [
                Column { of: vec![0, 1, 0], texts: NameList::of(&["net/http", "fmt"]) },
                Column::default(),
                Column::default(),
            ],
            ..TopTable::default()
        }
    }

    #[test]
    fn sums_run_down_what_is_shown() {
        let sums = |order, keep: &[bool]| {
            let ranking = Ranking::new(&table(), order, keep);
            (0..ranking.len()).map(|p| (ranking.row(p), ranking.sum(p))).collect::<Vec<_>>()
        };
        assert_eq!(sums(Order::Flat, &[true; 3]), [(0, 6), (1, 9), (2, 10)]);
        assert_eq!(sums(Order::Name, &[true; 3]), [(2, 1), (1, 4), (0, 10)]);
        assert_eq!(sums(Order::Package, &[true; 3]), [(1, 3), (0, 9), (2, 10)]);
        assert_eq!(sums(Order::Name, &[true, false, true]), [(2, 1), (0, 7)]);
    }

    #[test]
    fn every_row_that_is_shown_has_a_place() {
        let ranking = Ranking::new(&table(), Order::Name, &[true, false, true]);
        assert_eq!([0, 1, 2].map(|row| ranking.place(row)), [Some(1), None, Some(0)]);
    }

    #[test]
    fn texts_are_looked_for_in_names_and_in_columns_that_are_shown() {
        let keep = |text, columns| matching(&table(), columns, &*matcher(text).unwrap());
        assert_eq!(keep("b", [false; 3]), [false, false, true]);
        assert_eq!(keep("HTTP", [false; 3]), [false; 3]);
        assert_eq!(keep("HTTP", [true, false, false]), [true, false, true]);
        assert_eq!(keep("", [false; 3]), [true; 3]);
        assert_eq!(keep("/", [true, false, false]), [true, false, true]);
    }
}
