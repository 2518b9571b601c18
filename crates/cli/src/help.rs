//! `hearth --help` and `hearth COMMAND --help`: the table of commands as text.

use crate::command::{Command, Flag, Table};
use crate::options::Arguments;
use crate::{Error, Host, Output};

/// `hearth help`.
pub static COMMAND: Command = Command {
    name: "help",
    summary: "Print what there is, or how a command is used",
    usage: &["[COMMAND]"],
    about: &[],
    options: &[],
    words: Some(names),
    examples: &[],
    run,
};

fn run(args: &[&str], _: &mut dyn Host, table: &Table) -> Result<Output, Error> {
    let files = Arguments::read(&COMMAND, args)?.files;
    match &files[..] {
        [] => Ok(all(table).into()),
        [name] => Ok(of(find(table, name)?).into()),
        _ => Err(COMMAND.usage_error("help is about one command").into()),
    }
}

/// Returns the command of that name.
///
/// # Errors
///
/// When there is none.
pub fn find(table: &Table, name: &str) -> Result<&'static Command, Error> {
    let found = table.iter().find(|command| command.name == name);
    found.copied().ok_or_else(|| Error::UnknownCommand(name.to_owned()))
}

/// Returns the names of all commands.
pub fn names(table: &Table) -> Vec<&'static str> {
    table.iter().map(|command| command.name).collect()
}

/// Returns how the program is used, and which commands there are.
pub fn short(table: &Table) -> String {
    let width = table.iter().map(|command| command.name.len()).max().unwrap_or(0);
    let mut text = "usage: hearth COMMAND [OPTIONS] FILE...\n\nCommands:\n".to_owned();
    for command in table {
        text += &format!("  {:width$}  {}\n", command.name, command.summary);
    }
    text
}

/// Returns the help of the program.
pub fn all(table: &Table) -> String {
    format!(
        "Answers what costs, what changed and what leaks, from profiles.\n\n{}\n\
         `hearth COMMAND --help` describes a command. Errors go to standard error, with exit status 2.\n",
        short(table)
    )
}

/// Returns the help of a command.
pub fn of(command: &Command) -> String {
    let mut text = format!("{}.\n\n", command.summary);
    for (n, usage) in command.usage.iter().enumerate() {
        let start = if n == 0 { "usage:" } else { "      " };
        text += &format!("{start} hearth {} {usage}\n", command.name);
    }
    for paragraph in command.about {
        text += "\n";
        text += &folded(paragraph, "");
    }
    for group in command.options {
        text += &format!("\n{}:\n", group.title);
        for flag in group.options {
            text += &line(flag);
        }
    }
    if !command.examples.is_empty() {
        text += "\nExamples:\n";
    }
    for (example, what) in command.examples {
        text += &format!("  {example}\n      {what}\n");
    }
    text
}

/// Texts are aligned here; an option that is longer has its text on the next line.
const COLUMN: usize = 28;
const WIDTH: usize = 88;

fn line(flag: &Flag) -> String {
    let spelled = format!("  {}", flag.spelled());
    let indent = " ".repeat(COLUMN);
    let help = folded(flag.help, &indent);
    match spelled.len() + 2 > COLUMN {
        true => format!("{spelled}\n{help}"),
        false => format!("{spelled:COLUMN$}{}", help.trim_start()),
    }
}

/// Breaks a text into lines, each with its line end.
fn folded(text: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = indent.to_owned();
    for word in text.split(' ') {
        if line.len() > indent.len() && line.len() + 1 + word.len() > WIDTH {
            lines += line.trim_end();
            lines += "\n";
            line = indent.to_owned();
        }
        if line.len() > indent.len() {
            line += " ";
        }
        line += word;
    }
    lines + &line + "\n"
}
