//! The documents that the open files make.

use super::State;
use crate::view::{Document, Tab, tabs};

impl State {
    /// Returns whether what is open has a view; before anything is, a link may lead to any.
    pub fn offers(&self, tab: Tab) -> bool {
        self.shown().is_none() || tabs(&self.documents(), self.link.tab).contains(&tab)
    }

    /// Documents that can be selected: the file that is shown, and what several files make.
    pub fn documents(&self) -> Vec<Document> {
        let read = || self.files.iter().filter_map(|file| file.summary());
        let is_one = |kind: &str| read().any(|summary| summary.kind == kind);
        let mut documents = Vec::new();
        if read().next().is_some() {
            // Of one file both say what to add; and it may be a difference, which is a comparison
            // by itself.
            documents.extend([Document::Profile, Document::Comparison, Document::Series]);
        }
        if is_one("goroutine") {
            documents.push(Document::Goroutines);
        }
        documents
    }
}
