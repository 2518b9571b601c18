//! Arguments of commands other than `pprof`, which has Go's rules: options anywhere, with one or two
//! dashes, their value behind a `=` or in the next argument. Behind `--` all are files.

use crate::command::{Command, Value};

/// Why arguments make no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsageError {
    /// `--help` is no question, but asks for the command's help.
    #[error("help is asked for")]
    Help,
    /// There is no such option.
    #[error("there is no option --{option}: `hearth {command} --help` lists them")]
    Unknown {
        /// The command.
        command: &'static str,
        /// The option, without dashes.
        option: String,
    },
    /// An option must have a value.
    #[error("--{option} needs a value: --{option}={takes}")]
    NoValue {
        /// The option.
        option: &'static str,
        /// Values that it takes.
        takes: String,
    },
    /// An option has a value that it does not take.
    #[error("--{option} takes {takes}, not {value:?}")]
    Value {
        /// The option.
        option: &'static str,
        /// Values that it takes.
        takes: String,
        /// Value that was given.
        value: String,
    },
    /// Words or files are missing, or there are too many.
    #[error("{what}\nusage: hearth {command} {usage}")]
    Words {
        /// Fault, in words.
        what: &'static str,
        /// The command.
        command: &'static str,
        /// Values that it takes.
        usage: &'static str,
    },
}

/// The arguments of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    options: Vec<(&'static str, String)>,
    /// Arguments that are no options: files, mostly.
    pub files: Vec<String>,
}

impl Arguments {
    /// Reads arguments by a command's table of options.
    ///
    /// # Errors
    ///
    /// When an option is not in the table, or has no value or a wrong one; and for `--help`.
    pub fn read(command: &Command, args: &[&str]) -> Result<Self, UsageError> {
        let mut read = Self::default();
        let mut args = args.iter().copied();
        while let Some(arg) = args.next() {
            let option = arg.strip_prefix("--").or(arg.strip_prefix('-'));
            match option {
                Some("") if arg == "--" => break,
                None | Some("") => read.files.push(arg.to_owned()),
                Some("h" | "help") => return Err(UsageError::Help),
                Some(option) => {
                    let (name, value) = match option.split_once('=') {
                        Some((name, value)) => (name, Some(value)),
                        None => (option, None),
                    };
                    let known = command.flags().find(|flag| flag.name == name);
                    let flag = known.ok_or_else(|| UsageError::Unknown {
                        command: command.name,
                        option: name.to_owned(),
                    })?;
                    let takes = || flag.value.placeholder();
                    let value = match flag.value {
                        Value::None => value.unwrap_or_default(),
                        _ => value.or_else(|| args.next()).ok_or_else(|| UsageError::NoValue {
                            option: flag.name,
                            takes: takes(),
                        })?,
                    };
                    let is_taken = match flag.value {
                        Value::None => value.is_empty(),
                        Value::OneOf(words) => words.contains(&value),
                        Value::Text(_) | Value::File => true,
                    };
                    if !is_taken {
                        let takes = match flag.value {
                            Value::None => "no value".to_owned(),
                            _ => takes(),
                        };
                        let value = value.to_owned();
                        return Err(UsageError::Value { option: flag.name, takes, value });
                    }
                    read.options.push((flag.name, value.to_owned()));
                }
            }
        }
        read.files.extend(args.map(str::to_owned));
        Ok(read)
    }

    /// Returns whether an option is there.
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(option, _)| *option == name)
    }

    /// Returns an option's last value.
    pub fn value(&self, name: &str) -> Option<&str> {
        let last = self.options.iter().rev().find(|(option, _)| *option == name);
        last.map(|(_, value)| &**value)
    }

    /// Returns all values of an option that may be given several times.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let given = self.options.iter().filter(move |(option, _)| *option == name);
        given.map(|(_, value)| &**value)
    }
}

impl Command {
    /// Returns the error that says what is wrong with the words or files of this command.
    pub fn usage_error(&self, what: &'static str) -> UsageError {
        let usage = self.usage.first().copied().unwrap_or_default();
        UsageError::Words { what, command: self.name, usage }
    }
}
