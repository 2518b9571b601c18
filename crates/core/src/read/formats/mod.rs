//! Profiles of other programs: a file or folder for each form.
//!
//! Each reader takes the whole content, undone of what was around it, and judges by it alone.
//! [`json`] is how JSON is read here, [`joined`] makes samples whose types turn up on the way.

mod joined;
mod json;
mod note;
mod otlp;
mod perf_script;
mod speedscope;
#[cfg(test)]
mod tests;
mod tree;
mod v8;

use super::ReadError;
use super::unwrap::Document;
use crate::profile::Profile;
use json::{Json, Kind};

pub use joined::Joined;
pub use note::{LeftOut, Note};
pub use perf_script::read as read_perf_script;

/// Profiles in a file of another program: one, and those of other times.
pub struct Found {
    /// The first.
    pub first: Profile,
    /// Each can be opened as a file of its own.
    pub others: Vec<Document>,
}

impl From<Profile> for Found {
    fn from(first: Profile) -> Self {
        Self { first, others: Vec::new() }
    }
}

/// Reads a profile of another program that is no text.
///
/// # Errors
///
/// `None` when it is none, else what is wrong with it.
pub fn read(content: &[u8]) -> Result<Found, Option<ReadError>> {
    if let Some(b'{' | b'[' | b'\xef') = content.trim_ascii_start().first()
        && let Some(reader) = reader_of(content)
    {
        return reader(content);
    }
    otlp::read(content)
}

/// Returns whether the content is OTLP as protocol buffers.
pub fn is_otlp(content: &[u8]) -> bool {
    otlp::is_otlp(content)
}

/// Returns whether the beginning of a JSON document names a form that is read.
pub fn is_json_form(content: &[u8]) -> bool {
    matches!(content.trim_ascii_start().first(), Some(b'{' | b'[' | b'\xef'))
        && reader_of(content).is_some()
}

type Reader = fn(&[u8]) -> Result<Found, Option<ReadError>>;

/// The reader of this JSON, by its outermost keys.
fn reader_of(content: &[u8]) -> Option<Reader> {
    let events: Reader = |content| v8::read_events(content).map(Found::from);
    let nodes: Reader = |content| v8::read(content).map(Found::from);
    let frames: Reader = |content| speedscope::read(content).map(Found::from);
    let mut json = Json::new(content);
    if json.kind().ok()? == Kind::Array {
        // Events of Chrome's traces, without anything around them.
        json.array().ok()?;
        let is_event = json.item().ok()? && json.object().ok()?;
        while let Some(key) = is_event.then(|| json.key().ok().flatten()).flatten() {
            if &*key == b"ph" {
                return Some(events);
            }
            json.skip().ok()?;
        }
        return None;
    }
    json.object().ok()?;
    while let Some(key) = json.key().ok()? {
        match &*key {
            b"resourceProfiles" | b"resource_profiles" => return Some(otlp::read_json),
            b"dictionary" if json.kind().ok()? == Kind::Object => return Some(otlp::read_json),
            b"traceEvents" => return Some(events),
            b"head" | b"timeDeltas" => return Some(nodes),
            // Heap snapshots have nodes as well: numbers, and something else before.
            b"nodes" => {
                json.array().ok()?;
                let is_node = !json.item().ok()? || json.kind().ok()? == Kind::Object;
                return is_node.then_some(nodes);
            }
            b"snapshot" => return None,
            b"shared" | b"profiles" => return Some(frames),
            b"$schema" => {
                let schema = json.text().ok()?;
                if schema.windows(10).any(|part| part == b"speedscope") {
                    return Some(frames);
                }
            }
            _ => json.skip().ok()?,
        }
    }
    None
}
