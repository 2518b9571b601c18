//! zstd (RFC 8878): frame after frame, with what is to be skipped between them.

use super::Allowance;
use crate::read::{PIECE, ReadError};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const MAGIC: [u8; 4] = *b"\x28\xb5\x2f\xfd";
/// The last byte of a skippable frame's magic number is any of sixteen.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];
/// Its size, with that of what is skipped.
const SKIPPABLE_SIZE: usize = 8;
/// The bit of a frame's descriptor that says that a checksum follows.
const CHECKSUM: u8 = 1 << 2;

/// Faults of a zstd file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZstdError {
    /// The compressed data make no sense, or end too early.
    #[error("the compressed content is corrupt or was cut off")]
    Data,
    /// Bytes behind a frame that are no frame.
    #[error("what follows the first part of the file is not zstd")]
    Header,
    /// The content is not what was compressed.
    #[error("the checksum of the content is wrong: the file was changed after it was written")]
    Checksum,
    /// It takes a dictionary to read it.
    #[error("it was compressed with a dictionary, which the file does not hold")]
    Dictionary,
    /// It wants more memory than any profile has use for.
    #[error("its window is too large; compress it again without --ultra or --long")]
    Window,
}

/// Returns whether these bytes are a zstd file.
pub fn is_zstd(content: &[u8]) -> bool {
    let mut rest = content;
    // A file may begin with what is to be skipped, but is not zstd for that alone.
    while let Some(after) = skip(rest) {
        rest = after;
    }
    rest.starts_with(&MAGIC)
}

/// Bytes behind the skippable frame that these bytes start with.
fn skip(content: &[u8]) -> Option<&[u8]> {
    let [0x50..=0x5f, a, b, c, s0, s1, s2, s3, rest @ ..] = content else { return None };
    let size = u32::from_le_bytes([*s0, *s1, *s2, *s3]) as usize;
    ([*a, *b, *c] == SKIPPABLE).then(|| rest.get(size..))?
}

/// Content of all frames.
pub fn unpack(content: &[u8], allowed: Allowance) -> Result<Vec<u8>, ReadError> {
    let mut inner = Vec::new();
    let mut unzstd = Unzstd::default();
    for piece in content.chunks(PIECE) {
        unzstd.push(piece);
        while let Some(some) = unzstd.decode()? {
            allowed.append(&mut inner, some)?;
        }
    }
    unzstd.finish()?;
    Ok(inner)
}

/// At most `most` bytes of what the beginning of a file holds, and whether that is all of it.
/// Damage ends it.
pub fn beginning(packed: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut unzstd = Unzstd { is_beginning: true, ..Unzstd::default() };
    let mut content = Vec::new();
    unzstd.push(packed);
    while let Ok(Some(some)) = unzstd.decode() {
        content.extend_from_slice(&some[..some.len().min(most - content.len())]);
        if content.len() == most {
            return (content, false);
        }
    }
    let is_all = unzstd.finish().is_ok();
    (content, is_all)
}

/// Decodes frames that come in pieces. It hands out a little at a time: few bytes may hold
/// very many, and who asks decides how many are enough.
pub struct Unzstd {
    decoder: FrameDecoder,
    /// Bytes that came and are not decoded yet, from `used` on: never much more than a block.
    pending: Vec<u8>,
    used: usize,
    /// Number of bytes that came before what is pending.
    before: usize,
    state: State,
    buffer: Vec<u8>,
    /// The bytes are the beginning of a file. A decoder holds back what later content may
    /// repeat, so the last block that is there is made the last one of its frame.
    is_beginning: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A frame begins, or the file is at its end.
    Between,
    /// So much of a frame is still to be skipped.
    Skipping(usize),
    /// A block of a frame begins.
    Within { has_checksum: bool },
    /// Nothing more is there of the beginning of a file.
    Cut,
    /// A frame ended, and its checksum is right if that of what was handed out is.
    Ended,
}

impl Default for Unzstd {
    fn default() -> Self {
        Self {
            decoder: FrameDecoder::new(),
            pending: Vec::new(),
            used: 0,
            before: 0,
            state: State::Between,
            buffer: Vec::new(),
            is_beginning: false,
        }
    }
}

impl Unzstd {
    /// So much is handed out at a time.
    const SOME: usize = 128 << 10;

    /// Takes the next piece, once [`decode`](Self::decode) has no more of what came before.
    pub fn push(&mut self, piece: &[u8]) {
        self.pending.drain(..self.used);
        self.before += self.used;
        self.used = 0;
        self.pending.extend_from_slice(piece);
    }

    /// The next content; `None` when more bytes are needed.
    ///
    /// # Errors
    ///
    /// When a frame is damaged. Nothing can be read after that.
    pub fn decode(&mut self) -> Result<Option<&[u8]>, ReadError> {
        use ruzstd::io::Read;
        loop {
            if self.decoder.can_collect() > 0 {
                self.buffer.resize(Self::SOME, 0);
                // It reads from its own memory, which does not fail.
                if let Ok(read @ 1..) = self.decoder.read(&mut self.buffer) {
                    return Ok(Some(&self.buffer[..read]));
                }
            }
            if !self.step().map_err(|kind| ReadError::Zstd { at: self.at(), kind })? {
                return Ok(None);
            }
        }
    }

    /// Says that there is no more.
    ///
    /// # Errors
    ///
    /// When a frame is cut off.
    pub fn finish(&self) -> Result<(), ReadError> {
        let rest = &self.pending[self.used..];
        let kind = match self.state {
            State::Between if rest.is_empty() => return Ok(()),
            State::Between if !MAGIC.starts_with(rest) => ZstdError::Header,
            _ => ZstdError::Data,
        };
        Err(ReadError::Zstd { at: self.at(), kind })
    }

    fn at(&self) -> usize {
        self.before + self.used
    }

    /// Goes on by a header or a block; `false` if the next one is not there as a whole.
    fn step(&mut self) -> Result<bool, ZstdError> {
        let rest = &mut self.pending[self.used..];
        match self.state {
            State::Between => {
                let size = match header(rest)? {
                    Header::Missing => return Ok(false),
                    Header::Skipped(size) => {
                        self.used += SKIPPABLE_SIZE;
                        self.state = State::Skipping(size);
                        return Ok(true);
                    }
                    Header::Frame(size) => size,
                };
                let has_checksum = rest[MAGIC.len()] & CHECKSUM != 0;
                self.decoder.reset(&rest[..size]).map_err(|error| kind(&error))?;
                self.used += size;
                self.state = State::Within { has_checksum };
            }
            State::Cut => return Ok(false),
            State::Skipping(0) => self.state = State::Between,
            State::Skipping(left) => {
                let skipped = left.min(rest.len());
                self.used += skipped;
                self.state = State::Skipping(left - skipped);
                return Ok(skipped > 0);
            }
            State::Within { has_checksum } => {
                let Some(block) = Block::of(rest)? else { return Ok(false) };
                let size = block.size + if block.is_last && has_checksum { 4 } else { 0 };
                let is_cut = match block.is_last {
                    true => rest.len() < size,
                    false => Block::of(&rest[block.size..])?.is_none(),
                };
                if self.is_beginning && is_cut {
                    rest[0] |= 1;
                    // Instead of a checksum, which nobody compares.
                    let bytes = [&rest[..block.size], &[0; 4]].concat();
                    self.decoder
                        .decode_blocks(&bytes[..], BlockDecodingStrategy::UptoBlocks(1))
                        .map_err(|error| kind(&error))?;
                    self.used += block.size;
                    self.state = State::Cut;
                    return Ok(true);
                }
                let Some(bytes) = rest.get(..size) else { return Ok(false) };
                self.decoder
                    .decode_blocks(bytes, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| kind(&error))?;
                self.used += size;
                if block.is_last {
                    self.state = State::Ended;
                }
            }
            State::Ended => {
                self.state = State::Between;
                if let Some(expected) = self.decoder.get_checksum_from_data()
                    && self.decoder.get_calculated_checksum() != Some(expected)
                {
                    return Err(ZstdError::Checksum);
                }
            }
        }
        Ok(true)
    }
}

/// Beginning of a frame.
enum Header {
    /// It is not there as a whole.
    Missing,
    /// So much is to be skipped.
    Skipped(usize),
    /// A header of this size, with the magic number.
    Frame(usize),
}

/// Beginning of the next frame (RFC 8878, 3.1.1 and 3.1.2).
fn header(rest: &[u8]) -> Result<Header, ZstdError> {
    let magic = &rest[..rest.len().min(MAGIC.len())];
    if let [0x50..=0x5f, others @ ..] = magic
        && SKIPPABLE.starts_with(others)
    {
        let size = rest.get(MAGIC.len()..).and_then(<[u8]>::first_chunk);
        return Ok(size
            .map_or(Header::Missing, |&size| Header::Skipped(u32::from_le_bytes(size) as usize)));
    }
    if !MAGIC.starts_with(magic) {
        return Err(ZstdError::Header);
    }
    let Some(&descriptor) = rest.get(MAGIC.len()) else { return Ok(Header::Missing) };
    let is_single = descriptor >> 5 & 1;
    let window = usize::from(1 - is_single);
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let content = [usize::from(is_single), 2, 4, 8][usize::from(descriptor >> 6)];
    let size = MAGIC.len() + 1 + window + dictionary + content;
    Ok(if rest.len() < size { Header::Missing } else { Header::Frame(size) })
}

/// A block, as its header has it.
struct Block {
    is_last: bool,
    /// With its header.
    size: usize,
}

impl Block {
    /// The next block, if it is there as a whole (RFC 8878, 3.1.1.2).
    fn of(rest: &[u8]) -> Result<Option<Self>, ZstdError> {
        /// No block has more.
        const LARGEST: usize = 128 << 10;
        let [b0, b1, b2, ..] = *rest else { return Ok(None) };
        let header = u32::from_le_bytes([b0, b1, b2, 0]);
        let size = (header >> 3) as usize;
        if size > LARGEST {
            return Err(ZstdError::Data);
        }
        // A repeated byte is one, however often it is repeated.
        let size = 3 + if header >> 1 & 3 == 1 { 1 } else { size };
        Ok((size <= rest.len()).then_some(Self { is_last: header & 1 != 0, size }))
    }
}

fn kind(error: &FrameDecoderError) -> ZstdError {
    match error {
        FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)) => {
            ZstdError::Header
        }
        FrameDecoderError::DictNotProvided { .. } => ZstdError::Dictionary,
        FrameDecoderError::WindowSizeTooBig { .. } => ZstdError::Window,
        _ => ZstdError::Data,
    }
}
