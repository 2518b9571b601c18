//! The nodes that frames are merged into.

use crate::profile::{EMPTY, FunctionId, Interner, StringId, Strings};
use hashbrown::{HashMap, HashTable};
use rustc_hash::FxBuildHasher;
use std::cmp::Ordering;
use std::hash::BuildHasher;

/// An index into [`Nodes`].
pub type NodeId = u32;

/// Key of a node: frames for which all of this is equal are
/// one. What the granularity does not keep is empty or 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Node {
    /// The function's name, in [`Nodes::texts`].
    pub name: StringId,
    /// The source file, in [`Nodes::texts`].
    pub file: StringId,
    /// The binary, in [`Nodes::texts`]; only where there is no name.
    pub binary: StringId,
    /// The line in which the function starts; only where there is no name.
    pub start_line: i64,
    /// The line.
    pub line: i64,
    /// The column.
    pub column: i64,
    /// The instruction's address.
    pub address: u64,
}

/// A list of different nodes.
#[derive(Clone, Debug, Default)]
pub struct Nodes {
    /// The texts of all nodes, each once; the first is empty.
    pub texts: Strings,
    nodes: Vec<Node>,
    /// A function of each node, if it has one: where to find its file.
    functions: Vec<Option<FunctionId>>,
}

impl Nodes {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node with this index.
    pub fn get(&self, node: NodeId) -> &Node {
        &self.nodes[node as usize]
    }

    /// A function that this node stands for, whatever the granularity.
    pub fn function(&self, node: NodeId) -> Option<FunctionId> {
        self.functions[node as usize]
    }

    /// The node's name as reports print it: what is known of address, name and
    /// place, else the binary's name in brackets.
    pub fn printable_name(&self, node: NodeId) -> Vec<u8> {
        let Node { name, file, .. } = *self.get(node);
        self.name_parts(node, self.texts.get(name), self.texts.get(file)).join(&b' ')
    }

    /// The parts of a node's name, with another spelling of function and file.
    pub fn name_parts(&self, node: NodeId, name: &[u8], file: &[u8]) -> Vec<Vec<u8>> {
        let node = self.get(node);
        let mut parts: Vec<Vec<u8>> = Vec::new();
        if node.address != 0 {
            parts.push(format!("{:016x}", node.address).into_bytes());
        }
        if !name.is_empty() {
            parts.push(name.to_vec());
        }
        if node.line != 0 {
            let mut place = [file, format!(":{}", node.line).as_bytes()].concat();
            if node.column != 0 {
                place.extend(format!(":{}", node.column).bytes());
            }
            parts.push(place);
        } else if !file.is_empty() {
            parts.push(file.to_vec());
        } else if name.is_empty() && node.binary != EMPTY {
            parts.push([b"[", base_name(self.texts.get(node.binary)), b"]"].concat());
        } else if name.is_empty() {
            parts.push(b"<unknown>".to_vec());
        }
        parts
    }

    /// The nodes of another list that are in this one, too: their numbers here.
    pub fn in_common(&self, other: &Self, nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
        let key = |list: &Self, id: NodeId| list.info(id);
        let here: HashMap<Vec<u8>, NodeId, FxBuildHasher> =
            (0..self.len() as NodeId).map(|id| (key(self, id), id)).collect();
        nodes.filter_map(|id| here.get(&key(other, id)).copied()).collect()
    }

    /// An order of nodes that look the same: by all that makes them different,
    /// as text, because pprof compares it so.
    pub fn compare_info(&self, a: NodeId, b: NodeId) -> Ordering {
        self.info(a).cmp(&self.info(b))
    }

    fn info(&self, node: NodeId) -> Vec<u8> {
        let Node { name, file, binary, start_line, line, column, address } = *self.get(node);
        let text = |id| self.texts.get(id);
        let places = format!(" {start_line} {line} {column} ");
        let address = format!("  {address} ");
        [text(name), address.as_bytes(), text(file), places.as_bytes(), text(binary), b"}"].concat()
    }
}

/// The last part of a path, as Go's `filepath.Base` has it.
pub fn base_name(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|&b| b != b'/').map_or(0, |i| i + 1);
    let trimmed = &path[..end];
    match trimmed.iter().rposition(|&b| b == b'/') {
        Some(slash) => &trimmed[slash + 1..],
        None if !trimmed.is_empty() => trimmed,
        None if path.is_empty() => b".",
        None => b"/",
    }
}

/// Collects nodes, each once.
pub struct NodesBuilder {
    nodes: Nodes,
    interner: Interner,
    by_node: HashTable<NodeId>,
    hasher: FxBuildHasher,
}

impl NodesBuilder {
    pub fn new() -> Self {
        let mut this = Self {
            nodes: Nodes::default(),
            interner: Interner::default(),
            by_node: HashTable::new(),
            hasher: FxBuildHasher,
        };
        this.text(b"");
        this
    }

    /// The id of a text.
    pub fn text(&mut self, text: &[u8]) -> StringId {
        self.interner.intern(&mut self.nodes.texts, text)
    }

    /// The id of a node.
    pub fn node(&mut self, node: Node, function: Option<FunctionId>) -> NodeId {
        let Self { nodes, by_node, hasher, .. } = self;
        let list = &mut nodes.nodes;
        let hash = hasher.hash_one(node);
        if let Some(&id) = by_node.find(hash, |&id| list[id as usize] == node) {
            return id;
        }
        let id = list.len() as NodeId;
        list.push(node);
        nodes.functions.push(function);
        by_node.insert_unique(hash, id, |&id| hasher.hash_one(list[id as usize]));
        id
    }

    pub fn finish(self) -> Nodes {
        self.nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_known() {
        let mut builder = NodesBuilder::new();
        let (name, file) = (builder.text(b"main.f"), builder.text(b"/srv/main.go"));
        let binary = builder.text(b"/bin/app");
        for (node, printed) in [
            (Node { name, ..Node::default() }, "main.f"),
            (Node { name, file, ..Node::default() }, "main.f /srv/main.go"),
            (Node { name, file, line: 7, ..Node::default() }, "main.f /srv/main.go:7"),
            (
                Node { name, file, line: 7, column: 3, address: 0x1f, ..Node::default() },
                "000000000000001f main.f /srv/main.go:7:3",
            ),
            (Node { binary, ..Node::default() }, "[app]"),
            (Node { binary, address: 1, ..Node::default() }, "0000000000000001 [app]"),
            (Node::default(), "<unknown>"),
        ] {
            let id = builder.node(node, None);
            assert_eq!(builder.nodes.printable_name(id), printed.as_bytes());
        }
    }

    #[test]
    fn equal_nodes_are_one() {
        let mut builder = NodesBuilder::new();
        let name = builder.text(b"f");
        assert_eq!(builder.text(b"f"), name);
        let node = Node { name, ..Node::default() };
        assert_eq!(builder.node(node, Some(3)), builder.node(node, Some(4)));
        assert_eq!(builder.finish().function(0), Some(3));
    }

    #[test]
    fn base_names() {
        for (path, base) in [("/a/b", "b"), ("a/b//", "b"), ("b", "b"), ("", "."), ("//", "/")] {
            assert_eq!(base_name(path.as_bytes()), base.as_bytes());
        }
    }
}
