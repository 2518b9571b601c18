//! The places in the code that stacks are made of, as columns.

use super::{FunctionId, LocationId, MappingId, vec_size};
use std::ops::Range;

/// A place in the source: one for each function that was inlined at a location.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Line {
    /// The function.
    pub function: FunctionId,
    /// The line; 0 if unknown.
    pub line: i64,
    /// The column; 0 if unknown.
    pub column: i64,
}

/// Columns of equal length, a row for each location.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locations {
    /// The id that the file uses.
    pub id: Vec<u64>,
    /// The binary; `None` if unknown.
    pub mapping: Vec<Option<MappingId>>,
    /// The instruction's address.
    pub address: Vec<u64>,
    /// Several locations were folded into this one by the linker.
    pub is_folded: Vec<bool>,
    /// The end of each location's run in `lines`.
    pub line_ends: Vec<u32>,
    /// The lines of all locations. Within a location the innermost inlined
    /// function comes first, and the function that really exists comes last.
    pub lines: Vec<Line>,
}

impl Locations {
    /// Number of locations.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// Number of bytes that they take.
    pub(super) fn heap_size(&self) -> usize {
        vec_size(&self.id)
            + vec_size(&self.mapping)
            + vec_size(&self.address)
            + vec_size(&self.is_folded)
            + vec_size(&self.line_ends)
            + vec_size(&self.lines)
    }

    /// Appends a location without lines.
    pub fn push(
        &mut self,
        id: u64,
        mapping: Option<MappingId>,
        address: u64,
        is_folded: bool,
    ) -> LocationId {
        self.id.push(id);
        self.mapping.push(mapping);
        self.address.push(address);
        self.is_folded.push(is_folded);
        self.line_ends.push(self.lines.len() as u32);
        (self.id.len() - 1) as LocationId
    }

    /// Appends a line to the last location: the innermost is the first.
    pub fn push_line(&mut self, line: Line) {
        self.lines.push(line);
        if let Some(end) = self.line_ends.last_mut() {
            *end += 1;
        }
    }

    /// Removes the last location.
    pub fn pop(&mut self) {
        self.id.pop();
        self.mapping.pop();
        self.address.pop();
        self.is_folded.pop();
        self.line_ends.pop();
        self.lines.truncate(self.line_ends.last().map_or(0, |&end| end as usize));
    }

    /// Where the lines of a location are in `lines`.
    pub fn line_range(&self, location: LocationId) -> Range<usize> {
        let location = location as usize;
        let start = if location == 0 { 0 } else { self.line_ends[location - 1] };
        start as usize..self.line_ends[location] as usize
    }

    /// The lines of a location, innermost first; none if it has no symbols.
    pub fn lines_of(&self, location: LocationId) -> &[Line] {
        &self.lines[self.line_range(location)]
    }
}
