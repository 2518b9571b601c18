//! From the files of a command line to one profile.

use super::args::Command;
use crate::Host;
use hearth_core::harmless::visible;
use hearth_core::profile::combine::{self, CombineError, Subtraction};
use hearth_core::profile::{EMPTY, Interner, Profile};
use hearth_core::read::{Form, Options, ReadError, TextForms, is_gperftools_cpu};
use hearth_core::selection::Session;

/// Why there is no profile to ask. What is wrong with each file is told as a warning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// None of the files could be read.
    #[error("failed to fetch any {0} profiles")]
    NoneRead(&'static str),
    /// They do not fit together.
    #[error("problem fetching {what} profiles: {error}")]
    Merge {
        /// Which of them: `source` or `base`.
        what: &'static str,
        /// Reason why they do not fit.
        error: CombineError,
    },
    /// The base does not fit the profile.
    #[error(transparent)]
    Subtract(#[from] CombineError),
}

/// Reads, merges and subtracts the profiles of a command.
pub fn load(command: &Command, host: &mut dyn Host) -> Result<Session, LoadError> {
    let mut files = &command.files[..];
    let mut binary = None;
    // Several files may begin with the program that was profiled.
    if let [first, others @ ..] = files
        && !others.is_empty()
        && host.read(first).is_ok_and(|bytes| is_program(&bytes))
    {
        (binary, files) = (Some(&**first), others);
    }
    let mut read_all = |files: &[String], what: &'static str| -> Result<Profile, LoadError> {
        let profiles: Vec<Profile> =
            files.iter().filter_map(|file| read_one(file, binary, command, host)).collect();
        if profiles.is_empty() {
            return Err(LoadError::NoneRead(what));
        }
        if profiles.len() < files.len() {
            host.warn(&format!(
                "Fetched {} {what} profiles out of {}",
                profiles.len(),
                files.len()
            ));
        }
        combine::merge(profiles).map_err(|error| LoadError::Merge { what, error })
    };
    let mut profile = read_all(files, "source")?;
    let query = &command.query;
    let bases = if query.diff_base.is_empty() { &query.base } else { &query.diff_base };
    if !bases.is_empty() {
        let base = read_all(bases, "base")?;
        let how =
            Subtraction { diff_base: !query.diff_base.is_empty(), normalize: query.normalize };
        profile = combine::subtract(profile, base, how)?;
    }
    let mut session = if query.all_frames {
        profile.drop_frames = EMPTY;
        profile.keep_frames = EMPTY;
        Session::with_all_frames(profile)
    } else {
        Session::new(profile)
    };
    if let Some(comment) = &command.comment {
        let profile = session.profile_mut();
        let mut interner = Interner::new(&profile.strings);
        let comment = interner.intern(&mut profile.strings, comment.as_bytes());
        profile.comments.push(comment);
    }
    Ok(session)
}

/// One profile; none, with a warning, if it cannot be read.
fn read_one(
    file: &str,
    binary: Option<&str>,
    command: &Command,
    host: &mut dyn Host,
) -> Option<Profile> {
    let text = match command.symbols_from_comments {
        true => TextForms::AsMeant,
        false => TextForms::AsReference,
    };
    let options = Options { text, ..Options::default() };
    let words = |error: ReadError| match error {
        ReadError::Foreign(Form::GoroutineDump) if text == TextForms::AsReference => {
            "go tool pprof does not read dumps of goroutines; Hearth does, with \
             -symbols=comments"
                .to_owned()
        }
        other => other.to_string(),
    };
    let is_url = file.starts_with("http://") || file.starts_with("https://");
    let bytes = match is_url {
        true => Err("fetching by URL is not offered: save it first, with curl -o FILE URL".into()),
        false => host.read(file).map_err(|error| error.to_string()),
    };
    let read = bytes.and_then(|bytes| host.decode(&bytes, options).map_err(words));
    let mut profile = match read {
        Ok(profile) => profile,
        Err(error) => {
            host.warn(&format!("{}: {error}", visible(file)));
            return None;
        }
    };
    combine::add_missing_mapping(&mut profile);
    let mut interner = Interner::new(&profile.strings);
    let mut string = |text: &str| interner.intern(&mut profile.strings, text.as_bytes());
    let main = &mut profile.mappings[0];
    if let Some(binary) = binary {
        main.file = string(binary);
    }
    if let Some(build_id) = &command.build_id
        && main.build_id == EMPTY
    {
        main.build_id = string(build_id);
    }
    Some(profile)
}

/// Returns whether pprof takes these bytes for a program, by how they start. It
/// also takes gperftools' CPU profiles for one: nearly all of their header is 0,
/// and so is that of an object file for no machine in particular.
fn is_program(bytes: &[u8]) -> bool {
    const SHORTEST_OBJECT: usize = 96;
    if bytes.len() >= SHORTEST_OBJECT && is_gperftools_cpu(bytes) {
        return true;
    }
    const STARTS: [&[u8]; 5] =
        [b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe"];
    STARTS.iter().any(|start| bytes.starts_with(start))
}
