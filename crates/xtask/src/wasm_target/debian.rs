//! Debian's Rust compiler, with a standard library for WebAssembly that Debian
//! does not ship. It is built from Debian's source package, once for each version
//! of the compiler, into a system root of our own in the user's cache. Nothing
//! below `/usr` is touched.

use super::{TARGET, Toolchain, check_version, has_std, id};
use crate::process::{output, run, say};
use crate::{tools, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const RUSTLIB: &str = "/usr/lib/rustlib";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Debian's own linker for WebAssembly, for when there is no rustup to take one
/// from. It must be as new as the compiler's LLVM.
const LINKER_PACKAGE: &str = "lld-22";
const LINKER: &str = "/usr/lib/llvm-22/bin/wasm-ld";

/// Changes whenever a system root of an older format should be made anew.
const FORMAT: u32 = 1;

/// Variables that rustup sets for the programs it starts: another toolchain's business.
const OF_RUSTUP: &[&str] = &[
    "RUSTUP_TOOLCHAIN",
    "CARGO",
    "RUSTC",
    "RUSTDOC",
    "LD_LIBRARY_PATH",
    "RUST_RECURSION_COUNT",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
];

/// The toolchain, if it was made earlier and still fits.
pub fn made() -> Result<Option<Toolchain>> {
    let Ok(version) = version() else { return Ok(None) };
    let root = system_root(&version)?;
    if !has_std(&libraries(&root)) || check_version(&version).is_err() {
        return Ok(None);
    }
    toolchain(&version, &root).map(Some)
}

/// Installs and builds what is missing.
pub fn make() -> Result<Toolchain> {
    if !tools::is_debian() {
        bail!("this system is not Debian");
    }
    let source = Path::new(RUSTLIB).join("src/rust/library/Cargo.lock");
    if !Path::new(RUSTC).exists() || !Path::new(CARGO).exists() || !source.exists() {
        tools::install(&PACKAGES)?;
    }
    let version = version()?;
    check_version(&version)?;
    if let Some(made) = made()? {
        return Ok(made);
    }
    let root = system_root(&version)?;
    build(&version, &root)?;
    toolchain(&version, &root)
}

fn version() -> Result<String> {
    output(bare(RUSTC).arg("--version"), "Debian's rustc")
}

/// A program without what rustup told its own.
fn bare(program: &str) -> Command {
    let mut command = Command::new(program);
    for name in OF_RUSTUP {
        command.env_remove(name);
    }
    command
}

fn system_root(version: &str) -> Result<PathBuf> {
    Ok(workspace::cache()?.join(format!("debian-{}-{FORMAT}", id(version))))
}

fn libraries(root: &Path) -> PathBuf {
    root.join("lib/rustlib").join(TARGET).join("lib")
}

fn toolchain(version: &str, root: &Path) -> Result<Toolchain> {
    Ok(Toolchain {
        name: format!("Debian's {version}"),
        id: format!("debian-{}", id(version)),
        cargo: CARGO.into(),
        set: vec![
            ("RUSTC", compiler(root)),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?),
        ],
        unset: &["RUSTUP_TOOLCHAIN", "CARGO", "RUSTDOC", "LD_LIBRARY_PATH"],
    })
}

/// Debian's compiler, looking for libraries in our system root.
fn compiler(root: &Path) -> PathBuf {
    root.join("bin/rustc")
}

/// rustup's toolchains bring a linker along; Debian has one in a package.
fn linker() -> Result<PathBuf> {
    let found = rustup_linkers().into_iter().chain([LINKER.into()]).find(|file| file.exists());
    if let Some(linker) = found {
        return Ok(linker);
    }
    tools::install(&[LINKER_PACKAGE])?;
    Ok(LINKER.into())
}

fn rustup_linkers() -> Vec<PathBuf> {
    let in_root = |root: &str| {
        let programs = Path::new(root).join("lib/rustlib");
        let hosts = fs::read_dir(programs).into_iter().flatten().flatten();
        hosts.map(|host| host.path().join("bin/rust-lld")).collect::<Vec<_>>()
    };
    // The active compiler may be rustup's, even if it can't build for the target.
    let root = Command::new("rustc").args(["--print", "sysroot"]).output();
    root.map(|root| in_root(String::from_utf8_lossy(&root.stdout).trim())).unwrap_or_default()
}

/// Builds the standard library and puts the system root together. It appears
/// under its name only when it is whole.
fn build(version: &str, root: &Path) -> Result<()> {
    say(&format!("building the standard library for {TARGET} with Debian's {version}, once"));
    let part = root.with_extension("part");
    remove(&part)?;
    build_std(&part.join("build"))?;
    assemble(&part)?;
    remove(&part.join("build"))?;
    remove(root)?;
    fs::rename(&part, root)
        .with_context(|| format!("could not move {} to its place", part.display()))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn build_std(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"nothing\"\nedition = \"2021\"\n[profile.release]\npanic = \
         \"abort\"\n[workspace]\n",
    )?;
    let mut cargo = bare(CARGO);
    cargo
        .current_dir(folder)
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,proc_macro,test")
        .env("RUSTC", RUSTC)
        // Debian's compiler is a stable one; building std is not a stable thing.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, nothing could be linked with link-time optimization.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"));
    run(&mut cargo, "building the standard library")
}

fn assemble(root: &Path) -> Result<()> {
    let ours = libraries(root);
    fs::create_dir_all(&ours)?;
    for entry in fs::read_dir(root.join(format!("build/target/{TARGET}/release/deps")))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_library = name.ends_with(".rlib") || name.ends_with(".rmeta");
        if is_library && !name.starts_with("libsysroot") && !name.starts_with("libnothing") {
            fs::copy(&file, ours.join(&name))?;
        }
    }
    // Everything else is Debian's: macros of the build need its own libraries.
    for entry in fs::read_dir(RUSTLIB)? {
        let entry = entry?;
        let link = root.join("lib/rustlib").join(entry.file_name());
        if !link.exists() {
            symlink(entry.path(), link)?;
        }
    }
    let compiler = compiler(root);
    fs::create_dir_all(compiler.parent().expect("it lies in a folder"))?;
    let script = "#!/bin/sh\n# Debian's compiler, with this folder as its system root.\n\
                  root=$(dirname \"$(dirname \"$(readlink -f \"$0\")\")\")\n\
                  exec /usr/bin/rustc --sysroot \"$root\" \"$@\"\n";
    fs::write(&compiler, script)?;
    fs::set_permissions(&compiler, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
