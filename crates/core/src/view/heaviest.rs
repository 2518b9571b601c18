//! The heaviest path of a call tree, and where a drawn call graph shows it.
//!
//! The path follows stacks, not merged edges: from the root always to the callee that
//! weighs most, down to a frame that calls nothing. A cycle of the merged graph can
//! neither stop it nor hold it, as each step is one frame deeper in the stacks.

use crate::selection::{Frame, Tree};
use std::ops::Range;

/// The frames of the heaviest path, the one nearest to the root first; empty without
/// stacks. Of callees with the same weight the first in the order of frames counts, as in
/// the flame graph, where it is the leftmost box of its row.
pub fn heaviest(tree: &Tree) -> Vec<Frame> {
    let mut path = Vec::new();
    let mut stacks = 0..tree.sorted.len();
    while let Some((frame, below)) = heaviest_callee(tree, stacks, path.len()) {
        path.push(frame);
        stacks = below;
    }
    path
}

/// The callee that weighs most of a node: a range of stacks that are equal in their first
/// `depth` frames. Also returns the callee's stacks.
fn heaviest_callee(
    tree: &Tree,
    stacks: Range<usize>,
    depth: usize,
) -> Option<(Frame, Range<usize>)> {
    let Tree { sorted, sums } = tree;
    let mut best: Option<(i64, Frame, Range<usize>)> = None;
    let mut start = sorted.own_end(stacks.clone(), depth);
    while start < stacks.end {
        let run = start..sorted.run_end(start..stacks.end, depth);
        start = run.end;
        let weight = sums.magnitude(run.clone());
        let Some(frame) = sorted.frame_at(run.start, depth).filter(|_| weight > 0) else {
            continue;
        };
        let is_first = best
            .as_ref()
            .is_none_or(|(most, first, _)| weight > *most || (weight == *most && frame < *first));
        if is_first {
            best = Some((weight, frame, run));
        }
    }
    best.map(|(_, frame, run)| (frame, run))
}

/// Boxes and arrows of a drawn graph that show a path: indexes, in the path's order and
/// each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The boxes.
    pub boxes: Vec<u32>,
    /// The arrows between them.
    pub arrows: Vec<u32>,
}

/// Finds a path of node names in a drawing whose boxes have these names (empty for what
/// hangs on a node) and whose arrows lead from box to box. Nodes that are not drawn are
/// passed over. `is_tree`: a name may have several boxes, which only arrows tell apart.
pub fn shown(path: &[Vec<u8>], names: &[Vec<u8>], arrows: &[[u32; 2]], is_tree: bool) -> Shown {
    let mut shown = Shown::default();
    let mut here: Option<u32> = None;
    let is_named = |at: u32, name: &[u8]| names.get(at as usize).is_some_and(|n| n == name);
    let is_entered = |at: u32| arrows.iter().any(|&[from, to]| to == at && from != at);
    for name in path.iter().filter(|name| !name.is_empty()) {
        let along = here.and_then(|here| {
            arrows.iter().position(|&[from, to]| from == here && is_named(to, name))
        });
        let all = || (0..names.len() as u32).filter(|&at| is_named(at, name));
        let next = match (along, here) {
            (Some(arrow), _) => {
                push_new(&mut shown.arrows, arrow as u32);
                Some(arrows[arrow][1])
            }
            (None, None) => all().find(|&at| !is_entered(at)).or_else(|| all().next()),
            (None, Some(_)) if is_tree => None,
            (None, Some(_)) => all().next(),
        };
        if let Some(next) = next {
            push_new(&mut shown.boxes, next);
            here = Some(next);
        }
    }
    shown
}

fn push_new(list: &mut Vec<u32>, item: u32) {
    if !list.contains(&item) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::selection::{Session, Shape};
    use crate::view::flame::tests::profile;

    /// The path through stacks of letters, root first.
    fn path(stacks: &[(&str, i64)], shape: &Shape) -> String {
        let mut session = Session::new(profile(stacks));
        let (selection, tree) = session.select_shaped(&Query::default(), shape).unwrap();
        let nodes = &selection.frames.nodes;
        let names = heaviest(&tree.below).into_iter().map(|f| nodes.printable_name(f.node()));
        String::from_utf8(names.collect::<Vec<_>>().concat()).unwrap()
    }

    #[test]
    fn the_heaviest_stack_is_followed_to_its_leaf() {
        let straight = Shape::default();
        assert_eq!(path(&[("abc", 5), ("abd", 3), ("ae", 7)], &straight), "abc");
        // The heaviest edge of the merged graph is that from x to y; no heavy stack has it.
        let merged = [("axy", 4), ("bxy", 4), ("cd", 5), ("ax", 2)];
        assert_eq!(path(&merged, &straight), "axy");
        // The flat value of a function is no callee: the path ends where nothing is called.
        assert_eq!(path(&[("ab", 100), ("abc", 1)], &straight), "abc");
        assert_eq!(path(&[], &straight), "");
        assert_eq!(path(&[("a", 0)], &straight), "");
    }

    #[test]
    fn a_cycle_does_not_end_the_path() {
        // Two wrappers call each other, and what they wrap lies below.
        let stacks = [("hihihwz", 60), ("hihihv", 20), ("hi", 15)];
        assert_eq!(path(&stacks, &Shape::default()), "hihihwz");
        assert_eq!(path(&[("aaab", 3)], &Shape { collapse: true, ..Shape::default() }), "ab");
    }

    #[test]
    fn equal_callees_are_in_the_flame_graphs_order() {
        assert_eq!(path(&[("ac", 3), ("ab", 3)], &Shape::default()), "ab");
    }

    fn named(names: &[&str]) -> Vec<Vec<u8>> {
        names.iter().map(|name| name.as_bytes().to_vec()).collect()
    }

    #[test]
    fn a_path_through_a_cycle_reaches_its_last_box() {
        let names = named(&["h", "i", "w", "", "z"]);
        let arrows = [[0, 1], [1, 0], [0, 2], [2, 4], [0, 4]];
        let path = named(&["h", "i", "h", "i", "h", "w", "z"]);
        let shown = shown(&path, &names, &arrows, false);
        assert_eq!(shown.boxes, [0, 1, 2, 4]);
        assert_eq!(shown.arrows, [0, 1, 2, 3]);
    }

    #[test]
    fn what_is_not_drawn_is_passed_over() {
        let names = named(&["a", "c", "d"]);
        // a reaches c over what is not drawn; d has no arrow on this path.
        let found = shown(&named(&["a", "b", "c", "d"]), &names, &[[0, 1], [0, 2]], false);
        assert_eq!((found.boxes, found.arrows), (vec![0, 1, 2], vec![0]));
    }

    #[test]
    fn in_a_tree_arrows_tell_boxes_of_one_name_apart() {
        let names = named(&["a", "b", "c", "b"]);
        let arrows = [[0, 2], [2, 3], [0, 1]];
        let found = shown(&named(&["a", "c", "b"]), &names, &arrows, true);
        assert_eq!((found.boxes, found.arrows), (vec![0, 2, 3], vec![0, 1]));
        let found = shown(&named(&["a", "c", "a", "b"]), &names, &arrows, true);
        assert_eq!(found.boxes, [0, 2, 3]);
    }
}
