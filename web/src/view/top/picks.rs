//! The rows that are selected: one in all views, further ones only here.

/// See the module.
#[derive(Debug, Default, PartialEq)]
pub struct Picks(Vec<u32>);

impl Picks {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The row that is the selection of all views, and from which ranges begin.
    pub fn first(&self) -> Option<usize> {
        self.0.first().map(|&row| row as usize)
    }

    /// Returns whether a row is selected.
    pub fn has(&self, row: usize) -> bool {
        self.0.contains(&(row as u32))
    }

    /// The rows, in the order in which they were selected.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|&row| row as usize)
    }

    /// Selects these rows and no others.
    pub fn set(&mut self, rows: impl IntoIterator<Item = usize>) {
        self.0 = rows.into_iter().map(|row| row as u32).collect();
    }

    /// Selects one more row, or one less.
    pub fn toggle(&mut self, row: usize) {
        let before = self.len();
        self.0.retain(|&r| r as usize != row);
        if self.len() == before {
            self.0.push(row as u32);
        }
    }
}

/// The places from one to another, in that direction.
pub fn range(from: usize, to: usize) -> Vec<usize> {
    if from <= to { (from..=to).collect() } else { (to..=from).rev().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_stays_the_first() {
        let mut picks = Picks::default();
        picks.set(range(5, 3));
        assert_eq!((picks.first(), picks.len(), picks.has(4)), (Some(5), 3, true));
        picks.toggle(9);
        picks.toggle(5);
        assert_eq!((picks.first(), picks.has(9), picks.has(5)), (Some(4), true, false));
        picks.set(None);
        assert_eq!(picks.first(), None);
    }
}
