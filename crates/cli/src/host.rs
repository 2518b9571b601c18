//! The host of a command: the files and the terminal of whoever runs it, this process or Node.js.

use hearth_core::profile::Profile;
use hearth_core::read::{self, ReadError};
pub use hearth_core::report::FileError;

/// Answers what a command asks of its surroundings, and takes what it reports.
pub trait Host {
    /// Returns a file's bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError>;

    /// Returns the paths of what is in a folder, sorted; nothing, if it is a file. A host that knows no
    /// folders has files only.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    fn list(&mut self, path: &str) -> Result<Option<Vec<String>>, FileError> {
        let _ = path;
        Ok(None)
    }

    /// Decodes a file. A host that has threads may inflate in another one; what it
    /// returns must be what [`read::open_with`] returns.
    ///
    /// # Errors
    ///
    /// As [`read::open_with`].
    fn decode(&mut self, bytes: &[u8], options: read::Options) -> Result<Profile, ReadError> {
        read::open_with(bytes, options)
    }

    /// Returns the folder in which relative paths start.
    fn current_folder(&self) -> String;

    /// Takes a line for standard error.
    fn warn(&mut self, line: &str);

    /// Returns whether standard output is a terminal, which takes what is in names for commands.
    fn is_terminal(&self) -> bool {
        false
    }
}

/// Bytes that a command printed, and their destination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// For standard output, or for the file.
    pub bytes: Vec<u8>,
    /// Where to write the bytes, if not to standard output.
    pub file: Option<String>,
}

impl From<String> for Output {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), file: None }
    }
}
