//! Files come and go: opened, cancelled, closed, shown, and opened again after a
//! worker's death.

use super::deferred::Act;
use super::link::Link;
use super::{App, Msg, deferred};
use crate::clock;
use crate::files::MANY;
use crate::files::{OpenFile, Reading};
use crate::host;
use crate::view::{Tab, shown};
use crate::words::{fill, words};
use gloo_timers::callback::Timeout;
use hearth_core::query::Granularity;
use hearth_messages::{FileId, Request};
use yew::Context;

/// Time that a worker may take to stop reading before it is replaced, in
/// milliseconds.
const PATIENCE: u32 = 3000;

impl App {
    /// Says that there is no engine.
    pub(super) fn complain(&mut self) {
        if let Some(text) = self.state.unavailable.clone() {
            self.state.failed = true;
            self.state.notify(true, words().page.no_engine.to_owned(), text);
        }
    }

    /// Opens files that were dropped. Many are looked at first: it is said of each what it is.
    /// What of a few is no profile the worker finds out when it reads them.
    pub(super) fn open_or_gather(&mut self, ctx: &Context<Self>, files: Vec<web_sys::File>) {
        if files.len() < MANY || deferred().is_none() {
            return self.open(files);
        }
        let files = files.into_iter().map(|file| (file.name(), file)).collect();
        self.act(ctx, Act::Gather(files, false));
    }

    /// Opens profiles.
    pub(super) fn open(&mut self, files: Vec<web_sys::File>) {
        if self.state.unavailable.is_some() {
            return self.complain();
        }
        // This many profiles at once are snapshots: the answer comes first.
        if files.len() >= MANY && self.state.link.sha256.is_empty() {
            self.state.link.tab = Tab::Growth;
            self.save(true);
        }
        // A link that names its file, or a part of it, is about that one.
        let link = &self.state.link;
        self.state.newest_wanted = files.len() > 1 && link.sha256.is_empty() && link.zoom.is_none();
        let is_alone = self.state.files.is_empty();
        for (i, blob) in files.into_iter().enumerate() {
            let id = self.state.new_id();
            self.state.files.push(OpenFile {
                id,
                name: blob.name(),
                size: blob.size(),
                reading: Reading::Waiting,
                received: clock::now(),
                show: i == 0,
                opened_in: None,
                sha256: None,
                blob: blob.clone(),
            });
            self.engine.post(&Request::Open { file: id, blob: blob.into() });
        }
        self.state.pair = match &*self.state.files {
            // A page around this one chooses itself what it shows.
            [a, b] if is_alone && !host::is_guest() && host::remote().is_none() => {
                Some([a.id, b.id])
            }
            _ => None,
        };
    }

    /// Compares two files that were opened together as soon as both are read, unless something
    /// else was chosen meanwhile: that is what two files of one kind are opened for.
    pub(super) fn show_pair(&mut self) {
        let state = &mut self.state;
        let Some(pair) = state.pair else { return };
        let read = pair.map(|id| state.file(id).and_then(|file| file.summary()).cloned());
        let [Some(a), Some(b)] = read else { return };
        state.pair = None;
        let is_one_kind = a.kind == b.kind && a.sample_types == b.sample_types;
        if is_one_kind && a.samples.min(b.samples) > 0 && state.link == Link::default() {
            state.link.tab = Tab::Compare;
            self.save(false);
        }
    }

    pub(super) fn cancel(&mut self, ctx: &Context<Self>, id: FileId) {
        let Some(file) = self.state.file_mut(id) else { return };
        file.reading = Reading::Cancelling;
        self.engine.post(&Request::Cancel { file: id });
        let link = ctx.link().clone();
        Timeout::new(PATIENCE, move || link.send_message(Msg::CancelOverdue(id))).forget();
    }

    pub(super) fn close(&mut self, id: FileId) {
        self.state.forget(id);
        self.engine.post(&Request::Close { file: id });
        if self.state.files.is_empty() {
            // A worker's memory never shrinks; another worker has none yet.
            self.engine.renew();
            self.offer_sources();
            self.state.failed = false;
        }
    }

    /// Closes the files that are meant.
    pub(super) fn close_where(&mut self, is_meant: impl Fn(FileId) -> bool) {
        let files: Vec<FileId> = self.state.files.iter().map(|file| file.id).collect();
        files.into_iter().filter(|&file| is_meant(file)).for_each(|file| self.close(file));
    }

    pub(super) fn activate(&mut self, id: FileId) {
        if self.state.active != Some(id) {
            let had_one = self.state.shown().is_some();
            self.state.active = Some(id);
            // A link's zoom is for the first file; it means nothing in others.
            if had_one {
                self.state.link.zoom = None;
            }
            let is_chosen = host::address().contains("&g=");
            self.save(false);
            self.choose_rows(is_chosen);
        }
    }

    /// Where no function has a name, rows are addresses, unless the link says otherwise; as
    /// a step, which Back undoes. Of the next file with names they are functions again.
    fn choose_rows(&mut self, is_chosen: bool) {
        let is_nameless = self.state.is_nameless();
        let rows = &mut self.state.link.query.granularity;
        let is_default = *rows == Granularity::Functions;
        if is_nameless && is_default && !is_chosen {
            (*rows, self.state.by_address) = (Granularity::Addresses, true);
            self.save(true);
        } else if !is_nameless && std::mem::take(&mut self.state.by_address) {
            if *rows == Granularity::Addresses {
                *rows = Granularity::Functions;
            }
            self.save(false);
        }
    }

    /// After a worker's death: drops the file that it died of, and has another
    /// worker read the others.
    pub(super) fn recover(&mut self, file: Option<FileId>, message: &str) {
        if let Some(deferred) = deferred() {
            deferred.give_up(self, message);
        }
        // A worker that could not say what it died of may have died of anything: only if the
        // next one does at the same file, before it could answer, that has to go.
        let reading = self.state.files.iter().find(|f| f.summary().is_none()).map(|f| f.id);
        let culprit = file.or(reading).or(self.state.active);
        let before = std::mem::replace(&mut self.suspect, culprit);
        if let Some(deferred) = deferred().filter(|_| file.is_none() && before != culprit) {
            deferred.say_restarted(self);
            return self.reopen();
        }
        self.suspect = None;
        let found = culprit.and_then(|id| self.state.file(id).map(|f| (id, f.name.clone())));
        if let Some((id, name)) = found {
            self.state.forget(id);
            self.state.failed = true;
            let text = fill(words().page.was_closed_text, &[message]);
            self.state.notify(true, fill(words().page.was_closed, &[&shown(&name)]), text);
        }
        self.reopen();
    }

    pub(super) fn reopen(&mut self) {
        self.asked = Default::default();
        self.offer_sources();
        for file in &mut self.state.files {
            file.reading = Reading::Waiting;
            self.engine.post(&Request::Open { file: file.id, blob: file.blob.clone().into() });
        }
    }
}
