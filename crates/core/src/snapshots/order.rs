//! In which order snapshots were taken.

use super::moment;
use super::pile::{Pile, key};

/// What an order comes from.
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

impl Pile {
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
        if numbers.iter().all(|&n| times[n] != 0) {
            numbers.sort_by_key(|&n| times[n]);
            return (numbers, OrderedBy::Time);
        }
        let named = |n: &usize| {
            let (folder, moment) = key(&self.snapshots()[*n].name);
            moment::numbers(&[folder, moment].join(" "))
        };
        let names: Vec<(String, Vec<u64>)> = numbers.iter().map(named).collect();
        let is_numbered = names.windows(2).all(|pair| pair[0].0 == pair[1].0)
            && names.first().is_some_and(|(_, numbers)| !numbers.is_empty());
        if is_numbered {
            numbers.sort_by_key(|n| named(n).1);
            return (numbers, OrderedBy::Numbers);
        }
        (numbers, OrderedBy::Arrival)
    }
}
