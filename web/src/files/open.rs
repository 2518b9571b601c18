//! Files that are open, or about to be.

use hearth_messages::{FileId, Phase, Summary};
use std::rc::Rc;

/// A file that is open, or about to be.
#[derive(Clone, PartialEq)]
pub struct OpenFile {
    pub id: FileId,
    pub name: String,
    pub size: f64,
    /// The file itself: kept, so that it can be read again by another worker.
    pub blob: web_sys::File,
    pub reading: Reading,
    /// When the page got it, on the page's clock.
    pub received: f64,
    /// It is shown as soon as it is read.
    pub show: bool,
    /// Its SHA-256 in hexadecimal digits, once that was asked for.
    pub sha256: Option<String>,
    /// From `received` to the first view painted, in milliseconds.
    pub opened_in: Option<f64>,
}

/// Progress of reading a file.
#[derive(Clone, PartialEq)]
pub enum Reading {
    /// The worker has not begun.
    Waiting,
    /// The worker reads it.
    Under { phase: Phase, done: f64, total: f64, samples: f64 },
    /// The user asked to stop.
    Cancelling,
    /// It was read.
    Done(Rc<Summary>),
}

impl OpenFile {
    /// Returns its summary, once it was read.
    pub fn summary(&self) -> Option<&Rc<Summary>> {
        match &self.reading {
            Reading::Done(summary) => Some(summary),
            _ => None,
        }
    }
}
