//! State of the page: the open files, what is shown of them, and what went
//! wrong. Hovering and the camera are not here: they change with every movement.

use super::answers::Answers;
use super::deferred::Act;
use super::filters::Sums;
use super::link::Link;
use crate::files::{Dropped, Gathering, OpenFile, SidebarState};
use crate::filters::Completions;
use crate::page::Notice;
use crate::seal::Seal;
use crate::settings::Settings;
use crate::view::source::Files;
use crate::view::{Tab, said};
use hearth_core::query::QueryError;
use hearth_messages::{FileId, Question, Summary};
use std::rc::Rc;

/// The menu of a function, where it was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    pub name: String,
    pub x: i32,
    pub y: i32,
}

/// See the module.
#[derive(Default)]
pub struct State {
    pub files: Vec<OpenFile>,
    pub active: Option<FileId>,
    /// Files were opened together and nobody chose one of them: if they are a series, the
    /// newest is to be shown.
    pub newest_wanted: bool,
    /// Two files were opened together, beside no other: if they can be compared, that is shown.
    pub pair: Option<[FileId; 2]>,
    pub link: Link,
    /// The part of the last link that could not be read, until there are words to say so.
    pub bad_link: Option<QueryError>,
    pub notices: Vec<Notice>,
    pub seal: Seal,
    /// The deferred chunk will not come, and why.
    pub missing: Option<String>,
    /// Acts to be done as soon as the deferred chunk is there.
    pub waiting: Vec<Act>,
    pub answers: Answers,
    pub source_files: Rc<Files>,
    /// Drops that the worker goes through.
    pub gathering: Vec<Gathering>,
    /// Latest drop.
    pub dropped: Option<Rc<Dropped>>,
    pub dropped_open: bool,
    /// The view that was left for that of snapshots, until it is known that there are some, and
    /// the first of the files that led there.
    pub unless_series: Option<(Tab, FileId)>,
    /// The traces that are on the screen: the first, and how many.
    pub traces_shown: (u32, u32),
    /// Counts the graphs that the flame view has shown.
    pub graph: u32,
    /// Why the engine could not answer a question.
    pub refused: Option<(Question, String)>,
    /// The user wants files opened although the page is not sealed.
    pub unsealed: bool,
    /// Why there is no engine, and what to do.
    pub unavailable: Option<String>,
    /// The last file that was tried could not be opened.
    pub failed: bool,
    /// Which files could not be opened and why, until a program that asked for them was told.
    pub failures: Vec<(FileId, [String; 2])>,
    pub dragging: bool,
    pub keys_open: bool,
    /// Number of the palette that is open.
    pub palette: Option<u32>,
    pub menu: Option<Menu>,
    pub sidebar: SidebarState,
    /// The menu of a file, and where it was opened.
    pub file_menu: Option<(FileId, i32, i32)>,
    /// Totals of queries, as far as answers said.
    pub sums: Sums,
    /// The newest names that were asked for.
    pub completions: Completions,
    pub settings: Settings,
    /// Rows became addresses by themselves, for want of names.
    pub by_address: bool,
    /// A link is copied as soon as this file's hash is known.
    pub copying: Option<FileId>,
    last_id: u32,
}

impl State {
    /// A number that nothing had before.
    pub fn new_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    pub fn file(&self, id: FileId) -> Option<&OpenFile> {
        self.files.iter().find(|f| f.id == id)
    }

    pub fn file_mut(&mut self, id: FileId) -> Option<&mut OpenFile> {
        self.files.iter_mut().find(|f| f.id == id)
    }

    /// The file that is shown, and what is in it: none while a link waits for its files.
    pub fn shown(&self) -> Option<(&OpenFile, &Rc<Summary>)> {
        if !self.link.sha256.is_empty() && self.missing.is_none() {
            return None;
        }
        let file = self.file(self.active?)?;
        Some((file, file.summary()?))
    }

    /// The file that is shown has samples, and no function of it has a name.
    pub fn is_nameless(&self) -> bool {
        self.shown().is_some_and(|(_, s)| s.functions == 0 && s.samples > 0)
    }

    /// Two files of one kind are open.
    pub fn is_comparable(&self) -> bool {
        let kinds = || self.files.iter().filter_map(|f| f.summary()).map(|s| &s.kind);
        kinds().enumerate().any(|(at, kind)| kinds().take(at).any(|other| other == kind))
    }

    /// The page's state, as `<html data-hearth>` says it.
    pub fn word(&self) -> &'static str {
        let reading = self.files.iter().any(|f| f.summary().is_none())
            || !self.gathering.is_empty()
            || !self.waiting.is_empty();
        match self.shown() {
            _ if reading => "opening",
            Some((file, _)) if file.opened_in.is_none() => "opening",
            Some(_) => "ready",
            None if self.failed => "failed",
            None => "empty",
        }
    }

    /// Tells the user of something, in words or in the engine's codes. Only the newest few are kept.
    pub fn notify(&mut self, is_error: bool, title: String, text: String) {
        let id = self.new_id();
        let text = said(&text);
        self.notices.retain(|n| (&n.title, &n.text) != (&title, &text));
        self.notices.push(Notice { id, is_error, title, text });
        let surplus = self.notices.len().saturating_sub(4);
        self.notices.drain(..surplus);
    }

    /// Gives words to what the engine said before there were any.
    pub fn word_what_was_said(&mut self) {
        let texts = self.notices.iter_mut().map(|notice| &mut notice.text);
        for text in texts.chain(self.failures.iter_mut().map(|(_, [_, why])| why)) {
            *text = said(text);
        }
    }

    /// Forgets a file; shows the one beside it if it was the one that was shown.
    pub fn forget(&mut self, id: FileId) {
        let Some(at) = self.files.iter().position(|f| f.id == id) else { return };
        self.files.remove(at);
        self.sidebar.marked.retain(|file| *file != id);
        if self.active == Some(id) {
            let read = |f: &&OpenFile| f.summary().is_some();
            let next = self.files[at..].iter().find(read).or(self.files[..at].iter().rfind(read));
            self.active = next.map(|f| f.id);
            self.link.zoom = None;
        }
        self.sums.retain(|s| s.0 != id);
        self.answers.forget(id);
    }
}
