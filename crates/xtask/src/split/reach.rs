//! Finds what only the deferred chunk needs, by following what refers to what from all that can
//! be called from outside.

use super::name_of;
use anyhow::{Context, Result, ensure};
use std::collections::HashSet;
use std::ops::Range;
use wasmparser::{
    ExternalKind, KnownCustom, Linking, Name, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// Content of the deferred chunk.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Deferred {
    /// The names of its functions.
    pub functions: HashSet<String>,
    /// The addresses of its data, in order.
    pub data: Vec<Range<u32>>,
}

/// A module as the linker wrote it.
#[derive(Default)]
struct Linked<'a> {
    /// Number of functions that are imported: they come first.
    imported: u32,
    /// Where in the file each function's body is, the imported ones left out.
    bodies: Vec<Range<usize>>,
    /// Where in the file the content of each data segment is, and its address.
    segments: Vec<(Range<usize>, u32)>,
    names: Vec<(u32, &'a str)>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Where the code and the data section start, to which relocations are relative.
    starts: [usize; 2],
    relocations: [Vec<RelocationEntry>; 2],
    /// Functions that can be called from outside.
    exported: Vec<u32>,
}

/// Finds the functions and data that can be reached through one module alone, in a linker's
/// output.
pub fn deferred(linked: &[u8], door: &str) -> Result<Deferred> {
    let linked = read(linked)?;
    let data = Data::new(&linked);
    let edges = edges(&linked, &data)?;
    let functions = linked.imported as usize + linked.bodies.len();
    let doors: HashSet<u32> = linked
        .names
        .iter()
        .filter(|(_, name)| is_door(&name_of(name), door))
        .map(|&(index, _)| index)
        .collect();
    ensure!(!doors.is_empty(), "{door} has no function: is one marked #[inline(never)]?");
    let count = functions + data.symbols.len();
    let mut initial = vec![false; count];
    let imported = 0..linked.imported;
    reach(&edges, &mut initial, linked.exported.iter().copied().chain(imported), &doors);
    let mut all = initial.clone();
    reach(&edges, &mut all, doors.iter().copied(), &HashSet::new());
    let is_deferred = |node: usize| all[node] && !initial[node];

    // A name that two functions have tells neither.
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    for (_, name) in &linked.names {
        if !seen.insert(name_of(name)) {
            twice.insert(name_of(name));
        }
    }
    let names = linked.names.iter().filter(|(index, _)| is_deferred(*index as usize));
    let names = names.map(|(_, name)| name_of(name)).filter(|name| !twice.contains(name));
    Ok(Deferred { functions: names.collect(), data: data.only(|i| is_deferred(functions + i)) })
}

/// A function of the module: `hearth_web::deferred::install::h0123`.
fn is_door(name: &str, module: &str) -> bool {
    name.strip_prefix(module).is_some_and(|name| name.starts_with("::"))
}

/// Marks what can be reached from some nodes, without passing through closed ones.
fn reach(
    edges: &[Vec<u32>],
    reached: &mut [bool],
    from: impl Iterator<Item = u32>,
    closed: &HashSet<u32>,
) {
    let mut waiting: Vec<u32> = from.collect();
    while let Some(node) = waiting.pop() {
        if !closed.contains(&node) && !std::mem::replace(&mut reached[node as usize], true) {
            waiting.extend(&edges[node as usize]);
        }
    }
}

fn read(module: &[u8]) -> Result<Linked<'_>> {
    let mut linked = Linked::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        linked.exported.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => linked.exported.push(func),
            Payload::CodeSectionStart { range, .. } => linked.starts[0] = range.start,
            Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
            Payload::DataSection(section) => {
                linked.starts[1] = section.range().start;
                for segment in section {
                    let segment = segment?;
                    let content = segment.range.end - segment.data.len()..segment.range.end;
                    linked.segments.push((content, address(&segment.kind)?));
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking {
                        if let Linking::SymbolTable(symbols) = part? {
                            linked.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(relocations) => {
                    let of = match section.name() {
                        "reloc.CODE" => 0,
                        "reloc.DATA" => 1,
                        _ => continue,
                    };
                    let entries = relocations.entries().into_iter();
                    linked.relocations[of] = entries.collect::<Result<_, _>>()?;
                }
                KnownCustom::Name(names) => {
                    for part in names {
                        if let Name::Function(names) = part? {
                            for name in names {
                                let name = name?;
                                linked.names.push((name.index, name.name));
                            }
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    ensure!(!linked.symbols.is_empty(), "the linker wrote no relocations");
    Ok(linked)
}

/// Where an active segment goes.
fn address(kind: &wasmparser::DataKind) -> Result<u32> {
    let wasmparser::DataKind::Active { offset_expr, .. } = kind else {
        anyhow::bail!("a data segment has no address");
    };
    let mut operators = offset_expr.get_operators_reader();
    match operators.read()? {
        wasmparser::Operator::I32Const { value } => Ok(value as u32),
        other => anyhow::bail!("a data segment's address is {other:?}"),
    }
}

/// The data symbols, to be found by where they are.
struct Data {
    /// Addresses, in order of where they start; ends never decrease.
    symbols: Vec<Range<u32>>,
    /// For each symbol of the table, its place in `symbols`.
    place: Vec<Option<u32>>,
}

impl Data {
    fn new(linked: &Linked) -> Self {
        let range = |symbol: &SymbolInfo| match symbol {
            SymbolInfo::Data { symbol: Some(s), .. } => {
                let start = linked.segments.get(s.index as usize)?.1 + s.offset;
                Some(start..start + s.size)
            }
            _ => None,
        };
        let mut ranges: Vec<_> = linked.symbols.iter().filter_map(range).collect();
        ranges.sort_by_key(|r| (r.start, r.end));
        // What overlaps is one: symbols for parts of others, or for the same.
        let mut symbols: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match symbols.last_mut() {
                Some(last) if range.start < last.end || range.start == last.start => {
                    last.end = last.end.max(range.end);
                }
                _ => symbols.push(range),
            }
        }
        let find = |range: Range<u32>| {
            let after = symbols.partition_point(|s| s.start <= range.start);
            after.checked_sub(1).map(|at| at as u32)
        };
        let place = linked.symbols.iter().map(|s| range(s).and_then(find)).collect();
        Self { symbols, place }
    }

    /// The symbol that has an address.
    fn at(&self, address: u32) -> Option<usize> {
        let at = self.symbols.partition_point(|s| s.start <= address).checked_sub(1)?;
        (address < self.symbols[at].end).then_some(at)
    }

    /// The addresses of some symbols, neighbors joined.
    fn only(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<Range<u32>> {
        let mut wanted: Vec<Range<u32>> = Vec::new();
        for (_, range) in self.symbols.iter().enumerate().filter(|(i, _)| is_wanted(*i)) {
            match wanted.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => wanted.push(range.clone()),
            }
        }
        wanted
    }
}

/// References of each function, then of each data symbol.
fn edges(linked: &Linked, data: &Data) -> Result<Vec<Vec<u32>>> {
    let functions = linked.imported as usize + linked.bodies.len();
    let mut edges = vec![Vec::new(); functions + data.symbols.len()];
    for (section, relocations) in linked.relocations.iter().enumerate() {
        for entry in relocations {
            use RelocationType::*;
            let symbol = linked.symbols.get(entry.index as usize);
            let to = match entry.ty {
                FunctionIndexLeb | TableIndexSleb | TableIndexI32 => match symbol {
                    Some(SymbolInfo::Func { index, .. }) => Some(*index),
                    _ => anyhow::bail!("a relocation of a function has no function"),
                },
                MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32 => data
                    .place
                    .get(entry.index as usize)
                    .copied()
                    .flatten()
                    .map(|i| i + functions as u32),
                // Of types, tables and globals, which both parts share.
                TypeIndexLeb | GlobalIndexLeb | GlobalIndexI32 | TableNumberLeb => None,
                other => anyhow::bail!("relocations of kind {other:?} are not known here"),
            };
            let Some(to) = to else { continue };
            let offset = linked.starts[section] + entry.offset as usize;
            let from = match section {
                0 => {
                    let at = linked.bodies.partition_point(|body| body.end <= offset);
                    linked.imported as usize + at
                }
                _ => {
                    let at = linked.segments.partition_point(|(content, _)| content.end <= offset);
                    let (content, start) = linked.segments.get(at).context("no such segment")?;
                    let address = start + (offset - content.start) as u32;
                    functions + data.at(address).context("data that no symbol has")?
                }
            };
            edges[from].push(to);
        }
    }
    Ok(edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doors_are_the_functions_of_the_module() {
        let is_door = |name| is_door(name, "hearth_web::deferred");
        assert!(is_door("hearth_web::deferred::install::h0123456789abcdef"));
        assert!(is_door("hearth_web::deferred::<impl hearth_web::app::App>::exported::h01"));
        for other in [
            "hearth_web::deferred_too::h01",
            "hearth_web::app::deferred::view::h01",
            "<hearth_web::deferred::View as core::clone::Clone>::clone::h01",
        ] {
            assert!(!is_door(other), "{other}");
        }
    }

    #[test]
    fn what_the_initial_chunk_can_reach_otherwise_stays_there() {
        // 0 calls the door 1, which calls 2 and 3; 0 calls 3 itself.
        let edges = [vec![1, 3], vec![2, 3], vec![], vec![]];
        let mut initial = vec![false; 4];
        reach(&edges, &mut initial, [0].into_iter(), &HashSet::from([1]));
        assert_eq!(initial, [true, false, false, true]);
        let mut all = initial.clone();
        reach(&edges, &mut all, [1].into_iter(), &HashSet::new());
        assert_eq!(all, [true; 4]);
    }

    #[test]
    fn data_that_overlap_are_one() {
        let symbol = |offset, size| SymbolInfo::Data {
            flags: wasmparser::SymbolFlags::empty(),
            name: "",
            symbol: Some(wasmparser::DefinedDataSymbol { index: 0, offset, size }),
        };
        let linked = Linked {
            segments: vec![(0..40, 1000)],
            symbols: vec![symbol(8, 4), symbol(0, 6), symbol(2, 6), symbol(20, 4)],
            ..Linked::default()
        };
        let data = Data::new(&linked);
        assert_eq!(data.symbols, [1000..1008, 1008..1012, 1020..1024]);
        assert_eq!(data.place, [Some(1), Some(0), Some(0), Some(2)]);
        assert_eq!((data.at(1007), data.at(1012), data.at(999)), (Some(0), None, None));
        assert_eq!(data.only(|i| i < 2), std::slice::from_ref(&(1000..1012)));
    }
}
