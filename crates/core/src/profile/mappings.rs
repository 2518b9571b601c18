//! The binaries that were loaded.

use super::StringId;

/// One file mapped into the process's memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The id that the file uses.
    pub id: u64,
    /// The first address.
    pub memory_start: u64,
    /// The address after the last.
    pub memory_limit: u64,
    /// The offset in the file of the first address.
    pub file_offset: u64,
    /// The file's path.
    pub file: StringId,
    /// Id of the build of the file.
    pub build_id: StringId,
    /// The locations of this mapping have function names.
    pub has_functions: bool,
    /// They have file names.
    pub has_filenames: bool,
    /// They have line numbers.
    pub has_line_numbers: bool,
    /// They have inlined frames.
    pub has_inline_frames: bool,
}
