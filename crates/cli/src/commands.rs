//! All commands, in one table: [`COMMANDS`].

use crate::command::Command;
use crate::{Error, completions, help, leaks, man, pprof};

/// Every command, in the order in which help lists them.
pub static COMMANDS: &[&Command] =
    &[&pprof::COMMAND, &leaks::COMMAND, &help::COMMAND, &completions::COMMAND, &man::COMMAND];

/// Returns the command of that name.
///
/// # Errors
///
/// When there is none.
pub fn of(name: &str) -> Result<&'static Command, Error> {
    help::find(COMMANDS, name)
}
