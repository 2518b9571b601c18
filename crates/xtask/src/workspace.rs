//! Paths in the workspace.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root.
pub fn root() -> PathBuf {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir.ancestors().nth(2).expect("xtask lies in crates/xtask").to_owned()
}

/// Where cargo builds to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where things are kept that are made once for a user, not for a checkout.
pub fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set: set one, for files made only once")?;
    let cache = base.join("hearth");
    std::fs::create_dir_all(&cache)
        .with_context(|| format!("could not make {}", cache.display()))?;
    Ok(cache)
}

/// The commit that is checked out, and whether anything was changed since; `unknown` where
/// there is no git.
pub fn commit() -> String {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).current_dir(root()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        output.status.success().then_some(text)
    };
    let Some(commit) = git(&["rev-parse", "HEAD"]) else { return "unknown".to_owned() };
    match git(&["status", "--porcelain"]).as_deref() {
        Some("") => commit,
        _ => format!("{commit} and changes"),
    }
}

/// The smallest version of Rust that the workspace promises to build with.
pub fn rust_version() -> Result<Version> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml"))?;
    manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .and_then(|value| Version::parse(value.trim_matches('"')))
        .context("Cargo.toml has no rust-version")
}

/// Major and minor number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32);

impl Version {
    /// Reads the first version number in a text: `rustc 1.96.0 (ac68faa20 …)`.
    pub fn parse(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(|word| {
            let mut numbers = word.split(['.', '-']).map(str::parse);
            match (numbers.next(), numbers.next()) {
                (Some(Ok(major)), Some(Ok(minor))) => Some(Self(major, minor)),
                _ => None,
            }
        })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(Version::parse("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some(Version(1, 96)));
        assert_eq!(Version::parse("1.95"), Some(Version(1, 95)));
        assert_eq!(Version::parse("nothing here"), None);
        assert!(Version(1, 100) > Version(1, 95));
    }

    #[test]
    fn the_workspace_says_its_rust_version() {
        assert!(rust_version().is_ok());
    }

    /// wasm-bindgen's tools understand only the crate of exactly their version.
    #[test]
    fn the_tools_of_wasm_bindgen_fit_the_crate() {
        let lock =
            std::fs::read_to_string(root().join("Cargo.lock")).expect("there is a lock file");
        let version = |name: &str| {
            let entry = format!("name = \"{name}\"\nversion = ");
            let (_, rest) = lock.split_once(&entry).expect("the crate is locked");
            rest.lines().next().map(str::to_owned)
        };
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli"));
    }
}
