//! Compression around the beginning of a file, undone as far as it goes to see what it is.

use super::super::gzip::{self, Gunzip};
use super::super::peel::{is_zstd, zstd_beginning};
use super::HEAD;
use std::borrow::Cow;

/// A compression around content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

/// Nobody wraps content so often.
const DEEPEST: usize = 4;

/// Takes off what the beginning of a file is compressed with, as far as it goes.
pub fn peel(head: &[u8], is_all: bool) -> (Cow<'_, [u8]>, Vec<Layer>, bool) {
    let (mut content, mut layers, mut is_all) = (Cow::Borrowed(head), Vec::new(), is_all);
    while layers.len() < DEEPEST {
        let (layer, (inner, is_whole)) = if content.starts_with(&gzip::MAGIC) {
            (Layer::Gzip, inflate(&content, is_all))
        } else if is_zstd(&content) {
            (Layer::Zstd, zstd_beginning(&content, HEAD))
        } else {
            break;
        };
        (content, is_all) = (Cow::Owned(inner), is_all && is_whole);
        layers.push(layer);
    }
    (content, layers, is_all)
}

/// The first [`HEAD`] bytes of what a gzip file holds, and whether that is all. Damage ends it.
fn inflate(packed: &[u8], is_all: bool) -> (Vec<u8>, bool) {
    let (mut gunzip, mut content) = (Gunzip::new(), Vec::new());
    for piece in packed.chunks(4 << 10) {
        let taken = gunzip.push(piece, |some| {
            let room = HEAD - content.len().min(HEAD);
            content.extend_from_slice(&some[..some.len().min(room)]);
            Ok(())
        });
        if taken.is_err() || content.len() >= HEAD {
            return (content, false);
        }
    }
    (content, is_all && gunzip.finish().is_ok())
}
