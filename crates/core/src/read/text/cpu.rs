//! The CPU profiles of gperftools, and of Go before 1.9: binary words of 32 or 64
//! bits in either byte order, then a list of binaries as text. Those of its Java
//! agent have a list of functions instead.

use super::builder::{Builder, Column};
use super::java::name_locations;
use super::lines::Lines;
use super::threads::sample;
use super::{Refusal, TextForms, drop_frames, memory_map};
use crate::profile::Profile;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Reads the words 0, 3, 0 (1 for Java), the period in microseconds and 0, then
/// samples: a count, the size of the stack, and its addresses, leaf first. The
/// last is 0, 1, 0.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    const KINDS: [(usize, bool); 4] = [(4, false), (4, true), (8, false), (8, true)];
    for (size, is_big_endian) in KINDS {
        let mut words = Words { rest: content, size, is_big_endian };
        let mut header = [0; 5];
        if header.iter_mut().all(|word| words.take().map(|w| *word = w).is_some())
            && let [0, 3, java @ (0 | 1), period, 0] = header
            && period > 0
        {
            return profile(words, java == 1, period, forms);
        }
    }
    Err(Refusal::Other(None))
}

fn profile(words: Words, is_java: bool, period: u64, forms: TextForms) -> Result<Profile, Refusal> {
    const CPU: Column = ("cpu", "nanoseconds");
    let period = (period as i64).wrapping_mul(1000);
    let mut builder = Builder::new(&[("samples", "count"), CPU]);
    builder.set_period(CPU, period);
    let mut samples = Samples::read(words, !is_java).ok_or(Refusal::Other(None))?;
    if !is_java {
        samples.strip_signal_handler();
    }
    for (count, addresses) in samples.iter() {
        let values = [count, count.wrapping_mul(period)];
        if is_java {
            let stack: Vec<_> = addresses.iter().map(|&a| builder.address(a)).collect();
            builder.sample(&values, stack);
        } else {
            sample(&mut builder, &values, addresses);
        }
    }
    if is_java {
        name_locations(&mut builder, samples.rest, 0)?;
    } else {
        let mut lines: Lines = forms.lines(samples.rest);
        memory_map::read(&mut lines, &mut builder)?;
    }
    drop_frames::set(&mut builder);
    Ok(builder.finish())
}

/// Words of one size and byte order.
struct Words<'a> {
    rest: &'a [u8],
    size: usize,
    is_big_endian: bool,
}

impl Words<'_> {
    fn take(&mut self) -> Option<u64> {
        let (word, rest) = self.rest.split_at_checked(self.size)?;
        self.rest = rest;
        let fold = |value: u64, &byte: &u8| value << 8 | u64::from(byte);
        Some(if self.is_big_endian {
            word.iter().fold(0, fold)
        } else {
            word.iter().rev().fold(0, fold)
        })
    }
}

/// The samples, before they are cleaned.
struct Samples<'a> {
    /// The count, and where the addresses are.
    rows: Vec<(i64, Range<usize>)>,
    addresses: Vec<u64>,
    /// Text behind the samples.
    rest: &'a [u8],
}

impl<'a> Samples<'a> {
    /// `None` if a stack reaches over the end. If `are_returns`, all addresses but
    /// the leaf are where calls return to.
    fn read(mut words: Words<'a>, are_returns: bool) -> Option<Self> {
        let (mut rows, mut addresses) = (Vec::new(), Vec::new());
        while !words.rest.is_empty() {
            let count = words.take()?;
            let size = words.take()?;
            if size > words.rest.len() as u64 / 4 {
                return None;
            }
            let start = addresses.len();
            for i in 0..size {
                // pprof allows for words of 32 bits only: larger ones may
                // be missing, and are 0 then.
                let address = words.take().unwrap_or_else(|| {
                    words.rest = b"";
                    0
                });
                let is_return = are_returns && i > 0;
                addresses.push(address.wrapping_sub(u64::from(is_return)));
            }
            if count == 0 && addresses[start..] == [0] {
                addresses.truncate(start);
                break;
            }
            rows.push((count as i64, start..addresses.len()));
        }
        Some(Self { rows, addresses, rest: words.rest })
    }

    /// Takes away the second frame, twice, if it is the same one in nearly all
    /// samples: it is the signal handler's then.
    fn strip_signal_handler(&mut self) {
        let Self { rows, addresses, .. } = self;
        let enough = rows.len() - rows.len() / 32;
        for _ in 0..2 {
            let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
            for (_, stack) in rows.iter().filter(|(_, stack)| stack.len() > 1) {
                *counts.entry(addresses[stack.start + 1]).or_default() += 1;
            }
            let Some((&handler, _)) = counts.iter().find(|&(_, &count)| count >= enough) else {
                return;
            };
            for (_, stack) in rows.iter_mut() {
                if stack.len() > 1 && addresses[stack.start + 1] == handler {
                    addresses.swap(stack.start, stack.start + 1);
                    stack.start += 1;
                }
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = (i64, &[u64])> {
        self.rows.iter().map(|(count, stack)| (*count, &self.addresses[stack.clone()]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::describe;
    use super::*;

    fn open(bytes: &[u8]) -> Option<String> {
        read(bytes, TextForms::AsMeant).ok().map(|p| describe(&p))
    }

    const TYPES: &str = "samples/count cpu/nanoseconds\n";

    #[test]
    fn words_of_all_kinds() {
        let words: &[u64] = &[0, 3, 0, 10_000, 0, 2, 3, 0x10, 0x21, 0x31, 1, 1, 0x40, 0, 1, 0];
        let expected = format!("{TYPES}2 20000000: 10 20 30\n1 10000000: 40\n");
        let map = b"1-100: /bin/a\n";
        let encode = |word: fn(u64) -> Vec<u8>| {
            let mut bytes: Vec<u8> = words.iter().flat_map(|&w| word(w)).collect();
            bytes.extend_from_slice(map);
            open(&bytes)
        };
        assert_eq!(encode(|w| (w as u32).to_le_bytes().to_vec()).as_ref(), Some(&expected));
        assert_eq!(encode(|w| (w as u32).to_be_bytes().to_vec()).as_ref(), Some(&expected));
        assert_eq!(encode(|w| w.to_le_bytes().to_vec()).as_ref(), Some(&expected));
        assert_eq!(encode(|w| w.to_be_bytes().to_vec()).as_ref(), Some(&expected));
    }

    fn little(words: &[u64]) -> Vec<u8> {
        words.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    #[test]
    fn the_signal_handler_and_doubled_leaves_go() {
        let bytes = little(&[0, 3, 0, 1, 0, 1, 4, 0x10, 0x99, 0x10, 0x21, 1, 3, 0x50, 0x99, 0x61]);
        assert_eq!(open(&bytes), Some(format!("{TYPES}1 1000: 10 20\n1 1000: 50 60\n")));
    }

    #[test]
    fn java_has_names() {
        let mut bytes = little(&[0, 3, 1, 1, 0, 1, 2, 3, 4, 0, 1, 0]);
        bytes.extend_from_slice(b" 0x03 a.b (X.java:7)\n");
        assert_eq!(open(&bytes), Some(format!("{TYPES}1 1000: 0=a.b@X.java:7 0\n")));
    }

    #[test]
    fn damaged_ones_are_refused() {
        for words in [&[0, 3, 0, 1, 0, 1, u64::MAX][..], &[0, 3, 0, 1, 0, 1], &[0, 3, 0, 0, 0]] {
            assert_eq!(open(&little(words)), None);
        }
        // Cut within an address.
        let cut = little(&[0, 3, 0, 1, 0, 1, 1, 7, 1, 2, 5, 6]);
        let expected = format!("{TYPES}1 1000: 7\n1 1000: 5 ffffffffffffffff\n");
        assert_eq!(open(&cut[..cut.len() - 3]), Some(expected));
    }
}
