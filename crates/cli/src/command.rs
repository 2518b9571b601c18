//! Form of a command: what help, completions and the man page say of it, and what runs it.

use crate::{Error, Host, Output};

/// Commands, in the order in which help lists them.
pub type Table = [&'static Command];

/// A command of `hearth`.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Summary: a line that begins with a verb and ends without a period.
    pub summary: &'static str,
    /// Forms of its arguments, a line each.
    pub usage: &'static [&'static str],
    /// Paragraphs about it.
    pub about: &'static [&'static str],
    /// Its options.
    pub options: &'static [Group],
    /// The words that it takes in place of files, if it takes no files; of all commands.
    pub words: Option<fn(&Table) -> Vec<&'static str>>,
    /// Command lines, each with what it does.
    pub examples: &'static [(&'static str, &'static str)],
    /// Runs it with the arguments behind its name. Some are about all commands.
    pub run: fn(&[&str], &mut dyn Host, &Table) -> Result<Output, Error>,
}

/// Options that belong together.
pub struct Group {
    /// The heading above them.
    pub title: &'static str,
    /// The options.
    pub options: &'static [Flag],
}

/// An option of a command.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Its name, without dashes: one or two may stand in front.
    pub name: &'static str,
    /// Value that it takes.
    pub value: Value,
    /// Effect, in a line.
    pub help: &'static str,
}

/// Value of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: it is set by being there.
    None,
    /// A text, which help calls so.
    Text(&'static str),
    /// The path of a file.
    File,
    /// One of some words.
    OneOf(&'static [&'static str]),
}

/// Shortens the rows of tables.
pub(crate) const fn flag(name: &'static str, value: Value, help: &'static str) -> Flag {
    Flag { name, value, help }
}

impl Command {
    /// Returns all of its options.
    pub fn flags(&self) -> impl Iterator<Item = &'static Flag> {
        self.options.iter().flat_map(|group| group.options)
    }
}

impl Flag {
    /// Returns the option as help shows it: `-focus=REGEXP`. Some take one dash, as pprof's.
    pub fn spelled(&self) -> String {
        match self.value {
            Value::None => format!("-{}", self.name),
            value => format!("-{}={}", self.name, value.placeholder()),
        }
    }
}

impl Value {
    /// Returns what help calls the value.
    pub fn placeholder(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(name) => name.to_owned(),
            Self::File => "FILE".to_owned(),
            Self::OneOf(words) => words.join("|"),
        }
    }
}
