//! `hearth man`: the table of commands as a man page.

use crate::command::{Command, Table};
use crate::options::Arguments;
use crate::{Error, Host, Output};
use roff::{Roff, bold, italic, roman};

/// `hearth man`.
pub static COMMAND: Command = Command {
    name: "man",
    summary: "Print the man page",
    usage: &[""],
    about: &[],
    options: &[],
    words: Some(|_| Vec::new()),
    examples: &[("hearth man | man -l -", "Shows the page.")],
    run,
};

fn run(args: &[&str], _: &mut dyn Host, table: &Table) -> Result<Output, Error> {
    let files = Arguments::read(&COMMAND, args)?.files;
    if !files.is_empty() {
        return Err(COMMAND.usage_error("there is one page, of all commands").into());
    }
    Ok(page(table).into())
}

fn page(table: &Table) -> String {
    let mut roff = Roff::new();
    let source = concat!("hearth ", env!("CARGO_PKG_VERSION"));
    roff.control("TH", ["HEARTH", "1", "", source]);
    roff.control("SH", ["NAME"]);
    roff.text([roman("hearth - what costs, what changed and what leaks, from profiles")]);
    roff.control("SH", ["SYNOPSIS"]);
    for command in table {
        for usage in command.usage {
            roff.text([bold(format!("hearth {}", command.name)), roman(" "), italic(*usage)]);
            roff.control("br", []);
        }
    }
    roff.control("SH", ["COMMANDS"]);
    for command in table {
        roff.control("SS", [format!("hearth {}", command.name).as_str()]);
        roff.text([roman(format!("{}.", command.summary))]);
        for paragraph in command.about {
            roff.control("PP", []);
            roff.text([roman(*paragraph)]);
        }
        for group in command.options {
            roff.control("PP", []);
            roff.text([italic(group.title), roman(":")]);
            for flag in group.options {
                roff.control("TP", []);
                roff.text([bold(flag.spelled())]);
                roff.text([roman(flag.help)]);
            }
        }
        for (example, what) in command.examples {
            roff.control("TP", []);
            roff.text([bold(*example)]);
            roff.text([roman(*what)]);
        }
    }
    roff.control("SH", ["EXIT STATUS"]);
    roff.text([roman("0, or 2 after an error, which is on standard error.")]);
    roff.render()
}
