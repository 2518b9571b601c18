//! The different stacks, each kept once.

use super::{LocationId, StackId, vec_size};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// Number of locations that a chunk has, as a power of two: 1 MiB of them. Growing by
/// chunks, nothing is ever moved, and no more memory is taken than is used.
const CHUNK_BITS: u32 = 18;
const CHUNK: usize = 1 << CHUNK_BITS;

/// A list of stacks. Within a stack the leaf comes first, as in the file.
#[derive(Clone, Debug, Default)]
pub struct Stacks {
    /// The locations of one stack after the other; no stack is in two chunks. One
    /// longer than a chunk has a chunk of its own, as long as it is. Lists share
    /// chunks; only one that nobody shares is written to.
    chunks: Vec<Arc<Vec<LocationId>>>,
    spans: Vec<Span>,
    /// The stack that is being built.
    building: Vec<LocationId>,
    /// The stacks by their content. Only indexes: no stack is stored twice.
    by_content: HashTable<Hashed>,
}

/// Where a stack is: the high bits of `start` are the chunk's number.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    len: u32,
}

/// A stack, and some bits of its hash: looking for another one, or moving it to a
/// larger table, need not look at its content.
#[derive(Clone, Copy, Debug)]
struct Hashed {
    hash: u32,
    stack: StackId,
}

impl Stacks {
    /// An empty list that can [`share`](Self::share) the stacks of another.
    pub(crate) fn beside(other: &Self) -> Self {
        Self { chunks: other.chunks.clone(), ..Self::default() }
    }

    /// Appends a part of a stack of the list that this one was made beside, without
    /// copying it. Says which one it is: a whole one is always new.
    pub(crate) fn share(&mut self, other: &Self, stack: StackId, part: Range<usize>) -> StackId {
        let whole = other.spans[stack as usize];
        if part.len() == whole.len as usize {
            return self.push(whole);
        }
        if part.is_empty() || whole.len as usize > CHUNK {
            self.building.extend_from_slice(&other.get(stack)[part]);
            return self.finish();
        }
        let span = Span { start: whole.start + part.start as u32, len: part.len() as u32 };
        let Self { chunks, spans, by_content, .. } = self;
        let locations = stack_in(chunks, span);
        let hash = hash(locations);
        match find(by_content, chunks, spans, locations, hash) {
            Entry::Occupied(same) => same.get().stack,
            Entry::Vacant(place) => {
                place.insert(Hashed { hash, stack: spans.len() as StackId });
                self.push(span)
            }
        }
    }

    fn push(&mut self, span: Span) -> StackId {
        self.spans.push(span);
        (self.spans.len() - 1) as StackId
    }

    /// Number of different stacks.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Number of locations that all stacks have together.
    pub fn location_count(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    /// Number of bytes that they take.
    pub(crate) fn heap_size(&self) -> usize {
        let chunks: usize = self.chunks.iter().map(|chunk| vec_size(chunk)).sum();
        let index = self.by_content.capacity() * size_of::<Hashed>();
        chunks + vec_size(&self.spans) + vec_size(&self.building) + index
    }

    /// The locations of a stack, leaf first.
    #[inline]
    pub fn get(&self, stack: StackId) -> &[LocationId] {
        stack_in(&self.chunks, self.spans[stack as usize])
    }

    /// All stacks, in the order in which they were first seen.
    pub fn iter(&self) -> impl Iterator<Item = &[LocationId]> {
        self.spans.iter().map(|&span| stack_in(&self.chunks, span))
    }

    /// Appends a location to the stack that is being built.
    #[inline]
    pub fn push_location(&mut self, location: LocationId) {
        self.building.push(location);
    }

    /// The stack that is being built, for whoever has many locations to append.
    #[inline]
    pub(crate) fn building(&mut self) -> &mut Vec<LocationId> {
        &mut self.building
    }

    /// Ends the stack that is being built, and says which one it is: one that
    /// was there before, if it is the same.
    // For the `inline`, see `Columns::sample` in `read/samples.rs`.
    #[inline(never)]
    pub fn finish(&mut self) -> StackId {
        let Self { chunks, spans, building, by_content } = self;
        let hash = hash(building);
        let stack = match find(by_content, chunks, spans, building, hash) {
            Entry::Occupied(same) => same.get().stack,
            Entry::Vacant(place) => {
                let stack = spans.len() as StackId;
                place.insert(Hashed { hash, stack });
                spans.push(store(chunks, building));
                stack
            }
        };
        building.clear();
        stack
    }

    /// Gives each location another number. Stops and returns `false` at one that
    /// has none.
    pub(crate) fn renumber(&mut self, new: impl Fn(LocationId) -> Option<LocationId>) -> bool {
        let chunks = self.chunks.iter_mut().map(Arc::make_mut);
        chunks.flatten().all(|location| match new(*location) {
            Some(new) => {
                *location = new;
                true
            }
            None => false,
        })
    }

    /// Gives back the memory that is needed only while stacks are added.
    pub(crate) fn freeze(&mut self) {
        self.by_content = HashTable::new();
        self.building = Vec::new();
    }
}

/// The index is left out: it is rebuilt by whoever adds stacks.
impl PartialEq for Stacks {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// Looks for a stack with these locations.
#[inline]
fn find<'a>(
    by_content: &'a mut HashTable<Hashed>,
    chunks: &[Arc<Vec<LocationId>>],
    spans: &[Span],
    locations: &[LocationId],
    hash: u32,
) -> Entry<'a, Hashed> {
    by_content.entry(
        spread(hash),
        |old| old.hash == hash && stack_in(chunks, spans[old.stack as usize]) == locations,
        |old| spread(old.hash),
    )
}

/// Copies a stack behind the others.
fn store(chunks: &mut Vec<Arc<Vec<LocationId>>>, stack: &[LocationId]) -> Span {
    let has_room = |chunk: &mut Arc<Vec<LocationId>>| {
        Arc::get_mut(chunk).is_some_and(|c| c.len() < CHUNK && stack.len() <= CHUNK - c.len())
    };
    if !chunks.last_mut().is_some_and(has_room) {
        // Most profiles are small: the first chunk grows as it is filled.
        let size = if chunks.is_empty() { 0 } else { CHUNK };
        chunks.push(Arc::new(Vec::with_capacity(size.max(stack.len()))));
    }
    let number = chunks.len() - 1;
    let chunk = Arc::make_mut(&mut chunks[number]);
    let start = (number << CHUNK_BITS) + chunk.len();
    chunk.extend_from_slice(stack);
    Span { start: start as u32, len: stack.len() as u32 }
}

#[inline]
fn stack_in(chunks: &[Arc<Vec<LocationId>>], span: Span) -> &[LocationId] {
    let start = span.start as usize & (CHUNK - 1);
    &chunks[(span.start >> CHUNK_BITS) as usize][start..start + span.len as usize]
}

fn hash(locations: &[LocationId]) -> u32 {
    let mut hasher = FxHasher::default();
    locations.hash(&mut hasher);
    hasher.finish() as u32
}

/// The table looks at the low bits of a hash and at its high ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
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
    }

    #[test]
    fn parts_of_another_list_are_shared() {
        let mut old = Stacks::default();
        for stack in [&[1, 2, 3][..], &[3, 1, 2], &[9], &vec![7; CHUNK + 9]] {
            old.building().extend_from_slice(stack);
            old.finish();
        }
        let mut new = Stacks::beside(&old);
        assert_eq!(new.share(&old, 0, 0..3), 0);
        assert_eq!(new.share(&old, 0, 0..2), 1);
        assert_eq!(new.share(&old, 1, 1..3), 1);
        new.building().extend([5, 6]);
        assert_eq!(new.finish(), 2);
        assert_eq!(new.share(&old, 2, 1..1), 3);
        assert_eq!(new.share(&old, 3, CHUNK + 7..CHUNK + 9), 4);
        let expected = [&[1, 2, 3][..], &[1, 2], &[5, 6], &[], &[7, 7]];
        assert_eq!(new.iter().collect::<Vec<_>>(), expected);
        assert_eq!(old.get(0), [1, 2, 3]);
        assert_eq!(old.len(), 4);
    }

    #[test]
    fn stacks_of_any_length_come_out_as_they_went_in() {
        let lengths = [3, CHUNK - 2, 5, CHUNK, CHUNK + 1, 0, 2 * CHUNK, 2 * CHUNK + 7, 1, 0];
        let stack = |i: usize| vec![i as LocationId; lengths[i]];
        let mut stacks = Stacks::default();
        for i in 0..lengths.len() {
            stacks.building().extend(stack(i));
            stacks.finish();
        }
        // The last one is the first empty one.
        assert_eq!(stacks.len(), lengths.len() - 1);
        for (i, found) in stacks.iter().enumerate() {
            assert!(found == stack(i), "stack {i}");
        }
        assert!(stacks.renumber(|location| Some(location + 1)));
        assert!(stacks.iter().enumerate().all(|(i, s)| s.iter().all(|&l| l as usize == i + 1)));
        assert!(!stacks.renumber(|location| (location != 3).then_some(location)));
    }
}
