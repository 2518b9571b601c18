//! The layout of tars (POSIX.1-2001 ustar and pax, and GNU's long names), as a stream.

use super::{BundleError, path_of};
use crate::read::judge::tar::{BLOCK, checksum_is_right, number};
use std::ops::Range;

/// Long names and pax headers are kept as they come; no honest one is larger.
const LARGEST_HEADER: u64 = 1 << 20;

/// A file in a tar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TarEntry {
    /// Its path.
    pub path: String,
    /// Its size.
    pub size: u64,
}

/// A step through a tar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A file begins.
    Entry(TarEntry),
    /// Content of that file: this part of the piece.
    Content(Range<usize>),
    /// That file is complete.
    End,
}

/// Reads a tar that comes in pieces.
#[derive(Default)]
pub struct Tar {
    /// Number of bytes seen.
    at: u64,
    /// A header that is not complete yet.
    block: Vec<u8>,
    state: State,
    /// Content of a long name or a pax header.
    gathered: Vec<u8>,
    /// Name of the next entry, from a long name or a pax header.
    name: Option<Vec<u8>>,
    /// Its size, from a pax header.
    size: Option<u64>,
    /// Something was seen of the end, or of an entry.
    is_begun: bool,
}

#[derive(Default, PartialEq, Eq)]
enum State {
    #[default]
    Header,
    /// Within content: of what, how much is left, and how much is behind it.
    Content(Part, u64, u64),
    /// Two blocks of zeros came.
    Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    File,
    LongName,
    Pax,
    /// Links, folders, devices, what else there is.
    Other,
}

impl Tar {
    /// Takes the next piece; hands on what is in it, in order.
    ///
    /// # Errors
    ///
    /// When a header is damaged. Nothing can be read after that.
    pub fn push(&mut self, piece: &[u8], take: &mut impl FnMut(Event)) -> Result<(), BundleError> {
        let mut at = 0;
        while at < piece.len() {
            let rest = &piece[at..];
            let taken = match self.state {
                State::Ended => rest.len(),
                State::Header => {
                    let wanted = (BLOCK - self.block.len()).min(rest.len());
                    self.block.extend_from_slice(&rest[..wanted]);
                    if self.block.len() == BLOCK {
                        let block = std::mem::take(&mut self.block);
                        self.header(&block, take)?;
                    }
                    wanted
                }
                State::Content(part, 0, padding) => {
                    let skipped = padding.min(rest.len() as u64);
                    self.state = if skipped == padding {
                        State::Header
                    } else {
                        State::Content(part, 0, padding - skipped)
                    };
                    skipped as usize
                }
                State::Content(part, left, padding) => {
                    let some = left.min(rest.len() as u64) as usize;
                    match part {
                        Part::File => take(Event::Content(at..at + some)),
                        Part::LongName | Part::Pax => {
                            self.gathered.extend_from_slice(&rest[..some]);
                        }
                        Part::Other => {}
                    }
                    let left = left - some as u64;
                    self.state = State::Content(part, left, padding);
                    if left == 0 {
                        self.complete(part, take);
                        if padding == 0 {
                            self.state = State::Header;
                        }
                    }
                    some
                }
            };
            at += taken;
            self.at += taken as u64;
        }
        Ok(())
    }

    /// Says that there is no more.
    ///
    /// # Errors
    ///
    /// When an entry is cut off.
    pub fn finish(&self) -> Result<(), BundleError> {
        let is_whole = match self.state {
            State::Header => self.block.is_empty() && self.is_begun,
            State::Content(_, left, _) => left == 0,
            State::Ended => true,
        };
        if is_whole { Ok(()) } else { Err(BundleError::Cut) }
    }

    fn header(&mut self, block: &[u8], take: &mut impl FnMut(Event)) -> Result<(), BundleError> {
        if block.iter().all(|&b| b == 0) {
            self.state = State::Ended;
            return Ok(());
        }
        if !checksum_is_right(block) {
            return Err(BundleError::Tar(self.at / BLOCK as u64 * BLOCK as u64));
        }
        self.is_begun = true;
        let damaged = BundleError::Tar(self.at / BLOCK as u64 * BLOCK as u64);
        let mut size = number(&block[124..136]).ok_or(damaged.clone())?;
        let part = match block[156] {
            0 | b'0' | b'7' => Part::File,
            b'L' => Part::LongName,
            b'x' => Part::Pax,
            _ => Part::Other,
        };
        if matches!(part, Part::LongName | Part::Pax) {
            if size > LARGEST_HEADER {
                return Err(damaged);
            }
            self.gathered.clear();
        } else if matches!(block[156], b'K' | b'g') {
            // Of what a link leads to, and of all that follows: neither is needed.
        } else {
            let (name, long) = (self.name.take(), self.size.take());
            // Links and folders have no content, whatever their size says.
            size = match block[156] {
                b'1'..=b'6' => 0,
                _ => long.unwrap_or(size),
            };
            if part == Part::File {
                let path = path_of(&name.unwrap_or_else(|| name_of(block)));
                take(Event::Entry(TarEntry { path, size }));
            }
        }
        let padding = size.wrapping_neg() % BLOCK as u64;
        self.state = State::Content(part, size, padding);
        if size == 0 {
            self.complete(part, take);
            self.state = State::Header;
        }
        Ok(())
    }

    fn complete(&mut self, part: Part, take: &mut impl FnMut(Event)) {
        match part {
            Part::File => take(Event::End),
            Part::LongName => {
                let end = self.gathered.iter().position(|&b| b == 0);
                self.gathered.truncate(end.unwrap_or(self.gathered.len()));
                self.name = Some(std::mem::take(&mut self.gathered));
            }
            Part::Pax => self.pax(),
            Part::Other => {}
        }
    }

    /// Takes what a pax header says: `LENGTH KEY=VALUE\n`, again and again.
    fn pax(&mut self) {
        let gathered = std::mem::take(&mut self.gathered);
        let mut rest = &gathered[..];
        while let Some(blank) = rest.iter().take(10).position(|&b| b == b' ') {
            let len = std::str::from_utf8(&rest[..blank]).ok().and_then(|l| l.parse().ok());
            let Some(len) = len.filter(|&len: &usize| len > blank + 1 && len <= rest.len()) else {
                return;
            };
            let record = &rest[blank + 1..len - 1];
            if let Some(path) = record.strip_prefix(b"path=") {
                self.name = Some(path.to_vec());
            } else if let Some(size) = record.strip_prefix(b"size=") {
                self.size = std::str::from_utf8(size).ok().and_then(|size| size.parse().ok());
            }
            rest = &rest[len..];
        }
    }
}

/// The name in a header, behind its prefix, if it has one.
fn name_of(block: &[u8]) -> Vec<u8> {
    let text = |field: &[u8]| field.split(|&b| b == 0).next().unwrap_or_default().to_vec();
    let (name, prefix) = (text(&block[..100]), text(&block[345..500]));
    // GNU has other things there.
    if prefix.is_empty() || &block[257..263] != b"ustar\0" {
        return name;
    }
    [prefix, name].join(&b'/')
}
