//! From the page to the worker.

use crate::{FileId, Generation};
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
}

/// A question to a profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewRequest {
    /// Which view: `top` or `flame`.
    pub view: String,
    /// Which file.
    pub file: FileId,
    /// Which request for this view.
    pub generation: Generation,
    /// The query, in its URL form.
    pub query: String,
    /// For `flame`: the part of the drawing that is on the screen.
    pub window: Option<FlameWindow>,
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
