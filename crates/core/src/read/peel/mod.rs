//! Containers around a file, taken off one after the other until none is left.
//!
//! What a server, a proxy or a tool put around a profile says nothing about it: gzip within
//! gzip, zstd, zlib, the headers of an HTTP answer. Each layer is held to the limits of the
//! whole file, so that no nesting makes much of little.

mod http;
mod zstd;

use super::gzip::{self, Gunzip};
use super::remark::Container;
use super::sniff::Form;
use super::{PIECE, ReadError};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use std::borrow::Cow;

pub use http::answer as http_answer;
pub use zstd::{Unzstd, ZstdError, beginning as zstd_beginning, is_zstd};

/// More layers than anybody has a reason for. There are gzip files that hold themselves.
const DEEPEST: usize = 16;

/// Number of bytes that may come out of the containers.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// The most bytes of content.
    pub content: usize,
    /// The size of the file, to which what comes out must be in proportion.
    pub input: usize,
}

impl Allowance {
    /// Refuses more than is allowed.
    fn check(self, taken: usize) -> Result<(), ReadError> {
        let Self { content: limit, input } = self;
        if taken > limit {
            return Err(ReadError::TooLarge { limit });
        }
        super::reader::check_content(input, taken)
    }

    /// Appends a piece of content, if it is allowed.
    fn append(self, to: &mut Vec<u8>, piece: &[u8]) -> Result<(), ReadError> {
        self.check(to.len().saturating_add(piece.len()))?;
        let needed = piece.len();
        to.try_reserve(needed).map_err(|_| ReadError::OutOfMemory { needed })?;
        to.extend_from_slice(piece);
        Ok(())
    }
}

/// Content without its containers.
pub struct Peeled<'a> {
    pub content: Cow<'a, [u8]>,
    /// Containers that were taken off, the outermost first.
    pub containers: Vec<Container>,
    /// The status of the HTTP answer that the content was, if it was one.
    pub status: Option<u16>,
}

/// Takes off all containers.
///
/// # Errors
///
/// When a container is damaged, is one that is only known by name, or holds more than is
/// allowed.
pub fn peel(content: &[u8], allowed: Allowance) -> Result<Peeled<'_>, ReadError> {
    let mut peeled =
        Peeled { content: Cow::Borrowed(content), containers: Vec::new(), status: None };
    loop {
        let Some((container, content)) = layer(&peeled.content, allowed, &mut peeled.status)?
        else {
            return Ok(peeled);
        };
        if peeled.containers.len() == DEEPEST {
            return Err(ReadError::TooDeep { limit: DEEPEST });
        }
        peeled.containers.push(container);
        peeled.content = Cow::Owned(content);
    }
}

/// Returns the outermost container, and its content.
fn layer(
    content: &[u8],
    allowed: Allowance,
    status: &mut Option<u16>,
) -> Result<Option<(Container, Vec<u8>)>, ReadError> {
    if let Some(damaged) = through_text(content) {
        return Err(ReadError::Foreign(damaged));
    }
    if content.starts_with(&gzip::MAGIC) {
        return Ok(Some((Container::Gzip, gunzip(content, allowed)?)));
    }
    if is_zstd(content) {
        return Ok(Some((Container::Zstd, zstd::unpack(content, allowed)?)));
    }
    if let Some(answer) = http::answer(content) {
        *status = answer.status.or(*status);
        let mut body = Vec::new();
        allowed.append(&mut body, &answer.body)?;
        return Ok(Some((Container::HttpHeaders { chunked: answer.was_chunked }, body)));
    }
    // The two bytes are a number that 31 divides, and text has neither of them first.
    if let [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] = content
        && let Some(inner) = zlib(content, allowed)?
    {
        return Ok(Some((Container::Zlib, inner)));
    }
    Ok(None)
}

fn gunzip(content: &[u8], allowed: Allowance) -> Result<Vec<u8>, ReadError> {
    let mut inner = Vec::new();
    let mut gunzip = Gunzip::new();
    for piece in content.chunks(PIECE) {
        gunzip.push(piece, |piece| allowed.append(&mut inner, piece))?;
    }
    gunzip.finish()?;
    Ok(inner)
}

/// Content of a zlib stream; `None` if it is none.
fn zlib(content: &[u8], allowed: Allowance) -> Result<Option<Vec<u8>>, ReadError> {
    /// As far back as compressed data may refer.
    const WINDOW: usize = 32 << 10;
    let mut inflate = Box::<DecompressorOxide>::default();
    let (mut inner, mut window, mut at) = (Vec::new(), vec![0; WINDOW], 0);
    let mut rest = content;
    loop {
        let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER;
        let (status, used, written) = decompress(&mut inflate, rest, &mut window, at, flags);
        allowed.append(&mut inner, &window[at..at + written])?;
        rest = &rest[used..];
        at = (at + written) % WINDOW;
        match status {
            TINFLStatus::Done => return Ok(Some(inner)),
            TINFLStatus::HasMoreOutput if used + written > 0 => {}
            _ => return Ok(None),
        }
    }
}

/// Compressed bytes that a program took for text: what was no UTF-8 is lost, or is written
/// as characters of their own.
fn through_text(content: &[u8]) -> Option<Form> {
    const STARTS: [&[u8]; 7] = [
        // gzip: replaced; as Latin-1 and Windows-1252; as UTF-16, by PowerShell's `>`.
        b"\x1f\xef\xbf\xbd\x08",
        b"\x1f\xc2\x8b\x08",
        b"\x1f\xe2\x80\xb9\x08",
        b"\xff\xfe\x1f\0\xfd\xff\x08\0",
        b"\xff\xfe\x1f\0\xef\0\x08\0",
        b"\xff\xfe\x1f\0\x39\x20\x08\0",
        // zstd.
        b"(\xef\xbf\xbd/\xef\xbf\xbd",
    ];
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    STARTS.iter().any(|start| content.starts_with(start)).then_some(Form::ThroughText)
}

#[cfg(test)]
pub mod tests;
