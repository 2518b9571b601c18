//! In which order snapshots were taken.

use super::capture_time;
use super::snapshot_set::{SnapshotSet, key};
use std::cmp::Ordering;

/// Source of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderedBy {
    /// Somebody gave it.
    Hand,
    /// The times of all are known.
    Time,
    /// The files' names differ in their numbers.
    Numbers,
    /// Nothing else is known: it is that in which they came.
    Arrival,
}

impl OrderedBy {
    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Time => "time",
            Self::Numbers => "numbers",
            Self::Arrival => "arrival",
        }
    }
}

impl SnapshotSet {
    /// Sets the order by hand: numbers of snapshots, the earliest first. Those that are
    /// not named stay behind, as they were added. `None` goes back to the snapshots' own.
    pub fn set_order(&mut self, order: Option<Vec<usize>>) {
        self.order = order;
    }

    /// By hand, by time, by the numbers in the names, or as they came.
    pub(super) fn ordered(
        &self,
        mut numbers: Vec<usize>,
        times: &[i64],
    ) -> (Vec<usize>, OrderedBy) {
        if let Some(order) = &self.order
            && numbers.iter().any(|n| order.contains(n))
        {
            let place = |n: &usize| order.iter().position(|m| m == n).unwrap_or(usize::MAX);
            numbers.sort_by_key(place);
            return (numbers, OrderedBy::Hand);
        }
        let snapshots = self.snapshots();
        let files: Vec<(&str, i64)> =
            numbers.iter().map(|&n| (&*snapshots[n].name, times[n])).collect();
        let (order, by) = order(&files);
        (order.into_iter().map(|at| numbers[at]).collect(), by)
    }
}

/// The order in which files of one kind were taken, the earliest first, as indices into
/// `files`, and what it comes from. A file is its name and its time in nanoseconds since
/// 1970; 0 where that is unknown.
///
/// Times order files if all are known and not all equal, else numbers in names that are
/// alike otherwise, else arrival. Ties are broken by what comes next in this list. Every
/// view uses this order: of two files, the first one here is the base.
pub fn order(files: &[(&str, i64)]) -> (Vec<usize>, OrderedBy) {
    let mut order: Vec<usize> = (0..files.len()).collect();
    let numbers = numbers(files);
    let time = |at: usize| files[at].1;
    let has_times = !files.is_empty() && order.iter().all(|&at| time(at) != 0);
    if has_times && order.iter().any(|&at| time(at) != time(0)) {
        order.sort_by(|&a, &b| {
            let by_number = || numbers.as_ref().map(|numbers| numbers[a].cmp(&numbers[b]));
            time(a).cmp(&time(b)).then_with(|| by_number().unwrap_or(Ordering::Equal))
        });
        return (order, OrderedBy::Time);
    }
    match numbers {
        Some(numbers) => {
            order.sort_by(|&a, &b| numbers[a].cmp(&numbers[b]));
            (order, OrderedBy::Numbers)
        }
        None if has_times => (order, OrderedBy::Time),
        None => (order, OrderedBy::Arrival),
    }
}

/// The numbers in each name, if names have some and differ in nothing else.
fn numbers(files: &[(&str, i64)]) -> Option<Vec<Vec<u64>>> {
    let mut text: Option<String> = None;
    let mut all = Vec::with_capacity(files.len());
    for (name, _) in files {
        let (folder, moment) = key(name);
        let (other, numbers) = capture_time::numbers(&[folder, moment].join(" "));
        if numbers.is_empty() || text.as_ref().is_some_and(|text| *text != other) {
            return None;
        }
        text.get_or_insert(other);
        all.push(numbers);
    }
    (!all.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_file_is_first_however_files_came() {
        let by = |files: &[(&str, i64)]| {
            let (found, by) = order(files);
            (found, by.name())
        };
        let (early, late) = ("orders/goroutine.00.debug2.txt", "orders/goroutine.07.debug2.txt");
        assert_eq!(by(&[(early, 0), (late, 0)]), (vec![0, 1], "numbers"));
        assert_eq!(by(&[(late, 0), (early, 0)]), (vec![1, 0], "numbers"));
        // Numbers, not texts.
        assert_eq!(by(&[("heap.10", 0), ("heap.9", 0)]), (vec![1, 0], "numbers"));
        // Times say more than names.
        assert_eq!(by(&[("heap.1", 9), ("heap.2", 5)]), (vec![1, 0], "time"));
        assert_eq!(by(&[("heap.2", 9), ("heap.1", 0)]), (vec![1, 0], "numbers"));
        // Equal times say nothing.
        assert_eq!(by(&[("heap.2", 5), ("heap.1", 5)]), (vec![1, 0], "numbers"));
        assert_eq!(by(&[("heap.3", 5), ("heap.2", 5), ("heap.1", 4)]), (vec![2, 1, 0], "time"));
        assert_eq!(by(&[("b", 0), ("a", 0)]), (vec![0, 1], "arrival"));
        assert_eq!(by(&[("run1/a", 0), ("run2/b", 0)]), (vec![0, 1], "arrival"));
        assert_eq!(by(&[]), (vec![], "arrival"));
    }
}
