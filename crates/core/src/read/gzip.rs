//! The gzip frame (RFC 1952) around miniz_oxide's inflate.
//!
//! Bytes come in pieces, and content goes out in pieces. Several members, one after
//! the other, are one content, as `gzip` and pprof have it.

use super::crc::Crc;
use super::{GzipError, ReadError};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// The first two bytes of every gzip file.
pub const MAGIC: [u8; 2] = [0x1f, 0x8b];

const DEFLATE: u8 = 8;
const FLAG_HEADER_CRC: u8 = 1 << 1;
const FLAG_EXTRA: u8 = 1 << 2;
const FLAG_NAME: u8 = 1 << 3;
const FLAG_COMMENT: u8 = 1 << 4;
const TRAILER: usize = 8;

/// Headers hold a file name and a comment; no honest one is larger.
const MAX_HEADER: usize = 1 << 18;

/// Longest distance back that compressed data may refer to.
const HISTORY: usize = 32 << 10;

/// Bytes that are inflated at once, and the history before them: it all stays in the
/// processor's cache.
const WINDOW: usize = 256 << 10;

/// Takes compressed bytes, hands on content.
pub struct Gunzip {
    state: State,
    inflate: Box<DecompressorOxide>,
    /// Bytes of a header or trailer that is not complete yet.
    pending: Vec<u8>,
    /// Number of compressed bytes that were used up.
    at: u64,
    /// The latest content, and room behind it.
    window: Vec<u8>,
    /// Length of the content in the window.
    filled: usize,
    /// Where the content of this member starts in the window: its back references
    /// reach no further.
    member_start: usize,
    /// The size of this member's content so far.
    member_size: u64,
    crc: Crc,
}

#[derive(PartialEq, Eq)]
enum State {
    /// Before or within a member's header.
    Header,
    /// Within a member's compressed data.
    Body,
    /// Within a member's checksum and length.
    Trailer,
}

impl Gunzip {
    pub fn new() -> Self {
        Self {
            state: State::Header,
            inflate: Box::default(),
            pending: Vec::new(),
            at: 0,
            window: vec![0; WINDOW],
            filled: 0,
            member_start: 0,
            member_size: 0,
            crc: Crc::new(),
        }
    }

    /// Takes the next piece of the file, and hands what it holds to `sink`.
    pub fn push(
        &mut self,
        mut piece: &[u8],
        mut sink: impl FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        while !piece.is_empty() {
            match self.state {
                State::Header => self.header(&mut piece)?,
                State::Body => sink(self.body(&mut piece)?)?,
                State::Trailer => self.trailer(&mut piece)?,
            }
        }
        Ok(())
    }

    /// Says that the file ends here.
    pub fn finish(&self) -> Result<(), ReadError> {
        let between_members = self.state == State::Header && self.pending.is_empty();
        if between_members { Ok(()) } else { Err(self.error(GzipError::Truncated)) }
    }

    fn error(&self, kind: GzipError) -> ReadError {
        ReadError::Gzip { at: self.at, kind }
    }

    fn header(&mut self, piece: &mut &[u8]) -> Result<(), ReadError> {
        let before = self.pending.len();
        let taken = piece.len().min(MAX_HEADER - before);
        self.pending.extend_from_slice(&piece[..taken]);
        let so_far = &self.pending;
        if so_far.iter().zip(MAGIC).any(|(&have, want)| have != want) {
            return Err(self.error(GzipError::Header));
        }
        if let Some(&method) = so_far.get(2)
            && method != DEFLATE
        {
            return Err(self.error(GzipError::Method(method)));
        }
        let Some(len) = header_len(so_far) else {
            if so_far.len() == MAX_HEADER {
                return Err(self.error(GzipError::Header));
            }
            *piece = &piece[taken..];
            return Ok(());
        };
        *piece = &piece[len - before..];
        self.at += len as u64;
        self.pending.clear();
        self.inflate.init();
        self.crc = Crc::new();
        self.member_start = self.filled;
        self.member_size = 0;
        self.state = State::Body;
        Ok(())
    }

    /// Inflates what there is room for, and returns it.
    fn body(&mut self, piece: &mut &[u8]) -> Result<&[u8], ReadError> {
        if self.filled == WINDOW {
            let gone = WINDOW - HISTORY;
            self.window.copy_within(gone.., 0);
            self.filled = HISTORY;
            self.member_start = self.member_start.saturating_sub(gone);
        }
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
            | inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
        let member = &mut self.window[self.member_start..];
        let start = self.filled;
        let (status, used, written) =
            decompress(&mut self.inflate, piece, member, start - self.member_start, flags);
        self.filled += written;
        self.member_size += written as u64;
        self.at += used as u64;
        *piece = &piece[used..];
        let content = &self.window[start..self.filled];
        self.crc.update(content);
        match status {
            TINFLStatus::Done => self.state = State::Trailer,
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput => {}
            _ => return Err(self.error(GzipError::Data)),
        }
        Ok(content)
    }

    fn trailer(&mut self, piece: &mut &[u8]) -> Result<(), ReadError> {
        let missing = TRAILER - self.pending.len();
        let (taken, rest) = piece.split_at(missing.min(piece.len()));
        self.pending.extend_from_slice(taken);
        *piece = rest;
        let Ok(trailer) = <[u8; TRAILER]>::try_from(&*self.pending) else { return Ok(()) };
        let [a, b, c, d, e, f, g, h] = trailer;
        let expected = u32::from_le_bytes([a, b, c, d]);
        let actual = self.crc.clone().finalize();
        if actual != expected {
            return Err(self.error(GzipError::Checksum { expected, actual }));
        }
        let expected = u32::from_le_bytes([e, f, g, h]);
        let actual = self.member_size as u32;
        if actual != expected {
            return Err(self.error(GzipError::Length { expected, actual }));
        }
        self.at += TRAILER as u64;
        self.pending.clear();
        self.state = State::Header;
        Ok(())
    }
}

/// The length of the header that these bytes start with, if it is all there:
/// ten fixed bytes, then what the flags say.
fn header_len(header: &[u8]) -> Option<usize> {
    let (fixed, mut rest) = header.split_at_checked(10)?;
    let flags = fixed[3];
    if flags & FLAG_EXTRA != 0 {
        let [low, high, extra @ ..] = rest else { return None };
        let len = usize::from(u16::from_le_bytes([*low, *high]));
        rest = extra.get(len..)?;
    }
    for text in [FLAG_NAME, FLAG_COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|&b| b == 0)?;
            rest = &rest[end + 1..];
        }
    }
    if flags & FLAG_HEADER_CRC != 0 {
        rest = rest.get(2..)?;
    }
    Some(header.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    fn member(flags: u8, header: &[u8], content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255];
        bytes.extend_from_slice(header);
        bytes.extend(compress_to_vec(content, 6));
        bytes.extend(crc32fast::hash(content).to_le_bytes());
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes
    }

    fn gunzip(file: &[u8], piece: usize) -> Result<Vec<u8>, ReadError> {
        let mut gunzip = Gunzip::new();
        let mut out = Vec::new();
        for piece in file.chunks(piece) {
            gunzip.push(piece, |content| {
                out.extend_from_slice(content);
                Ok(())
            })?;
        }
        gunzip.finish()?;
        Ok(out)
    }

    fn sample() -> Vec<u8> {
        (0..200_000u32).flat_map(|i| (i.wrapping_mul(i) % 251).to_le_bytes()).collect()
    }

    #[test]
    fn members_in_pieces_of_any_size_are_one_content() {
        let all = FLAG_EXTRA | FLAG_NAME | FLAG_COMMENT | FLAG_HEADER_CRC;
        let mut file = member(all, b"\x03\0abcname\0comment\0cc", &sample());
        file.extend(member(0, b"", b""));
        file.extend(member(FLAG_NAME, b"x\0", b"tail"));
        let content = [&sample()[..], b"tail"].concat();
        for piece in [1, 7, 4096, usize::MAX] {
            assert!(gunzip(&file, piece).as_ref() == Ok(&content), "pieces of {piece}");
        }
    }

    #[test]
    fn every_cut_is_noticed() {
        let file = member(FLAG_NAME, b"x\0", b"some content, some content");
        for cut in 1..file.len() {
            let error = gunzip(&file[..cut], 5).unwrap_err();
            assert!(matches!(error, ReadError::Gzip { kind: GzipError::Truncated, .. }), "{cut}");
        }
    }

    #[test]
    fn damage_is_named() {
        let good = member(0, b"", b"some content, some content");
        let kind = |file: &[u8]| match gunzip(file, 9) {
            Err(ReadError::Gzip { kind, .. }) => kind,
            other => panic!("{other:?}"),
        };
        let damage = |back: usize| {
            let mut file = good.clone();
            let at = file.len() - back;
            file[at] ^= 1;
            kind(&file)
        };
        assert!(matches!(damage(8), GzipError::Checksum { .. }));
        assert_eq!(damage(4), GzipError::Length { expected: 27, actual: 26 });
        let mut file = good.clone();
        file[2] = 7;
        assert_eq!(kind(&file), GzipError::Method(7));
        assert_eq!(kind(&[&good[..], b"\0\0"].concat()), GzipError::Header);
        let mut file = good.clone();
        file[10] = 0xff;
        assert_eq!(kind(&file), GzipError::Data);
    }
}
