//! Folders, archives and many files at once: the worker goes through them and says of each
//! entry what it is.

use super::Act;
use crate::app::App;
use crate::files::{Dropped, FAILED, Gathering};
use crate::format;
use crate::page;
use crate::view::shown;
use crate::words::{dropped, fill};
use hearth_messages::{EntryData, FileId, GatheredData, Message};
use js_sys::{Array, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;
use yew::prelude::*;

/// Number of entries that could not be read that are told of in a notice.
const TOLD: usize = 5;

impl App {
    /// Has files gone through.
    pub(in crate::app) fn gather(&mut self, files: Vec<(String, File)>, sources_only: bool) {
        let Some((first, _)) = files.first() else { return };
        let root = first.split('/').next().unwrap_or_default();
        let of_root = |(path, _): &(String, File)| path.split('/').next() == Some(root);
        let name = if files.iter().all(of_root) {
            shown(root)
        } else {
            fill(dropped::words().files, &[&format::count(files.len() as f64)])
        };
        let list = Array::new();
        for (path, blob) in files {
            let file = Object::new();
            let _ = Reflect::set(&file, &"path".into(), &path.into());
            let _ = Reflect::set(&file, &"blob".into(), &blob);
            list.push(&file);
        }
        let gathering = Gathering {
            drop: self.state.new_id(),
            name,
            files: list.into(),
            sources_only,
            so_far: GatheredData::default(),
            is_cancelled: false,
        };
        self.engine.post(&gathering.request());
        self.state.gathering.push(gathering);
    }

    /// A file that was opened is an archive or a source file.
    pub(in crate::app) fn set_apart(&mut self, id: FileId) {
        let Some(file) = self.state.file(id) else { return };
        let (name, blob) = (file.name.clone(), file.blob.clone());
        self.state.forget(id);
        self.gather(vec![(name, blob)], false);
    }

    /// Hears how far the worker is, and what it found.
    pub(in crate::app) fn gathered(&mut self, drop: u32, data: JsValue, profiles: &Array) {
        let found: Vec<File> = profiles.iter().map(JsCast::unchecked_into).collect();
        // Further dumps in a file that was opened by itself.
        if drop == 0 {
            return self.open(found);
        }
        let data = match GatheredData::read(&data) {
            Ok(data) => data,
            // Only a page and an engine of different versions can disagree.
            Err(error) => return web_sys::console::error_1(&error.into()),
        };
        let all = &mut self.state.gathering;
        let Some(at) = all.iter().position(|gathering| gathering.drop == drop) else { return };
        if data.entries.is_none() {
            all[at].so_far = data;
            return;
        }
        let gathering = all.remove(at);
        if data.is_cancelled {
            return;
        }
        let entries = data.entries.unwrap_or_default();
        if entries.iter().any(|entry| entry.kind == "source") {
            self.sources.posted.push(gathering.files);
        }
        let dropped = Dropped { name: gathering.name, entries };
        self.tell_of(&dropped, found.is_empty());
        if dropped.entries.len() > 1 {
            self.state.dropped = Some(Rc::new(dropped));
        }
        if !found.is_empty() {
            let (before, open) = (self.state.link.tab, self.state.files.len());
            self.open(found);
            let first = self.state.files.get(open).map(|file| file.id);
            self.state.unless_series =
                first.filter(|_| self.state.link.tab != before).map(|id| (before, id));
        }
    }

    /// A file could not be read. If it is an entry of what was dropped, the list says so of it.
    pub(in crate::app) fn not_read(&mut self, name: &str, why: &str) {
        let Some(dropped) = &mut self.state.dropped else { return };
        // Files are named by their paths within what was dropped.
        let is_it = |entry: &EntryData| {
            let root = entry.path.strip_suffix(name);
            entry.kind == "profile"
                && root.is_some_and(|root| root.is_empty() || root.ends_with('/'))
        };
        let Some(at) = dropped.entries.iter().position(is_it) else { return };
        let entry = &mut Rc::make_mut(dropped).entries[at];
        entry.kind = "unread".to_owned();
        entry.code = FAILED.to_owned();
        entry.facts = vec![why.to_owned()];
    }

    /// Says what could not be read, and where there was nothing to open.
    fn tell_of(&mut self, found: &Dropped, is_empty: bool) {
        let unread: Vec<&EntryData> = found.entries.iter().filter(|e| e.kind == "unread").collect();
        let is_empty = is_empty && found.count("source") == 0;
        if unread.is_empty() && !is_empty {
            return;
        }
        self.state.failed |= is_empty;
        let why = |entry: &&EntryData| {
            fill(dropped::words().title, &[&shown(&entry.path), &dropped::why(entry)])
        };
        let told = if unread.is_empty() { found.entries.iter().collect() } else { unread };
        let mut text: Vec<String> = told.iter().take(TOLD).map(why).collect();
        if told.len() > TOLD {
            let more = format::count((told.len() - TOLD) as f64);
            text.push(fill(dropped::words().more, &[&more]));
        }
        let title = fill(dropped::words().title, &[&found.name, &found.summary()]);
        self.state.notify(
            is_empty && told.iter().all(|e| e.kind != "unread"),
            title,
            text.join("\n"),
        );
    }

    /// Progress of the worker through what was dropped, or what it was.
    pub(in crate::app) fn dropped(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        html! {
            <>
                for gathering in &state.gathering {
                    { page::gathering(gathering, link.callback(Act::Leave)) }
                }
                if let Some(dropped) = state.dropped.as_ref().filter(|dropped| !dropped.is_all_open()) {
                    <page::DroppedLine
                        dropped={dropped.clone()}
                        is_open={state.dropped_open}
                        on_change={link.callback(|(open, forget)| Act::Dropped(open, forget))}
                    />
                }
            </>
        }
    }
}
