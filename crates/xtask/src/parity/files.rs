//! The profiles of a folder.

use super::reference::Reference;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A profile that the reference reads.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is in the folder.
    pub path: PathBuf,
    /// Its sample types and units, as `-raw` lists them.
    pub types: Vec<String>,
}

/// The profiles of a folder and of the folders in it.
pub struct Corpus {
    /// Those that the reference reads, sorted by path.
    pub files: Vec<File>,
    /// Number of other files.
    pub unreadable: usize,
}

impl Corpus {
    /// Asks the reference for the types of each file.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn find(folder: &Path, only: Option<&str>, reference: &Reference) -> Result<Self> {
        let mut paths = Vec::new();
        walk(folder, &mut paths)?;
        paths.sort();
        paths.retain(|path| only.is_none_or(|part| path.to_string_lossy().contains(part)));
        let mut corpus = Self { files: Vec::new(), unreadable: 0 };
        for path in paths {
            let path = path.strip_prefix(folder).map(Path::to_owned).unwrap_or(path);
            match reference.raw(&path)? {
                Some(raw) => corpus.files.push(File { types: types(&raw), path }),
                None => corpus.unreadable += 1,
            }
        }
        Ok(corpus)
    }
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("could not read the folder {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        // Programs beside the profiles that they made.
        let is_source =
            path.extension().is_some_and(|e| e == "go" || e == "md" || e == "mod" || e == "sh");
        if path.is_dir() {
            walk(&path, paths)?;
        } else if !is_source {
            paths.push(path);
        }
    }
    Ok(())
}

/// The line after `Samples:`.
fn types(raw: &[u8]) -> Vec<String> {
    let raw = String::from_utf8_lossy(raw);
    let line = raw.lines().skip_while(|line| *line != "Samples:").nth(1).unwrap_or_default();
    line.split(' ').map(|t| t.trim_end_matches("[dflt]").to_owned()).collect()
}
