//! Slots for what a deferred chunk brings. The page and its engine are both divided in two
//! (`crates/xtask/src/split`): each module that has functions in the deferred chunk declares a slot,
//! with a trait of them, and the one door of the chunk fills all slots when it is there.

use std::sync::OnceLock;

/// Functions of the deferred chunk, as a trait object; empty until the chunk is there.
#[derive(Debug)]
pub struct Slot<T: ?Sized + 'static>(OnceLock<&'static T>);

impl<T: ?Sized> Slot<T> {
    /// A slot that is empty.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Returns the functions; nothing before the chunk is there.
    pub fn get(&self) -> Option<&'static T> {
        self.0.get().copied()
    }

    /// Returns the functions, for those who are not asked before the chunk is there.
    ///
    /// # Panics
    ///
    /// Before that.
    pub fn filled(&self) -> &'static T {
        self.get().expect("the deferred chunk is there")
    }

    /// Fills it. What was in it stays.
    pub fn fill(&self, functions: &'static T) {
        // Were it known what this holds, calls would go around the slot, and bring what they reach
        // into the initial chunk.
        let _ = self.0.set(std::hint::black_box(functions));
    }
}

impl<T: ?Sized> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    trait Greets: Sync {
        fn greet(&self) -> &'static str;
    }

    struct Chunk;

    impl Greets for Chunk {
        fn greet(&self) -> &'static str {
            "hello"
        }
    }

    #[test]
    fn a_slot_is_empty_until_it_is_filled() {
        static SLOT: Slot<dyn Greets> = Slot::new();
        assert!(SLOT.get().is_none());
        SLOT.fill(&Chunk);
        assert_eq!(SLOT.filled().greet(), "hello");
    }
}
