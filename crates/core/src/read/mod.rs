//! Bytes to a [`Profile`].
//!
//! [`open`] reads a file that is in memory; a [`Reader`] takes it piece by piece
//! and works in steps, so that its caller can show progress and stop it. The
//! files of this module are: what the bytes are (`sniff`), gzip (`gzip`), the wire
//! format of protocol buffers (`wire`), profile.proto (`proto`: in a stream as it
//! arrives, or in two passes, `tables`, then `samples`), and the forms that are not
//! protocol buffers (`text`). What is none of these as it stands goes through `documents`:
//! containers are taken off (`peel`), and what loggers and tools made of a text is undone
//! (`unwrap`) before any reader sees a line of it; `remark` says what was done. Nothing here knows what will be asked of the profile.

mod crc;
mod documents;
mod error;
mod formats;
mod gzip;
mod ids;
pub mod judge;
mod peel;
mod proto;
mod reader;
mod remark;
mod samples;
mod sniff;
mod stream;
mod tables;
mod text;
mod unwrap;
mod wire;

pub use documents::{Documents, open_all, open_documents};
pub use error::{FormatError, GzipError, Malformed, ReadError, WireError};
pub use formats::{LeftOut, Note};
pub use peel::{Unzstd, ZstdError};
pub use reader::{KEEP_ALL, Limits, Options, Progress, Reader};
pub use remark::{Container, Encoding, Remark, Wrapping};
pub use sniff::{Compression, Form, is_gperftools_cpu};
pub use text::{SKIPPED, TextError, TextForms};
pub use unwrap::Document;

use crate::profile::Profile;

/// Length of the part of a file that is looked at at once.
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
    read(bytes, options).map(Reader::into_profile)
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

/// As [`inflate`], for a zstd file.
///
/// # Errors
///
/// When the file is no zstd file, or a damaged one.
pub fn unzstd(bytes: &[u8], mut sink: impl FnMut(&[u8]) -> bool) -> Result<(), ReadError> {
    let mut unzstd = Unzstd::default();
    for piece in bytes.chunks(PIECE) {
        unzstd.push(piece);
        while let Some(content) = unzstd.decode()? {
            if !sink(content) {
                return Ok(());
            }
        }
    }
    unzstd.finish()
}

/// Reads a whole file to its end.
fn read(bytes: &[u8], options: Options) -> Result<Reader, ReadError> {
    match read_once(bytes, options) {
        Err(ReadError::NeedsWhole) => read_once(bytes, Options { kept: KEEP_ALL, ..options }),
        result => result,
    }
}

fn read_once(bytes: &[u8], options: Options) -> Result<Reader, ReadError> {
    let mut reader = Reader::new(options);
    for piece in bytes.chunks(PIECE) {
        reader.push(piece)?;
    }
    reader.finish_input()?;
    loop {
        match reader.step(usize::MAX) {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(reader),
            Err(ReadError::OtherForm) => reader.read_other_form()?,
            Err(error) => return Err(error),
        }
    }
}
