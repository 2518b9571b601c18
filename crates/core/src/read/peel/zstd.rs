//! zstd (RFC 8878): frame after frame, with what is to be skipped between them.

use super::Allowance;
use crate::read::ReadError;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const MAGIC: [u8; 4] = *b"\x28\xb5\x2f\xfd";
/// The last byte of a skippable frame's magic number is any of sixteen.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// What is wrong with a zstd file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZstdError {
    /// The compressed data make no sense, or end too early.
    #[error("the compressed content is corrupt or was cut off")]
    Data,
    /// What follows a frame is none.
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

/// Whether these bytes are a zstd file.
pub fn is_zstd(content: &[u8]) -> bool {
    let mut rest = content;
    // A file may begin with what is to be skipped, but is not zstd for that alone.
    while let Some(after) = skip(rest) {
        rest = after;
    }
    rest.starts_with(&MAGIC)
}

/// What follows the skippable frame that these bytes start with.
fn skip(content: &[u8]) -> Option<&[u8]> {
    let [0x50..=0x5f, a, b, c, s0, s1, s2, s3, rest @ ..] = content else { return None };
    let size = u32::from_le_bytes([*s0, *s1, *s2, *s3]) as usize;
    ([*a, *b, *c] == SKIPPABLE).then(|| rest.get(size..))?
}

/// What all frames hold.
pub fn unpack(content: &[u8], allowed: Allowance) -> Result<Vec<u8>, ReadError> {
    let mut inner = Vec::new();
    let mut rest = content;
    let mut decoder = FrameDecoder::new();
    let mut buffer = vec![0; 128 << 10];
    while !rest.is_empty() {
        let damaged = |rest: &[u8], kind| ReadError::Zstd { at: content.len() - rest.len(), kind };
        if let Some(after) = skip(rest) {
            rest = after;
            continue;
        }
        if !rest.starts_with(&MAGIC) {
            return Err(damaged(rest, ZstdError::Header));
        }
        decoder.reset(&mut rest).map_err(|error| damaged(rest, kind(&error)))?;
        while !decoder.is_finished() {
            decoder
                .decode_blocks(&mut rest, BlockDecodingStrategy::UptoBlocks(1))
                .map_err(|error| damaged(rest, kind(&error)))?;
            collect(&mut decoder, &mut buffer, &mut inner, allowed)?;
        }
        collect(&mut decoder, &mut buffer, &mut inner, allowed)?;
        if let Some(expected) = decoder.get_checksum_from_data()
            && decoder.get_calculated_checksum() != Some(expected)
        {
            return Err(damaged(rest, ZstdError::Checksum));
        }
    }
    Ok(inner)
}

/// Takes what the decoder does not need any more.
fn collect(
    decoder: &mut FrameDecoder,
    buffer: &mut [u8],
    to: &mut Vec<u8>,
    allowed: Allowance,
) -> Result<(), ReadError> {
    use ruzstd::io::Read;
    while decoder.can_collect() > 0 {
        // It reads from its own memory, which does not fail.
        let Ok(read @ 1..) = decoder.read(buffer) else { break };
        allowed.append(to, &buffer[..read])?;
    }
    Ok(())
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
