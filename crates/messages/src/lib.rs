//! What the page and the engine's worker say to each other: the one room that
//! both share.
//!
//! Requests and replies are JavaScript objects with one field, named for what
//! they are: `{open: {file, blob}}`, `{progress: {…}}`; one without content is
//! the name alone, `"ready"`. Columns travel as typed arrays, which the worker
//! transfers instead of copying. The worker's hand-written script
//! (`crates/js/worker`) reads and writes the same objects, so a change here
//! is a change there.
//!
//! Nothing here computes, and nothing here knows what a profile looks like
//! inside: a view is plain data by the time it is put into a message.

#![warn(missing_docs)]

mod bundle;
mod columns;
mod compare;
mod graph;
#[cfg(feature = "headless")]
mod headless;
mod read;
mod reply;
mod request;
mod snapshots;
mod views;

pub use bundle::{EntryData, GatheredData, TarData, WhatData, ZipData, ZipEntryData};
pub use columns::Names;
pub use compare::{
    CompareColumns, CompareData, CompareFlame, CompareGraph, CompareParts, ComparePeek,
    CompareRemark, CompareShown, CompareSource, CompareSummary, CompareTable, Sides,
};
pub use graph::{ARROW_DOTTED, ARROW_INLINED, GraphData, NO_OWNER};
#[cfg(feature = "headless")]
pub use headless::{
    DumpsData, FileErrorCode, LeakData, LeaksData, LeftOut, NoteData, PartData, QueryErrorCode,
    declarations,
};
pub use read::Read;
pub use reply::{FRAME_MANY, FlameData, Phase, Reply, SampleType, Summary, ViewData};
pub use request::{Detail, FlameWindow, OWN_FIRST, Request, ViewRequest};
pub use snapshots::{
    EarlierData, GoroutinesData, GroupData, LevelData, SeriesData, SnapshotsData, SuspectData,
};
pub use views::{
    AboutData, NeighbourData, PeekData, SourceData, SourcePart, TagKey, TagsData, TopData,
    TracesData,
};

/// What can be written as a message.
pub use serde::Serialize;
/// Why a value is no message.
pub use serde_wasm_bindgen::Error;

use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// The number of one open file, chosen by the page and never used twice.
pub type FileId = u32;

/// Counts the page's requests for one view: a reply with an older number than
/// the newest request is stale, and dropped.
pub type Generation = u32;

/// Turns a message into the JavaScript object that is posted.
///
/// # Errors
///
/// When a value has no JavaScript form; no message of this crate has such a value.
pub fn to_js<T: Serialize>(message: &T) -> Result<JsValue, Error> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_large_number_types_as_bigints(true);
    message.serialize(&serializer)
}

/// The same, with `null` for what is not there.
///
/// # Errors
///
/// As [`to_js`].
#[cfg(feature = "headless")]
pub fn to_js_with_null<T: Serialize>(message: &T) -> Result<JsValue, Error> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    message.serialize(&serializer)
}

/// Reads a message that was posted.
///
/// # Errors
///
/// When the object is not of this type.
pub fn from_js<T: DeserializeOwned>(message: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(message)
}
