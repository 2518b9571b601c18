//! Questions to what is open: a variant for each view, and what answers it.

use crate::{FileId, Message};

/// A question. Queries are in `go tool pprof`'s URL form.
#[derive(Clone, Debug, PartialEq, Message)]
#[message(kind)]
pub enum Question {
    /// Flame graph: a [`FlameData`](crate::FlameData).
    Flame(FlameQuestion),
    /// Table of functions: a [`TopData`](crate::TopData).
    Top(TopQuestion),
    /// Call graph, laid out in steps: a [`GraphData`](crate::GraphData).
    Graph(GraphQuestion),
    /// Function with callers and callees: a [`PeekData`](crate::PeekData).
    Peek(FunctionQuestion),
    /// Source lines: a [`SourceData`](crate::SourceData).
    Source(FunctionQuestion),
    /// Stacks: a [`TracesData`](crate::TracesData).
    Traces(TracesQuestion),
    /// Labels: a [`TagsData`](crate::TagsData).
    Tags(FileQuestion),
    /// Groups of goroutines: a [`GoroutinesData`](crate::GoroutinesData).
    Goroutines(GoroutinesQuestion),
    /// Two sides: a [`CompareData`](crate::CompareData). The graph is laid out in steps.
    Compare(Box<CompareQuestion>),
    /// Growth over snapshots: a [`SnapshotsData`](crate::SnapshotsData).
    Snapshots(SnapshotsQuestion),
    /// Facts of a file about itself: an [`AboutData`](crate::AboutData).
    About(FileQuestion),
    /// Total of what a query selects, and nothing else: a [`TotalData`](crate::TotalData).
    Total(FileQuestion),
}

impl Question {
    /// Files that the question is about.
    pub fn files(&self) -> Vec<FileId> {
        match self {
            Self::Compare(q) => [&*q.sides.old, &*q.sides.new].concat(),
            Self::Snapshots(q) => q.files.clone(),
            one => one.file().into_iter().collect(),
        }
    }

    /// The one file that the question is about.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Self::Flame(q) => Some(q.file),
            Self::Top(q) => Some(q.file),
            Self::Graph(q) => Some(q.file),
            Self::Peek(q) | Self::Source(q) => Some(q.file),
            Self::Traces(q) => Some(q.file),
            Self::Goroutines(q) => Some(q.file),
            Self::Tags(q) | Self::About(q) | Self::Total(q) => Some(q.file),
            Self::Compare(_) | Self::Snapshots(_) => None,
        }
    }

    /// The query; empty where none is taken.
    pub fn query(&self) -> &str {
        match self {
            Self::Flame(q) => &q.query,
            Self::Top(q) => &q.query,
            Self::Graph(q) => &q.query,
            Self::Peek(q) | Self::Source(q) => &q.query,
            Self::Traces(q) => &q.query,
            Self::Tags(q) | Self::About(q) | Self::Total(q) => &q.query,
            Self::Compare(q) => &q.query,
            Self::Goroutines(_) | Self::Snapshots(_) => "",
        }
    }

    /// Text that the view is searched for; empty for none.
    pub fn search(&self) -> &str {
        match self {
            Self::Flame(q) => &q.shape.search,
            Self::Graph(q) => &q.search,
            Self::Traces(q) => &q.search,
            Self::Goroutines(q) => &q.search,
            Self::Compare(q) => match &q.view {
                CompareView::Flame { shape, .. } | CompareView::Both { shape, .. } => &shape.search,
                CompareView::Graph { search, .. } => search,
                CompareView::Table | CompareView::Peek { .. } | CompareView::Source { .. } => "",
            },
            _ => "",
        }
    }

    /// The same question that looks for something else in the view. What is searched for changes
    /// no place in a drawing.
    pub fn searching(&self, text: &str) -> Self {
        let mut question = self.clone();
        let search = match &mut question {
            Self::Flame(q) => &mut q.shape.search,
            Self::Graph(q) => &mut q.search,
            Self::Traces(q) => &mut q.search,
            Self::Goroutines(q) => &mut q.search,
            Self::Compare(q) => match &mut q.view {
                CompareView::Flame { shape, .. } | CompareView::Both { shape, .. } => {
                    &mut shape.search
                }
                CompareView::Graph { search, .. } => search,
                CompareView::Table | CompareView::Peek { .. } | CompareView::Source { .. } => {
                    return question;
                }
            },
            _ => return question,
        };
        text.clone_into(search);
        question
    }
}

/// A question about one profile alone.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct FileQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
}

/// See [`Question::Flame`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct FlameQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
    /// Shape of the stacks.
    pub shape: FlameShape,
    /// Part that is on the screen; without one, all of it.
    pub window: Option<FlameWindow>,
}

/// Rules by which stacks become boxes, and a search among these.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct FlameShape {
    /// Function that the graph is turned around; empty: none.
    pub pivot: String,
    /// Text in any case, or `/…/` for a regular expression; empty: none.
    pub search: String,
    /// Frames that repeat in a row are one.
    pub collapse: bool,
}

/// The part of a flame graph that is on the screen.
///
/// Positions are in the graph's own units: its root spans from 0 to the sum of
/// the magnitudes of all values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct FlameWindow {
    /// The left end.
    pub from: f64,
    /// The right end; at or below `from` for the whole graph.
    pub to: f64,
    /// Boxes narrower than this many pixels are gathered.
    pub min_pixels: f64,
    /// The width of the screen in the same pixels.
    pub pixels: f64,
}

/// See [`Question::Top`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct TopQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
    /// The user's own functions come first, each part by cum. Needs the deferred chunk.
    pub own_first: bool,
}

/// See [`Question::Graph`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct GraphQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
    /// Expanded nodes, and widths of texts.
    pub shape: GraphShape,
    /// See [`FlameShape::search`].
    pub search: String,
}

/// Nodes that a call graph shows beyond its query, and widths of texts.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct GraphShape {
    /// Nodes of which neighbors are shown however small they are.
    pub expand: Vec<ExpandedNode>,
    /// Widths of the characters from U+0020 to U+007E as parts of the font's size, and last that
    /// of others: boxes are as large as their texts.
    pub advances: Vec<f64>,
}

/// A node with its callers or callees.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct ExpandedNode {
    /// Its name.
    pub name: String,
    /// Its callers are shown; otherwise its callees.
    pub callers: bool,
}

/// A question about one function, or about a file of source by its path.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct FunctionQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
    /// Name of the function; of source also a path. Empty: none.
    pub function: String,
}

/// See [`Question::Traces`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct TracesQuestion {
    /// The file.
    pub file: FileId,
    /// The query.
    pub query: String,
    /// See [`FlameShape::search`].
    pub search: String,
    /// The first stack.
    pub first: u32,
    /// Their number.
    pub count: u32,
}

/// Order and times of snapshots that were set by hand. Places count from 1 in the list of files.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct Arrangement {
    /// Their order; empty: as they were taken.
    pub order: Vec<u32>,
    /// A place, and when it was taken, in seconds since 1970.
    pub times: Vec<(u32, i64)>,
}

/// See [`Question::Snapshots`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct SnapshotsQuestion {
    /// The files.
    pub files: Vec<FileId>,
    /// See [`Arrangement`].
    pub arrangement: Arrangement,
    /// Grain of the table: `stack`, `function`, `file`, `package`, `label` or `size`. Without one
    /// there is no table.
    pub level: Option<String>,
    /// Series of the table; without one that of the first suspect.
    pub series: Option<u32>,
}

/// See [`Question::Goroutines`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct GoroutinesQuestion {
    /// The file.
    pub file: FileId,
    /// Files in which the same goroutines are looked for.
    pub files: Vec<FileId>,
    /// See [`Arrangement`].
    pub arrangement: Arrangement,
    /// See [`FlameShape::search`].
    pub search: String,
    /// Filter of the groups.
    pub filter: GoroutineFilter,
    /// Key of the group that is described at length.
    pub open: Option<f64>,
}

/// Filter of groups of goroutines.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct GoroutineFilter {
    /// Event that they wait for; empty: any.
    pub blocked: String,
    /// Fewest minutes of waiting.
    pub min_minutes: i64,
    /// Most minutes of waiting.
    pub max_minutes: Option<i64>,
    /// A function of theirs, as [`FlameShape::search`]; empty: any.
    pub function: String,
    /// A label of theirs, as [`FlameShape::search`]; empty: any.
    pub label: String,
}

/// See [`Question::Compare`].
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct CompareQuestion {
    /// The query.
    pub query: String,
    /// Files of both sides.
    pub sides: Sides,
    /// Basis on which figures are compared.
    pub mode: Mode,
    /// View of the comparison.
    pub view: CompareView,
    /// Form of boxes, which is the page's own affair: the engine takes no notice.
    pub boxes: String,
}

/// Two sides, and which functions of them are the same.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct Sides {
    /// Files of the base. Without any, a current file with negative values is compared with
    /// itself: what rose with what fell.
    pub old: Vec<FileId>,
    /// Files of the current side.
    pub new: Vec<FileId>,
    /// Scales the current side to the base's totals, as `-normalize` does.
    pub normalize: bool,
    /// Only equal names match.
    pub strict: bool,
    /// Functions that are said to be the same: name in the base, name in the current side.
    pub renames: Vec<(String, String)>,
}

/// Basis on which figures of two sides are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Message)]
pub enum Mode {
    /// Nothing.
    #[default]
    Absolute,
    /// A second of each profile's duration.
    Second,
    /// A side's total.
    Share,
    /// An operation: numbers of operations in the base and in the current side.
    Per {
        /// In the base.
        old: f64,
        /// In the current side.
        new: f64,
    },
}

/// View of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Message)]
pub enum CompareView {
    /// The functions.
    #[default]
    Table,
    /// One flame graph of both.
    Flame {
        /// Shape of the stacks.
        shape: FlameShape,
        /// Widths are sums of both sides; otherwise those of the larger one.
        is_sum: bool,
        /// Part that is on the screen.
        window: Option<FlameWindow>,
    },
    /// The base's flame graph and the current side's.
    Both {
        /// Shape of the stacks.
        shape: FlameShape,
        /// Part of the current side's graph that is on the screen.
        window: Option<FlameWindow>,
        /// Part of the base's.
        beside: Option<FlameWindow>,
    },
    /// The call graph of what changed.
    Graph {
        /// Expanded nodes, and widths of texts.
        shape: GraphShape,
        /// See [`FlameShape::search`].
        search: String,
    },
    /// A function with callers and callees.
    Peek {
        /// Its name.
        function: String,
    },
    /// Source lines.
    Source {
        /// Name of a function, or a path.
        function: String,
    },
}
