//! What content is wrapped in. Here only the beginning is unwrapped, to see what it is.

use super::super::gzip::{self, Gunzip};
use super::{HEAD, Other};
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
    while layers.len() < DEEPEST && content.starts_with(&gzip::MAGIC) {
        let (inflated, ended) = inflate(&content, is_all);
        (content, is_all) = (Cow::Owned(inflated), ended);
        layers.push(Layer::Gzip);
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

/// How a file that is compressed with zstd begins.
pub const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// What comes behind the headers of an HTTP answer that was saved with them.
pub fn body(content: &[u8]) -> Option<&[u8]> {
    if !content.starts_with(b"HTTP/") {
        return None;
    }
    let end =
        |mark: &[u8]| content.windows(mark.len()).position(|w| w == mark).map(|at| at + mark.len());
    content.get(end(b"\r\n\r\n").or_else(|| end(b"\n\n"))?..)
}

/// A text in UTF-16 as one in bytes, as far as it is ASCII: enough to see what it is.
pub fn narrowed(content: &[u8]) -> Option<Vec<u8>> {
    let from = match content {
        [0xff, 0xfe, ..] => 2,
        [0xfe, 0xff, ..] => 3,
        _ => return None,
    };
    Some(content.iter().skip(from).step_by(2).copied().collect())
}

/// What is compressed in a way that is not read.
pub fn unread(content: &[u8]) -> Option<Other> {
    const KINDS: [(&[u8], &str, &str); 6] = [
        (b"\x04\x22\x4d\x18", "lz4", "lz4 -d"),
        (b"BZh", "bzip2", "bunzip2"),
        (b"\xfd7zXZ\0", "xz", "unxz"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip", "7z x"),
        (b"Rar!\x1a\x07", "RAR", "unrar x"),
        (b"\xff\x06\0\0sNaPpY", "snappy", "snzip -d"),
    ];
    let found = KINDS.iter().find(|(magic, ..)| content.starts_with(magic));
    found.map(|&(_, what, command)| Other::Compressed(what, command))
}
