//! The functions, as columns.

use super::{StringId, vec_size};

/// Columns of equal length, a row for each function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Functions {
    /// The id that the file uses.
    pub id: Vec<u64>,
    /// The name to show.
    pub name: Vec<StringId>,
    /// The name that the linker uses.
    pub system_name: Vec<StringId>,
    /// The source file.
    pub filename: Vec<StringId>,
    /// The line in which the function starts; 0 if unknown.
    pub start_line: Vec<i64>,
}

impl Functions {
    /// Number of functions.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// Number of bytes that they take.
    pub(super) fn heap_size(&self) -> usize {
        let texts = [&self.name, &self.system_name, &self.filename].map(vec_size);
        vec_size(&self.id) + texts.iter().sum::<usize>() + vec_size(&self.start_line)
    }
}
