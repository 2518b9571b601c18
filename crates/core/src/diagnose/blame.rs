//! Choice of the frame that stands for a stack: one rule, so that comparisons, snapshots, goroutines
//! and the order of Top give the same answer.

use super::Ownership;

/// The frame to name, as the number of frames nearer to the leaf, and whose it is. `frames`
/// says of each frame, leaf first, whose it is and whether it is Go's runtime's.
///
/// It is the user's own frame that is nearest to the leaf; without one, the nearest of
/// somebody else's modules; without that, the nearest outside of the runtime, where
/// goroutines park and memory is allocated; else the leaf.
pub fn blamed(frames: impl IntoIterator<Item = (Ownership, bool)>) -> (usize, Ownership) {
    let (mut other, mut library) = (None, None);
    for (depth, (owner, is_runtime)) in frames.into_iter().enumerate() {
        match owner {
            Ownership::Own => return (depth, owner),
            Ownership::Other => other = other.or(Some(depth)),
            Ownership::Library if !is_runtime => library = library.or(Some(depth)),
            Ownership::Library => {}
        }
    }
    match other {
        Some(depth) => (depth, Ownership::Other),
        None => (library.unwrap_or(0), Ownership::Library),
    }
}

/// Returns whether a function is Go's runtime's own, by its name.
pub fn is_runtime(name: &[u8]) -> bool {
    name.starts_with(b"runtime.") || name.starts_with(b"internal/runtime/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_frames_come_before_fetched_ones_and_those_before_the_library() {
        use Ownership::{Library, Other, Own};
        let (park, library, other, own) =
            ((Library, true), (Library, false), (Other, false), (Own, false));
        assert_eq!(blamed([park, park, library, other, own, own]), (4, Own));
        assert_eq!(blamed([park, library, other, library, other]), (2, Other));
        assert_eq!(blamed([park, park, library, library]), (2, Library));
        assert_eq!(blamed([park, park]), (0, Library));
        assert_eq!(blamed([]), (0, Library));
    }
}
