//! The command `hearth`, as a library: arguments and a [`Host`] in, an [`Output`] out.
//!
//! It never touches files, the terminal or the process itself. So the program (`main.rs`) and
//! the npm package's command run the same code, each with a host of its own.
//!
//! To add a command, write a module with a `COMMAND` and add it to [`commands::COMMANDS`] as one row,
//! and its error to [`Error`]. Help, completions and the man page read that table.

pub mod command;
pub mod commands;
mod completions;
mod help;
mod host;
mod json;
pub mod leaks;
mod man;
pub mod options;
pub mod pprof;

pub use host::{FileError, Host, Output};

use commands::COMMANDS;
use options::UsageError;

/// Why a command failed: a line for standard error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No command is named.
    #[error("no command is named\n\n{}", help::short(COMMANDS))]
    NoCommand,
    /// There is no such command.
    #[error("there is no command {0:?}: `hearth --help` lists them")]
    UnknownCommand(String),
    /// The arguments of a command make no sense.
    #[error(transparent)]
    Usage(#[from] UsageError),
    /// `hearth pprof` has no answer.
    #[error(transparent)]
    Pprof(#[from] pprof::Error),
    /// `hearth leaks` has no answer.
    #[error(transparent)]
    Leaks(#[from] leaks::Error),
}

impl Error {
    /// Returns whether the arguments asked for help instead.
    fn is_help(&self) -> bool {
        let flag = pprof::Error::Flag(pprof::FlagError::Help);
        matches!(self, Self::Usage(UsageError::Help)) || *self == Self::Pprof(flag)
    }
}

/// Runs a command line, without the program's own name in front.
///
/// # Errors
///
/// When there is no such command, when its arguments make no sense, or when it has no answer.
pub fn run(args: &[&str], host: &mut dyn Host) -> Result<Output, Error> {
    let Some((&name, rest)) = args.split_first() else { return Err(Error::NoCommand) };
    match name {
        "-h" | "-help" | "--help" => Ok(help::all(COMMANDS).into()),
        "-V" | "-version" | "--version" => Ok(version().into()),
        _ => {
            let command = help::find(COMMANDS, name)?;
            match (command.run)(rest, host, COMMANDS) {
                Err(error) if error.is_help() => Ok(help::of(command).into()),
                answer => answer,
            }
        }
    }
}

fn version() -> String {
    format!("hearth {}\n", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests;
