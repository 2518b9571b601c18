//! Scripts and styles made small, with npm's esbuild. Without it, everything works and
//! is larger.

use crate::process::{run, say};
use crate::{tools, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The version that is installed: another one writes other bytes.
const VERSION: &str = "0.28.2";

/// Makes files small, in place: each has a name, whose ending says what it is. Returns the
/// version of esbuild that did it.
pub fn minify(files: &mut [(&'static str, Vec<u8>)]) -> Option<&'static str> {
    match try_minify(files) {
        Ok(()) => Some(VERSION),
        Err(error) => {
            say(&format!("skipped: making scripts and styles smaller with esbuild ({error:#})"));
            None
        }
    }
}

fn try_minify(files: &mut [(&'static str, Vec<u8>)]) -> Result<()> {
    let esbuild = install()?;
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
    Ok(())
}

fn install() -> Result<PathBuf> {
    let folder = workspace::cache()?.join(format!("esbuild-{VERSION}"));
    let esbuild = folder.join("node_modules/.bin/esbuild");
    if !esbuild.exists() {
        let npm = tools::npm()?;
        say(&format!("installing npm's esbuild {VERSION}, once"));
        fs::create_dir_all(&folder)?;
        let mut command = Command::new(npm);
        command.args(["install", "--no-save", "--silent", "--prefix"]).arg(&folder);
        command.arg(format!("esbuild@{VERSION}"));
        run(&mut command, "npm install esbuild")?;
    }
    Ok(esbuild)
}
