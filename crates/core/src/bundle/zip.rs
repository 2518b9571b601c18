//! The layout of zips: PKWARE's APPNOTE, 4.3, with zip64 (4.3.14, 4.5.3).
//!
//! Only the list at the end is believed; sizes in it are right also where an entry was
//! written as a stream and has its sizes behind it.

use super::{BundleError, MOST_ENTRIES, path_of};
use std::ops::Range;

const END: [u8; 4] = *b"PK\x05\x06";
const END_SIZE: usize = 22;
const LOCATOR: [u8; 4] = *b"PK\x06\x07";
const LOCATOR_SIZE: usize = 20;
const END64: [u8; 4] = *b"PK\x06\x06";
const END64_SIZE: usize = 56;
const LISTED: [u8; 4] = *b"PK\x01\x02";
const LISTED_SIZE: usize = 46;
const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// The size of what is before an entry, without its name.
pub const LOCAL_SIZE: usize = 30;

/// The longest list of entries that is read.
const LONGEST_LIST: u64 = 64 << 20;

/// So much of the end has to be seen to find the list: the longest comment, and what is
/// before it.
const TAIL: u64 = (END_SIZE + 0xffff + LOCATOR_SIZE + END64_SIZE) as u64;

/// A zip's list of entries, once its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zip {
    /// Where the list is in the file.
    pub list: Range<u64>,
    /// Where the zip begins: behind something else, perhaps.
    begin: u64,
    /// Number of entries that it should have.
    count: u64,
}

/// An entry, as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZipEntry {
    /// Its path.
    pub path: String,
    /// Where it begins in the file, with its own header.
    pub at: u64,
    /// Its size in the zip.
    pub packed: u64,
    /// Its size, if the list is true.
    pub size: u64,
    /// Compression, or the reason why it cannot be read.
    pub method: Result<Method, BundleError>,
}

/// Compression of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    Stored,
    /// RFC 1951.
    Deflated,
}

/// The end of a file of this size that has to be seen to find the list of entries.
pub fn list_at(size: u64) -> Range<u64> {
    size.saturating_sub(TAIL)..size
}

impl Zip {
    /// Finds the list of entries in the end of a file of this size.
    ///
    /// # Errors
    ///
    /// When the end is missing or damaged.
    pub fn find(tail: &[u8], size: u64) -> Result<Self, BundleError> {
        let tail_at = size.saturating_sub(tail.len() as u64);
        let last = tail.len().checked_sub(END_SIZE).ok_or(BundleError::NoList)?;
        let end = (0..=last).rev().find(|&at| tail[at..].starts_with(&END));
        let end = end.ok_or(BundleError::NoList)?;
        let damaged = BundleError::List(0);
        let (mut count, mut len, mut offset) =
            (u16_at(tail, end + 10).into(), u32_at(tail, end + 12), u32_at(tail, end + 16));
        let mut list_end = tail_at + end as u64;
        let is_large = count == 0xffff || len == 0xffff_ffff || offset == 0xffff_ffff;
        let locator = end.checked_sub(LOCATOR_SIZE).filter(|&at| tail[at..].starts_with(&LOCATOR));
        if let Some(locator) = locator
            && is_large
        {
            // It is right before its locator, wherever that says.
            let end64 = locator.checked_sub(END64_SIZE).ok_or(damaged.clone())?;
            if !tail[end64..].starts_with(&END64) {
                return Err(damaged);
            }
            count = u64_at(tail, end64 + 32);
            len = u64_at(tail, end64 + 40);
            offset = u64_at(tail, end64 + 48);
            list_end = tail_at + end64 as u64;
        }
        let from = list_end.checked_sub(len).ok_or(damaged.clone())?;
        let begin = from.checked_sub(offset).ok_or(damaged.clone())?;
        if len > LONGEST_LIST {
            return Err(damaged);
        }
        Ok(Self { list: from..list_end, begin, count })
    }

    /// The entries that the list has, without folders; and whether there are more.
    ///
    /// # Errors
    ///
    /// When the list is damaged, or made to have more in it than there is.
    pub fn entries(&self, list: &[u8]) -> Result<(Vec<ZipEntry>, bool), BundleError> {
        let (mut entries, mut spans) = (Vec::new(), Vec::new());
        let mut rest = list;
        let mut number = 0;
        while number < self.count && (number as usize) < MOST_ENTRIES {
            let damaged = BundleError::List(number as usize);
            let entry = self.entry(&mut rest).ok_or(damaged)?;
            number += 1;
            // At least as far as it reaches.
            let reach = entry.at.saturating_add(LOCAL_SIZE as u64).saturating_add(entry.packed);
            spans.push((entry.at, reach));
            if !entry.path.is_empty() {
                entries.push(entry);
            }
        }
        spans.sort_unstable();
        let next = spans.iter().skip(1).map(|&(at, _)| at).chain([self.list.start]);
        if spans.iter().zip(next).any(|(&(_, reach), next)| reach > next) {
            return Err(BundleError::Overlap);
        }
        Ok((entries, number < self.count))
    }

    /// The next entry; an empty path for a folder.
    fn entry(&self, rest: &mut &[u8]) -> Option<ZipEntry> {
        let (head, after) = rest.split_at_checked(LISTED_SIZE)?;
        if !head.starts_with(&LISTED) {
            return None;
        }
        let (flags, method) = (u16_at(head, 8), u16_at(head, 10));
        let (mut packed, mut size, mut offset) =
            (u32_at(head, 20), u32_at(head, 24), u32_at(head, 42));
        let [name_len, extra_len, comment_len] = [28, 30, 32].map(|at| u16_at(head, at).into());
        let (name, after) = after.split_at_checked(name_len)?;
        let (extra, after) = after.split_at_checked(extra_len)?;
        *rest = after.get(comment_len..)?;
        // What does not fit 32 bits is in a field of its own, in this order.
        let mut large = zip64(extra);
        for value in [&mut size, &mut packed, &mut offset] {
            if *value == 0xffff_ffff {
                let (first, others) = large.split_first_chunk::<8>()?;
                (*value, large) = (u64::from_le_bytes(*first), others);
            }
        }
        let method = match method {
            _ if flags & 1 != 0 => Err(BundleError::Encrypted),
            0 => Ok(Method::Stored),
            8 => Ok(Method::Deflated),
            other => Err(BundleError::Method(other)),
        };
        let is_folder = matches!(name.last(), Some(b'/' | b'\\'));
        let path = if is_folder { String::new() } else { path_of(name) };
        Some(ZipEntry { path, at: self.begin.checked_add(offset)?, packed, size, method })
    }
}

/// Distance of the content from where an entry begins, by its own header.
///
/// # Errors
///
/// When there is no entry.
pub fn local_size(header: &[u8]) -> Result<u64, BundleError> {
    if header.len() < LOCAL_SIZE || !header.starts_with(&LOCAL) {
        return Err(BundleError::Place);
    }
    Ok(LOCAL_SIZE as u64 + u64::from(u16_at(header, 26)) + u64::from(u16_at(header, 28)))
}

/// The field with what does not fit 32 bits, or nothing.
fn zip64(mut extra: &[u8]) -> &[u8] {
    while let Some((head, after)) = extra.split_at_checked(4) {
        let (id, len) = (u16_at(head, 0), usize::from(u16_at(head, 2)));
        let Some((field, others)) = after.split_at_checked(len) else { break };
        if id == 1 {
            return field;
        }
        extra = others;
    }
    &[]
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u16_at(bytes, at)) | u64::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u32_at(bytes, at) | u32_at(bytes, at + 4) << 32
}
