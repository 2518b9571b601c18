//! The npm package, `dist/npm`: the engine as an ES module with the scripts of
//! `crates/js/npm`, and TypeScript declarations made from the Rust types.
//!
//! Each part adds its files and its entry points to a [`Package`]; then `manifest` writes
//! its package.json.

mod component;
mod headless;
mod manifest;

use crate::page::Mode;
use crate::process::{output, say};
use crate::site::relative;
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Package to publish.
#[derive(Default)]
pub struct Package {
    /// The files, by their paths in the package.
    files: BTreeMap<String, Vec<u8>>,
    /// Entries that can be imported.
    exports: Vec<Export>,
    /// The scripts that do something when they are imported, so that no bundler drops them.
    side_effects: Vec<&'static str>,
}

/// An entry point.
pub struct Export {
    /// Path of the import: `.` or `./component`.
    pub name: &'static str,
    /// Its TypeScript declarations, if it is a script.
    pub types: Option<&'static str>,
    /// The file.
    pub file: &'static str,
}

impl Package {
    /// Adds a file.
    pub fn add(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), content.into());
    }

    /// Adds all files of a folder.
    pub fn add_folder(&mut self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            self.add(&entry.file_name().to_string_lossy(), fs::read(entry.path())?);
        }
        Ok(())
    }

    /// Adds an entry point.
    pub fn export(&mut self, export: Export) {
        self.exports.push(export);
    }

    /// Says that a script does something when it is imported.
    pub fn has_side_effects(&mut self, script: &'static str) {
        self.side_effects.push(script);
    }

    /// Checks that every file that is named is there.
    fn check(&self) -> Result<()> {
        let exported = self.exports.iter().flat_map(|e| [Some(e.file), e.types]).flatten();
        let named = exported.chain(self.side_effects.iter().copied());
        match named.map(|name| name.trim_start_matches("./")).find(|n| !self.files.contains_key(*n))
        {
            Some(missing) => bail!("the npm package names {missing}, which it has not"),
            None => Ok(()),
        }
    }
}

/// Builds the package into a folder, which it returns. The single file belongs to it, where
/// that was made.
pub fn assemble(mode: Mode, single: Option<&Path>) -> Result<PathBuf> {
    let mut package = Package::default();
    headless::add(&mut package, mode)?;
    component::add(&mut package, mode, single)?;
    let root = workspace::root();
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        package.add(licence, fs::read(root.join(licence))?);
    }
    package.add("package.json", manifest::manifest(&package));
    package.check()?;

    let folder = match mode {
        Mode::Development => workspace::target().join("npm"),
        Mode::Release => root.join("dist/npm"),
    };
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (path, content) in &package.files {
        fs::write(folder.join(path), content)?;
    }
    say(&format!("the npm package is in {}", relative(&folder)));
    Ok(folder)
}

/// Makes the tarball that npm would publish, beside the folder.
pub fn pack(npm: &Path, folder: &Path) -> Result<PathBuf> {
    let target = folder.with_extension("pack");
    fs::create_dir_all(&target)?;
    let mut pack = Command::new(npm);
    pack.args(["pack", "--silent", "--pack-destination"]).arg(&target).current_dir(folder);
    let said = output(&mut pack, "npm pack")?;
    let name = said.lines().last().context("npm pack did not say what it made")?;
    Ok(target.join(name))
}

/// Prints how large the files are.
pub fn print_sizes(folder: &Path) -> Result<()> {
    println!("{:>10}  file", "bytes");
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<std::io::Result<_>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        println!("{:>10}  {}", file.metadata()?.len(), relative(&file.path()));
    }
    Ok(())
}
