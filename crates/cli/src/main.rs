//! The command `hearth`: the files, the terminal and the exit status of this process.
//!
//! ```text
//! cargo run -q --release -p hearth-cli -- COMMAND ...
//! ```
//!
//! Errors go to standard error, with exit status 2.

use hearth_cli::{FileError, Host};
use hearth_core::harmless::visible_bytes;
use hearth_core::profile::Profile;
use hearth_core::read::{self, Options, ReadError, Reader};
use std::io::{Error, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc;

/// The files and the terminal of this process.
struct Process {
    /// Stands before each line on standard error.
    name: String,
}

impl Host for Process {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(path).map_err(file_error)
    }

    fn list(&mut self, path: &str) -> Result<Option<Vec<String>>, FileError> {
        if !Path::new(path).is_dir() {
            return Ok(None);
        }
        let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = entries.map_err(file_error)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        let paths = entries.iter().map(|entry| entry.path().to_string_lossy().into_owned());
        Ok(Some(paths.collect()))
    }

    fn decode(&mut self, bytes: &[u8], options: Options) -> Result<Profile, ReadError> {
        match inflating_beside(bytes, options) {
            Some(profile) => Ok(profile),
            None => read::open_with(bytes, options),
        }
    }

    fn current_folder(&self) -> String {
        std::env::current_dir().map_or(String::new(), |path| path.display().to_string())
    }

    fn warn(&mut self, line: &str) {
        eprintln!("{}: {}", self.name, shown(line));
    }

    fn is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }
}

fn file_error(error: Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound => FileError::NotFound,
        ErrorKind::PermissionDenied => FileError::PermissionDenied,
        ErrorKind::IsADirectory => FileError::IsFolder,
        _ => FileError::Other(error.to_string()),
    }
}

/// A message without commands to a terminal: it may quote names of files.
fn shown(message: &str) -> String {
    String::from_utf8_lossy(&visible_bytes(message.as_bytes())).into_owned()
}

/// Smaller files are read before a thread has started.
const LARGE: usize = 1 << 20;

/// Decodes in this thread while another one inflates. `None` for whatever is small
/// or odd: reading the file in one piece then says what is wrong with it.
fn inflating_beside(bytes: &[u8], options: Options) -> Option<Profile> {
    if bytes.len() < LARGE {
        return None;
    }
    let mut reader = Reader::new(Options { input: bytes.len(), ..options });
    let (sender, pieces) = mpsc::sync_channel::<Vec<u8>>(8);
    std::thread::scope(|scope| {
        let inflating =
            scope.spawn(move || read::inflate(bytes, |piece| sender.send(piece.to_vec()).is_ok()));
        // Dropping the receiver, on the way out, stops the other thread.
        for piece in pieces {
            reader.push_inflated(&piece).ok()?;
        }
        inflating.join().ok()?.ok()
    })?;
    reader.finish_input().ok()?;
    while reader.step(usize::MAX).ok()?.is_some() {}
    Some(reader.into_profile())
}

/// Runs the command line, and writes what it prints.
fn run(args: &[&str], host: &mut Process) -> Result<(), String> {
    let output = hearth_cli::run(args, host).map_err(|error| error.to_string())?;
    let written = match &output.file {
        Some(file) => std::fs::write(file, &output.bytes).map_err(|error| (&**file, error)),
        None => match std::io::stdout().write_all(&output.bytes) {
            // Whoever reads had enough: `hearth … | head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| ("standard output", error)),
        },
    };
    written.map_err(|(name, error)| format!("{name}: {}", file_error(error)))
}

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let is_command = |name: &&str| !name.starts_with('-');
    let name = match args.first().and_then(|first| first.to_str()).filter(is_command) {
        Some(command) if hearth_cli::commands::of(command).is_ok() => {
            format!("hearth {command}")
        }
        _ => "hearth".to_owned(),
    };
    let mut host = Process { name };
    let texts: Option<Vec<&str>> = args.iter().map(|arg| arg.to_str()).collect();
    let done = match texts {
        Some(args) => run(&args, &mut host),
        None => Err("an argument is not UTF-8: rename the file that it names".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            host.warn(&message);
            ExitCode::from(2)
        }
    }
}
