//! `go tool pprof`, as far as Hearth answers it: the same flags, the same text.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example pprof -- -top -cum FILE
//! ```
//!
//! Beyond the reference: `-symbols=comments` takes the names in Go's text forms
//! from their comments; `-folded`, `-csv` and `-speedscope` are exports. Errors go
//! to standard error, with exit status 2.

use hearth_core::harmless::visible_bytes;
use hearth_core::profile::Profile;
use hearth_core::read::{self, Options, ReadError, Reader};
use hearth_core::report::cli::{self, Host};
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc;

/// The files and the terminal of this process.
struct Process;

impl Host for Process {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "no such file or directory".to_owned(),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        })
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
        eprintln!("{}", shown(line));
    }

    fn is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
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

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let written = cli::run(&args, &mut Process).and_then(|output| {
        let result = match &output.file {
            Some(file) => std::fs::write(file, &output.bytes),
            None => std::io::stdout().write_all(&output.bytes),
        };
        result.map_err(|error| error.to_string())
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pprof: {}", shown(&message));
            ExitCode::from(2)
        }
    }
}
