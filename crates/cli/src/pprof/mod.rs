//! `hearth pprof`: `go tool pprof FLAGS [BINARY] FILE...`, the same flags and the same bytes.

mod args;
mod flags;
mod load;

pub use args::{Command, FlagError, parse};
pub use flags::COMMAND;
pub use load::LoadError;

use crate::{FileError, Host, Output};
use hearth_core::harmless::{visible_bytes, visible_name};
use hearth_core::report::{Report, ReportError, SourceFiles, print};
use std::borrow::Cow;

/// Why a command line has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Its flags make no sense.
    #[error(transparent)]
    Flag(#[from] FlagError),
    /// Its profiles could not be read, merged or subtracted.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// They cannot answer.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Runs a command line.
///
/// # Errors
///
/// When a flag is not known or has a bad value, when no profile can be read, or
/// when the profiles cannot answer.
pub fn run(args: &[&str], host: &mut dyn Host) -> Result<Output, Error> {
    let command = parse(args, host)?;
    answer(&command, host)
}

/// Answers a command.
///
/// # Errors
///
/// When no profile can be read, or when the profiles cannot answer.
pub fn answer(command: &Command, host: &mut dyn Host) -> Result<Output, Error> {
    let mut session = load::load(command, host)?;
    // Programs and files are given pprof's bytes. Names are made visible before
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

    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.read(path)
    }
}
