//! The reference's command line: `go tool pprof FLAGS FILE...`.

mod args;
mod load;

pub use args::{Command, parse};

use super::{Report, ReportError, SourceFiles, print};
use crate::harmless::{visible_bytes, visible_name};
use crate::profile::Profile;
use crate::read::{self, ReadError};
use std::borrow::Cow;

/// What a command line may ask its caller for, and tell it.
pub trait Host {
    /// A file's bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read, in words for the user.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String>;

    /// Decodes a file. A host that has threads may inflate in another one; what it
    /// returns must be what [`read::open_with`] returns.
    ///
    /// # Errors
    ///
    /// As [`read::open_with`].
    fn decode(&mut self, bytes: &[u8], options: read::Options) -> Result<Profile, ReadError> {
        read::open_with(bytes, options)
    }

    /// The folder in which relative paths start.
    fn current_folder(&self) -> String;

    /// Takes a line for standard error.
    fn warn(&mut self, line: &str);

    /// Returns whether standard output is a terminal, which takes what is in names for commands.
    fn is_terminal(&self) -> bool {
        false
    }
}

/// What a command line printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// For standard output, or for the file.
    pub bytes: Vec<u8>,
    /// Where to write the bytes, if not to standard output.
    pub file: Option<String>,
}

/// Runs a command line.
///
/// # Errors
///
/// When a flag is not known or has a bad value, when no profile can be read, or
/// when the profiles cannot answer: a line for standard error.
pub fn run(args: &[&str], host: &mut dyn Host) -> Result<Output, String> {
    let command = parse(args, host)?;
    answer(&command, host).map_err(|error| error.to_string())
}

/// Why a command has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Its profiles could not be read, merged or subtracted: in words for the user.
    #[error("{0}")]
    Load(String),
    /// They cannot answer.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Answers a command.
///
/// # Errors
///
/// When no profile can be read, or when the profiles cannot answer.
pub fn answer(command: &Command, host: &mut dyn Host) -> Result<Output, AnswerError> {
    let mut session = load::load(command, host).map_err(AnswerError::Load)?;
    // Programs and files are given the reference's bytes. Names are made visible before
    // they are printed: afterwards nobody knows which line ends are theirs.
    let is_shown = command.output.is_none() && host.is_terminal() && !is_binary(&command.report);
    if is_shown {
        let profile = session.profile_mut();
        profile.strings = profile.strings.map(visible_name).into();
    }
    let mut sources = Sources(host);
    let mut printed = print(&command.report, &mut session, &command.query, &mut sources)?;
    for warning in printed.warnings {
        host.warn(&warning.to_string());
    }
    if is_shown && let Cow::Owned(shown) = visible_bytes(&printed.bytes) {
        printed.bytes = shown;
    }
    Ok(Output { bytes: printed.bytes, file: command.output.clone() })
}

fn is_binary(report: &Report) -> bool {
    matches!(report, Report::Proto | Report::TopProto)
}

/// Source files are files of the host.
struct Sources<'a>(&'a mut dyn Host);

impl SourceFiles for Sources<'_> {
    fn current_folder(&self) -> String {
        self.0.current_folder()
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }
}
