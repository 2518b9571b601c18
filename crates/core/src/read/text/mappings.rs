//! Mapping of addresses to binaries: pprof's repairs of lists of
//! binaries, which are known to be wrong in some ways.

use super::scan::find;
use crate::profile::{Mapping, StringId};

/// A part of memory that has a part of a binary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    pub start: u64,
    pub limit: u64,
    pub offset: u64,
    pub file: String,
    pub build_id: String,
}

/// The list of binaries, the main one first.
#[derive(Default)]
pub struct Regions(Vec<Region>);

impl Regions {
    /// Repairs a list: joins what was split, and puts the main binary first.
    pub fn new(list: Vec<Region>) -> Self {
        let mut regions: Vec<Region> = Vec::with_capacity(list.len());
        for region in list {
            match regions.last_mut() {
                Some(last) if last.continues_with(&region) => last.extend(region),
                _ => regions.push(region),
            }
        }
        if let Some(main) = regions.iter().position(Region::may_be_main) {
            regions.swap(0, main);
        }
        Self(regions)
    }

    /// Finds the region of each address, as an index, and repairs the starts of
    /// regions on the way. An address in none of them gets one that has all
    /// addresses; address 0 gets none.
    pub fn assign(&mut self, addresses: &[u64]) -> Vec<Option<u32>> {
        let regions = &mut self.0;
        // Huge pages that hold a copy of the start of the main binary.
        if let [first, second, ..] = &regions[..]
            && first.file.starts_with("/anon_hugepage")
            && first.limit == second.start
        {
            regions.remove(0);
        }
        // A main binary of which only a later part is listed.
        const MAIN_START: u64 = 0x40_0000;
        if let Some(main) = regions.first_mut()
            && main.start.wrapping_sub(main.offset) == MAIN_START
        {
            main.start = MAIN_START;
            main.offset = 0;
        }
        let mut everything = None;
        addresses.iter().map(|&address| self.region_of(address, &mut everything)).collect()
    }

    fn region_of(&mut self, address: u64, everything: &mut Option<usize>) -> Option<u32> {
        if address == 0 {
            return None;
        }
        let regions = &mut self.0;
        let region = regions.iter().position(|r| (r.start..r.limit).contains(&address));
        // Only the later part of a binary may be listed.
        let region = region.or_else(|| {
            let region = regions.iter().position(|r| r.would_start_before(address))?;
            regions[region].start = regions[region].start.wrapping_sub(regions[region].offset);
            regions[region].offset = 0;
            Some(region)
        });
        let region = region.unwrap_or_else(|| {
            *everything.get_or_insert_with(|| {
                regions.push(Region { limit: u64::MAX, ..Region::default() });
                regions.len() - 1
            })
        });
        Some(region as u32)
    }

    /// The table of mappings; `string` gives texts their ids.
    pub fn mappings(&self, mut string: impl FnMut(&[u8]) -> StringId) -> Vec<Mapping> {
        let mapping = |(i, region): (usize, &Region)| Mapping {
            id: i as u64 + 1,
            memory_start: region.start,
            memory_limit: region.limit,
            file_offset: region.offset,
            file: string(region.file.as_bytes()),
            build_id: string(region.build_id.as_bytes()),
            ..Mapping::default()
        };
        self.0.iter().enumerate().map(mapping).collect()
    }
}

impl Region {
    /// Returns whether both are one part of a binary that was split in two.
    fn continues_with(&self, next: &Self) -> bool {
        let same = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        let size = self.limit.wrapping_sub(self.start);
        same(&self.file, &next.file)
            && same(&self.build_id, &next.build_id)
            && self.limit == next.start
            && (self.offset == 0
                || next.offset == 0
                || self.offset.wrapping_add(size) == next.offset)
    }

    fn extend(&mut self, next: Self) {
        self.limit = next.limit;
        if !next.file.is_empty() {
            self.file = next.file;
        }
        if !next.build_id.is_empty() {
            self.build_id = next.build_id;
        }
    }

    /// Returns whether this looks like a program: neither a library nor `[vdso]`.
    fn may_be_main(&self) -> bool {
        let file = self.file.replace("(deleted)", "");
        let file = file.trim();
        !file.is_empty() && !file.starts_with('[') && !is_library(file)
    }

    /// Returns whether the address is in the part of the binary before this one.
    fn would_start_before(&self, address: u64) -> bool {
        self.offset != 0 && (self.start.wrapping_sub(self.offset)..self.start).contains(&address)
    }
}

/// `libc.so`, or with a version: `libc.so.6`, `libc.so_1`.
fn is_library(file: &str) -> bool {
    let mut rest = file.as_bytes();
    while let Some(at) = find(rest, b".so") {
        rest = &rest[at + ".so".len()..];
        if matches!(rest, [] | [b'.' | b'_', b'0'..=b'9', ..]) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(start: u64, limit: u64, offset: u64, file: &str) -> Region {
        Region { start, limit, offset, file: file.to_owned(), build_id: String::new() }
    }

    #[test]
    fn parts_are_joined_and_the_program_comes_first() {
        let regions = Regions::new(vec![
            region(0x10, 0x20, 0, "/lib/libc.so.6"),
            region(0x30, 0x40, 0x100, "/bin/a"),
            region(0x40, 0x50, 0x110, ""),
            region(0x50, 0x60, 0x111, "/bin/a"),
        ]);
        assert_eq!(
            regions.0,
            [
                region(0x30, 0x50, 0x100, "/bin/a"),
                region(0x10, 0x20, 0, "/lib/libc.so.6"),
                region(0x50, 0x60, 0x111, "/bin/a"),
            ]
        );
    }

    #[test]
    fn what_is_no_program() {
        for file in ["", " (deleted)", "[vdso]", "x.so", "x.so.1", "x.so_2", "a.so/b.so"] {
            assert!(!region(0, 0, 0, file).may_be_main(), "{file}");
        }
        for file in ["a", "x.sock", "a.so/b", "x.so.a"] {
            assert!(region(0, 0, 0, file).may_be_main(), "{file}");
        }
    }

    #[test]
    fn addresses_find_their_region() {
        let mut regions = Regions::new(vec![
            region(0x1000, 0x2000, 0x100, "/a"),
            region(0x9000, 0xa000, 0, "b.so"),
        ]);
        let found = regions.assign(&[0x1800, 0xf50, 0x950, 0x950, 0x9000, 0, u64::MAX]);
        assert_eq!(found, [Some(0), Some(0), Some(2), Some(2), Some(1), None, Some(2)]);
        assert_eq!(regions.0[0], region(0xf00, 0x2000, 0, "/a"));
        assert_eq!(regions.0[2], region(0, u64::MAX, 0, ""));
    }

    #[test]
    fn the_main_binary_starts_where_programs_do() {
        let mut regions = Regions::new(vec![
            region(0x40_0000, 0x40_1000, 0, "/anon_hugepage (deleted)"),
            region(0x40_1000, 0x50_0000, 0x1000, "/bin/a"),
        ]);
        regions.assign(&[]);
        assert_eq!(regions.0, [region(0x40_0000, 0x50_0000, 0, "/bin/a")]);
    }
}
