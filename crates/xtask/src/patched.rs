//! The worked example of CONTRIBUTING.md: a patch that adds a view has to fit the tree, and build.

use crate::process::{run, say};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// The patch.
const PATCH: &str = "docs/contributing/adding-a-view.patch";

/// Applies the patch to a copy of what is committed or staged, and builds what it touches.
///
/// # Errors
///
/// When the patch does not fit any more, or does not build: it has to follow the code.
pub fn check() -> Result<()> {
    say("adding the view of CONTRIBUTING.md to a copy");
    let root = workspace::root();
    // Within the tree, whose git applies the patch; nobody commits what is there.
    let copy = root.join("target/patched");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    let mut export = Command::new("git");
    export.args(["checkout-index", "--all", "--force"]);
    export.arg(format!("--prefix={}/", copy.display()));
    run(export.current_dir(&root), "copying the tree")?;
    let folder = copy.strip_prefix(&root).context("the copy lies in the tree")?;
    let mut apply = Command::new("git");
    apply.arg("apply").arg(format!("--directory={}", folder.display())).arg(PATCH);
    run(apply.current_dir(&root), "applying the patch")
        .with_context(|| format!("{PATCH} does not fit the tree: make it anew"))?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // In the folder of the build, what both depend on is there already.
    cargo.args([
        "check",
        "--quiet",
        "--locked",
        "-p",
        "hearth-js",
        "-p",
        "hearth-web",
        "--target-dir",
    ]);
    cargo.arg(workspace::target());
    run(cargo.current_dir(&copy), "building with the view")
        .with_context(|| format!("{PATCH} does not build: make it anew"))
}
