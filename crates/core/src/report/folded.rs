//! `-folded`: `root;caller;leaf 12`, as flame graph scripts read it.

use super::Text;
use super::text::one_line;
use crate::selection::Selection;
use crate::view::order::NameCache;
use std::collections::BTreeMap;

/// A line for each different stack, sorted. Values are the profile's own, in
/// its unit. Semicolons and line ends in names would end them: they become
/// commas and spaces, and so do control characters.
pub fn folded(selection: &Selection) -> Vec<u8> {
    let nodes = &selection.frames.nodes;
    let mut names = NameCache::new(nodes);
    names.fill(0..nodes.len() as u32);
    let mut sums: BTreeMap<Vec<u8>, i64> = BTreeMap::new();
    for (stack, locations) in selection.profile.stacks.iter().enumerate() {
        if !selection.weights.is_live(stack as u32) {
            continue;
        }
        let mut line = Vec::new();
        for frame in selection.frames.root_first(locations) {
            if !line.is_empty() {
                line.push(b';');
            }
            let name = one_line(names.get(frame.node()));
            line.extend(name.into_iter().map(|byte| if byte == b';' { b',' } else { byte }));
        }
        let sum = sums.entry(line).or_default();
        *sum = sum.wrapping_add(selection.weights.net(stack as u32));
    }
    let mut out = Text::default();
    for (line, sum) in sums {
        out.parts([&line, format!(" {sum}").as_bytes()]);
    }
    out.0
}
