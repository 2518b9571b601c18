//! What the app does when something happens.

use super::filters::asks_for_sum;
use super::link::Link;
use super::state::{Menu, Notice, Question, Reading, Rest, Shown, State};
use super::{App, Msg, address};
use crate::clock;
use crate::engine::Event;
use crate::filters;
use crate::host;
use crate::seal::Seal;
use crate::settings::{self, Settings};
use crate::view::Tab;
use crate::view::flame::{Change, MIN_PIXELS, Scene};
use crate::view::top::{Order, TopTable};
use crate::words::{fill, words};
use hearth_core::query::Sort;
use hearth_messages::{Error, FileId, FlameData, FlameWindow, Read, Reply, TopData, ViewRequest};
use std::rc::Rc;
use wasm_bindgen::JsValue;
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
            Msg::Open(files) => self.open(files),
            Msg::Sources(files) => self.take_sources(files),
            Msg::Unread(folders) => {
                let title = fill(words().source.problems, &[&folders.join(", ")]);
                self.state.notify(true, title, words().source.unread.to_owned());
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
            Msg::Activate(id) => self.activate(id),
            Msg::Alone(id) => {
                self.state.link.tab = Tab::default();
                self.activate(id);
                self.save(true);
            }
            Msg::Tab(tab) => {
                self.state.link.tab = tab;
                self.save(true);
            }
            Msg::SampleType(word) => {
                self.state.link.query.sample_index = word;
                self.state.link.zoom = None;
                self.save(true);
            }
            Msg::Order(order) => {
                let link = &mut self.state.link;
                match order {
                    Order::Flat => link.query.sort = Sort::Flat,
                    Order::Cum => link.query.sort = Sort::Cum,
                    _ => {}
                }
                link.set_look("h.sort", order.word());
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
            Msg::Save(form) => self.save_as(form),
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
            Msg::CopyLink => self.copy_link(),
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
    fn want_example(&mut self) {
        match &self.state.rest {
            Rest::Here => self.open_example(),
            Rest::Loading => self.state.example_wanted = true,
            Rest::Missing(why) => {
                let text = fill(words().page.rest_missing_text, &[why]);
                self.state.notify(true, words().page.rest_missing.to_owned(), text);
            }
        }
    }

    fn hear(&mut self, ctx: &Context<Self>, event: Event) {
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
            Event::Rest(rest) => {
                self.state.rest = rest.map_or_else(Rest::Missing, |()| Rest::Here);
                if self.state.rest == Rest::Here && host::remote().is_some() {
                    Self::listen_to_remote(ctx);
                }
                if std::mem::take(&mut self.state.example_wanted) {
                    self.want_example();
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
                let remarks = summary.remarks.join(" ");
                file.reading = Reading::Done(Rc::from(summary));
                self.state.failed = false;
                // An empty profile has the view's whole place to say so.
                // Of many files, what is odd about each is in its title.
                let is_one_of_many = self.state.files.len() >= crate::files::MANY;
                if !empty && !remarks.is_empty() && !is_one_of_many && file_is_new(&self.state, id)
                {
                    self.state.notify(false, name, remarks);
                }
                if !self.state.link.sha256.is_empty() {
                    self.ask_hash(id);
                }
                if show || self.state.shown().is_none() {
                    self.activate(id);
                } else {
                    self.read_aside(id);
                }
                if empty {
                    after_paint(ctx, id, None);
                }
            }
            Reply::Failed { file, message } => {
                let name = self.state.file(file).map_or(String::new(), |f| f.name.clone());
                self.state.forget(file);
                self.state.failed = true;
                self.state.failures.push((file, [name.clone(), message.clone()]));
                self.state.notify(true, fill(words().page.not_opened, &[&name]), message);
            }
            Reply::Cancelled { file } => self.state.forget(file),
            Reply::View { file, view, data, started, duration, memory, .. } => {
                let started = clock::from_worker(started);
                clock::measure_with("hearth:query", started, duration, &[("memory", memory)]);
                self.show(ctx, file, &view, data);
            }
            Reply::Refused { file, view, message, .. } => {
                let question =
                    Tab::from_name(&view).and_then(|tab| self.asked[tab as usize].clone());
                if let Some((question, _)) = question.filter(|(q, _)| !asks_for_sum(q)) {
                    self.state.refused = Some((question, message));
                    after_paint(ctx, file, None);
                }
            }
            Reply::SourceText { request, candidates, text } => {
                self.take_source(request, candidates, text);
            }
            Reply::SourceFiles { count, problems, profiles } => {
                self.count_sources(count, problems);
                let profiles: Vec<web_sys::File> =
                    profiles.iter().map(wasm_bindgen::JsCast::unchecked_into).collect();
                if !profiles.is_empty() {
                    self.open(profiles);
                }
            }
            Reply::Exported { request, bytes } => self.exported(request, &bytes),
            Reply::NotExported { request, message } => self.not_exported(request, message),
            Reply::Hashed { file, sha256 } => self.hashed(file, sha256),
            Reply::Completions { request, items } => {
                let slot = request as usize % filters::SLOTS.len();
                Rc::make_mut(&mut self.state.completions)[slot] = (request / 4, items);
            }
            Reply::Ready | Reply::Died { .. } => {}
        }
    }

    fn show(&mut self, ctx: &Context<Self>, file: FileId, view: &str, data: JsValue) {
        let Some(tab) = Tab::from_name(view) else { return };
        let Some((question, asked)) = self.asked[tab as usize].clone() else { return };
        let is_shown = !asks_for_sum(&question);
        let taken = match tab {
            Tab::Top => self.take_top(question, &data),
            Tab::Flame => self.take_flame(question, &data),
            _ => self.take_of_the_rest(tab, question, data),
        };
        match taken {
            Ok(()) if is_shown => after_paint(ctx, file, Some((tab, asked))),
            Ok(()) => {}
            // Only a page and an engine of different versions can disagree.
            Err(error) => web_sys::console::error_1(&error.into()),
        }
    }

    fn take_top(&mut self, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = TopData::read(data)?;
        let sum = |sum: i64, flat: &i64| sum.saturating_add(flat.saturating_abs());
        let own = data.flat.to_vec().iter().fold(0, sum);
        self.state.note_sums(&question, data.total, Some(own));
        self.state.top = Some(Shown { question, data: Rc::new(TopTable::from(&data)) });
        Ok(())
    }

    fn take_flame(&mut self, question: Question, data: &JsValue) -> Result<(), Error> {
        let data = FlameData::read(data)?;
        // Around a pivot it is only what passes through that.
        let own = question.detail.subject.is_empty().then_some(data.width as i64);
        self.state.note_sums(&question, data.total, own);
        // A search finds boxes where they are: the graph is the same.
        let same = |old: &Shown<Scene>| {
            let mut old = old.question.clone();
            old.detail.search.clone_from(&question.detail.search);
            old == question
        };
        self.state.graph += u32::from(!self.state.flame.as_ref().is_some_and(same));
        let mut scene = Scene::from(&data);
        scene.search.clone_from(&question.detail.search);
        scene.pivot.clone_from(&question.detail.subject);
        self.state.flame = Some(Shown { question, data: Rc::new(scene) });
        Ok(())
    }

    /// A file was read that is not shown: nothing of it will be painted now.
    fn read_aside(&mut self, id: FileId) {
        if let Some(file) = self.state.file_mut(id) {
            file.opened_in.get_or_insert(clock::now() - file.received);
        }
    }

    /// Something of a file is on the screen. Says whether that changes the page.
    fn painted(&mut self, id: FileId, tab: Option<Tab>, asked: f64) -> bool {
        let now = clock::now();
        if let Some(tab) = tab {
            clock::measure(&format!("hearth:view:{}", tab.name()), asked, now - asked);
        }
        if tab == Some(Tab::Snapshots) {
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

    /// Asks for what the current view has to show, unless it was asked already.
    pub(super) fn ask(&mut self) {
        let tab = self.state.link.tab;
        if !tab.is_first() && self.state.rest != Rest::Here {
            return;
        }
        let Some(question) = self.state.question(tab) else { return };
        if self.asked[tab as usize].as_ref().is_some_and(|(asked, _)| *asked == question) {
            return self.ask_sum();
        }
        let window = matches!(tab, Tab::Flame | Tab::Compare).then(|| {
            // Of a comparison all is asked for first: its window is for its view.
            let zoom = self.state.link.zoom.filter(|_| tab == Tab::Flame);
            let (from, to) = zoom.unwrap_or_default();
            FlameWindow { from, to, min_pixels: MIN_PIXELS, pixels: host::size().0.max(1.0) }
        });
        self.ask_engine(tab, &question, window);
        self.asked[tab as usize] = Some((question, clock::now()));
        self.ask_sum();
    }

    pub(super) fn ask_engine(&self, tab: Tab, question: &Question, window: Option<FlameWindow>) {
        let Question { file, query, detail } = question.clone();
        let view = tab.name().to_owned();
        let is_drawn = tab == Tab::Graph || detail.sides.show == "graph";
        let advances = if is_drawn { Self::advances() } else { Vec::new() };
        self.engine.ask(ViewRequest { view, file, generation: 0, query, window, detail, advances });
    }

    /// Asks for other boxes of the graph that is shown.
    fn ask_window(&mut self, window: FlameWindow, beside: Option<FlameWindow>) {
        let tab = self.state.link.tab;
        let shown = match tab {
            Tab::Compare => self.state.compare.as_ref().map(|s| s.question.clone()),
            _ => self.state.flame.as_ref().map(|s| s.question.clone()),
        };
        if let Some(question) =
            shown.filter(|shown| self.state.question(tab).as_ref() == Some(shown))
        {
            let mut asked = question.clone();
            asked.detail.sides.beside = beside;
            self.ask_engine(tab, &asked, Some(window));
            self.asked[tab as usize] = Some((question, clock::now()));
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
