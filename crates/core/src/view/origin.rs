//! Origin of nodes: package, binary, and whose code they are.

use crate::diagnose::code::{Context, Texts};
use crate::profile::{LocationId, MappingId, package};
use crate::selection::{NodeId, Selection};

/// The package of a node; empty where there is none.
pub fn package_of<'a>(selection: &'a Selection, node: NodeId) -> &'a [u8] {
    let Some(function) = selection.frames.nodes.function(node) else { return b"" };
    let (strings, functions) = (&selection.profile.strings, &selection.profile.functions);
    let name = strings.get(functions.name[function as usize]);
    package(name, strings.get(functions.filename[function as usize]))
}

/// Number of shades of a family of colors.
pub const SHADES: u8 = 8;

/// The shade of each node: the family of its class
/// ([`Class::family`](crate::diagnose::code::Class::family)) times [`SHADES`], and one of these for its
/// package, or for its file where it has none: the same on every machine and every day.
/// Computed once for all selections of the same frames.
pub fn shades<'a>(selection: &'a Selection) -> &'a [u8] {
    let nodes = &selection.frames.nodes;
    selection.frames.shades.get_or_init(|| {
        let texts = Texts::new(selection.profile);
        let context = Context::new(texts.iter());
        let shade = |node| {
            let Some(function) = nodes.function(node) else {
                // `[binary]`, with an address before it or not.
                let name = nodes.printable_name(node);
                let name = String::from_utf8_lossy(&name);
                let binary = name.find('[').map_or("", |at| &name[at + 1..]);
                let binary = binary.strip_suffix(']').unwrap_or(binary);
                return context.code("", "", binary).class.family() * SHADES
                    + hash(binary.as_bytes());
            };
            let (name, file, binary) = texts.of(function);
            let class = context.code(name, file, binary).class;
            let all = [package_of(selection, node), file.as_bytes(), name.as_bytes()];
            let of = all.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
            class.family() * SHADES + hash(of)
        };
        (0..nodes.len() as NodeId).map(shade).collect()
    })
}

/// FNV-1a, of which the lowest bits are taken.
fn hash(text: &[u8]) -> u8 {
    let hash =
        text.iter().fold(0x811c_9dc5_u32, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    ((hash ^ (hash >> 15)) % u32::from(SHADES)) as u8
}

/// The binary of each node: that of the first location that it stands for; `None`
/// where it is not known.
pub fn binaries(selection: &Selection) -> Vec<Option<MappingId>> {
    let mut binaries = vec![None; selection.frames.nodes.len()];
    for (location, &mapping) in (0 as LocationId..).zip(&selection.profile.locations.mapping) {
        for frame in selection.frames.of(location) {
            let binary = &mut binaries[frame.node() as usize];
            *binary = binary.or(mapping);
        }
    }
    binaries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Mapping;
    use crate::query::Query;
    use crate::selection::Session;
    use crate::view::testing::profile;

    #[test]
    fn nodes_know_their_package_and_binary() {
        let mut profile = profile(&["main.main@m.go:1;net/http.Get@h.go:2;malloc@m.c:3 1"]);
        profile.mappings = vec![Mapping::default(); 2];
        profile.locations.mapping = vec![Some(1), None, Some(0)];
        let mut session = Session::new(profile);
        let selection = session.select(&Query::default()).unwrap();
        let nodes = 0..selection.frames.nodes.len() as NodeId;
        let name = |node| selection.frames.nodes.printable_name(node);
        let packages: Vec<_> = nodes.map(|n| (name(n), package_of(&selection, n))).collect();
        let packages: Vec<_> = packages.iter().map(|(name, p)| (&**name, *p)).collect();
        let expected: [(&[u8], &[u8]); 3] =
            [(b"malloc", b""), (b"net/http.Get", b"net/http"), (b"main.main", b"main")];
        for pair in expected {
            assert!(packages.contains(&pair), "{packages:?}");
        }
        let mut found = binaries(&selection);
        found.sort_unstable();
        assert_eq!(found, [None, Some(0), Some(1)]);
    }
}
