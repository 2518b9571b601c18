//! The profiles to measure with: always the same ones.

use crate::process::{run, say};
use crate::workspace;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// A profile of this kind with this many samples, gzipped: made the first time.
pub fn input(kind: &str, samples: usize) -> Result<PathBuf> {
    let folder = workspace::target().join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{kind}-{samples}.pb.gz"));
    if !file.exists() {
        say(&format!("making {}", file.display()));
        // Under another name first: what was interrupted is not taken for done.
        let unfinished = folder.join("unfinished.pb.gz");
        let mut generate = Command::new(example("generate")?);
        run(generate.arg(kind).arg(samples.to_string()).arg(&unfinished), "generate")?;
        std::fs::rename(unfinished, &file)?;
    }
    Ok(file)
}

/// One of core's examples, built for speed.
pub fn example(name: &str) -> Result<PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--locked", "--quiet", "-p", "hearth-core", "--example"]);
    run(cargo.arg(name).current_dir(workspace::root()), "building an example")?;
    let program = workspace::target().join("release/examples").join(name);
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

/// The command `hearth`, built for speed.
pub fn command() -> Result<PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--locked", "--quiet", "-p", "hearth-cli"]);
    run(cargo.current_dir(workspace::root()), "building the command")?;
    let program = workspace::target().join("release/hearth");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}
