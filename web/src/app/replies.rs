//! Replies of the engine: files that were read, and answers to the views' questions.

use super::state::State;
use super::{App, Msg, deferred, views};
use crate::clock;
use crate::engine::Event;
use crate::files::Reading;
use crate::seal::Seal;
use crate::view::{self, Tab};
use crate::words::{fill, words};
use hearth_core::codes::{BETWEEN, ROWS_ARE_ADDRESSES};
use hearth_messages::{FileId, Reply};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Context;

impl App {
    pub(super) fn hear(&mut self, ctx: &Context<Self>, event: Event) {
        match event {
            Event::Seal(seal) => {
                // The full proof may find what the first tries did not.
                if let (Seal::Sealed, Seal::Broken(why)) = (&self.state.seal, &seal) {
                    let text = fill(words().page.unsealed_text, &[why]);
                    self.state.notify(true, words().page.unsealed.to_owned(), text);
                }
                self.state.seal = seal;
            }
            Event::Reply(reply) => self.receive(ctx, *reply),
            Event::Replaced { file, message } => self.recover(file, &message),
            Event::Deferred(taken) => {
                self.state.missing = taken.err();
                if let Some(deferred) = deferred() {
                    deferred.begin(self, ctx);
                } else if !std::mem::take(&mut self.state.waiting).is_empty() {
                    self.say_missing();
                }
            }
            Event::Unavailable(why) => {
                self.state.files.clear();
                self.state.active = None;
                self.state.unavailable = Some(fill(words().page.no_engine_text, &[&why]));
                self.complain();
            }
        }
    }

    fn receive(&mut self, ctx: &Context<Self>, reply: Reply) {
        match reply {
            Reply::Progress { file, phase, done, total, samples } => {
                if let Some(file) = self.state.file_mut(file)
                    && file.reading != Reading::Cancelling
                {
                    file.reading = Reading::Under { phase, done, total, samples };
                }
            }
            Reply::Opened { file: id, summary, started, duration, memory } => {
                let started = clock::from_worker(started);
                clock::measure_with("hearth:decode", started, duration, &[("memory", memory)]);
                let Some(file) = self.state.file_mut(id) else { return };
                let (name, show) = (file.name.clone(), file.show);
                let empty = summary.samples == 0;
                let mut remarks = summary.remarks.clone();
                if summary.functions == 0 && !empty {
                    remarks.push(ROWS_ARE_ADDRESSES.to_owned());
                }
                file.reading = Reading::Done(Rc::from(summary));
                self.state.failed = false;
                // An empty profile has the view's whole place to say so.
                // Of many files, what is odd about each is in its title.
                let is_one_of_many = self.state.files.len() >= crate::files::MANY;
                if !empty && !remarks.is_empty() && !is_one_of_many && file_is_new(&self.state, id)
                {
                    self.state.notify(false, view::shown(&name), remarks.join(BETWEEN));
                }
                if let Some(deferred) = deferred() {
                    deferred.opened(self, id);
                }
                if show || self.state.shown().is_none() {
                    self.activate(id);
                } else {
                    self.read_aside(id);
                }
                self.show_pair();
                if empty {
                    after_paint(ctx, id, None);
                }
            }
            Reply::Failed { file, message } => {
                let name = self.state.file(file).map_or(String::new(), |f| f.name.clone());
                self.state.forget(file);
                self.state.failed = true;
                self.state.failures.push((file, [name.clone(), view::said(&message)]));
                if let Some(deferred) = deferred() {
                    deferred.not_read(self, &name, &message);
                }
                self.state.notify(
                    true,
                    fill(words().page.not_opened, &[&view::shown(&name)]),
                    message,
                );
            }
            Reply::Cancelled { file } => self.state.forget(file),
            Reply::Answer { number, data, started, duration, memory } => {
                self.suspect = None;
                let started = clock::from_worker(started);
                clock::measure_with("hearth:query", started, duration, &[("memory", memory)]);
                self.show(ctx, number, data);
            }
            Reply::Refused { number, message } => {
                let tab = self.engine.kind(number).and_then(Tab::from_name);
                let question = tab.and_then(|tab| self.asked.views[tab as usize].clone());
                if let Some((question, _)) = question {
                    self.state.refused = Some((question, message));
                    self.state.active.into_iter().for_each(|file| after_paint(ctx, file, None));
                }
            }
            Reply::Ready | Reply::Died { .. } => {}
            reply => {
                if let Some(deferred) = deferred() {
                    deferred.receive(self, reply);
                }
            }
        }
    }

    fn show(&mut self, ctx: &Context<Self>, number: u32, data: JsValue) {
        let Some(kind) = self.engine.kind(number) else { return };
        let taken = match Tab::from_name(kind) {
            None => self.take_total(&data),
            Some(tab) => {
                let Some((question, asked)) = self.asked.views[tab as usize].clone() else {
                    return;
                };
                // What is asked of several files is painted with the one that is shown.
                let file = question.file().or(self.state.active);
                let Some(view) = views::view(tab) else { return };
                let taken = view.take(self, question, &data);
                if let (Ok(()), Some(file)) = (&taken, file) {
                    after_paint(ctx, file, Some((tab, asked)));
                }
                taken
            }
        };
        if let Err(error) = taken {
            // Only a page and an engine of different versions can disagree.
            web_sys::console::error_1(&error.into());
        }
    }

    /// A file was read that is not shown: nothing of it will be painted now.
    pub(super) fn read_aside(&mut self, id: FileId) {
        if let Some(file) = self.state.file_mut(id) {
            file.opened_in.get_or_insert(clock::now() - file.received);
        }
    }

    /// Something of a file is on the screen. Says whether that changes the page.
    pub(super) fn painted(&mut self, id: FileId, tab: Option<Tab>, asked: f64) -> bool {
        // Asked for beside another view, it is not what is on the screen.
        if tab == Some(Tab::Growth) && self.state.link.tab != Tab::Growth {
            return false;
        }
        let now = clock::now();
        if let Some(tab) = tab {
            clock::measure(&format!("hearth:view:{}", tab.name()), asked, now - asked);
        }
        if tab == Some(Tab::Growth) {
            // That one is of all files.
            self.state
                .files
                .iter_mut()
                .for_each(|f| _ = f.opened_in.get_or_insert(now - f.received));
            return true;
        }
        let Some(file) = self.state.file_mut(id) else { return false };
        if file.opened_in.is_some() {
            return false;
        }
        let took = now - file.received;
        clock::measure("hearth:open", file.received, took);
        file.opened_in = Some(took);
        true
    }
}

fn file_is_new(state: &State, id: FileId) -> bool {
    state.file(id).is_some_and(|f| f.opened_in.is_none())
}

fn after_paint(ctx: &Context<App>, id: FileId, tab: Option<(Tab, f64)>) {
    let link = ctx.link().clone();
    let (tab, asked) = tab.map_or((None, 0.0), |(tab, asked)| (Some(tab), asked));
    // Yew renders in a microtask, before the next frame.
    clock::after_paint(move || link.send_message(Msg::Painted(id, tab, asked)));
}
