//! The app: one component that holds the state, reacts to what happens, and lays
//! out the page.
//!
//! It is the only place that knows both the engine and the views. It does not
//! know what a profile is made of: it passes columns on.

mod address;
mod answers;
mod asked;
mod asking;
mod filters;
mod hearing;
mod keys;
mod link;
mod moments;
mod open_files;
mod remote;
mod rest;
mod rows;
mod save;
mod sources;
mod speech;
mod state;
mod update;
mod views;

pub use state::{Menu, Rest, State};

use crate::engine::{Engine, Event};
use crate::files::{self, Intake, Strip};
use crate::filters::{Choice, Off};
use crate::host;
use crate::page::{self, Empty, Header, Status};
use crate::seal::Seal;
use crate::settings::Settings;
use crate::ui::Message;
use crate::view::flame::{Change, Events};
use crate::view::top::Order;
use crate::view::{self, Tab};
use crate::words::{self, fill, words};
use gloo_events::EventListener;
use hearth_core::query::Query;
use hearth_messages::{FileId, FlameWindow, Question};
use link::Link;
use remote::Command;
use yew::prelude::*;

/// What can happen.
pub enum Msg {
    Engine(Event),
    OpenAnyway,
    Open(Vec<web_sys::File>),
    /// The files of folders that were dropped, with their paths.
    Folders(Vec<(String, web_sys::File)>),
    /// Source files, with their paths in the folder that was chosen.
    Sources(Vec<(String, web_sys::File)>),
    /// Stops going through what was dropped.
    Leave(u32),
    /// Shows what was dropped, or hides it; the flag closes even the line that tells of it.
    Dropped(bool, bool),
    /// Folders that were dropped, and that the browser does not read.
    Unread(Vec<String>),
    /// Which of several source files a profile's path means.
    ChooseSource((String, String)),
    Example,
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
    Complete((u32, usize, String)),
    /// What was chosen in the menu of a function.
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
    /// Takes the view away in a form.
    Save(&'static str),
    Settings(Settings),
    /// Forgets what is kept in the browser.
    Forget,
    /// A program says what to show.
    Command(Command),
    CopyLink,
    /// Shows what a link says with files that it was not made for.
    LookAnyway,
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

pub struct App {
    state: State,
    engine: Engine,
    asked: Asked,
    /// The file whose presets were asked for.
    presets_of: Option<FileId>,
    flame_events: Events,
    sources: sources::Given,
    /// What the engine is to export.
    pending: Vec<save::Pending>,
    remote: remote::Calls,
    /// What those heard who hear the page.
    said: speech::Said,
    /// What the engine may have ended at when it last did so without saying why; nothing once it
    /// has answered.
    suspect: Option<FileId>,
    _intake: Intake,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

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
            engine: Engine::start(link.callback(Msg::Engine)),
            asked: Default::default(),
            presets_of: None,
            pending: Vec::new(),
            said: Default::default(),
            remote: remote::Calls::default(),
            suspect: None,
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
                link.callback(Msg::Folders),
                link.callback(Msg::Unread),
                link.callback(Msg::Dragging),
            ),
            _listeners: keys::listen(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.react(ctx, msg)
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.engine.stop();
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let (root, word) = (host::root(), self.state.word());
        if root.get_attribute("data-hearth").as_deref() != Some(word) {
            let _ = root.set_attribute("data-hearth", word);
        }
        if self.state.rest == Rest::Here {
            self.announce();
        }
        if !host::is_guest() {
            let file = self.state.shown().map(|(file, _)| view::shown(&file.name));
            host::title(file.as_deref().unwrap_or_default());
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        let summary = state.shown().map(|(_, summary)| summary.clone());
        let has_rest = state.rest == Rest::Here;
        html! {
            // Another language is another page.
            <div class="page" key={words::spoken().tag()}>
                <Header
                    {summary}
                    sample_type={state.sample_type()}
                    tab={state.link.tab}
                    forms={state.view().map_or(&[][..], |view| view.forms())}
                    comparable={state.is_comparable()}
                    on_sample_type={link.callback(Msg::SampleType)}
                    on_tab={link.callback(Msg::Tab)}
                    on_files={link.callback(Msg::Open)}
                    on_keys={link.callback(|()| Msg::Keys(true))}
                    on_save={link.callback(Msg::Save)}
                    on_copy_link={link.callback(|()| Msg::CopyLink)}
                    {has_rest}
                    is_read_only={host::is_read_only()}
                    settings={state.settings}
                    on_settings={link.callback(Msg::Settings)}
                    on_forget={link.callback(|()| Msg::Forget)}
                />
                <div class="context">
                { files::strip(&Strip {
                    files: &state.files,
                    order: &if has_rest { state.in_order() } else { (0..state.files.len()).collect() },
                    active: state.active,
                    on_activate: link.callback(Msg::Activate),
                    on_close: link.callback(Msg::Close),
                    on_cancel: link.callback(Msg::Cancel),
                    role: &|id| if has_rest { self.role_of(ctx, id) } else { Html::default() },
                }) }
                if has_rest {
                    { self.offer_comparison(ctx) }
                    { self.dropped(ctx) }
                }
                { self.filter_bar(ctx) }
                if has_rest {
                    { self.moments(ctx) }
                }
                </div>
                <main class="view">
                    { self.main(ctx) }
                </main>
                { page::notices(&state.notices, has_rest, &link.callback(Msg::Dismiss)) }
                { page::status(&Status {
                    text: self.status(),
                    opened_in: state.shown().and_then(|(f, _)| f.opened_in),
                    legend: self.legend(),
                    seal: state.seal.clone(),
                    has_rest,
                    on_broken: link.callback(|why| Msg::Engine(Event::Seal(Seal::Broken(why)))),
                    on_forget: link.callback(|()| Msg::Forget),
                }) }
                if state.dragging {
                    <div class="drop-here" aria-hidden="true"><p>{ words().page.drop_here }</p></div>
                }
                { self.menu(ctx) }
                if has_rest {
                    { page::rest::said() }
                }
                if state.keys_open && has_rest {
                    { page::rest::keys(link.callback(|()| Msg::Keys(false))) }
                }
            </div>
        }
    }
}

impl App {
    /// The view, or what there is to say in its place.
    fn main(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let Some((_, summary)) = state.shown() else {
            return self.nothing(ctx);
        };
        let tab = state.link.tab;
        if !tab.is_first() && state.rest != Rest::Here {
            return self.not_here(ctx);
        }
        let Some(question) = state.question(tab) else {
            if tab == Tab::Snapshots {
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

    /// What there is to see of a view that is not loaded.
    fn not_here(&self, ctx: &Context<Self>) -> Html {
        let words = &words().page;
        match &self.state.rest {
            Rest::Missing(why) => html! {
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
            _ => html! {
                <Message kind="loading" title={words.loading} text={words.rest_loading} />
            },
        }
    }

    /// What there is to see while no file is shown.
    fn nothing(&self, ctx: &Context<Self>) -> Html {
        let (link, state) = (ctx.link(), &self.state);
        if state.rest == Rest::Here
            && let Some(greeting) = self.greeting(ctx)
        {
            return greeting;
        }
        let is_empty = state.files.is_empty() && state.gathering.is_empty();
        if is_empty && host::is_read_only() && state.rest == Rest::Here {
            return page::rest::nothing_yet();
        }
        if is_empty {
            return html! { <Empty
                on_example={link.callback(|()| Msg::Example)}
                has_rest={state.rest == Rest::Here}
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
