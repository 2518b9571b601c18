//! Scripts of modules, bundled into one; scripts and styles, made small. Both with npm's esbuild.
//! Without it nothing is bundled, and so nothing built; what is not made small works and is larger.

use crate::process::{output, run, say};
use crate::{tools, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Form of a bundle.
#[derive(Clone, Copy)]
pub enum Form {
    /// A classic script.
    Script,
    /// A module, whose exports are those of the script.
    Module,
}

/// A script and all that it imports, as one text.
///
/// # Errors
///
/// When esbuild cannot be had, or when a script is wrong.
pub fn bundle(entry: &str, form: Form) -> Result<String> {
    let mut command = Command::new(tools::of_npm("esbuild", "esbuild")?);
    let form = match form {
        Form::Script => "iife",
        Form::Module => "esm",
    };
    command.args(["--bundle", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    command.args([&format!("--format={form}"), entry]);
    // Paths that it writes into comments are those of the repository.
    let text = output(command.current_dir(workspace::root()), &format!("bundling {entry}"))?;
    Ok(text + "\n")
}

/// Makes files small, in place: each has a name, whose ending says what it is. Returns the
/// version of esbuild that did it: another one writes other bytes.
pub fn minify(files: &mut [(&'static str, Vec<u8>)]) -> Option<String> {
    match try_minify(files) {
        Ok(version) => Some(version),
        Err(error) => {
            say(&format!("skipped: making scripts and styles smaller with esbuild ({error:#})"));
            None
        }
    }
}

fn try_minify(files: &mut [(&'static str, Vec<u8>)]) -> Result<String> {
    let esbuild = tools::of_npm("esbuild", "esbuild")?;
    let folder = workspace::target().join("minify");
    fs::create_dir_all(&folder)?;
    for (name, content) in files {
        let (from, to) = (folder.join(*name), folder.join(format!("small-{name}")));
        fs::write(&from, &*content)?;
        let mut command = Command::new(&esbuild);
        command.args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error"]);
        command.arg(format!("--outfile={}", to.display())).arg(&from);
        run(&mut command, "esbuild")?;
        *content = fs::read(&to).context("esbuild wrote nothing")?;
    }
    tools::version_of("esbuild")
}
