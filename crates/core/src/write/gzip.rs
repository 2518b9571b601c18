//! gzip: a header, deflated content, its checksum and length.
//!
//! Source: RFC 1952. Deflating is miniz_oxide's.

use miniz_oxide::deflate::compress_to_vec;

/// Method 8, no name, no time, unknown system: equal content gives equal bytes.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// Beyond this, smaller files cost much more time.
const LEVEL: u8 = 6;

/// Compresses bytes into one gzip member.
pub fn compress(content: &[u8]) -> Vec<u8> {
    let mut file = HEADER.to_vec();
    file.extend(compress_to_vec(content, LEVEL));
    file.extend(crc32fast::hash(content).to_le_bytes());
    file.extend((content.len() as u32).to_le_bytes());
    file
}
