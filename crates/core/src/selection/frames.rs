//! Frames that each location stands for, at the granularity that was asked for.

use super::clean_path::clean_path;
use super::nodes::{Node, NodeId, Nodes, NodesBuilder};
use super::trim_path::trim_path;
use crate::profile::{EMPTY, FunctionId, LocationId, Profile, StringId};
use crate::query::{Granularity, Query};
use std::cell::OnceCell;

/// One frame of a stack: a node, and whether it was inlined into its caller.
///
/// Frames of the same node sort beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Frame(u32);

impl Frame {
    pub(super) fn new(node: NodeId, inlined: bool) -> Self {
        Self(node << 1 | u32::from(inlined))
    }

    /// The node.
    pub fn node(self) -> NodeId {
        self.0 >> 1
    }

    /// Returns whether the function was inlined into its caller here.
    pub fn is_inlined(self) -> bool {
        self.0 & 1 == 1
    }

    /// A number that orders frames as frames are ordered.
    pub fn rank(self) -> u32 {
        self.0
    }

    /// The frame that has this rank.
    pub(crate) fn of_rank(rank: u32) -> Self {
        Self(rank)
    }
}

/// The frames of every location: innermost first, one at least.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Nodes that the frames are of.
    pub nodes: Nodes,
    frames: Vec<Frame>,
    ends: Vec<u32>,
    is_one_per_location: bool,
    options: FrameOptions,
    /// To trim paths once more would change nothing.
    is_settled: bool,
    /// The shade of each node, once a view asked: see [`view::origin`](crate::view::origin).
    pub(crate) shades: OnceCell<Box<[u8]>>,
}

impl Frames {
    /// Merges the locations of a profile into nodes.
    pub fn new(profile: &Profile, options: &FrameOptions) -> Self {
        let mut builder = Builder::new(profile, options);
        let mut frames = Vec::with_capacity(profile.locations.lines.len());
        let mut ends = Vec::with_capacity(profile.locations.len());
        for location in 0..profile.locations.len() as LocationId {
            builder.location(location, &mut frames);
            ends.push(frames.len() as u32);
        }
        let Builder { nodes, is_settled, .. } = builder;
        Self {
            nodes: nodes.finish(),
            is_one_per_location: frames.len() == ends.len(),
            frames,
            ends,
            options: options.clone(),
            is_settled,
            shades: OnceCell::new(),
        }
    }

    /// The frames after their paths are trimmed once more; `None` if they are the
    /// same. pprof trims them each time it makes a graph.
    pub fn trimmed_again(&self, profile: &Profile) -> Option<Self> {
        let options = FrameOptions { trims: self.options.trims + 1, ..self.options.clone() };
        (!self.is_settled).then(|| Self::new(profile, &options))
    }

    /// The frames of a location, innermost first.
    pub fn of(&self, location: LocationId) -> &[Frame] {
        let location = location as usize;
        let start = if location == 0 { 0 } else { self.ends[location - 1] };
        &self.frames[start as usize..self.ends[location] as usize]
    }

    /// The frame of each location, if every location has exactly one.
    #[inline]
    pub fn one_per_location(&self) -> Option<&[Frame]> {
        self.is_one_per_location.then_some(&*self.frames)
    }

    /// Number of frames that a stack has.
    pub fn count_in(&self, stack: &[LocationId]) -> usize {
        stack.iter().map(|&location| self.of(location).len()).sum()
    }

    /// Appends the frames of a stack, root first. A call for each: see
    /// `Columns::sample` in `read/samples.rs`.
    #[inline(never)]
    pub fn extend_root_first(&self, stack: &[LocationId], to: &mut Vec<Frame>) {
        to.extend(self.root_first(stack));
    }

    /// The frames of a stack, root first.
    pub fn root_first<'a>(&'a self, stack: &'a [LocationId]) -> impl Iterator<Item = Frame> + 'a {
        stack.iter().rev().flat_map(|&location| self.of(location).iter().rev().copied())
    }
}

/// The part of a query that decides what a frame is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameOptions {
    granularity: Granularity,
    noinlines: bool,
    showcolumns: bool,
    /// `trim_path` and `source_path`, where paths are trimmed.
    trim: Option<[String; 2]>,
    /// Number of times that they are trimmed.
    trims: usize,
    binaries: bool,
    as_reference: bool,
    called_as_inlined: bool,
}

impl FrameOptions {
    /// The frames of graphs.
    pub fn new(query: &Query) -> Self {
        Self {
            granularity: query.granularity,
            noinlines: query.noinlines,
            showcolumns: query.showcolumns,
            trim: Some([query.trim_path.clone(), query.source_path.clone()]),
            trims: 1,
            binaries: false,
            as_reference: false,
            called_as_inlined: false,
        }
    }

    /// Returns whether a call was inlined makes no difference: one build does it, another does
    /// not.
    pub fn with_called_as_inlined(self, called_as_inlined: bool) -> Self {
        Self { called_as_inlined, ..self }
    }

    /// Files are told apart by where their functions start, and by the binary,
    /// as pprof does it by mistake.
    pub fn as_reference(self) -> Self {
        Self { as_reference: true, ..self }
    }

    /// Functions of the same name are different ones if they are in different
    /// binaries, or start on different lines.
    pub fn with_binaries(self) -> Self {
        Self { binaries: true, ..self }
    }

    /// Paths are left as they are in the profile.
    pub fn with_whole_paths(self) -> Self {
        Self { trim: None, ..self }
    }
}

/// Parts of a frame that a granularity keeps.
struct Keep {
    function: bool,
    file: bool,
    line: bool,
    column: bool,
    address: bool,
}

impl Keep {
    fn new(options: &FrameOptions) -> Self {
        use Granularity::{Addresses, FileFunctions, Files, Lines};
        let g = options.granularity;
        // Columns stay where pprof has nothing to do with a profile.
        let untouched = g == Addresses && !options.noinlines;
        let line = matches!(g, Lines | Addresses);
        Self {
            function: g != Files,
            file: matches!(g, FileFunctions | Files | Lines | Addresses),
            line,
            column: untouched || (line && options.showcolumns),
            address: g == Addresses,
        }
    }
}

struct Builder<'a> {
    profile: &'a Profile,
    options: &'a FrameOptions,
    keep: Keep,
    nodes: NodesBuilder,
    /// The name and file of each function, in the nodes' texts. Made when the
    /// function is first used.
    functions: Vec<Option<(StringId, StringId)>>,
    /// The same for the mappings' files.
    binaries: Vec<StringId>,
    is_settled: bool,
}

fn trimmed<'a>(file: &'a [u8], [prefixes, sources]: &[String; 2]) -> &'a [u8] {
    trim_path(file, prefixes, sources)
}

impl<'a> Builder<'a> {
    fn new(profile: &'a Profile, options: &'a FrameOptions) -> Self {
        let mut nodes = NodesBuilder::new();
        let binaries =
            profile.mappings.iter().map(|m| nodes.text(profile.strings.get(m.file))).collect();
        Self {
            profile,
            options,
            keep: Keep::new(options),
            nodes,
            functions: vec![None; profile.functions.len()],
            binaries,
            is_settled: true,
        }
    }

    fn location(&mut self, location: LocationId, frames: &mut Vec<Frame>) {
        let locations = &self.profile.locations;
        let row = location as usize;
        let address = if self.keep.address { locations.address[row] } else { 0 };
        let binary = locations.mapping[row].map_or(EMPTY, |m| self.binaries[m as usize]);
        let mut lines = locations.lines_of(location);
        if lines.is_empty() {
            let node = Node { address, binary, ..Node::default() };
            frames.push(Frame::new(self.nodes.node(node, None), false));
            return;
        }
        if self.options.noinlines {
            lines = &lines[lines.len() - 1..];
        }
        let keep_line = |number: i64, keep: bool| if keep { number } else { 0 };
        for (i, line) in lines.iter().enumerate() {
            let (name, file) = self.function(line.function);
            let mut node = Node {
                name,
                file,
                line: keep_line(line.line, self.keep.line),
                column: keep_line(line.column, self.keep.column),
                address,
                ..Node::default()
            };
            let is_place = name != EMPTY || file != EMPTY;
            if !is_place {
                node.binary = binary;
            }
            if self.options.binaries || (self.options.as_reference && name == EMPTY) {
                node.binary = binary;
                node.start_line = self.profile.functions.start_line[line.function as usize];
            }
            let inlined = i + 1 < lines.len() && !self.options.called_as_inlined;
            frames.push(Frame::new(self.nodes.node(node, Some(line.function)), inlined));
        }
    }

    fn function(&mut self, function: FunctionId) -> (StringId, StringId) {
        let row = function as usize;
        if let Some(texts) = self.functions[row] {
            return texts;
        }
        let Profile { strings, functions, .. } = self.profile;
        let name = if self.keep.function { strings.get(functions.name[row]) } else { b"" };
        let file = if self.keep.file { strings.get(functions.filename[row]) } else { b"" };
        let name = self.nodes.text(name);
        let file = match &self.options.trim {
            Some(trim) => {
                let trimmed = (0..self.options.trims).fold(file, |file, _| trimmed(file, trim));
                self.is_settled &= trimmed == self::trimmed(trimmed, trim);
                trimmed
            }
            None => file,
        };
        let file = if file.is_empty() { EMPTY } else { self.nodes.text(&clean_path(file)) };
        self.functions[row] = Some((name, file));
        (name, file)
    }
}
