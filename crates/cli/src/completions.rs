//! `hearth completions SHELL`: the table of commands as a script that completes them.

use crate::command::{Command, Flag, Group, Table, Value};
use crate::options::Arguments;
use crate::{Error, Host, Output, help};

/// `hearth completions`.
pub static COMMAND: Command = Command {
    name: "completions",
    summary: "Print a script with which a shell completes commands and options",
    usage: &["bash|zsh|fish"],
    about: &[],
    options: &[],
    words: Some(shells),
    examples: &[
        ("source <(hearth completions bash)", "Completes in this shell; in ~/.bashrc, in all."),
        (
            "hearth completions zsh > ~/.zfunc/_hearth",
            "Completes in new shells, with ~/.zfunc in $fpath.",
        ),
        (
            "hearth completions fish > ~/.config/fish/completions/hearth.fish",
            "Completes in new shells.",
        ),
    ],
    run,
};

fn shells(_: &Table) -> Vec<&'static str> {
    vec!["bash", "zsh", "fish"]
}

fn run(args: &[&str], _: &mut dyn Host, table: &Table) -> Result<Output, Error> {
    let files = Arguments::read(&COMMAND, args)?.files;
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    Ok(match files[..] {
        ["bash"] => bash(table),
        ["zsh"] => zsh(table),
        ["fish"] => fish(table),
        [] => return Err(COMMAND.usage_error("no shell is named").into()),
        _ => return Err(COMMAND.usage_error("there is no script for that shell").into()),
    }
    .into())
}

/// Options of all commands.
static HELP: Flag = Flag { name: "help", value: Value::None, help: COMMAND_HELP };
const COMMAND_HELP: &str = "Print how the command is used";
static COMMON: Group = Group { title: "Help", options: &[HELP] };

fn flags(command: &Command) -> impl Iterator<Item = &'static Flag> {
    command.flags().chain(COMMON.options)
}

/// A text in single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn bash(table: &Table) -> String {
    let mut cases = String::new();
    for command in table {
        let spelled = |flag: &Flag| match flag.value {
            Value::None => format!("-{}", flag.name),
            _ => format!("-{}=", flag.name),
        };
        let all: Vec<String> = flags(command).map(spelled).collect();
        let words = command.words.map_or(Vec::new(), |words| words(table));
        cases += &format!(
            "    {}) options={} words={} ;;\n",
            command.name,
            quoted(&all.join(" ")),
            quoted(&words.join(" "))
        );
    }
    // `=` ends a word there: what is behind it, a file, is left to the shell.
    format!(
        r#"_hearth() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" options='' words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W {names} -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{cases}  esac
  case "$current" in
    -*)
      COMPREPLY=($(compgen -W "$options" -- "$current"))
      case "${{COMPREPLY[*]}}" in *=) compopt -o nospace ;; esac
      ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}}
complete -o default -F _hearth hearth
"#,
        names = quoted(&help::names(table).join(" "))
    )
}

fn zsh(table: &Table) -> String {
    // Between brackets and colons these have a meaning.
    let plain = |text: &str| {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]").replace(':', "\\:")
    };
    let mut names = String::new();
    let mut cases = String::new();
    for command in table {
        let described = format!("{}:{}", command.name, plain(command.summary));
        names += &format!("    {}\n", quoted(&described));
        cases += &format!("    {})\n      _arguments \\\n", command.name);
        for flag in flags(command) {
            let value = match flag.value {
                Value::None => String::new(),
                Value::Text(name) => format!(":{name}: "),
                Value::File => ":file:_files".to_owned(),
                Value::OneOf(words) => format!(":value:({})", words.join(" ")),
            };
            let equals = if flag.value == Value::None { "" } else { "=" };
            let option = format!("-{}{equals}[{}]{value}", flag.name, plain(flag.help));
            cases += &format!("        {} \\\n", quoted(&option));
        }
        cases += &match command.words {
            Some(words) => format!("        '1:word:({})'\n      ;;\n", words(table).join(" ")),
            None => "        '*:file:_files'\n      ;;\n".to_owned(),
        };
    }
    format!(
        r#"#compdef hearth
_hearth() {{
  local -a commands=(
{names}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{cases}  esac
}}
if [ "$funcstack[1]" = _hearth ]; then _hearth "$@"; else compdef _hearth hearth; fi
"#
    )
}

fn fish(table: &Table) -> String {
    let mut lines = String::new();
    for command in table {
        lines += &format!(
            "complete -c hearth -n __fish_use_subcommand -f -a {} -d {}\n",
            command.name,
            quoted_fish(command.summary)
        );
    }
    for command in table {
        let here = format!("complete -c hearth -n '__fish_seen_subcommand_from {}'", command.name);
        for flag in flags(command) {
            let value = match flag.value {
                Value::None => String::new(),
                Value::Text(_) => " -x".to_owned(),
                Value::File => " -r -F".to_owned(),
                Value::OneOf(words) => format!(" -x -a '{}'", words.join(" ")),
            };
            lines += &format!("{here} -o {}{value} -d {}\n", flag.name, quoted_fish(flag.help));
        }
        if let Some(words) = command.words {
            lines += &format!("{here} -f -a '{}'\n", words(table).join(" "));
        }
    }
    lines
}

/// A text in fish's single quotes, in which a backslash takes a quote's meaning.
fn quoted_fish(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
