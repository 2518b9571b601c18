//! The calls of V8's profiles: nodes with a parent, from a list or a tree.

use super::super::joined::Joined;
use super::super::json::{Json, Kind};
use super::super::note::LeftOut;
use super::super::tree::{NONE, Paths};
use crate::profile::{FunctionId, Line, StackId};
use crate::read::ReadError;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Columns with a row for each node.
#[derive(Default)]
pub struct Nodes {
    id: Vec<u32>,
    parent: Vec<u32>,
    function: Vec<u32>,
    /// Number of times that it was running.
    pub hits: Vec<i64>,
    /// Its own bytes.
    pub size: Vec<i64>,
    functions: Vec<Function>,
    by_function: FxHashMap<Function, u32>,
    by_id: FxHashMap<u32, u32>,
    /// True if any node says what it is.
    pub has_names: bool,
    /// True if nodes have bytes.
    pub has_sizes: bool,
    /// True if names are in the nodes themselves, as until 2016.
    pub is_old: bool,
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Function {
    name: Vec<u8>,
    url: Vec<u8>,
    /// Counted from 1.
    line: i64,
    column: i64,
}

impl Nodes {
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// The node with an id.
    pub fn by_id(&self, id: u32) -> Option<usize> {
        self.by_id.get(&id).map(|&node| node as usize)
    }

    fn push(&mut self, parent: u32) -> usize {
        self.id.push(NONE);
        self.parent.push(parent);
        self.function.push(NONE);
        self.hits.push(0);
        self.size.push(0);
        self.id.len() - 1
    }

    /// Reads nodes that have the ids of their children, or of their parent. May come again.
    pub fn list(&mut self, json: &mut Json) -> Result<(), ReadError> {
        if !json.array()? {
            return Ok(());
        }
        // Ids of a child and its parent: either may come first.
        let mut edges = Vec::new();
        let mut children = Vec::new();
        while json.item()? {
            let node = self.push(NONE);
            let mut function = Function::default();
            if json.object()? {
                while let Some(key) = json.key()? {
                    if &*key == b"children" {
                        children.clear();
                        json.indices(&mut children)?;
                        edges.extend(children.iter().map(|&child| (Err(child), Ok(node))));
                    } else if &*key == b"parent" {
                        if let Some(parent) = json.index()? {
                            edges.push((Ok(node), Err(parent)));
                        }
                    } else {
                        self.value(json, &key, node, &mut function)?;
                    }
                }
            }
            self.set_function(node, function);
        }
        let by_id = &self.by_id;
        let node = |place: Result<usize, u32>| match place {
            Ok(node) => Some(node),
            Err(id) => by_id.get(&id).map(|&node| node as usize),
        };
        for (child, parent) in edges {
            if let (Some(child), Some(parent)) = (node(child), node(parent))
                && child != parent
            {
                self.parent[child] = parent as u32;
            }
        }
        Ok(())
    }

    /// Reads nodes that have their children in them, however deep.
    pub fn tree(&mut self, json: &mut Json) -> Result<(), ReadError> {
        if !json.object()? {
            return Ok(());
        }
        let mut open = vec![(self.push(NONE), Function::default())];
        // Each turn reads one key of the innermost node, or goes on with its parent.
        while let Some((node, function)) = open.last_mut() {
            let node = *node;
            match json.key()? {
                Some(key) if &*key == b"children" => {
                    if !json.array()? {
                        continue;
                    }
                }
                Some(key) => {
                    let mut function = std::mem::take(function);
                    self.value(json, &key, node, &mut function)?;
                    if let Some((_, place)) = open.last_mut() {
                        *place = function;
                    }
                    continue;
                }
                None => {
                    let function = std::mem::take(function);
                    self.set_function(node, function);
                    open.pop();
                    if open.is_empty() {
                        break;
                    }
                }
            }
            // The array of children of the innermost node is open.
            while json.item()? {
                if json.object()? {
                    let parent = open.last().map_or(NONE, |&(parent, _)| parent as u32);
                    open.push((self.push(parent), Function::default()));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads one value of a node.
    fn value(
        &mut self,
        json: &mut Json,
        key: &[u8],
        node: usize,
        function: &mut Function,
    ) -> Result<(), ReadError> {
        match key {
            b"id" => {
                if let Some(id) = json.index()? {
                    self.id[node] = id;
                    self.by_id.entry(id).or_insert(node as u32);
                }
            }
            b"hitCount" => self.hits[node] = json.integer()?.unwrap_or(0),
            b"selfSize" => {
                self.size[node] = json.integer()?.unwrap_or(0);
                self.has_sizes = true;
            }
            b"callFrame" => {
                self.has_names = true;
                if json.object()? {
                    while let Some(key) = json.key()? {
                        function.value(json, &key, 1)?;
                    }
                }
            }
            // Until 2016 names were in the nodes, and lines were counted from 1.
            b"functionName" | b"url" | b"lineNumber" | b"columnNumber" => {
                self.is_old = true;
                self.has_names = true;
                function.value(json, key, 0)?;
            }
            _ => json.skip()?,
        }
        Ok(())
    }

    fn set_function(&mut self, node: usize, function: Function) {
        let functions = &mut self.functions;
        let known = self.by_function.entry(function).or_insert_with_key(|function| {
            functions.push(function.clone());
            (functions.len() - 1) as u32
        });
        self.function[node] = *known;
    }
}

impl Function {
    fn value(&mut self, json: &mut Json, key: &[u8], base: i64) -> Result<(), ReadError> {
        let place = match key {
            b"functionName" => &mut self.name,
            b"url" => &mut self.url,
            b"lineNumber" | b"columnNumber" => {
                let is_number = json.kind()? == Kind::Number;
                let number = json.integer()?.filter(|_| is_number).unwrap_or(-1);
                let place = if key == b"lineNumber" { &mut self.line } else { &mut self.column };
                *place = number.saturating_add(base).max(0);
                return Ok(());
            }
            _ => return json.skip(),
        };
        *place = match json.text()? {
            Cow::Borrowed(text) => text.to_vec(),
            Cow::Owned(text) => text,
        };
        Ok(())
    }

    fn is_root(&self) -> bool {
        self.name == b"(root)"
    }
}

/// The stacks of nodes, each made when it is first used.
pub struct Stacks<'a> {
    nodes: &'a Nodes,
    functions: Vec<Option<FunctionId>>,
    stacks: Vec<Option<StackId>>,
    paths: Paths,
}

impl<'a> Stacks<'a> {
    pub fn new(nodes: &'a Nodes) -> Self {
        Self {
            nodes,
            functions: vec![None; nodes.functions.len()],
            stacks: vec![None; nodes.len()],
            paths: Paths::new(nodes.len()),
        }
    }

    /// The stack that ends in a node.
    pub fn of(&mut self, node: usize, to: &mut Joined) -> StackId {
        if let Some(stack) = self.stacks[node] {
            return stack;
        }
        let (path, is_cut) = self.paths.of(&self.nodes.parent, node as u32);
        if is_cut {
            to.leave_out(LeftOut::Callers);
        }
        let mut locations = Vec::with_capacity(path.len());
        for &at in path {
            let function = self.nodes.function[at as usize];
            let Some(of) = self.nodes.functions.get(function as usize) else { continue };
            // The root is no call, but there may be nothing else.
            if of.is_root() && path.len() > 1 {
                continue;
            }
            let id = *self.functions[function as usize].get_or_insert_with(|| {
                let name = if of.name.is_empty() { b"(anonymous)" } else { &of.name[..] };
                let id = to.builder.function(name, &of.url);
                to.builder.describe_function(id, b"", of.line);
                id
            });
            let line = Line { function: id, line: of.line, column: of.column };
            locations.push(to.builder.frame(0, None, &[line]));
        }
        let stack = to.builder.stack(locations);
        self.stacks[node] = Some(stack);
        stack
    }
}
