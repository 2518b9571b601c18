//! Parts of questions, as the link says them.

use super::link::Link;
use crate::params;
use hearth_messages::{Arrangement, ExpandedNode, GraphShape};

/// Without the widths of texts, which are measured when the question is posted.
pub fn graph_shape(link: &Link) -> GraphShape {
    GraphShape {
        expand: link.looks.get(params::EXPAND).lines().filter_map(expanded).collect(),
        ..GraphShape::default()
    }
}

/// `<name`: its callers; `>name`: what it calls.
fn expanded(line: &str) -> Option<ExpandedNode> {
    let (callers, name) = match line.strip_prefix('<') {
        Some(name) => (true, name),
        None => (false, line.strip_prefix('>')?),
    };
    Some(ExpandedNode { name: name.to_owned(), callers })
}

/// `h.snapshots=2,1` and `h.times=1:60,2:120`.
pub fn arrangement(link: &Link) -> Arrangement {
    let time = |pair: &str| {
        let (place, seconds) = pair.split_once(':')?;
        Some((place.parse().ok()?, seconds.parse().ok()?))
    };
    Arrangement {
        order: link
            .looks
            .get(params::SNAPSHOTS)
            .split(',')
            .filter_map(|n| n.parse().ok())
            .collect(),
        times: link.looks.get(params::TIMES).split(',').filter_map(time).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_say_neighbours_and_arrangements() {
        let (link, _) =
            Link::from_fragment("h.expand=%3Ca%0A%3Eb%0Ac&h.snapshots=2,x,1&h.times=1:60,2,3:x");
        let node = |name: &str, callers| ExpandedNode { name: name.to_owned(), callers };
        assert_eq!(graph_shape(&link).expand, [node("a", true), node("b", false)]);
        let times = vec![(1, 60)];
        assert_eq!(arrangement(&link), Arrangement { order: vec![2, 1], times });
    }
}
