//! Bytes to a [`Profile`].
//!
//! [`open`] reads a file that is in memory; a [`Reader`] takes it piece by piece
//! and works in steps, so that its caller can show progress and stop it. The
//! files of this room are: what the bytes are (`sniff`), gzip (`gzip`), the wire
//! format of protocol buffers (`wire`), and profile.proto (`proto`, in two
//! passes: `tables`, then `samples`). Nothing here knows what will be asked of
//! the profile.

mod error;
mod gzip;
mod ids;
mod proto;
mod reader;
mod samples;
mod sniff;
mod tables;
mod wire;

pub use error::{GzipError, Malformed, ReadError, WireError};
pub use reader::{Limits, Progress, Reader};
pub use sniff::Form;

use crate::profile::Profile;

/// Reads a whole file.
///
/// # Errors
///
/// When the bytes are not a profile, or a damaged one. The error says what was
/// wrong and where.
pub fn open(bytes: &[u8]) -> Result<Profile, ReadError> {
    let mut reader = Reader::new(Limits::default());
    reader.push(bytes)?;
    reader.finish_input()?;
    while reader.step(usize::MAX)?.is_some() {}
    Ok(reader.into_profile())
}
