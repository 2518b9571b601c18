//! From the page to the worker.

use crate::{FileId, Generation, Sides};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// What the page asks of the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Read a file. Answered by any number of `Progress`, then `Opened`,
    /// `Failed` or `Cancelled`. Files are read one after the other, in the order
    /// in which they were asked for.
    Open {
        /// The number by which the file is known from now on.
        file: FileId,
        /// The `File` itself: it is handed over without its bytes.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        blob: JsValue,
    },
    /// Stop reading a file. Answered by `Cancelled`, unless it was read already.
    Cancel {
        /// The file.
        file: FileId,
    },
    /// Forget a file. Not answered.
    Close {
        /// The file.
        file: FileId,
    },
    /// Compute a view. Answered by `View` or `Refused`, or not at all when a
    /// newer request for the same view arrives first.
    View(ViewRequest),
    /// Which names contain a text. Answered by `Completions`.
    Complete {
        /// Which file.
        file: FileId,
        /// Counts these requests.
        request: u32,
        /// What the names are of: `function`, `package`, `file` or `label` (`key=value`).
        kind: String,
        /// The text, in any case.
        text: String,
    },
    /// Say what a file's SHA-256 is. Answered by `Hashed`, or not at all when it can't be
    /// read any more.
    Hash {
        /// The file.
        file: FileId,
        /// The `File` itself.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        blob: JsValue,
    },
    /// Make a file to be saved. Answered by `Exported` or `NotExported`.
    Export {
        /// Counts these requests.
        request: u32,
        /// What is to be exported, and how: `view` is the report (`top`, `peek`,
        /// `traces`, `tags`, `list`, `csv`, `folded`, `speedscope`, `proto`).
        view: ViewRequest,
    },
    /// Go through what was dropped: tell profiles, archives and source files by their
    /// content. Answered by any number of `Gathered`; the last one has the list.
    Gather {
        /// Counts these requests.
        drop: u32,
        /// An array of `{path, blob}`: `File`s, with the paths that they have in what was
        /// dropped.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        files: JsValue,
        /// Only source files are wanted; profiles are named, and not opened.
        sources_only: bool,
        /// A new worker is told of source files: answered by `SourceFiles` alone.
        again: bool,
    },
    /// Stop going through what was dropped. Answered by the last `Gathered`.
    Leave {
        /// The number of the request.
        drop: u32,
    },
    /// Read the source file that a profile's path means. Answered by `SourceText`.
    ReadSource {
        /// Counts these requests.
        request: u32,
        /// The path in the profile, with what `trim_path` and `source_path` made of it.
        path: String,
        /// The one of several candidates to take; empty: the best.
        choice: String,
    },
}

/// A question to a profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewRequest {
    /// Which view: `top`, `flame`, `graph`, `peek`, `source`, `traces`, `tags`,
    /// `goroutines`, `compare`, `about`, or `snapshots`. That one is of all files whose
    /// numbers are in the detail's subject, with commas between them; `goroutines` looks
    /// for the same goroutines in those.
    pub view: String,
    /// Which file.
    pub file: FileId,
    /// Which request for this view.
    pub generation: Generation,
    /// The query, in its URL form. For `snapshots` and `goroutines`: what is looked at, as
    /// the page's link says it. Of snapshots that is `h.snapshots` (the order by hand:
    /// places in the subject, from 1 on), `h.times` (`place:seconds`, since 1970),
    /// `h.level` (the grain of the table) and `h.series` (its series); of goroutines
    /// `h.blocked` (what they wait for), `h.wait` and `h.waitmax` (minutes), `h.function`,
    /// `h.label`, and `h.open` (the key of the group that is told of at length).
    pub query: String,
    /// For `flame`, and flame graphs of `compare`: the part of the drawing that is on the
    /// screen.
    pub window: Option<FlameWindow>,
    /// What is asked beside the query.
    #[serde(default)]
    pub detail: Detail,
    /// For `graph`: how wide the page writes, by which boxes are as large as their texts.
    /// The widths of the characters from U+0020 to U+007E as parts of the font's size,
    /// and last that of others.
    #[serde(default)]
    pub advances: Vec<f64>,
}

/// See [`Detail::subject`].
pub const OWN_FIRST: &str = "own";

/// What a view is asked beside the query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// The function (a node's name) that `peek` and `source` are about, and the pivot
    /// of `flame`; in `compare` as in what it shows. For `source` it may also be a file's path. Empty: none.
    /// For `top`, [`OWN_FIRST`] has the user's own functions come first, each part by cum; the
    /// page asks for that only when the deferred chunk is there.
    pub subject: String,
    /// What `flame`, `graph` and `traces` look for: a text in any case, or `/…/` for a regular
    /// expression.
    pub search: String,
    /// For `flame`: frames that repeat in a row are one.
    pub collapse: bool,
    /// For `graph`: the nodes whose callers (`<name`) or callees (`>name`) are shown
    /// however small they are, one a line.
    pub expand: String,
    /// For `compare`: what is compared.
    pub sides: Sides,
    /// For `traces`: the first stack to show, and how many.
    pub first: u32,
    /// See `first`.
    pub count: u32,
}

/// The part of a flame graph that is on the screen.
///
/// Positions are in the graph's own units: its root spans from 0 to the sum of
/// the magnitudes of all values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
