//! Where nodes come from: package and binary.

use crate::profile::{LocationId, MappingId, package};
use crate::selection::{NodeId, Selection};

/// The package of a node; empty where there is none.
pub fn package_of<'a>(selection: &'a Selection, node: NodeId) -> &'a [u8] {
    let Some(function) = selection.frames.nodes.function(node) else { return b"" };
    let (strings, functions) = (&selection.profile.strings, &selection.profile.functions);
    let name = strings.get(functions.name[function as usize]);
    package(name, strings.get(functions.filename[function as usize]))
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
