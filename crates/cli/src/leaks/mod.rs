//! `hearth leaks`: reads snapshots of one program over time, and prints suspects as JSON.

mod answer;

use crate::command::Command;
use crate::options::Arguments;
use crate::{Error as CliError, FileError, Host, Output};
use hearth_core::bundle::{self, Content};
use hearth_core::harmless::visible;
use hearth_core::read;
use hearth_core::snapshots::SnapshotSet;
use std::fmt::Display;

/// `hearth leaks`.
pub static COMMAND: Command = Command {
    name: "leaks",
    summary: "Name what grows over snapshots of one program, as JSON",
    usage: &["FILE..."],
    about: &[
        "Prints the suspects, the worst first, with a verdict each, how surely each is a leak \
         (\"certainty\", 0 to 1), and a sentence that says so (\"headline\"). For series that are too \
         short for a verdict, \"grown\" has what grew, the most first.",
        "Takes profiles of heaps, goroutines and other pprof kinds; of folders and archives (zip, tar, \
         tar.gz, tar.zst) all that is in them, by content. Files that are no snapshots are named on standard \
         error and left out; the exit status is 2 if none is left.",
    ],
    options: &[],
    words: None,
    examples: &[(
        "hearth leaks heap-*.pb.gz goroutine-*.pb.gz",
        "Finds leaks in two series of snapshots.",
    )],
    run: |args, host, _| run(args, host),
};

/// Why there are no findings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// None of the files is a snapshot. Why not is told as a warning for each.
    #[error("there is no snapshot: name profiles of one program, taken one after another")]
    NoSnapshot,
}

/// Runs a command line.
///
/// # Errors
///
/// When no file is named, or none is a snapshot.
pub fn run(args: &[&str], host: &mut dyn Host) -> Result<Output, CliError> {
    let files = Arguments::read(&COMMAND, args)?.files;
    if files.is_empty() {
        return Err(COMMAND.usage_error("no snapshot is named").into());
    }
    let mut set = SnapshotSet::default();
    for file in &files {
        add(&mut set, file, host);
    }
    if set.snapshots().is_empty() {
        return Err(Error::NoSnapshot.into());
    }
    Ok((answer::json(&set, &set.findings()) + "\n").into())
}

/// Adds a file, what is in an archive, or all files of a folder.
fn add(set: &mut SnapshotSet, path: &str, host: &mut dyn Host) {
    match content(path, host) {
        Ok(Input::Folder(inside)) => {
            for path in inside {
                add(set, &path, host);
            }
        }
        Ok(Input::File(bytes)) => add_file(set, path, &bytes, host),
        Err(error) => complain(host, path, &error),
    }
}

enum Input {
    Folder(Vec<String>),
    File(Vec<u8>),
}

fn content(path: &str, host: &mut dyn Host) -> Result<Input, FileError> {
    Ok(match host.list(path)? {
        Some(inside) => {
            let is_history = |path: &String| path.rsplit(['/', '\\']).next() == Some(".git");
            Input::Folder(inside.into_iter().filter(|path| !is_history(path)).collect())
        }
        None => Input::File(host.read(path)?),
    })
}

fn add_file(set: &mut SnapshotSet, path: &str, bytes: &[u8], host: &mut dyn Host) {
    bundle::walk(path, bytes, &mut |entry| match entry.content {
        Content::Profile(bytes) => {
            let all = match read::open_all(bytes, read::Options::default()) {
                Ok(all) => all,
                Err(error) => return complain(host, entry.path, &error),
            };
            for (label, profile) in all {
                let name = match &*label {
                    "" => entry.path.to_owned(),
                    label => format!("{}#{label}", entry.path),
                };
                if let Err(error) = set.add(&name, &profile) {
                    complain(host, &name, &error);
                }
            }
        }
        Content::Source(_, language) => {
            complain(host, entry.path, &format!("source text ({language})"));
        }
        Content::Other(other) => complain(host, entry.path, &other.text()),
        Content::Unread(error) => complain(host, entry.path, &error),
    });
}

fn complain(host: &mut dyn Host, path: &str, why: &dyn Display) {
    host.warn(&format!("{}: {why}", visible(path)));
}
