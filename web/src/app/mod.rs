//! The app: one component that holds the state, reacts to what happens, and lays
//! out the page.
//!
//! It is the only place that knows both the engine and the views. It does not
//! know what a profile is made of: it passes columns on.

mod address;
mod answers;
mod asked;
pub mod deferred;
mod documents;
mod filters;
mod keyboard;
mod link;
mod moments;
mod open_files;
mod remote;
mod replies;
mod requests;
mod save;
mod sources;
mod speech;
mod state;
mod update;
mod views;

pub use state::{Menu, State};

use crate::engine::{Engine, Event};
use crate::files::{self, Intake};
use crate::filters::{Chip, Choice, Off};
use crate::host::{self, Folding};
use crate::page::{self, Empty, Header, Status, Tabs, Tools};
use crate::seal::Seal;
use crate::settings::Settings;
use crate::ui::Message;
use crate::view::flame::{Change, Events};
use crate::view::top::Order;
use crate::view::{self, Tab};
use crate::words::{self, fill, words};
use deferred::{Act, Deferred};
use gloo_events::EventListener;
use hearth_core::query::Query;
use hearth_messages::{FileId, FlameWindow, NameKind, Question, Slot};
use link::Link;
use yew::prelude::*;

/// Width of the page from which on there is room for the sidebar, in CSS pixels, as the style
/// sheets have it.
const SIDEBAR_FROM: i32 = 800;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

/// The deferred chunk; nothing before it is there.
fn deferred() -> Option<&'static dyn Deferred> {
    DEFERRED.get()
}

/// Events.
pub enum Msg {
    Engine(Event),
    OpenAnyway,
    Open(Vec<web_sys::File>),
    /// Does something as soon as the deferred chunk is there.
    Act(Act),
    Cancel(FileId),
    CancelOverdue(FileId),
    Close(FileId),
    Activate(FileId),
    /// Shows a file without comparing it.
    Alone(FileId),
    Tab(Tab),
    /// A sample type's word, for the query.
    SampleType(String),
    Order(Order),
    /// A function's name.
    Select(String),
    /// Selects a function and goes to a view.
    Go(Tab, String),
    /// Opens the menu of a function, or closes it.
    Menu(Option<Menu>),
    /// Opens the menu of the selected function, if there is one, at a place.
    MenuOfSelection(i32, i32),
    /// The flame graph's zoom, and whether it was one step of the user.
    Zoom((Option<(f64, f64)>, bool)),
    /// Asks for other boxes of a flame graph; of the base's too, if there are two.
    Window(FlameWindow, Option<FlameWindow>),
    /// Changes what is shown; the flag says that it is a step of the user, which Back
    /// should undo.
    Change(Box<dyn FnOnce(&mut Link)>, bool),
    /// The query with other filters, and what is switched off.
    Filters(Box<(Query, Off)>),
    /// Asks for names: a text's number, what they are of, and the text.
    Complete((u32, NameKind, String)),
    /// Choice in the menu of a function.
    Choose(String, Choice),
    /// A letter was pressed, wherever the keyboard is.
    Press(String),
    /// The traces that are on the screen: the first, and how many.
    TracesShown((u32, u32)),
    /// Something of this file is on the screen: which view, and when it was
    /// asked for.
    Painted(FileId, Option<Tab>, f64),
    Navigated,
    Dismiss(u32),
    Dragging(bool),
    Keys(bool),
    /// Opens the command palette, or closes it.
    Palette(bool),
    /// Shows a function, by its name.
    Find(String),
    /// Adds a filter.
    Chip(Chip),
    CloseAll,
    CloseOthers(FileId),
    CloseMarked,
    /// Marks a file in the sidebar, or no longer.
    Mark(FileId),
    Unmark,
    /// Opens the menu of a file, or closes it.
    FileMenu(Option<(FileId, i32, i32)>),
    /// Compares files: the base, and the current side. An empty side is the file that is shown.
    Compare(Vec<FileId>, Vec<FileId>),
    /// Shows the sidebar, or hides it.
    Sidebar,
    /// Unfolds a series in the sidebar, or folds it.
    Fold((String, bool)),
    /// Tells the user of something: whether it failed, a title, and a text.
    Notify(bool, [String; 2]),
    Reload,
}

/// Questions that were asked last. An engine that takes the place of another knows none of them.
#[derive(Default)]
struct Asked {
    /// The question of each view, and when it was asked.
    views: [Option<(Question, f64)>; Tab::ALL.len()],
    /// The question for a total alone.
    total: Option<Question>,
}

/// Properties of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// Installs the deferred chunk, once it is there.
    pub install: Install,
}

/// See [`AppProps`].
#[derive(Clone, Copy)]
pub struct Install(pub fn());

impl PartialEq for Install {
    fn eq(&self, _: &Self) -> bool {
        // There is one.
        true
    }
}

pub struct App {
    state: State,
    engine: Engine,
    asked: Asked,
    /// The file whose presets were asked for.
    presets_of: Option<FileId>,
    flame_events: Events,
    sources: sources::Given,
    /// Exports that the engine is asked for.
    pending: Vec<save::Pending>,
    remote: remote::Calls,
    /// Announcements to those who hear the page.
    said: speech::Said,
    /// File that the engine may have ended at when it last did so without saying why; nothing once
    /// it has answered.
    suspect: Option<FileId>,
    /// Folds the sidebar where it lies over the view.
    drawer: Option<Folding>,
    _intake: Intake,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let (start, problem) = address::read();
        let mut state = State::default();
        state.settings = Settings::load();
        state.settings.apply();
        state.link = start;
        state.bad_link = problem;
        Self {
            state,
            engine: Engine::start(link.callback(Msg::Engine), ctx.props().install.0),
            asked: Default::default(),
            presets_of: None,
            pending: Vec::new(),
            said: Default::default(),
            remote: remote::Calls::default(),
            suspect: None,
            drawer: None,
            flame_events: Events {
                on_window: link.callback(|window| Msg::Window(window, None)),
                on_zoom: link.callback(Msg::Zoom),
                on_select: link.callback(Msg::Select),
                on_menu: link.callback(|(name, x, y)| Msg::Menu(Some(Menu { name, x, y }))),
                on_change: link.callback(|change| {
                    // What is typed is no step.
                    let is_step = !matches!(change, Change::Search(_));
                    Msg::Change(Box::new(|link| update::draw_otherwise(link, change)), is_step)
                }),
            },
            sources: sources::Given::default(),
            _intake: files::listen(
                link.callback(Msg::Open),
                link.callback(|files| Act::Gather(files, false)),
                link.callback(Act::Unread),
                link.callback(Msg::Dragging),
            ),
            _listeners: keyboard::listen(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.react(ctx, msg)
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.engine.stop();
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let (root, word) = (host::root(), self.state.word());
        if root.get_attribute("data-hearth").as_deref() != Some(word) {
            let _ = root.set_attribute("data-hearth", word);
        }
        if let Some(deferred) = deferred() {
            deferred.announce(self, ctx);
        }
        if !host::is_guest() {
            let file = self.state.shown().map(|(file, _)| view::shown(&file.name));
            host::title(file.as_deref().unwrap_or_default());
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        let summary = state.shown().map(|(_, summary)| summary.clone());
        let deferred = deferred();
        let name = state.shown().map(|(file, _)| view::shown(&file.name));
        let has_files = !state.files.is_empty() || !state.gathering.is_empty();
        let sidebar = match state.sidebar.is_open.filter(|_| has_files) {
            Some(true) => "sidebar-open",
            Some(false) => "sidebar-closed",
            // In somebody else's page there is little room.
            None if host::is_guest() || host::remote().is_some() => "sidebar-closed",
            None => "",
        };
        html! {
            // Another language is another page.
            <div class={classes!("page", sidebar)} key={words::spoken().tag()}>
                <header class="bar">
                    <Header
                        {has_files}
                        has_sidebar={has_files && self.has_sidebar()}
                        name={name.unwrap_or_default()}
                        {summary}
                        sample_type={state.sample_type()}
                        on_sample_type={link.callback(Msg::SampleType)}
                        on_sidebar={link.callback(|()| Msg::Sidebar)}
                    />
                    { for deferred.map(|deferred| deferred.moment(self, ctx)) }
                    { self.filter_bar(ctx) }
                    <Tools
                        is_shown={state.shown().is_some()}
                        forms={state.view().map_or(&[][..], |view| view.forms())}
                        on_files={link.callback(Msg::Open)}
                        on_keys={link.callback(|()| Msg::Keys(true))}
                        on_palette={link.callback(|()| Msg::Palette(true))}
                        on_save={link.callback(Act::Save)}
                        on_copy_link={link.callback(|()| Act::CopyLink)}
                        has_deferred={deferred.is_some()}
                        is_read_only={host::is_read_only()}
                        settings={state.settings}
                        on_settings={link.callback(Act::Settings)}
                        on_forget={link.callback(|()| Act::Forget)}
                    />
                </header>
                <div class="body">
                if has_files {
                    <aside class="sidebar" data-part="documents" data-testid="sidebar" aria-label={words().page.open_files}>
                        { deferred.map_or_else(
                            || files::plain(&state.files, state.active, &link.callback(Msg::Cancel)),
                            |deferred| deferred.sidebar(self, ctx),
                        ) }
                        { for deferred.map(|deferred| deferred.timeline(self, ctx)) }
                        { for deferred.map(|deferred| deferred.below_files(self, ctx)) }
                    </aside>
                }
                <div class="column">
                if state.shown().is_some() {
                    <Tabs
                        tab={state.link.tab}
                        tabs={view::tabs(&state.documents(), state.link.tab)}
                        comparable={state.is_comparable()}
                        on_tab={link.callback(Msg::Tab)}
                    />
                }
                <main class="view" data-part="view">
                    { self.main(ctx) }
                </main>
                { page::notices(&state.notices, &link.callback(Msg::Dismiss)) }
                </div>
                </div>
                { page::status(&Status {
                    text: self.status(),
                    opened_in: state.shown().and_then(|(f, _)| f.opened_in),
                    legend: self.legend(),
                    seal: state.seal.clone(),
                    on_broken: link.callback(|why| Msg::Engine(Event::Seal(Seal::Broken(why)))),
                    on_forget: link.callback(|()| Act::Forget),
                }) }
                if state.dragging {
                    <div class="drop-here" aria-hidden="true"><p>{ words().page.drop_here }</p></div>
                }
                { for deferred.map(|deferred| deferred.over(self, ctx)) }
            </div>
        }
    }
}

impl App {
    /// Returns whether the sidebar is seen: it is chosen, or there is room for it.
    fn has_sidebar(&self) -> bool {
        let has_room = || {
            let is_alone = !host::is_guest() && host::remote().is_none();
            is_alone && host::root().client_width() >= SIDEBAR_FROM
        };
        self.state.sidebar.is_open.unwrap_or_else(has_room)
    }

    /// Where the sidebar lies over the view, it goes once something is chosen in it.
    fn leave_drawer(&mut self) {
        if host::root().client_width() < SIDEBAR_FROM {
            self.state.sidebar.is_open = None;
        }
    }

    /// The view, or what there is to say in its place.
    fn main(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else {
            return self.nothing(ctx);
        };
        let tab = state.link.tab;
        if !tab.is_first() && deferred().is_none() {
            return self.not_here(ctx);
        }
        let Some(question) = state.question(tab) else {
            if tab == Tab::Growth {
                return html! { <Message kind="wait" title={words().page.reading} /> };
            }
            return html! { <Message
                kind="no-samples"
                title={words().page.no_samples}
                text={page::no_samples(&summary.kind)}
            /> };
        };
        if let Some((refused, why)) = &state.refused
            && *refused == question
            && !self.is_search_alone(&question)
        {
            return html! {
                <Message kind="refused" title={words().page.refused} text={view::said(why)}>
                    { self.way_out(ctx, why) }
                </Message>
            };
        }
        let shown = state.view().and_then(|view| view.show(self, ctx));
        let Some(html) = shown else {
            return html! { <Message kind="wait" title={words().page.adding_up} /> };
        };
        let is_new = state.answers.question(tab) == Some(&question);
        // Old data stays, dimmed if the new takes long, until the new is there.
        let class = classes!("shown", (!is_new).then_some("old"));
        html! {
            <div
                {class}
                key={tab.name()}
                id="view"
                role="tabpanel"
                aria-label={tab.title()}
                aria-busy={(!is_new).to_string()}
            >
                { html }
            </div>
        }
    }

    /// Message in place of a view that is not loaded.
    fn not_here(&self, ctx: &Context<Self>) -> Html {
        let words = &words().page;
        match &self.state.missing {
            Some(why) => html! {
                <Message
                    kind="missing"
                    title={words.rest_missing}
                    text={fill(words.rest_missing_text, &[why])}
                >
                    <button
                        type="button"
                        class="button"
                        data-testid="reload"
                        onclick={ctx.link().callback(|_| Msg::Reload)}
                    >
                        { words.reload }
                    </button>
                </Message>
            },
            None => html! {
                <Message kind="loading" title={words.loading} text={words.rest_loading} />
            },
        }
    }

    /// Page while no file is shown.
    fn nothing(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        if let Some(html) = deferred().and_then(|deferred| deferred.nothing(self, ctx)) {
            return html;
        }
        if state.files.is_empty() && state.gathering.is_empty() {
            return html! { <Empty
                on_example={link.callback(Act::Example)}
                has_deferred={deferred().is_some()}
            /> };
        }
        match &state.seal {
            Seal::Broken(why) if !state.unsealed => {
                page::unsealed(why, link.callback(|()| Msg::OpenAnyway))
            }
            _ => html! { <Message kind="wait" title={words().page.reading} /> },
        }
    }
}
