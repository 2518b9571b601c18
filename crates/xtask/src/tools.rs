//! Programs that are needed: found, or installed, or named.

use crate::process::{run, say};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

/// The file of a program on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// The first of several programs that is on the PATH, after one that a variable
/// names.
fn find_any(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| programs.iter().find_map(|program| find(program)))
}

/// A Chromium to test in.
pub fn chromium() -> Result<PathBuf> {
    const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let find = || find_any("CHROMIUM", &PROGRAMS);
    need("Chromium", find, &["chromium"], "or set CHROMIUM to the program of one")
}

/// A Firefox to try ways out in.
pub fn firefox() -> Result<PathBuf> {
    let find = || find_any("FIREFOX", &["firefox-esr", "firefox"]);
    need("Firefox", find, &["firefox-esr"], "or set FIREFOX to the program of one")
}

/// Driver of WebKit, to try ways out in it.
pub fn webkit_driver() -> Result<PathBuf> {
    let find = || find_any("WEBKIT_DRIVER", &["WebKitWebDriver"]);
    need("WebKit's driver", find, &["webkit2gtk-driver"], "or set WEBKIT_DRIVER to the program")
}

/// A screen that nobody sees.
pub fn xvfb() -> Result<PathBuf> {
    need("Xvfb", || find("Xvfb"), &["xvfb"], "or set DISPLAY to a screen")
}

/// npm, which brings Node.js along.
pub fn npm() -> Result<PathBuf> {
    need("npm", || find("npm"), &["nodejs", "npm"], "from https://nodejs.org")
}

/// Node.js.
pub fn node() -> Result<PathBuf> {
    need("Node.js", || find("node"), &["nodejs", "npm"], "from https://nodejs.org")
}

/// A program of a package of npm: exactly what `crates/xtask/tools` locks with its hashes,
/// none of whose scripts runs. It is installed once for all checkouts that lock the same.
pub fn of_npm(package: &str, program: &str) -> Result<PathBuf> {
    let locked = workspace::root().join("crates/xtask/tools").join(package);
    let lock = std::fs::read(locked.join("package-lock.json"))?;
    let name = format!("{package}-{:08x}", crc32fast::hash(&lock));
    let folder = workspace::cache()?.join(name);
    let file = folder.join("node_modules/.bin").join(program);
    if !file.exists() {
        let npm = npm()?;
        say(&format!("installing {program} ({} of npm), once", version_of(package)?));
        std::fs::create_dir_all(&folder)?;
        for name in ["package.json", "package-lock.json"] {
            std::fs::copy(locked.join(name), folder.join(name))?;
        }
        run(ci(&npm).current_dir(&folder), &format!("installing npm's {package}"))?;
    }
    Ok(file)
}

/// npm, to install what a lock file names, if it has the hashes there, and to run none of it.
pub fn ci(npm: &Path) -> Command {
    let mut command = Command::new(npm);
    command.args(["ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"]);
    command
}

/// The version of a package that is locked for the build.
pub fn version_of(package: &str) -> Result<String> {
    let path = workspace::root().join("crates/xtask/tools").join(package).join("package.json");
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let version = manifest["devDependencies"][package].as_str();
    Ok(version.with_context(|| format!("no version of {package} is locked"))?.to_owned())
}

fn need(
    name: &str,
    find: impl Fn() -> Option<PathBuf>,
    packages: &[&str],
    otherwise: &str,
) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    install(packages).with_context(|| format!("{name} is missing: install it, {otherwise}"))?;
    find().with_context(|| format!("{name} was installed, but is not on the PATH"))
}

/// Returns whether this is a Debian, or a system that is made like one.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && find("apt-get").is_some()
}

/// Installs Debian's packages, where that is possible without asking.
pub fn install(packages: &[&str]) -> Result<()> {
    static UPDATE: Once = Once::new();
    let packages_text = packages.join(" ");
    if !is_debian() {
        bail!("this system is not Debian, so it was not installed by itself");
    }
    if !is_root() {
        bail!("only root can install it; run: sudo apt-get install {packages_text}");
    }
    say(&format!("installing {packages_text} with apt-get"));
    // Outdated lists name files that are gone. If they can't be renewed, the ones
    // that are there may still do.
    UPDATE.call_once(|| drop(apt_get(&["update", "-qq"])));
    let args = [&["install", "-y", "-qq", "--no-install-recommends"], packages].concat();
    apt_get(&args)
}

fn apt_get(args: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command.stdout(std::process::Stdio::null());
    run(&mut command, &format!("apt-get {}", args.join(" ")))
}

/// Returns whether this process may do everything.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
