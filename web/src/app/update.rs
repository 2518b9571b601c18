//! Reactions of the app to what happens.

use super::deferred::Act;
use super::link::Link;
use super::state::Menu;
use super::{App, Msg, address, deferred};
use crate::files::Reading;
use crate::page::Notice;
use crate::params;
use crate::view::Tab;
use crate::view::flame::Change;
use crate::view::top::Order;
use crate::words::{fill, words};
use hearth_core::query::Sort;
use yew::Context;

impl App {
    /// Changes the state; says whether the page must be rendered again.
    pub(super) fn react(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Engine(event) => self.hear(ctx, event),
            Msg::OpenAnyway => {
                if !std::mem::replace(&mut self.state.unsealed, true) {
                    self.engine.run();
                }
            }
            Msg::Open(files) => self.open_or_gather(ctx, files),
            Msg::Act(act) => self.act(ctx, act),
            Msg::Cancel(id) => self.cancel(ctx, id),
            Msg::CancelOverdue(id) => {
                let stuck = self.state.file(id).is_some_and(|f| f.reading == Reading::Cancelling);
                if stuck {
                    self.state.forget(id);
                    self.engine.renew();
                    self.reopen();
                }
            }
            Msg::Close(id) => self.close(id),
            Msg::Activate(id) => {
                self.state.newest_wanted = false;
                self.state.pair = None;
                self.leave_drawer();
                self.activate(id);
            }
            Msg::Palette(open) => {
                // Opened before the last one is gone from the page, it is another one.
                let number = self.state.new_id();
                self.state.palette = (open && deferred().is_some()).then_some(number);
            }
            Msg::Chip(chip) => self.add_filter(chip),
            Msg::Find(name) => {
                let link = &mut self.state.link;
                link.selected = name;
                // Of the others none is about a function.
                let is_about = matches!(
                    link.tab,
                    Tab::Flame | Tab::Top | Tab::Graph | Tab::Peek | Tab::Source | Tab::Compare
                );
                if !is_about {
                    link.tab = Tab::Peek;
                }
                self.save(true);
            }
            Msg::CloseAll => self.close_where(|_| true),
            Msg::CloseOthers(id) => self.close_where(|file| file != id),
            Msg::CloseMarked => {
                let marked = std::mem::take(&mut self.state.sidebar.marked);
                self.close_where(|file| marked.contains(&file));
            }
            Msg::Mark(id) => self.state.sidebar.mark(id),
            Msg::Unmark => self.state.sidebar.marked.clear(),
            Msg::FileMenu(at) => self.state.file_menu = at.filter(|_| deferred().is_some()),
            Msg::Compare(base, current) => {
                deferred().into_iter().for_each(|d| d.compare(self, &base, &current));
            }
            Msg::Sidebar => self.state.sidebar.is_open = Some(!self.has_sidebar()),
            Msg::Fold((series, is_unfolded)) => self.state.sidebar.fold(series, is_unfolded),
            Msg::Alone(id) => {
                self.state.link.tab = Tab::default();
                self.state.newest_wanted = false;
                self.activate(id);
                self.save(true);
            }
            // Its key is pressed, and what is open has no such view.
            Msg::Tab(tab) if !self.state.offers(tab) => return false,
            Msg::Tab(tab) => {
                self.state.pair = None;
                self.state.link.tab = tab;
                self.save(true);
            }
            Msg::SampleType(word) => {
                self.state.link.query.sample_index = word;
                self.state.link.zoom = None;
                self.save(true);
            }
            Msg::Order(order) => {
                let is_named = self.state.own_first().is_some();
                let link = &mut self.state.link;
                match order {
                    Order::Flat => link.query.sort = Sort::Flat,
                    Order::Cum => link.query.sort = Sort::Cum,
                    _ => {}
                }
                // Flat is not the default of all kinds: there it is named.
                let word =
                    if is_named && order == Order::Flat { order.name() } else { order.word() };
                link.looks.set(params::SORT, word);
                self.save(true);
            }
            Msg::Go(tab, name) => {
                self.state.link.selected = name;
                self.state.link.tab = tab;
                self.save(true);
            }
            Msg::Menu(menu) => self.state.menu = menu,
            Msg::MenuOfSelection(x, y) => {
                let name = self.state.link.selected.clone();
                self.state.menu = (!name.is_empty()).then_some(Menu { name, x, y });
            }
            Msg::Select(name) => {
                self.state.link.selected = name;
                self.save(false);
            }
            Msg::Change(change, is_step) => {
                change(&mut self.state.link);
                self.state.traces_shown.0 = 0;
                self.save(is_step);
            }
            Msg::Filters(filters) => self.filter(filters.0, filters.1),
            Msg::Complete((number, kind, text)) => {
                self.complete(number, kind, text);
                return false;
            }
            Msg::Choose(name, choice) => self.choose(name, choice),
            Msg::Press(key) => {
                if !self.press(&key) {
                    return false;
                }
            }
            Msg::TracesShown(shown) => self.state.traces_shown = shown,
            Msg::Zoom((zoom, is_step)) => {
                if self.state.link.zoom == zoom {
                    return false;
                }
                self.state.link.zoom = zoom;
                self.save(is_step);
            }
            Msg::Window(window, beside) => {
                self.ask_window(window, beside);
                return false;
            }
            // Windows of a flame graph come many times a second: only the first
            // paint of a file changes the page.
            Msg::Painted(id, tab, asked) => return self.painted(id, tab, asked),
            Msg::Navigated => return self.navigated(),
            Msg::Dismiss(id) => self.state.notices.retain(|n: &Notice| n.id != id),
            Msg::Dragging(dragging) => {
                return std::mem::replace(&mut self.state.dragging, dragging) != dragging;
            }
            Msg::Reload => address::reload(),
            Msg::Notify(is_error, [title, text]) => self.state.notify(is_error, title, text),
            Msg::Keys(open) => self.state.keys_open = open,
        }
        self.ask();
        if let Some(deferred) = deferred() {
            deferred.ask_sources(self);
        }
        true
    }

    /// Does something, now or when there is what does it.
    pub(super) fn act(&mut self, ctx: &Context<Self>, act: Act) {
        if let Some(deferred) = deferred() {
            deferred.act(self, ctx, act);
        } else if self.state.missing.is_none() {
            self.state.waiting.push(act);
        } else {
            self.say_missing();
        }
    }

    /// Says that the deferred chunk will not come.
    pub(super) fn say_missing(&mut self) {
        let Some(why) = &self.state.missing else { return };
        let text = fill(words().page.rest_missing_text, &[why]);
        self.state.notify(true, words().page.rest_missing.to_owned(), text);
    }
}

/// Draws the flame graph otherwise.
pub(super) fn draw_otherwise(link: &mut Link, change: Change) {
    match change {
        Change::Search(text) => link.search = text,
        // Other graphs have their boxes elsewhere.
        Change::Collapse(collapse) => (link.collapse, link.zoom) = (collapse, None),
        Change::Pivot(name) => (link.pivot, link.zoom) = (name, None),
        Change::Up(up) => link.looks.switch(params::UP, up),
        Change::Mode(mode) => link.looks.set(params::COLOR, mode.word()),
        Change::Heavy(heavy) => link.looks.switch(params::HEAVY, heavy),
    }
}
