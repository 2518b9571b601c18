//! Every test there is.

use crate::page::{self, Mode};
use crate::process::{run, say};
use crate::screen::Screen;
use crate::serve::Server;
use crate::wasm_target::{self, TARGET};
use crate::{npm, patched, single, site, supply, tools, workspace};
use anyhow::{Context, Result};
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs all tests, from the quickest to judge to the slowest, and stops at the
/// first that fails.
pub fn run_all() -> Result<()> {
    say("checking the format");
    run(cargo().args(["fmt", "--all", "--check"]), "cargo fmt --check")
        .context("cargo fmt puts it right; if it is missing: rustup component add rustfmt")?;
    say("checking with clippy");
    let clippy =
        ["clippy", "--workspace", "--all-targets", "--features", "hearth-js/headless", "--locked"];
    run(cargo().args(clippy).args(["--", "-D", "warnings"]), "cargo clippy")
        .context("if clippy is missing: rustup component add clippy")?;
    supply::check()?;
    say("running the native tests");
    let native = ["test", "--workspace", "--features", "hearth-js/headless", "--locked"];
    run(cargo().args(native), "cargo test")?;
    say("running the tests of the corpus, with their counts");
    let corpus = ["test", "--locked", "-p", "hearth-tests", "--test", "corpus", "--"];
    run(cargo().args(corpus).args(["--nocapture"]), "the tests of the corpus")?;

    patched::check()?;

    let site = site::assemble(Mode::Development)?;
    wasm_tests()?;
    let single = single::assemble(Mode::Development)?;
    let package = npm::assemble(Mode::Development, Some(&single))?;
    npm_tests(&package)?;
    browser_tests(&site, &package, &single)?;
    println!("\nAll tests passed.");
    Ok(())
}

/// The active toolchain's cargo.
fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}

/// The tests of what runs as wasm, in Node.js: the engine's, and the layout's, whose
/// results must have the same bits there.
pub fn wasm_tests() -> Result<()> {
    say("running the engine's tests as WebAssembly");
    tools::node()?;
    let runner = test_runner()?;
    let toolchain = wasm_target::toolchain()?;
    let mut cargo = toolchain.cargo();
    cargo
        // Not those in documentation: rustdoc would look for its libraries elsewhere.
        .args(["test", "--tests", "--locked", "--target", TARGET])
        .args(["--package", "hearth-js", "--package", "hearth-layout"])
        .arg("--target-dir")
        .arg(toolchain.target_dir())
        .env("RUSTFLAGS", page::rust_flags())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    run(&mut cargo, "the engine's tests")
}

/// wasm-bindgen's test runner, of the version that the tests are built with.
fn test_runner() -> Result<PathBuf> {
    const NAME: &str = "wasm-test-runner";
    // A folder of its own: this program runs from the usual one, and building it
    // with another feature would replace it.
    let target = workspace::target().join("wasm-test-runner");
    let mut cargo = cargo();
    cargo
        .args(["build", "--locked", "--package", "xtask", "--bin", NAME, "--features", NAME])
        .arg("--target-dir")
        .arg(&target);
    run(&mut cargo, "building the runner of the engine's tests")?;
    Ok(target.join("debug").join(format!("{NAME}{EXE_SUFFIX}")))
}

/// The npm package, as it is installed from its tarball.
pub fn npm_tests(package: &Path) -> Result<()> {
    say("running the npm package's tests");
    let (node, npm_program) = (tools::node()?, tools::npm()?);
    let folder = workspace::root().join("tests/npm");
    install_packages(&npm_program, &folder)?;
    let mut tests = Command::new(node);
    tests
        .arg("--test")
        .args(test_files(&folder)?)
        .current_dir(&folder)
        .env("HEARTH_TARBALL", npm::pack(&npm_program, package)?)
        .env_remove("NODE_OPTIONS");
    match tools::of_npm("deno", "deno") {
        Ok(deno) => drop(tests.env("DENO", deno)),
        Err(error) => say(&format!("skipped: trying the npm package in Deno ({error:#})")),
    }
    run(&mut tests, "the npm package's tests")
}

/// The whole product in a browser, without all that is quicker to judge.
pub fn in_browsers() -> Result<()> {
    let site = site::assemble(Mode::Development)?;
    let single = single::assemble(Mode::Development)?;
    let package = npm::assemble(Mode::Development, Some(&single))?;
    browser_tests(&site, &package, &single)
}

/// The whole product in a browser.
fn browser_tests(site: &Path, package: &Path, single: &Path) -> Result<()> {
    say("running the browser's tests");
    let (node, npm, chromium) = (tools::node()?, tools::npm()?, tools::chromium()?);
    let folder = workspace::root().join("tests/browser");
    install_packages(&npm, &folder)?;
    install_packages(&npm, &workspace::root().join("examples/react"))?;
    let server = Server::bind(0)?;
    server.start(site);
    // A browser's test waits about as long as it works.
    let together = std::thread::available_parallelism().map_or(1, usize::from);
    let mut tests = Command::new(node);
    tests
        .arg("--test")
        .arg(format!("--test-concurrency={together}"))
        .args(test_files(&folder)?)
        .current_dir(&folder)
        .env("HEARTH_URL", server.url())
        .env("HEARTH_SITE", site)
        .env("HEARTH_PACKAGE", package)
        .env("HEARTH_FILE", single)
        .env("CHROMIUM", &chromium)
        // What runs the tests must not be taken for a part of this program.
        .env_remove("NODE_OPTIONS");
    let _screen = other_browsers(&mut tests);
    run(&mut tests, "the browser's tests")
}

/// Tells the tests of the seal of the browsers beside Chromium, and of a screen for them, for
/// as long as what is returned lives. What cannot be had is said, here and by the tests.
fn other_browsers(tests: &mut Command) -> Option<Screen> {
    let skipped = |what: &str, error: &anyhow::Error| {
        say(&format!("*** SKIPPED: trying the seal in {what} ({error:#}) ***"));
    };
    for (variable, name, program) in [
        ("FIREFOX", "Firefox", tools::firefox()),
        ("WEBKIT_DRIVER", "WebKit", tools::webkit_driver()),
    ] {
        match program {
            Ok(program) => drop(tests.env(variable, program)),
            Err(error) => skipped(name, &error),
        }
    }
    if std::env::var_os("DISPLAY").is_some() {
        return None;
    }
    match Screen::start() {
        Ok(screen) => {
            tests.env("DISPLAY", &screen.name);
            Some(screen)
        }
        Err(error) => {
            skipped("a window", &error);
            None
        }
    }
}

/// Screenshots of every view, for people to look at, in a folder that git ignores.
pub fn screenshots(files: &[&str]) -> Result<()> {
    let site = site::assemble(Mode::Development)?;
    let (node, npm, chromium) = (tools::node()?, tools::npm()?, tools::chromium()?);
    let folder = workspace::root().join("tests/browser");
    install_packages(&npm, &folder)?;
    let server = Server::bind(0)?;
    server.start(&site);
    let files: std::io::Result<Vec<PathBuf>> = files.iter().map(std::path::absolute).collect();
    let mut script = Command::new(node);
    script
        .arg("screenshots.mjs")
        .args(files?)
        .current_dir(&folder)
        .env("HEARTH_URL", server.url())
        .env("HEARTH_SCREENSHOTS", workspace::root().join("dist/screenshots"))
        .env("CHROMIUM", chromium);
    run(&mut script, "taking screenshots")
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let is_test = |file: &PathBuf| file.to_string_lossy().ends_with(".test.mjs");
    let mut files: Vec<_> = entries.iter().map(|e| e.path()).filter(is_test).collect();
    files.sort();
    Ok(files)
}

/// Installs what the lock file names, unless that was done already.
pub fn install_packages(npm: &Path, folder: &Path) -> Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.hearth-stamp");
    let fresh = format!("{:08x}", crc32fast::hash(&lock));
    if std::fs::read_to_string(&stamp).ok().as_ref() == Some(&fresh) {
        return Ok(());
    }
    let name = folder.strip_prefix(workspace::root()).unwrap_or(folder).display();
    say(&format!("installing what {name} needs, with npm"));
    run(tools::ci(npm).current_dir(folder), "npm ci")?;
    std::fs::write(stamp, fresh)?;
    Ok(())
}
