//! The wire format of protocol buffers, as far as profiles use it.
//!
//! It accepts what pprof accepts: wire types 0, 1, 2 and 5, varints of
//! up to ten bytes whose overflowing bits are lost.
//! Source: <https://protobuf.dev/programming-guides/encoding/>.

use super::{ReadError, WireError};

/// The longest varint: ten groups of seven bits hold 64.
const MAX_VARINT: usize = 10;

/// A position in a message.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

/// One field of a message.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Its number.
    pub number: u64,
    /// Where it starts, counted in the whole content.
    pub at: usize,
    pub value: Value<'a>,
}

/// The value of a field, as the wire tells it.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    Varint(u64),
    /// A string, a message or packed numbers.
    Bytes(Cursor<'a>),
    /// A 32-bit or 64-bit number of fixed size, which no profile has.
    Fixed,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, end: bytes.len() }
    }

    /// The same message, from `at` on.
    pub fn from(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, end: bytes.len() }
    }

    /// The whole content, in which offsets are counted.
    pub fn whole(&self) -> &'a [u8] {
        self.bytes
    }

    /// The offset of the next byte in the whole content.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    /// Returns the rest, as bytes.
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..self.end]
    }

    #[inline]
    pub fn varint(&mut self) -> Result<u64, ReadError> {
        let start = self.at;
        let bytes = &self.bytes[start..self.end];
        // Nearly every number in a profile fits one or two bytes.
        if let [first, ..] = *bytes
            && first < 0x80
        {
            self.at += 1;
            return Ok(first.into());
        }
        let mut value = 0;
        for (i, &byte) in bytes.iter().take(MAX_VARINT).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * i);
            if byte < 0x80 {
                self.at += i + 1;
                return Ok(value);
            }
        }
        Err(ReadError::Wire { at: start, kind: WireError::BadVarint })
    }

    /// The next field; `None` at the end of the message.
    #[inline]
    pub fn field(&mut self) -> Result<Option<Field<'a>>, ReadError> {
        if self.is_at_end() {
            return Ok(None);
        }
        let at = self.at;
        let tag = self.varint()?;
        let error = |kind| ReadError::Wire { at, kind };
        let value = match tag & 7 {
            0 => Value::Varint(self.varint()?),
            1 => self.fixed(8).ok_or(error(WireError::NotEnoughData))?,
            2 => {
                let len = self.varint()?;
                if len > (self.end - self.at) as u64 {
                    return Err(error(WireError::TooMuchData));
                }
                let end = self.at + len as usize;
                let inner = Cursor { bytes: self.bytes, at: self.at, end };
                self.at = end;
                Value::Bytes(inner)
            }
            5 => self.fixed(4).ok_or(error(WireError::NotEnoughData))?,
            other => return Err(error(WireError::UnknownWireType(other as u8))),
        };
        Ok(Some(Field { number: tag >> 3, at, value }))
    }

    fn fixed(&mut self, size: usize) -> Option<Value<'a>> {
        (self.end - self.at >= size).then(|| {
            self.at += size;
            Value::Fixed
        })
    }
}

impl<'a> Field<'a> {
    /// The number in this field.
    #[inline]
    pub fn uint(&self) -> Result<u64, ReadError> {
        match self.value {
            Value::Varint(value) => Ok(value),
            _ => Err(self.mismatch()),
        }
    }

    /// The signed number in this field: two's complement, not zigzag.
    #[inline]
    pub fn int(&self) -> Result<i64, ReadError> {
        self.uint().map(|value| value as i64)
    }

    pub fn bool(&self) -> Result<bool, ReadError> {
        self.uint().map(|value| value != 0)
    }

    /// The message, string or packed numbers in this field.
    #[inline]
    pub fn bytes(&self) -> Result<Cursor<'a>, ReadError> {
        match self.value {
            Value::Bytes(bytes) => Ok(bytes),
            _ => Err(self.mismatch()),
        }
    }

    /// Each number of a repeated field: packed or not, both are legal anywhere.
    #[inline]
    pub fn each_uint(
        &self,
        mut visit: impl FnMut(u64) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match self.value {
            Value::Varint(value) => visit(value),
            Value::Bytes(mut packed) => {
                while !packed.is_at_end() {
                    visit(packed.varint()?)?;
                }
                Ok(())
            }
            Value::Fixed => Err(self.mismatch()),
        }
    }

    fn mismatch(&self) -> ReadError {
        ReadError::Wire { at: self.at, kind: WireError::TypeMismatch(self.number) }
    }
}

/// Calls `visit` with each of these packed numbers, as long as they have at most 28
/// bits and are not among the last bytes; returns what is left.
///
/// Two at a time, and without a branch on how long they are: in a profile, nobody
/// can predict it.
#[inline]
pub fn small_packed(mut bytes: &[u8], mut visit: impl FnMut(u32)) -> &[u8] {
    const ENDS: u64 = 0x8080_8080_8080_8080;
    while let Some(eight) = bytes.first_chunk() {
        let word = u64::from_le_bytes(*eight);
        // The highest bits of those bytes that are the last of a number.
        let ends = !word & ENDS;
        let others = ends & ends.wrapping_sub(1);
        let first = ends.trailing_zeros() + 1;
        let both = others.trailing_zeros() + 1;
        if others == 0 || first > 32 || both - first > 32 {
            break;
        }
        visit(number(word as u32, first));
        visit(number((word >> first) as u32, both - first));
        bytes = &bytes[both as usize / 8..];
    }
    bytes
}

/// The number in the low bits of a word; `bits` is 8 for each of its bytes.
#[inline]
fn number(word: u32, bits: u32) -> u32 {
    let word = word & (u32::MAX >> (32 - bits));
    word & 0x7f
        | (word >> 1) & (0x7f << 7)
        | (word >> 2) & (0x7f << 14)
        | (word >> 3) & (0x7f << 21)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn varint(bytes: &[u8]) -> Result<u64, ReadError> {
        Cursor::new(bytes).varint()
    }

    #[test]
    fn varints_have_at_most_ten_bytes() {
        assert_eq!(varint(&[0x96, 0x01]), Ok(150));
        let mut longest = [0xff; 10];
        longest[9] = 0x01;
        assert_eq!(varint(&longest), Ok(u64::MAX));
        longest[9] = 0x7f; // bits over the 64th are lost
        assert_eq!(varint(&longest), Ok(u64::MAX));
        let bad = Err(ReadError::Wire { at: 0, kind: WireError::BadVarint });
        assert_eq!(varint(&[0x80; 11]), bad);
        assert_eq!(varint(&[0x80]), bad);
        assert_eq!(varint(&[]), bad);
    }

    #[test]
    fn small_numbers_are_read_several_bytes_at_a_time() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_151, (1 << 28) - 1, 5];
        let mut bytes = Vec::new();
        for mut number in numbers {
            while number > 127 {
                bytes.push(number as u8 | 0x80);
                number >>= 7;
            }
            bytes.push(number as u8);
        }
        let whole = bytes.len();
        // A number of five bytes, and others behind it.
        bytes.extend([0x80, 0x80, 0x80, 0x80, 1, 2, 3, 4]);
        for end in [whole, bytes.len()] {
            let mut found = Vec::new();
            let rest = small_packed(&bytes[..end], |number| found.push(number));
            let mut rest = Cursor::new(rest);
            while !rest.is_at_end() && found.len() < numbers.len() {
                found.push(rest.varint().unwrap() as u32);
            }
            assert_eq!(found, numbers);
        }
    }

    fn first_error(bytes: &[u8]) -> ReadError {
        let mut cursor = Cursor::new(bytes);
        loop {
            match cursor.field() {
                Ok(Some(_)) => {}
                Ok(None) => panic!("no error in {bytes:?}"),
                Err(error) => return error,
            }
        }
    }

    #[test]
    fn errors_say_where() {
        let error = |at, kind| ReadError::Wire { at, kind };
        assert_eq!(first_error(&[8, 1, 0x0b]), error(2, WireError::UnknownWireType(3)));
        assert_eq!(first_error(&[0x0a, 5, 0]), error(0, WireError::TooMuchData));
        assert_eq!(first_error(&[8, 1, 9, 0, 0]), error(2, WireError::NotEnoughData));
    }
}
