//! Links to what is shown: copied with the files that they are made for, and waited for where
//! one was received.

use super::Act;
use super::sent::{self, Known, SentFile};
use crate::app::{App, Link, State};
use crate::clipboard::{self, What};
use crate::files::OpenFile;
use crate::filters;
use crate::host;
use crate::page::{Greeting, Sent, greeting};
use crate::params;
use crate::view::Tab;
use crate::view::compare::{self, Role};
use hearth_messages::{FileId, Request};
use yew::prelude::*;

/// Names of files are in a parameter of their own, so a link can do without them.
const WITH_NAMES: bool = true;

impl App {
    /// Copies a link to what is shown, as soon as the hashes of its files are known: the
    /// worker has to read the files for them.
    pub(in crate::app) fn copy_link(&mut self) {
        let Some((shown, _)) = self.state.shown() else { return };
        let shown = shown.id;
        let files = self.state.files_of_view();
        let unknown: Vec<FileId> =
            files.iter().copied().filter(|&f| self.hash(f).is_none()).collect();
        if !unknown.is_empty() {
            self.state.copying = Some(shown);
            return unknown.into_iter().for_each(|id| self.ask_hash(id));
        }
        self.state.copying = None;
        let link = self.state.link_to(&files);
        clipboard::copy(host::link(&["#", &self.fragment(&link)].concat()), What::Link);
    }

    /// A file's SHA-256 as far as it is known; empty where the browser makes none.
    fn hash(&self, id: FileId) -> Option<&str> {
        self.state.file(id)?.sha256.as_deref()
    }

    /// Asks for a file's hash.
    fn ask_hash(&self, id: FileId) {
        if let Some(file) = self.state.file(id) {
            self.engine.post(&Request::Hash { file: id, blob: file.blob.clone().into() });
        }
    }

    /// A file's hash is known.
    pub(in crate::app) fn hashed(&mut self, id: FileId, sha256: String) {
        if let Some(file) = self.state.file_mut(id) {
            file.sha256 = Some(sha256);
        }
        self.take_sent_if_here();
        let is_waiting =
            self.state.copying.is_some_and(|copying| Some(copying) == self.state.active);
        if is_waiting && self.state.files_of_view().iter().all(|&f| self.hash(f).is_some()) {
            self.copy_link();
        }
    }

    /// Where a link waits for files: asks which one it is that was read; `None`: any.
    pub(in crate::app) fn receive_sent(&mut self, file: Option<FileId>) {
        if !self.state.link.sha256.is_empty() {
            let known = self.state.known();
            let is_asked = |k: &&Known| k.hash.is_none() && file.is_none_or(|file| k.id == file);
            known.iter().filter(is_asked).for_each(|k| self.ask_hash(k.id));
            self.take_sent_if_here();
        }
    }

    /// Where a link waits for files: looks whether they are here.
    fn take_sent_if_here(&mut self) {
        let sent = sent::files(&self.state.link);
        if sent.is_empty() {
            return;
        }
        let known = self.state.known();
        let found = sent::found(&sent, &known);
        // Where the browser makes no hashes, nothing can be compared.
        let is_blind = known.iter().any(|k| k.hash.as_deref() == Some(""));
        if is_blind || found.iter().all(Option::is_some) {
            self.take_sent(if is_blind { sent::guessed(&sent, &known) } else { found });
        }
    }

    /// Goes on to what a link shows with the files that are open, whatever they are.
    pub(in crate::app) fn look_anyway(&mut self) {
        let sent = sent::files(&self.state.link);
        self.take_sent(sent::guessed(&sent, &self.state.known()));
    }

    /// The files of a link are here: its places count along them.
    fn take_sent(&mut self, found: Vec<Option<FileId>>) {
        let state = &mut self.state;
        sent::clear(&mut state.link);
        let here: Vec<FileId> = found.iter().copied().flatten().collect();
        // A link of one file may be one whose places count along the files as they were opened.
        if found.len() > 1 {
            let place = |id: &FileId| here.iter().position(|h| h == id).unwrap_or(usize::MAX);
            state.files.sort_by_key(|file| place(&file.id));
            let now = |at: usize| {
                let id = (*found.get(at - 1)?)?;
                Some(here.iter().position(|h| *h == id)? + 1)
            };
            sent::renumber(&mut state.link, now);
        }
        state.active = here.first().copied().or(state.active);
        let active = state.active;
        let ids: Vec<FileId> = state.files.iter().map(|f| f.id).collect();
        ids.into_iter().filter(|id| Some(*id) != active).for_each(|id| self.read_aside(id));
        self.save(false);
    }

    /// Greeting in place of a view: what was sent, and which files it waits for.
    /// `None` where nothing was, or while files are read.
    pub(in crate::app) fn greeting(&self, ctx: &Context<Self>) -> Option<Html> {
        let state = &self.state;
        let sent = sent::files(&state.link);
        // An address without files is one that somebody typed, or kept, or loaded anew.
        let is_new = host::remote().is_none() && self.asked.views.iter().all(Option::is_none);
        let says_something = !sent.is_empty() || is_new && state.link != Link::default();
        if state.files.is_empty() && host::is_read_only() {
            return None;
        }
        let is_reading = state.files.iter().any(|f| f.summary().is_none());
        let known = state.known();
        let is_hashing = !sent.is_empty() && known.iter().any(|k| k.hash.is_none());
        if !says_something || is_reading || is_hashing {
            return None;
        }
        let found = sent::found(&sent, &known);
        let others = known.iter().filter(|k| !found.contains(&Some(k.id)));
        let link = ctx.link();
        Some(greeting(&Greeting {
            tab: state.link.tab,
            filters: filters::read(&state.link.query, &state.link.off)
                .iter()
                .filter(|chip| !chip.off)
                .map(filters::Chip::label)
                .collect(),
            sample_type: state.link.query.sample_index.clone(),
            others: others.map(|k| k.name.clone()).collect(),
            files: in_roles(&state.link, sent, &found),
            has_files: !known.is_empty(),
            on_anyway: link.callback(|()| Act::LookAnyway),
            on_example: link.callback(Act::Example),
        }))
    }
}

/// The files of a link as they are named: of a comparison the base first.
fn in_roles(link: &Link, sent: Vec<SentFile>, found: &[Option<FileId>]) -> Vec<Sent> {
    let is_base = |at: usize| {
        let mut places = link.looks.get(params::SIDE_BASE).split(',');
        link.tab == Tab::Compare && places.any(|place| place.parse() == Ok(at + 1))
    };
    let mut files: Vec<Sent> = sent
        .into_iter()
        .enumerate()
        .map(|(at, file)| Sent {
            name: file.name,
            hash: file.hash,
            is_here: found.get(at).is_some_and(Option::is_some),
            is_base: is_base(at),
        })
        .collect();
    files.sort_by_key(|file| !file.is_base);
    files
}

impl State {
    /// The files that the current view rests on, the one that is shown first.
    fn files_of_view(&self) -> Vec<FileId> {
        let read = || self.files.iter().filter(|f| f.summary().is_some());
        let mut files: Vec<FileId> = match self.link.tab {
            Tab::Compare => {
                let sides = self.candidates();
                sides.iter().filter(|f| f.role != Role::None).map(|f| f.id).collect()
            }
            Tab::Growth => read().map(|f| f.id).collect(),
            Tab::Goroutines => read()
                .filter(|f| f.summary().is_some_and(|s| s.kind == "goroutine"))
                .map(|f| f.id)
                .collect(),
            _ => self.active.into_iter().collect(),
        };
        if let Some(at) = files.iter().position(|id| Some(*id) == self.active) {
            files[..=at].rotate_right(1);
        }
        files
    }

    /// A link to what is shown, made for these files: of a comparison with the part of each.
    fn link_to(&self, files: &[FileId]) -> Link {
        let mut link = self.link.clone();
        if link.tab == Tab::Compare {
            for (name, value) in compare::words(&self.candidates()) {
                link.looks.set(name, &value);
            }
        }
        let is_of_one = files.len() < 2;
        sent::renumber(&mut link, |place| {
            let id = self.files.get(place.checked_sub(1)?)?.id;
            Some(files.iter().position(|f| *f == id)? + 1)
        });
        if is_of_one {
            sent::PLACES.iter().for_each(|name| link.looks.set(name, ""));
        }
        let file = |id: &FileId| {
            let file = self.file(*id)?;
            Some(SentFile { hash: file.sha256.clone()?, name: file.name.clone() })
        };
        let sent: Vec<SentFile> = files.iter().filter_map(file).collect();
        // Where the browser makes no hashes, a link names no file.
        if sent.iter().all(|file| !file.hash.is_empty()) {
            sent::write(&mut link, &sent, WITH_NAMES);
        }
        link
    }

    /// The files that were read, as far as their content is known.
    fn known(&self) -> Vec<Known> {
        let read = self.files.iter().filter(|f| f.summary().is_some());
        let one = |f: &OpenFile| Known { id: f.id, name: f.name.clone(), hash: f.sha256.clone() };
        read.map(one).collect()
    }
}
