//! JSON, value by value, without a tree of all of it.
//!
//! Lexing is hifijson's. This layer knows where in which objects and arrays it is, so that
//! no input makes it recurse. A value of another kind than asked for is skipped.

use crate::measure;
use crate::read::{FormatError, ReadError};
use hifijson::SliceLexer;
use hifijson::escape::Lex as _;
use hifijson::num::LexWrite as _;
use hifijson::str::{Lex as _, LexWrite as _};
use hifijson::token::Lex as _;
use hifijson::{Read as _, str as string};
use std::borrow::Cow;

/// A position in a text of JSON.
pub struct Json<'a> {
    whole: usize,
    lexer: SliceLexer<'a>,
    /// Of each container around the position: whether it has an item already.
    has_items: Vec<bool>,
}

impl Clone for Json<'_> {
    fn clone(&self) -> Self {
        let lexer = SliceLexer::new(self.lexer.as_slice());
        Self { whole: self.whole, lexer, has_items: self.has_items.clone() }
    }
}

/// Kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Object,
    Array,
    Text,
    Number,
    Word,
}

impl<'a> Json<'a> {
    /// The first value of these bytes comes next.
    pub fn new(bytes: &'a [u8]) -> Self {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self { whole: bytes.len(), lexer: SliceLexer::new(text), has_items: Vec::new() }
    }

    /// Where in the bytes the position is.
    pub fn at(&self) -> usize {
        self.whole - self.lexer.as_slice().len()
    }

    /// Returns whether nothing but blanks follows.
    pub fn is_at_end(&mut self) -> bool {
        self.lexer.ws_peek().is_none()
    }

    /// All bytes from the position on.
    pub fn rest(&self) -> &'a [u8] {
        self.lexer.as_slice()
    }

    /// The error that something is wrong here.
    pub fn error(&self) -> ReadError {
        let rest = self.lexer.as_slice();
        // A part of a word that the file ends in.
        let is_word = |word: &[u8]| word.windows(rest.len().max(1)).any(|part| part == rest);
        let words: [&[u8]; 4] = [b"true", b"false", b"null", b"-"];
        let is_at_end = rest.is_empty() || words.into_iter().any(is_word);
        let kind = if is_at_end { FormatError::Truncated } else { FormatError::Json };
        ReadError::Format { at: self.at(), kind }
    }

    /// Kind of the next value.
    pub fn kind(&mut self) -> Result<Kind, ReadError> {
        match self.lexer.ws_peek() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'a'..=b'z') => Ok(Kind::Word),
            _ => Err(self.error()),
        }
    }

    /// Enters an object; `false` if there is none.
    pub fn object(&mut self) -> Result<bool, ReadError> {
        self.enter(Kind::Object)
    }

    /// Enters an array; `false` if there is none.
    pub fn array(&mut self) -> Result<bool, ReadError> {
        self.enter(Kind::Array)
    }

    fn enter(&mut self, kind: Kind) -> Result<bool, ReadError> {
        if self.kind()? != kind {
            self.skip()?;
            return Ok(false);
        }
        self.lexer.take_next();
        self.has_items.push(false);
        Ok(true)
    }

    /// Goes to the next item of the array; `false` at its end, which is left then.
    pub fn item(&mut self) -> Result<bool, ReadError> {
        self.next(b']')
    }

    /// Goes to the next value of the object, and returns its key; `None` at the object's
    /// end, which is left then.
    pub fn key(&mut self) -> Result<Option<Cow<'a, [u8]>>, ReadError> {
        if !self.next(b'}')? {
            return Ok(None);
        }
        if self.kind()? != Kind::Text {
            return Err(self.error());
        }
        let key = self.string()?;
        match self.lexer.ws_peek() {
            Some(b':') => drop(self.lexer.take_next()),
            _ => return Err(self.error()),
        }
        Ok(Some(key))
    }

    fn next(&mut self, end: u8) -> Result<bool, ReadError> {
        let next = self.lexer.ws_peek();
        let Some(has_items) = self.has_items.last_mut() else { return Ok(false) };
        match next {
            Some(byte) if byte == end => {
                self.lexer.take_next();
                self.has_items.pop();
                Ok(false)
            }
            Some(b',') if *has_items => {
                self.lexer.take_next();
                Ok(true)
            }
            Some(_) if !*has_items => {
                *has_items = true;
                Ok(true)
            }
            _ => Err(self.error()),
        }
    }

    /// The text that comes next; of a number its digits, of anything else nothing.
    pub fn text(&mut self) -> Result<Cow<'a, [u8]>, ReadError> {
        match self.kind()? {
            Kind::Text => self.string(),
            Kind::Number => Ok(Cow::Borrowed(self.digits()?.as_bytes())),
            _ => self.skip().map(|()| Cow::Borrowed(&b""[..])),
        }
    }

    /// The number that comes next, or that is in a text; `None` for anything else.
    pub fn number(&mut self) -> Result<Option<f64>, ReadError> {
        let text = self.text()?;
        Ok(std::str::from_utf8(&text).ok().and_then(measure::parse))
    }

    /// The integer that comes next, or that is in a text: exactly, if it fits into 64 bits
    /// with or without a sign. A fraction is cut off.
    pub fn integer(&mut self) -> Result<Option<i64>, ReadError> {
        let text = self.text()?;
        let Ok(text) = std::str::from_utf8(&text) else { return Ok(None) };
        let exact = text.parse::<i64>().ok();
        let exact = exact.or_else(|| text.parse::<u64>().ok().map(|number| number as i64));
        Ok(exact.or_else(|| measure::parse(text).map(|number| number as i64)))
    }

    /// `true` or `false`; nothing for anything else.
    pub fn word(&mut self) -> Result<&'static str, ReadError> {
        if self.kind()? != Kind::Word {
            return self.skip().map(|()| "");
        }
        match self.lexer.null_or_bool() {
            Some(Some(true)) => Ok("true"),
            Some(Some(false)) => Ok("false"),
            Some(None) => Ok(""),
            None => Err(self.error()),
        }
    }

    /// The number that comes next times a power of ten, rounded, and whether it had a
    /// fraction; `None` for anything else, and for what does not fit.
    pub fn scaled(&mut self, power: u32) -> Result<Option<(i64, bool)>, ReadError> {
        let text = self.text()?;
        Ok(std::str::from_utf8(&text).ok().and_then(|text| scaled(text, power)))
    }

    /// The index that comes next; `None` if it is none.
    pub fn index(&mut self) -> Result<Option<u32>, ReadError> {
        Ok(self.integer()?.and_then(|index| u32::try_from(index).ok()))
    }

    /// Appends all indices of an array; what is none becomes `u32::MAX`.
    pub fn indices(&mut self, to: &mut Vec<u32>) -> Result<(), ReadError> {
        if self.array()? {
            while self.item()? {
                to.push(self.index()?.unwrap_or(u32::MAX));
            }
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<&'a str, ReadError> {
        let number = self.lexer.num_string().validated();
        number.map(|(digits, _)| digits).map_err(|_| self.error())
    }

    /// The string at the position. Names are bytes: what is no UTF-8 or no character stays,
    /// or becomes U+FFFD.
    fn string(&mut self) -> Result<Cow<'a, [u8]>, ReadError> {
        const UNKNOWN: &[u8] = "\u{fffd}".as_bytes();
        self.lexer.take_next();
        let text = self.lexer.str_fold::<string::Error, Cow<'a, [u8]>>(
            Cow::Borrowed(b""),
            |part, text| {
                match &**part {
                    b"" => {}
                    part if text.is_empty() => *text = Cow::Borrowed(part),
                    part => text.to_mut().extend_from_slice(part),
                }
                Ok(())
            },
            |lexer, text| {
                let Some(next) = lexer.take_next() else { return Err(string::Error::Eof) };
                match lexer.escape(next) {
                    Ok(c) => {
                        let mut buffer = [0; 4];
                        text.to_mut().extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
                    }
                    Err(_) => text.to_mut().extend_from_slice(UNKNOWN),
                }
                Ok(())
            },
        );
        text.map_err(|_| self.error())
    }

    /// Skips a value, whatever it has in it.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 0_usize;
        loop {
            match self.lexer.ws_peek() {
                Some(b'{' | b'[') => {
                    self.lexer.take_next();
                    depth += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    self.lexer.take_next();
                    depth -= 1;
                }
                Some(b',' | b':') if depth > 0 => drop(self.lexer.take_next()),
                Some(b'"') => {
                    self.lexer.take_next();
                    self.lexer.str_ignore().map_err(|_| self.error())?;
                }
                Some(b'-' | b'0'..=b'9') => drop(self.digits()?),
                Some(b'a'..=b'z') => {
                    self.lexer.null_or_bool().ok_or_else(|| self.error())?;
                }
                _ => return Err(self.error()),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

/// A decimal number times a power of ten: exactly, where it has no exponent.
fn scaled(text: &str, power: u32) -> Option<(i64, bool)> {
    if text.contains(['e', 'E']) {
        let number = measure::parse(text)?;
        let scaled = (0..power).fold(number, |number, _| number * 10.0).round();
        let fits = scaled.abs() < 9.2e18;
        return fits.then_some((scaled as i64, number != number.trunc()));
    }
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = std::iter::repeat(b'0');
    let kept = whole.bytes().chain(fraction.bytes().chain(zeros).take(power as usize));
    let value = kept.into_iter().try_fold(0_i64, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })?;
    let rounds_up = fraction.as_bytes().get(power as usize).is_some_and(|&byte| byte >= b'5');
    let value = value.checked_add(i64::from(rounds_up))?;
    let has_fraction = fraction.bytes().any(|byte| byte != b'0');
    Some((if is_negative { -value } else { value }, has_fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_scaled_exactly() {
        for (text, power, value, has_fraction) in [
            ("9223372036854775807", 0, i64::MAX, false),
            ("0.1", 9, 100_000_000, true),
            ("-2.50", 0, -3, true),
            ("1.5e-3", 6, 1500, true),
            ("2e3", 0, 2000, false),
            ("7.000", 3, 7000, false),
        ] {
            assert_eq!(scaled(text, power), Some((value, has_fraction)), "{text}");
        }
        assert_eq!(scaled("9223372036854775808", 0), None);
    }

    #[test]
    fn values_are_read_one_after_the_other() {
        let mut json = Json::new(
            b"\xef\xbb\xbf {\"a\": [1, \"2\", -3.5e1, {}, null], \"b\\u00e9\": \"x\\n\\ud800\"} ",
        );
        assert!(json.object().unwrap());
        assert_eq!(json.key().unwrap().unwrap(), &b"a"[..]);
        assert!(json.array().unwrap());
        let mut numbers = Vec::new();
        while json.item().unwrap() {
            numbers.push(json.integer().unwrap());
        }
        assert_eq!(numbers, [Some(1), Some(2), Some(-35), None, None]);
        assert_eq!(json.key().unwrap().unwrap(), "b\u{e9}".as_bytes());
        assert_eq!(json.text().unwrap(), "x\n\u{fffd}".as_bytes());
        assert_eq!(json.key().unwrap(), None);
        assert!(json.is_at_end());
    }

    #[test]
    fn errors_say_where() {
        let skip = |text: &'static str| Json::new(text.as_bytes()).skip();
        let error = |at, kind| Err(ReadError::Format { at, kind });
        assert_eq!(skip("[1, {\"a\": 2}"), error(12, FormatError::Truncated));
        assert_eq!(skip("[1, ?]"), error(4, FormatError::Json));
        // No input makes it recurse.
        assert!(Json::new("[".repeat(1 << 20).as_bytes()).skip().is_err());
    }
}
