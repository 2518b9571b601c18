//! What the app does when something happens.

use super::link::Link;
use super::state::{Menu, Rest};
use super::{App, Msg, address};
use crate::clock;
use crate::files::Reading;
use crate::page::Notice;
use crate::settings::{self, Settings};
use crate::view::Tab;
use crate::view::flame::Change;
use crate::view::top::Order;
use crate::words::{fill, words};
use hearth_core::query::Sort;
use hearth_messages::Request;
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
            Msg::Open(files) => self.open_or_gather(files),
            Msg::Folders(files) => self.want_gathered(files, false),
            Msg::Sources(files) => self.want_gathered(files, true),
            Msg::Leave(drop) => {
                let left = self.state.gathering.iter_mut().find(|g| g.drop == drop);
                left.into_iter().for_each(|gathering| gathering.is_cancelled = true);
                self.engine.post(&Request::Leave { drop });
            }
            Msg::Dropped(open, forget) => {
                self.state.dropped_open = open;
                if forget {
                    self.state.dropped = None;
                }
            }
            Msg::Unread(folders) => {
                if self.state.rest == Rest::Here {
                    self.state.tell_of_unread(&folders);
                }
            }
            Msg::ChooseSource((path, choice)) => self.sources.choose(path, choice),
            Msg::Example => self.want_example(),
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
                self.activate(id);
            }
            Msg::Alone(id) => {
                self.state.link.tab = Tab::default();
                self.state.newest_wanted = false;
                self.activate(id);
                self.save(true);
            }
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
                link.set_look("h.sort", word);
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
            Msg::Complete((number, slot, text)) => {
                self.complete(number, slot, text);
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
            Msg::Save(form) => self.save_as(ctx, form),
            Msg::Reload => address::reload(),
            Msg::Settings(settings) => {
                settings.keep();
                settings.apply();
                self.state.settings = settings;
                clock::on_frame(|_| clock::resized());
            }
            Msg::Forget => {
                settings::forget();
                self.state.settings = Settings::default();
                self.state.settings.apply();
            }
            Msg::CopyLink if self.state.rest == Rest::Here => self.copy_link(),
            Msg::CopyLink => {}
            Msg::LookAnyway => self.look_anyway(),
            Msg::Notify(is_error, [title, text]) => self.state.notify(is_error, title, text),
            Msg::Keys(open) => self.state.keys_open = open,
            Msg::Command(command) => self.obey_command(command),
        }
        self.ask();
        if self.state.rest == Rest::Here {
            self.ask_for_sources();
        }
        true
    }

    /// Opens the example, now or when it is there.
    pub(super) fn want_example(&mut self) {
        match &self.state.rest {
            Rest::Here => self.open_example(),
            Rest::Loading => self.state.example_wanted = true,
            Rest::Missing(why) => {
                let text = fill(words().page.rest_missing_text, &[why]);
                self.state.notify(true, words().page.rest_missing.to_owned(), text);
            }
        }
    }
}

/// Draws the flame graph otherwise.
pub(super) fn draw_otherwise(link: &mut Link, change: Change) {
    match change {
        Change::Search(text) => link.search = text,
        // Other graphs have their boxes elsewhere.
        Change::Collapse(collapse) => (link.collapse, link.zoom) = (collapse, None),
        Change::Pivot(name) => (link.pivot, link.zoom) = (name, None),
        Change::Up(up) => link.set_look("h.up", if up { "t" } else { "" }),
        Change::Mode(mode) => link.set_look("h.colour", mode.word()),
        Change::Heavy(heavy) => link.set_look("h.heavy", if heavy { "t" } else { "" }),
    }
}
