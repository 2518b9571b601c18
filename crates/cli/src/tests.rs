//! Help, completions, the man page and errors of the command.

use super::*;
use command::Value;
use commands::COMMANDS;

/// Has no files and keeps what it is told.
#[derive(Default)]
pub struct NoFiles(pub Vec<String>);

impl Host for NoFiles {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::NotFound)
    }

    fn current_folder(&self) -> String {
        String::new()
    }

    fn warn(&mut self, line: &str) {
        self.0.push(line.to_owned());
    }
}

fn printed(args: &[&str]) -> String {
    let output = run(args, &mut NoFiles::default()).expect("it has an answer");
    String::from_utf8(output.bytes).expect("it is a text")
}

fn error(args: &[&str]) -> String {
    run(args, &mut NoFiles::default()).expect_err("it makes no sense").to_string()
}

#[test]
fn help_lists_every_command_and_each_describes_itself() {
    let all = printed(&["--help"]);
    for command in COMMANDS {
        assert!(all.contains(&format!("  {}", command.name)), "{}", command.name);
        let help = printed(&[command.name, "--help"]);
        assert!(help.contains(&format!("usage: hearth {}", command.name)), "{help}");
        assert_eq!(help, printed(&["help", command.name]));
        for flag in command.flags() {
            assert!(help.contains(&format!("  {}", flag.spelled())), "{help}");
        }
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        assert!(!command.summary.ends_with('.'), "{}", command.summary);
    }
    assert!(printed(&["--version"]).starts_with("hearth "));
}

#[test]
fn the_man_page_and_completions_have_every_command_and_option() {
    let page = printed(&["man"]).replace(r"\-", "-").replace(r"\fR", "");
    let scripts = ["bash", "zsh", "fish"].map(|shell| printed(&["completions", shell]));
    for command in COMMANDS {
        assert!(page.contains(&format!("hearth {}", command.name)), "{page}");
        for script in &scripts {
            assert!(script.contains(command.name), "{script}");
        }
        for flag in command.flags() {
            assert!(page.contains(&flag.spelled()), "{}", flag.name);
            let equals = if flag.value == Value::None { "" } else { "=" };
            assert!(scripts[0].contains(&format!("-{}{equals}", flag.name)), "{}", flag.name);
            assert!(scripts[1].contains(&format!("'-{}{equals}[", flag.name)), "{}", flag.name);
            assert!(scripts[2].contains(&format!(" -o {} ", flag.name)), "{}", flag.name);
        }
    }
}

#[test]
fn errors_say_what_to_do() {
    assert!(error(&[]).contains("usage: hearth COMMAND"));
    assert_eq!(error(&["tops"]), "there is no command \"tops\": `hearth --help` lists them");
    assert_eq!(error(&["leaks"]), "no snapshot is named\nusage: hearth leaks FILE...");
    assert!(error(&["leaks", "--fast", "f"]).contains("`hearth leaks --help` lists them"));
    assert_eq!(error(&["pprof", "-top"]), "no profile source specified: name a file");
    assert!(error(&["completions", "tcsh"]).contains("bash|zsh|fish"));
    assert!(error(&["leaks", "f"]).starts_with("there is no snapshot"));
}

#[test]
fn every_file_that_is_no_snapshot_is_named() {
    let mut host = NoFiles::default();
    drop(run(&["leaks", "a", "--", "-b"], &mut host));
    assert_eq!(
        host.0,
        ["a: no such file or directory", "-b: no such file or directory"],
        "behind -- all are files"
    );
}
