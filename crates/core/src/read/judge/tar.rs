//! Headers of tars: what tells one, and what reading one needs.

use std::ops::Range;

/// Size of a header, and of what content is filled up to.
pub const BLOCK: usize = 512;

/// Tells a tar by its first header, whose checksum must be right.
pub fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(..BLOCK).is_some_and(|block| block[0] != 0 && checksum_is_right(block))
}

/// A number in octal digits, or, if it is large, in binary.
pub fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let (high, low) = field.split_at(field.len().checked_sub(8).filter(|&high| high > 0)?);
        let is_small = high[0] == 0x80 && high[1..].iter().all(|&b| b == 0);
        return is_small.then(|| low.iter().fold(0, |all, &b| all << 8 | u64::from(b)));
    }
    let mut value = 0u64;
    let digits = field.iter().skip_while(|&&b| b == b' ').take_while(|&&b| b != b' ' && b != 0);
    for &digit in digits {
        value = value.checked_mul(8)? | u64::from(digit.checked_sub(b'0').filter(|&d| d < 8)?);
    }
    Some(value)
}

/// The sum of all bytes, with those of the checksum itself as blanks.
pub fn checksum_is_right(block: &[u8]) -> bool {
    const FIELD: Range<usize> = 148..156;
    let Some(expected) = number(&block[FIELD]) else { return false };
    let others = block.iter().enumerate().filter(|(at, _)| !FIELD.contains(at));
    let sum = others.map(|(_, &b)| u64::from(b)).sum::<u64>() + 8 * u64::from(b' ');
    sum == expected && expected > 8 * u64::from(b' ')
}
