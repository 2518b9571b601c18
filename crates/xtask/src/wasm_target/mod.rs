//! A Rust toolchain that builds for `wasm32-unknown-unknown`: the active one, if
//! it can; else the active one after `rustup target add`; else, on Debian, the
//! distribution's own compiler with a standard library that is built once.

mod debian;

use crate::process::{output, run_within, say};
use crate::{tools, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Time for which rustup may try to reach its server.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// `HEARTH_WASM_TOOLCHAIN=debian` skips the first two ways: to try the third on a
/// machine that does not need it.
const CHOICE: &str = "HEARTH_WASM_TOOLCHAIN";

/// A toolchain that can build for [`TARGET`].
pub struct Toolchain {
    /// Description for the log.
    pub name: String,
    /// Distinguishes what toolchains built: their output must not be mixed.
    pub id: String,
    cargo: PathBuf,
    set: Vec<(&'static str, PathBuf)>,
    unset: &'static [&'static str],
}

impl Toolchain {
    /// A cargo of this toolchain.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        for name in self.unset {
            command.env_remove(name);
        }
        command.current_dir(workspace::root());
        command
    }

    /// Where this toolchain builds to.
    pub fn target_dir(&self) -> PathBuf {
        workspace::target().join("wasm").join(&self.id)
    }
}

/// Finds a toolchain, or makes one.
pub fn toolchain() -> Result<Toolchain> {
    let mut failures = Vec::new();
    if std::env::var_os(CHOICE).is_none_or(|choice| choice != "debian") {
        if let Some(active) = active()? {
            return Ok(active);
        }
        // A toolchain that was made earlier is nearer than a server.
        if let Some(made) = debian::made()? {
            return Ok(made);
        }
        match add_target() {
            Ok(()) => {
                let added = active()?.context("rustup added the target, but it is not there")?;
                return Ok(added);
            }
            Err(error) => failures.push(format!("rustup target add {TARGET}: {error:#}")),
        }
    }
    match debian::make() {
        Ok(toolchain) => return Ok(toolchain),
        Err(error) => failures.push(format!("Debian's Rust: {error:#}")),
    }
    bail!(
        "no Rust toolchain here can build for WebAssembly, and none could be made.\n\nTried:\n\
         \n- {}\n\nWhat you can do: install Rust from https://rustup.rs and run\n\n    rustup \
         target add {TARGET}\n\nor, on Debian, run this as root once.",
        failures.join("\n\n- ")
    )
}

/// The active toolchain, if its standard library is there for the target.
fn active() -> Result<Option<Toolchain>> {
    let version = output(rustc().arg("--version"), "rustc --version")?;
    let libraries = output(
        rustc().args(["--print", "target-libdir", "--target", TARGET]),
        "rustc --print target-libdir",
    )?;
    if !has_std(Path::new(&libraries)) {
        return Ok(None);
    }
    check_version(&version)?;
    Ok(Some(Toolchain {
        name: version.clone(),
        id: id(&version),
        cargo: std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()).into(),
        set: Vec::new(),
        unset: &[],
    }))
}

fn rustc() -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(workspace::root());
    command
}

/// Returns whether a folder of libraries has the standard one.
fn has_std(libraries: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(libraries) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn add_target() -> Result<()> {
    if tools::find("rustup").is_none() {
        bail!("there is no rustup");
    }
    say(&format!("rustup target add {TARGET}"));
    let mut command = Command::new("rustup");
    command.args(["target", "add", TARGET]).current_dir(workspace::root());
    run_within(&mut command, RUSTUP_LIMIT)
}

fn check_version(rustc: &str) -> Result<()> {
    let needed = workspace::rust_version()?;
    match workspace::Version::parse(rustc) {
        Some(version) if version >= needed => Ok(()),
        _ => bail!("{rustc} is too old: Rust {needed} or newer is needed"),
    }
}

/// A version as a file name: `rustc 1.96.0 (ac68faa20 2026-05-25)` is
/// `rustc-1.96.0-ac68faa20-2026-05-25`.
fn id(version: &str) -> String {
    let words = version.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_become_file_names() {
        assert_eq!(id("rustc 1.96.0 (ac68faa20 2026-05-25)"), "rustc-1.96.0-ac68faa20-2026-05-25");
    }

    #[test]
    fn old_compilers_are_refused() {
        assert!(check_version("rustc 1.75.0 (82e1608df 2023-12-21)").is_err());
        assert!(check_version("rustc 9.0.0").is_ok());
    }
}
