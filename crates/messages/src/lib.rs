//! Messages between the page and the engine's worker: the one crate that
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

// The derive macro names this crate.
extern crate self as hearth_messages;

mod bundle;
mod columns;
mod compare;
mod graph;
#[cfg(feature = "headless")]
mod headless;
mod question;
mod reply;
mod request;
mod slot;
mod snapshots;
mod views;
pub mod wire;

pub use bundle::{EntryData, GatheredData, TarData, WhatData, ZipData, ZipEntryData};
pub use columns::Names;
pub use compare::{
    CompareColumns, CompareData, CompareFlame, CompareGraph, CompareParts, ComparePeek,
    CompareRemark, CompareShown, CompareSource, CompareSummary, CompareTable,
};
pub use graph::{ARROW_DOTTED, ARROW_INLINED, GraphData, NO_OWNER};
#[cfg(feature = "headless")]
pub use headless::{
    DumpsData, FileErrorCode, LeakData, LeaksData, LeftOut, NoteData, PartData, QueryErrorCode,
    constants, declarations,
};
pub use question::*;
pub use reply::{FRAME_MANY, FlameData, Phase, Reply, SampleType, Summary, TotalData};
pub use request::{ExportOf, ExportQuestion, NameKind, Request};
pub use slot::Slot;
pub use snapshots::{
    EarlierData, GoroutinesData, GroupData, LevelData, SeriesData, SnapshotsData, SuspectData,
};
pub use views::*;

pub use hearth_messages_derive::Message;
pub use wasm_bindgen::JsValue;
pub use wire::{Error, Message};

/// The number of one open file, chosen by the page and never used twice.
pub type FileId = u32;
