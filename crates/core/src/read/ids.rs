//! The ids that a file gives its tables' rows, resolved to indexes.

use super::{Malformed, ReadError};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// From ids to indexes. Nearly every writer numbers its rows from 1, so ids are
/// looked up in a plain list; only those far beyond the number of rows need the
/// hash table.
pub struct Ids {
    /// The index + 1 of each small id; 0 where there is none.
    small: Vec<u32>,
    large: HashMap<u64, u32, FxBuildHasher>,
}

impl Ids {
    /// `at` says where a row starts in the content, for the error when an id is 0
    /// or used twice.
    pub fn new(
        table: &'static str,
        ids: &[u64],
        at: impl Fn(usize) -> usize,
    ) -> Result<Self, ReadError> {
        let mut this =
            Self { small: vec![0; ids.len() * 2 + 1], large: HashMap::with_hasher(FxBuildHasher) };
        for (index, &id) in ids.iter().enumerate() {
            let at = || at(index);
            if id == 0 {
                return Err(ReadError::Malformed { at: at(), kind: Malformed::ReservedId(table) });
            }
            let unused = if id < this.small.len() as u64 {
                std::mem::replace(&mut this.small[id as usize], index as u32 + 1) == 0
            } else {
                this.large.insert(id, index as u32).is_none()
            };
            if !unused {
                let kind = Malformed::DuplicateId { table, id };
                return Err(ReadError::Malformed { at: at(), kind });
            }
        }
        Ok(this)
    }

    /// The index of the row with this id.
    #[inline]
    pub fn get(&self, id: u64) -> Option<u32> {
        if id < self.small.len() as u64 {
            return self.small[id as usize].checked_sub(1);
        }
        self.large.get(&id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_need_not_be_indexes() {
        let ids = Ids::new("function", &[3, u64::MAX, 1, 1 << 32 | 2], |i| i).unwrap();
        let found = [3, u64::MAX, 1, 1 << 32 | 2].map(|id| ids.get(id));
        assert_eq!(found, [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!([0, 2, 4, 1 << 32].map(|id| ids.get(id)), [None; 4]);
    }

    #[test]
    fn an_id_is_used_once_and_is_not_zero() {
        let error = |kind| Some(ReadError::Malformed { at: 1, kind });
        let duplicate = Malformed::DuplicateId { table: "location", id: 7 };
        assert_eq!(Ids::new("location", &[7, 7], |i| i).err(), error(duplicate));
        let reserved = Malformed::ReservedId("mapping");
        assert_eq!(Ids::new("mapping", &[7, 0], |i| i).err(), error(reserved));
    }
}
