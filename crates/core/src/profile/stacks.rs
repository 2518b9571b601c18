//! The different stacks, each kept once.

use super::{LocationId, StackId};
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// A list of stacks: one run of locations and where each stack ends in it.
/// Within a stack the leaf comes first, as in the file.
#[derive(Clone, Debug, Default)]
pub struct Stacks {
    locations: Vec<LocationId>,
    ends: Vec<u32>,
    /// The stacks by their content. Only indexes: no stack is stored twice.
    by_content: HashTable<StackId>,
}

impl Stacks {
    /// How many different stacks there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many locations all stacks have together.
    pub fn location_count(&self) -> usize {
        self.locations.len()
    }

    /// The locations of a stack, leaf first.
    pub fn get(&self, stack: StackId) -> &[LocationId] {
        stack_in(&self.locations, &self.ends, stack)
    }

    /// All stacks, in the order in which they were first seen.
    pub fn iter(&self) -> impl Iterator<Item = &[LocationId]> {
        (0..self.ends.len()).map(|stack| self.get(stack as StackId))
    }

    /// Appends a location to the stack that is being built.
    pub fn push_location(&mut self, location: LocationId) {
        self.locations.push(location);
    }

    /// Ends the stack that is being built, and says which one it is: one that
    /// was there before, if it is the same.
    pub fn finish(&mut self) -> StackId {
        let start = self.ends.last().map_or(0, |&end| end as usize);
        let hash = hash(&self.locations[start..]);
        let Self { locations, ends, by_content } = self;
        let (old, new) = locations.split_at(start);
        let entry = by_content.entry(
            hash,
            |&stack| stack_in(old, ends, stack) == new,
            |&stack| self::hash(stack_in(old, ends, stack)),
        );
        match entry {
            hashbrown::hash_table::Entry::Occupied(same) => {
                let stack = *same.get();
                locations.truncate(start);
                stack
            }
            hashbrown::hash_table::Entry::Vacant(place) => {
                let stack = ends.len() as StackId;
                place.insert(stack);
                ends.push(locations.len() as u32);
                stack
            }
        }
    }

    /// Gives back the memory that is needed only while stacks are added.
    pub(crate) fn freeze(&mut self) {
        self.by_content = HashTable::new();
    }
}

/// The index is left out: it is rebuilt by whoever adds stacks.
impl PartialEq for Stacks {
    fn eq(&self, other: &Self) -> bool {
        self.locations == other.locations && self.ends == other.ends
    }
}

fn stack_in<'a>(locations: &'a [LocationId], ends: &[u32], stack: StackId) -> &'a [LocationId] {
    let stack = stack as usize;
    let start = if stack == 0 { 0 } else { ends[stack - 1] as usize };
    &locations[start..ends[stack] as usize]
}

fn hash(locations: &[LocationId]) -> u64 {
    let mut hasher = FxHasher::default();
    locations.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_stacks_are_one() {
        let mut stacks = Stacks::default();
        let mut add = |locations: &[LocationId]| {
            locations.iter().for_each(|&l| stacks.push_location(l));
            stacks.finish()
        };
        assert_eq!([add(&[1, 2]), add(&[]), add(&[1]), add(&[1, 2]), add(&[])], [0, 1, 2, 0, 1]);
        assert_eq!(stacks.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[1]]);
        assert_eq!(stacks.location_count(), 3);
    }
}
