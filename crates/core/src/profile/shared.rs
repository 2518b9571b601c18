//! A table that profiles share until one of them changes it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A value that is cheap to clone: the copies are one until one of them is
/// written to. That is what makes a filtered profile cost only what the filter
/// changed.
#[derive(Debug, Default, PartialEq)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Returns whether both are still one: not only equal, but never written to since.
    pub fn is(this: &Self, other: &Self) -> bool {
        Arc::ptr_eq(&this.0, &other.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Writing copies what others still hold. Take `&mut` once, before a loop.
impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_part_when_one_is_written_to() {
        let a = Shared::from(vec![1]);
        let mut b = a.clone();
        assert!(Shared::is(&a, &b));
        b.push(2);
        assert!(!Shared::is(&a, &b));
        assert_eq!((&a[..], &b[..]), (&[1][..], &[1, 2][..]));
    }
}
