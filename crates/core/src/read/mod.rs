//! Bytes to a [`Profile`].
//!
//! [`open`] reads a file that is in memory; a [`Reader`] takes it piece by piece
//! and works in steps, so that its caller can show progress and stop it. The
//! files of this room are: what the bytes are (`sniff`), gzip (`gzip`), the wire
//! format of protocol buffers (`wire`), profile.proto (`proto`: in a stream as it
//! arrives, or in two passes, `tables`, then `samples`), and the forms that are not
//! protocol buffers (`text`). Nothing here knows what will be asked of the profile.

mod crc;
mod error;
mod formats;
mod gzip;
mod ids;
pub mod judge;
mod proto;
mod reader;
mod samples;
mod sniff;
mod stream;
mod tables;
mod text;
mod wire;

pub use error::{FormatError, GzipError, Malformed, ReadError, WireError};
pub use formats::{LeftOut, Note};
pub use reader::{KEEP_ALL, Limits, Options, Progress, Reader};
pub use sniff::{Form, is_gperftools_cpu};
pub use text::{SKIPPED, TextError, TextForms};

use crate::profile::Profile;

/// How much of a file is looked at at once.
const PIECE: usize = 1 << 20;

/// Reads a whole file, and takes from it what it says.
///
/// # Errors
///
/// When the bytes are not a profile, or a damaged one. The error says what was
/// wrong and where.
pub fn open(bytes: &[u8]) -> Result<Profile, ReadError> {
    open_with(bytes, Options::default())
}

/// Reads a whole file.
///
/// # Errors
///
/// As [`open`], or when it is more than the options allow.
pub fn open_with(bytes: &[u8], options: Options) -> Result<Profile, ReadError> {
    match read(bytes, options) {
        Err(ReadError::NeedsWhole) => read(bytes, Options { kept: KEEP_ALL, ..options }),
        result => result,
    }
}

/// Inflates a whole gzip file for somebody else's [`Reader::push_inflated`], and
/// hands on what comes out in pieces. `sink` says whether to go on.
///
/// # Errors
///
/// When the file is no gzip file, or a damaged one.
pub fn inflate(bytes: &[u8], mut sink: impl FnMut(&[u8]) -> bool) -> Result<(), ReadError> {
    let mut gunzip = gzip::Gunzip::new();
    for piece in bytes.chunks(PIECE) {
        let mut go_on = true;
        gunzip.push(piece, |content| {
            go_on = go_on && sink(content);
            Ok(())
        })?;
        if !go_on {
            return Ok(());
        }
    }
    gunzip.finish()
}

fn read(bytes: &[u8], options: Options) -> Result<Profile, ReadError> {
    let mut reader = Reader::new(options);
    for piece in bytes.chunks(PIECE) {
        reader.push(piece)?;
    }
    reader.finish_input()?;
    loop {
        match reader.step(usize::MAX) {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(reader.into_profile()),
            Err(ReadError::OtherForm) => reader.read_other_form()?,
            Err(error) => return Err(error),
        }
    }
}
