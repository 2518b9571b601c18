//! Detection of profile.proto by the beginning of a message.

use super::super::formats;
use super::super::proto::{function, label, line, location, mapping, profile, sample, value_type};

/// Wire form of a known field.
enum Shape {
    Number,
    /// Numbers, each a field of its own or all in one.
    Numbers,
    Text,
    Message(fn(u64) -> Option<Shape>),
}

/// The fields at the top.
fn top(number: u64) -> Option<Shape> {
    Some(match number {
        profile::SAMPLE_TYPE | profile::PERIOD_TYPE => Shape::Message(|n| {
            (value_type::TYPE..=value_type::UNIT).contains(&n).then_some(Shape::Number)
        }),
        profile::SAMPLE => Shape::Message(of_sample),
        profile::MAPPING => Shape::Message(|n| {
            (mapping::ID..=mapping::HAS_INLINE_FRAMES).contains(&n).then_some(Shape::Number)
        }),
        profile::LOCATION => Shape::Message(of_location),
        profile::FUNCTION => Shape::Message(|n| {
            (function::ID..=function::START_LINE).contains(&n).then_some(Shape::Number)
        }),
        profile::STRING_TABLE => Shape::Text,
        profile::COMMENT => Shape::Numbers,
        profile::DROP_FRAMES..=profile::DOC_URL => Shape::Number,
        _ => return None,
    })
}

fn of_sample(number: u64) -> Option<Shape> {
    Some(match number {
        sample::LOCATION_ID | sample::VALUE => Shape::Numbers,
        sample::LABEL => {
            Shape::Message(|n| (label::KEY..=label::NUM_UNIT).contains(&n).then_some(Shape::Number))
        }
        _ => return None,
    })
}

fn of_location(number: u64) -> Option<Shape> {
    Some(match number {
        location::LINE => Shape::Message(|n| {
            (line::FUNCTION_ID..=line::COLUMN).contains(&n).then_some(Shape::Number)
        }),
        location::ID..=location::IS_FOLDED => Shape::Number,
        _ => return None,
    })
}

/// Tells profile.proto by its beginning; with `is_all`, the bytes must end as one, too.
pub fn is_profile(bytes: &[u8], is_all: bool) -> bool {
    /// A profile has other bytes than those of text among its first.
    const FEW: usize = 64;
    // Lines of some lengths are fields of strings.
    let is_control = |b: &u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    let is_binary = bytes.len() < FEW || bytes.iter().any(is_control);
    let mut seen = Seen::default();
    is_binary
        && check(bytes, top, !is_all, &mut seen)
        && (seen.fields > 0 || (seen.is_cut && begins(bytes)))
}

/// Tells OTLP profiles by their beginning: a message, or the first of a stream of them.
pub fn is_otlp(bytes: &[u8], is_all: bool) -> bool {
    // Known fields of this many are no chance.
    const ENOUGH: usize = 4;
    let starts: &[usize] = if bytes.starts_with(b"OTLP") { &[12, 8] } else { &[0, 4] };
    starts.iter().filter_map(|&start| bytes.get(start..)).any(|message| {
        let mut seen = Seen::default();
        // Another message may follow the first.
        check(message, otlp, !is_all, &mut seen) && seen.fields >= ENOUGH
    }) || (is_all && formats::is_otlp(bytes))
}

/// Fields that were seen of a message.
#[derive(Default)]
struct Seen {
    /// Fields that are known, in it and in what is in it.
    fields: usize,
    /// It goes on further than what was seen.
    is_cut: bool,
}

/// The fields of OTLP's `ProfilesData`, as far as all layouts have them.
fn otlp(number: u64) -> Option<Shape> {
    Some(match number {
        1 => Shape::Message(|n| match n {
            1 | 2 => Some(Shape::Message(|_| None)),
            3 => Some(Shape::Text),
            _ => None,
        }),
        2 => Shape::Message(|n| (1..=7).contains(&n).then_some(Shape::Text)),
        _ => return None,
    })
}

/// Returns whether the first field, which goes on further than what was seen, may be a string or a
/// sample of a profile.
fn begins(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(0x0a | 0x12 | 0x1a | 0x22 | 0x2a | 0x32 | 0x5a))
}

/// Returns whether all fields of a message that are known are of the kind that they should be. Where it
/// `may_end`, the last field need not be whole.
fn check(bytes: &[u8], shape: fn(u64) -> Option<Shape>, may_end: bool, seen: &mut Seen) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        match field(&mut rest, shape, may_end, seen) {
            Some(true) => {}
            Some(false) => {
                seen.is_cut = true;
                return may_end;
            }
            None => return false,
        }
    }
    true
}

/// Takes a field; says whether it is whole. `None`: it is none of this message.
fn field(
    rest: &mut &[u8],
    shape: fn(u64) -> Option<Shape>,
    may_end: bool,
    seen: &mut Seen,
) -> Option<bool> {
    let Some(tag) = varint(rest)? else { return Some(false) };
    let (number, wire) = (tag >> 3, tag & 7);
    if number == 0 || number > 1 << 29 {
        return None;
    }
    let expected = shape(number);
    let is_known = expected.is_some();
    match (wire, expected) {
        (0, None | Some(Shape::Number | Shape::Numbers)) => {
            if varint(rest)?.is_none() {
                return Some(false);
            }
        }
        (1 | 5, None) => {
            let size = if wire == 1 { 8 } else { 4 };
            let Some((_, after)) = rest.split_at_checked(size) else { return Some(false) };
            *rest = after;
        }
        (2, expected) => {
            let Some(len) = varint(rest)? else { return Some(false) };
            let len = usize::try_from(len).ok().filter(|&len| len < 2 << 30)?;
            let (inner, after) = rest.split_at(len.min(rest.len()));
            let is_cut = inner.len() < len;
            let fits = match expected {
                None | Some(Shape::Text) => true,
                Some(Shape::Number) => false,
                Some(Shape::Numbers) => numbers(inner, may_end && is_cut),
                Some(Shape::Message(shape)) => check(inner, shape, may_end && is_cut, seen),
            };
            if !fits {
                return None;
            }
            if is_cut {
                return Some(false);
            }
            *rest = after;
        }
        _ => return None,
    }
    seen.fields += usize::from(is_known);
    Some(true)
}

fn numbers(mut bytes: &[u8], may_end: bool) -> bool {
    while !bytes.is_empty() {
        match varint(&mut bytes) {
            Some(Some(_)) => {}
            Some(None) => return may_end,
            None => return false,
        }
    }
    true
}

/// The next number. `Some(None)`: it goes on further than what was seen; `None`: it is none.
#[expect(clippy::option_option, reason = "both mean different things")]
fn varint(rest: &mut &[u8]) -> Option<Option<u64>> {
    let mut value = 0;
    for (i, &byte) in rest.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * i);
        if byte < 0x80 {
            *rest = &rest[i + 1..];
            return Some(Some(value));
        }
    }
    (rest.len() < 10).then_some(None)
}
